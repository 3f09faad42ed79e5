"""What is told of a step: every step has its word, and nobody's words are passed on."""

from typing import Any

import pytest

from bot.domain.actions.action_steps import ActionStep
from bot.domain.cases.cases import Status
from bot.domain.cases.journal_entries import Event
from bot.domain.cases.taxonomy import Kind
from bot.domain.messages.cases import (
    NotesNotice,
    changes_card,
    deserves_line,
    messages_of,
    new_owner,
    people_to_tell,
)
from bot.domain.messages.step_facts import facts_of
from bot.domain.steps.handling import AddAction, AddNote, Assign, TakeCharge
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import DIRECTION, QUALITY, TRAINER
from tests.support.lives import ACTION_DRAFT, NOW, case_in, complaint, example, ready_for, take
from tests.support.substitutes import standing_in

CODES = (
    "acknowledge action_cancel action_check_effect action_complete action_move_to_plan "
    "action_owner_left action_reassign action_reopen action_reschedule add_action add_note "
    "analyse answer_and_settle assign case_anonymised case_filed case_imported case_read "
    "cases_linked close correct_facts correct_reception deadline_escalated decide_measures "
    "duplicate_linked duplicate_returned duplicate_unlinked extend file_altered file_kept "
    "file_linked file_missing file_refused file_shown file_withdrawn follow_up handlers_named "
    "implement inform_parties information_given letter_accepted letter_cancelled "
    "letter_declared_sent letter_left_alone letter_not_sent letter_printed letter_refused "
    "letter_returned "
    "letter_unknown letter_wished mail_attached mail_filed mail_read mail_set_aside "
    "mail_taken_back mark_duplicate note_deleted note_edited note_external owner_left "
    "person_unreachable propose_solution qualify record_decision record_information "
    "register_applied reject reopen request_information settle_external settle_on_spot "
    "take_charge validate waive_acknowledgement withdraw"
)

NOTE = AddNote(text="Le client rappelle demain.")
AWAY = standing_in((QUALITY, DIRECTION))

EVERY_STEP = [
    pytest.param(kind, rule.step, status, id=f"{kind} {rule.step}")
    for kind in Kind
    for rule in lifecycle_of(kind).rules
    for status in [next(iter(rule.moves))]
    if rule.step is not Step.CLOSE
]


def test_the_journal_keeps_its_codes_by_which_old_entries_are_read() -> None:
    codes = {*Event, *Step, *(step.event for step in ActionStep)}

    assert " ".join(sorted(codes)) == CODES
    assert codes == set(FRENCH.journal.event)


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

    assert people_to_tell(case, taken, actor=QUALITY) == (TRAINER,)
    assert people_to_tell(case, taken, actor=TRAINER) == ()
    assert (new_owner(given), people_to_tell(case, given, actor=QUALITY)) == (TRAINER, ())


@pytest.mark.parametrize(
    ("given", "actor", "readers"),
    [
        ({}, TRAINER, {QUALITY, DIRECTION}),
        ({}, DIRECTION, {QUALITY}),
        ({"confidential": True}, TRAINER, {QUALITY}),
        ({"concerned_people": (DIRECTION,)}, TRAINER, {QUALITY}),
    ],
)
def test_notes_are_read_by_who_pilots_the_case_and_who_stands_in_for_them(
    given: dict[str, Any], actor: str, readers: set[str]
) -> None:
    case = complaint(owner=QUALITY, **given)
    event = take(case, NOTE).event
    told = messages_of(case, event, actor=actor, at=NOW, stand_ins=AWAY)

    assert {one.recipient for one in told if isinstance(one, NotesNotice)} == readers
