"""The evidence pack's first page: what proves which Qualiopi indicator, with its figures."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from pydantic import BaseModel

from bot.documents.evidence import texts
from bot.documents.register.register_figures import Figure, RegisterTally, Unit, figures_of
from bot.domain.school.office import Locale
from bot.services.register.registers import Register
from bot.ui.texts.commands import CommandTexts
from bot.ui.texts.language import NO_BREAK
from storage.cases.journal import Flaw, Head

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.25; color: #1f3864; }
table { border-collapse: collapse; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #d0d7e2; }
th, td { padding: .25rem .75rem .25rem 0; }
section { margin: 1.5rem 0; break-inside: avoid; }
.when { color: #555; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid #1f3864; }
"""


def page(title: str, *parts: str) -> str:
    """A whole page in French; `parts` are HTML already."""
    body = "\n".join(parts)
    return (
        '<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{text(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def text(said: object) -> str:
    """Text escaped for HTML."""
    return escape(str(said))


def link(address: str, label: str) -> str:
    """A link to another file beside the page."""
    return f'<a href="{escape(address, quote=True)}">{text(label)}</a>'


def table(rows: Sequence[tuple[str, ...]], header: tuple[str, ...] = ()) -> str:
    """A table of cells that are HTML already."""
    head = f"<tr>{''.join(f'<th>{text(cell)}</th>' for cell in header)}</tr>\n" if header else ""
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>\n{head}{body}\n</table>"


RNQ_VERSION = "2026-11"
"""The version in force; older ones stay beside it, for audits of older periods."""
SHOWN = 12
"""Files of one folder that an indicator links one by one; the others are counted."""


class Indicator(BaseModel):
    """An indicator: `files` and `figures` are how what proves it begins."""

    number: int
    title: str
    summary: str
    files: tuple[str, ...]
    figures: tuple[str, ...]


class Rnq(BaseModel):
    """A version of the Référentiel national qualité, as far as a register bears on it."""

    version: str
    name: str
    indicators: tuple[Indicator, ...]


def read_rnq(version: str = RNQ_VERSION) -> Rnq:
    """The indicators of a version. Raises FileNotFoundError for one that we do not have."""
    text = (
        files("bot.documents.evidence").joinpath(f"rnq/{version}.toml").read_text(encoding="utf-8")
    )
    return Rnq.model_validate(tomllib.loads(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Facts for the page."""

    register: Register
    tally: RegisterTally
    rnq: Rnq
    head: Head
    flaw: Flaw | None
    missing: tuple[str, ...] = ()


def index_page(pack: Pack, names: Sequence[str]) -> str:
    """The page; `names` are the files of the archive."""
    figures = tuple(figures_of(pack.tally))
    sections = [_indicator(indicator, figures, names) for indicator in pack.rnq.indicators]
    return page(texts.TITLE, _about(pack), _missing(pack), *sections, _reading(pack))


def _about(pack: Pack) -> str:
    register, rnq = pack.register, pack.rnq
    wanted, local = register.wanted, register.now.astimezone(register.office.zone)
    rows = [
        (texts.PERIOD, texts.PERIOD_VALUE.format(first=wanted.first_day, last=wanted.last_day)),
        (texts.MADE, texts.MADE_VALUE.format(at=local)),
        (texts.RNQ, texts.RNQ_VALUE.format(name=text(rnq.name), version=rnq.version)),
        (texts.POLICY_APPLIED, text(register.office.policy.version)),
        (texts.PEOPLE, texts.NAMED if wanted.with_names else texts.FUNCTIONS),
        (texts.JOURNAL, _journal(pack)),
    ]
    return table([(text(name), said) for name, said in rows])


def _missing(pack: Pack) -> str:
    if not pack.missing:
        return ""
    said = "\n".join(f"<li>{text(name)}</li>" for name in pack.missing)
    why = text(texts.MISSING_WHY)
    return _section(texts.MISSING, f"<p>{why}</p>\n<ul>\n{said}\n</ul>")


def _journal(pack: Pack) -> str:
    if pack.flaw is not None:
        reason = CommandTexts(Locale.FRENCH).flaws[pack.flaw.reason]
        return texts.CHAIN_BROKEN.format(entry=pack.flaw.seq, reason=text(reason))
    return texts.CHAIN_WHOLE.format(entries=pack.head.seq, hash=pack.head.hash)


def _indicator(indicator: Indicator, figures: Sequence[Figure], names: Sequence[str]) -> str:
    links = "\n".join(f"<li>{said}</li>" for said in _links(indicator, names))
    rows = [
        (text(figure.title), _value(figure), _number(figure), text(figure.definition))
        for figure in figures
        if figure.title.replace(NO_BREAK, " ").startswith(indicator.figures)
    ]
    shown = table(rows, header=texts.FIGURE_COLUMNS) if rows else ""
    return _section(
        texts.INDICATOR.format(number=indicator.number, title=indicator.title),
        f"<p>{text(indicator.summary)}</p>\n<ul>\n{links}\n</ul>\n{shown}",
    )


def _links(indicator: Indicator, names: Sequence[str]) -> Iterator[str]:
    for beginning in indicator.files:
        found = [name for name in names if name.startswith(beginning)]
        yield from (link(name, name) for name in found[:SHOWN])
        if left := len(found[SHOWN:]):
            yield text(texts.OTHERS.format(count=left, folder=beginning))


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
    return _section(texts.READING, f"<ul>\n{items}\n</ul>")


def _section(title: str, content: str) -> str:
    return f"<section>\n<h2>{text(title)}</h2>\n{content}\n</section>"
