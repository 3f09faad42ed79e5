"""Topics that come back: three cases in six months, or one after a remedy was judged good."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from bot.domain.cases import Case
from bot.domain.changes import Event
from bot.domain.root_causes import CauseFamily
from bot.domain.taxonomy import Category, IncidentType

_TELLING = frozenset({"category", "incident_type", "cause_family", "qualified_at"})
"""What a step has to change for a case to belong to another topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTopic:
    """What a case is about and why; a cause that nobody has analysed yet is a cause like others."""

    category: Category | None
    incident_type: IncidentType | None
    cause_family: CauseFamily | None

    @property
    def key(self) -> str:
        """The topic in one word, for the database and for buttons."""
        about = self.category or self.incident_type or ""
        return f"{'c' if self.category else 'i'}:{about}:{self.cause_family or ''}"

    @classmethod
    def of_key(cls, key: str) -> Self:
        """The topic that a key names. Raises ValueError for anything else."""
        kind, about, cause = key.split(":")
        return cls(
            category=Category(about) if kind == "c" else None,
            incident_type=IncidentType(about) if kind == "i" else None,
            cause_family=CauseFamily(cause) if cause else None,
        )


def topic_of(case: Case) -> CaseTopic | None:
    """A case's topic; None for a confidential one, which is only counted.

    Of incidents there are three types, which say too little before the cause is known.
    """
    cause = case.cause_family
    if case.confidential:
        return None
    if case.category is not None:
        return CaseTopic(category=case.category, incident_type=None, cause_family=cause)
    if case.incident_type is not None and cause is not None:
        return CaseTopic(category=None, incident_type=case.incident_type, cause_family=cause)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurred:
    """What the quality managers are told: a topic, its cases by id, latest first.

    `remedy` is the action that had been judged effective against it, if one had.
    """

    topic: CaseTopic
    case_ids: tuple[UUID, ...]
    remedy: UUID | None = None


def may_recur(event: Event) -> bool:
    """Whether a step may have brought a case to another topic."""
    return bool(_TELLING & event.changes.keys())
