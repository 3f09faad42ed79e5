"""The answers, as text and as HTML: read, named once, and true to themselves."""

import re
import tomllib
from pathlib import Path

import pytest

FOLDER = Path(__file__).with_name("quotes")
MAILS = [
    mail
    for path in sorted(FOLDER.glob("*.toml"))
    for mail in tomllib.loads(path.read_text("utf-8"))["mail"]
]
MAILS_AS_TEXT = [mail for mail in MAILS if "text" in mail]


def test_there_are_so_many_texts_and_so_many_as_html_each_named_once() -> None:
    assert len(MAILS_AS_TEXT) == 50 + 47
    assert len([mail for mail in MAILS if "html" in mail]) == 8 + 3
    assert len({mail["name"] for mail in MAILS}) == len(MAILS)


@pytest.mark.parametrize("mail", MAILS_AS_TEXT, ids=lambda mail: mail["name"])
def test_what_is_expected_stands_in_the_mail_line_for_line(mail: dict[str, str]) -> None:
    lines = iter(_lines(mail["text"]))
    assert all(line in lines for line in _lines(mail["new"]))


def test_no_address_lies_outside_the_names_kept_for_examples() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.toml"))
    hosts = re.findall(r"@([\w.-]+\w)", texts)
    assert hosts
    assert {host for host in hosts if not re.search(r"(^|\.)example\.(org|net)$", host)} == set()


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
