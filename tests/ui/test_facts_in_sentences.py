"""What a sentence states is so: its dates, its counts, the people it names, whatever they are."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.actions.listings import COUNTED_MAX, PAGE, CaseList, Concerned, Look, Scope
from bot.domain.cases.refusals import Reason, Refusal
from bot.domain.cases.roles import Role
from bot.domain.deadlines.lateness import LateCounts
from bot.domain.deadlines.reminder_content import Digest, Listed
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.lifecycles import Step
from bot.messages.school import direct_answer
from bot.ui.blocks import dates
from bot.ui.cases.home import home_view
from bot.ui.deadlines.digests import week_post
from bot.ui.steps.refusals import refusal_lines, step_attempt
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from bot.ui.texts.language import Area, Counted
from tests.support.builders import NOW, OFFICE, QUALITY, TRAINER
from tests.support.cases import complaint
from tests.support.forms import spaced
from tests.support.said import declared_in
from tests.support.shown import strings_in
from tests.support.steps import scene

FEW = settings(max_examples=25)
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Paris", "America/Cayenne", "Pacific/Noumea")]
)
NEARBY = st.datetimes(datetime(2026, 11, 1), datetime(2027, 2, 1)).map(  # noqa: DTZ001  # made so below
    lambda wall: wall.replace(second=0, microsecond=0, tzinfo=UTC)
)
MIDNIGHTS = st.dates(date(2026, 11, 1), date(2027, 2, 1))
SAID_DAY = re.compile(r"(\w+) (1er|\d+) (\w+)(?: (\d{4}))?")
SAID_TIME = re.compile(r"(\d+) h (\d\d)")


def day_in(said: str, *, now: datetime, zone: ZoneInfo) -> date:
    """The day that a French phrase names."""
    today = now.astimezone(zone).date()
    if "aujourd'hui" in said:
        return today
    if said.startswith("hier"):
        return today - timedelta(days=1)
    found = SAID_DAY.search(said.removeprefix("avant "))
    assert found, said
    weekday, number, month, year = found.groups()
    named = date(
        int(year or today.year),
        list(map(str, FRENCH.dates.months)).index(month) + 1,
        int(number.removesuffix("er")),
    )
    assert FRENCH.dates.weekdays[named.weekday()] == weekday
    return named


@FEW
@given(NEARBY, NEARBY, ZONES)
def test_a_moment_names_its_own_day_and_minute(at: datetime, now: datetime, zone: ZoneInfo) -> None:
    for say in (dates.moment, dates.relative):
        said = spaced(say(at, zone, FRENCH, now=now))
        hour, minute = map(int, SAID_TIME.search(said).groups())  # type: ignore[union-attr]  # or it fails
        local = at.astimezone(zone)

        assert day_in(said, now=now, zone=zone) == local.date()
        assert (hour, minute) == (local.hour, local.minute)


@FEW
@given(MIDNIGHTS, NEARBY, ZONES)
def test_a_deadline_at_midnight_names_the_day_that_it_ends(
    ends: date, now: datetime, zone: ZoneInfo
) -> None:
    after = ends + timedelta(days=1)
    at = datetime(after.year, after.month, after.day, tzinfo=zone).astimezone(UTC)
    for say in (dates.deadline, dates.by, dates.limit, dates.due_day):
        said = spaced(say(at, zone, FRENCH, now=now))

        assert day_in(said, now=now, zone=zone) == ends
        assert not SAID_TIME.search(said)


def counted_in(node: Any, path: str = "") -> Iterator[tuple[str, Counted]]:
    """Every quantity in words below an area, by its path."""
    if isinstance(node, Counted):
        yield path, node
    elif isinstance(node, Area):
        for name, value in declared_in(node):
            yield from counted_in(value, f"{path}.{name}")
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from counted_in(value, f"{path}[{key}]")
    elif is_dataclass(node):
        for field in fields(node):
            yield from counted_in(getattr(node, field.name), f"{path}.{field.name}")


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
def test_every_quantity_says_its_number(texts: Texts) -> None:
    found = list(counted_in(texts))

    assert len(found) > 30
    for path, counted in found:
        assert re.search(r"(?<!\d)37(?!\d)", counted.say(37)), path
        assert not re.search(r"[02-9]", counted.say(1).replace("48 h", "")), path
        assert not re.search(r"[1-9]", counted.say(0).replace("48 h", "")), path


@FEW
@given(st.lists(st.integers(0, 60), min_size=6, max_size=6))
def test_the_week_says_how_many_are_due_and_how_many_are_late(counts: list[int]) -> None:
    due, promises, outside, actions, checks, waiting = counts
    late = LateCounts(
        promises=promises, outside=outside, actions=actions, checks=checks, waiting=waiting
    )
    line = Listed(ref="REC-2026-0007", kind=DeadlineKind.ACK, due_at=NOW, owner=QUALITY)
    digest = Digest(lines=(line,), count=due + late.total, late=late)
    title = spaced(week_post(digest, office=OFFICE, texts=FRENCH, now=NOW).text).splitlines()[0]
    said = [int(one) for one in re.findall(r"\b(\d+) ", title.partition(" : ")[2])]

    assert said == [one for one in counts if one]


@FEW
@given(st.integers(1, COUNTED_MAX), st.data())
def test_a_page_says_which_cases_it_shows(total: int, drawn: st.DataObject) -> None:
    page = drawn.draw(st.integers(0, (total - 1) // PAGE))
    shown = min(PAGE, total - page * PAGE)
    found = CaseList(
        look=Look(scope=Scope.OPEN, page=page),
        cases=(Concerned(case=complaint(), concern=None),) * shown,
        total=total,
        totals={},
        office=OFFICE,
    )
    said = " ".join(strings_in(home_view(found, texts=FRENCH, now=NOW)))
    (told,) = re.findall(r"Dossiers (\d+) à (\d+) sur (\d+)", said)

    assert [int(one) for one in told] == [page * PAGE + 1, page * PAGE + shown, total]


PEOPLE = st.lists(st.sampled_from([f"U{number}" for number in range(6)]), unique=True).map(tuple)


@FEW
@given(PEOPLE, PEOPLE, st.sampled_from([None, TRAINER]), st.sets(st.sampled_from(Role), min_size=1))
def test_a_refusal_sends_to_those_who_can_and_to_nobody_concerned(
    managers: tuple[str, ...], concerned: tuple[str, ...], owner: str | None, roles: set[Role]
) -> None:
    case = complaint(owner=owner, concerned_people=concerned)
    office = OFFICE.__class__(quality_channel="C0QUALITE", quality_managers=managers)
    open_roles = roles | {Role.QUALITY_MANAGER}
    refusal = Refusal(reason=Reason.ROLE, roles=frozenset(open_roles))
    attempt = step_attempt(Step.CLOSE, scene(case, office=office))
    (said,) = refusal_lines(refusal, attempt)
    able = {*managers, *([owner] if owner and Role.OWNER in roles else [])} - set(concerned)

    assert set(re.findall(r"<@(\w+)>", said)) == able


def test_who_writes_to_vigie_is_sent_to_others_and_never_to_themselves() -> None:
    said = {
        reader: direct_answer(OFFICE, FRENCH, reader=reader).text for reader in (QUALITY, TRAINER)
    }

    assert f"<@{QUALITY}>" in said[TRAINER]
    assert f"<@{QUALITY}>" not in said[QUALITY]
