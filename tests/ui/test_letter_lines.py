"""What a case says of its letters by mail, in every state, and the buttons of those undecided."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.cases.letters import LetterKind
from bot.domain.mail.case_mail import CaseMail
from bot.domain.mail.departures import LetterState, MailedLetter
from bot.ui.cases.card import card
from bot.ui.cases.case_view import CaseLook, case_modal
from bot.ui.mail.letter_lines import AGAIN, LEFT, NOT_LEFT, letter_blocks, letter_line, owed_lines
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import OFFICE, QUALITY
from tests.support.lives import NOW, complaint

LETTER = MailedLetter(
    id=UUID(int=5),
    case_id=UUID(int=7),
    kind=LetterKind.ACKNOWLEDGEMENT,
    state=LetterState.SENDING,
    actor=QUALITY,
    message_id="<a@example.org>",
    sha256="0" * 64,
    frozen_at=NOW - timedelta(hours=1),
    to_address="marie@example.net",
    subject="Votre réclamation",
    body="Bonjour Marie,",
)
WORDS = {
    LetterState.SENDING: "En cours d'envoi, depuis",
    LetterState.ACCEPTED: "Accepté par le serveur",
    LetterState.REFUSED: "Refusé",
    LetterState.UNKNOWN: "Issue inconnue",
    LetterState.RETURNED: "Revenu\u00a0: à renvoyer",
}


def shown(letter: MailedLetter, *, may_decide: bool = True, texts: Texts = FRENCH) -> str:
    blocks = letter_blocks([letter], may_decide=may_decide, office=OFFICE, texts=texts, now=NOW)
    return json.dumps(blocks, ensure_ascii=False)


@pytest.mark.parametrize("state", LetterState)
@pytest.mark.parametrize("texts", [FRENCH, ENGLISH])
def test_every_state_has_its_line_with_nobodys_words(state: LetterState, texts: Texts) -> None:
    said = shown(replace(LETTER, state=state), texts=texts)
    assert WORDS.get(state, "") in said or texts is ENGLISH
    assert not any(word in said for word in ("marie", "Bonjour", "Votre"))


def test_what_nobody_knows_has_three_buttons_for_who_may_decide() -> None:
    unknown = replace(LETTER, state=LetterState.UNKNOWN)
    assert all(one in shown(unknown) for one in (LEFT, NOT_LEFT, AGAIN))
    assert FRENCH.letter_fates.decide in shown(unknown)
    assert AGAIN not in shown(unknown, may_decide=False)
    assert AGAIN in shown(replace(LETTER, state=LetterState.RETURNED))
    assert AGAIN not in shown(replace(LETTER, state=LetterState.ACCEPTED))


def test_a_letter_that_is_tried_again_says_when() -> None:
    waits = replace(LETTER, retry_at=NOW + timedelta(minutes=4))
    line = letter_line(waits, office=OFFICE, texts=FRENCH, now=NOW)
    assert "nouvel essai" in line
    assert "17\u00a0h\u00a054" in line


def test_the_card_names_what_is_still_owed_and_no_letter_that_another_replaced() -> None:
    returned = replace(LETTER, state=LetterState.RETURNED)
    later = replace(LETTER, id=UUID(int=6), state=LetterState.ACCEPTED)
    assert len(owed_lines([returned], office=OFFICE, texts=FRENCH, now=NOW)) == 1
    assert owed_lines([returned, later], office=OFFICE, texts=FRENCH, now=NOW) == []
    post = card(
        complaint(), office=OFFICE, texts=FRENCH, now=NOW, mail=CaseMail(letters=(returned,))
    )
    assert "à renvoyer" in post.text
    assert "marie" not in json.dumps(post.blocks)


@pytest.mark.parametrize(
    ("state", "is_said"), [(LetterState.UNKNOWN, True), (LetterState.ACCEPTED, False)]
)
def test_a_case_says_first_that_a_letter_s_fate_is_not_known(
    state: LetterState, *, is_said: bool
) -> None:
    """Before the step that would send it again."""
    mail = CaseMail(letters=(replace(LETTER, state=state, settled_at=NOW),))
    look = CaseLook(
        case=complaint(), office=OFFICE, texts=FRENCH, now=NOW, reader=QUALITY, mail=mail
    )
    first = case_modal(look)["blocks"][0]["text"]["text"]

    assert ("Issue inconnue" in first) is is_said
    assert "À faire" in first
