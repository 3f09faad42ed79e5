"""How a submitted form is answered: taken, pointed out field by field, or kept with its text."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.cases.refusals import Refusal
from bot.domain.errors import StorageUnavailableError
from bot.slack.payload_shapes import View
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FormErrors, form_errors
from bot.ui.blocks.modal import stands_in_place
from bot.ui.filing.receipt import could_not_save
from bot.ui.steps.refusals import Attempt, field_errors, refusal_lines, refused_modal, warned
from bot.ui.texts.catalogue import Texts
from handlers.errors import FORESEEN, UNREADABLE, note, sentence_for

_UPDATE_SECONDS = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A form that somebody submitted, and the one answer that Slack waits for."""

    ack: AsyncAck
    view: View
    user: str
    texts: Texts

    @property
    def beneath(self) -> str | None:
        """The modal from which the form was asked for: its own, where it took that one's place."""
        view = self.view
        return view.id if stands_in_place(view) else view.previous_view_id

    @property
    def under(self) -> str | None:
        """The modal that shows once the form is closed, if one does."""
        return None if stands_in_place(self.view) else self.view.previous_view_id

    @asynccontextmanager
    async def answered(self) -> AsyncIterator[None]:
        """Answer for what cannot be taken now: the form stays with its text, or says why not.

        Once the form is answered, errors are raised: Slack takes no second answer.
        """
        try:
            yield
        except FORESEEN as error:
            if self.ack.response is not None:
                raise
            note(error, user=self.user, form=self.view.callback_id)
            await self.show(self._instead(error))

    async def close(self) -> None:
        """Accept the form, which closes."""
        await self.ack()

    async def close_after(self, update: Coroutine[Any, Any, None]) -> None:
        """Close the form once what lies beneath it is up to date, so that nobody sees it as it was.

        But Slack waits three seconds for its answer, so a slow update comes after.
        """
        updating = asyncio.create_task(update)
        await asyncio.wait({updating}, timeout=_UPDATE_SECONDS)
        await self.close()
        await updating

    async def show(self, view: Block) -> None:
        """Put another view in the form's place."""
        await self.ack(response_action="update", view=view)

    async def point_out(self, errors: FormErrors) -> None:
        """Keep the form open, a sentence at each field that is not as it should be."""
        await self.ack(response_action="errors", errors=form_errors(errors, self.texts))

    async def refuse(self, refusal: Refusal, attempt: Attempt) -> None:
        """Keep the form open, the reason at its field, or else on top."""
        at_field = field_errors(refusal, self.view, attempt=attempt)
        if at_field:
            await self.ack(response_action="errors", errors=at_field)
        else:
            await self.show(warned(self.view, refusal_lines(refusal, attempt)))

    def _instead(self, error: Exception) -> Block:
        if isinstance(error, StorageUnavailableError):
            return could_not_save(self.view, self.texts)
        if isinstance(error, UNREADABLE):  # nothing is to be read in it, but all that was typed
            return warned(self.view, [sentence_for(error, self.texts)])
        return refused_modal([sentence_for(error, self.texts)], self.texts)
