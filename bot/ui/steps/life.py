"""What was done in a case so far, as « Voir le dossier » tells it: Slack markup, a line each."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.cases import Case
from bot.domain.dues import Promise, promised_at
from bot.domain.external_deadlines import ExternalDeadline
from bot.domain.office import Office
from bot.domain.traces import FollowUp, GrantedExtension, InformationPoint, InformationRequest
from bot.ui.case_lines import in_line
from bot.ui.dates import moment, relative
from bot.ui.escape import cut, mrkdwn, one_line
from bot.ui.people import mention, mentions
from bot.ui.texts.catalogue import Texts

QUOTED_MAX = 400
"""Characters of what people wrote in one line; the journal has all of it."""
LATEST = 5
"""Traces of one kind that are told; the timeline has the others."""


class Life:
    """Tells one case's life in one language, on one clock."""

    def __init__(self, case: Case, *, office: Office, texts: Texts, now: datetime) -> None:
        self._case = case
        self._office = office
        self._texts = texts
        self._says = texts.steps.life
        self._now = now

    def lines(self) -> list[str]:
        """All of it, in the order in which it is usually done."""
        outside = map(self._external, self._case.external_deadlines[-LATEST:])
        return [*self._begun(), *self._examined(), *self._answered(), *outside, *self._ended()]

    def deadline(self, promise: Promise) -> str | None:
        """Whether a promise was kept, when it is past; None when nothing shows it."""
        due, done = promised_at(self._case, promise), _kept_at(self._case, promise)
        if due is None or done is None:
            return None
        how = self._says.in_time if done <= due else self._says.too_late
        return self._says.kept.format(
            what=self._texts.words.promise[promise],
            how=how,
            when=self._when(done),
            due=self._moment(due),
        )

    def _begun(self) -> Iterator[str]:
        case, says = self._case, self._says
        if case.qualified_at:
            yield says.qualified.format(
                what=self._qualification(), when=self._when(case.qualified_at)
            )
        if case.concerned_people:
            yield says.concerned.format(who=mentions(case.concerned_people, self._texts))
        if case.taken_charge_at:
            yield says.taken_charge.format(when=self._when(case.taken_charge_at))
        if case.ack_sent_at and case.ack_means:
            means = self._texts.lines.means[case.ack_means]
            yield says.acknowledged.format(when=self._when(case.ack_sent_at), means=means)
        if case.ack_not_applicable:
            yield says.unreachable.format(reason=_quoted(case.ack_not_applicable))
        yield from map(self._request, case.information_requests[-LATEST:])

    def _examined(self) -> Iterator[str]:
        case, says = self._case, self._says
        for decided in case.measures[-LATEST:]:
            words = [in_line(self._texts.steps.words.measure[one]) for one in decided.measures]
            yield says.measured.format(
                when=self._when(decided.at),
                what=", ".join(words),
                text=_quoted(decided.explanation),
            )
        yield from map(self._point, case.information_points[-LATEST:])
        if case.analysis and case.analysed_at:
            when = self._when(case.analysed_at)
            yield says.analysed.format(when=when, text=_quoted(case.analysis))
        if case.root_cause and case.cause_family:
            family = in_line(self._texts.steps.words.cause_family[case.cause_family])
            yield says.root_cause.format(
                family=family.partition(":")[0].strip(), text=_quoted(case.root_cause)
            )

    def _answered(self) -> Iterator[str]:
        case, says, words = self._case, self._says, self._texts.steps.words
        yield from map(self._extension, case.extensions[-LATEST:])
        if case.solution and case.outcome and case.answered_at:
            yield says.answered.format(
                outcome=in_line(words.outcome[case.outcome]),
                when=self._when(case.answered_at),
                text=_quoted(case.solution),
            )
        if case.complainant_decision:
            yield says.decision.format(what=in_line(words.decision[case.complainant_decision]))
        if case.implemented_at:
            yield says.implemented.format(
                when=self._when(case.implemented_at), text=_quoted(case.implementation or "")
            )
        yield from map(self._follow_up, case.followups[-LATEST:])

    def _ended(self) -> Iterator[str]:
        case, says = self._case, self._says
        if case.reopened_at:
            yield says.reopened.format(when=self._when(case.reopened_at))
        if case.duplicate_of:
            yield says.duplicate.format(ref=case.duplicate_of)
        if case.related_refs:
            yield says.related.format(refs=", ".join(case.related_refs[-LATEST:]))
        if case.closed_at and case.closed_by:
            who = mention(case.closed_by)
            yield says.closed.format(when=self._when(case.closed_at), who=who)

    def _qualification(self) -> str:
        case, words = self._case, self._texts.words
        said = [self._texts.card.severity.format(severity=words.severity[case.severity].lower())]
        if case.nature:
            said.append(
                in_line(self._texts.steps.words.nature[case.nature]).partition(":")[0].strip()
            )
        return ", ".join(said)

    def _request(self, request: InformationRequest) -> str:
        answered = request.answered_at
        state = (
            self._says.request_answered.format(when=self._when(answered))
            if answered
            else self._says.request_open
        )
        asked = self._says.requested.format(
            when=self._when(request.asked_at), means=self._texts.lines.means[request.means]
        )
        return f"{asked} ({state})"

    def _point(self, point: InformationPoint) -> str:
        when = self._when(point.at)
        if point.waived_because or point.means is None:
            reason = _quoted(point.waived_because or "")
            return self._says.informed_waived.format(when=when, reason=reason)
        means = self._texts.lines.means[point.means]
        return self._says.informed.format(who=_quoted(point.parties), when=when, means=means)

    def _extension(self, extension: GrantedExtension) -> str:
        says = self._says.extended if extension.in_time else self._says.extended_late
        return says.format(
            new=self._moment(extension.new_due_at),
            when=self._when(extension.communicated_at),
            reason=_quoted(extension.reason),
        )

    def _external(self, one: ExternalDeadline) -> str:
        says, settled_at = self._texts.steps.outside, one.settled_at
        kind, what = self._texts.steps.words.external_kind[one.kind], _quoted(one.what)
        if settled_at is None:
            return says.is_open.format(kind=kind, what=what, who=mention(one.noted_by))
        if one.is_moot:
            return says.is_moot.format(kind=kind, what=what, note=_quoted(one.note or ""))
        return says.is_settled.format(
            kind=kind,
            what=what,
            how=says.in_time if settled_at <= one.due_at else says.too_late,
            when=self._when(settled_at),
            due=self._moment(one.due_at),
        )

    def _follow_up(self, attempt: FollowUp) -> str:
        when, says = self._when(attempt.at), self._says
        if attempt.solved is None:
            return says.asked.format(when=when, means=self._texts.lines.means[attempt.means])
        solved = in_line(self._texts.steps.words.solved[attempt.solved])
        said = [says.followed.format(when=when, solved=solved)]
        if attempt.score is not None:
            said.append(says.score.format(score=attempt.score))
        if attempt.verbatim:
            said.append(self._texts.card.quoted.format(text=_quoted(attempt.verbatim)))
        return " · ".join(said)

    def _when(self, at: datetime) -> str:
        return relative(at, self._office.zone, self._texts, now=self._now)

    def _moment(self, at: datetime) -> str:
        return moment(at, self._office.zone, self._texts, now=self._now)


def _kept_at(case: Case, promise: Promise) -> datetime | None:
    """When what was promised was done, in the life that the promise is about."""
    match promise:
        case Promise.ACKNOWLEDGEMENT:
            return case.ack_sent_at
        case Promise.SOLUTION:
            return case.answered_at if case.reopened_at else case.proposed_at
        case Promise.CHARGE:
            return case.taken_charge_at
        case Promise.INFORMATION:
            since = case.life_began_at
            points = [point.at for point in case.information_points if point.at >= since]
            return min(points, default=None)
        case Promise.EXTERNAL:
            return None  # each has a line of its own


def _quoted(text: str) -> str:
    return mrkdwn(cut(one_line(text), QUOTED_MAX))
