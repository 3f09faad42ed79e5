"""What the doctor says, in both languages; loaded by that command only."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.checkup import Subject, Trouble
from bot.domain.office import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckupTexts:
    """`well` says that a subject is in order, `wrong` what is not, `remedy` what to do."""

    well: Mapping[Subject, str]
    wrong: Mapping[Trouble, str]
    remedy: Mapping[Trouble, str]
    all_well: str
    one_failure: str
    failures: str

    def conclusion_of(self, failures: int) -> str:
        """The last line."""
        if not failures:
            return self.all_well
        return self.one_failure if failures == 1 else self.failures.format(count=failures)


def checkup_texts_for(locale: Locale) -> CheckupTexts:
    """The sentences in the office's language."""
    if locale is Locale.FRENCH:
        from bot.ui.texts.french_checkup import FRENCH_CHECKUP  # noqa: PLC0415  # one at a time

        return FRENCH_CHECKUP
    from bot.ui.texts.english_checkup import ENGLISH_CHECKUP  # noqa: PLC0415  # as above

    return ENGLISH_CHECKUP
