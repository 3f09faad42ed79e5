"""The day that a form proposes for what is to be done is one on which people work."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.domain.actions.action_steps import ActionStep
from bot.domain.reports.quality_risks import CaseTopic
from bot.domain.reports.reviews import ReviewNotes
from bot.domain.steps.lifecycles import Step
from bot.ui.actions.recurrence import action_modal_about
from bot.ui.reports.meeting_forms import MeetingScene, meeting_modal
from bot.ui.reports.meeting_questions import NOTE_DECISION, NOTE_IMPROVEMENT
from bot.ui.reports.review import PLAN_ACTION
from bot.ui.reports.review_forms import ReviewScene, review_modal
from bot.ui.steps.acting import ACTION_FORMS
from bot.ui.steps.form import ActionContext
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import OFFICE, QUALITY
from tests.support.lives import action, complaint
from tests.support.reports import report
from tests.support.reviews import FIRST_HALF
from tests.support.steps import form, scene

CALENDAR, FORM = OFFICE.calendar, UUID(int=7)
TOPIC = CaseTopic(category=None, incident_type=None, cause_family=None)


def of_case(step: Step) -> Callable[[datetime], Any]:
    case = complaint()
    return lambda now: form(step, scene(case, now=now))["blocks"]


def completion(now: datetime) -> Any:
    seen = ActionContext(
        action=action(), case=None, office=OFFICE, actor=QUALITY, texts=FRENCH, now=now
    )
    return ACTION_FORMS[ActionStep.COMPLETE].ask(seen)


def of_meeting(name: str) -> Callable[[datetime], Any]:
    def asked(now: datetime) -> Any:
        seen = MeetingScene(
            report=report(), latest=None, office=OFFICE, actor=QUALITY, texts=FRENCH, now=now
        )
        return meeting_modal(name, seen, submission_id=FORM)["blocks"]

    return asked


def of_plan(now: datetime) -> Any:
    seen = ReviewScene(
        semester=FIRST_HALF,
        notes=ReviewNotes(),
        today=now.date(),
        calendar=CALENDAR,
        texts=FRENCH,
    )
    return review_modal(PLAN_ACTION, seen, submission_id=FORM)["blocks"]


def of_topic(now: datetime) -> Any:
    return action_modal_about(TOPIC, office=OFFICE, texts=FRENCH, now=now, submission_id=FORM)[
        "blocks"
    ]


def proposed(blocks: Sequence[dict[str, Any]], now: datetime) -> Iterator[date]:
    """The days to come that the pickers of a form begin with."""
    elements = [block["element"] for block in blocks if "element" in block]
    days = [date.fromisoformat(one["initial_date"]) for one in elements if "initial_date" in one]
    days += [
        CALENDAR.day_of(datetime.fromtimestamp(one["initial_date_time"], UTC))
        for one in elements
        if "initial_date_time" in one
    ]
    return (day for day in days if day > CALENDAR.day_of(now))


@pytest.mark.parametrize(
    "asked",
    [
        of_case(Step.ADD_ACTION),
        of_case(Step.EXTEND),
        of_case(Step.REQUEST_INFORMATION),
        completion,
        of_meeting(NOTE_DECISION),
        of_meeting(NOTE_IMPROVEMENT),
        of_plan,
        of_topic,
    ],
)
def test_a_proposed_day_is_never_one_off(asked: Callable[[datetime], Any]) -> None:
    november = datetime(2026, 11, 23, 10, tzinfo=UTC)
    nows = [november + timedelta(days=number) for number in range(40)]  # over both holidays
    days = [day for now in nows for day in proposed(asked(now), now)]

    assert days
    assert [day for day in days if not CALENDAR.is_working_day(day)] == []
