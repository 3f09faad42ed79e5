"""Filing an incident or a complaint: command or shortcut, form, case."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.cases.cases import ComplaintDraft, IncidentDraft
from bot.services.cases.filing import Filed, QuotaReachedError, file_case
from bot.slack.payload_shapes import Command, GlobalShortcut, MessageShortcut, Pressed
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.dates import time_of_day
from bot.ui.blocks.escape import as_typed, with_emojis
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.cases.home import FILE_COMPLAINT, FILE_INCIDENT
from bot.ui.filing import complaint_form, incident_form
from bot.ui.filing.brought import NOTHING, Brought, brought_by
from bot.ui.filing.complaint_form import (
    Unconfirmed,
    ask_confirmation,
    complaint_modal,
    read_complaint,
)
from bot.ui.filing.filing_form import (
    concerned_page,
    origin_of,
    read_description,
    was_asked,
)
from bot.ui.filing.from_survey import appreciation_in
from bot.ui.filing.incident_form import incident_modal, read_incident
from bot.ui.filing.receipt import REOPEN_FORM, receipt_modal, reopen_notice, reopened
from bot.ui.filing.short_complaint import (
    TAKE_BACK_VIOLENCE,
    TELL_VIOLENCE,
    ask_violence,
    has_whole_form,
    is_sealing_to_offer,
    is_violence_to_ask,
    short_complaint_modal,
    telling_violence,
    wants_sealed,
)
from bot.ui.sealed.filing import sealed_form
from bot.ui.steps.refusals import warned
from bot.ui.texts.catalogue import Texts
from handlers.dependencies import Dependencies
from handlers.listening import on_command, on_press, on_shortcut, on_submit
from handlers.mail.triage import show_sorted
from handlers.openings import Interaction, open_view, permalink_of, tell_person, update_view
from handlers.school.appreciations import show_waiting
from handlers.sealed.filing import door_of
from handlers.submissions import Submission

log = structlog.get_logger()

INCIDENT, COMPLAINT = incident_form.CALLBACK_ID, complaint_form.CALLBACK_ID
COMMANDS = {"/incident": INCIDENT, "/reclamation": COMPLAINT}
SHORTCUTS = {
    "report_incident": INCIDENT,
    "new_complaint": COMPLAINT,
    "report_incident_from_message": INCIDENT,
    "new_complaint_from_message": COMPLAINT,
}
"""The kind that each shortcut of the manifest files."""
BUTTONS = {FILE_INCIDENT: INCIDENT, FILE_COMPLAINT: COMPLAINT}
"""The lists behind the Home tab's buttons."""


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register both commands, the shortcuts, the Home tab's buttons, the forms, the way back in."""
    filing = Filing(kit)
    # first of all, since Bolt tries one listener after the other and a whole school may submit
    on_submit(app, INCIDENT, filing.submit_incident, kit=kit)
    on_submit(app, COMPLAINT, filing.submit_complaint, kit=kit)
    for command in COMMANDS:
        on_command(app, command, filing.open_from_command)
    for shortcut in SHORTCUTS:
        on_shortcut(app, shortcut, filing.open_from_shortcut)
    for pressed in BUTTONS:
        on_press(app, pressed, filing.open_from_button)
    on_press(app, REOPEN_FORM, filing.open_again)
    for pressed in (TELL_VIOLENCE, TAKE_BACK_VIOLENCE):
        on_press(app, pressed, filing.tell_violence)


