"""The thousand mails in themselves: always the same, all kinds there, readable by the library."""

from collections import Counter
from email import message_from_bytes, policy
from itertools import islice
from typing import TYPE_CHECKING, cast

from tests.support.mail_corpus.breaking import BREAKAGES
from tests.support.mail_corpus.expected import ExpectedReading, MailOfCorpus
from tests.support.mail_corpus.hostile import HOSTILE
from tests.support.mail_corpus.styles import STYLES
from tests.support.mail_corpus.thousand import corpus, letters
from tests.support.mail_corpus.words import BODIES
from tests.support.mail_corpus.writing import ENCODINGS

if TYPE_CHECKING:
    from email.message import EmailMessage


def test_a_seed_makes_the_same_mails_and_another_makes_others() -> None:
    some = list(islice(corpus(), 40))
    assert some == list(islice(corpus(), 40))
    assert some != list(islice(corpus(seed=1), 40))


def test_a_thousand_hold_every_style_kind_way_of_writing_and_breakage() -> None:
    mails = list(corpus())
    names = " ".join(mail.name for mail in mails)
    readings = Counter(mail.reading for mail in mails)

    assert len(mails) == len({mail.name for mail in mails}) == 1_000
    assert set(readings) == set(ExpectedReading)
    assert readings[ExpectedReading.ANSWER] == 300
    assert (len(BODIES), len(STYLES), len(ENCODINGS)) == (40, 16, 5)
    for style in STYLES:
        assert f"answer {style.name} " in names
    for breakage in BREAKAGES:
        assert f"broken: {breakage.name}" in names


def test_what_is_expected_to_be_new_stands_in_the_mail() -> None:
    whole = [mail for mail in corpus(200) if mail.new and not mail.is_broken]

    assert len(whole) > 100
    for mail in whole:
        said = " ".join(_text(mail).split())
        assert " ".join(mail.new.split()) in said, mail.name


def test_they_arrive_one_after_the_other_and_answer_letters_that_left_before() -> None:
    mails = list(corpus())
    instants = [mail.received_at for mail in mails]

    assert instants == sorted(set(instants))
    assert max(letter.at for letter in letters()) < instants[0]


def test_hostile_mails_are_named_once_and_made_on_demand() -> None:
    assert len({one.name for one in HOSTILE}) == len(HOSTILE)
    assert max(len(one.make()) for one in HOSTILE) > 30 * 1024 * 1024


def _text(mail: MailOfCorpus) -> str:
    message: EmailMessage = message_from_bytes(mail.raw, policy=policy.default)
    body = message.get_body(("plain", "html"))
    assert body is not None
    raw = cast("bytes", body.get_payload(decode=True))
    label = body.get_content_charset() or "utf-8"
    text = raw.decode("cp1252" if label == "iso-8859-1" else label)
    return text.replace("</div>", " ").replace("<div>", "").replace("<br>", "")
