"""Sealed reports: the door, the form, the receipt, the way back, what the two handle."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from bot.domain.sealed.dues import DueKind
from bot.domain.sealed.reports import (
    Box,
    EntryKind,
    Harm,
    SealedEntry,
    SealedField,
    SealedReport,
    SealedState,
    SealedStep,
    Teller,
)
from bot.domain.sealed.shown import ListedReport, ReportList, ReportThread, WholeReport
from bot.ui.filing.incident_form import incident_modal
from bot.ui.filing.short_complaint import ask_violence
from bot.ui.sealed.filing import AtDoor, SealedDoor, door_modal, elsewhere_modal, sealed_form
from bot.ui.sealed.handling import erased_modal, list_modal, report_modal, step_form
from bot.ui.sealed.thread import code_modal, failed_modal, receipt_modal, waiting_modal
from bot.ui.texts.catalogue import Texts
from tests.support.builders import NOW, OFFICE
from tests.support.forms import sent
from tests.support.sealed import ANNE, BRUNO, CONTACT, HANDLERS

REPORT = SealedReport(
    id=UUID(int=7), ref="SIG-7KQ2MX", filed_at=NOW, asked=(ANNE, BRUNO), wants_meeting=True
)
TOLD: Mapping[SealedField, str] = {
    SealedField.ROLE: Teller.WITNESS,
    SealedField.WHAT: "Il l'a poussée deux fois.",
    SealedField.KINDS: " ".join(Harm),
    SealedField.WHEN: "mardi, atelier 2",
    SealedField.PEOPLE: "un formateur",
    SealedField.BOXES: " ".join(Box),
    SealedField.WISHES: "ne plus le croiser",
    SealedField.NAME: "Camille, 06 00 00 00 00",
    SealedField.ON_BEHALF: "une stagiaire, par téléphone",
}
DUES = [(kind, NOW.date()) for kind in DueKind]


def filing(texts: Texts) -> Iterator[Any]:
    """The door, and the form after each of its answers and with a text that was brought."""
    for handlers in (HANDLERS, replace(HANDLERS, substitute=None)):
        for may_handle in (True, False):
            door = SealedDoor(handlers=handlers, may_handle=may_handle)
            yield door_modal(door, texts, submission_id=uuid4())
    door = SealedDoor(handlers=HANDLERS)
    for is_danger in (True, False):
        answers = AtDoor(is_danger=is_danger, concerned=(BRUNO,))
        yield sealed_form(door, answers, texts, submission_id=str(uuid4()))
    yield sealed_form(door, None, texts, submission_id=str(uuid4()), text="mot " * 2_000)
    yield elsewhere_modal(texts, contact=CONTACT, is_store=True)
    yield elsewhere_modal(texts, contact=CONTACT, is_store=False)
    yield elsewhere_modal(texts, contact=None, is_store=False)
    form = sent(incident_modal(texts, submission_id=uuid4(), text="Il m'a poussé."))
    yield ask_violence(form, texts, is_sealed=True)


def threads(texts: Texts) -> Iterator[Any]:
    """The receipt and its code, the code's form in each state, and what it refuses."""
    calendar, says = OFFICE.calendar, texts.sealed
    yield receipt_modal(REPORT, "1234567890123456", texts, calendar=calendar)
    yield waiting_modal(texts)
    yield failed_modal(texts)
    yield code_modal(texts, submission_id=uuid4())
    for state in SealedState:
        for replies in ((), ("Nous vous avons lu.", "C'est fait.")):
            thread = ReportThread(
                report=replace(REPORT, state=state), replies=replies, was_added=bool(replies)
            )
            yield code_modal(texts, submission_id=uuid4(), thread=thread, calendar=calendar)
    yield [says.no_code, says.too_often, says.not_kept]


def handled(texts: Texts) -> Iterator[Any]:
    """The list, a report with every kind of entry, the form of a step."""
    says = texts.sealed_handling
    done = [
        SealedEntry(number=number, kind=kind, at=NOW, by=ANNE, step=step, text="x" * 3_000)
        for kind in (EntryKind.PROPOSED, EntryKind.STEP)
        for number, step in enumerate(SealedStep, start=2)
    ]
    entries = (
        SealedEntry(number=1, kind=EntryKind.REPORT, at=NOW, told=TOLD),
        SealedEntry(number=2, kind=EntryKind.OPENED, at=NOW, by="U0GONE"),
        SealedEntry(number=3, kind=EntryKind.ADDITION, at=NOW, text="Et hier."),
        *(SealedEntry(number=4, kind=EntryKind.OPENED, at=NOW, by=BRUNO) for _ in range(5)),
    )
    one_more = [entries[2]] * 31
    for told in (entries, (*entries, *done), (entries[0], *done), (entries[0], *one_more)):
        for readers in (1, 2):
            whole = WholeReport(
                report=replace(REPORT, is_danger=True),
                entries=told,
                dues=DUES,
                handlers=HANDLERS,
                readers=readers,
                newcomers=("Nora",),
            )
            yield report_modal(whole, texts, zone=OFFICE.zone)
    for state in SealedState:
        line = ListedReport(
            report=replace(REPORT, state=state, is_danger=True),
            dues=DUES,
            is_unread=True,
            opened_by=ANNE,
        )
        for flawed in range(3):
            yield list_modal(ReportList(reports=[line], flawed=flawed, handlers=HANDLERS), texts)
    for kind in DueKind:
        line = replace(line, dues=[(kind, NOW.date())])
        yield list_modal(ReportList(reports=[line], flawed=0, handlers=HANDLERS), texts)
    yield list_modal(ReportList(reports=[], flawed=0, handlers=HANDLERS), texts)
    yield step_form(REPORT.id, texts, form=uuid4())
    yield erased_modal(texts)
    yield [says.nudge, says.not_yet]


AREAS = {
    "sealed filing": filing,
    "sealed threads": threads,
    "sealed handling": handled,
}
