"""Who hears of a deadline, level by level."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.actions.actions import Action, ActionStatus
from bot.domain.cases.cases import Case
from bot.domain.deadlines.reminder_content import DeadlineSubject, readable_to, told_at
from bot.domain.deadlines.reminders import Level
from bot.domain.school.office import Office
from bot.domain.school.policies import DeadlineKind
from tests.storage.test_action_plan import OFFICES, PEOPLE, any_action, presses
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.cases import complaint, incident
from tests.support.lives import action, done_action

PILOT = "U0PILOTE"
NAMES = (PILOT, QUALITY, DIRECTION, TRAINER)

names = st.frozensets(st.sampled_from(NAMES)).map(tuple)
offices = st.builds(
    Office, quality_managers=names, training_managers=names, confidential_handlers=names
)
matters = st.builds(
    lambda owner, concerned, confidential, handlers: DeadlineSubject(
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


def told(
    matter: DeadlineSubject, level: Level, kind: DeadlineKind = DeadlineKind.ACK
) -> tuple[str, ...]:
    return told_at(level, kind, matter=matter, office=OFFICE, away=frozenset())


def test_each_level_tells_those_below_it_too() -> None:
    matter = DeadlineSubject(case=complaint(owner=PILOT), deadlines=())

    assert [told(matter, level) for level in Level] == [
        (PILOT,),
        (PILOT, QUALITY),
        (PILOT, QUALITY, DIRECTION),
    ]


def test_of_an_incident_nobody_has_taken_training_hears_first() -> None:
    matter = DeadlineSubject(case=incident(), deadlines=())

    assert told(matter, Level.QUALITY_MANAGERS, DeadlineKind.CHARGE) == (DIRECTION,)
    assert told(matter, Level.TRAINING_MANAGERS, DeadlineKind.CHARGE) == (DIRECTION, QUALITY)


@pytest.mark.parametrize(
    ("concerned", "highest"), [((), (PILOT, TRAINER, DIRECTION)), ((QUALITY,), (PILOT, TRAINER))]
)
def test_a_confidential_case_has_no_managers_and_goes_up_where_the_channel_may_hear_of_it(
    concerned: tuple[str, ...], highest: tuple[str, ...]
) -> None:
    secret = complaint(
        owner=PILOT, confidential=True, handlers=(TRAINER,), concerned_people=concerned
    )
    matter = DeadlineSubject(case=secret, deadlines=())

    assert told(matter, Level.QUALITY_MANAGERS) == (PILOT, TRAINER)
    assert told(matter, Level.TRAINING_MANAGERS) == highest
    assert not readable_to(DIRECTION, matter, OFFICE)


@pytest.mark.parametrize(
    ("owner", "done_by", "heard"),
    [(PILOT, PILOT, (QUALITY,)), (PILOT, QUALITY, (DIRECTION,)), (QUALITY, QUALITY, (DIRECTION,))],
)
def test_the_effect_of_an_action_is_recalled_to_who_had_no_part_in_it(
    owner: str, done_by: str, heard: tuple[str, ...]
) -> None:
    matter = DeadlineSubject(action=done_action(owner=owner, done_by=done_by), deadlines=())

    assert told(matter, Level.QUALITY_MANAGERS, DeadlineKind.EFFECT) == heard


@given(found=any_action(), school=OFFICES)
def test_an_effect_is_recalled_to_who_may_judge_it_and_to_nobody_else_at_first(
    found: tuple[Action, Case | None], school: Office
) -> None:
    """Whoever left, had a part in it, is complained about or stands in for somebody."""
    one, case = replace(found[0], status=ActionStatus.DONE), found[1]
    there = [person for person in PEOPLE if person not in school.left]
    judges = {person for person in there if presses(one, case, person, school)}
    matter = DeadlineSubject(action=one, case=case, deadlines=())
    first = Level.QUALITY_MANAGERS
    heard = told_at(first, DeadlineKind.EFFECT, matter=matter, office=school, away=school.left)

    assert bool(judges) <= bool(judges & set(heard))
    assert not (judges and set(heard) - judges)


@given(matter=matters, office=offices, level=st.sampled_from(Level), away=st.frozensets(names))
def test_nobody_away_or_complained_about_is_told_and_nobody_twice(
    matter: DeadlineSubject, office: Office, level: Level, away: frozenset[tuple[str, ...]]
) -> None:
    gone = frozenset(name for some in away for name in some)
    heard = told_at(level, DeadlineKind.ACK, matter=matter, office=office, away=gone)

    assert len(heard) == len(set(heard))
    assert not set(heard) & gone
    assert matter.case is not None
    assert not set(heard) & set(matter.case.concerned_people)


@given(matter=matters, office=offices, level=st.sampled_from(Level))
def test_somebody_is_told_wherever_there_is_anybody(
    matter: DeadlineSubject, office: Office, level: Level
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
    readable = readable_to(person, DeadlineSubject(case=case, action=one, deadlines=()), OFFICE)

    assert (case.id in readable, one.id in readable) == (reads_case, reads_action)
