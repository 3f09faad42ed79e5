"""« Noter une information »: that people were told what an audit asks for."""

from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.calendar.wall_time import local_day
from bot.services.register.informing import latest_informations, note_information
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.sessions.informing import CALLBACK_ID, OPEN, information_form, read_information
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the button of the audit's form, and the form."""
    forms = Informing(kit)
    on_press(app, OPEN, forms.open)
    on_submit(app, CALLBACK_ID, forms.submit, kit=kit)


class Informing:
    """Asks who was told, and how; who may note it is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open(self, origin: Interaction, _pressed: Pressed) -> None:
        """Ask, with what was noted last. Raises NotAllowedError."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        noted = await kit.read(latest_informations, reader=origin.user)
        today = local_day(kit.clock.now(), kit.defaults.zone)
        view = information_form(noted, texts, submission_id=uuid4(), today=today)
        await show_view(kit.client, origin, view=view, texts=texts)

    async def submit(self, submission: Submission) -> None:
        """Commit, then close."""
        async with submission.answered():
            today = local_day(self._kit.clock.now(), self._kit.defaults.zone)
            wanted = read_information(submission.view, today=today)
            if isinstance(wanted, FormErrors):
                await submission.point_out(wanted)
                return
            await self._kit.run(note_information, wanted, actor=submission.user)
            log.info("information noted", group=wanted.group, by=submission.user)
            await submission.close()
