"""The doctor's findings as lines for a terminal."""

from collections.abc import Iterator, Sequence

from bot.domain.checkup import Finding
from bot.ui.texts.checkup import CheckupTexts

WELL, NOTE, FAILURE = "✓", "•", "✗"
"""A mark before each line; the words say the same."""


def checkup_lines(findings: Sequence[Finding], texts: CheckupTexts) -> Iterator[str]:
    """One line for what is well, a second one with the remedy for what is not; a conclusion."""
    for finding in findings:
        yield f"{_mark(finding)} {_sentence(finding, texts)}"
        if finding.trouble is not None:
            yield f"    → {texts.remedy[finding.trouble].format(**finding.facts)}"
    failures = sum(one.is_failure for one in findings)
    yield texts.conclusion_of(failures)


def _mark(finding: Finding) -> str:
    if finding.trouble is None:
        return WELL
    return FAILURE if finding.is_failure else NOTE


def _sentence(finding: Finding, texts: CheckupTexts) -> str:
    told = texts.well[finding.subject] if finding.trouble is None else texts.wrong[finding.trouble]
    return told.format(**finding.facts)
