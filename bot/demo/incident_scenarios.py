"""How an invented incident and its actions go: a life yields the moment that it waits for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from bot.demo import texts
from bot.demo.desk import Desk
from bot.demo.sample_cases import IncidentTale
from bot.domain.actions.action_steps import CheckEffect, Complete
from bot.domain.actions.actions import Action, Proof
from bot.domain.cases.cases import Case, IncidentDraft
from bot.domain.cases.letters import InformationPointFacts
from bot.domain.cases.stages import owes_root_cause
from bot.domain.steps.answering import Analyse
from bot.domain.steps.ending import Close
from bot.domain.steps.handling import TakeCharge
from bot.domain.steps.incident import DecideMeasures, InformParties
from bot.sandbox.people import Role
from bot.ui.texts import letters

Life = Iterator[datetime]

EFFECTIVE = 0.85
"""How many actions have the effect that was wanted of them."""
_QUALITY = Role.QUALITY_MANAGER


def complete(action: Action, at: datetime, *, by: Role, desk: Desk) -> None:
    """It is done, with a proof, to be judged a month on."""
    proof = Proof(text=texts.PROOF)
    wanted = Complete(done_at=at, proof=proof, check_on=desk.day_after(at, 30))
    desk.take_action(action, wanted, by=by, at=at)


def judge(action: Action, at: datetime, *, by: Role, desk: Desk, chance: Random) -> Life:
    """Three weeks on: one without effect is done again, and judged again."""
    yield (at := desk.later(at, days=15))
    if chance.random() > EFFECTIVE:
        again = CheckEffect(
            is_effective=False, findings=texts.CAME_BACK, due_on=desk.day_after(at, 21)
        )
        desk.take_action(action, again, by=_QUALITY, at=at)
        yield (at := desk.later(at, days=7))
        complete(action, at, by=by, desk=desk)
        yield (at := desk.later(at, days=15))
    judged = CheckEffect(is_effective=True, findings=texts.DID_NOT_COME_BACK)
    desk.take_action(action, judged, by=_QUALITY, at=at)


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
        if owes_root_cause(case):
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
            lambda to: letters.information_point(
                to,
                InformationPointFacts(
                    session=self.tale.session,
                    happened_at=to.say(case.received_at),
                    what_happened=texts.HAPPENED,
                    consequence=texts.TIME_LOST.format(minutes=self.tale.lost_minutes or 0),
                    measures=self.tale.decided,
                    what_changes=texts.CAUGHT_UP,
                ),
            ),
            by=_TRAINING,
            at=at,
        )
        wanted = InformParties(parties=texts.INFORMED, told=told)
        return self.desk.take(case, wanted, by=_TRAINING, at=at)

    def _analysis(self) -> Analyse:
        return Analyse(
            analysis=self.tale.decided, root_cause=self.tale.cause, cause_family=self.tale.family
        )

    def _later(self, at: datetime, *, minutes: float) -> datetime:
        """About so long after, in working time."""
        return self.desk.later(at, hours=minutes * self.chance.uniform(0.8, 1.6) / 60)
