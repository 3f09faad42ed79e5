"""Parts shared by the two filing forms: the description, however long, and what they carry.

An input takes 3,000 characters, a message holds up to 40,000: a longer text goes into
as many inputs as it needs, all of which the person can read and correct.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.domain.cases.cases import DESCRIPTION_MAX, UploadedFile
from bot.domain.school.office import Site, site_named
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers, clean, is_blank
from bot.ui.blocks.blocks import Block, context, divider, plain, section
from bot.ui.blocks.escape import fitting, put_together, split
from bot.ui.blocks.form_errors import FieldError
from bot.ui.blocks.limits import INPUT_MAX
from bot.ui.blocks.modal import again, carried_by
from bot.ui.blocks.read_back import read_back
from bot.ui.blocks.spoken import parts_of, text_of
from bot.ui.filing.brought import Brought
from bot.ui.texts.catalogue import Texts

DESCRIPTION = "description"
BROUGHT_FILES = "brought_files"
PREFILL_BYTES_MAX = 200_000
"""Bytes of JSON a text may take, so that the whole view stays within Slack's 250 kB."""
SITE = "site"
SESSION_MAX = 150
SOURCE_MAX = 1_000
"""Characters of a permalink; Slack's have about a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The hidden state of a filing form.

    `submission_id` is made when the form opens, so that a repeat is harmless; `source`
    is the permalink of the message it comes from; `joins` is what stood between the
    description's pieces; `is_violence` is what a button of the form told; `mail_id` is the
    mail that the form was filled in from.
    """

    submission_id: UUID
    source: str | None = None
    joins: tuple[str, ...] = ()
    is_violence: bool = False
    mail_id: UUID | None = None

    def carried(self) -> dict[str, Any]:
        told = {"violence": True} if self.is_violence else {}
        where = {"source": self.source, "joins": self.joins}
        mail = {"mail": str(self.mail_id)} if self.mail_id else {}
        return {"submission": str(self.submission_id)} | where | told | mail


def origin_of(view: View) -> Origin:
    """The hidden state that the form carried."""
    carried = carried_by(view)
    return Origin(
        submission_id=read_back(UUID, carried.get("submission")),
        source=read_back(str, carried.get("source") or "") or None,
        joins=read_back(tuple[str, ...], carried.get("joins") or ()),
        is_violence=bool(carried.get("violence")),
        mail_id=read_back(UUID, carried["mail"]) if carried.get("mail") else None,
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
        answers.refuse(DESCRIPTION, FieldError.EMPTY)
    if len(description) > DESCRIPTION_MAX:
        answers.refuse(_block_id(last), FieldError.TOO_LONG)
    link = f"\n\n{origin.source}" if origin.source else ""
    fits = len(description) + len(link) <= DESCRIPTION_MAX
    return description + link if fits else description


def brought_inputs(brought: Brought, texts: Texts) -> list[Block]:
    """The files that the message brought, each of which may be left out."""
    says, blocks = texts.forms, []
    if brought.files:
        choices = [inputs.option(file.name, file.id) for file in brought.files]
        blocks.append(
            inputs.labelled(
                inputs.checkboxes(choices, ticked=choices),
                says.brought_files,
                block_id=BROUGHT_FILES,
                hint=says.brought_files_hint,
                optional=True,
            )
        )
    if brought.mail is not None and brought.mail.attachments:
        blocks.append(context(plain(says.mail_files.say(brought.mail.attachments))))
    return blocks


def read_brought(view: View, answers: Answers) -> tuple[UploadedFile, ...]:
    """Those of the message's files that are to be kept; their address is asked for later.

    Only what the form offered counts.
    """
    offered = {
        text_of(option, "value"): text_of(option.get("text"))
        for block in view.blocks
        if block.get("block_id") == BROUGHT_FILES
        for option in parts_of(block.get("element"), "options")
    }
    ticked = answers.ticked(BROUGHT_FILES)
    return tuple(
        UploadedFile(slack_id=which, name=clean(name) or which, url="", size=0)
        for which, name in offered.items()
        if which in ticked
    )


def site_inputs(sites: tuple[Site, ...], texts: Texts) -> list[Block]:
    """The menu of the school's sites; none while it has none."""
    if not sites:
        return []
    says = texts.forms
    choices = inputs.select([inputs.option(site.name, site.name) for site in sites], says.choose)
    return [
        inputs.labelled(
            choices, texts.fields.labels["site"], block_id=SITE, hint=says.site_hint, optional=True
        )
    ]


def read_site(answers: Answers, sites: tuple[Site, ...]) -> Site | None:
    """The chosen site, if any; one that was taken off the settings meanwhile is refused."""
    name = answers.one_of(SITE, [site.name for site in sites])
    return None if name is None else site_named(name, sites)


def known_source(source: str | None) -> str | None:
    """The permalink, unless it is no such thing as Slack makes."""
    return source if source is not None and len(source) <= SOURCE_MAX else None


def _block_id(number: int) -> str:
    return DESCRIPTION if number == 1 else f"{DESCRIPTION}_{number}"


CONCERNED = "concerned_people"
CONCERNED_MAX = 100
"""People: an index holds them, and PostgreSQL indexes at most 2,704 bytes of a row."""
_ASKED, _KEPT, _LINE = "asked_who_is_concerned", "concerned_kept", "concerned_line"
AROUND_VIOLENCE = ("violence_suspected", "violence_kept", "violence_line")
"""What stands around the question whether it is a violence while it is the last one."""


def was_asked(view: View) -> bool:
    """Whether the form is on its second page."""
    return any(block.get("block_id") == _ASKED for block in view.blocks)


def concerned_page(view: View, texts: Texts) -> Block:
    """The form with all answers kept and the question on top, the only one that is introduced."""
    gone = {CONCERNED, *AROUND_VIOLENCE}
    first = [block for block in view.blocks if block.get("block_id") not in gone]
    return again(view, [*concerned_blocks(view, texts, intro=texts.concerned.intro), *first])


def concerned_blocks(view: View, texts: Texts, *, intro: str) -> list[Block]:
    """The question whom it is about, with what was answered, to stand above a form."""
    says = texts.concerned
    chosen = Answers(view).people(CONCERNED)
    element = inputs.people(chosen, texts.settings.choose_people)
    asked = inputs.labelled(
        element | {"max_selected_items": CONCERNED_MAX},
        says.label,
        block_id=CONCERNED,
        hint=says.hint,
        optional=True,
    )
    kept, line = context(says.kept, block_id=_KEPT), divider() | {"block_id": _LINE}
    return [section(intro, block_id=_ASKED), asked, kept, line]


def without_concerned(view: View) -> list[Block]:
    """The form's own blocks, without that question."""
    added = {_ASKED, CONCERNED, _KEPT, _LINE}
    return [block for block in view.blocks if block.get("block_id") not in added]
