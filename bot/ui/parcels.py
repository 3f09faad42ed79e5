"""The words that go with a file, or that stand in for it where Slack takes none."""

from datetime import date
from pathlib import Path

from bot.domain.outgoing import Outgoing
from bot.domain.spans import DaySpan
from bot.ui.blocks import section
from bot.ui.escape import mrkdwn
from bot.ui.post import Post
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.register import ParcelTexts


def parcel_texts(kind: Outgoing, texts: Texts) -> ParcelTexts:
    """What is said of such a file."""
    return texts.register.evidence if kind is Outgoing.EVIDENCE else texts.register.workbook


def parcel_comment(says: ParcelTexts, span: DaySpan, *, with_names: bool, texts: Texts) -> str:
    """The message of a file: what it is, of which days, and how people appear in it."""
    said = says.sent.format(period=period_words(span, texts))
    register = texts.register
    return f"{said} {register.names if with_names else register.labels}"


def waiting_post(waits: str, path: Path, *, days: int, texts: Texts) -> Post:
    """Where the file is that Slack did not take."""
    where = texts.register.kept_days.format(days=days, path=mrkdwn(str(path)))
    said = f"{waits} {where}"
    return Post(text=said, blocks=[section(said)])


def period_words(span: DaySpan, texts: Texts) -> str:
    """« du 1er octobre 2026 au 31 octobre 2026 », « depuis son ouverture »."""
    says = texts.register
    first, last = (one and _day(one, texts) for one in (span.first, span.last))
    if first and last:
        return says.between.format(first=first, last=last)
    if first:
        return says.since.format(first=first)
    return says.until.format(last=last) if last else says.whole


def _day(on: date, texts: Texts) -> str:
    number = texts.dates.first_of_month if on.day == 1 else on.day
    return f"{number} {texts.dates.months[on.month - 1]} {on.year}"
