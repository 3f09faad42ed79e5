"""Opening a case: who reads a confidential one stands in the journal."""

from datetime import datetime, timedelta

import pytest

from bot.domain.errors import CaseHiddenError, NotAllowedError
from bot.domain.steps.lifecycles import Step
from bot.services.cases.viewing import OpenedCase, open_case
from storage.database import Database
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, history, kept, take
from tests.support.lives import NOW, example
from tests.support.statements import overheard

pytestmark = pytest.mark.one_database

HANDLER = "U0HANDLER"


def seen_by(
    database: Database, ref: str, reader: str, *, page: int = 0, now: datetime = NOW
) -> OpenedCase:
    return open_case(opened(database, now=now, office=SCHOOL), ref, reader=reader, page=page)


@pytest.mark.both_databases
def test_the_reading_of_a_confidential_case_is_journalled(database: Database) -> None:
    case = kept(database, confidential=True, handlers=(HANDLER,), owner="U0OWNER")

    seen = seen_by(database, case.ref, TRAINER)

    assert [(entry.event, entry.actor) for entry in seen.timeline] == [("case_read", TRAINER)]


def test_turning_its_pages_is_not_another_reading_and_coming_back_later_is(
    database: Database,
) -> None:
    case = kept(database, confidential=True, handlers=(HANDLER,))
    for page in (0, 1, 0):
        seen_by(database, case.ref, TRAINER, page=page)
    seen_by(database, case.ref, TRAINER, now=NOW + timedelta(hours=2))

    assert [entry.event for entry in history(database, case.id)] == ["case_read", "case_read"]


def test_those_who_handle_it_read_it_as_their_work(database: Database) -> None:
    case = kept(database, confidential=True, handlers=(HANDLER,), owner="U0OWNER")

    for reader in (HANDLER, "U0OWNER"):
        assert seen_by(database, case.ref, reader).case == case
    assert history(database, case.id) == []


def test_an_open_case_is_read_without_a_trace(database: Database) -> None:
    case = kept(database)
    seen_by(database, case.ref, QUALITY)
    seen_by(database, case.ref, TRAINER)

    assert history(database, case.id) == []


def test_who_may_not_see_it_is_told_so_and_leaves_no_line(database: Database) -> None:
    case = kept(database, confidential=True, handlers=(HANDLER,))
    with pytest.raises(NotAllowedError):
        seen_by(database, case.ref, QUALITY)

    assert history(database, case.id) == []


def test_who_it_is_about_does_not_read_it_by_asking(database: Database) -> None:
    case = kept(database, confidential=True, handlers=(HANDLER,), concerned_people=(QUALITY,))
    with pytest.raises(NotAllowedError):
        seen_by(database, case.ref, QUALITY)

    assert history(database, case.id) == []


@pytest.mark.parametrize("confidential", [False, True])
def test_a_reference_that_is_not_for_the_reader_is_answered_as_one_that_is_none(
    database: Database, *, confidential: bool
) -> None:
    """The same error after the same statements, so that nobody learns which cases there are."""
    case = kept(database, confidential=confidential, handlers=(HANDLER,))

    def refused(ref: str) -> tuple[type, list[str]]:
        with overheard(database) as statements, pytest.raises(NotAllowedError) as caught:
            seen_by(database, ref, "U0STRANGER")
        return type(caught.value), [one.said for one in statements]

    assert refused(case.ref) == refused("REC-2026-9999")
    assert refused(case.ref)[0] is CaseHiddenError


def test_letters_are_for_those_who_may_know_who_complains(database: Database) -> None:
    case = kept(database, owner="U0OWNER")
    take(database, case, example(Step.ACKNOWLEDGE, case), actor="U0OWNER")

    def letter_read_by(person: str) -> object:
        (entry,) = seen_by(database, case.ref, person).timeline
        return dict(entry.details["told"]).get("letter")

    assert letter_read_by(QUALITY)
    assert letter_read_by("U0OWNER")
    assert letter_read_by(TRAINER) is None
