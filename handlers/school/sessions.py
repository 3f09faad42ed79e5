"""`/qualite session`: all that there is about a session, and cases linked to it."""

from uuid import UUID

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.calendar.wall_time import local_day
from bot.domain.steps.handling import CorrectFacts
from bot.services.sessions.choosing import offered_sessions
from bot.services.sessions.dossier import open_dossier
from bot.services.steps.linking import link_case
from bot.services.steps.steps import StepRefusedError
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.answers import clean
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.sessions.dossier import LINK, NEXT, OPEN, PREVIOUS, close_post, dossier_modal, shown_in
from handlers.dependencies import Dependencies
from handlers.listening import on_press
from handlers.openings import Interaction, answer, show_view, update_view

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the buttons of the screen, and the one that opens it."""
    dossiers = SessionDossiers(kit)
    on_press(app, OPEN, dossiers.open)
    on_press(app, LINK, dossiers.link)
    for turned in (PREVIOUS, NEXT):
        on_press(app, turned, dossiers.turn)


class SessionDossiers:
    """Opens the screen for who shows proofs; the service refuses the others."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def show(self, code: str, origin: Interaction) -> None:
        """Open the screen of the session of this code; where there is none, say which are close."""
        kit, typed, reader = self._kit, clean(code).strip(), origin.user
        texts = kit.texts_for(reader)
        found = await kit.read(open_dossier, typed, reader=reader)
        if found is not None:
            await show_view(kit.client, origin, view=dossier_modal(found, texts), texts=texts)
            return
        close = await kit.read(offered_sessions, typed, reader=reader)
        today = local_day(kit.clock.now(), kit.defaults.zone)
        post = close_post(close, texts, code=typed, today=today)
        await answer(origin.respond, text=post.text, blocks=post.blocks)

    async def open(self, origin: Interaction, pressed: Pressed) -> None:
        await self.show(text_in(pressed), origin)

    async def turn(self, origin: Interaction, pressed: Pressed) -> None:
        key, page = shown_in(origin.shown)
        page += 1 if pressed.action_id == NEXT else -1
        await self._update(origin, key, page=max(page, 0))

    async def link(self, origin: Interaction, pressed: Pressed) -> None:
        """Correct the facts of a case by one press: it is about the session that is shown.

        Of a case that cannot be linked, as one that is already, the screen shows what is so now.
        """
        kit, (key, page) = self._kit, shown_in(origin.shown)
        case_id = read_back(UUID, text_in(pressed))
        reason = kit.texts_for(origin.user).dossier.linked_because
        wanted = CorrectFacts(reason=reason, session=key)
        try:
            await kit.run(link_case, case_id, wanted, actor=origin.user)
        except StepRefusedError as refused:
            log.info("case not linked", reason=refused.refusal.reason, by=origin.user)
        else:
            kit.wake_delivery()
            log.info("case linked", case_id=str(case_id), session=key, by=origin.user)
        await self._update(origin, key, page=page)

    async def _update(self, origin: Interaction, key: str, *, page: int) -> None:
        view = await self.view(key, reader=origin.user, page=page)
        if view is not None:
            shown = origin.shown
            await update_view(self._kit.client, view_id=shown.id, view=view, seen=shown.hash)

    async def view(self, key: str, *, reader: str, page: int = 0) -> Block | None:
        """The screen as it is now; None where there is no such session. Raises NotAllowedError."""
        found = await self._kit.read(open_dossier, key, reader=reader, page=page)
        return None if found is None else dossier_modal(found, self._kit.texts_for(reader))
