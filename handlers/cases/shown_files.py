"""« Voir les pièces » and « Lettres en PDF », in the case: both by direct message."""

from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.services.cases.printing import request_letters
from bot.services.cases.showing import request_files
from bot.slack.payload_shapes import Pressed
from bot.ui.cases.case_view import case_of, page_of
from bot.ui.cases.shown_files import PRINT_LETTERS, SHOW_FILES
from handlers.cases.case_view import CaseViews
from handlers.dependencies import Dependencies
from handlers.listening import on_press
from handlers.openings import Interaction, update_view

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the buttons."""
    shown = ShownFiles(kit)
    on_press(app, SHOW_FILES, shown.show)
    on_press(app, PRINT_LETTERS, shown.print_letters)


class ShownFiles:
    """The service looks at who may: an old button is harmless."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit
        self._views = CaseViews(kit)

    async def show(self, origin: Interaction, _pressed: Pressed) -> None:
        """Have its kept files sent."""
        await self._send(origin, request_files, told="files_sent")

    async def print_letters(self, origin: Interaction, _pressed: Pressed) -> None:
        """Have the letters that it tells of sent, each as a PDF."""
        await self._send(origin, request_letters, told="letters_sent")

    async def _send(self, origin: Interaction, request: Callable[..., int], *, told: str) -> None:
        """Have them sent, and say in the case where to look for them."""
        kit, view, person = self._kit, origin.shown, origin.user
        case_id = case_of(view)
        count = await kit.run(request, case_id, person=person, request_id=origin.trigger_id)
        kit.wake_delivery()
        log.info("sent to be seen", what=told, case_id=str(case_id), count=count, by=person)
        said: dict[str, Any] = {told: count}
        again = await self._views.view_of(case_id, reader=person, page=page_of(view), **said)
        await update_view(kit.client, view_id=view.id, view=again, seen=view.hash)
