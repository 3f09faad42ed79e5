"""Reminders, digests and what comes of their buttons."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import product
from typing import Any

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
from bot.domain.deadlines.reminders import Level, Reminder, Timing
from bot.domain.school.policies import DeadlineKind, Rung
from bot.ui.deadlines.digests import LINES_MAX, audit_notice, round_up_post, week_post
from bot.ui.deadlines.reminders import awaited_buttons, reminder_post, snoozed_notice
from bot.ui.texts.catalogue import Texts
from tests.support.builders import NOW, OFFICE, QUALITY, TRAINER
from tests.support.cases import CASE_ID, complaint, incident
from tests.support.lives import action, external

DUE_AT = NOW + timedelta(hours=48)


def recall(kind: DeadlineKind, *, case: Case | None = None, **given: Any) -> DueReminder:
    usual: dict[str, Any] = {
        "subject": CASE_ID,
        "rule": f"{kind}-{Rung().name}",
        "remind_at": NOW,
        "due_at": DUE_AT,
        "level": Level.OWNER,
        "timing": Timing.BEFORE,
    }
    deadline = OpenDeadline(subject=CASE_ID, kind=kind, due_at=DUE_AT, recorded_at=NOW)
    is_of_action = kind in {DeadlineKind.ACTION, DeadlineKind.EFFECT}
    return DueReminder(
        reminder=Reminder(**usual | given),
        deadline=deadline,
        matter=DeadlineSubject(
            case=None if is_of_action else case or complaint(owner=QUALITY),
            action=action() if is_of_action else None,
            external=external() if kind is DeadlineKind.EXTERNAL else None,
            deadlines=(deadline,),
        ),
    )


def reminders(texts: Texts) -> Iterator[Any]:
    """Each deadline, before, at and after it, and why this person hears of it."""
    whys: tuple[Mapping[str, Any], ...] = (
        {},
        {"left": frozenset({TRAINER})},
        {"unreached": (TRAINER,)},
        {"after_outage": True},
    )
    cases = (complaint(owner=TRAINER), complaint(), incident(), complaint(confidential=True))
    for kind, case, why in product(DeadlineKind, cases, whys):
        for now, timing in (
            (NOW, Timing.BEFORE),
            (DUE_AT, Timing.AT),
            (DUE_AT + timedelta(days=3), Timing.AFTER),
        ):
            said = recall(kind, case=case, timing=timing)
            content = ReminderContent(recalls=(said,), readable=frozenset({CASE_ID}), **why)
            post = reminder_post(
                content,
                office=OFFICE,
                texts=texts,
                now=now,
                person=QUALITY,
                steps=awaited_buttons(content, texts),
            )
            yield [post.text, post.blocks]
            for is_morning in (True, False):
                yield round_up(content, texts, is_morning=is_morning, now=now)
            yield round_up(content, texts, person=TRAINER, now=now)
    many = ReminderContent(
        recalls=(recall(DeadlineKind.ACK),) * (LINES_MAX + 2), readable=frozenset({CASE_ID})
    )
    yield round_up(many, texts)
    yield round_up(many, texts, person=TRAINER)
    yield round_up(ReminderContent(recalls=(), readable=frozenset()), texts)
    for until in (None, NOW + timedelta(hours=2)):
        yield snoozed_notice(texts, until=until, office=OFFICE, now=NOW)


def round_up(
    content: ReminderContent,
    texts: Texts,
    *,
    person: str = QUALITY,
    is_morning: bool = False,
    now: datetime = NOW,
) -> str:
    return round_up_post(
        content, office=OFFICE, texts=texts, now=now, person=person, is_morning=is_morning
    ).text


def digests(texts: Texts) -> Iterator[Any]:
    """The week's list: empty, of one, of many, late and not."""
    for kind, now in product(DeadlineKind, (NOW, DUE_AT + timedelta(days=3))):
        line = Listed(ref="REC-2026-0007", kind=kind, due_at=DUE_AT, owner=QUALITY)
        for count, late in ((0, 0), (1, 0), (1, 1), (5, 0), (5, 3), (30, 30)):
            digest = Digest(
                lines=(line,) * min(count, LINES_MAX), count=count, late=LateCounts(promises=late)
            )
            yield week_post(digest, office=OFFICE, texts=texts, now=now).text
    for late in (1, 2):
        apart = LateCounts(outside=late, actions=late, checks=late, waiting=late)
        digest = Digest(count=apart.total, late=apart)
        yield week_post(digest, office=OFFICE, texts=texts, now=NOW).text
        yield week_post(digest, office=OFFICE, texts=texts, now=NOW, is_own=True).text
    for refs, count in ((("REC-2026-0007",), 1), (("REC-2026-0007",), 2)):
        yield audit_notice(texts, refs=refs, count=count).text


AREAS: Mapping[str, Any] = {"reminders": reminders, "digests": digests}
