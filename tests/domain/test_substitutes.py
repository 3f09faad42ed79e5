"""Who stands in for whom: from which day to which, and what they have in that place."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.actions.action_steps import ActionStep, action_steps_open_to
from bot.domain.actions.actions import ActionStatus, roles_on_action
from bot.domain.actions.listings import Concern, concern_of
from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import is_kept_from_channel
from bot.domain.cases.roles import Role, leaders_of, may_see, may_see_complainant, roles_of
from bot.domain.deadlines.reminder_content import DeadlineSubject, hearers_of, told_at
from bot.domain.deadlines.reminders import Level
from bot.domain.messages.cases import people_to_tell
from bot.domain.school.policies import DeadlineKind
from bot.domain.school.substitutes import LONGEST_DAYS, Substitution, Unsuited, unsuited
from bot.domain.steps.on_spot import SettleOnSpot
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.lives import action, complaint, incident, take
from tests.support.substitutes import LATER, SOON, standing_in, substitution

KARIM, OTHER = "U0KARIM", "U0OTHER"
AWAY = replace(OFFICE, stand_ins=standing_in((QUALITY, KARIM)))
"""The quality manager is away, and somebody without an office stands in."""
NOBODY = frozenset[str]()


def told(level: Level, matter: DeadlineSubject, kind: DeadlineKind = DeadlineKind.ACK) -> set[str]:
    return set(told_at(level, kind, matter=matter, office=AWAY, away=NOBODY))


def test_a_substitute_has_the_place_of_whom_they_stand_in_for() -> None:
    assert roles_of(KARIM, complaint(), AWAY) == {Role.QUALITY_MANAGER}
    assert roles_of(KARIM, complaint(owner=QUALITY), AWAY) == {Role.QUALITY_MANAGER, Role.OWNER}
    assert may_see_complainant(KARIM, complaint(), AWAY)
    assert roles_of(QUALITY, complaint(), AWAY) == {Role.QUALITY_MANAGER}


def test_news_for_the_owner_goes_to_both_but_not_of_a_confidential_case() -> None:
    owned = incident(owner=QUALITY, recorded_by=TRAINER)
    event = take(owned, SettleOnSpot(done="remplacé"), roles=frozenset({Role.REPORTER})).event

    def told(one: Case) -> tuple[str, ...]:
        return people_to_tell(one, event, actor=TRAINER, stand_ins=AWAY.stand_ins)

    assert told(owned) == (QUALITY, KARIM)
    assert told(replace(owned, confidential=True)) == (QUALITY,)


def test_a_case_of_the_absent_is_said_to_be_theirs() -> None:
    case = complaint(owner=QUALITY)

    assert concern_of(QUALITY, case, AWAY) is Concern.OWNED
    assert concern_of(KARIM, case, AWAY) is Concern.LENT


def test_outside_these_days_they_have_none() -> None:
    assert not may_see(KARIM, complaint(), OFFICE)


def test_what_is_confidential_is_lent_to_nobody() -> None:
    secret = complaint(confidential=True, owner=QUALITY)

    assert roles_of(QUALITY, secret, AWAY) >= {Role.HANDLER}
    assert roles_of(KARIM, secret, AWAY) == frozenset()
    assert told(Level.TRAINING_MANAGERS, DeadlineSubject(case=secret, deadlines=())) == {
        QUALITY,
        DIRECTION,
    }


def test_a_case_about_the_substitute_is_not_theirs() -> None:
    about = complaint(concerned_people=(KARIM,), owner=QUALITY)

    assert roles_of(KARIM, about, AWAY) == {Role.CONCERNED}
    assert KARIM not in told(Level.TRAINING_MANAGERS, DeadlineSubject(case=about, deadlines=()))


def test_nor_is_one_about_whom_they_stand_in_for() -> None:
    assert roles_of(KARIM, complaint(concerned_people=(QUALITY,)), AWAY) == frozenset()


def test_who_stands_in_for_a_substitute_has_no_more_than_the_place_of_that_one() -> None:
    """No chain: the other takes the substitute's own place, and they have none."""
    chain = replace(OFFICE, stand_ins=standing_in((QUALITY, KARIM), (KARIM, OTHER)))

    assert roles_of(OTHER, complaint(), chain) == frozenset()
    assert chain.in_quality == (QUALITY, KARIM)


@pytest.mark.parametrize("kind", [DeadlineKind.ACK, DeadlineKind.CHARGE])
def test_what_is_due_is_told_to_both(kind: DeadlineKind) -> None:
    matter = DeadlineSubject(case=incident(owner=TRAINER), deadlines=())

    assert told(Level.OWNER, matter, kind) == {TRAINER}
    assert {QUALITY, KARIM} <= told(Level.TRAINING_MANAGERS, matter, kind)
    assert KARIM in hearers_of([matter], AWAY)


