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
_NAME_FROM = 3
"""Letters below which a word alone is nobody's name."""
_ENDING = frozenset(".?!:;,\N{HORIZONTAL ELLIPSIS}")
"""How a line of a text ends that is no line of a signature."""
_ENDED = frozenset(".?!,\N{HORIZONTAL ELLIPSIS})")
"""How one ends after which a name begins anew."""
_THANKS = ("merci", "dans l attente", "thank", "bonne journee", "bonne reception")
_POSTSCRIPT = re.compile(r"\s*(?:p\.?\s?s\.?|n\.?\s?b\.?|post-?scriptum)(?:\s*:|\s)", re.IGNORECASE)
_WORD_OF_NAME = r"[^\W\d_][\w'\u2019.\-]{0,30}"
_NAME = re.compile(rf"{_WORD_OF_NAME}(?: {_WORD_OF_NAME}){{0,3}}")
_TITLE = re.compile(r"(?:mme|mlle|m|mr|mrs|ms|madame|monsieur)\b\.?\s*", re.IGNORECASE)


def without_formulas(text: str, *, sender: str | None = None) -> str:
    """The text without a greeting that has its first line to itself, and without its signature.

    A signature begins with a farewell, or else with the name of its `sender`, and ends where a
    postscript begins. All of the text where nothing else is left.
    """
    lines = text.strip().splitlines()
    at = _farewell_at(lines)
    if at == len(lines):
        at = _name_at(lines, sender)
    kept = lines[:at]
    if kept and _is_greeting(kept[0]):
        kept = kept[1:]
    said = ("\n".join(kept).strip(), "\n".join(_postscript(lines[at:])).strip())
    return "\n\n".join(filter(None, said)) or text.strip()


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


def _name_at(lines: Sequence[str], sender: str | None) -> int:
    """Where the sender's name stands alone with nothing beneath it that tells of something."""
    name = frozenset(folded(sender or "").split())
    signed = enumerate(takewhile(_may_sign, islice(reversed(lines), _SIGNED_LINES_MAX)), start=1)
    found = (
        len(lines) - back
        for back, line in signed
        if _is_of(line, name) and _is_apart(lines, len(lines) - back)
    )
    return min(found, default=len(lines))


def _may_sign(line: str) -> bool:
    """Whether it may stand in a signature: short, and no sentence."""
    is_address = "@" in line or "www." in line
    return len(line) <= _SIGNED_LINE_MAX and (is_address or line.rstrip()[-1:] not in _ENDING)


def _is_of(line: str, name: frozenset[str]) -> bool:
    """Whether a line is the sender's name or a part of it: « Claire », « C. Martin, comptable »."""
    words = folded(_TITLE.sub("", line.partition(",")[0].strip(), count=1)).split()
    initials = {word[0] for word in name}
    return any(len(word) >= _NAME_FROM and word in name for word in words) and all(
        word in name or word in initials for word in words
    )


def _is_apart(lines: Sequence[str], at: int) -> bool:
    """Whether a line goes on with nothing that was said before it."""
    before = lines[at - 1].strip() if at else ""
    if not before:
        said = next((line for line in reversed(lines[:at]) if line.strip()), "")
        return not said.rstrip().endswith(":")
    return before[-1] in _ENDED or folded(before).startswith(_THANKS)


def _postscript(signature: Sequence[str]) -> Sequence[str]:
    """The lines of a signature from where something is said once more."""
    begins = next((at for at, line in enumerate(signature) if _POSTSCRIPT.match(line)), None)
    return () if begins is None else signature[begins:]


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
