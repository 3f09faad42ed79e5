"""A form filled in from an answer to a survey: its words, session and way, told in confidence."""

import json
from uuid import UUID

from bot.domain.cases.taxonomy import Channel, Party
from bot.domain.sessions.appreciations import Appreciation, AppreciationOfSession
from bot.slack.payload_shapes import View
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.modal import carried_by
from bot.ui.blocks.read_back import read_back
from bot.ui.filing.complaint_form import CHANNEL, CONFIDENTIAL, PARTY
from bot.ui.filing.incident_form import FLAGS
from bot.ui.filing.session_choice import SESSION, session_input
from bot.ui.texts.catalogue import Texts

_CARRIED = "appreciation"
_CHOSEN = {CHANNEL: Channel.SATISFACTION_SURVEY, PARTY: Party.TRAINEE}
"""What is known of every answer to a survey; each can be chosen otherwise."""
_BOXES = {CONFIDENTIAL, FLAGS}


def filled_from(view: Block, told: AppreciationOfSession, texts: Texts) -> Block:
    """The form with all that the answer tells beside its words."""
    carried = json.loads(view["private_metadata"]) | {_CARRIED: str(told.appreciation.id)}
    blocks = [_filled(block, told, texts) for block in view["blocks"]]
    return view | {"blocks": blocks, "private_metadata": json.dumps(carried)}


def appreciation_in(view: View) -> UUID | None:
    """The answer that a form was filled in from, if any. Raises UnreadableError."""
    carried = carried_by(view).get(_CARRIED)
    return read_back(UUID, carried) if carried else None


def words_of(appreciation: Appreciation, texts: Texts) -> str:
    """What was said, with the score where there is one."""
    score = score_of(appreciation, texts)
    noted = texts.appreciations.noted.format(score=score) if score else None
    return "\n\n".join(filter(None, (appreciation.verbatim, noted)))


def score_of(appreciation: Appreciation, texts: Texts) -> str | None:
    """« 2 sur 5 », « 8,5 sur 10 »."""
    score = appreciation.score
    if score is None:
        return None
    points = f"{score.hundredths / 100:g}".replace(".", texts.summary.decimal_mark)
    return texts.appreciations.score.format(points=points, scale=score.out_of)


def _filled(block: Block, told: AppreciationOfSession, texts: Texts) -> Block:
    name, element = block.get("block_id"), block.get("element", {})
    if name == SESSION:
        session = told.session
        return session_input(texts, code=session.code, written=session.label)
    if name in _CHOSEN:
        chosen = next(one for one in element["options"] if one["value"] == _CHOSEN[name])
        return block | {"element": element | {"initial_option": chosen}}
    if name in _BOXES and told.appreciation.in_confidence:
        ticked = [one for one in element["options"] if one["value"] in {"confidential", "yes"}]
        return block | {"element": element | {"initial_options": ticked}}
    return block
