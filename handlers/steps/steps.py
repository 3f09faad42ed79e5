"""The steps of cases and on actions: a press opens the form, or takes it; a form is taken."""

import re
from dataclasses import replace
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.actions.action_steps import ActionCommand, ActionStep
from bot.domain.cases.journal_entries import JournalRecord
from bot.domain.cases.refusals import IllegalStepError
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.doors import BEHIND, Door
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.services.actions.actions import (
    ActionStepRefusedError,
    ActionView,
    look_at_action,
    take_action_step,
)
from bot.services.cases.lists import link_cases
from bot.services.steps.steps import StepRefusedError, StepView, Uploads, look_at, take_step
from bot.slack.payload_shapes import Pressed, View
from bot.ui.actions.action_plan import plan_look_of
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.modal import in_place, stands_in_place
from bot.ui.cases.lists import LINK, SAME, SIMILAR_MORE, pair_in
from bot.ui.steps import menu
from bot.ui.steps.choosing import choice_modal, is_choice
from bot.ui.steps.form import ActionContext, Beneath, FormContext
from bot.ui.steps.forms import (
    TOLD_AT_ONCE,
    StepOfCase,
    StepOnAction,
    asked_in,
    beside,
    drawn_anew,
    files_in,
    is_over_case,
    plan_beneath,
    submission_of,
    typed_in,
)
from bot.ui.steps.letters import ByMail
from bot.ui.steps.refusals import refusal_lines, way_out
from handlers.actions.action_plan import ActionPlans
from handlers.cases.case_view import CaseViews
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.mail.wishing import have_sent
from handlers.openings import Interaction, show_view, update_view
from handlers.steps.standing import Standing, is_noted_instead
from handlers.submissions import Submission

log = structlog.get_logger()

_STEPS = f"{menu.PREFIX}(?:{'|'.join(Step)})|{menu.ACTION_PREFIX}(?:{'|'.join(ActionStep)})"
_TOLD_AT_ONCE = re.compile(f"^(?:{'|'.join(TOLD_AT_ONCE)})$")
_ANY_STEP = re.compile(f"^(?:{_STEPS})$")
_ANY_DOOR = re.compile(f"^{menu.DOOR_PREFIX}(?:{'|'.join(Door)})$")


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register every step's button and form, and the menus of cards and actions."""
    steps = Steps(kit)
    on_press(app, _ANY_STEP, steps.press)
    on_press(app, _ANY_DOOR, steps.press)
    on_press(app, menu.MORE, steps.press)
    on_press(app, menu.MORE_ON_ACTION, steps.press)
    on_press(app, _TOLD_AT_ONCE, steps.draw_anew)
    for element in (SIMILAR_MORE, SAME, LINK):
        on_press(app, element, steps.press_similar)
    on_submit(app, _ANY_STEP, steps.submit, kit=kit)


