"""How an invented incident goes."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from bot.demo.action_lives import Life, complete, judge
from bot.demo.desk import Desk
from bot.demo.tales import IncidentTale
from bot.domain import letter_drafts
from bot.domain.cases import Case, IncidentDraft
from bot.domain.letter_drafts import InformationPointFacts
from bot.domain.root_causes import is_root_cause_due
from bot.domain.steps import (
    Analyse,
    Close,
    DecideMeasures,
    InformParties,
    TakeCharge,
)
from bot.sandbox.people import Role

_TRAINING = Role.TRAINING_MANAGER


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLife:
    """An incident that was made up, from its report to what came of its action."""

    tale: IncidentTale
    desk: Desk
    chance: Random

    def life(self, at: datetime) -> Life:
        yield at
        case = self._file(at)
        yield (at := self._later(at, minutes=4))
        case = self.desk.take(case, TakeCharge(), by=_TRAINING, at=at)
        yield (at := self._later(at, minutes=15))
        case = self.desk.take(case, self._measures(), by=_TRAINING, at=at)
        yield (at := self._later(at, minutes=10))
        case = self._inform(case, at)
        action = None
        if self.tale.action:
            yield (at := self._later(at, minutes=60))
            action = self.desk.add_action(case, self.tale.action, by=_TRAINING, at=at)
        if is_root_cause_due(case.severity):
            yield (at := self._later(at, minutes=700))
            case = self.desk.take(case, self._analysis(), by=_TRAINING, at=at)
        if action is None:
            yield (at := self._later(at, minutes=900))
            self.desk.take(case, Close(), by=_TRAINING, at=at)
            return
        yield (at := self.desk.later(at, days=self.chance.uniform(5, 14)))
        complete(action, at, by=_TRAINING, desk=self.desk)
        yield (at := self._later(at, minutes=30))
        self.desk.take(case, Close(), by=_TRAINING, at=at)
        yield from judge(action, at, by=_TRAINING, desk=self.desk, chance=self.chance)

    def _file(self, at: datetime) -> Case:
        draft = IncidentDraft(
            submission_id=UUID(int=self.chance.getrandbits(128), version=4),
            reporter=self.desk.person(self.tale.reporter),
            description=self.tale.text,
            incident_type=self.tale.type,
            continuity=self.tale.continuity,
            session=self.tale.session,
            injury=self.tale.injury,
        )
        return self.desk.file(draft, at=at)

    def _measures(self) -> DecideMeasures:
        return DecideMeasures(
            measures=self.tale.measures,
            explanation=self.tale.decided,
            lost_minutes=self.tale.lost_minutes,
        )

    def _inform(self, case: Case, at: datetime) -> Case:
        told = self.desk.tell(
            case,
            lambda to: letter_drafts.information_point(
                to,
                InformationPointFacts(
                    session=self.tale.session,
                    happened_at=to.say(case.received_at),
                    what_happened="un imprévu a perturbé la session.",
                    consequence=f"{self.tale.lost_minutes or 0} minutes perdues.",
                    measures=self.tale.decided,
                    what_changes="le temps perdu est rattrapé avant la fin de la session.",
                ),
            ),
            by=_TRAINING,
            at=at,
        )
        wanted = InformParties(parties="les stagiaires de la session", told=told)
        return self.desk.take(case, wanted, by=_TRAINING, at=at)

    def _analysis(self) -> Analyse:
        return Analyse(
            analysis=self.tale.decided,
            root_cause=self.tale.cause,
            cause_family=self.tale.family,
        )

    def _later(self, at: datetime, *, minutes: float) -> datetime:
        """About so long after, in working time."""
        return self.desk.later(at, hours=minutes * self.chance.uniform(0.8, 1.6) / 60)
