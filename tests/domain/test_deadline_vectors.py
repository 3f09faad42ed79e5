"""Deadlines against a table worked out three ways, independent of this code."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.public_holidays import HolidayRegion
from bot.domain.calendar.wall_time import instant_of
from bot.domain.deadlines.due_dates import acknowledgement_due, solution_due
from bot.domain.school.policies import CAPSECURITE, AckMode, Policy, SolutionMode

Vector = dict[str, Any]

TABLE = Path(__file__).parents[1] / "data" / "deadline_vectors.json"
VECTORS: list[Vector] = json.loads(TABLE.read_text(encoding="utf-8"))["vectors"]

# The table counts only the national holidays in these places.
NATIONAL_ONLY = {"PM", "PF"}

VARIANTS = {
    "ack_due_2_working_days_utc": Policy(version="t", ack_mode=AckMode.WORKING_DAYS_CLOCK),
    "ack_due_skip_sundays_holidays_utc": Policy(
        version="t", ack_mode=AckMode.SKIP_SUNDAYS_HOLIDAYS
    ),
    "solution_due_cpc_641_642_utc": Policy(version="t", solution_mode=SolutionMode.CPC_END_OF_DAY),
}


def calendar_of(vector: Vector) -> WorkingCalendar:
    region = vector["holiday_region"]
    return WorkingCalendar(
        zone=ZoneInfo(vector["zone"]),
        region=HolidayRegion("FR" if region in NATIONAL_ONLY else region),
    )


def received_at(vector: Vector) -> datetime:
    return datetime.fromisoformat(vector["received_utc"])


def due(vector: Vector, name: str, policy: Policy) -> datetime:
    reckon = acknowledgement_due if name.startswith("ack") else solution_due
    return reckon(received_at(vector), calendar_of(vector), policy=policy)


def name_of(vector: Vector) -> str:
    return f"{vector['id']}-{'-'.join(vector['tags'])}"


each_vector = pytest.mark.parametrize("vector", VECTORS, ids=name_of)


def test_the_table_is_whole() -> None:
    assert len(VECTORS) == 28


@each_vector
@pytest.mark.fault(16)
def test_the_acknowledgement_is_due_48_elapsed_hours_after_reception(vector: Vector) -> None:
    expected = datetime.fromisoformat(vector["expected"]["ack_due_utc"])

    assert due(vector, "ack", CAPSECURITE) == expected


@each_vector
@pytest.mark.fault(16)
def test_the_solution_is_due_one_calendar_month_after_reception(vector: Vector) -> None:
    expected = datetime.fromisoformat(vector["expected"]["solution_due_utc"])

    assert due(vector, "solution", CAPSECURITE) == expected


@each_vector
@pytest.mark.parametrize("name", VARIANTS)
def test_each_variant_of_the_policy_counts_its_own_way(vector: Vector, name: str) -> None:
    expected = datetime.fromisoformat(vector["variants"][name])

    assert due(vector, name, VARIANTS[name]) == expected


@pytest.mark.parametrize(
    ("vector", "name", "wrong"),
    [
        pytest.param(vector, name, wrong, id=f"{vector['id']}-{name}")
        for vector in VECTORS
        for name, wrong in vector["wrong_answers"].items()
    ],
)
@pytest.mark.fault(16)
def test_no_plausible_mistake_is_made(vector: Vector, name: str, wrong: str) -> None:
    assert due(vector, name, CAPSECURITE) != datetime.fromisoformat(wrong)


@each_vector
def test_a_typed_local_time_is_the_instant_of_the_table(vector: Vector) -> None:
    typed = datetime.fromisoformat(vector["received_local"])

    assert instant_of(typed, ZoneInfo(vector["zone"])) == received_at(vector)
