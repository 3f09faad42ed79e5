"""Mails that arrived: cards, lines, reading one, what was made of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.mail.arrivals import Mail, MailGuess, MailState
from bot.domain.mail.likely import LikelyCase, Pointer
from bot.ui.mail.attaching import attach_modal, reopening
from bot.ui.mail.mail_card import mail_card, mail_line, mail_recall, recall_over
from bot.ui.mail.mail_view import mail_modal
from bot.ui.texts.catalogue import Texts
from tests.support.builders import NOW, OFFICE, QUALITY
from tests.support.cases import complaint
from tests.support.mails import FILE, mail

CASE = complaint()
_FILES = (FILE, replace(FILE, name="plan.pdf", is_published=True))
LIKELY = (
    *(LikelyCase(case=CASE, by=by) for by in Pointer),
    LikelyCase(case=complaint(confidential=True), by=Pointer.ADDRESS),
)


def mails(texts: Texts) -> Iterator[Any]:
    """A mail at each stage, as its card, as it is read, and in its case's thread."""
    told: dict[str, Any] = {"office": OFFICE, "texts": texts, "now": NOW + timedelta(hours=1)}
    for one in _each():
        for case in (None, CASE, complaint(confidential=True)):
            yield mail_card(one, case, **told)
        for is_whole in (False, True):
            yield mail_modal(one, CASE, **told, is_whole=is_whole)
    for belongs in (CASE.id, None):
        yield mail_line(mail(case_id=belongs), CASE, **told)
    for due in (None, "demain"):
        yield mail_recall(mail(), due=due, **told)
    yield recall_over(texts)
    for behind in (1, 2):
        yield mail_card(mail(), None, **told, behind=behind)
    for likely in ((), LIKELY):
        yield attach_modal(mail(is_in_confidence=bool(likely)), likely, texts)
    yield reopening(CASE.id, texts)
    says = texts.mails
    yield [
        says.attach_closed,
        says.attach_which,
        says.attach_hidden,
        says.no_case,
        says.decided,
        says.not_found,
    ]
    yield [says.daily.say(count) for count in (0, 1, 2)]


def _each() -> Iterator[Mail]:
    for guess in MailGuess:
        yield mail(guess=guess)
    for state in MailState:
        for by in (QUALITY, VIGIE):
            yield mail(state=state, decided_by=by, decided_at=NOW)
    yield mail(state=MailState.SET_ASIDE, decided_by=QUALITY, erased_at=NOW, text=None, shown=None)
    yield mail(is_in_confidence=True, cited_ref=CASE.ref)
    yield mail(cited_ref=CASE.ref, files=_FILES)
    yield mail(files=_FILES[:1], shown="", is_unreadable=True, reply_to="autre@example.net")
    yield mail(dated_at=NOW - timedelta(days=2), from_address=None, subject=None, from_name=None)
    yield mail(from_address="cl\u0430ire@example.net", text="long. " * 30_000, shown="x")


AREAS = {"mails": mails}
