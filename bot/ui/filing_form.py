"""What the two filing forms share: the description, however long, and what they carry.

An input takes 3,000 characters, a message holds up to 40,000: a longer text goes into
as many inputs as it needs, all of which the person can read and correct.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.domain.cases import DESCRIPTION_MAX
from bot.domain.sites import Site, site_named
from bot.ui import inputs
from bot.ui.answers import Answers, clean, is_blank
from bot.ui.blocks import Block, context, plain
from bot.ui.form_errors import Refusal
from bot.ui.limits import INPUT_MAX
from bot.ui.long_text import fitting, put_together, split
from bot.ui.modal import carried_by
from bot.ui.read_back import read_back
from bot.ui.texts.catalogue import Texts

DESCRIPTION = "description"
PREFILL_BYTES_MAX = 200_000
"""Bytes of JSON a text may take, so that the whole view stays within Slack's 250 kB."""
SITE = "site"
SESSION_MAX = 150
SOURCE_MAX = 1_000
"""Characters of a permalink; Slack's have about a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a filing form carries unseen.

    `submission_id` is made when the form opens, so that a repeat is harmless; `source`
    is the permalink of the message it comes from; `joins` is what stood between the
    description's pieces.
    """

    submission_id: UUID
    source: str | None = None
    joins: tuple[str, ...] = ()

    def carried(self) -> dict[str, Any]:
        return {
            "submission": str(self.submission_id),
            "source": self.source,
            "joins": self.joins,
        }


def origin_of(view: dict[str, Any]) -> Origin:
    """What the form carried."""
    carried = carried_by(view)
    return Origin(
        submission_id=read_back(UUID, carried.get("submission")),
        source=read_back(str, carried.get("source") or "") or None,
        joins=read_back(tuple[str, ...], carried.get("joins") or ()),
    )


def description_inputs(
    text: str, *, label: str, hint: str, texts: Texts
) -> tuple[list[Block], tuple[str, ...]]:
    """The description's inputs, filled in, and what stood between their texts."""
    whole = clean(text)
    taken = fitting(whole[:DESCRIPTION_MAX], size=PREFILL_BYTES_MAX)
    parts = split(taken, INPUT_MAX)
    blocks = [
        inputs.labelled(
            inputs.text(initial=piece, multiline=True, focused=number == 1 and not taken),
            label if number == 1 else texts.forms.continued.format(label=label, number=number),
            block_id=_block_id(number),
            hint=hint if number == 1 else None,
            optional=number > 1,
        )
        for number, piece in enumerate(parts.pieces, start=1)
    ]
    if len(taken) < len(whole):
        blocks.append(context(plain(texts.forms.cut_short)))
    return blocks, parts.joins


def read_description(answers: Answers, origin: Origin) -> str:
    """The whole description, then the link to its source, if there is room for it."""
    last = len(origin.joins) + 1
    pieces = tuple(answers.text(_block_id(number)) for number in range(1, last + 1))
    description = put_together(pieces, origin.joins)
    if is_blank(description):
        answers.refuse(DESCRIPTION, Refusal.EMPTY)
    if len(description) > DESCRIPTION_MAX:
        answers.refuse(_block_id(last), Refusal.TOO_LONG)
    link = f"\n\n{origin.source}" if origin.source else ""
    fits = len(description) + len(link) <= DESCRIPTION_MAX
    return description + link if fits else description


def site_inputs(sites: tuple[Site, ...], texts: Texts) -> list[Block]:
    """The menu of the school's sites; none while it has none."""
    if not sites:
        return []
    says = texts.forms
    choices = inputs.select([inputs.option(site.name, site.name) for site in sites], says.choose)
    return [inputs.labelled(choices, says.site, block_id=SITE, hint=says.site_hint, optional=True)]


def read_site(answers: Answers, sites: tuple[Site, ...]) -> Site | None:
    """The chosen site, if any; one that was taken off the settings meanwhile is refused."""
    name = answers.one_of(SITE, [site.name for site in sites])
    return None if name is None else site_named(name, sites)


def known_source(source: str | None) -> str | None:
    """The permalink, unless it is no such thing as Slack makes."""
    return source if source is not None and len(source) <= SOURCE_MAX else None


def _block_id(number: int) -> str:
    return DESCRIPTION if number == 1 else f"{DESCRIPTION}_{number}"
