"""Complaints that live in as few gestures as there can be, by when each is made."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.cases.letters import Communication, Letter, LetterKind
from bot.domain.cases.outcomes import Outcome, Solved
from bot.domain.cases.taxonomy import Means
from bot.domain.steps.answering import RecordFollowUp
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.opening import Acknowledge
from bot.domain.steps.settling import AnswerAndSettle
from tests.support.builders import NOW, TRAINER

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ACKNOWLEDGED_AT, ANSWERED_AT = NOW + HOUR, NOW + 3 * DAY
ASKED_AT, SOLVED_AT = NOW + 5 * DAY, NOW + 8 * DAY


def told(kind: LetterKind, at: Any) -> Communication:
    letter = Letter(kind=kind, subject="Votre réclamation", body=f"Bonjour, {kind} <est> là.")
    return Communication(letter=letter, at=at, means=Means.EMAIL)


ACKNOWLEDGEMENT = Acknowledge(told=told(LetterKind.ACKNOWLEDGEMENT, ACKNOWLEDGED_AT))
UPHELD = AnswerAndSettle(
    outcome=Outcome.UPHELD,
    analysis="L'envoi a été oublié.",
    solution="l'attestation, envoyée en recommandé",
    told=told(LetterKind.PROPOSAL, ANSWERED_AT),
    implemented_at=ANSWERED_AT,
    people_involved=(TRAINER,),
)
REFUSED = replace(UPHELD, outcome=Outcome.NOT_UPHELD, solution=None, implemented_at=None)
ASKED = RecordFollowUp(at=ASKED_AT, means=Means.EMAIL)
SOLVED = RecordFollowUp(at=SOLVED_AT, means=Means.PHONE, solved=Solved.YES, score=4, closes=True)

LIVES: Mapping[str, tuple[tuple[Any, StepCommand], ...]] = {
    "acknowledged first": (
        (ACKNOWLEDGED_AT, ACKNOWLEDGEMENT),
        (ANSWERED_AT, UPHELD),
        (SOLVED_AT, SOLVED),
    ),
    "answered at once": (
        (
            ACKNOWLEDGED_AT,
            replace(
                UPHELD,
                told=told(LetterKind.PROPOSAL, ACKNOWLEDGED_AT),
                implemented_at=ACKNOWLEDGED_AT,
            ),
        ),
        (SOLVED_AT, SOLVED),
    ),
    "not upheld": (
        (ACKNOWLEDGED_AT, ACKNOWLEDGEMENT),
        (ANSWERED_AT, REFUSED),
        (ASKED_AT, ASKED),
        (SOLVED_AT, SOLVED),
    ),
}
