"""Letters: who is written what, and how they were told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.cases.cases import Case
from bot.domain.cases.outcomes import Outcome
from bot.domain.cases.searching import bare_words
from bot.domain.cases.taxonomy import Means, Party, Signatory
from bot.domain.school.office import Mediator


class LetterKind(StrEnum):
    """The purposes of letters."""

    ACKNOWLEDGEMENT = "acknowledgement"
    INFORMATION_REQUEST = "information_request"
    EXTENSION = "extension"
    PROPOSAL = "proposal"
    REJECTION = "rejection"
    DUPLICATE = "duplicate"
    FOLLOW_UP = "follow_up"
    INFORMATION_POINT = "information_point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter, as drafted or as sent."""

    kind: LetterKind
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication:
    """A communication: word for word, when and how."""

    letter: Letter
    at: datetime
    means: Means


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLetter:
    """A letter as the journal has it; a means that was not given is None.

    Kind and means are its codes: a newer release may have written others than are known here.
    """

    kind: str
    subject: str
    body: str
    at: datetime
    means: str | None

    @property
    def goes_on_paper(self) -> bool:
        """Whether it is printed to go out."""
        return self.means in {Means.POST, Means.HANDED_OVER}


def letter_told_in(details: Mapping[str, Any] | None) -> ToldLetter | None:
    """The letter in a journal's entry; None where there is none, or it is erased.

    A follow-up may be made without a letter, which then stands beside its date and means.
    """
    told = (details or {}).get("told") or details
    letter = told.get("letter") if isinstance(told, Mapping) else None
    if told is None or not isinstance(letter, Mapping):
        return None
    return ToldLetter(
        kind=letter["kind"],
        subject=letter["subject"],
        body=letter["body"],
        at=datetime.fromisoformat(told["at"]),
        means=told.get("means"),
    )


def was_written_to(case: Case) -> bool:
    """Whether somebody was told something of the case, which a letter may have done."""
    return bool(
        case.ack_sent_at
        or case.answered_at
        or case.inadmissibility
        or case.duplicate_of
        or case.extensions
        or case.information_requests
        or case.information_points
        or case.followups
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """Who writes to whom, already worded; `say` words an instant, since that is not ours to know.

    `owner` is who follows the case and `function` what they are.
    """

    say: Callable[[datetime], str]
    signature: str
    addressee: str | None = None
    owner: str | None = None
    function: str | None = None
    privacy_notice: str | None = None
    mediator: Mediator | None = None


class Offer(StrEnum):
    """What an answer makes of its solution: put to the complainant, promised, or in place."""

    PROPOSED = "proposed"
    PROMISED = "promised"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFacts:
    """Contents of a proposal beyond the case: dates already worded, the rest as typed.

    What is not upheld has `reasons`.
    """

    outcome: Outcome
    findings: str
    solution: str | None = None
    reasons: str | None = None
    implemented_on: str | None = None
    prevention: str | None = None
    answer_by: str | None = None
    offer: Offer = Offer.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationPointFacts:
    """Contents of an information point: no name, nothing about health."""

    session: str
    happened_at: str
    what_happened: str
    consequence: str
    measures: str
    what_changes: str
    next_point: str | None = None


def without_letters(details: Mapping[str, Any]) -> Mapping[str, Any]:
    """A step's record without the complainant, for those who may not know them.

    A letter greets its addressee by name. An information point goes to those it names, whom
    everybody who follows the case may know.
    """
    told = details.get("told")
    letters = [details.get("letter"), told.get("letter") if isinstance(told, dict) else None]
    kinds = {one.get("kind") for one in letters if isinstance(one, dict)}
    if not kinds - {LetterKind.INFORMATION_POINT}:
        return details
    kept = {name: value for name, value in details.items() if name != "letter"}
    if isinstance(told, dict):
        kept["told"] = {name: value for name, value in told.items() if name != "letter"}
    return kept


_BY_PARTY = {
    Party.TRAINEE: Signatory.INDIVIDUAL,
    Party.CLIENT_COMPANY: Signatory.COMPANY,
    Party.FUNDER: Signatory.FUNDER,
}
_OWN_ACCOUNT = "cpf"


def likely_signatory(case: Case) -> Signatory | None:
    """Who signed, as somebody said; else who is likely to have, None where nothing tells.

    A trainee counts as an individual until somebody says otherwise, so that nobody misses what
    the law owes them. So does who pays from their own training account (CPF), whoever they are.
    """
    if case.signatory is not None:
        return case.signatory
    known = _BY_PARTY.get(case.party)
    if known is None and case.party is Party.OTHER and _OWN_ACCOUNT in bare_words(case.description):
        return Signatory.INDIVIDUAL
    return known


def may_have_contract(party: Party) -> bool:
    """Whether a party may have signed one: those who teach for us have not."""
    return party is not Party.TEACHING_TEAM


def is_consumer(case: Case) -> bool:
    """Whether the complainant has to be told of the mediator (C. conso L612-1, L616-1)."""
    return likely_signatory(case) is Signatory.INDIVIDUAL
