"""Pages that a browser opens without a network, and prints: one style, everything escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; }
body { max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.25; color: #1f3864; }
h2 { margin-top: 2rem; }
a { color: #0b57a4; }
nav { margin: 1rem 0; }
table { border-collapse: collapse; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #d0d7e2; }
th, td { padding: .25rem .75rem .25rem 0; overflow-wrap: break-word; }
.about td + td { overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table.cases, table.sessions { width: 100%; table-layout: fixed; }
.cases th:nth-child(1) { width: 17%; }
.cases th:nth-child(2) { width: 13%; }
.cases th:nth-child(3) { width: 18%; }
.cases th:nth-child(4) { width: 12%; }
.cases th:nth-child(5) { width: 16%; }
.cases th:nth-child(6) { width: 24%; }
.sessions th:nth-child(1) { width: 26%; }
.sessions th:nth-child(2) { width: 15%; }
.sessions th:nth-child(3) { width: 13%; }
.sessions th:nth-child(4) { width: 12%; }
.sessions th:nth-child(5) { width: 34%; }
section { margin: 1.5rem 0; }
.when { color: #555; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid #1f3864; }
figure { display: inline-block; margin: .5rem 1rem .5rem 0; vertical-align: top; }
figure img { max-width: 100%; max-height: 18rem; border: 1px solid #d0d7e2; }
figcaption { font-size: .9rem; }
@page { size: A4; margin: 15mm; }
@media print {
  body { font-size: 9.5pt; max-width: none; margin: 0; padding: 0; }
  nav { display: none; }
  .wide { overflow: visible; }
  a { color: inherit; text-decoration: none; }
  h1, h2 { break-after: avoid; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  figure img { max-height: 9cm; }
}
"""


def page(title: str, *parts: str) -> str:
    """A whole page in French; `parts` are HTML already."""
    return "".join(page_lines(title, parts))


def page_lines(title: str, parts: Iterable[str]) -> Iterable[str]:
    """The same, piece by piece, for what is long."""
    yield (
        '<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{text(title)}</h1>\n"
    )
    for part in parts:
        yield f"{part}\n"
    yield "</body>\n</html>\n"


def text(said: object) -> str:
    """Text escaped for HTML."""
    return escape(str(said))


def link(path: str, label: str) -> str:
    """A link to another file of the pack, from where the page lies."""
    return f'<a href="{_address(path)}">{text(label)}</a>'


def picture(path: str, label: str) -> str:
    """A picture of the pack that opens whole, with what it is beneath."""
    address = _address(path)
    shown = f'<img src="{address}" alt="{text(label)}" loading="lazy">'
    return f'<figure><a href="{address}">{shown}</a><figcaption>{text(label)}</figcaption></figure>'


def table(rows: Sequence[tuple[str, ...]], header: tuple[str, ...] = (), *, mark: str = "") -> str:
    """A table of cells that are HTML already; its heads stand on every page of paper."""
    begun = f'<table class="{mark}">' if mark else "<table>"
    heads = "".join(f"<th>{text(cell)}</th>" for cell in header)
    head = f"<thead><tr>{heads}</tr></thead>\n" if header else ""
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"{begun}\n{head}{body}\n</table>"


def scrolled(content: str) -> str:
    """What may be wider than a phone, in a box of its own that scrolls; paper shows all of it."""
    return f'<div class="wide">{content}</div>'


def section(title: str, content: str) -> str:
    """A part of a page; `content` is HTML already."""
    return f"<section>\n<h2>{text(title)}</h2>\n{content}\n</section>"


def ways(*links: str) -> str:
    """Where to go from here, which nobody needs on paper."""
    return f"<nav>{' · '.join(links)}</nav>"


def anchored(anchor: str, content: str) -> str:
    """What another page may point to; `content` is HTML already."""
    return f'<span id="{quote(anchor, safe="")}">{content}</span>'


def anchor_of(path: str, anchor: str) -> str:
    """The place of another page that is marked so, as a path for `link`."""
    return f"{path}#{anchor}"


def _address(path: str) -> str:
    """A path as an address: a name may hold what means something else there."""
    file, mark, anchor = path.partition("#") if ".html#" in path else (path, "", "")
    # an anchor is quoted twice: its mark holds the signs of the quoting themselves
    return quote(file) + mark + quote(quote(anchor, safe=""))