def test_what_the_absent_owns_is_recalled_to_both() -> None:
    matter = DeadlineSubject(case=complaint(owner=QUALITY), deadlines=())

    assert told(Level.OWNER, matter) == {QUALITY, KARIM}


def test_nothing_lasting_falls_to_a_substitute() -> None:
    """What those who left leave behind goes to who is chosen."""
    assert leaders_of(complaint(), AWAY) == (QUALITY,)


@pytest.mark.parametrize("case", [complaint(), None], ids=["of a case", "of the plan"])
@pytest.mark.parametrize(
    ("owner", "may_judge"), [(TRAINER, True), (QUALITY, False), (KARIM, False)]
)
def test_a_substitute_judges_nothing_in_which_either_had_a_part(
    case: object, owner: str, *, may_judge: bool
) -> None:
    """Two people look at an action; a substitute is not the second in place of the first."""
    done = action(owner=owner, done_by=owner, status=ActionStatus.DONE)
    known = complaint() if case else None
    roles = roles_on_action(KARIM, done, case=known, office=AWAY)
    is_told = KARIM in told_at(
        Level.TRAINING_MANAGERS,
        DeadlineKind.EFFECT,
        matter=DeadlineSubject(case=known, action=done, deadlines=()),
        office=AWAY,
        away=NOBODY,
    )

    steps = action_steps_open_to(done, roles, person=KARIM)
    assert (ActionStep.CHECK_EFFECT in steps) is may_judge
    assert is_told is may_judge


def test_a_substitute_carries_on_what_the_absent_was_to_do() -> None:
    to_do = action(owner=QUALITY, status=ActionStatus.TO_DO)
    roles = roles_on_action(KARIM, to_do, case=complaint(), office=AWAY)

    assert ActionStep.COMPLETE in action_steps_open_to(to_do, roles, person=KARIM)
    assert ActionStep.CANCEL not in action_steps_open_to(to_do, roles, person=KARIM)


def test_both_days_belong_to_it() -> None:
    one, day = substitution(QUALITY, KARIM), timedelta(days=1)
    days = (SOON - day, SOON, LATER, LATER + day)

    assert [one.is_running(today) for today in days] == [False, True, True, False]


TODAY = date(2026, 8, 1)
ASKED = substitution(QUALITY, KARIM, begins_on=date(2026, 8, 3), ends_on=date(2026, 8, 21))


def refused(wanted: Substitution, *others: Substitution) -> Unsuited | None:
    return unsuited(wanted, others, in_charge=(QUALITY, DIRECTION), today=TODAY)


def test_a_substitution_that_can_be() -> None:
    next_one = replace(ASKED, begins_on=date(2026, 8, 22), ends_on=date(2026, 8, 22))

    assert refused(ASKED) is None
    assert refused(next_one, ASKED) is None
    assert refused(replace(ASKED, ends_on=ASKED.begins_on)) is None
    assert refused(replace(ASKED, begins_on=TODAY)) is None


@pytest.mark.parametrize(
    ("wanted", "others", "why"),
    [
        (replace(ASKED, absent=TRAINER), (), Unsuited.NOT_IN_CHARGE),
        (replace(ASKED, substitute=QUALITY), (), Unsuited.SAME_PERSON),
        (replace(ASKED, ends_on=date(2026, 8, 2)), (), Unsuited.REVERSED),
        (replace(ASKED, begins_on=date(2026, 7, 31)), (), Unsuited.PAST),
        (
            replace(ASKED, ends_on=ASKED.begins_on + timedelta(days=LONGEST_DAYS)),
            (),
            Unsuited.TOO_LONG,
        ),
        (replace(ASKED, substitute=OTHER), (ASKED,), Unsuited.REPLACED_ALREADY),
        (replace(ASKED, absent=DIRECTION, substitute=QUALITY), (ASKED,), Unsuited.SUBSTITUTE_AWAY),
    ],
)
def test_a_substitution_that_cannot_be(
    wanted: Substitution, others: tuple[Substitution, ...], why: Unsuited
) -> None:
    assert refused(wanted, *others) is why


def test_the_quality_channel_hears_nothing_of_a_secret_about_a_substitute() -> None:
    about = complaint(confidential=True, concerned_people=(KARIM,))

    assert is_kept_from_channel(about, AWAY)
    assert not is_kept_from_channel(about, OFFICE)
