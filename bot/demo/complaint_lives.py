"""How an invented complaint goes, whatever its course."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from bot.demo.action_lives import Life, complete, judge
from bot.demo.desk import Desk
from bot.demo.tales import ComplaintTale, Course
from bot.domain import letter_drafts
from bot.domain.cases import Case, Complainant, ComplaintDraft
from bot.domain.letter_drafts import ProposalFacts
from bot.domain.outcomes import ComplainantDecision, Inadmissibility, Outcome, Solved
from bot.domain.steps import (
    Acknowledge,
    Analyse,
    Assign,
    Close,
    Extend,
    Implement,
    ProposeSolution,
    RecordDecision,
    RecordFollowUp,
    Reject,
    TakeCharge,
)
from bot.domain.taxonomy import Means
from bot.sandbox.people import Role

_OUTCOMES = {Course.PARTLY: Outcome.PARTLY_UPHELD, Course.NOT_UPHELD: Outcome.NOT_UPHELD}
_QUALITY, _OWNER, _TRAINING = Role.QUALITY_MANAGER, Role.OWNER, Role.TRAINING_MANAGER


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintLife:
    """A complaint that was made up, from its reception to what came of its measures."""

    tale: ComplaintTale
    desk: Desk
    chance: Random

    def life(self, at: datetime) -> Life:
        yield at
        case = self._file(at)
        if self.tale.course is Course.REJECTED:
            yield (at := self._later(at, hours=2))
            self._reject(case, at)
            return
        yield (at := self._later(at, hours=0.4))
        case = self.desk.take(case, self._first_hand(), by=_QUALITY, at=at)
        late = self.tale.course is Course.LATE
        yield (at := self._later(at, days=4) if late else self._later(at, hours=0.7))
        case = self._acknowledge(case, at)
        yield (at := self._later(at, days=2))
        case = self.desk.take(case, self._analysis(), by=_QUALITY, at=at)
        if self.tale.course is Course.EXTENDED:
            yield (at := self._later(at, days=9))
            case = self._extend(case, at)
        if self.tale.course is Course.REFUSED:
            yield (at := self._later(at, days=2))
            case = self._propose(case, at, solution="Une heure de rattrapage en visio.")
            yield (at := self._later(at, days=2))
            case = self._decide(case, ComplainantDecision.REFUSED, at)
        yield (at := self._later(at, days=3))
        case = self._propose(case, at, solution=self.tale.solution)
        yield from self._settle(case, at)

    def _settle(self, case: Case, at: datetime) -> Life:
        action = None
        if self.tale.action:
            yield (at := self._later(at, hours=0.5))
            action = self.desk.add_action(case, self.tale.action, by=_OWNER, at=at)
        yield (at := self._later(at, days=2))
        upheld = self.tale.course is not Course.NOT_UPHELD
        answer = ComplainantDecision.ACCEPTED if upheld else ComplainantDecision.NO_ANSWER
        case = self._decide(case, answer, at)
        if upheld:
            yield (at := self._later(at, days=1.5))
            done = Implement(implemented_at=at, implementation=self.tale.solution)
            case = self.desk.take(case, done, by=_QUALITY, at=at)
        yield (at := self._later(at, days=6))
        case = self._follow_up(case, at)
        yield (at := self._later(at, hours=0.3))
        self.desk.take(case, Close(), by=_QUALITY, at=at)
        if action:
            yield (at := self.desk.later(at, days=self.chance.uniform(1, 8)))
            complete(action, at, by=_OWNER, desk=self.desk)
            yield from judge(action, at, by=_OWNER, desk=self.desk, chance=self.chance)

    def _file(self, at: datetime) -> Case:
        waited = timedelta(minutes=self.chance.randrange(5, 60))
        draft = ComplaintDraft(
            submission_id=UUID(int=self.chance.getrandbits(128), version=4),
            reporter=self.desk.person(self.chance.choice((_QUALITY, Role.NO_LOCALE))),
            received_at=at - waited,
            description=self.tale.text,
            party=self.tale.party,
            channel=self.tale.channel,
            category=self.tale.category,
            severity=self.tale.severity,
            complainant=Complainant(name="Personne Exemple", contact="contact@example.org"),
            session=self.tale.session,
            requested_remedy=self.tale.remedy,
        )
        return self.desk.file(draft, at=at)

    def _first_hand(self) -> Assign | TakeCharge:
        if self.chance.random() < 1 / 3:
            return TakeCharge()
        return Assign(owner=self.desk.person(_OWNER))

    def _acknowledge(self, case: Case, at: datetime) -> Case:
        told = self.desk.tell(
            case, lambda to: letter_drafts.acknowledgement(case, to), by=_QUALITY, at=at
        )
        return self.desk.take(case, Acknowledge(told=told), by=_QUALITY, at=at)

    def _analysis(self) -> Analyse:
        return Analyse(
            analysis=self.tale.findings,
            root_cause=self.tale.cause,
            cause_family=self.tale.family,
        )

    def _extend(self, case: Case, at: datetime) -> Case:
        new_due_at = (case.current_due_at or at) + timedelta(days=14)
        reason = "deux pièces sont attendues d'un tiers."
        told = self.desk.tell(
            case,
            lambda to: letter_drafts.extension(
                case,
                to,
                reason=reason,
                done="la vérification des dossiers.",
                remaining="la rectification des pièces.",
                new_due_at=new_due_at,
            ),
            by=_QUALITY,
            at=at,
        )
        wanted = Extend(reason=reason, new_due_at=new_due_at, told=told)
        return self.desk.take(case, wanted, by=_QUALITY, at=at)

    def _propose(self, case: Case, at: datetime, *, solution: str) -> Case:
        outcome = _OUTCOMES.get(self.tale.course, Outcome.UPHELD)
        facts = ProposalFacts(
            outcome=outcome,
            examined="dossier et entretien avec l'équipe",
            findings=self.tale.findings,
            solution=solution,
            prevention=self.tale.action,
        )
        told = self.desk.tell(
            case, lambda to: letter_drafts.proposal(case, to, facts=facts), by=_QUALITY, at=at
        )
        wanted = ProposeSolution(outcome=outcome, solution=solution, told=told)
        return self.desk.take(case, wanted, by=_QUALITY, at=at)

    def _decide(self, case: Case, decision: ComplainantDecision, at: datetime) -> Case:
        wanted = RecordDecision(complainant_decision=decision, decided_at=at)
        return self.desk.take(case, wanted, by=_QUALITY, at=at)

    def _follow_up(self, case: Case, at: datetime) -> Case:
        pleased = self.tale.course in {Course.USUAL, Course.EXTENDED}
        wanted = RecordFollowUp(
            at=at,
            means=Means.PHONE,
            solved=Solved.YES if pleased else Solved.PARTLY,
            score=self.chance.choice((4, 5, 5) if pleased else (2, 3)),
        )
        return self.desk.take(case, wanted, by=_QUALITY, at=at)

    def _reject(self, case: Case, at: datetime) -> None:
        reason = "il s'agit d'une demande de renseignements, transmise au service commercial."
        told = self.desk.tell(
            case,
            lambda to: letter_drafts.rejection(case, to, reasons=reason),
            by=_QUALITY,
            at=at,
        )
        wanted = Reject(
            inadmissibility=Inadmissibility.INFORMATION_REQUEST,
            admissibility_reason=reason,
            told=told,
        )
        self.desk.take(case, wanted, by=_QUALITY, at=at)

    def _later(self, at: datetime, *, days: float = 0, hours: float = 0) -> datetime:
        """About so long after, in working time."""
        return self.desk.later(at, hours=hours + self.chance.uniform(0.1, 1), days=days)
