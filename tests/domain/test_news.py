"""What is told of a step: every step has its word, and nobody's words are passed on."""

import pytest

from bot.domain.action_steps import ActionStep
from bot.domain.cases import Status
from bot.domain.journal import Event as Entry
from bot.domain.lifecycles import Step, lifecycle_of
from bot.domain.news import changes_card, deserves_line, facts_of, new_owner, reporter_to_tell
from bot.domain.steps import AddAction, AddNote, Assign, TakeCharge
from bot.domain.taxonomy import Kind
from tests.support.builders import QUALITY, TRAINER
from tests.support.lives import ACTION_DRAFT, case_in, complaint, example, ready_for, take

EVERY_STEP = [
    pytest.param(kind, rule.step, status, id=f"{kind} {rule.step}")
    for kind in Kind
    for rule in lifecycle_of(kind).rules
    for status in [next(iter(rule.moves))]
    if rule.step is not Step.CLOSE
]


def test_the_timeline_knows_every_step_by_its_name() -> None:
    names = {str(step) for step in Step} | {f"action_{step}" for step in ActionStep}

    assert names <= set(Entry)


@pytest.mark.parametrize(("kind", "step", "status"), EVERY_STEP)
def test_facts_are_dates_people_and_words_of_ours(kind: Kind, step: Step, status: Status) -> None:
    case = ready_for(step, case_in(status, kind))
    decision = take(case, example(step, case))
    words = " ".join(map(str, facts_of(decision.event).values()))

    assert "Bonjour" not in words
    assert "attestation" not in words.lower()
    assert len(words) < 200


def test_a_note_from_the_thread_gets_no_line_and_moves_no_card() -> None:
    said = take(complaint(), AddNote(text="vu", link="https://slack.test/p1")).event
    typed = take(complaint(), AddNote(text="vu")).event

    assert (deserves_line(said), deserves_line(typed)) == (False, True)
    assert not changes_card(typed)


def test_an_action_moves_the_card_although_the_case_stays_as_it_is() -> None:
    assert changes_card(take(complaint(), AddAction(action=ACTION_DRAFT)).event)


def test_the_reporter_hears_of_others_steps_and_a_new_owner_only_of_the_case() -> None:
    case = complaint()
    taken = take(case, TakeCharge()).event
    given = take(case, Assign(owner=TRAINER)).event

    assert reporter_to_tell(case, taken, actor=QUALITY) == TRAINER
    assert reporter_to_tell(case, taken, actor=TRAINER) is None
    assert (new_owner(given), reporter_to_tell(case, given, actor=QUALITY)) == (TRAINER, None)
