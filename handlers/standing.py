"""What a person sees of a case around a step: why not, where they pressed; the case after it."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from bot.domain.errors import NotAllowedError, StorageUnavailableError
from bot.ui.steps.forms import is_over_case
from bot.ui.steps.refusals import refused_modal
from handlers.case_view import CaseViews
from handlers.errors import sentence_for
from handlers.kit import Kit
from handlers.openings import Origin, answer, show_view, update_view
from handlers.submissions import Submission

_UPDATE_SECONDS = 0.8


class Standing:
    """Shows the case as it is now; `case_id` is None for an action that has none."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._cases = CaseViews(kit)

    async def say_no(self, lines: Sequence[str], case_id: UUID | None, *, origin: Origin) -> None:
        """To them alone beside a message, on top of the case in its modal, else in a modal."""
        texts = self._kit.texts_for(origin.user)
        if origin.view is not None and origin.is_modal and case_id is not None:
            await self.update(origin.view["id"], case_id, user=origin.user, notice=lines)
        elif origin.respond.response_url:
            await answer(origin.respond, text="\n".join(lines))
        else:
            said = refused_modal(lines, texts)
            await show_view(self._kit.client, origin, view=said, texts=texts)

    async def close_over(self, submission: Submission, case_id: UUID | None) -> None:
        """Close a form whose step is written, the case beneath it shown as it is now.

        The case first, so that nobody sees it as it was; but Slack waits three seconds for
        its answer, so a slow update comes after.
        """
        under = submission.view.get("previous_view_id")
        if not under or case_id is None or not is_over_case(submission.view):
            await submission.close()
            return
        showing = asyncio.create_task(self.update(str(under), case_id, user=submission.user))
        await asyncio.wait({showing}, timeout=_UPDATE_SECONDS)
        await submission.close()
        await showing

    async def update(
        self, view_id: str, case_id: UUID, *, user: str, notice: Sequence[str] = ()
    ) -> None:
        """Show the case in its modal as it is now.

        The step is taken whatever comes of this; it may even have taken the case out of
        this person's sight.
        """
        try:
            shown = await self._cases.view_of(case_id, reader=user, notice=notice)
        except (NotAllowedError, StorageUnavailableError) as error:
            texts = self._kit.texts_for(user)
            shown = refused_modal([sentence_for(error, texts)], texts)
        await update_view(self._kit.client, view_id=view_id, view=shown)
