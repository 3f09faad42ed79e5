"""The thousand: what each is, in which style, how written, with what sent along, from a seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random

from tests.support.mail_corpus.breaking import BREAKAGES
from tests.support.mail_corpus.expected import ExpectedReading, MailOfCorpus
from tests.support.mail_corpus.robots import ROBOTS, RobotOccasion, bounced
from tests.support.mail_corpus.styles import STYLES, answered, html_of
from tests.support.mail_corpus.words import (
    AUTHSERV,
    BODIES,
    IN_CONFIDENCE,
    SCHOOL,
    SCHOOL_NAME,
    THANKS,
    SentLetter,
    sent_letter,
)
from tests.support.mail_corpus.writing import (
    ENCODINGS,
    Attachment,
    encoded,
    file_part,
    mail,
    multipart,
    sender,
    text_part,
)

SEED = 20261130
BEGINS = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
CASES = 60
"""Cases that the school wrote to before; the letter of each left in the weeks before `BEGINS`."""
SHARES = (("new", 0.40), ("answer", 0.30), ("unsure", 0.08), ("robot", 0.09), ("bounce", 0.05))
"""The rest is what was broken on its way."""
_PASSED = f"{AUTHSERV}; dkim=pass header.d=example.net; dmarc=pass header.from=example.net"
_FAILED = f"{AUTHSERV}; dkim=none; dmarc=fail header.from=example.net"
_FORGED = "mx.elsewhere.example.org; dmarc=pass header.from=example.net"
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
FILES = (
    Attachment(name="relevé.pdf", media_type="application/pdf", content=_PDF),
    Attachment(name="photo salle.png", media_type="image/png", content=_PNG),
    Attachment(name="../../émargement.pdf", media_type="application/octet-stream", content=_PDF),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a person's mail is made of, before it is bytes."""

    name: str
    address: str
    subject: str
    text: str
    html: str
    cites: str = ""
    vouched: tuple[str, ...] = (_PASSED,)


def letters() -> tuple[SentLetter, ...]:
    """The letters that answers, robots and bounces are about, one for each case."""
    return tuple(
        sent_letter(number, at=BEGINS - timedelta(days=20) + timedelta(hours=7 * number))
        for number in range(CASES)
    )


