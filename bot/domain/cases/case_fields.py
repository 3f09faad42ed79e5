"""The one list of a case's fields, by the identifiers of our export, in the register's order.

The type of a field is declared in `Case`, its labels in `bot/ui/texts/fields.py`. The
register's columns, what an import takes and compares, the boxes of the forms, the marks on the
card, the figures of the review and what a search reads are all made from it.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, fields
from enum import Flag, StrEnum, auto
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import Record
from bot.domain.cases.taxonomy import Kind


class Use(Flag):
    """Where a field is used, beyond the register."""

    SEALED = auto()
    """Read even where a confidential case is sealed."""
    IMPORTED = auto()
    """Taken from somebody else's register."""
    PERSONAL = auto()
    """Of who complains: given with names only, and never shown by an import."""
    SEARCHED = auto()
    """Words of people's, by which the case is found again."""
    TICKED = auto()
    """A box of the form by which a case is filed."""
    MARKED = auto()
    """Shown on the card where it is true."""
    COUNTED = auto()
    """How many cases it is true of stands in the figures, from its column in the table."""
    APART = auto()
    """No attribute of `Case`: worked out from others, or kept elsewhere."""


_NONE = Use(0)


@dataclass(frozen=True, slots=True)
class CaseField:
    """A field by its `name`, held in the attribute `of` of a case where that is called otherwise.

    Only cases of `kind` have it, where one is given.
    """

    name: str
    use: Use = _NONE
    _: KW_ONLY
    of: str | None = None
    kind: Kind | None = None

    @property
    def attribute(self) -> str:
        """The attribute of `Case` that holds it."""
        return self.of or self.name

    def is_of(self, kind: Kind) -> bool:
        """Whether cases of this kind have it."""
        return self.kind in (None, kind)

    @property
    def closed_set(self) -> type[StrEnum] | None:
        """The closed set that its values are of, if they are."""
        held = type_held(self.attribute)
        return held if isinstance(held, type) and issubclass(held, StrEnum) else None


_C, _I = Kind.COMPLAINT, Kind.INCIDENT
_SEALED, _IMPORTED, _SEARCHED, _APART = Use.SEALED, Use.IMPORTED, Use.SEARCHED, Use.APART

CASE_FIELDS = (
    CaseField("ref", _SEALED | _IMPORTED),
    CaseField("kind", _SEALED | _IMPORTED),
    CaseField("status", _SEALED | _IMPORTED),
    CaseField("overdue", _SEALED | _APART),
    CaseField("received_at", _SEALED | _IMPORTED),
    CaseField("recorded_at", _SEALED),
    CaseField("confidentiality", _SEALED | _IMPORTED | Use.TICKED, of="confidential"),
    CaseField("recorded_by"),
    CaseField("complainant", _IMPORTED | _APART | Use.PERSONAL, kind=_C),
    CaseField("complainant_contact", _IMPORTED | _APART | Use.PERSONAL, kind=_C),
    CaseField("channel", _IMPORTED, kind=_C),
    CaseField("party", _IMPORTED, kind=_C),
    CaseField("site", _IMPORTED),
    CaseField("session_ref", _IMPORTED | _SEARCHED, of="session"),
    CaseField("subject", _IMPORTED | _APART),
    CaseField("description", _IMPORTED | _SEARCHED),
    CaseField("severity", _IMPORTED),
    CaseField("attachments", of="file_count"),
    CaseField("duplicate_of"),
    CaseField("related_refs"),
    CaseField("category", _IMPORTED, kind=_C),
    CaseField("to_confirm", kind=_C),
    CaseField("requested_remedy", _IMPORTED | _SEARCHED, kind=_C),
    CaseField("signatory", kind=_C),
    CaseField("admissibility", kind=_C),
    CaseField("inadmissibility", kind=_C),
    CaseField("admissibility_reason", kind=_C),
    CaseField("ack_due_at", _SEALED, kind=_C),
    CaseField("ack_sent_at", _SEALED | _IMPORTED, kind=_C),
    CaseField("ack_means", kind=_C),
    CaseField("ack_letter", _APART, kind=_C),
    CaseField("ack_not_applicable", kind=_C),
    CaseField("ack_hours", _SEALED | _APART, kind=_C),
    CaseField("solution_due_at", _SEALED, kind=_C),
    CaseField("extensions", kind=_C),
    CaseField("current_due_at", _SEALED, kind=_C),
    CaseField("incident_type", _IMPORTED, kind=_I),
    CaseField("nature", kind=_I),
    CaseField("continuity", _IMPORTED, kind=_I),
    CaseField("injury", _IMPORTED | Use.TICKED | Use.MARKED | Use.COUNTED, kind=_I),
    CaseField("settled_on_spot", Use.COUNTED, kind=_I),
    CaseField("affected_count", kind=_I),
    CaseField("lost_minutes", kind=_I),
    CaseField("charge_due_at", _SEALED, kind=_I),
    CaseField("taken_charge_at", _SEALED, kind=_I),
    CaseField("containment", of="measures", kind=_I),
    CaseField("information_due_at", _SEALED, kind=_I),
    CaseField("informed_at", _APART, kind=_I),
    CaseField("notified_parties", of="information_points", kind=_I),
    CaseField("external_deadlines"),
    CaseField("owner"),
    CaseField("analysis", _IMPORTED | _SEARCHED),
    CaseField("root_cause", _IMPORTED | _SEARCHED),
    CaseField("cause_family", _IMPORTED),
    CaseField("solution", _IMPORTED | _SEARCHED, kind=_C),
    CaseField("proposed_at", _SEALED | _IMPORTED, kind=_C),
    CaseField("answer_means", kind=_C),
    CaseField("answer_letter", _APART, kind=_C),
    CaseField("solution_days", _SEALED | _APART, kind=_C),
    CaseField("outcome", _IMPORTED, kind=_C),
    CaseField("complainant_decision", kind=_C),
    CaseField("implemented_at", _IMPORTED, kind=_C),
    CaseField("implementation", _SEARCHED, kind=_C),
    CaseField("followup_at", _APART, kind=_C),
    CaseField("solved", _APART, kind=_C),
    CaseField("satisfaction_score", _APART, kind=_C),
    CaseField("verbatim", _APART, kind=_C),
    CaseField("closed_at", _SEALED | _IMPORTED),
    CaseField("closed_by"),
    CaseField("closing_reason", _SEARCHED),
    CaseField("reopened_count"),
)


def fields_for(use: Use) -> tuple[CaseField, ...]:
    """The fields that are used so, in the register's order."""
    return tuple(field for field in CASE_FIELDS if use in field.use)


def type_held(attribute: str) -> Any:  # noqa: ANN401  # a class, or what stands for several
    """The type of an attribute of `Case`, None apart; NoneType for what is no attribute of it."""
    return _types().get(attribute, NoneType)


def told_by(draft: Record) -> dict[str, Any]:
    """The values of a draft, by the attributes of `Case`."""
    return {one.name: getattr(draft, one.name) for one in fields(draft) if one.name in _types()}


@cache
def _types() -> Mapping[str, Any]:
    return {name: _without_none(hint) for name, hint in get_type_hints(Case).items()}


def _without_none(hint: Any) -> Any:  # noqa: ANN401  # as above
    if not isinstance(hint, UnionType):
        return hint
    (held,) = (one for one in get_args(hint) if one is not NoneType)
    return held
