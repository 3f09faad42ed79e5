"""Beneath a summary: that its month is told anew, what is otherwise, and why."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.domain.reports.figures import Report
from bot.domain.reports.revisions import Counts, Revision, ToldFigure, revisions_between
from bot.domain.reports.shares import Share
from bot.ui.blocks.blocks import Post, section
from bot.ui.reports.summary_sentences import said_share, title
from bot.ui.texts.catalogue import Texts

_BULLET = "• "


_WORDS: Mapping[ToldFigure, Callable[[Texts], Mapping[Any, str]]] = {
    ToldFigure.CATEGORIES: lambda texts: texts.words.category.short,
    ToldFigure.PARTIES: lambda texts: texts.words.party,
    ToldFigure.INCIDENT_TYPES: lambda texts: texts.words.incident_type,
    ToldFigure.CAUSES: lambda texts: texts.words.cause_family.in_line,
    ToldFigure.OUTCOMES: lambda texts: texts.words.outcome.in_line,
}


def revision_post(
    told: Report, now: Report, *, refs: Sequence[str], texts: Texts, own: Report | None = None
) -> Post:
    """« Bilan d'octobre 2026, édition 2 », each figure before and after, the cases behind it.

    `own` is the edition before, where another month's summary is the last that told of this one.
    """
    says = texts.revision
    heading = says.heading.format(title=title(now.figures, texts), edition=now.edition)
    before = own.figures if own else None
    changed = revisions_between(told.figures, now.figures, own=before)
    lines = [_line(one, texts) for one in changed]
    because = [says.because.format(refs=", ".join(refs))] if refs else []
    paragraphs = [f"*{heading}*\n{says.explained}", "\n".join(lines), *because]
    return Post(text="\n".join(paragraphs), blocks=[section(one) for one in paragraphs])


def _line(revision: Revision, texts: Texts) -> str:
    label, says = texts.revision.figure[revision.figure], texts.revision
    values = (revision.before, revision.after)
    before, after = (_said(one, revision.figure, texts) for one in values)
    return _BULLET + says.line.format(label=label, before=before, after=after)


def _said(told: int | Share | Counts, figure: ToldFigure, texts: Texts) -> str:
    match told:
        case int():
            return str(told)
        case Share():
            return said_share(told, texts)
        case _:
            words, says = _WORDS[figure](texts), texts.summary
            return ", ".join(says.counted.format(name=words[one], count=n) for one, n in told)
