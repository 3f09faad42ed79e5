"""What a mail says anew: its text without what it answers, and without a signature.

Cutting only chooses what is shown first; the whole text is kept. In doubt nothing is cut: a
complaint that says « Le 12 novembre, le formateur a écrit : » is no quote, a forwarded mail is
what its sender wants read, and answers between the lines mean nothing without those lines.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WRAPPED_MAX = 5
"""Lines over which a programme may break the sentence that comes before a quote."""
_HEADERS_WITHIN = 7
_HEADERS_LEAST = 3
"""One or two such words begin lines of any letter."""
_LONGEST = 400
"""Characters of a line that may come before a quote; a longer one is somebody's own."""

_BEGINS = re.compile(
    r"(?:le|en date du|en date de|on|am|il giorno|u|el)\b|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b|"
    r"[^<>]{1,80}<[^<>\s@]{1,64}@[^<>\s@]{1,250}>\s*(?:a ecrit|wrote)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:(?:a|ont|avez|ha) (?:ecrit|scritto|scrittu)|wrote|schrieb|escribio)"
    r"(?:\s+le [^:]{1,60}(?::\d\d)?)?\s*:\s*$|<[^<>\s@]{1,64}@[^<>\s@]{1,250}>\s*:\s*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<[^<>\s@]{1,64}@[^<>\s@]{1,250}>")
