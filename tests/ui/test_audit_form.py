"""The form of the audit is read with what has to be corrected at its field."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from bot.domain.register.audits import AuditWish, Sampled
from bot.domain.school.office import Locale
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.sessions.audits import audit_form, read_audit_form
from bot.ui.texts.catalogue import texts_for
from tests.support.builders import OFFICE
from tests.support.forms import filled
from tests.support.steps import SUBMISSION

TODAY = date(2026, 11, 30)


def read(**told: Any) -> AuditWish | FormErrors:
    form = audit_form(
        [], texts_for(Locale.FRENCH), submission_id=SUBMISSION, office=OFFICE, today=TODAY
    )
    return read_audit_form(filled(form, **{"shown_to": "Mme Exemple", "named": ""} | told))


def test_it_asks_for_five_sessions_of_a_year_unless_told_otherwise() -> None:
    assert read(named=" SST-1,\nREC-2026-0001 ; SST-1 ") == AuditWish(
        submission_id=UUID(str(SUBMISSION)),
        shown_to="Mme Exemple",
        sampled=Sampled.SESSIONS,
        count=5,
        first_day=date(2025, 11, 30),
        last_day=TODAY,
        named=("SST-1", "REC-2026-0001"),
    )


@pytest.mark.parametrize(
    ("told", "field", "error"),
    [
        ({"shown_to": "  "}, "shown_to", FieldError.BLANK),
        ({"count": "0"}, "count", FieldError.NOT_A_COUNT),
        ({"count": "21"}, "count", FieldError.NOT_A_COUNT),
        ({"last_day": "2025-01-01"}, "last_day", FieldError.DAYS_REVERSED),
    ],
)
def test_what_is_wrong_is_said_where_it_is(
    told: dict[str, Any], field: str, error: FieldError
) -> None:
    assert read(**told) == FormErrors({field: error})
