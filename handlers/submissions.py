"""How a submitted form is answered: taken, pointed out field by field, or kept with its text."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.errors import StorageUnavailableError
from bot.domain.refusals import Refusal
from bot.ui.form_errors import FormErrors, form_errors
from bot.ui.receipt import could_not_save
from bot.ui.steps.refusals import Attempt, field_errors, refusal_lines, refused_modal, warned
from bot.ui.texts.catalogue import Texts
from handlers.errors import FORESEEN, UNREADABLE, note, sentence_for
from handlers.kit import Kit


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A form that somebody submitted, and the one answer that Slack waits for."""

    ack: AsyncAck
    view: dict[str, Any]
    user: str
    texts: Texts

    @classmethod
    def of(
        cls, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], *, kit: Kit
    ) -> "Submission":
        """What a `view_submission` payload brings."""
        user = body["user"]["id"]
        return cls(ack=ack, view=view, user=user, texts=kit.texts_for(user))

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
            note(error, user=self.user, form=self.view["callback_id"])
            await self.show(self._instead(error))

    async def close(self) -> None:
        """Accept the form, which closes."""
        await self.ack()

    async def show(self, view: dict[str, Any]) -> None:
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

    def _instead(self, error: Exception) -> dict[str, Any]:
        if isinstance(error, StorageUnavailableError):
            return could_not_save(self.view, self.texts)
        if isinstance(error, UNREADABLE):  # nothing is to be read in it, but all that was typed
            return warned(self.view, [sentence_for(error, self.texts)])
        return refused_modal([sentence_for(error, self.texts)], self.texts)
