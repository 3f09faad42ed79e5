"""« Voir le dossier »: the case in a modal, and the pages of its timeline."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.cases import Case
from bot.services.similar import similar_cases
from bot.services.steps import StepView, look_at
from bot.services.viewing import OpenedCase, open_case
from bot.ui.card import VIEW_CASE
from bot.ui.case_view import CaseLook, case_modal, case_of
from bot.ui.read_back import page_in, read_back, text_in
from bot.ui.timeline import NEWER, OLDER, TimelinePage
from handlers.kit import Kit
from handlers.openings import open_view, say_too_late, update_view


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the button of cards and notices, and the two that turn the timeline's pages."""
    views = CaseViews(kit)
    app.action(VIEW_CASE)(views.open)
    app.action(NEWER)(views.turn)
    app.action(OLDER)(views.turn)


class CaseViews:
    """Opens a case for those who may see it; the service refuses the others."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def open(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        user, wanted = body["user"]["id"], read_back(UUID, text_in(body["actions"][0]))
        view = await self.view_of(wanted, reader=user)
        if not await open_view(self._kit.client, trigger_id=body["trigger_id"], view=view):
            await say_too_late(
                self._kit.client, respond, user=user, texts=self._kit.texts_for(user)
            )

    async def turn(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        shown, page = body["view"], page_in(text_in(body["actions"][0]))
        view = await self.view_of(case_of(shown), reader=body["user"]["id"], page=page)
        await update_view(self._kit.client, view_id=shown["id"], view=view, seen=shown["hash"])

    async def view_of(
        self,
        wanted: UUID | str,
        *,
        reader: str,
        page: int = 0,
        notice: Sequence[str] = (),
        unsaved: Sequence[str] = (),
    ) -> dict[str, Any]:
        """The modal of a case. Raises CaseNotFoundError, NotAllowedError."""
        kit, now = self._kit, self._kit.clock.now()
        opened, seen, similar = await kit.workers.run(
            self._read, wanted, reader=reader, now=now, page=page
        )
        look = CaseLook(
            case=opened.case,
            office=opened.office,
            texts=kit.texts_for(reader),
            now=now,
            reader=reader,
            roles=seen.roles,
            steps=seen.steps,
            around=seen.around,
            complainant=opened.complainant,
            files=opened.files,
            timeline=TimelinePage(
                entries=opened.timeline, number=opened.page, total=opened.timeline_length
            ),
            similar=similar,
            notice=notice,
            unsaved=unsaved,
        )
        return case_modal(look)

    def _read(
        self, wanted: UUID | str, *, reader: str, now: datetime, page: int
    ) -> tuple[OpenedCase, StepView, tuple[Case, ...]]:
        """The case, what its reader may do to it now, and the cases like it."""
        database, defaults = self._kit.database, self._kit.defaults
        opened = open_case(database, wanted, reader=reader, defaults=defaults, now=now, page=page)
        seen = look_at(database, opened.case.id, reader=reader, defaults=defaults, now=now)
        similar = similar_cases(database, opened.case, reader=reader, defaults=defaults)
        return opened, seen, similar
