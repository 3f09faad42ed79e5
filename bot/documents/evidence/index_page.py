"""The evidence pack's first page: what proves which Qualiopi indicator, with its figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.documents.evidence import texts
from bot.documents.evidence.html import link, page, scrolled, section, table, text, ways
from bot.documents.evidence.making import Making
from bot.documents.evidence.rnq import Indicator
from bot.documents.register.register_figures import Figure, RegisterTally, Unit, figures_of
from bot.domain.school.office import Locale
from bot.ui.texts.commands import CommandTexts
from bot.ui.texts.language import NO_BREAK
from storage.cases.journal import Flaw, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Facts for the page."""

    making: Making
    tally: RegisterTally
    head: Head
    flaw: Flaw | None


def index_page(pack: Pack) -> str:
    """The page about all that the archive holds so far."""
    figures = tuple(figures_of(pack.tally))
    names = [str(about["path"]) for about in pack.making.archive.files]
    sections = [_indicator(one, pack.making, figures, names) for one in pack.making.rnq.indicators]
    return page(texts.TITLE, _about(pack), _ways(), _missing(pack), *sections, _reading(pack))


def _ways() -> str:
    by_session = link(texts.SESSIONS_PAGE, texts.BY_SESSION)
    return ways(by_session, link(texts.CASES_PAGE, texts.BY_CASE))


def _about(pack: Pack) -> str:
    register, rnq = pack.making.register, pack.making.rnq
    wanted, local = register.wanted, register.now.astimezone(register.office.zone)
    rows = [
        (texts.PERIOD, texts.PERIOD_VALUE.format(first=wanted.first_day, last=wanted.last_day)),
        (texts.MADE, texts.MADE_VALUE.format(at=local)),
        (texts.RNQ, texts.RNQ_VALUE.format(name=text(rnq.name), version=rnq.version)),
        (texts.POLICY_APPLIED, text(register.office.policy.version)),
        (texts.PEOPLE, texts.NAMED if wanted.with_names else texts.FUNCTIONS),
        (texts.JOURNAL, _journal(pack)),
    ]
    return table([(text(name), said) for name, said in rows], mark="about")


def _missing(pack: Pack) -> str:
    if not pack.making.missing:
        return ""
    said = "\n".join(f"<li>{text(name)}</li>" for name in pack.making.missing)
    why = text(texts.MISSING_WHY)
    return section(texts.MISSING, f"<p>{why}</p>\n<ul>\n{said}\n</ul>")


def _journal(pack: Pack) -> str:
    if pack.flaw is not None:
        reason = CommandTexts(Locale.FRENCH).flaws[pack.flaw.reason]
        return texts.CHAIN_BROKEN.format(entry=pack.flaw.seq, reason=text(reason))
    return texts.CHAIN_WHOLE.format(entries=pack.head.seq, hash=pack.head.hash)


def _indicator(
    indicator: Indicator, making: Making, figures: Sequence[Figure], names: Sequence[str]
) -> str:
    said = [*_documents(indicator, names), _cases(indicator, making)]
    links = "\n".join(f"<li>{one}</li>" for one in said)
    rows = [
        (text(figure.title), _value(figure), _number(figure), text(figure.definition))
        for figure in figures
        if figure.title.replace(NO_BREAK, " ").startswith(indicator.figures)
    ]
    shown = scrolled(table(rows, header=texts.FIGURE_COLUMNS)) if rows else ""
    return section(
        texts.INDICATOR.format(number=indicator.number, title=indicator.title),
        f"<p>{text(indicator.summary)}</p>\n<ul>\n{links}\n</ul>\n{shown}",
    )


def _documents(indicator: Indicator, names: Sequence[str]) -> Iterator[str]:
    """The documents that prove it, each a link, those of a folder in one line."""
    for beginning in indicator.files:
        found = [name for name in names if name.startswith(beginning)]
        if found:
            links = ", ".join(link(name, name.rpartition("/")[2]) for name in found)
            yield texts.DOCUMENTS.format(what=text(texts.FOLDERS[beginning]), links=links)


def _cases(indicator: Indicator, making: Making) -> str:
    count = len(making.of_indicator(indicator.number))
    if not count:
        return text(texts.NO_CASES)
    label = texts.ONE_CASE if count == 1 else texts.SOME_CASES.format(count=count)
    return link(texts.INDICATOR_PAGE.format(number=indicator.number), label)


def _value(figure: Figure) -> str:
    if figure.value is None:
        return texts.UNKNOWN
    match figure.unit:
        case Unit.COUNT:
            return f"{figure.value:.0f}"
        case Unit.SHARE:
            return texts.SHARE.format(value=figure.value * 100).replace(".", ",")
        case Unit.DECIMAL:
            return f"{figure.value:.1f}".replace(".", ",")


def _number(figure: Figure) -> str:
    return "" if figure.number is None else str(figure.number)


def _reading(pack: Pack) -> str:
    said = list(texts.READING_NOTES)
    if sealed := pack.tally.confidential:
        said.append(texts.CONFIDENTIAL.format(count=sealed))
    items = "\n".join(f"<li>{text(sentence)}</li>" for sentence in said)
    return section(texts.READING, f"<ul>\n{items}\n</ul>")