class Filing:
    """The listeners; each acknowledges first when it opens, and last when it submits."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open_from_command(self, origin: Interaction, command: Command) -> None:
        typed = with_emojis(as_typed(command.text or ""))
        await self._open(COMMANDS[command.command], origin, brought=Brought(text=typed))

    async def open_from_shortcut(self, origin: Interaction, shortcut: GlobalShortcut) -> None:
        form = SHORTCUTS[shortcut.callback_id]
        if not isinstance(shortcut, MessageShortcut):
            await self._open(form, origin)
            return
        message = shortcut.message.whole
        await self._kit.channels.learn(message)
        brought = brought_by(message, self._kit.name_of)
        await self._open(form, origin, brought=brought, source=permalink_of(shortcut))

    async def open_from_button(self, origin: Interaction, pressed: Pressed) -> None:
        await self._open(BUTTONS[pressed.action_id], origin)

    async def open_again(self, origin: Interaction, pressed: Pressed) -> None:
        """The button of a form that did not open in time: same form, same text."""
        form, text = reopened(pressed)
        await self._open(form, origin, brought=Brought(text=text))

    async def submit_incident(self, submission: Submission) -> None:
        sites = self._kit.defaults.sites
        read = read_incident(submission.view, reporter=submission.user, sites=sites)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
        elif not await self._is_sealed_instead(submission, read):
            of = appreciation_in(submission.view)
            await self._ask_or_file(submission, replace(read, appreciation_id=of))

    async def submit_complaint(self, submission: Submission) -> None:
        view, texts = submission.view, submission.texts
        office, now = self._kit.defaults, self._kit.clock.now()
        read = read_complaint(view, reporter=submission.user, now=now, sites=office.sites)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
        elif isinstance(read, Unconfirmed):
            asking = ask_confirmation(view, texts, unconfirmed=read, zone=office.zone, now=now)
            await submission.show(asking)
        elif await self._is_sealed_instead(submission, read):
            return
        elif is_violence_to_ask(view, read):
            await submission.show(ask_violence(view, texts))
        else:
            of = appreciation_in(view)
            await self._ask_or_file(submission, replace(read, appreciation_id=of))

    async def tell_violence(self, origin: Interaction, pressed: Pressed) -> None:
        """The short form's button: ask what a confidential case is asked, or take that back."""
        view, told = origin.shown, pressed.action_id == TELL_VIOLENCE
        door = await door_of(self._kit, origin.user) if told else None
        if door is not None:
            known = origin_of(view)
            form = sealed_form(
                door,
                None,
                self._kit.texts_for(origin.user),
                submission_id=str(known.submission_id),
                text=read_description(Answers(view), known),
            )
            await update_view(self._kit.client, view_id=view.id, view=form)
            return
        shown = telling_violence(view, self._kit.texts_for(origin.user), told=told)
        await update_view(self._kit.client, view_id=view.id, view=shown)

    async def _is_sealed_instead(
        self, submission: Submission, draft: ComplaintDraft | IncidentDraft
    ) -> bool:
        """Offer the sealed form where words or the category point that way; nothing is kept."""
        view, texts = submission.view, submission.texts
        door = await door_of(self._kit, submission.user)
        if door is None:
            return False
        if wants_sealed(view):
            number = str(draft.submission_id)
            form = sealed_form(door, None, texts, submission_id=number, text=draft.description)
            await submission.show(form)
            return True
        if is_sealing_to_offer(view, draft):
            await submission.show(ask_violence(view, texts, is_sealed=True))
            return True
        return False

    async def _open(
        self,
        form: str,
        origin: Interaction,
        *,
        brought: Brought = NOTHING,
        source: str | None = None,
    ) -> None:
        """Open a form with what is known already; `source` is the address of what brought it."""
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        known: dict[str, Any] = {
            "submission_id": uuid4(),
            "text": brought.text,
            "brought": brought,
            "source": source,
        }
        if form == INCIDENT:
            view = incident_modal(texts, sites=kit.defaults.sites, **known)
        elif has_whole_form(origin.user, kit.remembered):
            sites = kit.defaults.sites
            view = complaint_modal(texts, now=kit.clock.now(), sites=sites, **known)
        else:
            view = short_complaint_modal(texts, now=kit.clock.now(), **known)
        if not await open_view(kit.client, trigger_id=origin.trigger_id, view=view):
            notice = reopen_notice(texts, form=form, text=brought.text)
            await tell_person(kit.client, origin.respond, user=origin.user, post=notice)

    async def _ask_or_file(
        self, submission: Submission, draft: ComplaintDraft | IncidentDraft
    ) -> None:
        """Of a confidential case ask first, on a second page, whom it is about."""
        if draft.is_confidential and not was_asked(submission.view):
            await submission.show(concerned_page(submission.view, submission.texts))
        else:
            await self._file(submission, draft)

    async def _file(self, submission: Submission, draft: ComplaintDraft | IncidentDraft) -> None:
        """Commit, then acknowledge: what the person sees as accepted is written."""
        kit = self._kit
        async with submission.answered():
            try:
                filed = await kit.with_transactions(file_case, draft)
            except QuotaReachedError as error:
                log.info("quota reached", by=draft.reporter)
                await submission.show(self._wait(submission, error))
                return
            await submission.show(self._receipt(filed, submission.texts))
            kit.wake_delivery()
            mail_id = draft.mail_id if isinstance(draft, ComplaintDraft) else None
            if mail_id is not None and submission.under:
                await show_sorted(kit, submission.under, mail_id, reader=draft.reporter)
            if draft.appreciation_id is not None and submission.under:
                await show_waiting(kit, submission.under, reader=draft.reporter)
            if filed.is_new:
                kit.metrics.filed.labels(kind=filed.case.kind).inc()
                log.info("case filed", ref=filed.case.ref, by=draft.reporter)

    def _wait(self, submission: Submission, error: QuotaReachedError) -> Block:
        """The form with all answers kept, saying on top when it may be sent."""
        texts, zone = submission.texts, self._kit.defaults.zone
        at = time_of_day(error.until + timedelta(minutes=1), zone, texts)
        return warned(submission.view, [texts.forms.quota_reached.format(time=at)])

    def _receipt(self, filed: Filed, texts: Texts) -> Block:
        return receipt_modal(
            texts,
            case=filed.case,
            told=filed.told,
            office=filed.office,
            now=self._kit.clock.now(),
            files=filed.files,
        )
