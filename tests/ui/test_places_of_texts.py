"""French stands where texts are: nobody looks for a sentence among the code."""

import re
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "handlers", "storage")
ACCENTED = re.compile("[À-ÖØ-öø-ÿŒœ]")
STATEMENT_ENDS = {tokenize.ENCODING, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
UNSEEN = {tokenize.COMMENT, tokenize.NL}
TEXTS = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}


def modules() -> Iterator[Path]:
    """Every module of the application, but those named `texts` and those in folders so named."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            place = path.relative_to(ROOT)
            if "texts" not in place.with_suffix("").parts and "sandbox" not in place.parts:
                yield place


def accented(source: str) -> Iterator[tuple[int, str]]:
    """The literals with French letters, docstrings apart, each with its line."""
    before = tokenize.ENCODING
    for token in tokenize.generate_tokens(StringIO(source).readline):
        is_docstring = token.type == tokenize.STRING and before in STATEMENT_ENDS
        if token.type in TEXTS and not is_docstring and ACCENTED.search(token.string):
            yield token.start[0], token.string
        if token.type not in UNSEEN:
            before = token.type


def test_no_french_stands_outside_texts() -> None:
    found = {
        f"{place}:{line}": literal
        for place in modules()
        for line, literal in accented((ROOT / place).read_text(encoding="utf-8"))
    }

    assert not found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('SAID = "Reçu le"\n', [1]),
        ('SAID = (\n    "Le "\n    f"{day}, reçu"\n)\n', [3]),
        ('def said() -> str:\n    """« Reçu le 3 »."""\n    return "Le 3"  # reçu\n', []),
        ('MAX = 3\n"""Lettres d\'un mot accentué."""\n', []),
        ('SAID = r"[a-z\\u00e0-\\u00ff]"\n', []),
    ],
)
def test_it_is_found_in_literals_only(source: str, lines: list[int]) -> None:
    assert [line for line, _ in accented(source)] == lines
