"""A row of a survey, checked, and by what it is known again."""

from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from bot.domain.register.imported import in_plain_words
from bot.domain.sessions.appreciations import Appreciation, Score, is_told_in_confidence

_ANSWERS = uuid5(NAMESPACE_URL, "vigie:survey-answer")
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppreciationRow:
    """An answer as a row tells of it.

    `keys` are those that its session may have, the likeliest first; `mark` is what else tells it
    from others, such as its number or its time.
    """

    keys: tuple[str, ...]
    score: Score | None = None
    verbatim: str | None = None
    answered_on: date | None = None
    mark: str = ""

    def says_of(self, session: str) -> str:
        """All that it says, in one text: of surveys without names two answers may say the same."""
        score = f"{self.score.hundredths}/{self.score.out_of}" if self.score else ""
        words = in_plain_words(self.verbatim or "")
        return _BETWEEN.join((session, self.mark, score, words))

    def appreciation_of(self, session: str, *, nth: int) -> Appreciation:
        """The answer, as the nth of its file that says the same: its id is stable."""
        return Appreciation(
            id=uuid5(_ANSWERS, f"{self.says_of(session)}{_BETWEEN}{nth}"),
            session=session,
            score=self.score,
            verbatim=self.verbatim,
            answered_on=self.answered_on,
            in_confidence=is_told_in_confidence(self.verbatim),
        )
