"""What became of a promise, from the case alone."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases import Status
from bot.domain.promises import Promised, Verdict, verdict
from tests.support.lives import RECEIVED_AT, complaint

DUE = RECEIVED_AT + timedelta(days=2)
BEFORE, AFTER = DUE - timedelta(hours=1), DUE + timedelta(hours=1)


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
        ({"status": Status.REJECTED}, None),
        ({"status": Status.WITHDRAWN, "closed_at": BEFORE}, None),
        ({"status": Status.DUPLICATE, "closed_at": AFTER}, Verdict.MISSED),
    ],
)
def test_an_acknowledgement_is_judged_by_its_date(
    given: dict[str, Any], expected: Verdict | None
) -> None:
    case = complaint(**{"ack_due_at": DUE} | given)

    assert verdict(case, Promised.ACK, now=AFTER) is expected


def test_a_date_given_on_reopening_extends_nothing() -> None:
    late = {"solution_due_at": DUE, "current_due_at": AFTER}
    extended = complaint(**late, proposed_at=AFTER)
    reopened = complaint(**late, proposed_at=AFTER, reopened_count=1)

    assert verdict(extended, Promised.INITIAL, now=AFTER) is Verdict.MISSED
    assert verdict(extended, Promised.EXTENDED, now=AFTER) is Verdict.MET
    assert verdict(reopened, Promised.EXTENDED, now=AFTER) is Verdict.MISSED
