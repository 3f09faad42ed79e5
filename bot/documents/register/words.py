"""The register's words: French, as an auditor reads them, whatever language the channel speaks.

What members of closed sets are called, people, the fields of the journal and the codes in them.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from bot.documents.register.texts import MEMBER, NO, PARTS, YES
from bot.domain.actions.actions import ActionKind, ActionOrigin, ActionStatus
from bot.domain.cases.case_fields import CASE_FIELDS
from bot.domain.cases.cases import Status
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.cases.letters import LetterKind
from bot.domain.cases.outcomes import Solved
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Category, IncidentType, Kind, Means, Measure
from bot.domain.cases.traces import ExternalKind
from bot.domain.deadlines.reminders import Level
from bot.domain.register.informing import InformedGroup
from bot.domain.school.policies import DeadlineKind
from bot.ui.texts.catalogue import FRENCH
from bot.ui.texts.fields import ACTION_HEADS, HEADS, STEP_LABELS

Member = TypeVar("Member", bound=StrEnum)

# By type, because members of different sets may be equal as text, as both « other » are.
# By plain text within it, because an enum's own hash is slow and a register asks often.
_BY_TYPE: Mapping[type, Mapping[str, str]] = {
    type(next(iter(words))): {str(member): word for member, word in words.items()}
    for words in (*FRENCH.words.closed_sets(), PARTS)
}

_OTHER_SETS: Mapping[str, tuple[type[StrEnum], ...]] = {
    "kind": (Kind, ActionKind, LetterKind, ExternalKind, DeadlineKind),
    "status": (Status, ActionStatus),
    "category": (Category, IncidentType),
    "origin": (ActionOrigin,),
    "means": (Means,),
    "measures": (Measure,),
    "solved": (Solved,),
    "deadline": (DeadlineKind,),
    "level": (Level,),
    "group": (InformedGroup,),
}
"""Names of the journal that belong to no case field, or to other things as well."""
_LABELS: Mapping[str, str] = {
    **ACTION_HEADS,
    **HEADS,
    **{field.attribute: HEADS[field.name] for field in CASE_FIELDS},
    **STEP_LABELS,
}

_LABEL = re.compile(r"(quality_manager|training_manager|member)-(\d+)")


def word(member: StrEnum) -> str:
    """The French word for a member of a closed set."""
    return _BY_TYPE[type(member)][str(member)]


def words_of(closed_set: type[Member]) -> Mapping[Member, str]:
    """The French word for each member of a closed set."""
    return {member: _BY_TYPE[closed_set][str(member)] for member in closed_set}


def person(label: str) -> str:
    """« Responsable qualité 1 » for a label; a name stays as it is."""
    if label == VIGIE:
        return "Vigie"
    found = _LABEL.fullmatch(label)
    if not found:
        return label
    return f"{MEMBER if found[1] == 'member' else word(Role(found[1]))} {found[2]}"


def yes_or_no(value: bool) -> str:  # noqa: FBT001  # it is the value to be said
    return YES if value else NO


def label_of(name: str) -> str:
    """The label of a field; one that this version does not know keeps its name."""
    return _LABELS.get(name, name)


def code_in_words(name: str, value: str, *, kind: Kind | None = None) -> str:
    """The word for a code that a field holds; a label becomes a person; anything else stays.

    Of a case of this `kind`, where it is known.
    """
    for closed_set in _closed_sets().get(name, ()):
        if value in {member.value for member in closed_set}:
            member = closed_set(value)
            if kind is not None and isinstance(member, Status):
                return FRENCH.words.status_of(kind, member)
            return word(member)
    return person(value)


@cache
def _closed_sets() -> Mapping[str, tuple[type[StrEnum], ...]]:
    """The closed sets whose codes a field of this name may hold."""
    of_cases = {field.name: field.closed_set for field in CASE_FIELDS}
    return {name: (held,) for name, held in of_cases.items() if held} | dict(_OTHER_SETS)
