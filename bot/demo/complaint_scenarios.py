"""How an invented complaint goes, whatever its course."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from bot.demo import texts
from bot.demo.desk import Desk
from bot.demo.incident_scenarios import Life, complete, judge
from bot.demo.sample_cases import ComplaintTale, Course
from bot.domain.cases.cases import Case, Complainant, ComplaintDraft
from bot.domain.cases.letters import ProposalFacts
from bot.domain.cases.outcomes import ComplainantDecision, Inadmissibility, Outcome, Solved
from bot.domain.cases.taxonomy import Means
from bot.domain.steps.answering import (
    Analyse,
    Implement,
    ProposeSolution,
    RecordDecision,
    RecordFollowUp,
)
from bot.domain.steps.ending import Close, Reject
from bot.domain.steps.handling import Assign, TakeCharge
from bot.domain.steps.opening import Acknowledge, Extend
from bot.sandbox.people import Role
from bot.ui.texts import letters

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
            case = self._propose(case, at, solution=texts.FIRST_OFFER)
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
        submission_id = UUID(int=self.chance.getrandbits(128), version=4)
        role = self.chance.choice((_QUALITY, Role.NO_LOCALE))
        draft = ComplaintDraft(
            submission_id=submission_id,
            reporter=self.desk.person(role),
            received_at=at - waited,
            description=self.tale.text,
            party=self.tale.party,
            channel=self.tale.channel,
            complainant=Complainant(name=texts.COMPLAINANT, contact="contact@example.org"),
        )
        return self.desk.file(self._judged(draft) if role is _QUALITY else draft, at=at)

    def _judged(self, draft: ComplaintDraft) -> ComplaintDraft:
        """As who is in charge fills in the whole form."""
        return replace(
            draft,
            category=self.tale.category,
            severity=self.tale.severity,
            session=self.tale.session,
            requested_remedy=self.tale.remedy,
        )

    def _first_hand(self) -> Assign | TakeCharge:
        if self.chance.random() < 1 / 3:
            return TakeCharge()
        return Assign(owner=self.desk.person(_OWNER))

    def _acknowledge(self, case: Case, at: datetime) -> Case:
        known = replace(case, category=self.tale.category)
        told = self.desk.tell(
            case, lambda to: letters.acknowledgement(known, to, now=at), by=_QUALITY, at=at
        )
        sent = Acknowledge(told=told)
        if case.to_confirm:
            sent = replace(sent, category=self.tale.category, severity=self.tale.severity)
        return self.desk.take(case, sent, by=_QUALITY, at=at)

    def _analysis(self) -> Analyse:
        return Analyse(
            analysis=self.tale.findings, root_cause=self.tale.cause, cause_family=self.tale.family
        )

    def _extend(self, case: Case, at: datetime) -> Case:
        new_due_at = (case.current_due_at or at) + timedelta(days=14)
        reason = texts.DELAYED_BY
        told = self.desk.tell(
            case,
            lambda to: letters.extension(
                case,
                to,
                reason=reason,
                done=texts.DONE_SO_FAR,
                remaining=texts.REMAINING,
                new_due_at=new_due_at,
                now=at,
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
            findings=self.tale.findings,
            solution=solution,
            reasons=None if outcome.calls_for_implementation else self.tale.findings,
            prevention=self.tale.action,
        )
        told = self.desk.tell(
            case, lambda to: letters.proposal(case, to, facts=facts), by=_QUALITY, at=at
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
        reason = texts.NOT_A_COMPLAINT
        told = self.desk.tell(
            case, lambda to: letters.rejection(case, to, reasons=reason), by=_QUALITY, at=at
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
