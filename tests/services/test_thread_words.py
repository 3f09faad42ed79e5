"""What people wrote, in the thread of a card: as much as the channel may read, while it stands."""

from typing import Any
from uuid import UUID

import pytest

from bot.domain.cases.cases import Complainant, Status
from bot.domain.cases.taxonomy import Kind
from bot.domain.steps.handling import AddAction, AddNote
from bot.messages.kind import Context, PostKind
from bot.messages.rendering import KINDS
from bot.services.cases.erasing import anonymise_case
from bot.ui.texts.catalogue import FRENCH
from storage.cases import cases
from storage.database import Database
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, kept, take, waiting
from tests.support.forms import spaced
from tests.support.lives import ACTION_DRAFT, NOW

pytestmark = pytest.mark.one_database

WRITTEN = "Rappelé Hortense Lavandine, 06 39 98 00 17 : elle attend l'attestation."


def thread(database: Database) -> list[str]:
    """What the lines that wait say in the thread."""
    rows = [row for row in waiting(database) if row.kind == "step_line"]
    with opened(database, now=NOW, office=SCHOOL).reading() as work:
        return [spaced(said(Context(work=work, row=row, texts=FRENCH))) for row in rows]


def said(line: Context) -> str:
    kind = KINDS[line.row.kind]
    assert isinstance(kind, PostKind)
    post = kind.render(line.row.read(), line)
    assert post is not None
    return post.text


def complained(database: Database, status: Status = Status.CLOSED, **given: Any) -> UUID:
    case = kept(database, status, Kind.COMPLAINT, **given)
    with database.writing() as connection:
        cases.add_complainant(connection, case.id, Complainant(name="Hortense Lavandine"))
    return case.id


def test_a_note_is_quoted_without_who_complains(database: Database) -> None:
    take(database, complained(database), AddNote(text=WRITTEN), actor=QUALITY)

    assert thread(database) == [
        f"Note ajoutée par <@{QUALITY}>. « Rappelé […] […], […] : elle attend l'attestation. »"
    ]


def test_the_note_of_a_confidential_case_is_not(database: Database) -> None:
    case_id = complained(database, Status.UNDER_REVIEW, confidential=True, handlers=(TRAINER,))
    take(database, case_id, AddNote(text=WRITTEN), actor=TRAINER)

    assert thread(database) == ["Note, le lundi 23 novembre à 17 h 50."]


def test_an_erased_note_is_quoted_no_more(database: Database) -> None:
    take(database, complained(database), AddNote(text=WRITTEN), actor=QUALITY)
    opened(database, now=NOW).write(anonymise_case, "REC-2026-0007")

    assert thread(database) == [f"Note ajoutée par <@{QUALITY}>."]


def test_an_action_is_told_in_its_words(database: Database) -> None:
    case_id = complained(database, Status.UNDER_REVIEW)
    take(database, case_id, AddAction(action=ACTION_DRAFT), actor=QUALITY)

    (line,) = thread(database)
    assert line == (
        f"Action ACT-2026-0001 ({ACTION_DRAFT.title}) confiée à <@{TRAINER}> "
        f"par <@{QUALITY}>, pour le mardi 1er décembre."
    )
