"""Reminding: the right person, at the right moment, once, and never of what is done."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.actions.actions import Action
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.taxonomy import Category, Continuity, Severity
from bot.domain.deadlines.reminders import Reminder, Snooze, Timing
from bot.domain.school.policies import DeadlineKind
from bot.services.deadlines.planning import put_off, replan_action
from storage.actions import actions
from storage.database import Database
from tests.support.builders import (
    DIRECTION,
    NOW,
    OFFICE,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.desk import Desk
from tests.support.lives import action, done_action
from tests.support.times import paris

pytestmark = pytest.mark.one_database

PILOT, OTHER = "U0PILOTE", "U0AUTRE"
TUESDAY = paris("2026-11-17 15:00")
THURSDAY = paris("2026-11-19 15:00")
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def complaint(desk: Desk, *, owner: str | None = PILOT, **given: object) -> Case:
    """Received on Tuesday 17 November at 15:00, its acknowledgement due on Thursday."""
    draft = complaint_draft(received_at=TUESDAY, **given)
    return desk.file(draft, at=TUESDAY, owner=owner)


class TestWhoIsTold:
    def test_the_owner_is(self, desk: Desk) -> None:
        complaint(desk)

        assert [one.to for one in desk.told(TUESDAY)] == [PILOT]

    def test_the_quality_managers_are_while_nobody_owns_the_case(self, desk: Desk) -> None:
        complaint(desk, owner=None)
        (message,) = desk.told(TUESDAY)

        assert message.to == QUALITY
        assert "Personne n'en est encore le pilote." in message.text

    def test_the_training_managers_are_of_an_incident_to_be_taken_in_charge(
        self, desk: Desk
    ) -> None:
        desk.file(incident_draft(), at=TUESDAY)
        due = paris("2026-11-17 16:00")

        assert [one.to for one in desk.told(due)] == [DIRECTION]

    def test_somebody_is_even_where_a_level_is_empty(self, database: Database) -> None:
        desk = Desk(database, office=replace(OFFICE, quality_managers=()))
        complaint(desk, owner=None)

        assert [one.to for one in desk.told(TUESDAY)] == [DIRECTION]

    def test_nobody_hears_of_a_case_about_themselves(self, desk: Desk) -> None:
        desk.change(complaint(desk), at=TUESDAY, concerned_people=(PILOT,))

        assert [one.to for one in desk.told(TUESDAY)] == [QUALITY]

    def test_of_a_confidential_case_only_those_named_for_it_are_and_without_its_subject(
        self, desk: Desk
    ) -> None:
        case = complaint(desk, owner=None, confidential=True, category=Category.CONDUCT_VHD)
        desk.change(case, at=TUESDAY, handlers=(TRAINER,))
        (message,) = desk.told(TUESDAY)

        assert message.to == TRAINER
        assert message.text.startswith("*REC-2026-0001* : l'accusé de réception est attendu")

    def test_an_owner_who_left_is_passed_over(self, desk: Desk) -> None:
        complaint(desk)
        desk.knows(PILOT, is_deleted=True)
        (message,) = desk.told(TUESDAY)

        assert message.to == QUALITY
        assert f"<@{PILOT}> n'est plus dans cet espace Slack" in message.text


class TestWhen:
    def test_a_reminder_says_what_is_awaited_by_when(self, desk: Desk) -> None:
        complaint(desk)
        (message,) = desk.told(TUESDAY)

        assert message.text == (
            "*REC-2026-0001*, attestations : "
            "l'accusé de réception est attendu jeudi 19 novembre à 15 h 00."
        )

    def test_on_friday_evening_it_says_that_this_is_the_last_moment(self, desk: Desk) -> None:
        desk.file(complaint_draft(), at=NOW, owner=PILOT)
        desk.told(NOW)
        (message,) = desk.told(paris("2026-11-13 18:25") + timedelta(seconds=4))

        assert message.text.endswith(
            "l'accusé de réception est attendu dimanche 15 novembre à 17 h 50. "
            "C'est le dernier moment ouvré avant l'échéance."
        )

    def test_an_outage_that_ends_later_does_not_call_that_the_last_moment(self, desk: Desk) -> None:
        desk.file(complaint_draft(), at=NOW, owner=PILOT)
        desk.told(NOW)
        (message,) = desk.told(paris("2026-11-14 01:30"))

        assert message.text.endswith(
            "l'accusé de réception est attendu dimanche 15 novembre à 17 h 50. "
            "Vigie était à l'arrêt, ce rappel arrive donc en retard."
        )

    def test_what_can_wait_for_the_morning_does_once_what_could_not_is_done(
        self, desk: Desk
    ) -> None:
        long_ago, at_night = paris("2026-10-16 10:00"), paris("2026-11-13 23:00")
        waiting = desk.file(complaint_draft(received_at=long_ago), at=long_ago, owner=PILOT)
        desk.change(waiting, at=long_ago, ack_sent_at=long_ago)
        pressing = desk.file(complaint_draft(), at=NOW, owner=PILOT)
        desk.told(NOW)
        desk.tick(at_night)  # after an outage: both in one message
        desk.change(pressing, at=at_night, ack_sent_at=at_night)
        disturbed = [one for one in desk.send(at_night) if one.to == PILOT]
        (message,) = desk.told(paris("2026-11-16 08:00"))

        assert disturbed == []
        assert {one.subject for one in message.about} == {waiting.id}

    def test_the_whole_ladder_is_said_once_however_often_the_clock_ticks(self, desk: Desk) -> None:
        case = complaint(desk)
        heard = desk.days(TUESDAY, paris("2026-11-20 12:00"), every=timedelta(minutes=20))

        assert [one.to for _, one in heard if one.to == PILOT] == [PILOT] * 5
        assert desk.said(case.id) == ["ack-new", "ack-24h", "ack-4h", "ack-due", "ack-late-1"]

    def test_nobody_hears_of_the_same_overdue_thing_more_than_twice_a_week(
        self, desk: Desk
    ) -> None:
        """Reminders and Monday's own lists together; late since Thursday, for four weeks."""
        complaint(desk)
        desk.days(TUESDAY, paris("2026-11-19 15:00"), every=timedelta(hours=1))
        heard: Counter[tuple[str, tuple[int, int]]] = Counter()
        for days in range(28):
            morning = paris("2026-11-20 08:00") + timedelta(days=days)
            sent = [*desk.told(morning), *desk.monday(morning + timedelta(minutes=30))]
            about = (one.to for one in sent if one.to and "accusé de réception" in one.text)
            heard.update((to, morning.isocalendar()[:2]) for to in about)

        assert {to for to, _ in heard} == {PILOT, QUALITY, DIRECTION}
        assert max(heard.values()) == 2

    @pytest.mark.fault(18)
    def test_people_elsewhere_are_told_in_their_own_hours(self, desk: Desk) -> None:
        """Late since Thursday; Friday 08:00 in Paris is 03:00 for whoever leads in Martinique."""
        desk.knows(QUALITY, zone="America/Martinique")
        complaint(desk, owner=None)
        desk.days(TUESDAY, paris("2026-11-19 18:00"), every=timedelta(hours=1))

        assert desk.told(paris("2026-11-20 08:00")) == []
        assert [one.to for one in desk.send(paris("2026-11-20 13:00"))] == [QUALITY]

    @pytest.mark.parametrize(
        ("severity", "told"), [(Severity.CRITICAL, [PILOT]), (Severity.MAJOR, [])]
    )
    @pytest.mark.fault(18)
    def test_only_a_critical_case_disturbs_at_night(
        self, desk: Desk, severity: Severity, told: list[str]
    ) -> None:
        night = paris("2026-11-16 23:00")
        draft = complaint_draft(received_at=night, severity=severity)
        desk.file(draft, at=night, owner=PILOT)

        assert [one.to for one in desk.told(night)] == told

    def test_an_interrupted_session_disturbs_on_a_holiday(self, desk: Desk) -> None:
        monday = paris("2026-11-09 12:00")
        draft = incident_draft(continuity=Continuity.NO)
        desk.file(draft, at=monday, information_due_at=paris("2026-11-11 12:00"))
        heard = desk.days(paris("2026-11-11 08:00"), paris("2026-11-11 12:00"), every=HOUR)

        assert paris("2026-11-11 12:00") in [at for at, _ in heard]


