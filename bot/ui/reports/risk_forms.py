"""The forms of a risk: what is said of it, why it is accepted, why it is set aside."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from bot.domain.actions.actions import PREFIX as ACTION_PREFIX
from bot.domain.cases.taxonomy import Kind
from bot.domain.reports.quality_risks import LEVELS, CaseTopic, Risk, RiskLevel
from bot.domain.reports.risk_views import RiskView
from bot.domain.reports.risks import RiskDraft, usual_in
from bot.slack.payload_shapes import View
from bot.ui.actions.recurrence import topic_in
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, section
from bot.ui.blocks.escape import mrkdwn, one_line
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import page_in, read_back
from bot.ui.reports.review_lines import risk_name
from bot.ui.reports.risk_lines import known_mark, risk_title
from bot.ui.reports.risk_view import ACCEPT_RISK, CHANGE_RISK, SET_ASIDE
from bot.ui.steps.form import REASON, area, line, menu_of
from bot.ui.texts.catalogue import Texts

TITLE, CAUSE, EFFECT = "title", "cause", "effect"
LIKELIHOOD, IMPACT = "likelihood", "impact"
CONTROL, RESIDUAL, TREATMENT = "control", "residual", "treatment"
OWNER, REFS = "owner", "refs"
_PREFIXES = "|".join([*(kind.prefix for kind in Kind), ACTION_PREFIX])
_REF = re.compile(rf"(?:{_PREFIXES})-\d{{4}}-\d{{4,}}", re.IGNORECASE)
_BETWEEN_REFS = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAsked:
    """What a form of a risk comes back with; without a mark it is about a new one, or a topic's."""

    mark: str | None
    topic: CaseTopic | None = None
    seen: int
    submission_id: UUID
    over: dict[str, str] | None


def risk_form(
    view: RiskView | None,
    texts: Texts,
    *,
    submission_id: UUID,
    over: Mapping[str, str] | None = None,
    told: Risk | None = None,
) -> Block:
    """What is said of a risk, to be changed; a usual one comes with its words.

    A new one may be filled in with what a review has `told` of it.
    """
    says, forms, review = texts.risks, texts.review_forms, texts.review
    given = _as_told(told, texts) if told else said_of(view, texts)
    refs = ", ".join(one.link.ref for one in view.links) if view else ""
    owner = inputs.person(given.owner, texts.steps.handling.choose_person)
    blocks = [
        line(says.ask_title, block_id=TITLE, initial=given.title),
        area(says.ask_cause, block_id=CAUSE, initial=given.cause, optional=True),
        area(says.ask_effect, block_id=EFFECT, initial=given.effect, optional=True),
        degree(review.likelihood, LIKELIHOOD, texts, given=given.likelihood),
        degree(review.impact, IMPACT, texts, given=given.impact),
        area(forms.control, block_id=CONTROL, initial=given.control, optional=True),
        menu_of(
            review.level,
            forms.residual,
            block_id=RESIDUAL,
            choose=forms.choose_level,
            initial=given.residual,
            optional=True,
        ),
        area(
            says.ask_treatment,
            block_id=TREATMENT,
            initial=given.treatment,
            hint=says.treatment_hint,
            optional=True,
        ),
        inputs.labelled(owner, says.ask_owner, block_id=OWNER, optional=True),
        area(says.ask_refs, block_id=REFS, initial=refs, hint=says.refs_hint, optional=True),
    ]
    carried = {"topic": told.case_topic.key} if told and told.case_topic else {}
    return _form(
        CHANGE_RISK, blocks, view, texts, submission_id=submission_id, over=over, carried=carried
    )


def reason_form(
    name: str,
    view: RiskView,
    texts: Texts,
    *,
    submission_id: UUID,
    over: Mapping[str, str] | None,
) -> Block:
    """Why a risk is accepted as it is, or set aside."""
    says = texts.risks
    asked = {ACCEPT_RISK: says.ask_accepted, SET_ASIDE: says.ask_aside}
    hints = {ACCEPT_RISK: says.accept_hint, SET_ASIDE: says.aside_hint}
    blocks = [
        section(f"*{mrkdwn(one_line(said_of(view, texts).title))}*"),
        area(asked[name], block_id=REASON, hint=hints[name]),
    ]
    return _form(name, blocks, view, texts, submission_id=submission_id, over=over)


