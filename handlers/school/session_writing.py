"""Sessions written by hand: the form, new or corrected, and the screen after it."""

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.services.sessions.writing import SessionKnownError, known_session, write_session
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.read_back import text_in
from bot.ui.sessions.session_form import (
    ADD,
    CALLBACK_ID,
    CORRECT,
    code_in,
    is_correction,
    known_already,
    read_session_form,
    session_form,
)
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view, update_view
from handlers.school.sessions import SessionDossiers
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the buttons that open the form, and the form."""
    forms = SessionForms(kit)
    on_press(app, ADD, forms.add)
    on_press(app, CORRECT, forms.correct)
    on_submit(app, CALLBACK_ID, forms.submit, kit=kit)


class SessionForms:
    """Asks what a session is; who may write one is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit
        self._dossiers = SessionDossiers(kit)

    async def add(self, origin: Interaction, pressed: Pressed) -> None:
        """Ask for a new one, with the code that was looked for in vain."""
        texts = self._kit.texts_for(origin.user)
        view = session_form(texts, code=code_in(pressed))
        await show_view(self._kit.client, origin, view=view, texts=texts)

    async def correct(self, origin: Interaction, pressed: Pressed) -> None:
        """Show what is known of one, to be corrected. Raises NotAllowedError."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        known = await kit.read(known_session, text_in(pressed), reader=origin.user)
        if known is not None:
            view = session_form(texts, known=known.session)
            await show_view(kit.client, origin, view=view, texts=texts)

    async def submit(self, submission: Submission) -> None:
        """Commit, then show the session: in the form's place, or beneath it."""
        async with submission.answered():
            wanted = read_session_form(submission.view)
            if isinstance(wanted, FormErrors):
                await submission.point_out(wanted)
                return
            kit, user, is_new = self._kit, submission.user, not is_correction(submission.view)
            try:
                await kit.run(write_session, wanted, actor=user, is_new=is_new)
            except SessionKnownError:
                await submission.point_out(known_already())
                return
            log.info("session written", session=wanted.key, new=is_new, by=user)
            await self._show(submission, wanted.key)

    async def _show(self, submission: Submission, key: str) -> None:
        view = await self._dossiers.view(key, reader=submission.user)
        under = None if view is None else submission.under
        if view is None:
            await submission.close()
        elif under is None:
            await submission.show(view)
        else:
            await submission.close_after(update_view(self._kit.client, view_id=under, view=view))
