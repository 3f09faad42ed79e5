"""Monday's digest: the week ahead, to the channel and to each owner, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.cases import Status
from bot.domain.school.office import CardDetail
from bot.services.deadlines.upcoming import send_weekly
from storage.database import Database
from storage.school import substitutes
from tests.support.builders import OFFICE, QUALITY, complaint_draft, opened
from tests.support.desk import Desk
from tests.support.substitutes import substitution
from tests.support.times import paris

pytestmark = pytest.mark.one_database

PILOT = "U0PILOTE"
FRIDAY = paris("2026-11-13 10:00")
MONDAY = paris("2026-11-16 08:30")


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def received(desk: Desk, at: str, **given: object) -> None:
    moment = paris(at)
    desk.file(complaint_draft(received_at=moment), at=moment, **given)


def test_says_what_is_due_this_week_and_that_nothing_is_overdue(desk: Desk) -> None:
    received(desk, "2026-11-15 17:00", owner=PILOT)
    in_channel, to_pilot = desk.monday(MONDAY)

    assert in_channel.text == (
        "Semaine du lundi 16 novembre : 1 échéance cette semaine. "
        "Aucune promesse dépassée :white_check_mark:\n"
        f"• mardi 17 novembre · *REC-2026-0001* · accusé de réception · <@{PILOT}>"
    )
    assert (in_channel.to, to_pilot.to) == (None, PILOT)
    assert to_pilot.text.endswith("• mardi 17 novembre · *REC-2026-0001* · accusé de réception")


def test_one_s_own_list_names_what_is_due_this_week_and_counts_what_is_overdue(desk: Desk) -> None:
    """What is overdue they were reminded of half an hour before."""
    received(desk, "2026-11-15 17:00", owner=PILOT)
    received(desk, "2026-11-12 08:00", owner=PILOT)
    _, to_pilot = desk.monday(MONDAY)

    assert to_pilot.text.endswith(
        "1 échéance cette semaine. 1 promesse dépassée :warning:\n"
        "• mardi 17 novembre · *REC-2026-0001* · accusé de réception"
    )


def test_who_has_nothing_due_this_week_gets_no_list_of_their_own(desk: Desk) -> None:
    received(desk, "2026-11-12 08:00", owner=PILOT)

    assert [one.to for one in desk.monday(MONDAY)] == [None]


def test_says_what_is_overdue_first(desk: Desk) -> None:
    received(desk, "2026-11-15 17:00")
    received(desk, "2026-11-12 08:00")
    (message,) = desk.monday(MONDAY)

    assert message.text == (
        "Semaine du lundi 16 novembre : 1 échéance cette semaine. 1 promesse dépassée :warning:\n"
        "• en retard de 2 j · *REC-2026-0002* · accusé de réception\n"
        "• mardi 17 novembre · *REC-2026-0001* · accusé de réception"
    )


def test_of_a_school_without_cases_says_so_in_one_line(desk: Desk) -> None:
    (message,) = desk.monday(MONDAY)

    assert message.text == (
        "Semaine du lundi 16 novembre : aucune échéance cette semaine. "
        "Aucune promesse dépassée :white_check_mark:"
    )


def test_waits_in_a_new_school_for_its_first_whole_week(database: Database) -> None:
    tuesday = MONDAY + timedelta(days=1)
    first = [send_weekly(opened(database, now=tuesday)) for _ in range(2)]
    next_monday = send_weekly(opened(database, now=MONDAY + timedelta(days=7)))

    assert (first, next_monday) == ([False, False], True)


def test_names_the_first_twenty_and_counts_the_others(desk: Desk) -> None:
    for _ in range(23):
        received(desk, "2026-11-15 17:00")
    (message,) = desk.monday(MONDAY)

    assert message.text.count("REC-2026") == 20
    assert message.text.endswith("• et 3 autres")


def test_is_sent_once_a_week(desk: Desk) -> None:
    sent = [desk.monday(MONDAY + timedelta(hours=hours)) for hours in range(24 * 7)]

    assert [len(one) for one in sent if one] == [1]
    assert len(desk.monday(MONDAY + timedelta(days=7))) == 1


@pytest.mark.parametrize(
    ("moment", "count"),
    [
        ("2026-11-16 08:29", 0),
        ("2026-11-17 15:00", 1),  # Vigie was away on Monday
        ("2026-11-19 10:00", 0),  # the week is half over
        ("2026-04-06 08:30", 0),  # Easter Monday
        ("2026-04-07 08:30", 1),
    ],
)
def test_waits_for_the_first_working_day_and_is_made_up_for(
    desk: Desk, moment: str, count: int
) -> None:
    assert len(desk.monday(paris(moment))) == count


def test_reaches_an_owner_elsewhere_when_their_day_begins(desk: Desk) -> None:
    desk.knows(PILOT, zone="America/Martinique")
    received(desk, "2026-11-15 17:00", owner=PILOT)

    assert [one.to for one in desk.monday(MONDAY)] == [None]
    assert [one.to for one in desk.send(paris("2026-11-16 13:00"))] == [PILOT]


def test_names_nobody_where_a_case_is_confidential_or_the_card_minimal(database: Database) -> None:
    desk = Desk(database)
    moment = paris("2026-11-15 17:00")
    secret = complaint_draft(received_at=moment, confidential=True)
    desk.file(secret, at=moment, owner=PILOT, handlers=(QUALITY,))
    discreet = replace(OFFICE, card_detail=CardDetail.MINIMAL)

    assert PILOT not in desk.monday(MONDAY)[0].text
    assert PILOT not in Desk(database, office=discreet).monday(MONDAY + timedelta(7))[0].text


class TestOfASubstitute:
    """« Du 2 au 20 novembre, @remplace remplace @pilote »."""

    SUBSTITUTE = "U0REMPLACE"

    @pytest.fixture(autouse=True)
    def away(self, database: Database) -> None:
        with database.writing() as connection:
            away = substitution(PILOT, self.SUBSTITUTE)
            substitutes.add(connection, away, by=QUALITY, at=FRIDAY)

    def own_list(self, desk: Desk) -> list[str]:
        return [one.text for one in desk.monday(MONDAY) if one.to == self.SUBSTITUTE]

    def test_holds_what_the_absent_one_owes_and_says_whose_it_is(self, desk: Desk) -> None:
        received(desk, "2026-11-15 17:00", owner=PILOT)
        (text,) = self.own_list(desk)

        assert text.endswith(f"*REC-2026-0001* · accusé de réception · <@{PILOT}>")

    @pytest.mark.both_databases
    @pytest.mark.parametrize(
        "kept_apart",
        [{"confidential": True, "handlers": (QUALITY,)}, {"concerned_people": (SUBSTITUTE,)}],
        ids=["confidential", "about them"],
    )
    def test_holds_nothing_that_is_not_lent(
        self, desk: Desk, kept_apart: dict[str, object]
    ) -> None:
        received(desk, "2026-11-15 17:00", owner=PILOT, **kept_apart)

        assert self.own_list(desk) == []


def test_a_closed_case_is_in_no_digest(desk: Desk) -> None:
    received(desk, "2026-11-15 17:00", owner=PILOT, status=Status.CLOSED)

    assert [one.to for one in desk.monday(MONDAY)] == [None]
