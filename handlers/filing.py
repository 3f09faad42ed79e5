"""Filing an incident or a complaint: command or shortcut, form, case."""

from typing import Any
from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.cases import ComplaintDraft, IncidentDraft
from bot.domain.office import missing_choices
from bot.services.filing import Filed, file_case
from bot.ui import complaint_form, incident_form
from bot.ui.complaint_form import Unconfirmed, ask_confirmation, complaint_modal, read_complaint
from bot.ui.escape import as_typed
from bot.ui.form_errors import FormErrors
from bot.ui.home import FILE_COMPLAINT, FILE_INCIDENT
from bot.ui.incident_form import incident_modal, read_incident
from bot.ui.receipt import REOPEN_FORM, receipt_modal, reopen_notice, reopened
from bot.ui.texts.catalogue import Texts
from handlers.kit import Kit
from handlers.openings import Opening, open_view, permalink_of, tell_person
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
"""What each shortcut of the manifest stands for."""
BUTTONS = {FILE_INCIDENT: INCIDENT, FILE_COMPLAINT: COMPLAINT}
"""What the Home tab's buttons stand for."""


def register(app: AsyncApp, kit: Kit) -> None:
    """Register both commands, the shortcuts, the Home tab's buttons, the forms, the way back in."""
    filing = Filing(kit)
    # first of all, since Bolt tries one listener after the other and a whole school may submit
    app.view(INCIDENT)(filing.submit_incident)
    app.view(COMPLAINT)(filing.submit_complaint)
    for command in COMMANDS:
        app.command(command)(filing.open_from_command)
    for shortcut in SHORTCUTS:
        app.shortcut(shortcut)(filing.open_from_shortcut)
    for pressed in BUTTONS:
        app.action(pressed)(filing.open_from_button)
    app.action(REOPEN_FORM)(filing.open_again)


class Filing:
    """The listeners; each acknowledges first when it opens, and last when it submits."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def open_from_command(
        self, ack: AsyncAck, command: dict[str, Any], respond: AsyncRespond
    ) -> None:
        await ack()
        opening = Opening(
            form=COMMANDS[command["command"]],
            user=command["user_id"],
            trigger_id=command["trigger_id"],
            text=as_typed(command.get("text", "")),
        )
        await self._open(opening, respond)

    async def open_from_shortcut(
        self, ack: AsyncAck, shortcut: dict[str, Any], respond: AsyncRespond
    ) -> None:
        await ack()
        message = shortcut.get("message", {})
        opening = Opening(
            form=SHORTCUTS[shortcut["callback_id"]],
            user=shortcut["user"]["id"],
            trigger_id=shortcut["trigger_id"],
            text=as_typed(message.get("text", "")),
            source=permalink_of(shortcut),
        )
        # a global shortcut comes from nowhere in particular: nothing to respond to
        await self._open(opening, respond if message else None)

    async def open_from_button(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        opening = Opening(
            form=BUTTONS[body["actions"][0]["action_id"]],
            user=body["user"]["id"],
            trigger_id=body["trigger_id"],
        )
        await self._open(opening, None)

    async def open_again(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """The button of a form that did not open in time: same form, same text."""
        await ack()
        form, text = reopened(body["actions"][0])
        opening = Opening(
            form=form, user=body["user"]["id"], trigger_id=body["trigger_id"], text=text
        )
        await self._open(opening, respond)

    async def submit_incident(
        self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]
    ) -> None:
        submission, sites = Submission.of(ack, body, view, kit=self._kit), self._kit.defaults.sites
        read = read_incident(view, reporter=submission.user, sites=sites)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
        else:
            await self._file(submission, read)

    async def submit_complaint(
        self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]
    ) -> None:
        submission, now = Submission.of(ack, body, view, kit=self._kit), self._kit.clock.now()
        office, texts = self._kit.defaults, submission.texts
        read = read_complaint(view, reporter=submission.user, now=now, sites=office.sites)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
        elif isinstance(read, Unconfirmed):
            asking = ask_confirmation(view, texts, unconfirmed=read, zone=office.zone, now=now)
            await submission.show(asking)
        else:
            await self._file(submission, read)

    async def _open(self, opening: Opening, respond: AsyncRespond | None) -> None:
        texts = self._kit.texts_for(opening.user)
        view = self._form(opening, texts)
        if await open_view(self._kit.client, trigger_id=opening.trigger_id, view=view):
            return
        notice = reopen_notice(texts, form=opening.form, text=opening.text)
        await tell_person(self._kit.client, respond, user=opening.user, post=notice)

    def _form(self, opening: Opening, texts: Texts) -> dict[str, Any]:
        known: dict[str, Any] = {
            "submission_id": uuid4(),
            "text": opening.text,
            "source": opening.source,
            "sites": self._kit.defaults.sites,
        }
        if opening.form == INCIDENT:
            return incident_modal(texts, **known)
        return complaint_modal(texts, now=self._kit.clock.now(), **known)

    async def _file(self, submission: Submission, draft: ComplaintDraft | IncidentDraft) -> None:
        """Commit, then acknowledge: what the person sees as accepted is written."""
        kit = self._kit
        async with submission.answered():
            filed = await kit.workers.run(
                file_case, kit.database, draft, now=kit.clock.now(), defaults=kit.defaults
            )
            await submission.show(self._receipt(filed, submission.texts))
            kit.wake_delivery()
            if filed.is_new:
                kit.metrics.filed.labels(kind=filed.case.kind).inc()
                log.info("case filed", ref=filed.case.ref, by=draft.reporter)

    def _receipt(self, filed: Filed, texts: Texts) -> dict[str, Any]:
        return receipt_modal(
            texts,
            case=filed.case,
            told=filed.told,
            zone=filed.office.at(filed.case.site).zone,
            now=self._kit.clock.now(),
            missing=missing_choices(filed.office),
            who=filed.office.quality_managers,
        )
