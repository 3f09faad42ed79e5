"""What an examination finds and comes to: why a case happened, and how it ends."""

from enum import StrEnum

from bot.domain.cases.taxonomy import Severity


class Admissibility(StrEnum):
    """Whether what we received is a complaint for us to settle."""

    ADMISSIBLE = "admissible"
    INADMISSIBLE = "inadmissible"


class Inadmissibility(StrEnum):
    """Why a complaint is not one, or not ours; the complainant is told."""

    OUT_OF_SCOPE = "out_of_scope"
    INFORMATION_REQUEST = "information_request"
    LABOUR_DISPUTE = "labour_dispute"
    OTHER = "other"


class Outcome(StrEnum):
    """The examination's outcome: *fondée*, *partiellement fondée*, *non fondée*, *sans suite*."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    NO_FURTHER_ACTION = "no_further_action"

    @property
    def calls_for_implementation(self) -> bool:
        """Whether we owe the complainant more than an explanation."""
        return self in {Outcome.UPHELD, Outcome.PARTLY_UPHELD}


class ComplainantDecision(StrEnum):
    """The complainant's decision on the proposed solution."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"


class Solved(StrEnum):
    """The complainant's satisfaction once the solution is in place (policy §3.3)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


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
