"""« Session ou formation »: a search among sessions, which takes what was typed as well."""

from collections.abc import Iterable
from datetime import date

from bot.domain.sessions.sessions import KnownSession, TrainingSession, session_key
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers, clean, is_blank
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.escape import cut, shown
from bot.ui.blocks.limits import OPTION_MAX
from bot.ui.filing.filing_form import SESSION_MAX
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

SESSION = "session"


def session_input(
    texts: Texts, *, code: str | None = None, written: str | None = None, optional: bool = True
) -> Block:
    """The search; it begins with what is `written`, which stands for the session of that code."""
    initial = inputs.option(written, (code or written)[:SESSION_MAX]) if written else None
    return inputs.labelled(
        inputs.search(texts.sessions.search, initial=initial),
        texts.fields.labels["session_ref"],
        block_id=SESSION,
        optional=optional,
    )


def read_session(answers: Answers) -> str | None:
    """The code that was chosen, or the text that was typed; a form of an older release has that."""
    return answers.chosen_or_typed(SESSION, limit=SESSION_MAX)


def session_options(
    found: Iterable[KnownSession], texts: Texts, *, typed: str, today: date
) -> list[Block]:
    """What was typed, unless it is a session's code, then the sessions."""
    offered = [_session_option(one.session, texts, today=today) for one in found]
    text = clean(typed).strip()[:SESSION_MAX]
    codes = {session_key(option["value"]) for option in offered}
    if is_blank(text) or session_key(text) in codes:
        return offered
    return [inputs.option(_as_typed(text, texts), text), *offered]


def _as_typed(text: str, texts: Texts) -> str:
    """« SSIAP 1, Lyon », tel quel: what does not fit of the text is cut, not the sentence."""
    says = texts.sessions.as_typed
    room = OPTION_MAX - len(says.format(text=""))
    return says.format(text=cut(shown(text), room))


def _session_option(session: TrainingSession, texts: Texts, *, today: date) -> Block:
    told = (days_of(session, texts, today=today), session.site, session.room)
    beside = BETWEEN.join(filter(None, told))
    return inputs.option(session.label, session.code, description=beside or None)


def days_of(session: TrainingSession, texts: Texts, *, today: date) -> str:
    """« 3 décembre », « du 30 novembre au 2 décembre », with the year when it is not this one."""
    first, last = session.first_on or session.last_on, session.last_on or session.first_on
    if first is None or last is None:
        return ""
    end = short_day(last, texts, today=today)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return texts.sessions.days_of_month.format(first=_number(first, texts), last=end)
    begin = short_day(first, texts, today=today)
    return texts.sessions.days.format(first=begin, last=end)


def short_day(on: date, texts: Texts, *, today: date | None = None) -> str:
    """« 3 décembre », with the year when it is not that of `today`, or always."""
    is_this_year = today is not None and on.year == today.year
    template = texts.sessions.day if is_this_year else texts.sessions.day_with_year
    month = texts.dates.months[on.month - 1]
    return template.format(day=_number(on, texts), month=month, year=on.year)


def _number(on: date, texts: Texts) -> str:
    return str(texts.dates.first_of_month if on.day == 1 else on.day)
