"""« Voir le dossier »: the case in a modal, and the pages of its timeline."""

from collections.abc import Sequence
from uuid import UUID

from slack_bolt.app.async_app import AsyncApp

from bot.domain.cases.cases import Case
from bot.domain.school.office import zone_of
from bot.services.cases.lists import similar_cases
from bot.services.cases.viewing import OpenedCase, open_case
from bot.services.steps.steps import StepView, look_at
from bot.services.unit_of_work import Transactions
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.read_back import page_in, read_back, text_in
from bot.ui.cases.card import VIEW_CASE
from bot.ui.cases.case_view import CaseLook, case_modal, case_of
from bot.ui.cases.timeline import NEWER, OLDER, TimelinePage
from handlers.dependencies import Dependencies
from handlers.listening import on_press
from handlers.openings import Interaction, show_view, update_view


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the button of cards and notices, and the two that turn the timeline's pages."""
    views = CaseViews(kit)
    on_press(app, VIEW_CASE, views.open)
    on_press(app, NEWER, views.turn)
    on_press(app, OLDER, views.turn)


class CaseViews:
    """Opens a case for those who may see it; the service refuses the others."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open(self, origin: Interaction, pressed: Pressed) -> None:
        await self.show(read_back(UUID, text_in(pressed)), origin)

    async def show(self, wanted: UUID | str, origin: Interaction) -> None:
        """Open the modal of a case. Raises CaseNotFoundError, NotAllowedError."""
        view = await self.view_of(wanted, reader=origin.user)
        await show_view(self._kit.client, origin, view=view, texts=self._kit.texts_for(origin.user))

    async def turn(self, origin: Interaction, pressed: Pressed) -> None:
        shown, page = origin.shown, page_in(text_in(pressed))
        view = await self.view_of(case_of(shown), reader=origin.user, page=page)
        await update_view(self._kit.client, view_id=shown.id, view=view, seen=shown.hash)

    async def view_of(
        self,
        wanted: UUID | str,
        *,
        reader: str,
        page: int = 0,
        notice: Sequence[str] = (),
        way_out: Sequence[Block] = (),
        unsaved: Sequence[str] = (),
        files_sent: int | None = None,
        letters_sent: int | None = None,
    ) -> Block:
        """The modal of a case. Raises CaseNotFoundError, NotAllowedError."""
        kit, now = self._kit, self._kit.clock.now()
        opened, seen, similar = await kit.with_transactions(_read, wanted, reader=reader, page=page)
        look = CaseLook(
            case=opened.case,
            office=opened.office,
            texts=kit.texts_for(reader),
            now=now,
            reader=reader,
            lives_in=zone_of(kit.directory.person(reader), otherwise=opened.office.zone),
            roles=seen.roles,
            steps=seen.steps,
            around=seen.around,
            complainant=opened.complainant,
            files=opened.files,
            may_see_files=opened.may_see_files,
            files_sent=files_sent,
            letters_sent=letters_sent,
            timeline=TimelinePage(
                entries=opened.timeline, number=opened.page, total=opened.timeline_length
            ),
            similar=similar,
            mail=opened.mail,
            notice=notice,
            way_out=way_out,
            unsaved=unsaved,
        )
        return case_modal(look)


def _read(
    transactions: Transactions, wanted: UUID | str, *, reader: str, page: int
) -> tuple[OpenedCase, StepView, tuple[Case, ...]]:
    """The case, what its reader may do to it now, and the cases like it."""
    opened = open_case(transactions, wanted, reader=reader, page=page)
    with transactions.reading() as work:
        seen = look_at(work, opened.case.id, reader=reader)
        return opened, seen, similar_cases(work, opened.case, reader=reader)
