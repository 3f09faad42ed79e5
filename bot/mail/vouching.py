"""What a mailbox's provider found of a sender, as it writes it on top of a mail (RFC 8601)."""

import re
from dataclasses import dataclass

_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"^\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)
_HEADER_FROM = re.compile(r"header\.from\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
_LONGEST = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouching:
    """Who looked, and what was found by each means; a signature that passed has passed.

    Of DMARC the first result counts; `domain` is the one that it is about, if it says so.
    """

    by: str
    dmarc: str = "none"
    domain: str = ""
    dkim: str = "none"
    spf: str = "none"


def vouching_in(header: str) -> Vouching | None:
    """What an `Authentication-Results` says; None where it names nobody."""
    told = header[:_LONGEST]
    for _ in range(3):  # comments within comments
        told = _COMMENT.sub(" ", told)
    by, *results = told.split(";")
    words = by.split()
    if not words:
        return None
    verdicts: dict[str, str] = {}
    for result in results:
        if found := _RESULT.match(result):
            _note(verdicts, found[1].lower(), found[2].lower(), result)
    return Vouching(by=words[0].lower(), **verdicts)


def _note(verdicts: dict[str, str], means: str, verdict: str, result: str) -> None:
    if means != "dmarc":
        verdicts[means] = "pass" if verdicts.get(means) == "pass" else verdict
    elif means not in verdicts:
        of_domain = _HEADER_FROM.search(result)
        verdicts |= {means: verdict, "domain": of_domain[1].lower() if of_domain else ""}
