"""A letter on A4 paper: letterhead, addressee, place to sign; French, as letters are."""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.cases.cases import Complainant
from bot.domain.cases.letters import ToldLetter
from bot.ui.blocks.dates import full_day
from bot.ui.texts import letters
from bot.ui.texts.catalogue import FRENCH

LANGUAGE = "fr"
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """What the template sets, each text as it stands on the paper, lists line by line.

    `paragraphs` are those of the letter but for the last, which closes and signs it.
    """

    title: str
    letterhead: tuple[str, ...]
    addressee: tuple[str, ...]
    date: str
    reference: str
    subject: str
    paragraphs: tuple[tuple[str, ...], ...]
    closing: tuple[str, ...]
    lang: str = LANGUAGE


def on_paper(
    told: ToldLetter,
    *,
    ref: str,
    complainant: Complainant | None,
    letterhead: str | None,
    zone: ZoneInfo,
) -> LetterPaper:
    """The letter as it is printed, of the day on which it was told."""
    parts = [tuple(part.splitlines()) for part in told.body.strip().split("\n\n") if part.strip()]
    return LetterPaper(
        title=told.subject,
        letterhead=tuple((letterhead or "").splitlines()),
        addressee=_addressee(complainant),
        date=letters.DATED.format(day=full_day(told.at, zone, FRENCH)),
        reference=letters.REFERENCE.format(ref=ref),
        subject=letters.SUBJECT.format(subject=told.subject),
        paragraphs=tuple(parts[:-1]),
        closing=parts[-1] if parts else (),
    )


def _addressee(complainant: Complainant | None) -> tuple[str, ...]:
    """The name, and the contact where it is an address of the post: a postcode stands in it."""
    if complainant is None:
        return ()
    contact = complainant.contact or ""
    lines = [complainant.name or "", *(_lines(contact) if _POSTCODE.search(contact) else ())]
    return tuple(line for line in lines if line)


def _lines(address: str) -> tuple[str, ...]:
    return tuple(part.strip() for line in address.splitlines() for part in line.split(","))
