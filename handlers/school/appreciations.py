"""Appreciations that wait: the list, the forms that make a case of one, and why it is none."""

from uuid import UUID, uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.services.sessions.appreciations import (
    appreciation_for,
    leave_appreciation,
    open_waiting,
    waiting_for,
)
from bot.slack.payload_shapes import Command, Pressed
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.filing.complaint_form import complaint_modal
from bot.ui.filing.from_survey import filled_from, words_of
from bot.ui.filing.incident_form import incident_modal
from bot.ui.sessions.appreciations import (
    COMPLAINT,
    DIFFICULTY,
    NEITHER,
    OPEN,
    read_reason,
    reason_form,
    waiting_modal,
)
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view, update_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the buttons, and the form that asks why."""
    forms = AppreciationForms(kit)
    on_press(app, OPEN, forms.open)
    on_press(app, COMPLAINT, forms.file)
    on_press(app, DIFFICULTY, forms.file)
    on_press(app, NEITHER, forms.ask_why)
    on_submit(app, NEITHER, forms.leave, kit=kit)


class AppreciationForms:
    """Shows what waits for somebody; the service looks at who judges what."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open(self, origin: Interaction, _used: Pressed | Command) -> None:
        """The list of those that wait for whoever asks."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        found = await kit.run(open_waiting, reader=origin.user)
        await show_view(kit.client, origin, view=waiting_modal(found, texts), texts=texts)

    async def file(self, origin: Interaction, pressed: Pressed) -> None:
        """A filing form, filled in from the answer; only what is submitted becomes a case."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        told = await kit.read(appreciation_for, _which(pressed), reader=origin.user)
        text, sites = words_of(told.appreciation, texts), kit.defaults.sites
        if pressed.action_id == COMPLAINT:
            view = complaint_modal(
                texts, submission_id=uuid4(), now=kit.clock.now(), text=text, sites=sites
            )
        else:
            view = incident_modal(texts, submission_id=uuid4(), text=text, sites=sites)
        await show_view(kit.client, origin, view=filled_from(view, told, texts), texts=texts)

    async def ask_why(self, origin: Interaction, pressed: Pressed) -> None:
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        told = await kit.read(appreciation_for, _which(pressed), reader=origin.user)
        await show_view(kit.client, origin, view=reason_form(told, texts), texts=texts)

    async def leave(self, submission: Submission) -> None:
        """Commit the reason, then show in the form's place, or beneath, what waits still."""
        kit, read = self._kit, read_reason(submission.view)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
            return
        async with submission.answered():
            which, reason = read
            await kit.run(leave_appreciation, which, reason=reason, actor=submission.user)
            log.info("appreciation left", appreciation=str(which), by=submission.user)
            if submission.under:
                shown = show_waiting(kit, submission.under, reader=submission.user)
                await submission.close_after(shown)
            else:
                found = await kit.read(waiting_for, submission.user)
                await submission.show(waiting_modal(found, submission.texts))


async def show_waiting(kit: Dependencies, view_id: str, *, reader: str) -> None:
    """Bring the list up to date."""
    found = await kit.read(waiting_for, reader)
    view = waiting_modal(found, kit.texts_for(reader))
    await update_view(kit.client, view_id=view_id, view=view)


def _which(pressed: Pressed) -> UUID:
    return read_back(UUID, text_in(pressed))
