"""Why a case happened: the family of its cause, and when the cause has to be known."""

from enum import StrEnum

from bot.domain.taxonomy import Severity

FIVE_WHYS = 5
"""The most whys of a chain; fewer will do when the answer is something we own."""


class CauseFamily(StrEnum):
    """Ishikawa's families as a training provider reads them, plus two it does not own."""

    WORKFORCE = "workforce"
    METHOD = "method"
    EQUIPMENT = "equipment"
    ENVIRONMENT = "environment"
    MATERIAL = "material"
    MANAGEMENT = "management"
    FUNDING = "funding"
    AUDIENCE = "audience"
    EXTERNAL = "external"


def is_root_cause_due(severity: Severity) -> bool:
    """Whether a case of this severity cannot be settled without its root cause."""
    return severity.rank >= Severity.MAJOR.rank
