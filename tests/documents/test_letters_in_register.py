"""Letters by mail in the register: what became of the acknowledgement's and of the answer's."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.cases.letters import LetterKind
from bot.domain.mail.departures import LetterState, MailedLetter, ServerAnswer
from bot.services.mail.letters import begin_handing_over, note_accepted
from storage.database import Database
from storage.mail import letters
from storage.tables import letters as rows
from tests.documents.test_flat_files import csv_of, json_of
from tests.support.builders import opened
from tests.support.casework import SCHOOL, kept
from tests.support.lives import NOW
from tests.support.mailed_letters import wished

ACCEPTED_AT = NOW + timedelta(minutes=3)
ACK, ANSWER = "AR par courriel", "Réponse par courriel"


def accepted(database: Database, **given: Any) -> MailedLetter:
    """An acknowledgement that a server took."""
    letter = wished(database, case=kept(database, **given))
    school = opened(database, now=ACCEPTED_AT, office=SCHOOL)
    school.write(begin_handing_over, letter.id)
    school.write(note_accepted, letter.id, ServerAnswer(code=250))
    return letter


def another(database: Database, letter: MailedLetter, kind: LetterKind, state: LetterState) -> None:
    """A letter of the same case, later."""
    made = replace(letter, id=uuid4(), kind=kind, state=state, message_id=f"<{kind}@example.org>")
    row = {name: getattr(made, name) for name in MailedLetter.__dataclass_fields__}
    row |= {"frozen_at": NOW + timedelta(hours=1), "settled_at": NOW + timedelta(hours=2)}
    with database.writing() as connection:
        letters.add(connection, {name: row[name] for name in row if name in rows.c})


def test_a_cell_says_what_became_of_a_letter_and_since_when(
    database: Database, tmp_path: Path
) -> None:
    accepted(database)
    (row,) = csv_of(database, tmp_path / "r.csv")

    assert row[ACK] == "Accepté par le serveur, 23/11/2026 17:53"
    assert (row["AR envoyé le"], row[ANSWER]) == ("23/11/2026 17:53", "")


def test_json_lines_have_its_code_its_instant_and_its_proof(
    database: Database, tmp_path: Path
) -> None:
    letter = accepted(database)
    (line,) = json_of(database, tmp_path / "r.jsonl")
    told = line["ack_letter"]

    assert (told["kind"], told["state"], told["sha256"]) == (
        "acknowledgement",
        "accepted",
        letter.sha256,
    )
    assert datetime.fromisoformat(told["at"]) == ACCEPTED_AT
    assert line["answer_letter"] is None


@pytest.mark.one_database
@pytest.mark.parametrize("kind", [LetterKind.PROPOSAL, LetterKind.REJECTION, LetterKind.DUPLICATE])
def test_the_latest_answer_counts_whatever_it_says(
    database: Database, tmp_path: Path, kind: LetterKind
) -> None:
    letter = accepted(database)
    another(database, letter, LetterKind.FOLLOW_UP, LetterState.ACCEPTED)
    another(database, letter, kind, LetterState.RETURNED)
    (row,) = csv_of(database, tmp_path / "r.csv")

    assert row[ANSWER].startswith("Revenu\u00a0: à renvoyer, ")
    assert row[ACK].startswith("Accepté")


@pytest.mark.one_database
def test_of_a_sealed_case_only_the_promise_is_told(database: Database, tmp_path: Path) -> None:
    accepted(database, confidential=True)
    (row,) = csv_of(database, tmp_path / "r.csv")

    assert (row["AR envoyé le"], row[ACK]) == ("23/11/2026 17:53", "")
