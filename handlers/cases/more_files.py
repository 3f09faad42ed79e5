"""« Ajouter une photo », from a receipt: a small form, and its files in the case."""

from uuid import UUID

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.services.cases.more_files import add_more_files, kind_of_case
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.filing.more_files import case_in, files_modal, read_files
from bot.ui.filing.receipt import ADD_FILES
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the button and its form."""
    more = MoreFiles(kit)
    on_press(app, ADD_FILES, more.ask)
    on_submit(app, ADD_FILES, more.submit, kit=kit)


class MoreFiles:
    """The services look at who may: an old button is harmless."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def ask(self, origin: Interaction, pressed: Pressed) -> None:
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        case_id = read_back(UUID, text_in(pressed))
        kind = await kit.read(kind_of_case, case_id, reader=origin.user)
        view = files_modal(case_id, texts, kind=kind)
        await show_view(kit.client, origin, view=view, texts=texts)

    async def submit(self, submission: Submission) -> None:
        async with submission.answered():
            await self._add(submission)

    async def _add(self, submission: Submission) -> None:
        kit, files = self._kit, read_files(submission.view)
        if isinstance(files, FormErrors):
            await submission.point_out(files)
            return
        case_id = case_in(submission.view)
        await kit.run(add_more_files, case_id, files, by=submission.user)
        await submission.close()
        kit.wake_delivery()
        log.info("files added", count=len(files), by=submission.user)
