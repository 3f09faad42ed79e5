"""Confidential cases: who handles them, and what is said of a case to whom."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.cases.cases import Case
from bot.domain.cases.taxonomy import Kind
from bot.domain.school.office import Office, Person


def fit_to_handle(
    case: Case, circles: Iterable[tuple[str, ...]], *, away: frozenset[str]
) -> tuple[str, ...]:
    """Those of the first circle in which somebody may handle the case; empty if none is left.

    Nobody handles a case about themselves (ISO 10002, objectivity); `away` are those who
    left, and programs.
    """
    unfit = away | set(case.concerned_people)
    fit = (tuple(person for person in circle if person not in unfit) for circle in circles)
    return next(filter(None, fit), ())


def circles_of(office: Office) -> tuple[tuple[str, ...], ...]:
    """Who is asked to handle a confidential case, one circle after the other."""
    return (office.confidential_handlers, office.quality_managers, office.training_managers)


def circle_free_of(circles: Iterable[tuple[str, ...]], named: frozenset[str]) -> tuple[str, ...]:
    """Those of the first circle in which somebody is not named, without those who are.

    Whoever words name may be whom they accuse. Where they name everybody the first circle stays:
    nothing must fall into silence.
    """
    there = [circle for circle in circles if circle]
    free = (tuple(one for one in circle if one not in named) for circle in there)
    return next(filter(None, free), there[0] if there else ())


def is_kept_from_channel(case: Case, office: Office) -> bool:
    """Whether the quality channel must not even hear of it: it is about those who read it there."""
    circles = (*circles_of(office), office.in_quality, office.in_training)
    readers = {person for circle in circles for person in circle}
    return case.confidential and not readers.isdisjoint(case.concerned_people)


def shows_pictures(case: Case, office: Office) -> bool:
    """Whether the case's pictures may stand in the thread of its card.

    Those of incidents alone, of which nobody was hurt: a complaint's picture may be a letter, with
    who wrote it, and nothing about anybody's health goes into a channel.
    """
    is_fit = case.kind is Kind.INCIDENT and not (case.injury or case.confidential)
    return office.shows_pictures and is_fit


class Unfit(StrEnum):
    """Why somebody cannot be chosen for the school's office."""

    LEFT = "person_left"
    PROGRAM = "person_is_program"
    UNKNOWN = "person_unknown"
    NOT_THEIRS = "not_theirs_to_choose"
    GUEST = "person_is_guest"


def unfit_for_office(person: Person | None) -> Unfit | None:
    """Why a member could not act on what an office asks of them; None when they can."""
    if person is None:
        return Unfit.UNKNOWN
    if person.is_bot:
        return Unfit.PROGRAM
    return Unfit.LEFT if person.is_deleted else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsRights:
    """The settings somebody may change: the school's choices, and the confidential handlers."""

    choices: bool
    handlers: bool


def settings_rights(
    person: str, office: Office, *, is_admin: bool, away: frozenset[str]
) -> SettingsRights:
    """Who may change what, counting only who is there.

    The choices are the quality managers'; while none of them is there, an admin of the
    workspace may. The list of handlers is its own people's alone, or else a quality manager
    could read every confidential case by one choice; while none of them is there, it is
    whose the choices are.
    """
    managers = frozenset(office.quality_managers) - away
    handlers = frozenset(office.confidential_handlers) - away
    may_choose = person in managers if managers else is_admin
    return SettingsRights(
        choices=may_choose, handlers=person in handlers if handlers else may_choose
    )


HIDDEN = "[…]"
"""Stands for what was hidden, in any language."""

# Whatever might begin an address is taken whole, and once, whether or not an address it is:
# a text without spaces would else be gone through from each of its letters on.
_EMAIL = re.compile(r"[\w.+'-]++(?P<domain>@[\w-]++(?:\.[\w-]++)++)?")
# ten digits by twos (06 39 98 00 17), or an international number
_PHONE = re.compile(r"(?<!\w)(?:\+\d{2,3}|0)(?:[ .\-\u00a0]?\(0\))?(?:[ .\-\u00a0]?\d){8,10}(?!\w)")
_DIGITS = re.compile(r"\d\D?\d")
_CIVILITY = r"(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?)"
_NAME = r"[A-Z\u00c0-\u00d6\u00d8-\u00dd][\w'\u2019\-]+"
_NAMED = re.compile(rf"(?<!\w)({_CIVILITY})[ \u00a0]+{_NAME}(?:[ \u00a0]+{_NAME}){{0,2}}")
_TITLE = re.compile(_CIVILITY)
_SHORTEST_NAME = 3


def discreet(text: str, names: Sequence[str] = ()) -> str:
    """The text without addresses, telephone numbers, « Mme X », and these names.

    It finds what is written in the usual ways, not every name there is.
    """
    return hiding(names)(text)


def hiding(names: Sequence[str]) -> Callable[[str], str]:
    """`discreet` for many texts that tell of the same people."""
    hide_names = hiding_words(_words_of(names))

    def hide(text: str) -> str:
        # each look is worth far less than the search that it mostly spares
        hidden = _EMAIL.sub(_without_address, text) if "@" in text else text
        hidden = _PHONE.sub(HIDDEN, hidden) if _DIGITS.search(hidden) else hidden
        hidden = _NAMED.sub(rf"\1 {HIDDEN}", hidden) if "M" in hidden else hidden
        return hide_names(hidden)

    return hide


def hiding_words(words: Iterable[str]) -> Callable[[str], str]:
    """Hides these words, the longest first, wherever one stands alone, in large or small letters.

    All are looked for in one go: what it takes grows with the text, not with the words.
    """
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    escaped = [(word.casefold(), re.escape(word)) for word in longest_first]

    def hide(text: str) -> str:
        folded = text.casefold() if escaped else ""
        there = "|".join(pattern for word, pattern in escaped if word in folded)
        if not there:
            return text
        return re.sub(rf"(?<!\w)(?:{there})(?!\w)", HIDDEN, text, flags=re.IGNORECASE)

    return hide


def discreet_case(case: Case, names: Sequence[str] = ()) -> Case:
    """A case whose free texts may be posted."""
    measures = (
        replace(one, explanation=discreet(one.explanation, names)) if one.on_spot else one
        for one in case.measures
    )
    at_once = (replace(one, what=discreet(one.what, names)) for one in case.done_at_once)
    return replace(
        case,
        measures=tuple(measures),
        done_at_once=tuple(at_once),
        description=discreet(case.description, names),
        session=case.session and discreet(case.session, names),
        requested_remedy=case.requested_remedy and discreet(case.requested_remedy, names),
    )


def _without_address(found: re.Match[str]) -> str:
    return HIDDEN if found["domain"] else found[0]


def _words_of(names: Sequence[str]) -> list[str]:
    words = (word.strip(".,;") for name in names for word in name.split())
    return [word for word in words if len(word) >= _SHORTEST_NAME and not _TITLE.fullmatch(word)]
