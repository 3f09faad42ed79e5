"""Scenes in which steps are taken, and the answers that fill in each step's form."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.roles import Role
from bot.domain.steps.lifecycles import Step
from bot.ui.steps.form import FormContext
from bot.ui.steps.forms import step_modal
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import DIRECTION, OFFICE, QUALITY, TRAINER
from tests.support.forms import Form
from tests.support.lives import NOW, around

SUBMISSION = UUID(int=99)
NAMES = {QUALITY: "Hélène Vidal", DIRECTION: "Karim Bel", TRAINER: "Léa Marc"}
MINUTE = NOW.replace(second=0)
"""Now, as far as a picker can say it."""


def scene(case: Case, **given: Any) -> FormContext:
    """A quality manager in front of a case, in French, unless told otherwise."""
    usual: dict[str, Any] = {
        "case": case,
        "office": OFFICE,
        "actor": QUALITY,
        "texts": FRENCH,
        "now": NOW,
        "roles": frozenset({Role.QUALITY_MANAGER}),
        "around": around(case),
        "complainant": Complainant(name="Mme Exemple", contact="mme@example.org"),
        "name_of": lambda person: NAMES.get(person, person),
    }
    return FormContext(**usual | given)


def form(step: Step, seen: FormContext) -> Form:
    """The form of a step as it opens."""
    return step_modal(step, seen, submission_id=SUBMISSION)


def seconds(at: datetime) -> int:
    """An instant as a picker gives it."""
    return int(at.timestamp())


def instant(at: int) -> datetime:
    """The instant that a picker's seconds stand for."""
    return datetime.fromtimestamp(at, tz=UTC)


ANSWERS: dict[Step, dict[str, Any]] = {
    Step.ACKNOWLEDGE: {"means": "email"},
    Step.WAIVE_ACKNOWLEDGEMENT: {"reason": "réclamation anonyme"},
    Step.QUALIFY: {},
    Step.ASSIGN: {"owner": "U0OTHER"},
    Step.REQUEST_INFORMATION: {"questions": "- la date du stage"},
    Step.RECORD_INFORMATION: {"text": "le 3 novembre"},
    Step.DECIDE_MEASURES: {"measures": ["postponement"], "explanation": "report au lundi"},
    Step.INFORM_PARTIES: {
        "parties": "les douze stagiaires",
        "what_happened": "panne",
        "consequence": "une heure perdue",
        "what_changes": "fin à 18 h",
    },
    Step.SETTLE_ON_SPOT: {"done": "ampoule changée"},
    Step.VALIDATE: {"parties": "les douze stagiaires"},
    Step.ANALYSE: {"analysis": "envoi oublié"},
    Step.PROPOSE_SOLUTION: {"outcome": "upheld", "solution": "envoi ce jour"},
    Step.ANSWER_AND_SETTLE: {
        "outcome": "upheld",
        "analysis": "envoi oublié",
        "solution": "envoi ce jour",
        "in_place": "today",
    },
    Step.RECORD_DECISION: {"complainant_decision": "accepted"},
    Step.EXTEND: {"reason": "expertise", "done": "relecture", "remaining": "réponse"},
    Step.IMPLEMENT: {"implementation": "recommandé parti"},
    Step.FOLLOW_UP: {"means": "email"},
    Step.ADD_ACTION: {"kind": "corrective", "title": "contrôle mensuel", "owner": TRAINER},
    Step.CLOSE: {},
    Step.REOPEN: {"reason": "le problème est revenu"},
    Step.REJECT: {"inadmissibility": "out_of_scope", "admissibility_reason": "autre école"},
    Step.MARK_DUPLICATE: {"duplicate_of": "REC-2026-0001"},
    Step.WITHDRAW: {"reason": "à sa demande"},
    Step.CORRECT_RECEPTION: {"reason": "date du courrier"},
    Step.CORRECT_FACTS: {"reason": "précision", "session": "SSIAP 1, Lyon"},
    Step.ADD_NOTE: {"text": "vu avec l'équipe"},
    Step.NOTE_EXTERNAL: {
        "kind": "funder",
        "what": "courrier de l'OPCO",
        "due_at": seconds(NOW + timedelta(days=9)),
    },
    Step.SETTLE_EXTERNAL: {},
}
"""What is compulsory and not filled in already."""

LATER = timedelta(minutes=1)
