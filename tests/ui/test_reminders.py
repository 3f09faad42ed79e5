"""Reminders, digests and the audit's notice: what they say, within Slack's limits."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.cases.cases import Case
from bot.domain.deadlines.lateness import LateCounts
from bot.domain.deadlines.open_deadlines import OpenDeadline
from bot.domain.deadlines.reminder_content import (
    DeadlineSubject,
    Digest,
    DueReminder,
    Listed,
    ReminderContent,
)
from bot.domain.deadlines.reminders import Level, Reminder, Snooze, Timing
from bot.domain.school.policies import DeadlineKind
from bot.ui.blocks.blocks import Post
from bot.ui.deadlines.digests import LINES_MAX, audit_notice, round_up_post, week_post
from bot.ui.deadlines.reminders import read_snooze, reminder_post, snooze_value, snoozed_notice
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import NOW, OFFICE, QUALITY, TRAINER
from tests.support.cases import CASE_ID, complaint, incident
from tests.support.forms import spaced
from tests.support.lives import action
from tests.support.slack_limits import breaches_of_post

BOTH = pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
DUE_AT = NOW + timedelta(hours=48)


def recall(
    kind: DeadlineKind = DeadlineKind.ACK,
    *,
    due_at: datetime = DUE_AT,
    case: Case | None = None,
    **given: Any,
) -> DueReminder:
    usual: dict[str, Any] = {
        "subject": CASE_ID,
        "rule": f"{kind}-24h",
        "remind_at": NOW,
        "due_at": due_at,
        "level": Level.OWNER,
        "timing": Timing.BEFORE,
    }
    about = case or complaint(owner=QUALITY)
    deadline = OpenDeadline(subject=CASE_ID, kind=kind, due_at=due_at, recorded_at=NOW)
    return DueReminder(
        reminder=Reminder(**usual | given),
        deadline=deadline,
        matter=DeadlineSubject(case=about, deadlines=(deadline,)),
    )


def content(*recalls: DueReminder, **given: Any) -> ReminderContent:
    return ReminderContent(recalls=recalls, **{"readable": frozenset({CASE_ID})} | given)


def said(told: ReminderContent, *, now: datetime = NOW, texts: Texts = FRENCH) -> str:
    return spaced(posted(told, now=now, texts=texts).text)


def posted(told: ReminderContent, *, now: datetime = NOW, texts: Texts = FRENCH) -> Post:
    return reminder_post(told, office=OFFICE, texts=texts, now=now, person=QUALITY)


def rounded_up(
    told: ReminderContent,
    *,
    now: datetime = NOW,
    texts: Texts = FRENCH,
    is_morning: bool = False,
) -> Post:
    return round_up_post(
        told, office=OFFICE, texts=texts, now=now, person=QUALITY, is_morning=is_morning
    )


def test_a_reminder_in_one_look() -> None:
    post = posted(content(recall()))

    assert spaced(post.text) == (
        "*REC-2026-0007*, attestations : "
        "l'accusé de réception est attendu dimanche 15 novembre à 17 h 50."
    )
    assert [element["type"] for element in post.blocks[-1]["elements"]] == [
        "static_select",
        "button",
    ]


def test_the_menu_offers_three_moments_and_sends_back_the_deadline() -> None:
    menu = posted(content(recall())).blocks[-1]["elements"][0]
    choices = [spaced(option["text"]["text"]) for option in menu["options"]]
    read = [read_snooze(option["value"]) for option in menu["options"]]

    assert choices == ["Dans 2 h", "Demain matin", "Lundi"]
    assert spaced(menu["placeholder"]["text"]) == "Me le rappeler"
    assert read == [(one, (CASE_ID, DeadlineKind.ACK, DUE_AT)) for one in Snooze]


def test_the_longest_value_of_the_menu_is_within_slack_s_limit() -> None:
    longest = recall(DeadlineKind.INFORMATION, due_at=DUE_AT.replace(microsecond=123_456))

    assert max(len(snooze_value(one, longest.reminder)) for one in Snooze) <= 150


@BOTH
@pytest.mark.parametrize("kind", DeadlineKind)
@pytest.mark.parametrize("now", [NOW, DUE_AT + timedelta(days=3)])
def test_every_kind_of_deadline_can_be_said_before_and_after(
    texts: Texts, kind: DeadlineKind, now: datetime
) -> None:
    told = content(recall(kind))
    post = posted(told, now=now, texts=texts)
    listed = rounded_up(told, now=now, texts=texts)

    assert "{" not in post.text + listed.text
    assert breaches_of_post(post) == breaches_of_post(listed) == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"unreached": (TRAINER,)}, f"Slack ne nous laisse pas écrire à <@{TRAINER}>"),
        ({"after_outage": True}, "Vigie était à l'arrêt, ce rappel arrive donc en retard."),
        ({"left": frozenset({TRAINER})}, f"<@{TRAINER}> n'est plus dans cet espace Slack"),
        ({}, f"Pilote : <@{TRAINER}>."),
    ],
)
def test_it_says_why_this_person_hears_of_it(given: dict[str, Any], reason: str) -> None:
    told = content(recall(case=complaint(owner=TRAINER)), **given)

    assert reason in said(told)


def test_what_is_said_at_the_deadline_is_not_late_yet() -> None:
    at_it = recall(rule="ack-due", timing=Timing.AT, remind_at=DUE_AT)

    assert "est dû maintenant" in said(content(at_it), now=DUE_AT + timedelta(seconds=9))
    assert "en retard de 6 min" in said(content(at_it), now=DUE_AT + timedelta(minutes=6))


def test_to_those_who_may_not_read_the_case_it_says_no_more_than_what_is_due() -> None:
    post = posted(content(recall(), readable=frozenset()))

    assert "attestations" not in post.text
    assert "view_case" not in str(post.blocks)


def test_a_confidential_case_is_a_reference_only() -> None:
    secret = recall(case=complaint(owner=TRAINER, confidential=True))

    assert said(content(secret)).startswith("*REC-2026-0007* : l'accusé de réception")
    assert TRAINER not in said(content(secret))


def test_an_action_s_title_is_shown_as_text() -> None:
    tricky = action(title="<!channel> & *tout*\n" + "x" * 200)
    deadline = OpenDeadline(
        subject=tricky.id, kind=DeadlineKind.ACTION, due_at=DUE_AT, recorded_at=NOW
    )
    told = replace(
        recall(DeadlineKind.ACTION, subject=tricky.id),
        deadline=deadline,
        matter=DeadlineSubject(action=tricky, deadlines=(deadline,)),
    )

    post = posted(content(told, readable=frozenset({tricky.id})))
    assert "<!channel>" not in post.text
    assert breaches_of_post(post) == []


def test_of_several_it_says_who_pilots_what_is_another_s() -> None:
    secret = recall(case=complaint(owner=TRAINER, confidential=True))
    told = content(
        recall(), recall(case=complaint(owner=TRAINER)), recall(case=complaint()), secret
    )

    title, mine, theirs, nobody_s, hidden = spaced(rounded_up(told).text).split("\n")
    assert title == "4 échéances à suivre :"
    assert mine.endswith("à 17 h 50.")
    assert theirs.endswith(f"à 17 h 50. Pilote : <@{TRAINER}>.")
    assert nobody_s.endswith("Personne n'en est encore le pilote.")
    assert hidden.endswith("à 17 h 50.")


def test_of_their_own_it_says_that_they_await_them() -> None:
    post = rounded_up(content(recall(), recall()))

    assert spaced(post.text).startswith("2 échéances vous attendent :\n")


@BOTH
def test_a_round_up_of_many_is_cut_and_counted(texts: Texts) -> None:
    many = content(*[recall(case=incident()) for _ in range(LINES_MAX + 5)])

    for is_morning in (True, False):
        post = rounded_up(many, texts=texts, is_morning=is_morning)
        assert breaches_of_post(post) == []
        assert texts.reminders.and_more.say(5) in post.text


@BOTH
def test_a_digest_of_many_is_cut_and_counted(texts: Texts) -> None:
    lines = tuple(
        Listed(ref=f"REC-2026-{number:04}", kind=DeadlineKind.ACK, due_at=due, owner="U0123456789")
        for number, due in enumerate([DUE_AT, NOW - timedelta(days=9)] * 10)
    )
    digest = Digest(lines=lines, count=1_200, late=LateCounts(promises=600))
    week = week_post(digest, office=OFFICE, texts=texts, now=NOW)

    assert breaches_of_post(week) == []
    assert texts.reminders.and_more.say(1_180) in week.text


def test_a_week_is_named_by_its_monday() -> None:
    """NOW is a Friday."""
    post = week_post(Digest(), office=OFFICE, texts=FRENCH, now=NOW)

    assert spaced(post.text).startswith("Semaine du lundi 9 novembre : aucune échéance")


def test_one_person_s_week_says_that_it_is_of_their_own() -> None:
    """Somebody else's case may be recalled to them at the same hour."""
    post = week_post(Digest(), office=OFFICE, texts=FRENCH, now=NOW, is_own=True)

    assert spaced(post.text).startswith(
        "Semaine du lundi 9 novembre, pour ce dont vous êtes pilote : aucune échéance"
    )


@BOTH
def test_the_audit_names_ten_cases_and_counts_the_others(texts: Texts) -> None:
    refs = [f"REC-2026-{number:04}" for number in range(10)]
    post = audit_notice(texts, refs=refs, count=14)

    assert refs[-1] in post.text
    assert texts.reminders.and_more.say(4) in post.text


def test_a_snooze_is_confirmed_with_its_moment() -> None:
    until = NOW + timedelta(hours=2)

    assert spaced(snoozed_notice(FRENCH, until=until, office=OFFICE, now=NOW)) == (
        "C'est noté : nous vous le rappellerons aujourd'hui à 19 h 50."
    )
    assert "plus rien à rappeler" in snoozed_notice(FRENCH, until=None, office=OFFICE, now=NOW)
