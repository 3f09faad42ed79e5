"""One risk: what is said of it, what shows and treats it, its history, and what may be done."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.confidentiality import discreet
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.reports.risk_views import LinkState, RiskTrace, RiskView
from bot.domain.reports.risks import QualityRisk, RiskEvent, RiskStatus, usual_in
from bot.slack.payload_shapes import View
from bot.ui.actions.action_lines import TITLE_MAX
from bot.ui.blocks.blocks import Block, StepButton, actions, button, context, divider, section
from bot.ui.blocks.dates import full_moment
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.limits import SECTION_MAX
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.people import mention
from bot.ui.blocks.read_back import read_back
from bot.ui.cases import case_lines
from bot.ui.filing.session_choice import short_day
from bot.ui.reports.risk_lines import risk_title, standing
from bot.ui.steps.form import LINE_MAX
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

CALLBACK_ID = "risk"
CHANGE_RISK, LOOK_OVER = "risk_change", "risk_look_over"
ACCEPT_RISK, SET_ASIDE = "risk_accept", "risk_set_aside"
LINKS_SHOWN = 15
_DEGREES = ("likelihood", "impact")


def risk_modal(view: RiskView, texts: Texts, *, over: Mapping[str, str] | None = None) -> Block:
    """A risk as its reader sees it; `over` is the page of the register beneath it, if one is."""
    risk = view.risk
    blocks = list(_said(risk, view, texts) if risk else _usual(view.mark, texts))
    blocks += [_acts(view, texts)]
    if risk is not None:
        blocks += [*_links(view, texts), *_history(view, texts)]
    return modal(
        texts.risks.ask_title,
        blocks,
        callback_id=CALLBACK_ID,
        close=texts.risks.close,
        carried={"risk": view.mark, "over": over},
    )


def risk_shown(view: View) -> str:
    """The mark of the risk that a modal shows. Raises UnreadableError."""
    return read_back(str, carried_by(view).get("risk"))


def register_beneath(view: View | None) -> dict[str, str] | None:
    """The modal of the register beneath, with its page, if one is. Raises UnreadableError."""
    if view is None:
        return None
    return read_back(dict[str, str], carried_by(view).get("over") or {}) or None


def _said(risk: QualityRisk, view: RiskView, texts: Texts) -> Iterator[Block]:
    says, said = texts.risks, risk.said
    yield section(f"*{mrkdwn(cut(one_line(risk_title(risk, texts)), LINE_MAX))}*")
    facts = [risk.ref, says.status[risk.status], says.origin[risk.origin]]
    told = (
        []
        if risk.status is RiskStatus.PROPOSED
        else standing(risk, texts, office=view.office, now=view.read_at)
    )
    yield context(BETWEEN.join([*facts, *told]))
    texts_said = (
        (says.cause_said, said.cause),
        (says.effect_said, said.effect),
        (says.control_said, said.control),
        (says.residual_said, texts.review.level[said.residual] if said.residual else ""),
        (says.treatment_said, said.treatment),
        (says.aside_because, risk.set_aside_because),
    )
    if said.level is not None:
        yield section(
            says.judged.format(
                likelihood=said.likelihood,
                impact=said.impact,
                level=texts.review.level[said.level],
            )
        )
    for template, text in texts_said:
        if text:
            yield section(cut(template.format(text=mrkdwn(text)), SECTION_MAX))
    if risk.acceptance is not None:
        yield section(_accepted(view, texts))


def _accepted(view: RiskView, texts: Texts) -> str:
    signed = view.risk and view.risk.acceptance
    if not signed:
        return ""
    moment = full_moment(signed.at, view.office.zone, texts)
    said = texts.risks.accepted.format(
        who=mention(signed.by), moment=moment, text=mrkdwn(signed.because)
    )
    return cut(said, SECTION_MAX)


def _usual(mark: str, texts: Texts) -> Iterator[Block]:
    says, usual = texts.risks, usual_in(mark)
    if usual is None:
        return
    yield section(f"*{says.usual.title[usual]}*")
    yield section(says.cause_said.format(text=says.usual.cause[usual]))
    yield section(says.effect_said.format(text=says.usual.effect[usual]))


def _acts(view: RiskView, texts: Texts) -> Block:
    """What the reader may do with it, as it stands."""
    says, status = texts.risks, view.risk.status if view.risk else RiskStatus.PROPOSED
    is_kept, is_aside = status is RiskStatus.KEPT, status is RiskStatus.SET_ASIDE
    is_signed = view.risk is not None and view.risk.acceptance is not None
    change = {RiskStatus.KEPT: says.change, RiskStatus.SET_ASIDE: says.take_back}
    named = [
        (True, change.get(status, says.keep), CHANGE_RISK),
        (is_kept and not view.is_looked_over, says.look_over, LOOK_OVER),
        (is_kept and view.signs and not is_signed, says.accept, ACCEPT_RISK),
        (not is_aside and view.leads, says.aside, SET_ASIDE),
    ]
    steps = [
        StepButton(label=label, action_id=name, value=view.mark, primary=name == CHANGE_RISK)
        for is_there, label, name in named
        if is_there
    ]
    return actions([button(step) for step in steps])


def _links(view: RiskView, texts: Texts) -> Iterator[Block]:
    says = texts.risks
    if not (view.links or view.hidden):
        return
    yield divider()
    lines = [says.links, *(_link(one, view, texts) for one in view.links[:LINKS_SHOWN])]
    others = (
        says.more_links.say(len(view.links[LINKS_SHOWN:])),
        says.hidden.say(view.hidden),
    )
    yield section(cut("\n".join([*lines, *filter(None, others)]), SECTION_MAX))


def _link(one: LinkState, view: RiskView, texts: Texts) -> str:
    """A case with its stage, an action with what became of it; who linked it, and when."""
    says, link = texts.risks, one.link
    source: dict[str, str] = {
        "who": says.vigie if link.linked_by == VIGIE else mention(link.linked_by),
        "day": short_day(local_day(link.linked_at, view.office.zone), texts),
    }
    if one.case is not None:
        title = mrkdwn(case_lines.title(one.case, texts, brief=True))
        state = case_lines.standing(one.case, texts)
        return says.linked_case.format(title=title, state=state, **source)
    if one.action is None:
        return ""
    title = mrkdwn(cut(discreet(one_line(one.action.title)), TITLE_MAX))
    state = texts.words.action_status.in_line[one.action.status]
    return says.linked_action.format(ref=link.ref, title=title, state=state, **source)


def _history(view: RiskView, texts: Texts) -> Iterator[Block]:
    if not view.traces:
        return
    yield divider()
    yield section(texts.risks.history)
    yield context("\n".join(_trace(one, view, texts) for one in view.traces))


def _trace(trace: RiskTrace, view: RiskView, texts: Texts) -> str:
    says = texts.risks
    what = says.events.get(RiskEvent(trace.event), "") if trace.event in set(RiskEvent) else ""
    fields = list(_changed(trace.details, texts))
    return says.trace.format(
        moment=full_moment(trace.at, view.office.zone, texts),
        who=says.vigie if trace.actor == VIGIE else mention(trace.actor),
        what=says.changed.format(what=what, fields=", ".join(fields)) if fields else what,
    )


def _changed(details: Mapping[str, Any], texts: Texts) -> Iterator[str]:
    """Which fields an entry changed, of degrees from what to what; or the reason it gives."""
    says = texts.risks
    if reason := details.get("text"):
        yield mrkdwn(cut(one_line(reason), LINE_MAX))
    for name, (before, after) in details.get("changes", {}).items():
        if name in _DEGREES and before is not None and after is not None:
            yield says.degree_changed.format(field=says.fields[name], before=before, after=after)
        elif name in says.fields:
            yield says.fields[name]
    for name in ("linked", "unlinked"):
        if details.get(name):
            yield says.fields[name]
