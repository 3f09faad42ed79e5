"""Sentences about a risk of the register, which its page, its screen and messages are made of."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from bot.domain.calendar.wall_time import local_day
from bot.domain.reports.risks import QualityRisk, RiskStatus, usual_in
from bot.domain.school.office import Office
from bot.slack.payload_shapes import Pressed
from bot.ui.actions.recurrence import topic_words
from bot.ui.blocks.blocks import Post, StepButton, actions, button, section
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.people import mention
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.filing.session_choice import short_day
from bot.ui.texts.catalogue import Texts

OPEN_REGISTER = "risks_open"
_NAMED, _NAME_MAX = 10, 150


def aged_post(aged: Sequence[QualityRisk], texts: Texts, *, office: Office) -> Post:
    """Says which risks nobody looked at for a year, and since when."""
    says = texts.risks
    lines = [
        says.aged_line.format(
            risk=mrkdwn(cut(one_line(risk_title(one, texts)), _NAME_MAX)),
            day=short_day(local_day(one.looked_at, office.zone), texts),
        )
        for one in aged[:_NAMED]
    ]
    others = texts.summary.more_late.say(len(aged) - len(lines))
    told = "\n".join([says.aged_told.say(len(aged)), *lines, *([others] if others else [])])
    step = StepButton(label=says.open_register, action_id=OPEN_REGISTER, value="risks")
    return Post(text=told, blocks=[section(told), actions([button(step)])])


def mark_in(pressed: Pressed) -> str:
    """The mark of the risk that a button names. Raises UnreadableError."""
    return known_mark(text_in(pressed))


def known_mark(mark: str) -> str:
    """A mark that names a risk. Raises UnreadableError for anything else."""
    return mark if usual_in(mark) else str(read_back(UUID, mark))


def risk_title(risk: QualityRisk, texts: Texts) -> str:
    """What a risk is called, as plain text; one that Vigie proposes by its topic."""
    if risk.said.title or risk.topic is None:
        return risk.said.title
    return topic_words(risk.topic, texts)


def level_words(risk: QualityRisk, texts: Texts) -> str:
    """« niveau élevé, résiduel faible »."""
    says, level, residual = texts.risks, risk.said.level, risk.said.residual
    if level is None:
        return says.not_judged
    words = texts.review.level
    if residual is None:
        return says.level.format(level=words[level])
    return says.residual_level.format(level=words[level], residual=words[residual])


def standing(risk: QualityRisk, texts: Texts, *, office: Office, now: datetime) -> Iterator[str]:
    """How grave a risk is, whose, and what is amiss with it, each in some words of markup."""
    says = texts.risks
    yield level_words(risk, texts)
    if risk.status is RiskStatus.PROPOSED:
        yield says.recurs
        return
    owner = risk.said.owner
    yield says.owned.format(owner=mention(owner)) if owner else says.unowned
    if risk.status is not RiskStatus.KEPT:
        return
    day = short_day(local_day(risk.looked_at, office.zone), texts)
    template = says.aged if risk.is_aged(now, office.zone) else says.looked_at
    yield template.format(day=day)
    if risk.acceptance is not None:
        yield says.accepted_short.format(who=mention(risk.acceptance.by))
    elif risk.is_unanswered:
        yield says.unanswered
