"""What became of a case's letters by mail: a line each, and what a person can decide."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.mail.departures import LetterState, MailedLetter
from bot.domain.school.office import Office
from bot.ui.blocks.blocks import Block, StepButton, actions, button, context, plain, section
from bot.ui.blocks.dates import moment
from bot.ui.texts.catalogue import Texts

LEFT = "letter_left"
NOT_LEFT = "letter_not_left"
AGAIN = "letter_again"
"""What a person says of a letter of which nobody knows, or has done with one that came back."""
SHOWN = 10
_STILL_OWED = frozenset(
    {LetterState.SENDING, LetterState.UNKNOWN, LetterState.RETURNED, LetterState.REFUSED}
)
_CHOICES = {
    LetterState.UNKNOWN: (LEFT, NOT_LEFT, AGAIN),
    LetterState.RETURNED: (AGAIN,),
    LetterState.REFUSED: (AGAIN,),
}


def owed_lines(
    letters: Sequence[MailedLetter], *, office: Office, texts: Texts, now: datetime
) -> list[str]:
    """The latest letter of each kind, where it has not simply left; what it tells is still owed."""
    latest = {one.kind: one for one in letters}
    owed = (one for one in latest.values() if one.state in _STILL_OWED)
    return [letter_line(one, office=office, texts=texts, now=now) for one in owed]


def letter_blocks(
    letters: Sequence[MailedLetter],
    *,
    may_decide: bool,
    office: Office,
    texts: Texts,
    now: datetime,
) -> list[Block]:
    """Each letter, latest first, with the buttons of one that waits for a person's word."""
    if not letters:
        return []
    blocks = [section(f"*{texts.letter_fates.title}*")]
    latest = {one.kind: one.id for one in letters}
    for one in reversed(letters[-SHOWN:]):
        blocks.append(section(letter_line(one, office=office, texts=texts, now=now)))
        is_open = may_decide and latest[one.kind] == one.id
        if is_open and (choices := _CHOICES.get(one.state)):
            blocks += _question(one, texts)
            blocks.append(_buttons(one, choices, texts))
    return blocks


def letter_line(letter: MailedLetter, *, office: Office, texts: Texts, now: datetime) -> str:
    """« Accusé de réception · Accepté par le serveur, lundi 12 à 10 h 42 »."""
    words, when = texts.words, _when(letter, office=office, texts=texts, now=now)
    kind, state = words.letter[letter.kind], words.letter_state[letter.state]
    return texts.letter_fates.fate.format(letter=kind, state=state, when=when)


def _when(letter: MailedLetter, *, office: Office, texts: Texts, now: datetime) -> str:
    """When it came to that; of one on its way since when, or when it is tried again."""
    says, is_sending = texts.letter_fates, letter.state is LetterState.SENDING
    at = letter.settled_at or letter.handed_over_at or letter.frozen_at
    again_at = letter.retry_at if is_sending else None
    when = moment(again_at or at, office.zone, texts, now=now)
    if again_at is not None:
        return says.tried_again.format(when=when)
    return says.since.format(when=when) if is_sending else when


def _question(letter: MailedLetter, texts: Texts) -> list[Block]:
    """Of a letter of which nobody knows, what is asked of who presses."""
    is_unknown = letter.state is LetterState.UNKNOWN
    return [context(plain(texts.letter_fates.decide))] if is_unknown else []


def _buttons(letter: MailedLetter, choices: Sequence[str], texts: Texts) -> Block:
    labels = texts.letter_fates.choice
    return actions(
        [
            button(StepButton(label=labels[one], action_id=one, value=str(letter.id)))
            for one in choices
        ]
    )
