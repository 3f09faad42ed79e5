"""A page of the evidence as Markdown, so that it can be read beside the code."""

from html.parser import HTMLParser

_CELLS = {"td", "th"}
_WITH_VALUE = 2
_TEXTS = {"h1", "h2", "p", "blockquote", *_CELLS}


class PageReader(HTMLParser):
    """Reads a page of `bot.documents.evidence.html`; `lines` is what it came to."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._text: list[str] = []
        self._row: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _TEXTS:
            self._text.clear()
        elif tag == "tr":
            self._row.clear()
        elif tag == "br":
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = "".join(self._text).strip()
        if tag in _CELLS:
            self._row.append(text.replace("\n", "<br>"))
        elif tag == "tr":
            self.lines += self._facts()
        elif tag == "table":
            self.lines.append("")
        elif tag in _TEXTS:
            self.lines += [_WRITTEN[tag](text), ""]

    def _facts(self) -> list[str]:
        """A fact with its value, or a row of those before and after."""
        if len(self._row) == _WITH_VALUE:
            label, value = self._row
            return [f"- **{label}** : {value}"]
        row = "| " + " | ".join(cell.replace("|", "&#124;") for cell in self._row) + " |"
        return [row] if self._row[0] else [row, "|---" * len(self._row) + "|"]


def _quoted(text: str) -> str:
    """The lines as they stand: one that another follows is broken by a backslash."""
    lines = text.split("\n")
    follows = [*map(bool, lines[1:]), False]
    broken = (
        line + "\\" * (bool(line) and more) for line, more in zip(lines, follows, strict=True)
    )
    return "\n".join(f"> {line}".rstrip() for line in broken)


_WRITTEN = {
    "h1": lambda text: f"# {text}",
    "h2": lambda text: f"## {text}",
    "p": lambda text: f"*{text}*",
    "blockquote": _quoted,
}


def markdown_of(page: str) -> str:
    """The page, its titles, facts and quotations in Markdown."""
    reader = PageReader()
    reader.feed(page[page.index("<body>") :])
    return "\n".join(reader.lines).strip() + "\n"
