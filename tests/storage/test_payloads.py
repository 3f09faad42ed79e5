"""Messages are stored as the release before stored them, and read from what it wrote."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from bot.domain.messages.message import Message
from bot.domain.messages.school import TroubleNotice
from storage.messages.payloads import message_from, stored_payload
from tests.support.older_release import write_sqlite


def test_what_the_release_before_wrote_is_read_and_stored_as_it_was(tmp_path: Path) -> None:
    write_sqlite(tmp_path / "vigie.db")
    with closing(sqlite3.connect(tmp_path / "vigie.db")) as connection:
        rows = connection.execute("SELECT kind, case_id, recipient, details FROM outbox").fetchall()

    for kind, case_id, recipient, details in rows:
        payload = json.loads(details) if details else None
        case = UUID(case_id) if case_id else None
        message = message_from(kind, payload=payload, case_id=case, recipient=recipient)

        assert (message.kind, message.case_id, message.recipient) == (kind, case, recipient)
        assert json.dumps(stored_payload(message)) == json.dumps(payload)
    assert len(rows) == 712


def test_what_a_newer_release_wrote_beside_is_ignored() -> None:
    payload = {"kind": "card", "error": "is_archived", "since": "2027-01-01"}

    assert message_from("trouble", payload=payload) == TroubleNotice(
        what="card", error="is_archived"
    )


def test_a_kind_of_a_newer_release_is_none_of_ours() -> None:
    with pytest.raises(LookupError):
        message_from("from_the_future", payload=None)


def test_each_message_is_its_own_unless_its_kind_or_who_sends_it_says_otherwise() -> None:
    first, second, third = Message(), Message(), Message(once="1")

    assert len({first.key, second.key, third.key}) == 3
    assert third.key == Message(once="1").key
