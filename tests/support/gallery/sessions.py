"""Sessions where people meet them: in the forms' search, and all that there is about one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from bot.domain.cases.taxonomy import Means
from bot.domain.mail.departures import LetterState
from bot.domain.register.audits import AuditItem, AuditSample, Drawn, Sampled
from bot.domain.register.informing import GivenInformation, InformedGroup
from bot.domain.register.session_dossiers import ProvenCase, SessionDossier, Traces
from bot.domain.sessions.appreciations import AppreciationFigures, AppreciationOfSession
from bot.domain.sessions.sessions import KnownSession
from bot.ui.filing.from_survey import words_of
from bot.ui.filing.session_choice import session_options
from bot.ui.sessions.appreciations import reason_form, waiting_line, waiting_modal, waiting_post
from bot.ui.sessions.audits import audit_form, sample_modal
from bot.ui.sessions.dossier import close_post, dossier_modal
from bot.ui.sessions.informing import information_form
from bot.ui.sessions.session_form import session_form
from bot.ui.sessions.trainers import trainers_form
from bot.ui.texts.catalogue import Texts
from tests.support.builders import NOW, OFFICE, QUALITY
from tests.support.cases import complaint, incident
from tests.support.gallery.letters import LETTER
from tests.support.lives import action
from tests.support.sessions import SST, appreciation

TODAY = date(2026, 11, 13)
KNOWN = KnownSession(session=replace(SST, funder="AKTO"), source="sessions.csv", seen_at=NOW)
GONE = replace(KNOWN, session=replace(SST, is_cancelled=True), gone_at=NOW)
ANSWERED = complaint(
    ack_sent_at=NOW, ack_means=Means.PHONE, answered_at=NOW, answer_means=Means.POST
)


def proven(actions: int, files: int) -> ProvenCase:
    """A complaint with a letter by mail, and so many actions and files."""
    return ProvenCase(
        case=ANSWERED,
        letters=(replace(LETTER, state=LetterState.ACCEPTED, settled_at=NOW),),
        actions=tuple(action(id=uuid4()) for _ in range(actions)),
        traces=Traces(files=files, entries=files, latest_at=NOW),
    )


def searches(texts: Texts) -> Iterator[Any]:
    """Sessions without days, of one day, of several, and over years."""
    for last in (None, TODAY, TODAY.replace(day=20), TODAY.replace(year=2031)):
        session = replace(SST, first_on=last and TODAY, last_on=last)
        found = [replace(KNOWN, session=session)]
        yield session_options(found, texts, typed="SSIAP 1, Lyon", today=TODAY)


def dossiers(texts: Texts) -> Iterator[Any]:
    """A session with cases, with one, with what others handle, and without any."""
    of_none: dict[str, Any] = {"total": 0, "page": 0, "read_at": NOW, "office": OFFICE}
    empty = SessionDossier(known=GONE, cases=(), **of_none)
    yield dossier_modal(empty, texts)
    for hidden in (1, 2):
        yield dossier_modal(replace(empty, known=KNOWN, hidden=hidden), texts)
    told = (ProvenCase(case=incident()), ProvenCase(case=ANSWERED), proven(5, 1), proven(6, 2))
    for trainees, total in ((0, 1), (1, 30)):
        known = replace(KNOWN, session=replace(SST, trainees=trainees))
        whole = replace(empty, known=known, cases=told, total=total, likely=(incident(),))
        yield dossier_modal(whole, texts)
        yield dossier_modal(replace(whole, page=1), texts)
    for found in ([], [KNOWN]):
        for code in ("", "sst"):
            post = close_post(found, texts, code=code, today=TODAY + timedelta(days=1))
            yield [post.text, post.blocks]
    yield from (session_form(texts), session_form(texts, known=KNOWN.session))
    for answers in (1, 3):
        levels = {5: answers - 1, 2: 1}
        said = AppreciationFigures(answers=answers, by_level=levels, mean=4.25, waiting=answers)
        yield dossier_modal(replace(empty, said=said), texts)
    yield [texts.dossier.linked_because, texts.receipt.session_because]
    yield texts.receipt.session_to_do


def samples(texts: Texts) -> Iterator[Any]:
    """The form that draws one, without and with earlier ones, and a sample as it is shown."""
    items = (
        AuditItem(sampled=Sampled.SESSIONS, key="sst-26-041", label=SST.label, shown_at=(NOW, NOW)),
        AuditItem(sampled=Sampled.CASES, key="REC-2026-0007", label="REC-2026-0007"),
    )
    audit = AuditSample(
        id=uuid4(), begun_by=QUALITY, begun_at=NOW, shown_to="Mme Exemple", items=items
    )
    earlier = [replace(audit, items=items[:count]) for count in range(3)]
    given: dict[str, Any] = {"submission_id": uuid4(), "office": OFFICE, "today": TODAY}
    yield audit_form([], texts, **given)
    yield audit_form(earlier, texts, **given)
    noted = GivenInformation(
        group=InformedGroup.TRAINERS,
        told_on=TODAY,
        said="Réunion",
        noted_at=NOW,
        noted_by=QUALITY,
    )
    yield information_form([noted], texts, submission_id=uuid4(), today=TODAY)
    yield sample_modal(Drawn(audit=audit, unknown=("SSIAP", "x")), texts, office=OFFICE)
    yield sample_modal(Drawn(audit=replace(audit, items=())), texts, office=OFFICE)


def unknown_trainers(texts: Texts) -> Iterator[Any]:
    """Names that are no member's, and what is left once some are."""
    for count in (0, 1, 13, 20):
        yield trainers_form({f"nom {number}": f"Nom {number}" for number in range(count)}, texts)
    yield [texts.trainers.left.say(count) for count in range(3)]


def waiting_appreciations(texts: Texts) -> Iterator[Any]:
    """None, one, more than are shown; with and without score, words, day; and the messages."""
    day = date(2026, 11, 13)
    told = (
        AppreciationOfSession(appreciation=one, session=SST, taken_at=NOW)
        for one in (
            appreciation(answered_on=day),
            appreciation(score=None, verbatim="Un stagiaire m'a insultée"),
            appreciation(verbatim=None),
        )
    )
    every = [*told] * 4
    for count in (0, 1, 3, 11, 12):
        yield waiting_modal(every[:count], texts)
        yield waiting_line(count, texts)
        for is_recall in (False, True):
            post = waiting_post(count, texts, is_recall=is_recall)
            yield [post.text, post.blocks]
    yield reason_form(every[0], texts)
    yield words_of(every[0].appreciation, texts)
    yield [texts.appreciations.over, texts.appreciations.judged, texts.appreciations.not_found]


AREAS = {
    "appreciations": waiting_appreciations,
    "searches": searches,
    "session dossiers": dossiers,
    "samples": samples,
    "trainers": unknown_trainers,
}
