"""What follows from a topic that recurs: the quality managers are told, and a risk is proposed."""

from dataclasses import replace
from uuid import uuid4

from bot.domain.calendar.wall_time import add_months
from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.messages.actions import RecurrenceNotice
from bot.domain.reports.figures import RECURRENCE_MONTHS, RECURRENT_FROM
from bot.domain.reports.quality_risks import CaseTopic, Recurred, likelihood_of, topic_of
from bot.domain.reports.risks import (
    PREFIX,
    LinkKind,
    QualityRisk,
    RiskDraft,
    RiskEvent,
    RiskLink,
    RiskOrigin,
    RiskStatus,
)
from bot.services.unit_of_work import UnitOfWork
from storage.actions import recurrences
from storage.cases import cases, journal
from storage.cases.cases import next_reference
from storage.messages import outbox
from storage.reports import risks
from storage.school import people


def watch_topic(work: UnitOfWork, case: Case) -> None:
    """Have the quality managers told of a topic that recurs, or that came back after its remedy.

    From three cases in six months on, once in six months; and when a case comes after an
    action against it was judged effective, once for each such action. Neither hides the other.
    A topic that recurs is a risk, which is proposed with its cases.
    """
    topic = topic_of(case)
    if topic is None:
        return
    since = add_months(work.now, -RECURRENCE_MONTHS, work.office.zone)
    found = recurrences.cases_about(work.connection, topic, since=since)
    remedy = recurrences.remedy_of(work.connection, topic, before=case.received_at)
    if remedy is not None:
        recurred = Recurred(topic=topic, case_ids=found, remedy=remedy.id)
        _tell(work, recurred, once=f"{remedy.id}:{remedy.checked_at:%Y%m%d%H%M%S}")
    if len(found) < RECURRENT_FROM:
        return
    recurred = Recurred(topic=topic, case_ids=found)
    is_news = recurrences.is_news(work.connection, topic, at=work.now, since=since)
    if is_news:
        _tell(work, recurred, once=f"{work.now:%Y%m%d%H%M%S}")
    _keep_in_register(work, recurred, is_news=is_news)


def _tell(work: UnitOfWork, recurred: Recurred, *, once: str) -> None:
    notices = [
        RecurrenceNotice(recipient=one, once=once, recurred=recurred)
        for one in work.office.in_quality
        if not people.has_left(work.connection, one)
    ]
    outbox.enqueue_once(work.connection, notices, at=work.now)


def _keep_in_register(work: UnitOfWork, recurred: Recurred, *, is_news: bool) -> None:
    """Propose the risk of a topic with its cases, or link them to the one that there is.

    One that was set aside is proposed anew with the next recurrence, and not with each case.
    """
    found = cases.by_ids(work.connection, recurred.case_ids).values()
    known = risks.of_topic(work.connection, recurred.topic, is_to_change=True)
    risk = known or _proposed(work, recurred.topic, tuple(found))
    if known is None and not risks.add(work.connection, risk):
        # another process proposed it between the two
        known = risks.of_topic(work.connection, recurred.topic, is_to_change=True)
        risk = known or risk
    if known is not None and known.status is RiskStatus.SET_ASIDE:
        if not is_news:
            return
        risk = replace(known, status=RiskStatus.PROPOSED, version=known.version + 1)
        risks.save(work.connection, risk)
    links = [
        RiskLink(kind=LinkKind.CASE, ref=case.ref, linked_by=VIGIE, linked_at=work.now)
        for case in found
    ]
    linked = risks.link(work.connection, risk.id, links)
    if risk is known and not linked:
        return
    event = RiskEvent.LINKED if risk is known else RiskEvent.PROPOSED
    details = {"risk": risk.ref, "topic": recurred.topic.key, "linked": list(linked)}
    seq = journal.append(work.connection, event, at=work.now, actor=VIGIE, details=details)
    risks.note_entry(work.connection, risk.id, seq)


def _proposed(work: UnitOfWork, topic: CaseTopic, found: tuple[Case, ...]) -> QualityRisk:
    """As likely as there are cases, as grave as the gravest; its words are for people."""
    year = work.now.astimezone(work.office.zone).year
    gravest = max(case.severity.rank for case in found)
    return QualityRisk(
        id=uuid4(),
        ref=next_reference(work.connection, PREFIX, year=year),
        status=RiskStatus.PROPOSED,
        origin=RiskOrigin.RECURRENCE,
        topic=topic,
        said=RiskDraft(title="", likelihood=likelihood_of(len(found)), impact=gravest + 1),
        created_at=work.now,
        created_by=VIGIE,
        looked_at=work.now,
        looked_by=VIGIE,
    )
