"""A mail's buttons: read it, file it, attach it, set it aside, undo that."""

from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.searching import folded
from bot.domain.errors import CaseHiddenError, NotAllowedError
from bot.domain.mail.arrivals import Mail
from bot.domain.mail.farewells import signed_by, without_formulas
from bot.domain.mail.reading import MailInConfidenceError, undecided
from bot.domain.steps.lifecycles import Step
from bot.services.mail.choosing import likely_cases
from bot.services.mail.triage import (
    MailView,
    attach,
    look_at_mail,
    read_mail,
    set_aside,
    take_back,
)
from bot.services.steps.steps import look_at
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.blocks import Block, section
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.filing.brought import Brought, BroughtMail
from bot.ui.filing.complaint_form import complaint_modal
from bot.ui.mail.attaching import attach_modal, chosen_ref, is_opened, reopening
from bot.ui.mail.mail_card import ATTACH, FILE, READ, SET_ASIDE, TAKE_BACK
from bot.ui.mail.mail_view import WHOLE, mail_in, mail_modal
from bot.ui.steps.refusals import refused_modal, warned
from handlers.dependencies import Dependencies
from handlers.errors import sentence_for
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view, update_view
from handlers.submissions import Submission

log = structlog.get_logger()

_ENDS = ".!?…"
"""By what a subject ends a sentence; on the card the text follows it on the same line."""


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the buttons of a mail's card and modal, and the form that attaches one."""
    triage = Triage(kit)
    on_press(app, READ, triage.read)
    on_press(app, WHOLE, triage.read_whole)
    on_press(app, FILE, triage.file)
    on_press(app, ATTACH, triage.ask_case)
    on_press(app, SET_ASIDE, triage.set_aside)
    on_press(app, TAKE_BACK, triage.take_back)
    on_submit(app, ATTACH, triage.attach, kit=kit)


class Triage:
    """The services look at who may; a button that comes too late is answered with what is so."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def read(self, origin: Interaction, pressed: Pressed) -> None:
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        seen = await kit.run(read_mail, _mail_of(pressed), reader=origin.user)
        await show_view(kit.client, origin, view=view_of(kit, seen, origin.user), texts=texts)

    async def read_whole(self, origin: Interaction, pressed: Pressed) -> None:
        kit = self._kit
        seen = await kit.read(look_at_mail, _mail_of(pressed), reader=origin.user)
        view = view_of(kit, seen, origin.user, is_whole=True)
        await update_view(kit.client, view_id=origin.shown.id, view=view)

    async def file(self, origin: Interaction, pressed: Pressed) -> None:
        """The complaint's form, filled in from the mail: its new words, without its signature."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        seen = await kit.read(look_at_mail, _mail_of(pressed), reader=origin.user)
        mail = undecided(seen.mail)
        name = mail.from_name or signed_by(mail.first_shown or mail.whole)
        brought = BroughtMail(
            sender=Complainant(name=name, contact=mail.from_address),
            sent_at=mail.received_at,
            is_in_confidence=mail.is_in_confidence,
        )
        view = complaint_modal(
            texts,
            submission_id=uuid4(),
            now=kit.clock.now(),
            text=_text_of(seen),
            brought=Brought(mail=brought),
            sites=kit.defaults.sites,
            mail_id=mail.id,
        )
        await show_view(kit.client, origin, view=view, texts=texts)

    async def ask_case(self, origin: Interaction, pressed: Pressed) -> None:
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        found = await kit.read(likely_cases, _mail_of(pressed), reader=origin.user)
        view = attach_modal(found.mail, found.likely, texts)
        await show_view(kit.client, origin, view=view, texts=texts)

    async def attach(self, submission: Submission) -> None:
        async with submission.answered():
            kit, says = self._kit, submission.texts.mails
            ref = chosen_ref(submission.view)
            if ref is None:
                await submission.show(warned(submission.view, [says.attach_which]))
                return
            mail_id = mail_in(submission.view)
            try:
                opened = is_opened(submission.view)
                case = await kit.run(attach, mail_id, ref, actor=submission.user, is_opened=opened)
            except (CaseHiddenError, MailInConfidenceError) as error:
                is_hidden = isinstance(error, CaseHiddenError)
                why = says.no_case if is_hidden else says.attach_hidden
                await submission.show(warned(submission.view, [why]))
                return
            notice = await self._reopening(case, reader=submission.user)
            seen = await kit.read(look_at_mail, mail_id, reader=submission.user)
            view, under = view_of(kit, seen, submission.user, notice=notice), submission.under
            if under:
                await submission.close_after(update_view(kit.client, view_id=under, view=view))
            else:
                await submission.show(view)
            kit.wake_delivery()

    async def _reopening(self, case: Case, *, reader: str) -> list[Block]:
        """Of a closed case, the question whether to reopen it."""
        kit, texts = self._kit, self._kit.texts_for(reader)
        if case.status.is_open:
            return []
        seen = await kit.read(look_at, case.id, reader=reader)
        asked = [section(texts.mails.attach_closed)]
        return [*asked, reopening(case.id, texts)] if Step.REOPEN in seen.steps else asked

    async def set_aside(self, origin: Interaction, pressed: Pressed) -> None:
        await self._decide(origin, pressed, set_aside)

    async def take_back(self, origin: Interaction, pressed: Pressed) -> None:
        await self._decide(origin, pressed, take_back)

    async def _decide(
        self, origin: Interaction, pressed: Pressed, decide: Callable[..., Mail]
    ) -> None:
        kit, mail_id = self._kit, _mail_of(pressed)
        await kit.run(decide, mail_id, actor=origin.user)
        kit.wake_delivery()
        if origin.is_modal:
            seen = await kit.read(look_at_mail, mail_id, reader=origin.user)
            view = view_of(kit, seen, origin.user)
            await update_view(kit.client, view_id=origin.shown.id, view=view)


async def show_sorted(kit: Dependencies, view_id: str, mail_id: UUID, *, reader: str) -> None:
    """Bring a mail's modal up to date; whoever may not read it any more is told so."""
    try:
        seen = await kit.read(look_at_mail, mail_id, reader=reader)
        view = view_of(kit, seen, reader)
    except NotAllowedError as error:
        texts = kit.texts_for(reader)
        view = refused_modal([sentence_for(error, texts)], texts)
    await update_view(kit.client, view_id=view_id, view=view)


def view_of(
    kit: Dependencies,
    seen: MailView,
    reader: str,
    *,
    is_whole: bool = False,
    notice: Sequence[Block] = (),
) -> Block:
    """A mail's modal in its reader's language."""
    return mail_modal(
        seen.mail,
        seen.case,
        office=seen.office,
        texts=kit.texts_for(reader),
        now=kit.clock.now(),
        is_whole=is_whole,
        notice=notice,
    )


def _mail_of(pressed: Pressed) -> UUID:
    return read_back(UUID, text_in(pressed))


def _text_of(seen: MailView) -> str:
    """The mail's subject, unless its text begins with it, and what it says anew."""
    mail = seen.mail
    sender = mail.from_name or (mail.from_address or "").partition("@")[0]
    words = without_formulas(mail.first_shown or mail.whole, sender=sender)
    subject = (mail.subject or "").strip()
    if not subject or folded(words).startswith(folded(subject)):
        return words
    ended = subject if subject[-1] in _ENDS else f"{subject}."
    return f"{ended}\n\n{words}".strip()
