"""The results of deliveries, written down; sending is not done here."""

from datetime import timedelta

from bot.domain.messages.cases import CardMessage
from bot.domain.messages.files import FileShown, LetterOnPaper
from bot.domain.messages.registry import type_of
from bot.domain.messages.reports import SummaryMessage, SummaryPicture
from bot.domain.messages.school import MovedNotice, TroubleNotice
from bot.services.deadlines.escalation import UNREACHABLE, escalate
from bot.services.messages.notifications import is_untold
from bot.services.messages.shown_files import note_printed, note_shown
from bot.services.unit_of_work import UnitOfWork
from storage.messages import claims, outbox, places
from storage.messages.claims import Claimed, Lane
from storage.messages.outbox import BEHIND_STOPPED
from storage.messages.places import Place

REST = timedelta(seconds=3)
"""What follows the changes of a case shows one at once, and those within this time together."""


def claim(work: UnitOfWork, lane: Lane, *, limit: int) -> tuple[Claimed, ...]:
    """Take what is due in a lane; without a quality channel its lane waits."""
    if lane is Lane.CHANNEL and work.office.quality_channel is None:
        return ()
    return claims.claim(work.connection, lane, now=work.now, limit=limit)


def record_delivered(
    work: UnitOfWork,
    row: Claimed,
    *,
    channel: str | None,
    ts: str | None,
    is_over: bool = False,
) -> None:
    """Note that a row is done, and where its message stands; one that is changed often rests then.

    Where it stood before says where it is now. What had stopped behind it is tried again.
    """
    is_card = row.kind == CardMessage.kind
    rests_until = work.now + REST if rests(row.kind) else None
    claims.record_delivered(
        work.connection, row, channel=channel, ts=ts, rests_until=rests_until, is_over=is_over
    )
    if is_card or type_of(row.kind).is_report:
        outbox.retry_behind(work.connection, row.case_id, now=work.now)
    if row.recipient is None and row.channel and row.ts and row.ts != ts:
        left = Place(channel=row.channel, ts=row.ts)
        moved = MovedNotice(case_id=row.case_id, of=row.key, once=f"{left.channel}:{left.ts}")
        places.leave(work.connection, moved, left, at=work.now)


def rests(kind: str) -> bool:
    """Whether messages of a kind change with each step of a case."""
    return kind == CardMessage.kind or type_of(kind).is_kept_current


def remember_file(work: UnitOfWork, row: Claimed, *, slack_file: str) -> bool:
    """Note the file that is about to be shared; False when the row is in other hands."""
    is_ours = claims.remember_file(work.connection, row, slack_file=slack_file, now=work.now)
    message = row.read()
    if is_ours and isinstance(message, FileShown):
        note_shown(work, message, slack_file=slack_file)
    if is_ours and isinstance(message, LetterOnPaper):
        note_printed(work, message, slack_file=slack_file)
    return is_ours


def postpone(
    work: UnitOfWork,
    row: Claimed,
    *,
    error: str,
    pause: timedelta,
    in_doubt: bool,
    wants: str | None = None,
) -> None:
    """Note that a row is to be tried again after a pause, once what it `wants` is brought."""
    due_at = work.now + pause
    claims.record_failed(work.connection, row, error=error, due_at=due_at, in_doubt=in_doubt)
    if wants is not None:
        channel = work.office.quality_channel
        places.bring(work.connection, wants, now=work.now, unless_in=channel)


def stop(work: UnitOfWork, row: Claimed, *, error: str) -> None:
    """Note that a row cannot be delivered, and tell others.

    What a person should have heard of a deadline goes to the next level at once. Of all
    else the quality managers are told once a day for each kind and error: an archived
    channel must not become a flood. Whoever waits for a file that they asked for is told of each.
    What only stands behind a message that has stopped is told with that one.
    """
    claims.record_dead(work.connection, row, error=error)
    if error in UNREACHABLE and type_of(row.kind).is_escalated:
        is_told = escalate(work, row, error=error)
    else:
        is_told = row.kind == TroubleNotice.kind or error == BEHIND_STOPPED
    if not is_told:
        _tell(work, row, error=error)


def _tell(work: UnitOfWork, row: Claimed, *, error: str) -> None:
    day = work.now.astimezone(work.office.zone).date()
    told = {one: f"{row.kind}:{error}:{day}:{one}" for one in work.office.in_quality}
    told.pop(row.recipient or "", None)
    if type_of(row.kind).is_asked_for and row.recipient and error not in UNREACHABLE:
        told[row.recipient] = f"{row.id}:{error}"  # each file that somebody waits for
    for person, once in told.items():
        trouble = TroubleNotice(recipient=person, once=once, what=row.kind, error=error)
        if is_untold(work, trouble):
            outbox.enqueue(work.connection, trouble, at=work.now)


def draw_instead(work: UnitOfWork, row: Claimed) -> None:
    """Have the charts drawn that Slack refused in a summary; once, however often it is asked."""
    summary = row.read()
    if not isinstance(summary, SummaryMessage):
        return
    picture = SummaryPicture(period=summary.period, edition=summary.edition, of=row.key)
    outbox.enqueue_once(work.connection, [picture], at=work.now)