class TestWhatIsDone:
    @pytest.mark.fault(19)
    def test_a_step_between_the_claim_and_the_sending_silences_the_reminder(
        self, desk: Desk
    ) -> None:
        case = complaint(desk)
        desk.tick(TUESDAY)
        desk.change(case, at=TUESDAY, ack_sent_at=TUESDAY, status=Status.ACKNOWLEDGED)

        assert [one.kind for one in desk.send(TUESDAY)] == ["card"]

    @pytest.mark.fault(17, 19)
    def test_a_date_moved_meanwhile_silences_it_too(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.tick(TUESDAY)
        later = TUESDAY + timedelta(hours=50)
        desk.change(case, at=TUESDAY, ack_due_at=later)

        assert [one.kind for one in desk.send(TUESDAY)] == ["card"]

    def test_a_former_owner_is_not_told(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.tick(TUESDAY)
        desk.change(case, at=TUESDAY, owner=TRAINER)

        assert [one.kind for one in desk.send(TUESDAY)] == ["card"]

    @pytest.mark.fault(19)
    def test_a_closed_case_is_never_recalled(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.change(case, at=TUESDAY, status=Status.CLOSED)

        assert desk.days(TUESDAY, paris("2027-01-31 12:00"), every=timedelta(hours=9)) == []

    def test_what_waited_behind_a_later_reminder_is_old_news(self, desk: Desk) -> None:
        """Slack was away for two days: only the newest of three reminders is worth sending."""
        complaint(desk)
        for at in ("2026-11-18 15:00", "2026-11-19 11:00", "2026-11-19 15:00"):
            desk.tick(paris(at))
        sent = [one for one in desk.send(paris("2026-11-19 18:00")) if one.to == PILOT]

        assert [one.text.partition("(")[0] for one in sent] == [
            "*REC-2026-0001*, attestations : l'accusé de réception est en retard de 3 h "
        ]

    def test_what_waited_until_the_night_waits_for_the_morning(self, desk: Desk) -> None:
        complaint(desk)
        desk.tick(TUESDAY)

        assert [one.to for one in desk.send(paris("2026-11-17 22:00")) if one.to] == []
        assert [one.to for one in desk.send(paris("2026-11-18 08:00"))] == [PILOT]


def _is_overdue(reminder: Reminder) -> bool:
    return reminder.timing is Timing.AFTER


class TestEscalation:
    def test_goes_up_a_level_at_a_time_and_each_level_is_journalled(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.days(TUESDAY, paris("2026-11-19 18:00"), every=timedelta(hours=1))
        mornings = ("2026-11-20 08:00", "2026-11-23 08:00", "2026-11-24 08:00", "2026-11-25 08:00")
        told = [
            {one.to for one in desk.told(paris(at)) if one.kind == "reminder"} for at in mornings
        ]

        everyone = {PILOT, QUALITY, DIRECTION}
        assert told == [{PILOT}, {PILOT, QUALITY}, everyone, set()]
        assert [
            (one["level"], one["told"]) for one in desk.journalled(case, "deadline_escalated")
        ] == [
            ("quality_managers", [PILOT, QUALITY]),
            ("training_managers", [PILOT, QUALITY, DIRECTION]),
        ]

    def test_in_weeks_of_lateness_nobody_reads_the_same_list_every_day(self, desk: Desk) -> None:
        complaint(desk)
        desk.file(incident_draft(), at=TUESDAY, owner=PILOT)
        desk.days(TUESDAY, paris("2026-11-25 18:00"), every=timedelta(hours=1))
        weeks = desk.days(
            paris("2026-11-26 08:00"), paris("2026-12-16 08:00"), every=timedelta(days=1)
        )
        late = [(at, one) for at, one in weeks if any(_is_overdue(said) for said in one.about)]
        heard = [at for at, one in late if one.to == PILOT]

        mondays = ("2026-11-30", "2026-12-07", "2026-12-14")
        assert heard == [paris(f"{day} 08:00") for day in mondays]

    def test_the_direction_learns_of_a_confidential_case_that_it_is_overdue_and_nothing_else(
        self, desk: Desk
    ) -> None:
        case = complaint(desk, owner=None, confidential=True, category=Category.CONDUCT_VHD)
        desk.change(case, at=TUESDAY, owner=PILOT, handlers=(QUALITY,))
        desk.days(TUESDAY, paris("2026-11-23 18:00"), every=timedelta(hours=1))
        (message,) = [one for one in desk.told(paris("2026-11-24 08:00")) if one.to == DIRECTION]

        assert message.text == (
            "*REC-2026-0001* : l'accusé de réception est en retard de 4 j "
            "(échéance : jeudi 19 novembre à 15 h 00)."
        )

    def test_those_who_may_not_read_the_case_learn_its_reference_and_its_owner(
        self, desk: Desk
    ) -> None:
        complaint(desk)
        desk.days(TUESDAY, paris("2026-11-23 18:00"), every=timedelta(hours=1))
        (message,) = [one for one in desk.told(paris("2026-11-24 08:00")) if one.to == DIRECTION]

        assert message.text == (
            "*REC-2026-0001* : l'accusé de réception est en retard de 4 j "
            f"(échéance : jeudi 19 novembre à 15 h 00). Pilote : <@{PILOT}>."
        )

    def test_the_card_says_that_the_case_is_late_as_soon_as_it_is(self, desk: Desk) -> None:
        complaint(desk)
        desk.days(TUESDAY, paris("2026-11-19 15:00"), every=timedelta(hours=1))
        (card,) = desk.cards(paris("2026-11-19 15:01"))

        assert card.text.startswith("En retard")


class TestAManagerWhoLeft:
    """Still named in the settings: the level above is told at each moment, from the first on."""

    def test_alone_at_quality_leaves_a_complaint_to_the_direction(self, desk: Desk) -> None:
        desk.knows(QUALITY, is_deleted=True)
        complaint(desk, owner=None)

        assert [one.to for at in (TUESDAY, THURSDAY) for one in desk.told(at)] == [DIRECTION] * 2

    def test_alone_at_training_leaves_the_charge_of_an_incident_to_quality(
        self, desk: Desk
    ) -> None:
        desk.knows(DIRECTION, is_deleted=True)
        desk.file(incident_draft(), at=TUESDAY)
        heard = desk.told(TUESDAY + HOUR)

        assert [one.to for one in heard if one.kind == "reminder"] == [QUALITY]

    def test_alone_at_quality_is_not_asked_for_a_pilot_out_of_reach(self, desk: Desk) -> None:
        desk.knows(QUALITY, is_deleted=True)
        complaint(desk)
        heard = desk.told(TUESDAY, refused={PILOT: "messages_tab_disabled"})

        assert [one.to for one in heard if one.kind == "reminder"] == [DIRECTION]


class TestClosedDoor:
    """Slack's word for a person who takes no direct message."""

    @pytest.mark.parametrize("error", ["messages_tab_disabled", "user_not_found"])
    def test_hands_a_reminder_up_at_once_and_tells_once(self, desk: Desk, error: str) -> None:
        case = complaint(desk)
        first = desk.told(TUESDAY, refused={PILOT: error})

        assert [(one.to, one.kind) for one in first] == [(QUALITY, "reminder")]
        assert f"Slack ne nous laisse pas écrire à <@{PILOT}>" in first[0].text
        assert desk.told(TUESDAY, refused={PILOT: error}) == []
        (entry,) = desk.journalled(case, "person_unreachable")
        assert (entry["told"], entry["reason"]) == ([QUALITY], error)

    def test_goes_on_to_the_next_level_where_that_door_is_closed_too(self, desk: Desk) -> None:
        complaint(desk)
        closed = dict.fromkeys((PILOT, QUALITY), "messages_tab_disabled")

        assert [one.to for one in desk.told(TUESDAY, refused=closed)] == [DIRECTION]

    def test_hands_several_reminders_up_in_one_message(self, desk: Desk) -> None:
        for _ in range(4):
            complaint(desk)
        (message,) = desk.told(TUESDAY, refused={PILOT: "messages_tab_disabled"})

        assert (message.to, message.kind) == (QUALITY, "round_up")
        assert message.text.startswith(f"Les échéances de <@{PILOT}>, que Slack ne nous laisse")

    def test_of_one_manager_of_two_disturbs_nobody_above(self, database: Database) -> None:
        desk = Desk(database, office=replace(OFFICE, quality_managers=(QUALITY, OTHER)))
        case = complaint(desk, owner=None)
        closed = {OTHER: "messages_tab_disabled"}
        heard = desk.told(TUESDAY, refused=closed) + desk.told(THURSDAY, refused=closed)

        assert [(one.to, one.kind) for one in heard if one.kind != "trouble"] == [
            (QUALITY, "reminder")
        ] * 2
        assert desk.journalled(case, "person_unreachable") == []

    def test_of_both_managers_goes_up_whichever_is_tried_first(self, database: Database) -> None:
        desk = Desk(database, office=replace(OFFICE, quality_managers=(QUALITY, OTHER)))
        complaint(desk, owner=None)
        closed = dict.fromkeys((QUALITY, OTHER), "messages_tab_disabled")

        assert [one.to for one in desk.told(TUESDAY, refused=closed)] == [DIRECTION]

    def test_of_the_owner_stays_below_where_a_manager_is_told_of_it_anyway(
        self, desk: Desk
    ) -> None:
        """Late for the second morning, it goes to the owner and to who leads."""
        complaint(desk)
        desk.days(TUESDAY, paris("2026-11-20 18:00"), every=HOUR)
        closed = {PILOT: "messages_tab_disabled"}
        heard = desk.told(paris("2026-11-23 08:00"), refused=closed)

        assert [one.to for one in heard if one.kind == "reminder"] == [QUALITY]

    def test_is_not_handed_to_a_manager_who_left(self, database: Database) -> None:
        desk = Desk(database, office=replace(OFFICE, quality_managers=(QUALITY, OTHER)))
        desk.knows(OTHER, is_deleted=True)
        complaint(desk)
        closed = dict.fromkeys((PILOT, QUALITY), "messages_tab_disabled")
        heard = desk.told(TUESDAY, refused=closed)

        assert [one.to for one in heard if one.kind == "reminder"] == [DIRECTION]

    def test_is_closed_to_who_left_before_it_was_sent(self, desk: Desk) -> None:
        """Slack takes a message to a closed account, and nobody would have heard."""
        case = complaint(desk)
        desk.tick(TUESDAY)
        desk.knows(PILOT, is_deleted=True)
        (message,) = [one for one in desk.send(TUESDAY) if one.kind == "reminder"]

        assert (message.to, len(message.about)) == (QUALITY, 1)
        assert f"<@{PILOT}>" in message.text
        assert "Slack ne nous laisse pas" not in message.text
        assert desk.journalled(case, "person_unreachable")[0]["told"] == [QUALITY]

    def test_and_nothing_is_handed_on_of_what_is_done_since(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.tick(TUESDAY)
        desk.knows(PILOT, is_deleted=True)
        desk.change(case, at=TUESDAY, ack_sent_at=TUESDAY, status=Status.ACKNOWLEDGED)

        assert [one.kind for one in desk.send(TUESDAY)] == ["card"]

    def test_hands_on_nothing_that_a_round_up_told_already(self, database: Database) -> None:
        desk = Desk(database, office=replace(OFFICE, quality_managers=(QUALITY, OTHER)))
        for _ in range(4):
            complaint(desk, owner=None)
        heard = desk.told(TUESDAY, refused={OTHER: "messages_tab_disabled"})

        assert [(one.to, one.kind) for one in heard if one.kind != "trouble"] == [
            (QUALITY, "round_up")
        ]

    def test_troubles_no_manager_who_left(self, database: Database) -> None:
        office = replace(OFFICE, quality_managers=(QUALITY, OTHER), training_managers=())
        desk = Desk(database, office=office)
        desk.knows(OTHER, is_deleted=True)
        complaint(desk, owner=None)
        heard = desk.told(TUESDAY, refused={QUALITY: "some_other_error"})

        assert [one.to for one in heard if one.kind == "trouble"] == []

    def test_closed_everywhere_ends(self, desk: Desk) -> None:
        complaint(desk)
        closed = dict.fromkeys((PILOT, QUALITY, DIRECTION), "messages_tab_disabled")

        assert desk.told(TUESDAY, refused=closed) == []

    def test_a_step_taken_meanwhile_leaves_nothing_to_hand_up(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.tick(TUESDAY)
        desk.change(case, at=TUESDAY, ack_sent_at=TUESDAY, status=Status.ACKNOWLEDGED)
        refused = {PILOT: "messages_tab_disabled"}

        assert [one.kind for one in desk.send(TUESDAY, refused=refused)] == ["card"]


class TestOutage:
    @pytest.mark.fault(2)
    def test_of_three_days_ends_with_one_message_for_each_person(self, desk: Desk) -> None:
        """Down from Wednesday noon to Saturday noon, past the deadline of Thursday."""
        for _ in range(3):
            complaint(desk)
        desk.told(TUESDAY)
        back = paris("2026-11-21 12:00")

        assert [one.kind for one in desk.told(back) if one.to] == []
        (message,) = [one for one in desk.told(paris("2026-11-23 08:00")) if one.to == PILOT]
        assert message.text.startswith("3 échéances vous attendent :")
        assert message.text.count("en retard de 3 j") == 3

    def test_that_ends_in_the_day_is_said_in_that_message(self, desk: Desk) -> None:
        for _ in range(2):
            complaint(desk)
        (message,) = [one for one in desk.told(paris("2026-11-20 10:00")) if one.to == PILOT]

        assert message.text.startswith("Vigie était à l'arrêt. Voici où en sont les échéances :")
        assert message.text.count("en retard de 19 h") == 2

    @pytest.mark.fault(2)
    def test_reaches_the_level_that_the_lateness_calls_for(self, desk: Desk) -> None:
        """Late since Thursday: by Monday, two mornings have passed."""
        case = complaint(desk)
        desk.told(TUESDAY)
        sent = desk.told(paris("2026-11-23 10:00"))

        assert {one.to for one in sent if one.kind == "reminder"} == {PILOT, QUALITY}
        assert desk.said(case.id)[-1] == "ack-late-2"
        assert [one["level"] for one in desk.journalled(case, "deadline_escalated")] == [
            "quality_managers"
        ]

    def test_leaves_no_deadline_without_a_next_reminder(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.told(paris("2026-11-23 10:00"))
        desk.told(paris("2026-11-24 08:00"))

        assert desk.said(case.id)[-2:] == ["ack-late-2", "ack-late-20261124"]

    @pytest.mark.fault(1)
    def test_a_restart_at_the_due_minute_loses_and_doubles_nothing(self, desk: Desk) -> None:
        complaint(desk)
        desk.tick(TUESDAY)
        again = Desk(desk.database)
        again.tick(TUESDAY)

        assert [one.to for one in again.send(TUESDAY) if one.kind == "reminder"] == [PILOT]

    def test_a_clock_moved_back_says_nothing_again(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.told(TUESDAY)
        desk.told(paris("2026-11-18 15:00"))
        desk.change(case, at=TUESDAY)
        heard = desk.days(TUESDAY, paris("2026-11-18 15:00"), every=timedelta(hours=1))

        assert heard == []


class TestTogether:
    def test_many_reminders_of_one_morning_are_one_message(self, desk: Desk) -> None:
        for _ in range(4):
            complaint(desk)
        (message,) = desk.told(TUESDAY)

        assert message.text.startswith("4 échéances vous attendent :")

    def test_a_line_whose_step_was_taken_meanwhile_is_left_out(self, desk: Desk) -> None:
        filed = [complaint(desk) for _ in range(4)]
        desk.tick(TUESDAY)
        desk.change(filed[0], at=TUESDAY, ack_sent_at=TUESDAY, status=Status.ACKNOWLEDGED)
        (message,) = [one for one in desk.send(TUESDAY) if one.to == PILOT]

        assert "REC-2026-0001" not in message.text
        assert "REC-2026-0002" in message.text


class TestSnooze:
    def test_says_it_again_to_that_person_and_not_before(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.told(TUESDAY)
        until = self.put_off(desk, case, Snooze.TOMORROW_MORNING, at=TUESDAY)
        heard = desk.days(TUESDAY, paris("2026-11-18 08:00"), every=timedelta(hours=1))

        assert until == paris("2026-11-18 08:00")
        assert [at for at, one in heard if one.to == PILOT] == [until]

    def test_keeps_the_ladder_silent_until_then_for_that_person_alone(self, desk: Desk) -> None:
        case = complaint(desk)
        self.put_off(desk, case, Snooze.MONDAY, at=TUESDAY)

        # Monday is past the deadline: Thursday 15:00, the last open moment before it
        heard = desk.days(TUESDAY, paris("2026-11-19 15:00"), every=timedelta(hours=1))
        assert [at for at, one in heard if one.to == PILOT] == [paris("2026-11-19 15:00")]

    def test_the_last_choice_counts(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.told(TUESDAY)
        self.put_off(desk, case, Snooze.TOMORROW_MORNING, at=TUESDAY)
        self.put_off(desk, case, Snooze.TWO_HOURS, at=TUESDAY)
        heard = desk.days(TUESDAY, paris("2026-11-18 14:00"), every=timedelta(hours=1))

        assert [at for at, one in heard if one.to == PILOT] == [paris("2026-11-17 17:00")]

    def test_may_be_asked_for_again(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.told(TUESDAY)
        self.put_off(desk, case, Snooze.TWO_HOURS, at=TUESDAY)
        desk.told(paris("2026-11-17 17:00"))
        self.put_off(desk, case, Snooze.TOMORROW_MORNING, at=paris("2026-11-17 17:01"))

        assert [one.to for one in desk.told(paris("2026-11-18 08:00"))] == [PILOT]

    def test_of_a_deadline_that_is_met_does_nothing(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.change(case, at=TUESDAY, ack_sent_at=TUESDAY, status=Status.ACKNOWLEDGED)

        assert self.put_off(desk, case, Snooze.TWO_HOURS, at=TUESDAY) is None

    def test_ends_with_the_deadline_it_was_about(self, desk: Desk) -> None:
        case = complaint(desk)
        desk.told(TUESDAY)
        self.put_off(desk, case, Snooze.TWO_HOURS, at=TUESDAY)
        desk.change(case, at=TUESDAY, ack_sent_at=TUESDAY, status=Status.ACKNOWLEDGED)

        assert desk.told(paris("2026-11-17 17:00")) == []

    @staticmethod
    def put_off(desk: Desk, case: Case, choice: Snooze, *, at: datetime) -> datetime | None:
        assert case.ack_due_at is not None
        due = case.id, DeadlineKind.ACK, case.ack_due_at
        return opened(desk.database, now=at).write(put_off, due, choice, person=PILOT)


class TestActions:
    def test_are_recalled_to_their_owner_by_their_title(self, desk: Desk) -> None:
        self.keep(desk, action())
        (message,) = desk.told(paris("2026-11-24 18:25"))

        assert message.to == TRAINER
        assert message.text.startswith(
            "*ACT-2026-0003* (Contrôler les projecteurs chaque mois) : "
            "cette action est à faire mardi 1er décembre au plus tard."
        )

    def test_go_up_when_they_are_late(self, desk: Desk) -> None:
        self.keep(desk, action())
        mornings = ("2026-12-02 08:00", "2026-12-07 08:00", "2026-12-14 08:00")
        told = [{one.to for one in desk.told(paris(at))} for at in mornings]

        assert told == [{TRAINER}, {TRAINER, QUALITY}, {TRAINER, QUALITY, DIRECTION}]

    def test_that_are_done_are_recalled_no_more(self, desk: Desk) -> None:
        self.keep(desk, action())
        desk.tick(paris("2026-11-24 18:25"))
        self.keep(desk, done_action())

        assert desk.send(paris("2026-11-24 18:25")) == []

    def test_the_check_of_their_effect_is_recalled_to_who_leads_and_goes_up(
        self, desk: Desk
    ) -> None:
        self.keep(desk, done_action(check_on=date(2026, 12, 1)))
        (before,) = desk.told(paris("2026-11-30 18:25"))
        mornings = ("2026-12-02 08:00", "2026-12-07 08:00")
        told = [[one.to for one in desk.told(paris(at))] for at in mornings]

        assert before.to == QUALITY
        assert before.text == (
            "*ACT-2026-0003* (Contrôler les projecteurs chaque mois) : "
            "l'effet de cette action est à vérifier mardi 1er décembre au plus tard. "
            f"Pilote : <@{TRAINER}>."
        )
        assert told == [[QUALITY], [DIRECTION, QUALITY]]

    def test_a_check_that_is_overdue_is_in_monday_s_list(self, desk: Desk) -> None:
        self.keep(desk, done_action(check_on=date(2026, 12, 1)))
        (message,) = desk.monday(paris("2026-12-07 08:30"))

        assert message.text.endswith(
            "• en retard de 5 j · *ACT-2026-0003* · vérification de l'effet"
        )

    @staticmethod
    def keep(desk: Desk, one: Action) -> None:
        with opened(desk.database, now=TUESDAY).writing() as work:
            if actions.by_id(work.connection, one.id):
                actions.save(work.connection, one)
            else:
                actions.add(work.connection, one)
            replan_action(work, one)
