"""« Risques »: a page of the register, proposals to examine, and a line about it for the tab."""

import re
from collections.abc import Iterator, Mapping

from bot.domain.reports.risk_views import RISKS_PAGE, RiskCounts, RiskLook, RiskRegister
from bot.domain.reports.risks import QualityRisk, RiskStatus, UsualRisk
from bot.slack.payload_shapes import Pressed, View
from bot.ui.actions.recurrence import OPEN_RISK
from bot.ui.blocks.blocks import (
    Block,
    StepButton,
    actions,
    button,
    context,
    divider,
    plain,
    section,
)
from bot.ui.blocks.dates import full_moment
from bot.ui.blocks.escape import mrkdwn, one_line
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import page_in, read_back, text_in
from bot.ui.reports.risk_lines import OPEN_REGISTER, risk_title, standing
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

CALLBACK_ID = "risks"
ADD_RISK = "risk_add"
TURN = "risks_turn_"
"""Beginning of action ids; the value is a look: « kept:1 »."""
TURN_PATTERN = re.compile(f"^{TURN}")


def register_modal(register: RiskRegister, texts: Texts) -> Block:
    """A page of risks, the gravest first; above it what Vigie proposes, below the usual ones."""
    says = texts.risks
    is_aside = register.look.status is RiskStatus.SET_ASIDE
    blocks = [*_head(register, texts), *([] if is_aside else _proposals(register, texts))]
    if is_aside:
        blocks.append(section(says.set_aside))
    blocks += [_row(risk, register, texts) for risk in register.risks]
    if not register.risks:
        blocks.append(section(plain(says.nothing_aside if is_aside else says.nothing)))
    blocks += _turns(register, texts)
    if register.usual and not is_aside:
        blocks += [divider(), section(says.usual_ones)]
        blocks += [_usual_row(one, texts) for one in register.usual]
    return modal(
        says.title,
        blocks,
        callback_id=CALLBACK_ID,
        close=says.close,
        carried={"look": _named(register.look)},
    )


def risks_line(counts: RiskCounts, texts: Texts) -> str | None:
    """What waits in the register for who leads; None where nothing does."""
    says = texts.risks
    waiting = [says.examine_count.say(counts.to_examine), says.aged_count.say(counts.aged)]
    told = BETWEEN.join(filter(None, waiting))
    return says.at_home.format(counts=told) if told else None


def register_step(texts: Texts) -> StepButton:
    """The button that opens the register."""
    return StepButton(label=texts.risks.button, action_id=OPEN_REGISTER, value="risks")


def look_in(pressed: Pressed) -> RiskLook:
    """The page that a button names. Raises UnreadableError."""
    return _look(text_in(pressed))


def beneath(view: View | None) -> dict[str, str] | None:
    """The register that something is opened from, with its page. Raises UnreadableError."""
    if view is None or view.callback_id != CALLBACK_ID:
        return None
    return {"view": view.id, "look": read_back(str, carried_by(view).get("look"))}


def look_of(over: Mapping[str, str]) -> RiskLook:
    """The page of the register that lies beneath. Raises UnreadableError."""
    return _look(read_back(str, over.get("look")))


def _head(register: RiskRegister, texts: Texts) -> Iterator[Block]:
    says, counts = texts.risks, register.counts
    moment = full_moment(register.read_at, register.office.zone, texts)
    yield section(says.as_of.format(moment=moment))
    if not register.leads:
        return
    waiting = [says.examine_count.say(counts.to_examine), says.aged_count.say(counts.aged)]
    yield context(BETWEEN.join([says.kept.say(counts.kept), *filter(None, waiting)]))
    buttons = [StepButton(label=says.add, action_id=ADD_RISK, value="add", primary=True)]
    if register.look.status is RiskStatus.SET_ASIDE:
        buttons.append(_to(RiskLook(), says.kept_button, texts))
    elif counts.set_aside:
        label = says.aside_button.format(count=counts.set_aside)
        buttons.append(_to(RiskLook(status=RiskStatus.SET_ASIDE), label, texts))
    yield actions([button(step) for step in buttons])


def _proposals(register: RiskRegister, texts: Texts) -> Iterator[Block]:
    if not register.proposed:
        return
    yield section(texts.risks.proposed)
    for risk in register.proposed:
        yield _row(risk, register, texts)
    yield divider()


def _row(risk: QualityRisk, register: RiskRegister, texts: Texts) -> Block:
    says, name = texts.risks, one_line(risk_title(risk, texts))
    facts = standing(risk, texts, office=register.office, now=register.read_at)
    said = says.row.format(risk=mrkdwn(name), facts=BETWEEN.join(facts))
    is_proposed = risk.status is RiskStatus.PROPOSED
    step = StepButton(
        label=says.examine if is_proposed else says.see, action_id=OPEN_RISK, value=str(risk.id)
    )
    spoken = (says.examine_spoken if is_proposed else says.see_spoken).format(risk=name)
    return section(said) | {"accessory": button(step, spoken=spoken)}


def _usual_row(usual: UsualRisk, texts: Texts) -> Block:
    says, name = texts.risks, texts.risks.usual.title[usual]
    step = StepButton(label=says.examine, action_id=OPEN_RISK, value=usual)
    spoken = says.examine_spoken.format(risk=name)
    return section(name) | {"accessory": button(step, spoken=spoken)}


def _turns(register: RiskRegister, texts: Texts) -> Iterator[Block]:
    look, total, says = register.look, register.total, texts.risks
    if total <= RISKS_PAGE:
        return
    first = look.page * RISKS_PAGE + 1
    last = first + len(register.risks) - 1
    yield context(says.position.format(first=first, last=last, total=total))
    turns = [
        (look.page > 0, look.page - 1, says.previous),
        (last < total, look.page + 1, says.next),
    ]
    steps = [
        _to(RiskLook(status=look.status, page=page), label, texts)
        for is_there, page, label in turns
        if is_there
    ]
    yield actions([button(step) for step in steps])


def _to(look: RiskLook, label: str, texts: Texts) -> StepButton:
    """A button that shows another page, named by what it shows: ids in a row are all different."""
    name = f"{TURN}{'back' if label == texts.risks.previous else look.status}"
    return StepButton(label=label, action_id=name, value=_named(look))


def _named(look: RiskLook) -> str:
    return f"{look.status}:{look.page}"


def _look(named: str) -> RiskLook:
    status, _, page = named.partition(":")
    return RiskLook(status=read_back(RiskStatus, status), page=page_in(page))