def said_of(view: RiskView | None, texts: Texts) -> RiskDraft:
    """What is said of a risk so far; of a usual one that nobody decided of, what the trade says."""
    if view is None:
        return RiskDraft(title="")
    if view.risk is not None:
        said = view.risk.said
        return said if said.title else replace(said, title=risk_title(view.risk, texts))
    usual, says = usual_in(view.mark), texts.risks.usual
    if usual is None:
        return RiskDraft(title="")
    return RiskDraft(title=says.title[usual], cause=says.cause[usual], effect=says.effect[usual])


def _as_told(told: Risk, texts: Texts) -> RiskDraft:
    """What a review says of a risk that the register does not have."""
    return RiskDraft(
        title=risk_name(told, texts),
        likelihood=told.likelihood,
        impact=told.impact,
        control=told.control,
        residual=told.residual,
        treatment=told.treatment,
    )


def asked_in(view: View) -> RiskAsked:
    """Which risk a form is about. Raises UnreadableError."""
    carried = carried_by(view)
    mark, topic = carried.get("risk"), carried.get("topic")
    return RiskAsked(
        mark=None if mark is None else known_mark(read_back(str, mark)),
        topic=topic_in(read_back(str, topic)) if topic else None,
        seen=page_in(carried.get("seen")),
        submission_id=read_back(UUID, carried.get("submission")),
        over=read_back(dict[str, str], carried.get("over") or {}) or None,
    )


def read_risk_form(view: View) -> tuple[RiskDraft, tuple[str, ...]] | FormErrors:
    """What a form says of a risk and the references it names, or what has to be corrected."""
    answers = Answers(view)
    title = answers.written(TITLE)
    degrees = [str(one) for one in range(1, LEVELS + 1)]
    picked = {block: answers.picked(block, degrees) for block in (LIKELIHOOD, IMPACT)}
    for block, chosen in picked.items():
        if chosen is None:
            answers.refuse(block, FieldError.NOT_CHOSEN)
    refs = tuple(filter(None, _BETWEEN_REFS.split(answers.text(REFS))))
    if not all(_REF.fullmatch(ref) for ref in refs):
        answers.refuse(REFS, FieldError.UNKNOWN_REFS)
    if answers.refusals:
        return FormErrors(answers.refusals)
    said = RiskDraft(
        title=title,
        cause=answers.text(CAUSE).strip(),
        effect=answers.text(EFFECT).strip(),
        likelihood=int(picked[LIKELIHOOD] or 1),
        impact=int(picked[IMPACT] or 1),
        control=answers.text(CONTROL).strip(),
        residual=answers.maybe(RESIDUAL, RiskLevel),
        treatment=answers.text(TREATMENT).strip(),
        owner=answers.chosen_person(OWNER),
    )
    return said, tuple(dict.fromkeys(ref.upper() for ref in refs))


def read_reason(view: View) -> str | FormErrors:
    """The reason that a form gives, or that it is missing."""
    answers = Answers(view)
    reason = answers.written(REASON)
    return FormErrors(answers.refusals) if answers.refusals else reason


def degree(label: str, block_id: str, texts: Texts, *, given: int | None) -> Block:
    """Likelihood or impact, from 1 to 4."""
    choices = [
        inputs.option(word, str(number))
        for number, word in enumerate(texts.review_forms.degrees, start=1)
    ]
    chosen = None if given is None else choices[given - 1]
    return inputs.labelled(inputs.radio(choices, initial=chosen), label, block_id=block_id)


def _form(
    name: str,
    blocks: list[Block],
    view: RiskView | None,
    texts: Texts,
    *,
    submission_id: UUID,
    over: Mapping[str, str] | None,
    carried: Mapping[str, str] | None = None,
) -> Block:
    what: dict[str, Any] = {
        "risk": view.mark if view else None,
        "seen": view.risk.version if view and view.risk else 0,
        "submission": str(submission_id),
        "over": over,
    }
    titles = {
        CHANGE_RISK: texts.review_forms.judge_risk,
        ACCEPT_RISK: texts.risks.accept,
        SET_ASIDE: texts.risks.aside,
    }
    return modal(
        titles[name],
        blocks,
        callback_id=name,
        submit=texts.risks.save,
        close=texts.forms.cancel,
        carried=what | dict(carried or {}),
    )
