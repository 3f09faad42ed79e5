"""A page of HTML that stands alone: readable in any browser for years, without scripts."""

from collections.abc import Sequence
from html import escape

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
    """What people wrote, made harmless."""
    return escape(str(said))


def link(address: str, label: str) -> str:
    """A link to another file beside the page."""
    return f'<a href="{escape(address, quote=True)}">{text(label)}</a>'


def table(rows: Sequence[tuple[str, ...]], header: tuple[str, ...] = ()) -> str:
    """A table of cells that are HTML already."""
    head = f"<tr>{''.join(f'<th>{text(cell)}</th>' for cell in header)}</tr>\n" if header else ""
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>\n{head}{body}\n</table>"
