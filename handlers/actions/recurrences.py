"""« Ouvrir une action » under the word of a topic that came back."""

from uuid import uuid4

from slack_bolt.app.async_app import AsyncApp

from bot.domain.actions.actions import Action, ActionDraft
from bot.domain.cases.refusals import IllegalStepError
from bot.domain.school.office import Office
from bot.services.actions.action_plan import look_at_topic, open_action
from bot.services.school.offices import read_office
from bot.slack.payload_shapes import Pressed, View
from bot.ui.actions.recurrence import (
    OPEN_ACTION,
    action_modal_about,
    action_opened,
    already_running,
    carried_topic,
    read_topic_action,
    topic_in,
)
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.read_back import text_in
from bot.ui.steps.refusals import Attempt
from bot.ui.texts.catalogue import Texts
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, answer, show_view
from handlers.submissions import Submission


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the button and its form."""
    recurrences = Recurrences(kit)
    on_press(app, OPEN_ACTION, recurrences.press)
    on_submit(app, OPEN_ACTION, recurrences.submit, kit=kit)


class Recurrences:
    """Opens and takes the form; who may is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def press(self, origin: Interaction, pressed: Pressed) -> None:
        """Open the form, or say which action is under way already."""
        kit = self._kit
        topic, texts = topic_in(text_in(pressed)), kit.texts_for(origin.user)
        seen = await kit.read(look_at_topic, topic, reader=origin.user)
        if seen.running is not None:
            said = already_running(seen.running, texts)
            await answer(origin.respond, text=said)
            return
        view = action_modal_about(
            topic, office=seen.office, texts=texts, now=kit.clock.now(), submission_id=uuid4()
        )
        await show_view(kit.client, origin, view=view, texts=texts)

    async def submit(self, submission: Submission) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        kit = self._kit
        async with submission.answered():
            office = await kit.read(read_office)
            draft = read_topic_action(
                submission.view, today=kit.clock.now().astimezone(office.zone).date()
            )
            if isinstance(draft, FormErrors):
                await submission.point_out(draft)
                return
            try:
                action = await self._open(submission.view, draft, user=submission.user)
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

    async def _open(self, view: View, draft: ActionDraft, *, user: str) -> Action | None:
        kit, (topic, submission_id) = self._kit, carried_topic(view)
        return await kit.run(open_action, topic, draft, actor=user, submission_id=submission_id)
