"""A case so far, as « Voir le dossier » tells it: Slack markup, a line each."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.cases.cases import Case
from bot.domain.cases.traces import (
    DecidedMeasures,
    DoneAtOnce,
    ExternalDeadline,
    FollowUp,
    GrantedExtension,
    InformationPoint,
    InformationRequest,
)
from bot.domain.deadlines.due_dates import is_on_time
from bot.domain.deadlines.promises import current_promise
from bot.domain.school.office import Office
from bot.domain.school.policies import DeadlineKind
from bot.ui.blocks.dates import deadline, relative
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.people import mention, mentions
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

QUOTED_MAX = 400
"""Characters of what people wrote in one line; the journal has all of it."""
LATEST = 5
"""Traces of one kind that are told; the timeline has the others."""


class CaseSummary:
    """Tells one case's life in one language, on one clock."""

    def __init__(self, case: Case, *, office: Office, texts: Texts, now: datetime) -> None:
        self._case = case
        self._office = office
        self._texts = texts
        self._says, self._words = texts.steps.life, texts.words
        self._now = now

    def lines(self) -> list[str]:
        """All of it, in the order in which it is usually done."""
        outside = map(self._external, self._case.external_deadlines[-LATEST:])
        return [*self._begun(), *self._examined(), *self._answered(), *outside, *self._ended()]

    def deadline(self, kind: DeadlineKind) -> str | None:
        """Whether a promise was kept, when it is past; None when nothing shows it."""
        promise = current_promise(self._case, kind)
        if promise is None or promise.kept_at is None:
            return None
        due, done = promise.due_at, promise.kept_at
        how = self._says.in_time if is_on_time(done, due) else self._says.too_late
        return self._says.kept.format(
            what=self._words.deadline[kind], how=how, when=self._when(done), due=self._deadline(due)
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
            means = self._words.means.in_line[case.ack_means]
            yield says.acknowledged.format(when=self._when(case.ack_sent_at), means=means)
        if case.ack_not_applicable:
            yield says.unreachable.format(reason=_quoted(case.ack_not_applicable))
        yield from map(self._request, case.information_requests[-LATEST:])

    def _examined(self) -> Iterator[str]:
        case, says = self._case, self._says
        yield from map(self._at_once, case.done_at_once[-LATEST:])
        yield from map(self._decided, case.measures[-LATEST:])
        yield from map(self._point, case.information_points[-LATEST:])
        if case.analysis and case.analysed_at:
            when = self._when(case.analysed_at)
            yield says.analysed.format(when=when, text=_quoted(case.analysis))
        if case.root_cause and case.cause_family:
            family = self._words.cause_family.in_line[case.cause_family]
            yield says.root_cause.format(family=family, text=_quoted(case.root_cause))

    def _at_once(self, done: DoneAtOnce) -> str:
        who, when = mention(done.by), self._when(done.at)
        said = [self._says.done_at_once.format(who=who, when=when, text=_quoted(done.what))]
        if done.informed:
            said.append(self._says.told_at_once.format(who=_quoted(done.informed)))
        return BETWEEN.join(said)

    def _decided(self, decided: DecidedMeasures) -> str:
        when, text = self._when(decided.at), _quoted(decided.explanation)
        if decided.on_spot:
            is_settled = self._case.settled_on_spot
            says = self._says.on_spot if is_settled else self._says.done_at_once
            return says.format(who=mention(decided.by), when=when, text=text)
        words = [self._words.measure.in_line[one] for one in decided.measures]
        return self._says.measured.format(when=when, what=", ".join(words), text=text)

    def _answered(self) -> Iterator[str]:
        case, says, words = self._case, self._says, self._words
        yield from map(self._extension, case.extensions[-LATEST:])
        if case.outcome and case.answered_at:
            template = says.answered if case.solution else says.answered_no
            yield template.format(
                outcome=words.outcome.in_line[case.outcome],
                when=self._when(case.answered_at),
                text=_quoted(case.solution or ""),
            )
        if case.complainant_decision:
            yield says.decision.format(what=words.decision.in_line[case.complainant_decision])
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
        case, words = self._case, self._words
        said = [self._texts.card.severity.format(severity=words.severity.in_line[case.severity])]
        if case.nature:
            said.append(self._words.nature.in_line[case.nature])
        return ", ".join(said)

    def _request(self, request: InformationRequest) -> str:
        answered = request.answered_at
        state = (
            self._says.request_answered.format(when=self._when(answered))
            if answered
            else self._says.request_open
        )
        asked = self._says.requested.format(
            when=self._when(request.asked_at), means=self._words.means.in_line[request.means]
        )
        return f"{asked} ({state})"

    def _point(self, point: InformationPoint) -> str:
        when = self._when(point.at)
        if point.waived_because:
            reason = _quoted(point.waived_because)
            return self._says.informed_waived.format(when=when, reason=reason)
        if point.means is None:
            return self._says.informed_anyhow.format(who=_quoted(point.parties), when=when)
        means = self._words.means.in_line[point.means]
        return self._says.informed.format(who=_quoted(point.parties), when=when, means=means)

    def _extension(self, extension: GrantedExtension) -> str:
        says = self._says.extended if extension.in_time else self._says.extended_late
        return says.format(
            new=self._deadline(extension.new_due_at),
            when=self._when(extension.communicated_at),
            reason=_quoted(extension.reason),
        )

    def _external(self, one: ExternalDeadline) -> str:
        says, settled_at = self._texts.steps.outside, one.settled_at
        kind, what = self._words.external_kind[one.kind], _quoted(one.what)
        if settled_at is None:
            return says.is_open.format(kind=kind, what=what, who=mention(one.noted_by))
        if one.is_moot:
            return says.is_moot.format(kind=kind, what=what, note=_quoted(one.note or ""))
        return says.is_settled.format(
            kind=kind,
            what=what,
            how=says.in_time if settled_at <= one.due_at else says.too_late,
            when=self._when(settled_at),
            due=self._deadline(one.due_at),
        )

    def _follow_up(self, attempt: FollowUp) -> str:
        when, says = self._when(attempt.at), self._says
        if attempt.solved is None:
            return says.asked.format(when=when, means=self._words.means.in_line[attempt.means])
        solved = self._words.solved.in_line[attempt.solved]
        said = [says.followed.format(when=when, solved=solved)]
        if attempt.score is not None:
            said.append(says.score.format(score=attempt.score))
        if attempt.verbatim:
            said.append(self._texts.card.quoted.format(text=_quoted(attempt.verbatim)))
        return BETWEEN.join(said)

    def _when(self, at: datetime) -> str:
        return relative(at, self._office.zone, self._texts, now=self._now)

    def _deadline(self, at: datetime) -> str:
        return deadline(at, self._office.zone, self._texts, now=self._now)


def _quoted(text: str) -> str:
    return mrkdwn(cut(one_line(text), QUOTED_MAX))
