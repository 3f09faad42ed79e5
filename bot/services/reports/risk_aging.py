"""Risks that nobody looked at for a year: said once to who has them and to who leads."""

from collections.abc import Iterable

from bot.domain.messages.reports import AgedRisksNotice
from bot.domain.reports.risks import QualityRisk, aged_since
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.messages import outbox
from storage.reports import risks
from storage.school import people


def tell_aged_risks(transactions: Transactions) -> int:
    """Tell each owner and quality manager once of the risks that are old; how many are told.

    One message to each, by day and on working days. A risk that was looked at meanwhile is told
    of anew a year later.
    """
    with transactions.reading() as work:
        calendar = work.office.calendar
        since = aged_since(work.now, work.office.zone)
        is_in_hours = calendar.next_open_moment(work.now) == work.now
        if not (is_in_hours and risks.is_any_aged(work.connection, since)):
            return 0
    with transactions.writing() as work:
        found = risks.claim_aged(work.connection, since, at=work.now)
        notices = list(_notices(work, found))
        outbox.enqueue_once(work.connection, notices, at=work.now)
    return len(notices)


def _notices(work: UnitOfWork, found: Iterable[QualityRisk]) -> Iterable[AgedRisksNotice]:
    told: dict[str, list[QualityRisk]] = {}
    for risk in found:
        for person in dict.fromkeys((risk.said.owner, *work.office.in_quality)):
            if person and not people.has_left(work.connection, person):
                told.setdefault(person, []).append(risk)
    for person, theirs in told.items():
        yield AgedRisksNotice(
            recipient=person,
            once=f"{work.now:%Y%m%d%H%M%S}",
            risk_ids=tuple(one.id for one in theirs),
        )
