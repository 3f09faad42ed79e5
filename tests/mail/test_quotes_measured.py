"""How many of the answers are cut right, and of those as HTML."""

import tomllib
from pathlib import Path
from typing import Any

from bot.domain.mail.quotes import without_quotes
from bot.mail.html import text_of_html

FOLDER = Path(__file__).with_name("quotes")
AT_LEAST = 0.9


def mails(kind: str) -> list[dict[str, Any]]:
    every = (tomllib.loads(path.read_text("utf-8"))["mail"] for path in FOLDER.glob("*.toml"))
    return [mail for some in every for mail in some if kind in mail]


def plain(text: str) -> str:
    """White space alike, and a quoted line without a word is white space."""
    said = (line for line in text.replace("\ufeff", "").splitlines() if line.strip() != ">")
    return " ".join(" ".join(said).split())


def wrong(kind: str) -> list[str]:
    """What the mails are called that are cut otherwise than their readers would."""
    found = []
    for mail in mails(kind):
        text = mail["text"] if kind == "text" else text_of_html(mail["html"])
        shown = without_quotes(text, subject=mail["subject"])
        if plain(shown) not in {plain(one) for one in (mail["new"], *mail.get("also", ()))}:
            found.append(mail["name"])
    return found


def test_nine_of_ten_texts_are_cut_right() -> None:
    lacking = wrong("text")

    assert 1 - len(lacking) / len(mails("text")) >= AT_LEAST, lacking


def test_and_so_are_their_twins_as_html() -> None:
    lacking = wrong("html")

    assert 1 - len(lacking) / len(mails("html")) >= AT_LEAST, lacking
