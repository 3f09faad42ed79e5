"""To which case a mail belongs: surely, perhaps, or to none.

Headers can be written by anybody. A mail is attached by itself only where three things agree: it
cites an id of ours, it comes from an address that somebody confirmed for that case, and our own
provider vouches for its domain. Whatever else points to a case is a suggestion, and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from bot.domain.mail.classifying import Classified, ReadMail, plain_subject
from bot.domain.mail.quotes import is_forwarded


class Doubt(StrEnum):
    """Why a mail that points to a case is not attached to it by itself."""

    SENDER = "sender"
    """Its sender is no address of that case."""
    VOUCHER = "voucher"
    """Our provider does not vouch for its sender."""
    SUBJECT = "subject"
    """It answers with another subject: perhaps a matter of its own."""
    FORWARDED = "forwarded"
    REFERENCE = "reference"
    """It names the case in its words alone."""
    SEVERAL = "several"
    """It points to more than one case."""
    AUTOMATIC = "automatic"
    CONFIDENCE = "confidence"
    """Its words are to be read in confidence first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCases:
    """What is known of the cases that a mail may belong to.

    `by_id` are the cases of the ids that it cites, `by_ref` of the references that it names;
    `addresses` are those confirmed for each case, `subjects` those of the letters cited.
    """

    by_id: Mapping[str, UUID] = field(default_factory=dict)
    by_ref: Mapping[str, UUID] = field(default_factory=dict)
    addresses: Mapping[UUID, frozenset[str]] = field(default_factory=dict)
    subjects: Mapping[UUID, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """The case that a mail points to; it is sure of it where no `doubt` is left."""

    case_id: UUID | None = None
    doubt: Doubt | None = None

    @property
    def is_sure(self) -> bool:
        return self.case_id is not None and self.doubt is None


NOWHERE = Belonging()


def belonging_of(mail: ReadMail, classified: Classified, known: KnownCases) -> Belonging:
    """The case that a mail belongs to or seems to, and why it is not attached by itself."""
    cited = [known.by_id[one] for one in mail.cites if one in known.by_id]
    named = [known.by_ref[one] for one in classified.cited_refs if one in known.by_ref]
    pointed = [*cited, *named]
    if not pointed:
        return NOWHERE
    return Belonging(case_id=pointed[0], doubt=_doubt(mail, classified, known, cited, pointed))


def _doubt(
    mail: ReadMail,
    classified: Classified,
    known: KnownCases,
    cited: list[UUID],
    pointed: list[UUID],
) -> Doubt | None:
    case_id = pointed[0]
    doubts = {
        Doubt.CONFIDENCE: classified.is_in_confidence,
        Doubt.AUTOMATIC: classified.is_automatic,
        Doubt.SEVERAL: len(set(pointed)) > 1,
        Doubt.REFERENCE: not cited,
        Doubt.FORWARDED: is_forwarded(mail.subject),
        Doubt.SENDER: mail.from_address not in known.addresses.get(case_id, frozenset()),
        Doubt.VOUCHER: not mail.is_vouched_for,
        Doubt.SUBJECT: not _is_same_subject(mail, known.subjects.get(case_id, frozenset())),
    }
    return next((doubt for doubt, is_so in doubts.items() if is_so), None)


def _is_same_subject(mail: ReadMail, subjects: frozenset[str]) -> bool:
    said = plain_subject(mail.subject)
    return not said or any(said == plain_subject(one) for one in subjects)
