"""How a complaint ends: what we found, what the complainant makes of it, why it was set aside."""

from enum import StrEnum


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
    """What the examination found: *fondée*, *partiellement fondée*, *non fondée*, *sans suite*."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly_upheld"
    NOT_UPHELD = "not_upheld"
    NO_FURTHER_ACTION = "no_further_action"

    @property
    def calls_for_implementation(self) -> bool:
        """Whether we owe the complainant more than an explanation."""
        return self in {Outcome.UPHELD, Outcome.PARTLY_UPHELD}


class ComplainantDecision(StrEnum):
    """What the complainant answered to the proposed solution."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"


class Solved(StrEnum):
    """What the complainant says once the solution is in place (policy §3.3)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
