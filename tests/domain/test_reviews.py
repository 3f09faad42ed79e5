"""What a half-year's cases come to: topics, risks, actions that had their effect in time."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.actions.actions import Action, ActionKind, ActionStatus
from bot.domain.calendar.periods import Semester
from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.taxonomy import Category, IncidentType, Party, Severity
from bot.domain.reports.quality_risks import (
    PREFILLED,
    Facet,
    Risk,
    RiskLevel,
    level_of,
    risks_of,
    topics_of,
)
from bot.domain.reports.reviews import ReviewNotes
from bot.domain.reports.shares import Share, effective_share, on_time_share
from bot.domain.school.office import PARIS

CATEGORY = Category.CERTIFICATES_DOCUMENTS
NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
FIRST = Semester(year=2026, half=1)


def facet(
    count: int = 1,
    *,
    category: Category | None = CATEGORY,
    incident_type: IncidentType | None = None,
    cause: CauseFamily | None = None,
    severity: Severity = Severity.MINOR,
) -> Facet:
    return Facet(
        category=category,
        incident_type=incident_type,
        cause_family=cause,
        party=Party.TRAINEE,
        continuity=None,
        severity=severity,
        count=count,
    )


def action(
    due_on: date, done_at: datetime | None = None, *, effective: bool | None = None
) -> Action:
    return Action(
        id=uuid4(),
        ref="ACT-2026-0001",
        kind=ActionKind.CORRECTIVE,
        title="Vérifier",
        owner="U0OWNER",
        due_on=due_on,
        created_at=NOW,
        created_by="U0QUALITY",
        done_at=done_at,
        is_effective=effective,
        checked_at=None if effective is None else datetime(2026, 6, 9, 8, tzinfo=UTC),
    )


FACETS = st.builds(
    facet,
    st.integers(1, 40),
    category=st.sampled_from([None, *Category]),
    cause=st.sampled_from([None, *CauseFamily]),
    severity=st.sampled_from(Severity),
)


@given(st.lists(FACETS, max_size=30))
def test_every_case_with_a_topic_is_in_exactly_one(facets: list[Facet]) -> None:
    topics = topics_of(facets)

    assert sum(one.count for one in topics) == sum(one.count for one in facets if one.category)
    assert len({one.category for one in topics}) == len(topics)


@given(st.lists(FACETS, max_size=30))
def test_the_matrix_is_filled_by_the_gravest_and_stays_within_its_sides(
    facets: list[Facet],
) -> None:
    risks = risks_of(topics_of(facets))
    scores = [risk.likelihood * risk.impact for risk in risks]

    assert len(risks) <= PREFILLED
    assert scores == sorted(scores, reverse=True)


def test_a_topic_counts_all_its_cases_and_has_the_gravest() -> None:
    (topic,) = topics_of([facet(3, severity=Severity.MAJOR), facet(9)])

    assert (topic.count, topic.gravest) == (12, Severity.MAJOR)


@pytest.mark.parametrize(
    ("method", "equipment", "unknown", "cause"),
    [
        (0, 1, 7, None),  # « milieu » of one case is not that of eight
        (0, 2, 0, None),
        (0, 3, 2, CauseFamily.EQUIPMENT),
        (0, 3, 3, None),
        (2, 3, 0, CauseFamily.EQUIPMENT),
        (3, 3, 0, None),
        (1, 4, 3, None),
    ],
)
def test_a_cause_is_the_usual_one_of_most_cases_and_not_before_three_are_known(
    method: int, equipment: int, unknown: int, cause: CauseFamily | None
) -> None:
    counts = {CauseFamily.METHOD: method, CauseFamily.EQUIPMENT: equipment, None: unknown}
    (topic,) = topics_of([facet(count, cause=of) for of, count in counts.items() if count])

    assert topic.cause_family == cause


def test_what_came_to_nothing_is_no_topic() -> None:
    assert topics_of([replace(facet(3), came_to_something=False)]) == ()


@pytest.mark.parametrize(("count", "likelihood"), [(1, 1), (2, 2), (3, 3), (5, 3), (6, 4), (90, 4)])
def test_likelihood_comes_from_how_many_cases_there_were(count: int, likelihood: int) -> None:
    (risk,) = risks_of(topics_of([facet(count, severity=Severity.CRITICAL)]))

    assert (risk.likelihood, risk.impact) == (likelihood, 4)


@pytest.mark.parametrize(("count", "recurs"), [(2, False), (3, True)])
def test_a_topic_recurs_from_three_cases_on(count: int, recurs: bool) -> None:  # noqa: FBT001  # the example itself
    (topic,) = topics_of([facet(count)])

    assert topic.is_recurrent is recurs


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [
        (1, 2, RiskLevel.LOW),
        (1, 3, RiskLevel.MODERATE),
        (2, 2, RiskLevel.MODERATE),
        (2, 3, RiskLevel.HIGH),
        (3, 3, RiskLevel.HIGH),
        (3, 4, RiskLevel.CRITICAL),
    ],
)
def test_the_level_is_likelihood_times_impact(
    likelihood: int, impact: int, level: RiskLevel
) -> None:
    assert level_of(likelihood, impact) is level


def test_a_risk_outside_the_matrix_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="5"):
        Risk(likelihood=5, impact=1)


def test_the_register_stands_first_and_what_it_tells_is_told_once() -> None:
    of_cases = Risk(category=Category.TRAINER, cases=3, likelihood=3, impact=2)
    own, other = (Risk(name=name, likelihood=1, impact=1) for name in "ab")
    kept = (
        replace(of_cases, name="Formateur seul", ref="RSQ-2026-0001"),
        replace(own, ref="RSQ-2026-0002", impact=4),
    )

    assert ReviewNotes(risks=(of_cases, own, other)).with_register(kept).risks == (*kept, other)


def test_only_judged_actions_count_for_their_effect() -> None:
    day = date(2026, 6, 1)
    judged = [action(day, effective=True), action(day, effective=False), action(day)]

    assert effective_share(judged, FIRST, zone=PARIS) == Share(met=1, counted=2)


def test_an_action_is_on_time_until_the_end_of_its_day_in_the_office() -> None:
    due = date(2026, 6, 30)
    in_time = action(due, datetime(2026, 6, 30, 21, 59, tzinfo=UTC))
    too_late = action(due, datetime(2026, 6, 30, 22, 1, tzinfo=UTC))
    next_half, left = action(date(2026, 7, 1)), action(due)
    dropped = replace(left, status=ActionStatus.CANCELLED)
    known = [in_time, too_late, next_half, left, dropped]

    assert on_time_share(known, FIRST, now=NOW, zone=PARIS) == Share(met=1, counted=3)
    assert on_time_share(known, FIRST.next, now=NOW, zone=PARIS) == Share(pending=1)
