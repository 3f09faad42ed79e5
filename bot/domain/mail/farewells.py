"""What a person says in a mail, without how they greet and sign: what a case is described with.

Cut only where a line is nothing but such a formula; in doubt all stays. The whole mail is kept.
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from bot.domain.cases.searching import folded

_GREETS = (
    r"(?:bonjour|bonsoir|madame|monsieur|mesdames|messieurs|hello|hi|dear|chers?|cheres?|et|a|tous)"
)
_ONLY_GREETS = re.compile(rf"{_GREETS}(?: {_GREETS})*")
_BEGINS_GREETING = re.compile(rf"{_GREETS}\b")
_GREETING_WORDS_MAX = 5
_FAREWELL = re.compile(
    r"(?:(?:tres |bien )?cordialement|cdlt|cdt|bien a vous|respectueusement|amicalement|"
    r"(?:mes |nos )?(?:sinceres |meilleures |cordiales )?salutations(?: distinguees)?|"
    r"(?:best |kind |warm )?regards|yours(?: (?:sincerely|faithfully|truly))?|sincerely)"
)
_SIGNED_LINES_MAX = 16
"""Lines of a signature, blank ones too: a name, an office, an address, numbers."""
_SIGNED_LINE_MAX = 80
_WORD_OF_NAME = r"[^\W\d_][\w'\u2019.\-]{0,30}"
_NAME = re.compile(rf"{_WORD_OF_NAME}(?: {_WORD_OF_NAME}){{0,3}}")
_TITLE = re.compile(r"(?:mme|mlle|m|mr|mrs|ms|madame|monsieur)\b\.?\s*", re.IGNORECASE)


def without_formulas(text: str) -> str:
    """The text without a greeting that has its first line to itself, and without its signature.

    All of it where nothing else is left.
    """
    lines = text.strip().splitlines()
    kept = lines[: _farewell_at(lines)]
    if kept and _is_greeting(kept[0]):
        kept = kept[1:]
    return "\n".join(kept).strip() or text.strip()


def signed_by(text: str) -> str | None:
    """The name behind the farewell or right beneath it, of two words at least; None otherwise."""
    lines = text.strip().splitlines()
    at = _farewell_at(lines)
    _, _, beside = lines[at].partition(",") if at < len(lines) else ("", "", "")
    beneath = (line.strip() for line in (beside, *lines[at + 1 :]))
    name = _TITLE.sub("", next(filter(None, beneath), ""), count=1)
    return name if " " in name and _is_name(name) else None


def _farewell_at(lines: Sequence[str]) -> int:
    """Where the signature begins, or how many lines there are."""
    may_be = takewhile(lambda line: len(line) <= _SIGNED_LINE_MAX, reversed(lines))
    found = (
        back
        for back, line in enumerate(islice(may_be, _SIGNED_LINES_MAX), start=1)
        if _is_farewell(line)
    )
    return len(lines) - max(found, default=0)


def _is_farewell(line: str) -> bool:
    formula, _, beside = line.partition(",")
    return bool(_FAREWELL.fullmatch(folded(formula))) and (
        not beside.strip() or _is_name(beside.strip())
    )


def _is_greeting(line: str) -> bool:
    words = folded(line)
    if _ONLY_GREETS.fullmatch(words):
        return True
    is_short = len(words.split()) <= _GREETING_WORDS_MAX and line.rstrip().endswith(",")
    return is_short and _BEGINS_GREETING.match(words) is not None


def _is_name(text: str) -> bool:
    """Whether each word begins with a capital, as « Claire Martin »."""
    return bool(_NAME.fullmatch(text)) and all(word[0].isupper() for word in text.split())
