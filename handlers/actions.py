"""The steps on actions: done with a proof, judged by another, carried on."""

import re
from typing import Any
from uuid import UUID, uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.action_steps import ActionStep, WantedOnAction
from bot.services.actions import (
    ActionStepRefusedError,
    ActionStepTaken,
    ActionView,
    look_at_action,
    take_action_step,
)
from bot.ui.action_plan import plan_look_of
from bot.ui.form_errors import FormErrors
from bot.ui.steps.acting import ActionScene
from bot.ui.steps.action_forms import (
    action_attempt,
    action_modal,
    action_of,
    file_in,
    plan_beneath,
    read_action_step,
)
from bot.ui.steps.action_menu import MORE, PREFIX, pressed
from bot.ui.steps.foreseen import foreseen_action_refusal
from bot.ui.steps.forms import submission_of
from bot.ui.steps.refusals import refusal_lines
from handlers.action_plan import ActionPlans
from handlers.kit import Kit
from handlers.openings import Origin, show_view
from handlers.standing import Standing
from handlers.submissions import Submission

log = structlog.get_logger()

_ANY_STEP = re.compile(f"{PREFIX}({'|'.join(ActionStep)})")


def register(app: AsyncApp, kit: Kit) -> None:
    """Register every button and form of an action, and its menu."""
    actions = Actions(kit)
    app.action(_ANY_STEP)(actions.press)
    app.action(MORE)(actions.press)
    app.view(_ANY_STEP)(actions.submit)


class Actions:
    """Opens and takes the forms; who may is decided in the service."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._standing = Standing(kit)
        self._plans = ActionPlans(kit)

    async def press(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Open the form with one call, or say why not before anybody types."""
        await ack()
        origin = Origin.of(body, respond)
        step, action_id = pressed(body["actions"][0])
        scene = await self._look(action_id, person=origin.user)
        refusal = foreseen_action_refusal(step, scene.action, roles=scene.roles, person=origin.user)
        if refusal is None:
            plan = plan_look_of(origin.view)
            view = action_modal(
                step,
                scene,
                submission_id=uuid4(),
                is_over_case=origin.is_modal and plan is None,
                over_plan=plan,
            )
            await show_view(self._kit.client, origin, view=view, texts=scene.texts)
        else:
            lines = refusal_lines(refusal, action_attempt(step, scene))
            is_over_case = scene.case is not None and plan_look_of(origin.view) is None
            case_id = scene.case.id if scene.case and is_over_case else None
            await self._standing.say_no(lines, case_id, origin=origin)

    async def submit(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        submission = Submission.of(ack, body, view, kit=self._kit)
        read = read_action_step(view)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
            return
        async with submission.answered():
            try:
                taken = await self._take(view, read, user=submission.user)
            except ActionStepRefusedError as error:
                scene = self._scene(error.view, person=submission.user)
                await submission.refuse(error.refusal, action_attempt(read.step, scene))
            else:
                await self._close_over(submission, taken)

    async def _close_over(self, submission: Submission, taken: ActionStepTaken) -> None:
        """Close a form whose step is written, and show what lies beneath as it is now."""
        view = submission.view
        plan, under = plan_beneath(view), view.get("previous_view_id")
        if plan is not None and under:
            await submission.close()
            await self._plans.show(str(under), plan, reader=submission.user)
            return
        case_id = taken.case.id if taken.case else None
        await self._standing.close_over(submission, case_id)

    async def _take(
        self, view: dict[str, Any], wanted: WantedOnAction, *, user: str
    ) -> ActionStepTaken:
        kit = self._kit
        taken = await kit.workers.run(
            take_action_step,
            kit.database,
            action_of(view),
            wanted,
            actor=user,
            now=kit.clock.now(),
            defaults=kit.defaults,
            submission_id=submission_of(view),
            file=file_in(view),
        )
        kit.wake_delivery()
        log.info("step on action taken", step=wanted.step, ref=taken.action.ref, by=user)
        return taken

    async def _look(self, action_id: UUID, *, person: str) -> ActionScene:
        kit = self._kit
        seen = await kit.workers.run(
            look_at_action, kit.database, action_id, reader=person, defaults=kit.defaults
        )
        return self._scene(seen, person=person)

    def _scene(self, seen: ActionView, *, person: str) -> ActionScene:
        return ActionScene(
            action=seen.action,
            case=seen.case,
            office=seen.office,
            actor=person,
            texts=self._kit.texts_for(person),
            now=self._kit.clock.now(),
            roles=seen.roles,
        )
