"""« Ouvrir une action » under the word of a topic that came back."""

from typing import Any
from uuid import uuid4

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.actions import Action, ActionDraft
from bot.domain.office import Office
from bot.domain.refusals import IllegalStepError
from bot.services.offices import read_office
from bot.services.recurrences import look_at_topic, open_action
from bot.ui.form_errors import FormErrors
from bot.ui.read_back import text_in
from bot.ui.recurrence import (
    OPEN_ACTION,
    action_modal_about,
    action_opened,
    already_running,
    carried_topic,
    read_topic_action,
    topic_in,
)
from bot.ui.steps.refusals import Attempt
from bot.ui.texts.catalogue import Texts
from handlers.kit import Kit
from handlers.openings import Origin, answer, show_view
from handlers.submissions import Submission


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the button and its form."""
    recurrences = Recurrences(kit)
    app.action(OPEN_ACTION)(recurrences.press)
    app.view(OPEN_ACTION)(recurrences.submit)


class Recurrences:
    """Opens and takes the form; who may is decided in the service."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def press(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Open the form, or say which action is under way already."""
        await ack()
        kit, origin = self._kit, Origin.of(body, respond)
        topic, texts = topic_in(text_in(body["actions"][0])), kit.texts_for(origin.user)
        seen = await kit.workers.run(
            look_at_topic, kit.database, topic, reader=origin.user, defaults=kit.defaults
        )
        if seen.running is not None:
            said = already_running(seen.running, texts)
            await answer(respond, text=said)
            return
        view = action_modal_about(
            topic, office=seen.office, texts=texts, now=kit.clock.now(), submission_id=uuid4()
        )
        await show_view(kit.client, origin, view=view, texts=texts)

    async def submit(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        submission, kit = Submission.of(ack, body, view, kit=self._kit), self._kit
        async with submission.answered():
            office = await kit.workers.run(read_office, kit.database, kit.defaults)
            draft = read_topic_action(view, today=kit.clock.now().astimezone(office.zone).date())
            if isinstance(draft, FormErrors):
                await submission.point_out(draft)
                return
            try:
                action = await self._open(view, draft, user=submission.user)
            except IllegalStepError as error:
                await submission.refuse(error.refusal, self._attempt(submission.texts, office))
            else:
                await self._opened(submission, action)

    async def _opened(self, submission: Submission, action: Action | None) -> None:
        """Show the action; one that the same form opened before needs no second word."""
        if action is None:
            await submission.close()
        else:
            await submission.show(action_opened(action, submission.texts))
        self._kit.wake_delivery()

    def _attempt(self, texts: Texts, office: Office) -> Attempt:
        what, now = texts.recurrence.open_action, self._kit.clock.now()
        return Attempt(what=what, case=None, office=office, texts=texts, now=now)

    async def _open(self, view: dict[str, Any], draft: ActionDraft, *, user: str) -> Action | None:
        kit, (topic, submission_id) = self._kit, carried_topic(view)
        return await kit.workers.run(
            open_action,
            kit.database,
            topic,
            draft,
            actor=user,
            now=kit.clock.now(),
            defaults=kit.defaults,
            submission_id=submission_id,
        )
