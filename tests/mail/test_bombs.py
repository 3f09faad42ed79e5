"""Hostile mails: each is read or said to be unreadable, and none takes much memory for it."""

import tracemalloc

import pytest

from bot.mail.html import DEPTH_MAX, text_of_html
from bot.mail.mailbox import WHOLE_MAX
from bot.mail.mime import PARTS_MAX, structure_of
from bot.mail.parsing import parse_mail
from tests.support.mail_bombs import BOMBS
from tests.support.mail_corpus.hostile import HOSTILE, HostileMail

OF_HTML = {"parts of HTML", "elements of HTML", "links within one another"}
"""What is made of them stands in a library's own memory, which only the benchmark sees."""
TIMES_ITS_SIZE = 4
"""The mail's own bytes and everything made of them, as 120 MiB are of thirty."""
TRACED_LONG = {"what begins like a boundary": WHOLE_MAX // 5}
"""Of which a part is read here, for tracing it takes long; the benchmark reads all of it."""


@pytest.mark.parametrize("bomb", HOSTILE, ids=lambda one: one.name)
def test_a_hostile_mail_is_read(bomb: HostileMail) -> None:
    raw = bomb.make()
    mail = parse_mail(raw[:WHOLE_MAX], is_whole=len(raw) <= WHOLE_MAX)

    assert bomb.may_be_unreadable or not mail.is_unreadable
    assert "\x00" not in f"{mail.subject}{mail.from_name}{mail.text}"
    f"{mail.subject}{mail.from_name}{mail.from_address}{mail.text}".encode()


@pytest.mark.parametrize("name", sorted(BOMBS.keys() - OF_HTML))
def test_a_big_mail_takes_no_more_than_four_times_its_size(name: str) -> None:
    raw = BOMBS[name]()[: TRACED_LONG.get(name, WHOLE_MAX)]
    tracemalloc.start()
    try:
        parse_mail(raw)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert len(raw) + most < TIMES_ITS_SIZE * len(raw)


@pytest.mark.parametrize("depth", [DEPTH_MAX - 1, DEPTH_MAX + 1])
def test_elements_within_one_another_are_not_walked_however_deep(depth: int) -> None:
    html = "<p>first<br>second" + "<div>" * depth + "last" + "</div>" * depth

    assert text_of_html(html).split() == ["first", "second", "last"]


@pytest.mark.parametrize("name", ["boundaries", "parts in parts around empty lines"])
def test_no_more_parts_are_looked_at_than_a_mail_has(name: str) -> None:
    found = structure_of(BOMBS[name]())

    assert len(found.parts) <= PARTS_MAX
    assert not found.is_complete
