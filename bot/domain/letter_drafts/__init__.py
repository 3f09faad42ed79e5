"""Letters drafted in French from the facts of a case.

A draft is there to be read and changed; what counts is the text as it was sent.
"""

from bot.domain.letter_drafts.answers import (
    ProposalFacts,
    duplicate,
    follow_up,
    proposal,
    rejection,
)
from bot.domain.letter_drafts.information import InformationPointFacts, information_point
from bot.domain.letter_drafts.opening import (
    SUMMARY_MAX,
    acknowledgement,
    extension,
    information_request,
    summary_of,
)
from bot.domain.letter_drafts.parts import mediation

__all__ = [
    "SUMMARY_MAX",
    "InformationPointFacts",
    "ProposalFacts",
    "acknowledgement",
    "duplicate",
    "extension",
    "follow_up",
    "information_point",
    "information_request",
    "mediation",
    "proposal",
    "rejection",
    "summary_of",
]
