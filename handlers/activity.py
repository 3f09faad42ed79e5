"""« Indiquer l'activité »: the form for a month's trainees and sessions."""

from typing import Any
from uuid import uuid4

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.periods import parse_month
from bot.services.activity import look_at_activity, tell_activity
from bot.ui.activity import TELL_ACTIVITY, activity_modal, activity_told, read_activity
from bot.ui.form_errors import FormErrors
from bot.ui.read_back import text_in
from handlers.kit import Kit
from handlers.openings import Origin, show_view
from handlers.submissions import Submission


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the button and its form."""
    activity = Activity(kit)
    app.action(TELL_ACTIVITY)(activity.press)
    app.view(TELL_ACTIVITY)(activity.submit)


class Activity:
    """Opens and takes the form; who may is decided in the service."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def press(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Open the form, with what was told of the month already."""
        await ack()
        kit, origin = self._kit, Origin.of(body, respond)
        month = parse_month(text_in(body["actions"][0]))
        known = await kit.workers.run(
            look_at_activity, kit.database, month, reader=origin.user, defaults=kit.defaults
        )
        texts = kit.texts_for(origin.user)
        view = activity_modal(month, known, texts=texts, submission_id=uuid4())
        await show_view(kit.client, origin, view=view, texts=texts)

    async def submit(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        kit, submission = self._kit, Submission.of(ack, body, view, kit=self._kit)
        read = read_activity(view)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
            return
        month, told, submission_id = read
        async with submission.answered():
            await kit.workers.run(
                tell_activity,
                kit.database,
                month,
                told,
                actor=submission.user,
                now=kit.clock.now(),
                defaults=kit.defaults,
                submission_id=submission_id,
            )
            await submission.show(activity_told(month, told, submission.texts))
