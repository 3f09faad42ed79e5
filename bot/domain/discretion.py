"""Hiding who is meant: what people write names people, and a channel is read by a team.

The register keeps every text whole; only what is posted goes through here.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.cases import Case

HIDDEN = "[…]"
"""Stands for what was hidden, in any language."""

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# ten digits by twos (06 39 98 00 17), or an international number
_PHONE = re.compile(r"(?<!\w)(?:\+\d{2,3}|0)(?:[ .\-\u00a0]?\(0\))?(?:[ .\-\u00a0]?\d){8,10}(?!\w)")
_DIGITS = re.compile(r"\d\D?\d")
_CIVILITY = r"(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?)"
_NAME = r"[A-ZÀ-ÖØ-Ý][\w'\u2019\-]+"
_NAMED = re.compile(rf"(?<!\w)({_CIVILITY})[ \u00a0]+{_NAME}(?:[ \u00a0]+{_NAME}){{0,2}}")
_SHORTEST_NAME = 3


def discreet(text: str, names: Sequence[str] = ()) -> str:
    """The text without addresses, telephone numbers, « Mme X », and these names.

    It finds what is written in the usual ways, not every name there is.
    """
    return hiding(names)(text)


def hiding(names: Sequence[str]) -> Callable[[str], str]:
    """`discreet` for many texts that tell of the same people."""
    words = [(word.casefold(), _alone(word)) for word in _words_of(names)]

    def hide(text: str) -> str:
        # each look is worth far less than the search that it mostly spares
        hidden = _EMAIL.sub(HIDDEN, text) if "@" in text else text
        hidden = _PHONE.sub(HIDDEN, hidden) if _DIGITS.search(hidden) else hidden
        hidden = _NAMED.sub(rf"\1 {HIDDEN}", hidden) if "M" in hidden else hidden
        folded = hidden.casefold()
        for word, pattern in words:
            if word in folded:
                hidden = re.sub(pattern, HIDDEN, hidden, flags=re.IGNORECASE)
        return hidden

    return hide


def discreet_case(case: Case, names: Sequence[str] = ()) -> Case:
    """A case whose free texts may be posted."""
    return replace(
        case,
        description=discreet(case.description, names),
        session=case.session and discreet(case.session, names),
        requested_remedy=case.requested_remedy and discreet(case.requested_remedy, names),
    )


def _alone(word: str) -> str:
    return rf"(?<!\w){re.escape(word)}(?!\w)"


def _words_of(names: Sequence[str]) -> list[str]:
    words = (word.strip(".,;") for name in names for word in name.split())
    civilities = re.compile(rf"{_CIVILITY}$")
    return [word for word in words if len(word) >= _SHORTEST_NAME and not civilities.match(word)]
