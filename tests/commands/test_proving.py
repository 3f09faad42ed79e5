"""`vigie verify` finds what whoever owns the database wrote anew, and signs for what it noted."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, delete, select, update

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.steps.ending import Withdraw
from bot.domain.steps.handling import AddNote
from bot.domain.steps.lifecycles import Step
from bot.ledger.anchors import signing_key
from bot.ledger.folder import Ledger
from bot.services.cases.erasing import anonymise_case
from bot.services.cases.filing import file_case
from bot.services.register.anchoring import anchor_when_due
from bot.services.steps.steps import take_step
from storage.cases import journal as journal_of
from storage.cases.journal import _link_of
from storage.database import Database
from storage.tables import cases, journal, journal_head
from tests.commands.conftest import Vigie
from tests.support.builders import QUALITY, complaint_draft, opened
from tests.support.lives import NOW, example


def rewritten(connection: Connection) -> None:
    """A note that says something else, with its digest, and every hash after it."""
    row = connection.execute(select(journal).where(journal.c.event == "add_note")).one()
    said = json.dumps({"text": "Rien à signaler."}, ensure_ascii=False)
    values = {"details": said, "digest": journal_of._digest(row.salt, said)}
    connection.execute(update(journal).where(journal.c.seq == row.seq).values(values))
    chained_anew(connection)


def emptied(connection: Connection) -> None:
    """What was said is gone, and nobody erased it."""
    connection.execute(update(journal).values(details=None, salt=None))


def redated(connection: Connection) -> None:
    """Every acknowledgement went out in time."""
    connection.execute(update(cases).values(ack_sent_at=NOW - timedelta(hours=3)))


def cut(connection: Connection) -> None:
    """The last three entries never were."""
    last = connection.execute(select(journal_head.c.seq)).scalar_one()
    connection.execute(delete(journal).where(journal.c.seq > last - 3))
    chained_anew(connection)


def chained_anew(connection: Connection) -> None:
    previous, seq = "0" * 64, 0
    for row in connection.execute(select(journal).order_by(journal.c.seq)).all():
        previous, seq = _link_of(row, previous), row.seq
        connection.execute(update(journal).where(journal.c.seq == seq).values(hash=previous))
    connection.execute(update(journal_head).values(seq=seq, hash=previous))


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("VIGIE_LEDGER_FOLDER", str(tmp_path / "elsewhere"))
    return Ledger(tmp_path / "elsewhere")


@pytest.fixture
def lived(database: Database, ledger: Ledger) -> UUID:
    """A complaint that was acknowledged and noted about, with an anchor after it."""
    case = file_case(opened(database), complaint_draft()).case
    for wanted in (AddNote(text="Le jury a crié."), example(Step.ACKNOWLEDGE, case)):
        opened(database, now=NOW).write(take_step, case.id, wanted, actor=QUALITY)
    assert anchor_when_due(opened(database, now=NOW), ledger, None)
    return case.id


@pytest.mark.usefixtures("lived", "in_english")
@pytest.mark.parametrize(
    ("forge", "is_told"),
    [
        (rewritten, "The journal is not the one that was noted elsewhere"),
        (emptied, "details missing without an erasure"),
        (redated, "REC-2026-0001 is not what the journal says of it: ack_sent_at."),
        (cut, "The journal is not the one that was noted elsewhere"),
    ],
)
def test_each_way_of_writing_the_past_anew_is_found(
    vigie: Vigie, database: Database, forge: Callable[[Connection], None], is_told: str
) -> None:
    before = vigie("verify")
    with database.writing() as connection:
        forge(connection)
    found = vigie("verify")

    assert (before.exit_code, before.stderr) == (0, "")
    assert found.exit_code == 1
    assert is_told in found.stderr


def test_an_erasure_breaks_no_anchor_and_no_comparison(
    vigie: Vigie, database: Database, lived: UUID
) -> None:
    later = opened(database, now=NOW + timedelta(hours=5))
    later.write(take_step, lived, Withdraw(reason="retirée"), actor=QUALITY)
    later.write(anonymise_case, "REC-2026-0001")
    found = vigie("verify")

    assert (found.exit_code, found.stderr) == (0, "")
    assert "Ancrage le plus récent qui tient" in found.stdout


@pytest.mark.usefixtures("lived", "in_english")
def test_an_anchor_is_typed_as_it_is_printed_and_one_of_a_stranger_is_refused(
    vigie: Vigie,
    ledger: Ledger,
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sealed = tmp_path / "sealed"
    sealed.mkdir()
    (sealed / "mac").write_bytes(b"k" * 32)
    monkeypatch.setenv("VIGIE_SEALED_FOLDER", str(sealed))
    with database.writing() as connection:
        journal_of.append(connection, "backup_made", at=NOW, actor=VIGIE)
    anchor_when_due(opened(database), ledger, signing_key(sealed))
    signed = ledger.anchors.read_text().splitlines()[-1]
    place, forged = signed.split()[1], tmp_path / "forged.log"
    forged.write_text(signed.replace("backup_made", "daily"))
    typed, short = vigie("verify", "--anchor", place[:22]), vigie("verify", "--anchor", "4:7f3a")
    own, refused = vigie("verify"), vigie("verify", "--anchors", forged)

    assert (typed.exit_code, short.exit_code) == (0, 2)
    assert "signed with the sealed folder's key" in own.stdout
    assert "its signature is false" in refused.stderr


def test_an_anchor_a_day_and_one_with_what_leaves(
    database: Database, ledger: Ledger, lived: UUID
) -> None:
    def due(hours: int) -> bool:
        return anchor_when_due(opened(database, now=NOW + timedelta(hours=hours)), ledger, None)

    def note(event: str) -> None:
        with database.writing() as connection:
            journal_of.append(connection, event, at=NOW, actor=VIGIE, case_id=lived)

    at_once = due(0)
    note("case_read")
    same_day, next_day = due(1), due(24)
    note("summary_frozen")
    with_summary = due(24)
    noted = [line.split()[2] for line in ledger.anchors.read_text().splitlines()]

    assert (at_once, same_day, next_day, with_summary) == (False, False, True, True)
    assert noted == ["daily", "daily", "summary_frozen"]
