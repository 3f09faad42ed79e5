"""Whether what somebody wrote means a session: by its code, its words, a day that is named."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.cases.searching import folded, in_bare_letters, telling_words
from bot.domain.sessions.sessions import TrainingSession

_CODE_FROM = 4
"""Letters and figures below which a code is any word."""
_OF_ANY = telling_words("formation session stage cours groupe salle site journee jour module")
"""Words that tell of no session in particular."""
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            ("janvier", "janv", "january"),
            ("fevrier", "fevr", "february"),
            ("mars", "march"),
            ("avril", "avr", "april"),
            ("mai", "may"),
            ("juin", "june"),
            ("juillet", "juil", "july"),
            ("aout", "august"),
            ("septembre", "sept", "september"),
            ("octobre", "oct", "october"),
            ("novembre", "nov", "november"),
            ("decembre", "dec", "december"),
        ),
        start=1,
    )
    for word in words
}
_YEAR = r"(?P<year>20\d\d)"
_WORDED = re.compile(
    rf"\b(?P<first>\d{{1,2}})(?:er)?(?:\s*(?:-|et|au|a|,|and|to)\s*(?P<last>\d{{1,2}})(?:er)?)?"
    rf"\s+(?P<month>{'|'.join(_MONTHS)})\b\.?(?:\s+{_YEAR})?"
)
_IN_FIGURES = re.compile(
    rf"\b(?P<first>\d{{1,2}})(?P<between>[/.-])(?P<month>\d{{1,2}})(?P=between){_YEAR}\b"
)
_ISO = re.compile(rf"\b{_YEAR}-(?P<month>\d\d)-(?P<first>\d\d)\b")
_SHORT = re.compile(r"\b(?P<first>\d{1,2})/(?P<month>\d{1,2})\b(?!/)")
_SURE = (_WORDED, _IN_FIGURES, _ISO)


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of a month, of whichever year where none is said."""

    day: int
    month: int
    year: int | None

    def is_of(self, session: TrainingSession) -> bool:
        """Whether the session is held then, as far as its days are known."""
        known = [on for on in (session.first_on, session.last_on) if on is not None]
        years = {self.year} if self.year else {on.year for on in known}
        return any(session.is_held_on(on) for year in years if (on := self._in(year)))

    def _in(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def may_be(session: TrainingSession, written: str) -> bool:
    """Whether what was written of a case's session may mean this one.

    Half of the words that say something stand in what is known of it, or one does and it is held
    on a day that is named. One that is held on none of the days that are named is not meant.
    """
    letters = in_bare_letters(written)
    sure, is_then = list(_days_in(letters, _SURE)), _is_held_then(session, letters)
    if sure and session.first_on and not is_then:
        return False
    told = _words(letters)
    shared = told & telling_words(session.words)
    if is_then and (shared or not told):
        return True
    return bool(told) and 2 * len(shared) >= len(told)


def is_named_in(session: TrainingSession, text: str) -> bool:
    """Whether a text names this session: by its code, or by a word of its title and its day."""
    code = folded(session.code)
    if len(code) >= _CODE_FROM and f" {code} " in f" {folded(text)} ":
        return True
    letters = in_bare_letters(text)
    own = _words(in_bare_letters(f"{session.code} {session.title or ''}"))
    return _is_held_then(session, letters) and not own.isdisjoint(_words(letters))


def _is_held_then(session: TrainingSession, letters: str) -> bool:
    return any(day.is_of(session) for day in _days_in(letters, (*_SURE, _SHORT)))


def _words(letters: str) -> frozenset[str]:
    """The words that may tell sessions apart: no days, no figures, none that goes for all."""
    for pattern in (*_SURE, _SHORT):
        letters = pattern.sub(" ", letters)
    said = telling_words(letters) - _OF_ANY
    return frozenset(word for word in said if not (word.isdigit() or word in _MONTHS))


def _days_in(letters: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[_Day]:
    for pattern in patterns:
        for found in pattern.finditer(letters):
            named = found.groupdict()
            month = _MONTHS.get(named["month"]) or int(named["month"])
            year = int(named["year"]) if named.get("year") else None
            for day in filter(None, (named["first"], named.get("last"))):
                yield _Day(int(day), month, year)
