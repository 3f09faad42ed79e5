"""What a mail seems to be, by its headers and its words; nothing is decided by it.

A robot is told by what standards have it say of itself (RFC 3834, 2919, 2369, 8098, 3464), never
by its words. Words of violence or harassment go before everything else, a robot's too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.cases.outcomes import Inadmissibility
from bot.domain.cases.proposing import (
    INADMISSIBLE,
    is_said,
    spaced,
    suspects_misconduct,
)
from bot.domain.mail.arrivals import MailGuess

_REFERENCE = re.compile(r"(?<![A-Za-z0-9-])(?:REC|INC)-20\d\d-\d{4,6}(?![A-Za-z0-9-])")
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
"""What writing programmes make of a hyphen between figures."""
_READ_MAX = 20_000
"""Characters of a text in which words are looked for; a complaint says it before."""
_REPLY = re.compile(r"\s*(?:re|r.p|r.f|ref|aw|sv)\.?\s?(?:\[\d+\]\s?)?:\s*", re.IGNORECASE)
"""« Re: », « Rép : », « Réf. : » and others."""

_ROBOTS = ("list-id", "feedback-id", "x-autoreply", "x-autorespond", "x-failed-recipients")
_BULK = frozenset({"bulk", "list", "junk", "auto_reply"})
_OWN_MARK = "x-vigie-letter"

_INVOICES = (
    *("facture", "votre avoir", "bon de commande", "relance de paiement", "avis d echeance"),
    *("avis de prelevement", "releve de compte", "rib ", "acompte", "reglement de la facture"),
)
_DISPLEASED = (
    *("reclamation", "plainte", "me plaindre", "mecontent", "insatisf", "insatisfait", "decu"),
    *("decue", "inadmissible", "inacceptable", "scandaleu", "honteu", "lamentable", "anormal"),
    *("toujours pas", "jamais recu", "pas recu", "sans reponse", "aucune reponse", "sans nouvelle"),
    *("rembours", "dedommag", "conteste", "contestation", "litige", "mise en demeure"),
    *("mettons en demeure", "mediateur", "probleme", "dysfonctionnement", "erreur sur"),
    *("n a pas eu lieu", "a ete annule", "en panne", "trop froid", "trop court", "en retard"),
    *("complaint", "complain", "refund", "unacceptable", "disappoint", "never received"),
)
_ASKED = (
    *INADMISSIBLE[Inadmissibility.INFORMATION_REQUEST],
    *("devis", "tarif", "inscription", "s inscrire", "disponibilite", "programme de la formation"),
    *("quelles sont les dates", "je souhaiterais savoir", "pourriez vous m indiquer"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """A mail as rules look at it; addresses and names of headers in small letters.

    `attached` is what the mails say that came as its files.
    `cites` are the ids that it answers, the latest first. `is_bounce`: it reports a delivery that
    failed. `is_vouched_for`: our provider says that the sender's domain stands behind it.
    """

    from_address: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    attached: str = field(default="", repr=False)
    cites: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    is_bounce: bool = False
    is_vouched_for: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What a mail seems to be; `cited_refs` are the cases it names, each once."""

    guess: MailGuess
    is_automatic: bool = False
    is_in_confidence: bool = False
    cited_refs: tuple[str, ...] = ()

    @property
    def is_folded(self) -> bool:
        """Whether it goes into the day's line; what is to be read in confidence never does."""
        return self.is_automatic and not self.is_in_confidence


def classify(mail: ReadMail, *, own_addresses: frozenset[str] = frozenset()) -> Classified:
    """What a mail seems to be, from a closed list."""
    words = f"{mail.subject}\n{mail.text[:_READ_MAX]}"
    told = f"{words}\n{mail.attached[:_READ_MAX]}"
    return Classified(
        guess=_guess(mail, spaced(told), own_addresses),
        is_automatic=is_automatic(mail, own_addresses=own_addresses),
        is_in_confidence=not mail.is_bounce and suspects_misconduct(told),
        cited_refs=tuple(dict.fromkeys(_REFERENCE.findall(words.translate(_HYPHENS)))),
    )


def is_automatic(mail: ReadMail, *, own_addresses: frozenset[str] = frozenset()) -> bool:
    """Whether a machine sent it: a robot's answer, a list, a report, or a letter of our own.

    None of them is ever answered, nor makes a case.
    """
    said = mail.headers
    if mail.is_bounce or _OWN_MARK in said or mail.from_address in own_addresses:
        return True
    if said.get("auto-submitted", "no").split(";")[0].strip().lower() not in {"", "no"}:
        return True
    if said.get("return-path", "").strip() == "<>" or _is_report(said):
        return True
    said = _without_own_list(said, own_addresses)
    is_bulk = said.get("precedence", "").strip().lower() in _BULK
    is_list = _is_list(said)
    return is_bulk or is_list or any(name in said for name in _ROBOTS)


def _without_own_list(said: Mapping[str, str], own_addresses: frozenset[str]) -> Mapping[str, str]:
    """Headers without those of a list that is the school's own address: a group of colleagues.

    Its provider writes them into everything that people send there (RFC 2919).
    """
    list_id = said.get("list-id", "").lower()
    if not any(own in list_id or own.replace("@", ".") in list_id for own in own_addresses):
        return said
    of_list = {"precedence", *(name for name in said if name.startswith("list-"))}
    return {name: value for name, value in said.items() if name not in of_list}


def plain_subject(subject: str) -> str:
    """A subject without « Re: », in small letters without accents, to be compared."""
    while (reply := _REPLY.match(subject)) is not None:
        subject = subject[reply.end() :]
    return spaced(subject).strip()


def _is_report(said: Mapping[str, str]) -> bool:
    """A report of a delivery or of a reading (RFC 3464, 8098)."""
    kind = said.get("content-type", "").lower()
    return kind.startswith("multipart/report") or "disposition-notification" in kind


def _is_list(said: Mapping[str, str]) -> bool:
    """What has a way out of a list was sent to many (RFC 2369)."""
    return "list-unsubscribe" in said or "list-help" in said


def _guess(mail: ReadMail, words: str, own_addresses: frozenset[str]) -> MailGuess:
    if mail.is_bounce:
        return MailGuess.BOUNCE
    if is_automatic(mail, own_addresses=own_addresses):
        is_list = _is_list(_without_own_list(mail.headers, own_addresses))
        return MailGuess.ADVERTISEMENT if is_list else MailGuess.AUTOMATIC
    if mail.cites and _REPLY.match(mail.subject):
        return MailGuess.ANSWER
    if _says(words, _DISPLEASED):
        return MailGuess.COMPLAINT
    if _says(words, _INVOICES):
        return MailGuess.INVOICE
    return MailGuess.REQUEST if _says(words, _ASKED) else MailGuess.OTHER


def _says(words: str, beginnings: tuple[str, ...]) -> bool:
    return any(is_said(one, words) for one in beginnings)
