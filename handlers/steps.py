"""The steps of a case: a press opens the step's form or takes it, a form is read and taken."""

import re
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.lifecycles import Step
from bot.domain.refusals import IllegalStepError
from bot.domain.steps import TakeCharge, Wanted, decide
from bot.services.similar import link_cases
from bot.services.steps import StepRefusedError, StepTaken, StepView, look_at, take_step
from bot.ui.form_errors import FormErrors
from bot.ui.similar import LINK, SAME, pair_in
from bot.ui.steps.foreseen import foreseen_refusal
from bot.ui.steps.forms import (
    Drafted,
    beside,
    case_of,
    read_step,
    step_modal,
    step_of,
    submission_of,
    typed_in,
    with_letter,
)
from bot.ui.steps.menu import MORE, PREFIX, pressed
from bot.ui.steps.refusals import refusal_lines, step_attempt
from bot.ui.steps.scene import Scene
from handlers.case_view import CaseViews
from handlers.kit import Kit
from handlers.openings import Origin, show_view
from handlers.standing import Standing
from handlers.submissions import Submission

log = structlog.get_logger()

_ANY_STEP = re.compile(f"{PREFIX}({'|'.join(Step)})")


def register(app: AsyncApp, kit: Kit) -> None:
    """Register every step's button and form, and the menu of the card."""
    steps = Steps(kit)
    app.action(_ANY_STEP)(steps.press)
    app.action(MORE)(steps.press)
    app.action(SAME)(steps.press_same)
    app.action(LINK)(steps.link)
    app.view(_ANY_STEP)(steps.submit)


class Steps:
    """Old buttons and forms are harmless: the service looks at the case as it is now."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._cases = CaseViews(kit)
        self._standing = Standing(kit)

    async def press(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Open the step's form with one call, or say why not before anybody types."""
        await ack()
        origin = Origin.of(body, respond)
        step, case_id = pressed(body["actions"][0])
        await self._open(step, await self._look(case_id, person=origin.user), origin)

    async def _open(self, step: Step, scene: Scene, origin: Origin) -> None:
        refusal = foreseen_refusal(step, scene)
        if refusal is not None:
            lines = refusal_lines(refusal, step_attempt(step, scene))
            await self._standing.say_no(lines, scene.case.id, origin=origin)
        elif step is Step.TAKE_CHARGE:
            await self._take_charge(scene, origin)
        else:
            view = step_modal(step, scene, submission_id=uuid4(), is_over_case=origin.is_modal)
            await show_view(self._kit.client, origin, view=view, texts=scene.texts)

    async def press_same(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Open the form of a duplicate, in which the other case is named already."""
        await ack()
        origin = Origin.of(body, respond)
        case_id, original = pair_in(body["actions"][0])
        scene = replace(await self._look(case_id, person=origin.user), original=original)
        await self._open(Step.MARK_DUPLICATE, scene, origin)

    async def link(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Link the open case with one like it, and show it as it is then."""
        await ack()
        kit, user = self._kit, body["user"]["id"]
        case_id, ref = pair_in(body["actions"][0])
        await kit.workers.run(
            link_cases,
            kit.database,
            case_id,
            ref,
            actor=user,
            now=kit.clock.now(),
            defaults=kit.defaults,
        )
        kit.wake_delivery()
        await self._standing.update(body["view"]["id"], case_id, user=user)

    async def submit(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        submission = Submission.of(ack, body, view, kit=self._kit)
        async with submission.answered():
            await self._submit(submission)

    async def _submit(self, submission: Submission) -> None:
        view = submission.view
        scene = await self._look(case_of(view), person=submission.user, beside=beside(view))
        read = read_step(view, scene)
        try:
            if isinstance(read, FormErrors):
                await submission.point_out(read)
            elif isinstance(read, Drafted):
                _rehearse(read.wanted, scene)
                await submission.show(with_letter(view, scene, letter=read.letter))
            else:
                taken = await self._take(scene, read, submission_id=submission_of(view))
                await self._standing.close_over(submission, taken.case.id)
        except IllegalStepError as error:
            await self._refuse(submission, error, scene=scene)

    async def _take_charge(self, scene: Scene, origin: Origin) -> None:
        """A click does it; a second one, or the same sent twice, is refused or changes nothing."""
        submission_id = uuid5(NAMESPACE_OID, f"{scene.case.id}:{origin.user}:{origin.pressed_at}")
        try:
            await self._take(scene, TakeCharge(), submission_id=submission_id)
        except StepRefusedError as error:
            now = self._scene(error.view, person=origin.user)
            lines = refusal_lines(error.refusal, step_attempt(Step.TAKE_CHARGE, now))
            await self._standing.say_no(lines, scene.case.id, origin=origin)
            return
        if origin.view is not None and origin.is_modal:
            await self._standing.update(origin.view["id"], scene.case.id, user=origin.user)

    async def _take(self, scene: Scene, wanted: Wanted, *, submission_id: UUID) -> StepTaken:
        kit = self._kit
        taken = await kit.workers.run(
            take_step,
            kit.database,
            scene.case.id,
            wanted,
            actor=scene.actor,
            now=kit.clock.now(),
            defaults=kit.defaults,
            submission_id=submission_id,
        )
        kit.wake_delivery()
        log.info("step taken", step=wanted.step, ref=taken.case.ref, by=scene.actor)
        return taken

    async def _refuse(
        self, submission: Submission, error: IllegalStepError, *, scene: Scene
    ) -> None:
        """At its field, or on top of the form; or, where the step is no longer open, the case."""
        step, now = step_of(submission.view), scene
        if isinstance(error, StepRefusedError):
            now = self._scene(error.view, person=scene.actor)
        attempt = step_attempt(step, now)
        if foreseen_refusal(step, now) != error.refusal:
            await submission.refuse(error.refusal, attempt)
            return
        shown = await self._cases.view_of(
            now.case.id,
            reader=now.actor,
            notice=refusal_lines(error.refusal, attempt),
            unsaved=typed_in(submission.view),
        )
        await submission.show(shown)

    async def _look(self, case_id: UUID, *, person: str, beside: str | None = None) -> Scene:
        kit = self._kit
        seen = await kit.workers.run(
            look_at,
            kit.database,
            case_id,
            reader=person,
            defaults=kit.defaults,
            now=kit.clock.now(),
            beside=beside,
        )
        return self._scene(seen, person=person)

    def _scene(self, seen: StepView, *, person: str) -> Scene:
        return Scene(
            case=seen.case,
            office=seen.office,
            actor=person,
            texts=self._kit.texts_for(person),
            now=self._kit.clock.now(),
            roles=seen.roles,
            around=seen.around,
            complainant=seen.complainant,
            name_of=lambda member: self._kit.directory.person(member).name,
        )


def _rehearse(wanted: Wanted, scene: Scene) -> None:
    """Say what stands against a step before its letter is read. Raises IllegalStepError."""
    decide(
        scene.case,
        wanted,
        actor=scene.actor,
        roles=scene.roles,
        now=scene.now,
        around=scene.around,
    )
