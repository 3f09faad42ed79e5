"""`/qualite risques`: the register of risks, read and changed on any day."""

from collections.abc import Awaitable
from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.cases.refusals import IllegalStepError
from bot.domain.errors import NotAllowedError
from bot.domain.reports.reviews import marked
from bot.domain.reports.risk_views import RiskLook, RiskView
from bot.domain.reports.risks import RiskChangedMeanwhileError, UnknownRefsError
from bot.services.reports.reviews import look_at_review
from bot.services.reports.risk_changes import (
    accept_risk,
    keep_risk,
    look_over,
    set_risk_aside,
)
from bot.services.reports.risk_register import read_register, read_risk, read_risk_named
from bot.services.school.offices import read_office
from bot.slack.payload_shapes import Command, Pressed
from bot.ui.actions.recurrence import OPEN_RISK
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.read_back import text_in
from bot.ui.reports import risk_register as pages
from bot.ui.reports.review import JUDGE_RISK, marked_in
from bot.ui.reports.risk_forms import (
    REFS,
    RiskAsked,
    asked_in,
    read_reason,
    read_risk_form,
    reason_form,
    risk_form,
    said_of,
)
from bot.ui.reports.risk_lines import OPEN_REGISTER, mark_in
from bot.ui.reports.risk_view import (
    ACCEPT_RISK,
    CHANGE_RISK,
    LOOK_OVER,
    SET_ASIDE,
    register_beneath,
    risk_modal,
)
from bot.ui.steps.refusals import Attempt, warned
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view, update_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the Home tab's button, the register's, a risk's, and the forms."""
    risks = Risks(kit)
    on_press(app, OPEN_REGISTER, risks.open)
    on_press(app, pages.TURN_PATTERN, risks.turn)
    on_press(app, pages.ADD_RISK, risks.add)
    on_press(app, OPEN_RISK, risks.see)
    on_press(app, JUDGE_RISK, risks.judge)
    on_press(app, CHANGE_RISK, risks.change)
    on_press(app, LOOK_OVER, risks.look_over)
    on_submit(app, CHANGE_RISK, risks.keep, kit=kit)
    for name in (ACCEPT_RISK, SET_ASIDE):
        on_press(app, name, risks.ask_why)
        on_submit(app, name, risks.decide, kit=kit)