class Steps:
    """Old buttons and forms are harmless: the services look at things as they are now."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit
        self._cases = CaseViews(kit)
        self._plans = ActionPlans(kit)
        self._standing = Standing(kit)

    async def press(self, origin: Interaction, button: Pressed) -> None:
        """Open the step's form with one call, or say why not before anybody types."""
        step, about = menu.pressed(button)
        if isinstance(step, Door):
            await self._open_door(step, about, origin)
        else:
            await self._open(await self._look(step, about, person=origin.user), origin)

    async def _open_door(self, door: Door, case_id: UUID, origin: Interaction) -> None:
        """Ask which of its steps is meant; the only one that there is opens at once."""
        seen = await self._kit.read(look_at, case_id, reader=origin.user)
        known = [step for step in BEHIND[door] if lifecycle_of(seen.case.kind).rule(step)]
        offered = [step for step in known if step in seen.steps]
        if len(offered) > 1:
            texts, is_over = self._kit.texts_for(origin.user), origin.is_modal
            view = choice_modal(door, seen.case, offered, texts=texts, is_over_case=is_over)
            await show_view(self._kit.client, origin, view=view, texts=texts)
        else:
            step = next(iter(offered or known))
            await self._open(self._of_case(step, seen, person=origin.user), origin)

    async def _open(self, asked: StepOfCase | StepOnAction, origin: Interaction) -> None:
        plan, refusal = plan_look_of(origin.view), asked.foreseen_refusal
        if refusal is not None:
            case_id = asked.case_id if plan is None else None
            await self._standing.say_no(refusal, asked.attempt, case_id, origin=origin)
        elif (wanted := asked.taken_at_once) is not None:
            await self._take_at_once(asked, wanted, origin)
        elif is_choice(origin.view):
            await self._replace_choice(asked, origin.shown)
        else:
            beneath = Beneath(is_case=origin.is_modal and plan is None, plan=plan)
            view = asked.modal(submission_id=uuid4(), beneath=beneath)
            await show_view(self._kit.client, origin, view=view, texts=asked.scene.texts)

    async def _replace_choice(self, asked: StepOfCase | StepOnAction, choice: View) -> None:
        """The form takes the choice's place, over whatever that was over."""
        view = asked.modal(submission_id=uuid4(), beneath=Beneath(is_case=is_over_case(choice)))
        shown = in_place(view) if stands_in_place(choice) else view
        await update_view(self._kit.client, view_id=choice.id, view=shown)

    async def press_similar(self, origin: Interaction, pressed: Pressed) -> None:
        """Name a case like the open one as its original, in a form, or link the two."""
        wanted, case_id, other = pair_in(pressed)
        if wanted == SAME:
            asked = await self._look_at_case(Step.MARK_DUPLICATE, case_id, person=origin.user)
            await self._open(replace(asked, scene=replace(asked.scene, original=other)), origin)
        else:
            await self._link(case_id, other, origin)

    async def _link(self, case_id: UUID, ref: str, origin: Interaction) -> None:
        """Link the open case with one like it, and show it as it is then."""
        kit, user = self._kit, origin.user
        await kit.run(link_cases, case_id, ref, actor=user)
        kit.wake_delivery()
        await self._standing.update(origin.shown.id, case_id, user=user)

    async def draw_anew(self, origin: Interaction, _pressed: Pressed) -> None:
        """An answer that decides what else its form asks: ask that."""
        view = origin.shown
        asked = await self._look(*asked_in(view), person=origin.user)
        if isinstance(asked, StepOfCase):
            shown = drawn_anew(view, asked.scene)
            await update_view(self._kit.client, view_id=view.id, view=shown)

    async def submit(self, submission: Submission) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        async with submission.answered():
            await self._submit(submission)

    async def _submit(self, submission: Submission) -> None:
        view, user = submission.view, submission.user
        asked = await self._look(*asked_in(view), person=user, beside=beside(view))
        try:
            read = asked.read(view)
            if isinstance(read, FormErrors):
                await submission.point_out(read)
            elif isinstance(read, dict):
                await submission.show(read)
            else:
                event = await self._take(asked, read, submission)
                if is_noted_instead(asked.step, event):
                    await self._standing.say_not_closed(submission, asked.about)
                else:
                    await self._close_over(submission, asked.case_id)
        except IllegalStepError as error:
            await self._refuse(submission, error, asked=asked)

    async def _take(
        self,
        asked: StepOfCase | StepOnAction,
        wanted: StepCommand | ByMail | ActionCommand,
        submission: Submission,
    ) -> JournalRecord | None:
        kit, once, user = self._kit, submission_of(submission.view), submission.user
        files = files_in(submission.view)
        if isinstance(wanted, ByMail):
            await have_sent(kit, asked.about, wanted, person=user, once=once)
            return None
        if isinstance(wanted, StepCommand):
            return await self._take_in_case(asked.about, wanted, files, person=user, once=once)
        file = next(iter(files), None)
        taken = await kit.run(
            take_action_step, asked.about, wanted, actor=user, submission_id=once, file=file
        )
        kit.wake_delivery()
        log.info("step on action taken", step=wanted.step, ref=taken.action.ref, by=user)
        return None

    async def _take_in_case(
        self, about: UUID, wanted: StepCommand, files: Uploads = (), *, person: str, once: UUID
    ) -> JournalRecord | None:
        taken = await self._kit.run(
            take_step, about, wanted, actor=person, submission_id=once, files=files
        )
        self._kit.wake_delivery()
        log.info("step taken", step=wanted.step, ref=taken.case.ref, by=person)
        return taken.event

    async def _take_at_once(
        self, asked: StepOfCase | StepOnAction, wanted: StepCommand, origin: Interaction
    ) -> None:
        """A click does it; a second one, or the same sent twice, is refused or changes nothing."""
        case_id, user = asked.about, origin.user
        once = uuid5(NAMESPACE_OID, f"{case_id}:{user}:{origin.at}")
        try:
            await self._take_in_case(case_id, wanted, person=user, once=once)
        except StepRefusedError as error:
            now = self._of_case(wanted.step, error.view, person=user)
            await self._standing.say_no(error.refusal, now.attempt, case_id, origin=origin)
            return
        if origin.view is not None and origin.is_modal:
            await self._standing.update(origin.view.id, case_id, user=user)

    async def _close_over(self, submission: Submission, case_id: UUID | None) -> None:
        """Close a form whose step is written, and show what lies beneath as it is now."""
        plan, under = plan_beneath(submission.view), submission.beneath
        if plan is not None and under == submission.view.id:
            await submission.show(await self._plans.view_of(plan, reader=submission.user))
        elif plan is not None and under:
            await submission.close()
            await self._plans.show(under, plan, reader=submission.user)
        else:
            await self._standing.close_over(submission, case_id)

    async def _refuse(
        self, submission: Submission, error: IllegalStepError, *, asked: StepOfCase | StepOnAction
    ) -> None:
        """At its field, or on top of the form; or, where the step is no longer open, the case."""
        now = self._as_refused(error, asked)
        if isinstance(now, StepOnAction) or now.foreseen_refusal != error.refusal:
            await submission.refuse(error.refusal, now.attempt)
            return
        shown = await self._cases.view_of(
            now.case_id,
            reader=submission.user,
            notice=refusal_lines(error.refusal, now.attempt),
            way_out=way_out(error.refusal, now.attempt, person=submission.user),
            unsaved=typed_in(submission.view),
        )
        await submission.show(shown)

    def _as_refused(
        self, error: IllegalStepError, asked: StepOfCase | StepOnAction
    ) -> StepOfCase | StepOnAction:
        """The step beside the case or action as it was when the service refused it."""
        match error, asked:
            case StepRefusedError(), StepOfCase(step=step):
                return self._of_case(step, error.view, person=asked.scene.actor)
            case ActionStepRefusedError(), StepOnAction(step=step):
                return self._on_action(step, error.view, person=asked.scene.actor)
            case _:
                return asked

    async def _look(
        self, step: Step | ActionStep, about: UUID, *, person: str, beside: str | None = None
    ) -> StepOfCase | StepOnAction:
        if isinstance(step, Step):
            return await self._look_at_case(step, about, person=person, beside=beside)
        seen = await self._kit.read(look_at_action, about, reader=person)
        return self._on_action(step, seen, person=person)

    async def _look_at_case(
        self, step: Step, case_id: UUID, *, person: str, beside: str | None = None
    ) -> StepOfCase:
        seen = await self._kit.read(look_at, case_id, reader=person, beside=beside)
        return self._of_case(step, seen, person=person)

    def _of_case(self, step: Step, seen: StepView, *, person: str) -> StepOfCase:
        scene = FormContext(
            case=seen.case,
            office=seen.office,
            actor=person,
            texts=self._kit.texts_for(person),
            now=self._kit.clock.now(),
            roles=seen.roles,
            around=seen.around,
            complainant=seen.complainant,
            name_of=lambda member: self._kit.directory.person(member).name,
            sends_mail=self._kit.stationery is not None,
        )
        return StepOfCase(step=step, scene=scene)

    def _on_action(self, step: ActionStep, seen: ActionView, *, person: str) -> StepOnAction:
        scene = ActionContext(
            action=seen.action,
            case=seen.case,
            office=seen.office,
            actor=person,
            texts=self._kit.texts_for(person),
            now=self._kit.clock.now(),
            roles=seen.roles,
        )
        return StepOnAction(step=step, scene=scene)
