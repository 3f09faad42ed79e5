"""Cards, notices, receipts and « Voir le dossier », of cases everywhere in their lives."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

from bot.domain.actions.action_steps import ActionStep
from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.cases.journal_entries import Event, TimelineEntry
from bot.domain.cases.outcomes import CauseFamily, ComplainantDecision, Outcome
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Means,
    Measure,
    Nature,
    Party,
    Severity,
)
from bot.domain.cases.traces import (
    DecidedMeasures,
    DoneAtOnce,
    ExternalKind,
    FollowUp,
    GrantedExtension,
    InformationPoint,
    InformationRequest,
)
from bot.domain.school.office import CardDetail, Office
from bot.domain.steps.lifecycles import Step
from bot.messages.notices import handler_notice, incident_notice, owner_notice, whose_it_is
from bot.ui.cases.card import card
from bot.ui.cases.case_view import CaseLook, case_modal
from bot.ui.cases.timeline import TimelinePage, files_refused
from bot.ui.filing.receipt import receipt_modal, receipt_post, reopen_notice
from bot.ui.texts.catalogue import Texts
from tests.support.builders import CAYENNE, OFFICE, QUALITY, TRAINER
from tests.support.cases import kept_file
from tests.support.lives import (
    NOW,
    RECEIVED_AT,
    action,
    around,
    case_in,
    complaint,
    external,
    incident,
    settled_on_spot,
    statuses_of,
)

LATER = NOW + timedelta(days=60)
NO_CHANNEL, NO_MANAGER = replace(OFFICE, quality_channel=None), replace(OFFICE, quality_managers=())
MINIMAL = replace(OFFICE, card_detail=CardDetail.MINIMAL)
WITH_HANDLERS = {"confidential": True, "handlers": (QUALITY,)}
DONE_AT_ONCE = DoneAtOnce(at=NOW, by=TRAINER, what="Secours appelés", informed="l'employeur")
CODES = ("type_not_accepted", "too_large", "lies_elsewhere", "no_address", "file_deleted", "odd")


def lives() -> Iterator[Case]:
    """A case of each kind at each of its statuses."""
    for kind in Kind:
        for status in statuses_of(kind):
            yield case_in(status, kind)


def variants() -> Iterator[Case]:
    """Cases of every word that a case may be about."""
    for category, channel, party in _longest(Category, Channel, Party):
        yield complaint(category=category, channel=channel, party=party, session="SSIAP 1")
    for severity, nature, kind, continuity in _longest(Severity, Nature, IncidentType, Continuity):
        yield incident(
            severity=severity,
            nature=nature,
            incident_type=kind,
            continuity=continuity,
            charge_due_at=RECEIVED_AT + timedelta(hours=1),
            information_due_at=RECEIVED_AT + timedelta(days=1),
        )
    yield settled_on_spot(case_in(Status.MEASURES_DECIDED, Kind.INCIDENT))
    yield incident(injury=True, done_at_once=(DONE_AT_ONCE,))
    yield incident(injury=True)
    yield incident(injury=True, continuity=Continuity.NO)
    yield incident(severity=Severity.CRITICAL)
    yield incident(site=CAYENNE, file_count=2)
    yield complaint(**WITH_HANDLERS)
    yield complaint(to_confirm=True)
    yield complaint(requested_remedy="envoi cette semaine", file_count=1)
    proposed = case_in(Status.SOLUTION_PROPOSED, Kind.COMPLAINT)
    yield replace(proposed, answer_asked_by=(NOW + timedelta(days=9)).date())
    promised_on = (NOW + timedelta(days=9)).date()
    yield case_in(Status.IN_IMPLEMENTATION, Kind.COMPLAINT, promised_on=promised_on)


def full_lives() -> Iterator[Case]:
    """Cases with every trace that steps leave behind."""
    closed = case_in(Status.CLOSED, Kind.COMPLAINT)
    for family, outcome, decision in _longest(CauseFamily, Outcome, ComplainantDecision):
        yield replace(
            closed,
            root_cause="aucun rappel",
            cause_family=family,
            outcome=outcome,
            complainant_decision=decision,
        )
    reported = case_in(Status.CLOSED, Kind.INCIDENT)
    for measure, means in _longest(Measure, Means):
        yield replace(
            reported,
            measures=(
                DecidedMeasures(at=NOW, by=QUALITY, measures=(measure,), explanation="Salle C"),
            ),
            information_points=(
                InformationPoint(at=NOW, by=QUALITY, parties="les stagiaires", means=means),
            ),
        )
    for parties, waived in (("les stagiaires", None), ("", "salle vide")):
        point = InformationPoint(at=NOW, by=QUALITY, parties=parties, waived_because=waived)
        yield replace(reported, information_points=(point,))
    yield replace(
        closed,
        followups=(FollowUp(at=NOW, by=QUALITY, means=Means.PHONE),),
        information_requests=(
            InformationRequest(asked_at=NOW, asked_by=QUALITY, means=Means.EMAIL, answered_at=NOW),
        ),
        extensions=tuple(extension(in_time=one) for one in (True, False)),
        concerned_people=(TRAINER,),
        qualified_at=NOW,
        related_refs=("REC-2026-0003",),
        ack_not_applicable="réclamation anonyme",
    )
    yield replace(closed, ack_sent_at=RECEIVED_AT + timedelta(days=9))
    for kind in ExternalKind:
        yield complaint(external_deadlines=(external(kind=kind),))
        yield complaint(
            external_deadlines=(
                external(kind=kind, settled_at=NOW, settled_by=QUALITY, note="parti"),
                external(id=UUID(int=22), settled_at=NOW, note="retirée", is_moot=True),
                external(id=UUID(int=23), due_at=RECEIVED_AT, settled_at=NOW, note="parti"),
            )
        )


def extension(*, in_time: bool) -> GrantedExtension:
    return GrantedExtension(
        replaced_due_at=NOW,
        new_due_at=LATER,
        reason="expertise attendue",
        communicated_at=NOW,
        communicated_by=QUALITY,
        means=Means.EMAIL,
        in_time=in_time,
    )


def cards(texts: Texts) -> Iterator[Any]:
    """The card, in time and late, and the notices made from it."""
    for case in (*lives(), *variants(), *full_lives()):
        for now in (RECEIVED_AT, NOW, LATER):
            yield card(
                case,
                office=OFFICE,
                texts=texts,
                now=now,
                mention=True,
                refused=CODES[: 2 if now == NOW else 1],
                around=around(case, actions=(action(),) * (6 if now == NOW else 7)),
            ).blocks
        yield card(case, office=MINIMAL, texts=texts, now=NOW, mention=True).blocks
        for notice in (incident_notice, owner_notice, handler_notice):
            yield notice(case, office=OFFICE, texts=texts, now=NOW).text
            yield notice(case, office=OFFICE, texts=texts, now=NOW).blocks
        for owner in (None, TRAINER):
            yield whose_it_is(replace(case, owner=owner), texts).blocks


def looks(texts: Texts) -> Iterator[Any]:
    """« Voir le dossier », as its owner and as others see it."""
    for case in (*lives(), *variants(), *full_lives()):
        yield look(case, texts, steps=tuple(Step))
    yield look(complaint(), texts, similar=(complaint(ref="REC-2026-0003"),))
    yield look(complaint(), texts, notice=("",), unsaved=("texte",))
    yield look(complaint(), texts, notice=(texts.steps.refused.spoke_of_harm,))
    yield look(complaint(description="long " * 60_000), texts)
    yield look(
        complaint(), texts, files=tuple(kept_file(f"{one}.pdf", refused=one) for one in CODES)
    )
    yield look(
        complaint(),
        texts,
        files=tuple(kept_file(f"{one}", size=9 * one) for one in (1, 300_000)) * 20,
    )
    yield look(complaint(), texts, files=[kept_file(str(one)) for one in range(21)])
    told = case_in(Status.ACKNOWLEDGED, Kind.COMPLAINT)
    yield look(told, texts, may_see_files=True)
    yield from (look(told, texts, letters_sent=count) for count in (0, 1, 2))
    yield look(complaint(), texts, timeline=timeline(texts))
    nobody_else = InformationPoint(
        at=NOW, by=QUALITY, waived_because=texts.steps.incident.nobody_else
    )
    yield look(incident(information_points=(nobody_else,)), texts)
    yield look(incident(charge_due_at=NOW + timedelta(minutes=9)), texts)
    running = case_in(Status.ACTIONS_RUNNING, Kind.INCIDENT)
    yield look(running, texts, around=around(running, actions=(action(),)))


def look(case: Case, texts: Texts, **given: Any) -> Any:
    usual: dict[str, Any] = {
        "reader": QUALITY,
        "roles": frozenset({Role.QUALITY_MANAGER, Role.TRAINING_MANAGER}),
        "around": around(case),
        "complainant": Complainant(name="Mme Exemple", contact=None),
    }
    return case_modal(CaseLook(case=case, office=OFFICE, texts=texts, now=NOW, **usual | given))


def timeline(_texts: Texts) -> TimelinePage:
    events = [*Event, *Step, *(step.event for step in ActionStep), "of_a_newer_release"]
    entries = [
        TimelineEntry(at=NOW, actor=None if number % 2 else TRAINER, event=event)
        for number, event in enumerate(events)
    ]
    return TimelinePage(entries=entries, number=1, total=500)


def receipts(texts: Texts) -> Iterator[Any]:
    """What who filed a case reads at once."""
    cases = (
        incident(site=CAYENNE),
        incident(injury=True, done_at_once=(DONE_AT_ONCE,)),
        settled_on_spot(case_in(Status.MEASURES_DECIDED, Kind.INCIDENT)),
        case_in(Status.CLOSED, Kind.INCIDENT),
        complaint(ack_due_at=RECEIVED_AT - timedelta(hours=1)),
        complaint(**WITH_HANDLERS),
        complaint(session="SST-26-041"),
        complaint(confidential=True),
        complaint(confidential=True, concerned_people=(QUALITY,)),
    )
    told = ((), (QUALITY,), tuple(f"U{number}" for number in range(12)))
    sent = (
        replace(kept_file("photo.jpg"), sha256="ab" * 32),
        kept_file("note.exe", refused=CODES[0]),
        *(kept_file(f"{number}.pdf") for number in range(12)),
    )
    for case, who, office in product(cases, told, (OFFICE, Office(), NO_CHANNEL, NO_MANAGER)):
        for files in ((), sent[:1], sent):
            yield receipt_modal(
                texts, case=case, told=who, office=office, now=RECEIVED_AT, files=files
            )
            kept = receipt_post(case, files, office=office, texts=texts)
            yield [kept.text, kept.blocks]
    for text in ("", "panne", "panne " * 2_000):
        yield reopen_notice(texts, form="incident", text=text).blocks
    for count in (1, 2):
        refused = [kept_file(f"{one}.exe", refused=one) for one in CODES[:count] + CODES[4:5]]
        yield files_refused("REC-2026-0007", refused[-count:], texts).blocks


def _longest(*sets: Any) -> Iterator[tuple[Any, ...]]:
    """Every member of each set at least once."""
    members = [tuple(one) for one in sets]
    for number in range(max(map(len, members))):
        yield tuple(one[number % len(one)] for one in members)


AREAS: Mapping[str, Any] = {"cards": cards, "looks": looks, "receipts": receipts}