_YEAR = re.compile(r"\b20\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}\s?[:h]\s?\d{2}\b", re.IGNORECASE)
_RULE = re.compile(
    r"\s*[-_=]{2,}\s*(?:message|mail|courriel|e-mail)\s+"
    r"(?:d.origine|original|initial|precedent)\s*[-_=]{2,}",
    re.IGNORECASE,
)
_RULE_ENGLISH = re.compile(
    r"\s*[-_=]{2,}\s*(?:original|previous)\s+(?:message|e-?mail)\s*[-_=]{2,}", re.IGNORECASE
)
_FORWARDED = re.compile(
    r"\s*(?:[-_=]{2,}\s*)?(?:(?:message|mail|courriel|e-mail)\s+(?:transfere|reexpedie|transmis)|"
    r"debut du message (?:reexpedie|transfere)|(?:begin )?forwarded message)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"[\s>]{0,9}\*?(de|from|von|da|envoye(?: le)?|date|sent|a|to|an|objet|subject|cc|copie a|"
    r"repondre a|reply-to|importance)\s{0,3}:\s?\*?",
    re.IGNORECASE,
)
_ORANGE = re.compile(r"[\s>]{0,9}message du \d{1,2}/\d{1,2}/\d{2,4}", re.IGNORECASE)
_FROM = {"de", "from", "von", "da"}
_QUOTED = re.compile(r"\s*(?:>|\|(?=\s))")
_SIGNATURE = re.compile(r"-- ?$")
_DRAWN = re.compile(r"\s*[-_=*]{5,}\s*$")
"""A line across the mail, as it stands above a notice."""
_NOTICE = re.compile(
    r"\s*(?:(?:ce|le present) (?:message|courriel|mail|e-mail|courrier)\b.{0,200}"
    r"(?:confidenti|destinataire|privileg)|this (?:message|e-?mail)\b.{0,200}"
    r"(?:confidential|intended|privileged)|(?:\S+\s)?(?:pensez a|pensons a|protegeons) "
    r"(?:l.environnement|la planete|nos arbres)|(?:\S+\s)?(?:avant d.imprimer|n.imprimez)|"
    r"(?:\S+\s)?please consider the environment|avis de confidentialite|"
    r"(?:confidentiality|legal) notice|(?:mention|clause|note) (?:legale|de confidentialite))",
    re.IGNORECASE,
)
"""How what a company has put beneath every mail begins."""
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\u2063\ufeff\u00ad"))
_FORWARD_SUBJECT = re.compile(r"\s*(?:tr|fwd?|wg|i)\s*:", re.IGNORECASE)
_FROM_PHONE = re.compile(
    r"\s*(?:envoye (?:de|depuis|a partir d\w*|avec|via)\b.{0,80}|sent (?:from|with|via)\b.{0,80}|"
    r"(?:obtenir|obtenez|telecharge[rz]|get|download) \w+ ?\w* (?:pour|for)\b.{0,80}|"
    r"provenance\s*:\s*courrier pour windows.{0,40}|"
    r"(?:message )?(?:sans virus|garanti sans virus|virus-free)\b.{0,80})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Quote:
    """Lines from where a programme says that it quotes to where the quote ends."""

    first: int
    end: int


def is_forwarded(subject: str) -> bool:
    """Whether a subject says that somebody passes a mail on: « TR: », « Fwd: »."""
    return _FORWARD_SUBJECT.match(subject) is not None


def without_quotes(text: str, *, subject: str = "") -> str:
    """The part of a text that its sender wrote this time; empty where nothing is new.

    What was forwarded is shown whole, by its `subject` or by what a programme wrote above it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    plain = [_plain(line) for line in lines]
    if is_forwarded(subject) or any(_FORWARDED.match(line) for line in plain):
        return text.strip()
    return "\n".join(_without_signature(_kept(lines, plain))).strip()


def _plain(line: str) -> str:
    """As it is compared: spaces alike, without accents and what is not seen."""
    seen = line.translate(_UNSEEN)
    if seen.isascii():
        return seen
    # « à » is a and an accent, a no-break space a space
    apart = unicodedata.normalize("NFKD", seen)
    return "".join(one for one in apart if not unicodedata.combining(one))


def _kept(lines: Sequence[str], plain: Sequence[str]) -> Sequence[str]:
    """The lines outside the quote; with those that were answered one by one."""
    found = _quote_in(plain)
    if found is None:
        return lines
    if not _is_answered_between(plain, found):
        return [*_said_in_person(lines[: found.first]), *lines[found.end :]]
    begins = next(n for n in range(found.first, found.end) if _QUOTED.match(plain[n]))
    return [*lines[: found.first], *lines[begins:]]


def _quote_in(lines: Sequence[str]) -> _Quote | None:
    """The first quote; None where there is none."""
    for at, line in enumerate(lines):
        if not line.strip() or len(line) > _LONGEST:
            continue
        if _RULE.match(line) or _RULE_ENGLISH.match(line) or _ORANGE.match(line):
            return _Quote(at, _end(lines, at + 1))
        if _is_header_block(lines, at):
            return _Quote(_above(lines, at), len(lines))
        said = _attribution(lines, at)
        if said is not None:
            return _Quote(at, _end_of_quoted(lines, said))
        if _is_quoted_block(lines, at):
            return _Quote(at, _end_of_quoted(lines, at))
    return None


def _is_quoted_block(lines: Sequence[str], at: int) -> bool:
    """Whether lines are quoted here without a word before: one alone may be its writer's own."""
    both = lines[at : at + 2]
    return len(both) > 1 and all(_QUOTED.match(line) for line in both)


def _attribution(lines: Sequence[str], at: int) -> int | None:
    """Where the sentence « Le … a écrit : » that begins here ends; None where it is no such one."""
    if not _BEGINS.match(lines[at].lstrip("> ").lstrip()):
        return None
    joined = ""
    for end in range(at, min(at + _WRAPPED_MAX, len(lines))):
        if not lines[end].strip() and _ADDRESS.search(joined):
            continue  # made of HTML, where each piece stands apart
        if not lines[end].strip() or len(lines[end]) > _LONGEST:
            return None
        if end > at and _attribution(lines, end) is not None:
            return None  # what came before is the writer's own: « Le cours a été annulé. »
        joined = f"{joined} {lines[end].strip()}".strip()
        if _ENDS.search(joined):
            is_followed = _QUOTED.match(_next_said(lines, end + 1)) is not None
            is_apart = _is_apart(lines, at) or _tells_all(joined)
            is_ours = is_apart and _tells(joined)
            return end + 1 if is_followed or is_ours else None
    return None


def _tells(sentence: str) -> bool:
    """Whether it holds what a programme's own does: an address, or a year and a clock's time."""
    return "@" in sentence or _has_instant(sentence)


def _tells_all(sentence: str) -> bool:
    """Whether it holds both, as nobody writes in the midst of a paragraph."""
    return _ADDRESS.search(sentence) is not None and _has_instant(sentence)


def _has_instant(sentence: str) -> bool:
    return _YEAR.search(sentence) is not None and _CLOCK.search(sentence) is not None


def _is_apart(lines: Sequence[str], at: int) -> bool:
    return at == 0 or not lines[at - 1].strip()


def _next_said(lines: Sequence[str], at: int) -> str:
    return next((line for line in lines[at:] if line.strip()), "")


def _is_header_block(lines: Sequence[str], at: int) -> bool:
    """Whether a mail's sender, date, addressee and subject are listed from here on."""
    first = _HEADER.match(lines[at])
    if first is None:
        return False
    named = [
        match[1].lower()
        for line in lines[at : at + _HEADERS_WITHIN]
        if (match := _HEADER.match(line)) is not None
    ]
    return not _FROM.isdisjoint(named) and len(set(named)) >= _HEADERS_LEAST


def _above(lines: Sequence[str], at: int) -> int:
    """Where the rule that a programme draws above such a list is, or the list itself."""
    before = at
    while before and not lines[before - 1].strip(" \t_-=*>"):
        before -= 1
    return before


def _end(lines: Sequence[str], at: int) -> int:
    """Where what follows a rule ends: at the end, but for text beneath lines that are quoted."""
    begins = next((n for n in range(at, len(lines)) if lines[n].strip()), len(lines))
    if begins < len(lines) and _QUOTED.match(lines[begins]):
        return _end_of_quoted(lines, begins)
    return len(lines)


def _end_of_quoted(lines: Sequence[str], at: int) -> int:
    """After the last quoted line of the block that begins here; the end where none is quoted."""
    begins = next((n for n in range(at, len(lines)) if lines[n].strip()), len(lines))
    if begins == len(lines) or not _QUOTED.match(lines[begins]):
        return len(lines)
    end = begins
    for number in range(begins, len(lines)):
        if _QUOTED.match(lines[number]):
            end = number + 1
        elif lines[number].strip():
            break
    return end


def _is_answered_between(lines: Sequence[str], found: _Quote) -> bool:
    """Whether somebody wrote between quoted lines, which come again after it."""
    return any(_QUOTED.match(line) for line in lines[found.end :]) and any(
        _QUOTED.match(line) for line in lines[found.first : found.end]
    )


def _without_signature(lines: Sequence[str]) -> Sequence[str]:
    """Without what comes after « -- », a company's notice, and what a telephone says of itself."""
    return _said_in_person(list(_before_signature(lines)))


def _said_in_person(lines: Sequence[str]) -> Sequence[str]:
    """Without the last lines, as far as a telephone or a programme wrote them."""
    end = len(lines)
    while end and _is_of_machine(_plain(lines[end - 1])):
        end -= 1
    return lines[:end]


def _is_of_machine(line: str) -> bool:
    return not line.strip() or _FROM_PHONE.match(line) is not None


def _before_signature(lines: Sequence[str]) -> Iterator[str]:
    """Up to the first line that begins a signature or a notice, if something was said before."""
    plain = [_plain(line) for line in lines]
    has_text, is_apart = False, True
    for at, line in enumerate(lines):
        is_drawn = _DRAWN.match(plain[at]) is not None
        begins = _next_said(plain, at + 1) if is_drawn else plain[at]
        is_notice = (is_apart or is_drawn) and _NOTICE.match(begins) is not None
        if has_text and (is_notice or _SIGNATURE.match(plain[at])):
            return
        is_apart = not plain[at].strip()
        has_text = has_text or not is_apart
        yield line
