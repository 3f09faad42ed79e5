"""`/qualite formateurs`: who the trainers are whom sessions name and nobody knows yet."""

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.services.sessions.trainers import match_trainers, strangers
from bot.slack.payload_shapes import Command
from bot.ui.sessions.trainers import CALLBACK_ID, read_trainers, said_modal, trainers_form
from handlers.dependencies import Dependencies
from handlers.listening import on_submit
from handlers.openings import Interaction, show_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the form; the command opens it."""
    on_submit(app, CALLBACK_ID, TrainerForms(kit).match, kit=kit)


class TrainerForms:
    """Asks who trainers are; who may say it is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open(self, origin: Interaction, _command: Command) -> None:
        """Show the names that are no member's. Raises NotAllowedError."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        unknown = await kit.read(strangers, reader=origin.user)
        await show_view(kit.client, origin, view=trainers_form(unknown, texts), texts=texts)

    async def match(self, submission: Submission) -> None:
        """Commit, then say how many names are left."""
        texts, persons = submission.texts, read_trainers(submission.view)
        async with submission.answered():
            left = await self._kit.run(match_trainers, persons, actor=submission.user)
            log.info("trainers matched", count=len(persons), by=submission.user)
            await submission.show(said_modal(texts.trainers.left.say(left), texts))
