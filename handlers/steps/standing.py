"""Answers around a step: why not, where they pressed; the case after it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from bot.domain.actions.action_steps import ActionStep
from bot.domain.cases.journal_entries import JournalRecord
from bot.domain.cases.refusals import Refusal
from bot.domain.errors import NotAllowedError, StorageUnavailableError
from bot.domain.steps.lifecycles import Step
from bot.ui.blocks.blocks import Block, section
from bot.ui.steps.forms import is_over_case
from bot.ui.steps.refusals import Attempt, refusal_lines, refused_modal, way_out
from handlers.cases.case_view import CaseViews
from handlers.dependencies import Dependencies
from handlers.errors import sentence_for
from handlers.openings import Interaction, answer, show_view, update_view
from handlers.submissions import Submission


def is_noted_instead(step: Step | ActionStep, event: JournalRecord | None) -> bool:
    """Whether a case was to be closed and its words were kept as a note instead."""
    return step is Step.VALIDATE and event is not None and event.name == Step.ADD_NOTE


class Standing:
    """Shows the case as it is now; `case_id` is None for an action that has none."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit
        self._cases = CaseViews(kit)

    async def say_no(
        self, refusal: Refusal, attempt: Attempt, case_id: UUID | None, *, origin: Interaction
    ) -> None:
        """To them alone beside a message, on top of the case in its modal, else in a modal."""
        texts, lines = attempt.texts, refusal_lines(refusal, attempt)
        door = way_out(refusal, attempt, person=origin.user)
        if origin.view is not None and origin.is_modal and case_id is not None:
            await self.update(origin.view.id, case_id, user=origin.user, notice=lines, way_out=door)
        elif origin.respond.response_url:
            said = "\n".join(lines)
            blocks = [section(said), *door] if door else None
            await answer(origin.respond, text=said, blocks=blocks)
        else:
            view = refused_modal(lines, texts, below=door)
            await show_view(self._kit.client, origin, view=view, texts=texts)

    async def say_not_closed(self, submission: Submission, case_id: UUID) -> None:
        """In the form's place the case, still open, with why: its words spoke of harm."""
        notice = [submission.texts.steps.refused.spoke_of_harm]
        shown = await self._as_it_is(case_id, user=submission.user, notice=notice)
        await submission.show(shown)

    async def close_over(self, submission: Submission, case_id: UUID | None) -> None:
        """Close a form whose step is written, the case beneath it shown as it is now."""
        under = submission.beneath
        if not under or case_id is None or not is_over_case(submission.view):
            await submission.close()
            return
        if under == submission.view.id:
            await submission.show(await self._as_it_is(case_id, user=submission.user))
            return
        await submission.close_after(self.update(under, case_id, user=submission.user))

    async def update(
        self,
        view_id: str,
        case_id: UUID,
        *,
        user: str,
        notice: Sequence[str] = (),
        way_out: Sequence[Block] = (),
    ) -> None:
        """Show the case in its modal as it is now."""
        shown = await self._as_it_is(case_id, user=user, notice=notice, way_out=way_out)
        await update_view(self._kit.client, view_id=view_id, view=shown)

    async def _as_it_is(self, case_id: UUID, *, user: str, **said: Any) -> Block:  # noqa: ANN401  # as a case's view takes it
        """The step is taken whatever comes of this; the case may even be out of their sight now."""
        try:
            return await self._cases.view_of(case_id, reader=user, **said)
        except (NotAllowedError, StorageUnavailableError) as error:
            texts = self._kit.texts_for(user)
            return refused_modal([sentence_for(error, texts)], texts)
