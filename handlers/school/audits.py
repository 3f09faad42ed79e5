"""« Audit »: a sample drawn before an auditor, each item one press away, all written down."""

from uuid import UUID, uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.calendar.wall_time import local_day
from bot.domain.register.audits import AuditSample, Drawn, Sampled
from bot.services.register.auditing import draw_audit, earlier_audits, note_shown, read_audit
from bot.services.school.offices import read_office
from bot.slack.payload_shapes import Command, Pressed
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.sessions.audits import (
    AGAIN,
    CALLBACK_ID,
    OPEN,
    SHOW,
    audit_form,
    item_in,
    read_audit_form,
    sample_modal,
)
from handlers.cases.case_view import CaseViews
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view, update_view
from handlers.school.sessions import SessionDossiers
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the Home tab's button, the form, and the buttons of samples."""
    audits = Audits(kit)
    on_press(app, OPEN, audits.open)
    on_press(app, AGAIN, audits.see_again)
    on_press(app, SHOW, audits.show)
    on_submit(app, CALLBACK_ID, audits.draw, kit=kit)


class Audits:
    """Draws samples and shows them; who may is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit
        self._cases = CaseViews(kit)
        self._sessions = SessionDossiers(kit)

    async def open(self, origin: Interaction, _used: Pressed | Command) -> None:
        """Ask what to draw, and for whom. Raises NotAllowedError."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        earlier = await kit.read(earlier_audits, reader=origin.user)
        office = await kit.read(read_office)
        today = local_day(kit.clock.now(), office.zone)
        view = audit_form(earlier, texts, submission_id=uuid4(), office=office, today=today)
        await show_view(kit.client, origin, view=view, texts=texts)

    async def draw(self, submission: Submission) -> None:
        """Commit the sample, then show it in the form's place."""
        wanted = read_audit_form(submission.view)
        if isinstance(wanted, FormErrors):
            await submission.point_out(wanted)
            return
        async with submission.answered():
            drawn = await self._kit.run(draw_audit, wanted, actor=submission.user)
            log.info("sample drawn", audit=str(drawn.audit.id), by=submission.user)
            await submission.show(await self._view(drawn, reader=submission.user))

    async def see_again(self, origin: Interaction, pressed: Pressed) -> None:
        """Open an earlier sample with its record."""
        kit, audit_id = self._kit, read_back(UUID, text_in(pressed))
        audit = await kit.read(read_audit, audit_id, reader=origin.user)
        view = await self._view(Drawn(audit=audit), reader=origin.user)
        await show_view(kit.client, origin, view=view, texts=kit.texts_for(origin.user))

    async def show(self, origin: Interaction, pressed: Pressed) -> None:
        """Write down that an item is shown, and show it."""
        audit_id, place = item_in(pressed)
        audit = await self._kit.run(note_shown, audit_id, place, actor=origin.user)
        item = audit.items[place]
        if item.sampled is Sampled.SESSIONS:
            await self._sessions.show(item.key, origin)
        else:
            await self._cases.show(item.key, origin)
        await self._update(audit, origin)

    async def _update(self, audit: AuditSample, origin: Interaction) -> None:
        """Tell it in the sample beneath, unless its place was taken by what is shown."""
        if origin.is_third:
            return
        view = await self._view(Drawn(audit=audit), reader=origin.user)
        await update_view(self._kit.client, view_id=origin.shown.id, view=view)

    async def _view(self, drawn: Drawn, *, reader: str) -> Block:
        office = await self._kit.read(read_office)
        return sample_modal(drawn, self._kit.texts_for(reader), office=office)
