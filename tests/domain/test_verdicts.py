"""What became of a promise, from the case alone."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.cases.cases import Status
from bot.domain.deadlines.verdicts import Judgement, Verdict, judge
from tests.support.lives import RECEIVED_AT, complaint

DUE = RECEIVED_AT + timedelta(days=2)
BEFORE, AFTER = DUE - timedelta(hours=1), DUE + timedelta(hours=1)


def as_of(now: datetime, judgement: Judgement | None) -> Verdict | None:
    return judgement.as_of(now) if judgement else None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"ack_sent_at": DUE}, Verdict.MET),
        ({"ack_sent_at": AFTER}, Verdict.MISSED),
        ({"ack_sent_at": AFTER, "proposed_at": BEFORE}, Verdict.MET),
        ({}, Verdict.MISSED),
        ({"ack_due_at": AFTER + timedelta(hours=1)}, Verdict.PENDING),
        ({"ack_due_at": None}, None),
        ({"ack_not_applicable": "anonyme"}, None),
        ({"status": Status.REJECTED, "closed_at": BEFORE}, None),
        ({"status": Status.REJECTED, "closed_at": AFTER}, Verdict.MISSED),
        ({"status": Status.REJECTED, "closed_at": AFTER, "ack_sent_at": BEFORE}, Verdict.MET),
        ({"ack_not_applicable": "anonyme", "ack_waived_at": BEFORE}, None),
        ({"ack_not_applicable": "anonyme", "ack_waived_at": AFTER}, Verdict.MISSED),
        ({"ack_waived_at": BEFORE, "ack_sent_at": AFTER}, None),
        ({"status": Status.WITHDRAWN, "closed_at": BEFORE}, None),
        ({"status": Status.DUPLICATE, "closed_at": AFTER}, Verdict.MISSED),
    ],
)
def test_an_acknowledgement_is_judged_by_its_date(
    given: dict[str, Any], expected: Verdict | None
) -> None:
    case = complaint(**{"ack_due_at": DUE} | given)

    assert as_of(AFTER, judge(case).ack) is expected


def test_a_date_given_on_reopening_extends_nothing() -> None:
    late = {"solution_due_at": DUE, "current_due_at": AFTER}
    extended = complaint(**late, proposed_at=AFTER)
    reopened = complaint(**late, proposed_at=AFTER, reopened_count=1)

    assert as_of(AFTER, judge(extended).initial) is Verdict.MISSED
    assert as_of(AFTER, judge(extended).extended) is Verdict.MET
    assert as_of(AFTER, judge(reopened).extended) is Verdict.MISSED


def test_a_judgement_bears_the_instant_at_which_it_was_reached() -> None:
    given = {"solution_due_at": DUE, "current_due_at": DUE}
    judged = [
        judge(complaint(**given, **more)).initial
        for more in ({"proposed_at": BEFORE}, {"proposed_at": AFTER}, {})
    ]

    assert judged == [
        Judgement(verdict=Verdict.MET, at=BEFORE),
        Judgement(verdict=Verdict.MISSED, at=DUE),
        Judgement(verdict=Verdict.PENDING, at=DUE),
    ]
