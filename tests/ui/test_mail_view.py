"""« Lire »: the words of a mail do nothing in Slack, and who writes is shown by the address."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.mail.arrivals import MailState
from bot.ui.mail.mail_view import mail_modal
from bot.ui.texts.catalogue import FRENCH, texts_for
from tests.support.builders import NOW, OFFICE, QUALITY
from tests.support.cases import complaint
from tests.support.mails import FILE, mail

LIVE = "<!channel> <@U0QUALITY> *gras* <https://evil.example.net|example.org> :warning:"


def texts_of(shown: Any) -> Iterator[dict[str, Any]]:
    """Every object of a view that holds a text."""
    if isinstance(shown, dict):
        if "text" in shown and isinstance(shown["text"], str):
            yield shown
        shown = list(shown.values())
    if isinstance(shown, list):
        for one in shown:
            yield from texts_of(one)


def said(**given: Any) -> list[str]:
    later = NOW + timedelta(hours=1)
    shown = mail_modal(mail(**given), complaint(), office=OFFICE, texts=FRENCH, now=later)
    return [one["text"] for one in texts_of(shown)]


@pytest.mark.parametrize("is_whole", [False, True])
def test_no_word_of_a_mail_does_anything_in_slack(*, is_whole: bool) -> None:
    from_mail = mail(
        subject=LIVE,
        from_name=LIVE,
        from_address=f"{LIVE}@example.net",
        reply_to=LIVE,
        text=f"{LIVE}\n\n> {LIVE}",
        shown=LIVE,
        files=(FILE.__class__(id=FILE.id, name=LIVE, size=1, media_type=None, sha256=None),),
    )
    shown = mail_modal(
        from_mail,
        None,
        office=OFFICE,
        texts=texts_for(OFFICE.locale),
        now=NOW + timedelta(hours=1),
        is_whole=is_whole,
    )
    kinds = {one["type"] for one in texts_of(shown) if "!channel" in one["text"]}

    assert kinds == {"plain_text"}
    assert sum("!channel" in one["text"] for one in texts_of(shown)) >= 5  # one for each


def test_where_an_answer_is_wanted_elsewhere_it_is_said() -> None:
    elsewhere = "autre@example.net"

    assert any(elsewhere in line for line in said(reply_to=elsewhere))
    assert not any(elsewhere in line for line in said())


@pytest.mark.parametrize("address", ["cl\u0430ire@example.net", "claire@xn--exmple-cua.net"])
def test_an_address_in_disguise_is_pointed_out(address: str) -> None:
    pointed = FRENCH.mails.looks_alike

    assert pointed in said(from_address=address)
    assert pointed not in said()


def test_a_mail_within_is_read_where_nothing_else_is_said_and_else_with_the_whole() -> None:
    within = "Le projecteur est mort."

    assert within in said(text="", shown="", attached=within)
    assert within not in said(attached=within)
    assert FRENCH.mails.whole in said(attached=within, text="Voici.", shown="Voici.")


def test_it_says_what_was_made_of_it() -> None:
    attached = "\n".join(said(state=MailState.ATTACHED, decided_by=QUALITY))

    assert f"Rattaché à {complaint().ref}" in attached
    assert not any("Rattaché" in text for text in said())
