"""A letter by mail keeps a promise when its server took it, and at no other instant."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.letters import Communication, Letter, LetterKind
from bot.domain.cases.outcomes import Inadmissibility, Outcome
from bot.domain.cases.refusals import IllegalStepError, Reason
from bot.domain.cases.taxonomy import Means
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.deadlines.verdicts import Verdict, judge
from bot.domain.errors import NotAllowedError
from bot.domain.mail.departures import Bounce, LetterState, MailedLetter, ServerAnswer
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.answering import ProposeSolution, RecordFollowUp
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.ending import Close, MarkDuplicate, Reject, Withdraw
from bot.domain.steps.handling import Qualify
from bot.domain.steps.opening import Acknowledge, Extend, RequestInformation
from bot.domain.steps.settling import AnswerAndSettle
from bot.services.cases.erasing import anonymise_case
from bot.services.mail.letter_fates import (
    declare_not_sent,
    declare_sent,
    note_returned,
    send_again,
)
from bot.services.mail.letters import (
    Wish,
    begin_handing_over,
    note_accepted,
    note_deferred,
    note_found,
    note_refused,
    note_unknown,
    wish_letter,
)
from bot.services.steps.steps import StepRefusedError, take_step
from storage.cases import journal
from storage.database import Database
from storage.mail import letters
from storage.mail.wishes import step_from, stored_step
from storage.tables import letter_events, outbox
from storage.tables import letters as letters_table
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, case_now, history, kept, take
from tests.support.lives import NOW, RECEIVED_AT
from tests.support.mailed_letters import RECIPIENT, Stationery

TAKEN = ServerAnswer(
    code=250, enhanced="2.0.0", text="2.0.0 queued as 4F1", server="mx.example.org"
)
REFUSED = ServerAnswer(code=550, enhanced="5.1.1", text="5.1.1 no such user")
SOON, LATER = NOW + timedelta(minutes=3), NOW + timedelta(hours=5)
BOUNCE = Bounce(at=LATER, status="5.1.1", diagnostic="550 5.1.1 no such user")
UNANSWERED_ACK: dict[str, Any] = {"ack_due_at": RECEIVED_AT + timedelta(days=20)}


def by_mail(kind: LetterKind = LetterKind.ACKNOWLEDGEMENT) -> Communication:
    letter = Letter(kind=kind, subject="Votre réclamation", body="Bonjour Marie,")
    return Communication(letter=letter, at=NOW, means=Means.EMAIL)


ACKNOWLEDGE = Acknowledge(told=by_mail())
PROPOSE = ProposeSolution(
    outcome=Outcome.UPHELD,
    solution="Envoi ce jour",
    analysis="Envoi oublié",
    told=by_mail(LetterKind.PROPOSAL),
)
SETTLE = AnswerAndSettle(
    outcome=Outcome.UPHELD,
    analysis="Envoi oublié",
    solution="Envoi ce jour",
    implemented_at=NOW,
    told=by_mail(LetterKind.PROPOSAL),
)
STEPS: dict[str, tuple[StepCommand, Status]] = {
    "acknowledge": (ACKNOWLEDGE, Status.RECEIVED),
    "request": (
        RequestInformation(told=by_mail(LetterKind.INFORMATION_REQUEST)),
        Status.ACKNOWLEDGED,
    ),
    "extend": (
        Extend(
            reason="expertise",
            new_due_at=NOW + timedelta(days=40),
            told=by_mail(LetterKind.EXTENSION),
        ),
        Status.UNDER_REVIEW,
    ),
    "propose": (PROPOSE, Status.RECEIVED),
    "settle": (SETTLE, Status.RECEIVED),
    "reject": (
        Reject(
            inadmissibility=Inadmissibility.OUT_OF_SCOPE,
            admissibility_reason="autre école",
            told=by_mail(LetterKind.REJECTION),
        ),
        Status.RECEIVED,
    ),
    "duplicate": (
        MarkDuplicate(duplicate_of="REC-2026-0003", told=by_mail(LetterKind.DUPLICATE)),
        Status.RECEIVED,
    ),
    "follow_up": (
        RecordFollowUp(at=NOW, means=Means.EMAIL, letter=by_mail(LetterKind.FOLLOW_UP).letter),
        Status.FOLLOW_UP,
    ),
}


def wish(
    database: Database,
    case: Case,
    step: StepCommand = ACKNOWLEDGE,
    *,
    once: UUID | None = None,
    to: str = RECIPIENT,
    actor: str = QUALITY,
    now: datetime = NOW,
) -> MailedLetter:
    """Have a step told by mail."""
    wanted = Wish(step=step, to=to, actor=actor, submission_id=once or uuid4())
    made = opened(database, now=now, office=SCHOOL).write(
        wish_letter, case.id, wanted, account=Stationery()
    )
    assert made is not None
    return made


def at(
    database: Database,
    now: datetime,
    use_case: Callable[..., Any],
    *args: Any,
    **given: Any,
) -> Any:
    return opened(database, now=now, office=SCHOOL).write(use_case, *args, **given)


def accept(database: Database, letter: MailedLetter, now: datetime = SOON) -> None:
    assert at(database, now - timedelta(seconds=1), begin_handing_over, letter.id) is not None
    at(database, now, note_accepted, letter.id, TAKEN)


def lose(database: Database, letter: MailedLetter) -> None:
    at(database, SOON, begin_handing_over, letter.id)
    at(database, SOON + timedelta(minutes=10), note_unknown, letter.id)


def now_is(database: Database, letter: MailedLetter) -> LetterState:
    with database.reading() as connection:
        found = letters.by_id(connection, letter.id)
    assert found is not None
    return found.state


def told(database: Database) -> list[str | None]:
    """Who is told of a letter."""
    query = select(outbox.c.recipient).where(outbox.c.kind == "letter_notice")
    with database.reading() as connection:
        return sorted(connection.execute(query).scalars(), key=str)


def events(database: Database, case: Case) -> list[str]:
    return [entry.event for entry in history(database, case.id)]


def test_a_wish_changes_nothing_in_its_case(database: Database) -> None:
    case = kept(database)
    letter = wish(database, case)
    assert case_now(database, case.id) == case
    assert (letter.state, letter.to_address) == (LetterState.SENDING, RECIPIENT)
    assert events(database, case) == ["letter_wished"]


def test_what_leaves_is_what_was_frozen_and_known_by_its_hash(database: Database) -> None:
    case = kept(database)
    letter = wish(database, case)
    frozen = at(database, SOON, begin_handing_over, letter.id)
    with database.reading() as connection:
        (kept_bytes,) = letters.bytes_of(connection, case.id)
        known = letters.by_message_id(connection, letter.message_id)
        addresses = letters.addresses_of(connection, case.id)
    assert frozen is not None
    assert kept_bytes.raw == frozen.raw
    (entry,) = history(database, case.id)
    assert entry.details is not None
    assert entry.details["sha256"] == letter.sha256 == kept_bytes.sha256
    assert (known, addresses) == (letter.id, (RECIPIENT,))


@pytest.mark.parametrize("name", STEPS)
def test_each_step_is_taken_at_the_instant_of_acceptance_and_taken_back(
    database: Database, name: str
) -> None:
    """As it was before, but for what is true without the letter."""
    step, status = STEPS[name]
    kept(database, Status.UNDER_REVIEW, number=3)
    given: dict[str, Any] = (
        {"ack_sent_at": None, "ack_means": None} if status is Status.RECEIVED else {}
    )
    case = kept(database, status, **given)
    letter = wish(database, case, step)
    accept(database, letter)
    after = case_now(database, case.id)
    assert SOON in {
        after.ack_sent_at,
        after.answered_at,
        *(one.asked_at for one in after.information_requests),
        *(one.communicated_at for one in after.extensions),
        *(one.at for one in after.followups),
    }
    at(database, LATER, note_returned, letter.id, BOUNCE)
    back = case_now(database, case.id)
    stays = {"analysis", "analysed_at", "owner", "taken_charge_at", "as_read", "related_refs"}
    assert replace(back, **{one: getattr(case, one) for one in stays}) == case
    assert now_is(database, letter) is LetterState.RETURNED


def test_a_letter_that_returns_leaves_the_first_date_due(database: Database) -> None:
    """A later one that is accepted keeps it then, and not before."""
    case = kept(database, **UNANSWERED_ACK)
    letter = wish(database, case)
    accept(database, letter)
    assert judge(case_now(database, case.id)).ack is not None
    at(database, LATER, note_returned, letter.id, BOUNCE)
    back = case_now(database, case.id)
    (owed, *_) = [one for one in open_deadlines_of(back) if one.kind is DeadlineKind.ACK]
    assert (owed.due_at, back.status) == (case.ack_due_at, Status.RECEIVED)
    assert set(told(database)) == {QUALITY}
    again = LATER + timedelta(hours=1)
    at(database, again, send_again, letter.id, actor=QUALITY)
    assert case_now(database, case.id) == back
    accept(database, letter, again + timedelta(minutes=1))
    kept_again = case_now(database, case.id)
    assert kept_again.ack_sent_at == again + timedelta(minutes=1)
    judged = judge(kept_again).ack
    assert judged is not None
    assert (judged.verdict, judged.at) == (Verdict.MET, kept_again.ack_sent_at)


def test_a_bounce_of_an_earlier_attempt_or_a_second_one_changes_nothing(
    database: Database,
) -> None:
    case = kept(database)
    letter = wish(database, case)
    accept(database, letter)
    older = Bounce(at=SOON - timedelta(hours=1), status="5.0.0")
    at(database, LATER, note_returned, letter.id, older)
    assert now_is(database, letter) is LetterState.ACCEPTED
    at(database, LATER, note_returned, letter.id, BOUNCE)
    back, seen = case_now(database, case.id), events(database, case)
    at(database, LATER, note_returned, letter.id, BOUNCE)
    assert (case_now(database, case.id), events(database, case)) == (back, seen)


@pytest.mark.parametrize("state", [LetterState.REFUSED, LetterState.UNKNOWN, LetterState.CANCELLED])
def test_a_bounce_never_keeps_anything(database: Database, state: LetterState) -> None:
    case = kept(database)
    letter = wish(database, case)
    if state is LetterState.REFUSED:
        at(database, SOON, begin_handing_over, letter.id)
        at(database, SOON, note_refused, letter.id, REFUSED)
    elif state is LetterState.UNKNOWN:
        lose(database, letter)
    else:
        take(database, case, Withdraw(reason="à sa demande"), actor=QUALITY)
        at(database, SOON, begin_handing_over, letter.id)
    assert now_is(database, letter) is state
    before = case_now(database, case.id)
    at(database, LATER, note_returned, letter.id, BOUNCE)
    assert case_now(database, case.id) == before


def test_an_answer_told_since_by_other_means_stays(database: Database) -> None:
    case = kept(database, ack_sent_at=None, ack_means=None)
    letter = wish(database, case, PROPOSE)
    accept(database, letter)
    spoken = replace(by_mail(LetterKind.PROPOSAL), at=LATER, means=Means.PHONE)
    again = replace(PROPOSE, told=spoken, solution="Deux envois", analysis=None)
    take(database, case, again, actor=QUALITY, now=LATER)
    told_since = case_now(database, case.id)
    at(database, LATER + timedelta(hours=1), note_returned, letter.id, replace(BOUNCE, at=LATER))
    back = case_now(database, case.id)
    assert (back.status, back.solution) == (told_since.status, "Deux envois")
    assert {back.answered_at, back.proposed_at, back.solution_met_at, back.ack_sent_at} == {LATER}


def test_a_case_closed_on_an_answer_that_returns_is_owed_it_again(database: Database) -> None:
    """By its first date: nothing that came after it counts, since nobody was told."""
    case = kept(database, ack_sent_at=None, ack_means=None)
    letter = wish(database, case, SETTLE)
    accept(database, letter)
    spoken = RecordFollowUp(at=SOON, means=Means.PHONE)
    take(database, case, spoken, actor=QUALITY, now=SOON + timedelta(minutes=5))
    at(database, LATER, note_returned, letter.id, BOUNCE)
    back = case_now(database, case.id)
    assert (back.status, back.answered_at, back.outcome) == (Status.RECEIVED, None, None)
    assert back.current_due_at == case.current_due_at
    with pytest.raises(StepRefusedError):
        take(database, case, Close(), actor=QUALITY, now=LATER)


def test_two_presses_are_one_letter(database: Database) -> None:
    case, once = kept(database), uuid4()
    first, second = wish(database, case, once=once), wish(database, case, once=once)
    assert first == second
    with pytest.raises(StepRefusedError) as refused:
        wish(database, case)
    assert refused.value.refusal.reason is Reason.LETTER_ON_ITS_WAY
    with database.reading() as connection:
        rows = connection.execute(outbox.select().where(outbox.c.kind == "letter_to_send")).all()
    assert len(rows) == 1


@pytest.mark.parametrize("name", STEPS)
def test_what_two_people_send_one_after_the_other_leaves_once(
    sqlite_database: Database, name: str
) -> None:
    step, status = STEPS[name]
    kept(sqlite_database, Status.UNDER_REVIEW, number=3)
    fresh: dict[str, Any] = {"ack_sent_at": None, "ack_means": None}
    case = kept(sqlite_database, status, **(fresh if status is Status.RECEIVED else {}))
    accept(sqlite_database, wish(sqlite_database, case, step))

    with pytest.raises(StepRefusedError):
        wish(sqlite_database, case, step, now=SOON + timedelta(minutes=1))


def test_other_words_or_another_day_are_another_letter(sqlite_database: Database) -> None:
    case = kept(sqlite_database, Status.RECEIVED)
    accept(sqlite_database, wish(sqlite_database, case, PROPOSE))
    with pytest.raises(StepRefusedError) as refused:
        wish(sqlite_database, case, PROPOSE, now=LATER)
    told_before = by_mail(LetterKind.PROPOSAL)
    corrected = replace(told_before.letter, body="Bonjour Marie, pardon")
    other = replace(PROPOSE, told=replace(told_before, letter=corrected))
    accept(sqlite_database, wish(sqlite_database, case, other, now=LATER), LATER)
    next_day = SOON + timedelta(days=1, seconds=1)

    assert refused.value.refusal.reason is Reason.LETTER_SENT_ALREADY
    assert refused.value.refusal.done_at == SOON
    assert wish(sqlite_database, case, PROPOSE, now=next_day).state is LetterState.SENDING


@pytest.mark.parametrize(
    "to",
    ["", "a@b.fr\r\nBcc: x@y.fr", "a@b.fr, c@d.fr", "élise@example.fr", "06 12 34 56 78"],
)
def test_what_is_not_one_address_is_refused_before_anything_is_kept(
    database: Database, to: str
) -> None:
    case = kept(database)
    with pytest.raises(StepRefusedError) as refused:
        wish(database, case, to=to)
    assert refused.value.refusal.reason is Reason.NO_MAIL
    assert events(database, case) == []


def test_what_the_step_would_refuse_is_refused_at_once(database: Database) -> None:
    case = kept(database, Status.ACKNOWLEDGED)
    with pytest.raises(StepRefusedError) as refused:
        wish(database, case)
    assert refused.value.refusal.reason is Reason.ALREADY_DONE
    with pytest.raises(StepRefusedError) as of_role:
        wish(database, kept(database, number=8), actor=TRAINER)
    assert of_role.value.refusal.reason is Reason.ROLE


def test_a_refusal_takes_nothing_and_tells_who_pressed_and_who_has_it(database: Database) -> None:
    case = kept(database, owner="U0PILOTE")
    letter = wish(database, case)
    at(database, SOON, begin_handing_over, letter.id)
    at(database, SOON, note_refused, letter.id, REFUSED)
    assert case_now(database, case.id) == case
    assert now_is(database, letter) is LetterState.REFUSED
    assert set(told(database)) == {QUALITY, "U0PILOTE"}
    assert events(database, case) == ["letter_wished", "letter_refused"]


def test_a_server_that_says_later_is_asked_again_with_the_same_bytes(database: Database) -> None:
    case = kept(database)
    letter = wish(database, case)
    first = at(database, SOON, begin_handing_over, letter.id)
    answer = ServerAnswer(code=451, text="try later")
    at(database, SOON, note_deferred, letter.id, answer, retry_at=LATER)
    second = at(database, LATER, begin_handing_over, letter.id)
    assert first is not None
    assert second is not None
    assert first.raw == second.raw
    assert now_is(database, letter) is LetterState.SENDING


def test_a_letter_begun_twice_is_of_unknown_outcome_and_stays_so(database: Database) -> None:
    case = kept(database)
    letter = wish(database, case)
    at(database, SOON, begin_handing_over, letter.id)
    assert at(database, LATER, begin_handing_over, letter.id) is None
    assert now_is(database, letter) is LetterState.UNKNOWN
    assert case_now(database, case.id) == case


def test_somebody_declares_that_it_left_when_it_was_handed_over(database: Database) -> None:
    case = kept(database)
    letter = wish(database, case)
    lose(database, letter)
    at(database, LATER, declare_sent, letter.id, actor=QUALITY)
    assert case_now(database, case.id).ack_sent_at == SOON
    said = [one for one in history(database, case.id) if one.event == "letter_declared_sent"]
    assert [one.actor for one in said] == [QUALITY]
    with pytest.raises(IllegalStepError):
        at(database, LATER, declare_not_sent, letter.id, actor=QUALITY)


def test_somebody_declares_that_it_did_not_leave(database: Database) -> None:
    case = kept(database)
    letter = wish(database, case)
    lose(database, letter)
    at(database, LATER, declare_not_sent, letter.id, actor=QUALITY)
    assert case_now(database, case.id) == case
    assert now_is(database, letter) is LetterState.NOT_SENT
    assert wish(database, case, now=LATER).state is LetterState.SENDING


def test_only_those_in_charge_decide(database: Database) -> None:
    letter = wish(database, kept(database))
    lose(database, letter)
    for decision in (declare_sent, declare_not_sent, send_again):
        with pytest.raises(NotAllowedError):
            at(database, LATER, decision, letter.id, actor=TRAINER)


def test_pressed_twice_it_is_sent_again_once(database: Database) -> None:
    letter = wish(database, kept(database))
    lose(database, letter)
    at(database, LATER, send_again, letter.id, actor=QUALITY)
    with pytest.raises(IllegalStepError) as refused:
        at(database, LATER, send_again, letter.id, actor=QUALITY)
    assert refused.value.refusal.reason is Reason.LETTER_SETTLED


def test_a_copy_that_is_found_settles_it_as_of_its_handing_over(database: Database) -> None:
    case = kept(database)
    letter = wish(database, case)
    lose(database, letter)
    at(database, LATER, note_found, letter.id, ServerAnswer())
    assert case_now(database, case.id).ack_sent_at == SOON
    assert now_is(database, letter) is LetterState.ACCEPTED


def test_a_step_refused_by_then_leaves_the_letter_sent_and_nothing_made_up(
    database: Database,
) -> None:
    case = kept(database)
    letter = wish(database, case)
    at(database, SOON, begin_handing_over, letter.id)
    take(database, case, Withdraw(reason="à sa demande"), actor=QUALITY, now=SOON)
    withdrawn = case_now(database, case.id)
    at(database, SOON, note_accepted, letter.id, TAKEN)
    assert case_now(database, case.id) == withdrawn
    assert now_is(database, letter) is LetterState.ACCEPTED
    assert "letter_left_alone" in events(database, case)
    assert told(database) == [QUALITY]


def test_a_letter_whose_step_became_impossible_does_not_leave(database: Database) -> None:
    case = kept(database)
    letter = wish(database, case)
    spoken = Acknowledge(told=replace(by_mail(), means=Means.PHONE))
    take(database, case, spoken, actor=QUALITY)
    assert at(database, SOON, begin_handing_over, letter.id) is None
    assert now_is(database, letter) is LetterState.CANCELLED


def test_a_case_made_confidential_meanwhile_says_less_of_it(database: Database) -> None:
    """Who handles it is still the one who pressed, so the letter leaves."""
    case = kept(database)
    letter = wish(database, case)
    secret = Qualify(severity=case.severity, confidential=True)
    take(database, case, secret, actor=QUALITY)
    accept(database, letter)
    assert case_now(database, case.id).ack_sent_at == SOON


def test_a_step_is_read_back_as_it_was_wished() -> None:
    for step, _ in STEPS.values():
        assert step_from(stored_step(step)) == step


def test_the_chain_holds_whatever_befalls_a_letter(database: Database) -> None:
    case = kept(database)
    letter = wish(database, case)
    accept(database, letter)
    at(database, LATER, note_returned, letter.id, BOUNCE)
    with database.reading() as connection:
        assert journal.first_flaw(connection) is None


def test_erasing_takes_the_words_and_what_did_not_leave_never_does(database: Database) -> None:
    """What proves the letter stays: its hash, its Message-ID and when it was frozen."""
    case = kept(database)
    sent, waiting = wish(database, case), wish(database, case, PROPOSE)
    accept(database, sent)
    at(database, SOON, take_step, case.id, Withdraw(reason="à sa demande"), actor=QUALITY)
    at(database, LATER, anonymise_case, case.ref)
    with database.reading() as connection:
        rows = connection.execute(letters_table.select()).mappings().all()
        notes = connection.execute(letter_events.select()).mappings().all()
        assert letters.bytes_of(connection, case.id) == ()
        assert letters.addresses_of(connection, case.id) == ()
    said = repr((rows, notes))
    assert not any(word in said for word in ("marie", "Bonjour", "Envoi", "queued"))
    assert {row["sha256"] for row in rows} == {sent.sha256, waiting.sha256}
    assert now_is(database, waiting) is LetterState.CANCELLED
    assert at(database, LATER, begin_handing_over, waiting.id) is None
    at(database, LATER, note_returned, sent.id, BOUNCE)
    with database.reading() as connection:
        assert all(one.text is None for one in letters.events_of(connection, sent.id))
    with pytest.raises(IllegalStepError):
        at(database, LATER, send_again, sent.id, actor=QUALITY)
