"""A sample is drawn among what there is, shown item by item, and what was shown stays written."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.domain.register.audits import AuditSample, AuditWish, Drawn, Sampled
from bot.services.cases.filing import file_case
from bot.services.register.auditing import draw_audit, earlier_audits, note_shown, read_audit
from storage.database import Database
from storage.tables import journal
from tests.support.builders import (
    NOW,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.sessions import SST, keep_sessions

DAY = date(2026, 11, 13)


def wish(**told: Any) -> AuditWish:
    usual: dict[str, Any] = {
        "submission_id": uuid4(),
        "shown_to": "Mme Exemple, certificateur",
        "sampled": Sampled.SESSIONS,
        "count": 5,
        "first_day": date(2026, 1, 1),
        "last_day": date(2026, 12, 31),
    }
    return AuditWish(**usual | told)


def drawn(database: Database, *, actor: str = QUALITY, **told: Any) -> Drawn:
    return opened(database).write(draw_audit, wish(**told), actor=actor)


def keys(of: Drawn) -> list[str]:
    return [item.key for item in of.audit.items]


def held(code: str, days: int = 0) -> Any:
    return replace(SST, code=code, first_on=DAY + timedelta(days), last_on=DAY + timedelta(days))


def test_so_many_sessions_are_drawn_among_those_of_the_period(database: Database) -> None:
    of_period = [held(f"S{number}", number) for number in range(9)]
    cancelled = replace(held("CANCELLED"), is_cancelled=True)
    keep_sessions(database, *of_period, held("BEFORE", -400), cancelled)
    found = keys(drawn(database, count=4))

    assert len(found) == len(set(found)) == 4
    assert set(found) <= {one.key for one in of_period}
    assert set(keys(drawn(database, count=20))) == {one.key for one in of_period}


def test_cases_are_drawn_among_those_that_the_reader_may_see(database: Database) -> None:
    refs = {file_case(opened(database), complaint_draft()).case.ref for _ in range(3)}
    hidden = incident_draft(confidential=True, concerned_people=(QUALITY,))
    file_case(opened(database), hidden)

    assert set(keys(drawn(database, sampled=Sampled.CASES))) == refs
    assert keys(drawn(database, sampled=Sampled.CASES, last_day=date(2026, 11, 12))) == []


def test_what_the_auditor_names_is_taken_in_that_order(database: Database) -> None:
    keep_sessions(database, SST)
    file_case(opened(database), complaint_draft())
    named = ("rec-2026-0001", "SST-26-041", "sst-26-041", "SSIAP", "INC-2026-0001")
    found = drawn(database, named=named)

    assert keys(found) == ["REC-2026-0001", "sst-26-041"]
    assert found.unknown == ("SSIAP", "INC-2026-0001")


def test_what_is_shown_is_written_down_and_journalled(database: Database) -> None:
    keep_sessions(database, SST)
    asked = wish()
    audit = opened(database).write(draw_audit, asked, actor=QUALITY).audit
    later = NOW + timedelta(minutes=5)
    opened(database, now=later).write(note_shown, audit.id, 0, actor=QUALITY)
    again = opened(database).write(draw_audit, asked, actor=QUALITY).audit
    (kept,) = opened(database).read(earlier_audits, reader=QUALITY)
    query = select(journal.c.event, journal.c.details).order_by(journal.c.seq)
    with database.reading() as connection:
        entries = connection.execute(query).all()

    assert kept == again == opened(database).read(read_audit, audit.id, reader=QUALITY)
    assert (kept.shown_to, kept.items[0].shown_at) == ("Mme Exemple, certificateur", (later,))
    assert [entry.event for entry in entries] == ["audit_drawn", "audit_shown"]
    assert json.loads(entries[1].details)["shown"] == "sst-26-041"
    assert "Exemple" not in str(entries)


@pytest.mark.one_database
def test_only_who_shows_proofs_draws_and_nothing_is_shown_of_no_sample(database: Database) -> None:
    keep_sessions(database, SST)
    audit: AuditSample = drawn(database).audit

    with pytest.raises(NotAllowedError):
        drawn(database, actor=TRAINER)
    with pytest.raises(NotAllowedError):
        opened(database).read(earlier_audits, reader=TRAINER)
    with pytest.raises(NotAllowedError):
        opened(database).write(note_shown, audit.id, 0, actor=TRAINER)
    for audit_id, place in ((audit.id, 1), (uuid4(), 0)):
        with pytest.raises(CaseNotFoundError):
            opened(database).write(note_shown, audit_id, place, actor=QUALITY)
