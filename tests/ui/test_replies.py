"""« Réponse reçue » on the card and in the case, with « Lire » for who may know who wrote."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.mail.case_mail import CaseMail, JoinedMail
from bot.ui.blocks.blocks import Block
from bot.ui.cases.card import card
from bot.ui.cases.case_view import CaseLook, case_modal
from bot.ui.mail.mail_card import READ
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import OFFICE, QUALITY, TRAINER
from tests.support.cases import complaint
from tests.support.lives import NOW

REPLY = JoinedMail(mail_id=UUID(int=9), received_at=NOW - timedelta(hours=1), joined_at=NOW)
ANSWERED = CaseMail(reply=REPLY)


def shown(mail: CaseMail, *, reader: str) -> list[Block]:
    """A case that a trainer wrote down, as somebody sees it."""
    case = complaint(recorded_by=TRAINER)
    look = CaseLook(case=case, office=OFFICE, texts=FRENCH, now=NOW, reader=reader, mail=mail)
    blocks: list[Block] = case_modal(look)["blocks"]
    return blocks


@pytest.mark.parametrize(("texts", "said"), [(FRENCH, "Réponse reçue"), (ENGLISH, "Answer")])
def test_the_card_says_when_an_answer_came(texts: Texts, said: str) -> None:
    for case in (complaint(), complaint(confidential=True)):
        assert said in card(case, office=OFFICE, texts=texts, now=NOW, mail=ANSWERED).text
        assert said not in card(case, office=OFFICE, texts=texts, now=NOW).text


@pytest.mark.parametrize(("reader", "reads"), [(QUALITY, True), (TRAINER, False)])
def test_the_case_says_it_first_and_lets_it_be_read(reader: str, *, reads: bool) -> None:
    first = shown(ANSWERED, reader=reader)[0]

    assert "Réponse reçue" in first["text"]["text"]
    assert (first.get("accessory", {}).get("action_id") == READ) is reads


@pytest.mark.parametrize(("reader", "reads"), [(QUALITY, True), (TRAINER, False)])
def test_a_case_shows_the_mail_that_it_came_by_and_the_latest_but_no_answer_twice(
    reader: str, *, reads: bool
) -> None:
    opened = replace(REPLY, mail_id=UUID(int=1), opened_case=True)
    later = [replace(REPLY, mail_id=UUID(int=number)) for number in range(2, 9)]
    mail = CaseMail(came=(opened, *later, REPLY), reply=REPLY)
    _, *blocks = shown(mail, reader=reader)
    heading = next(n for n, one in enumerate(blocks) if "Courriels reçus" in str(one))
    first, *others = blocks[heading + 1 : heading + 6]

    assert "à l'origine du dossier" in first["text"]["text"]
    if reads:
        assert [one["accessory"]["value"] for one in (first, *others)] == [
            str(UUID(int=number)) for number in (1, 5, 6, 7, 8)
        ]
    assert (READ in str(blocks)) is reads
