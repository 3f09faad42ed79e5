"""Who hears of a deadline, level by level."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matters import Matter, readable_to, told_at
from bot.domain.office import Office
from bot.domain.policies import DeadlineKind
from bot.domain.reminders import Level
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.cases import complaint, incident
from tests.support.lives import action

PILOT = "U0PILOTE"
NAMES = (PILOT, QUALITY, DIRECTION, TRAINER)

names = st.frozensets(st.sampled_from(NAMES)).map(tuple)
offices = st.builds(
    Office, quality_managers=names, training_managers=names, confidential_handlers=names
)
matters = st.builds(
    lambda owner, concerned, confidential, handlers: Matter(
        case=complaint(
            owner=owner,
            concerned_people=concerned,
            confidential=confidential,
            handlers=handlers,
        ),
        deadlines=(),
    ),
    st.none() | st.sampled_from(NAMES),
    names,
    st.booleans(),
    names,
)


def told(matter: Matter, level: Level, kind: DeadlineKind = DeadlineKind.ACK) -> tuple[str, ...]:
    return told_at(level, kind, matter=matter, office=OFFICE, away=frozenset())


def test_each_level_tells_those_below_it_too() -> None:
    matter = Matter(case=complaint(owner=PILOT), deadlines=())

    assert [told(matter, level) for level in Level] == [
        (PILOT,),
        (PILOT, QUALITY),
        (PILOT, QUALITY, DIRECTION),
    ]


def test_of_an_incident_nobody_has_taken_training_hears_first() -> None:
    matter = Matter(case=incident(), deadlines=())

    assert told(matter, Level.QUALITY_MANAGERS, DeadlineKind.CHARGE) == (DIRECTION,)
    assert told(matter, Level.TRAINING_MANAGERS, DeadlineKind.CHARGE) == (DIRECTION, QUALITY)


def test_a_confidential_case_has_no_managers() -> None:
    secret = complaint(owner=PILOT, confidential=True, handlers=(TRAINER,))

    assert told(Matter(case=secret, deadlines=()), Level.TRAINING_MANAGERS) == (PILOT, TRAINER)


@given(matter=matters, office=offices, level=st.sampled_from(Level), away=st.frozensets(names))
def test_nobody_away_or_complained_about_is_told_and_nobody_twice(
    matter: Matter, office: Office, level: Level, away: frozenset[tuple[str, ...]]
) -> None:
    gone = frozenset(name for some in away for name in some)
    heard = told_at(level, DeadlineKind.ACK, matter=matter, office=office, away=gone)

    assert len(heard) == len(set(heard))
    assert not set(heard) & gone
    assert matter.case is not None
    assert not set(heard) & set(matter.case.concerned_people)


@given(matter=matters, office=offices, level=st.sampled_from(Level))
def test_somebody_is_told_wherever_there_is_anybody(
    matter: Matter, office: Office, level: Level
) -> None:
    everyone = told_at(
        Level.TRAINING_MANAGERS, DeadlineKind.ACK, matter=matter, office=office, away=frozenset()
    )
    heard = told_at(level, DeadlineKind.ACK, matter=matter, office=office, away=frozenset())

    assert bool(heard) == bool(everyone)
    assert set(heard) <= set(everyone)


@pytest.mark.parametrize(
    ("person", "reads_case", "reads_action"),
    [(TRAINER, False, True), (QUALITY, True, True), ("U0STRANGER", False, False)],
)
def test_an_action_s_owner_reads_it_and_not_the_case_it_comes_from(
    person: str, *, reads_case: bool, reads_action: bool
) -> None:
    case = replace(complaint(recorded_by=QUALITY), owner=None)
    one = action(case_id=case.id)
    readable = readable_to(person, Matter(case=case, action=one, deadlines=()), OFFICE)

    assert (case.id in readable, one.id in readable) == (reads_case, reads_action)