class Risks:
    """Shows the register and its forms; who may do what is decided in the services."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open(self, origin: Interaction, _used: Pressed | Command) -> None:
        """Open the register. Raises NotAllowedError."""
        kit = self._kit
        view = await self._page(RiskLook(), reader=origin.user)
        await show_view(kit.client, origin, view=view, texts=kit.texts_for(origin.user))

    async def turn(self, origin: Interaction, pressed: Pressed) -> None:
        """Show another page, or the risks that were set aside."""
        view = await self._page(pages.look_in(pressed), reader=origin.user)
        shown = origin.shown
        await update_view(self._kit.client, view_id=shown.id, view=view, seen=shown.hash)

    async def see(self, origin: Interaction, pressed: Pressed) -> None:
        """Open one risk, above the register or where a message told of it."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        found = await kit.read(read_risk, mark_in(pressed), reader=origin.user)
        view = risk_modal(found, texts, over=pages.beneath(origin.view))
        await show_view(kit.client, origin, view=view, texts=texts)

    async def add(self, origin: Interaction, _pressed: Pressed) -> None:
        """Ask for a risk of the school's own."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        over = pages.beneath(origin.view)
        view = risk_form(None, texts, submission_id=uuid4(), over=over)
        await show_view(kit.client, origin, view=view, texts=texts)

    async def change(self, origin: Interaction, pressed: Pressed) -> None:
        """Ask what is to be said of a risk from now on."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        found = await kit.read(read_risk, mark_in(pressed), reader=origin.user)
        over = register_beneath(origin.view)
        view = risk_form(found, texts, submission_id=uuid4(), over=over)
        await show_view(kit.client, origin, view=view, texts=texts)

    async def judge(self, origin: Interaction, pressed: Pressed) -> None:
        """Ask about a risk that a review tells: one of the register, its cases', or a new one."""
        kit, user = self._kit, origin.user
        semester, mark = marked_in(text_in(pressed))
        seen = await kit.read(look_at_review, semester, reader=user)
        if not seen.may_write:
            raise NotAllowedError
        told, texts = marked(seen.review.notes.risks, mark), kit.texts_for(user)
        found = None
        if told is not None and told.ref:
            found = await kit.read(read_risk_named, told.ref, reader=user)
        view = risk_form(found, texts, submission_id=uuid4(), told=None if found else told)
        await show_view(kit.client, origin, view=view, texts=texts)

    async def ask_why(self, origin: Interaction, pressed: Pressed) -> None:
        """Ask why a risk is accepted, or set aside."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        found = await kit.read(read_risk, mark_in(pressed), reader=origin.user)
        over = register_beneath(origin.view)
        view = reason_form(pressed.action_id, found, texts, submission_id=uuid4(), over=over)
        await show_view(kit.client, origin, view=view, texts=texts)

    async def look_over(self, origin: Interaction, pressed: Pressed) -> None:
        """Note that a risk is as it says, and show it so."""
        kit, user = self._kit, origin.user
        found = await kit.run(look_over, mark_in(pressed), actor=user)
        log.info("risk looked over", risk=found.mark, by=user)
        over = register_beneath(origin.view)
        await self._show(found, origin.shown.id, over=over, reader=user)

    async def keep(self, submission: Submission) -> None:
        """Commit what the form says of a risk, then show it beneath."""
        kit, asked = self._kit, asked_in(submission.view)
        read = read_risk_form(submission.view)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
            return
        said, refs = read
        async with submission.answered():
            change = kit.run(
                keep_risk,
                asked.mark,
                said,
                refs,
                topic=asked.topic,
                seen=asked.seen,
                actor=submission.user,
                submission_id=asked.submission_id,
            )
            await self._take(change, asked, submission)

    async def decide(self, submission: Submission) -> None:
        """Commit why a risk is accepted or set aside, then show it beneath."""
        reason = read_reason(submission.view)
        if isinstance(reason, FormErrors):
            await submission.point_out(reason)
            return
        async with submission.answered():
            asked = asked_in(submission.view)
            await self._take(self._decided(reason, asked, submission), asked, submission)

    async def _decided(self, reason: str, asked: RiskAsked, submission: Submission) -> RiskView:
        kit, user, mark = self._kit, submission.user, asked.mark or ""
        if submission.view.callback_id == ACCEPT_RISK:
            return await kit.run(
                accept_risk,
                mark,
                reason,
                seen=asked.seen,
                actor=user,
                submission_id=asked.submission_id,
            )
        found = await kit.read(read_risk, mark, reader=user)
        return await kit.run(
            set_risk_aside,
            mark,
            reason,
            said=said_of(found, submission.texts),
            actor=user,
            submission_id=asked.submission_id,
        )

    async def _take(
        self, change: Awaitable[RiskView], asked: RiskAsked, submission: Submission
    ) -> None:
        """Carry out a change; what cannot be kept stays in the form, and says why."""
        try:
            found = await change
        except UnknownRefsError:
            await submission.point_out(FormErrors({REFS: FieldError.UNKNOWN_REFS}))
        except RiskChangedMeanwhileError:
            says = submission.texts.risks
            await submission.show(warned(submission.view, [says.changed_meanwhile]))
        except IllegalStepError as error:
            await submission.refuse(error.refusal, await self._attempt(submission))
        else:
            log.info("risk changed", risk=found.mark, by=submission.user)
            await submission.close_after(self._show_beneath(found, asked, submission))
            self._kit.wake_delivery()

    async def _attempt(self, submission: Submission) -> Attempt:
        office = await self._kit.read(read_office)
        texts = submission.texts
        return Attempt(
            what=texts.risks.save,
            case=None,
            office=office,
            texts=texts,
            now=self._kit.clock.now(),
        )

    async def _show_beneath(
        self, found: RiskView, asked: RiskAsked, submission: Submission
    ) -> None:
        """Bring the risk and the register beneath the form up to date."""
        is_over_risk = asked.mark is not None and submission.beneath is not None
        view_id = submission.beneath if is_over_risk else None
        await self._show(found, view_id, over=asked.over, reader=submission.user)

    async def _show(
        self,
        found: RiskView,
        view_id: str | None,
        *,
        over: dict[str, str] | None,
        reader: str,
    ) -> None:
        kit, texts = self._kit, self._kit.texts_for(reader)
        if view_id is not None:
            view = risk_modal(found, texts, over=over)
            await update_view(kit.client, view_id=view_id, view=view)
        if over is not None:
            page = await self._page(pages.look_of(over), reader=reader)
            await update_view(kit.client, view_id=over["view"], view=page)

    async def _page(self, look: RiskLook, *, reader: str) -> Block:
        found = await self._kit.read(read_register, look, reader=reader)
        return pages.register_modal(found, self._kit.texts_for(reader))