def corpus(size: int = 1_000, *, seed: int = SEED) -> Iterator[MailOfCorpus]:
    """So many mails in the order of their arrival, the same whenever they are asked for."""
    chance = Random(seed)  # noqa: S311  # repeatable, not secret
    known = letters()
    kinds = [kind for kind, share in SHARES for _ in range(round(size * share))]
    kinds += ["broken"] * (size - len(kinds))
    chance.shuffle(kinds)
    makers = {
        "new": _new,
        "answer": _answer,
        "unsure": _unsure,
        "robot": _robot,
        "bounce": _bounce,
        "broken": _broken,
    }
    at = BEGINS
    for number, kind in enumerate(kinds):
        at += timedelta(seconds=chance.randrange(1, 2_400))
        made = makers[kind](Occasion(number=number, at=at, chance=chance, letters=known))
        yield replace(made, name=f"{number} {made.name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When the next mail comes, and what chance makes of it."""

    number: int
    at: datetime
    chance: Random
    letters: tuple[SentLetter, ...]

    def body(self) -> str:
        return self.chance.choice(BODIES)

    def letter(self) -> SentLetter:
        return self.chance.choice(self.letters)


def _new(occasion: Occasion) -> MailOfCorpus:
    """A complaint that answers nothing; one in twelve is to be read in confidence."""
    is_in_confidence = occasion.chance.random() < 1 / 12
    body = occasion.chance.choice(IN_CONFIDENCE) if is_in_confidence else occasion.body()
    who = occasion.number
    written = Written(
        name=f"Dominique Exemple-{who}",
        address=f"inconnu{who}@example.net",
        subject=occasion.chance.choice(("Réclamation", "", "Formation du 17", "Problème")),
        text=f"{body}\n",
        html=html_of(body),
        vouched=occasion.chance.choice(((_PASSED,), (_FAILED,), ())),
    )
    made = _made(occasion, written, ExpectedReading.NEW, new=body, name="new")
    return replace(made, is_in_confidence=is_in_confidence)


def _answer(occasion: Occasion) -> MailOfCorpus:
    letter = occasion.letter()
    new = f"{occasion.chance.choice(THANKS)}\n\n{occasion.body()}"
    written, style = _answering(occasion, letter, new)
    name = f"answer {style}"
    return _made(occasion, written, ExpectedReading.ANSWER, new=new, name=name, case=letter.case)


def _unsure(occasion: Occasion) -> MailOfCorpus:
    """What cites a case, and yet nothing proves that it belongs there."""
    letter, body = occasion.letter(), occasion.body()
    written, _ = _answering(occasion, letter, body)
    doubts = {
        "of an unknown sender": replace(written, address=f"autre{occasion.number}@example.net"),
        "not vouched for": replace(written, vouched=(_FAILED,)),
        "vouched for by somebody else": replace(written, vouched=(_FORGED,)),
        "vouched for beneath a failure": replace(written, vouched=(_FAILED, _PASSED)),
        "by its reference alone": replace(written, cites="", address="autre@example.net"),
        "forwarded": replace(written, subject=f"TR: {letter.subject}"),
        "on another subject": replace(written, subject="Nouvelle réclamation, autre session"),
    }
    doubt = occasion.chance.choice(sorted(doubts))
    name, reading = f"unsure {doubt}", ExpectedReading.SUGGESTED
    return _made(occasion, doubts[doubt], reading, new=body, name=name, case=letter.case)


def _answering(occasion: Occasion, letter: SentLetter, new: str) -> tuple[Written, str]:
    style = occasion.chance.choice(STYLES)
    text, html = answered(style, new, letter)
    written = Written(
        name=letter.name,
        address=letter.to,
        subject=f"{occasion.chance.choice(('Re: ', 'RE: ', 'RE : ', 'Réf. : '))}{letter.subject}",
        text=text,
        html=html,
        cites=letter.message_id,
    )
    return written, style.name


def _robot(occasion: Occasion) -> MailOfCorpus:
    robot = ROBOTS[occasion.chance.randrange(len(ROBOTS))]
    told = RobotOccasion(letter=occasion.letter(), at=occasion.at, number=occasion.number)
    raw = _with_proof(robot(told), (_PASSED,))
    name = f"robot {robot.__name__.strip('_')}"
    return MailOfCorpus(
        name=name, raw=raw, received_at=occasion.at, reading=ExpectedReading.AUTOMATIC
    )


def _bounce(occasion: Occasion) -> MailOfCorpus:
    """A letter come back, one that is late, or one that was never ours."""
    letter = occasion.letter()
    sort = occasion.chance.choice(("failed", "failed whole", "delayed", "not ours"))
    is_ours = sort != "not ours"
    about = letter if is_ours else replace(letter, message_id="<spam@elsewhere.example.org>")
    told = RobotOccasion(letter=about, at=occasion.at, number=occasion.number)
    action = "delayed" if sort == "delayed" else "failed"
    return MailOfCorpus(
        name=f"bounce {sort}",
        raw=bounced(told, action=action, headers_only=sort != "failed whole"),
        received_at=occasion.at,
        reading=ExpectedReading.BOUNCE,
        case=letter.case if sort.startswith("failed") else None,
    )


def _broken(occasion: Occasion) -> MailOfCorpus:
    breakage = BREAKAGES[occasion.number % len(BREAKAGES)]
    whole = _new(occasion)
    return replace(
        whole,
        name=f"broken: {breakage.name}",
        raw=breakage.break_it(whole.raw),
        new=whole.new if breakage.keeps_text else "",
        is_broken=True,
    )


def _made(
    occasion: Occasion,
    written: Written,
    reading: ExpectedReading,
    *,
    new: str,
    name: str,
    case: int | None = None,
) -> MailOfCorpus:
    encoding = occasion.chance.choice(ENCODINGS)
    shape = occasion.chance.choice(("text", "text", "twins", "html"))
    files = occasion.chance.sample(FILES, occasion.chance.choice((0, 0, 0, 1, 2)))
    parts = {"plain": written.text, "html": written.html}
    if shape != "twins":
        del parts["html" if shape == "text" else "plain"]
    bodies = [text_part(text, encoding, subtype=kind) for kind, text in parts.items()]
    body = bodies[0] if len(bodies) == 1 else multipart("alternative", bodies, boundary="=alt")
    if files:
        body = multipart("mixed", [body, *map(file_part, files)], boundary="=mixed")
    return MailOfCorpus(
        name=f"{name} {shape} {encoding.label}/{encoding.transfer}",
        raw=_with_proof(mail(_heads(occasion, written), body), written.vouched),
        received_at=occasion.at,
        reading=reading,
        case=case,
        new=new,
        files=tuple(one.name for one in files),
    )


def _heads(occasion: Occasion, written: Written) -> Iterator[tuple[str, str]]:
    yield "From", sender(written.name, written.address)
    yield "To", sender(SCHOOL_NAME, SCHOOL)
    yield "Subject", encoded(written.subject)
    yield "Date", format_datetime(occasion.at - timedelta(seconds=occasion.chance.randrange(90)))
    yield "Message-ID", f"<{occasion.number}.{occasion.chance.getrandbits(64):x}@example.net>"
    if written.cites:
        yield "In-Reply-To", written.cites
        yield "References", written.cites


def _with_proof(raw: bytes, vouched: tuple[str, ...]) -> bytes:
    lines = (f"Authentication-Results: {one}\r\n" for one in vouched)
    return "".join(lines).encode("ascii") + raw
