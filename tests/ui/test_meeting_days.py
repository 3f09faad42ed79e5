"""The list of meetings says what departs from the rule, and what can be done about it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.reports.meetings import Meeting, MeetingCalendar
from bot.domain.school.meeting_exceptions import MeetingChange, MeetingExceptions, MeetingStep, Move
from bot.slack.payload_shapes import View
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.reports.meeting_days import (
    chosen_change,
    day_off_notice,
    meeting_form,
    meetings_modal,
    read_meeting,
)
from bot.ui.texts.catalogue import ENGLISH, FRENCH
from tests.support.builders import OFFICE
from tests.support.forms import sent, spaced
from tests.support.slack_limits import breaches_of_post, breaches_of_view

NOW = datetime(2026, 10, 20, 8, tzinfo=UTC)
THIRD = date(2026, 11, 3)
MOVED = Meeting(starts_at=datetime(2026, 11, 10, 8, tzinfo=UTC), planned_on=THIRD)
ARMISTICE = Meeting(starts_at=datetime(2026, 11, 11, 8, tzinfo=UTC), planned_on=date(2026, 11, 11))
EXTRA = Meeting(starts_at=datetime(2026, 11, 17, 8, tzinfo=UTC), planned_on=None)
MOVE_TO_TENTH = Move(planned_on=THIRD, to=datetime.fromisoformat("2026-11-10T09:00"))
CHANGED = replace(OFFICE, meeting_exceptions=MeetingExceptions(moved=(MOVE_TO_TENTH,)))
CALENDAR = MeetingCalendar(
    meetings=(MOVED, ARMISTICE, EXTRA), cancelled=(date(2026, 12, 1),), office=CHANGED
)
MOVE = MeetingChange(step=MeetingStep.MOVE, planned_on=THIRD)


def rows(texts: Any = FRENCH) -> list[dict[str, Any]]:
    view = meetings_modal(CALENDAR, texts, now=NOW)
    return [block for block in view["blocks"] if "accessory" in block]


def chosen(change: MeetingChange, day: str | None, time: str | None) -> View:
    form = meeting_form(change, FRENCH, now=NOW, office=OFFICE)
    values = {
        "meeting_on": {"meeting_on": {"selected_date": day}},
        "meeting_time": {"meeting_time": {"selected_time": time}},
    }
    return sent(form, values)


def test_each_meeting_says_what_departs_from_the_rule() -> None:
    said = [spaced(row["text"]["text"]) for row in rows()]

    assert said == [
        "*mardi 10 novembre à 9 h 00*\nDéplacée : elle était prévue le mardi 3 novembre",
        "*mercredi 11 novembre à 9 h 00*\nJour férié ou de fermeture : faut-il la déplacer ?",
        "*mardi 17 novembre à 9 h 00*\nRéunion ajoutée",
        "Annulée : mardi 1er décembre",
    ]


def test_each_has_what_can_be_done_about_it() -> None:
    entries = [
        [chosen_change(one["value"]).step for one in row["accessory"]["options"]] for row in rows()
    ]

    assert entries == [
        [MeetingStep.MOVE, MeetingStep.RESTORE, MeetingStep.CANCEL],
        [MeetingStep.MOVE, MeetingStep.CANCEL],
        [MeetingStep.DROP],
        [MeetingStep.RESTORE],
    ]


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
def test_slack_takes_list_form_and_notice(texts: Any) -> None:
    add = MeetingChange(step=MeetingStep.ADD)

    assert breaches_of_view(meetings_modal(CALENDAR, texts, now=NOW)) == []
    assert breaches_of_view(meeting_form(MOVE, texts, now=NOW, office=OFFICE)) == []
    assert breaches_of_view(meeting_form(add, texts, now=NOW, office=OFFICE)) == []
    post = day_off_notice(ARMISTICE, office=OFFICE, texts=texts, now=NOW)
    assert breaches_of_post(post) == []


def test_a_new_time_is_read_as_the_office_s_wall_clock_shows_it() -> None:
    assert read_meeting(chosen(MOVE, "2026-11-10", "09:30"), now=NOW, office=OFFICE) == replace(
        MOVE, wall=datetime.fromisoformat("2026-11-10T09:30")
    )


@pytest.mark.parametrize(
    ("day", "time", "refused"),
    [
        ("2026-10-20", "09:59", {"meeting_on": FieldError.IN_PAST}),
        (None, "09:00", {"meeting_on": FieldError.NOT_CHOSEN}),
        ("2026-11-10", None, {"meeting_time": FieldError.NOT_CHOSEN}),
    ],
)
def test_a_time_that_passed_or_is_missing_is_refused(
    day: str | None, time: str | None, refused: dict[str, FieldError]
) -> None:
    assert read_meeting(chosen(MOVE, day, time), now=NOW, office=OFFICE) == FormErrors(refused)
