"""The form « Signaler un incident »: three taps after the text, the rest optional."""

from typing import Any
from uuid import UUID

from bot.domain.cases.case_fields import Use, fields_for
from bot.domain.cases.cases import IncidentDraft
from bot.domain.cases.taxonomy import Continuity, IncidentType, Kind
from bot.domain.school.office import Site
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.limits import INPUT_MAX
from bot.ui.blocks.modal import modal
from bot.ui.filing.brought import NOTHING, Brought
from bot.ui.filing.filing_form import (
    CONCERNED,
    Origin,
    brought_inputs,
    description_inputs,
    known_source,
    origin_of,
    read_brought,
    read_description,
    read_site,
    site_inputs,
)
from bot.ui.filing.session_choice import read_session, session_input
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "incident"

TYPE = "type"
CONTINUITY = "continuity"
FILES = "files"
FLAGS = "flags"
DONE = "done"
_TICKED = sorted(
    (field for field in fields_for(Use.TICKED) if field.is_of(Kind.INCIDENT)),
    key=lambda field: field.kind is None,
)
TICKED = tuple(field.attribute for field in _TICKED)
"""Boxes of incidents only, then those of every case."""


def incident_modal(
    texts: Texts,
    *,
    submission_id: UUID,
    text: str = "",
    brought: Brought = NOTHING,
    source: str | None = None,
    sites: tuple[Site, ...] = (),
) -> Block:
    """The form, with what is known already; `source` is the permalink `text` comes from.

    Neither choice is made beforehand: they decide how grave the incident is.
    """
    says = texts.incident
    description, joins = description_inputs(
        text, label=says.description, hint=says.description_hint, texts=texts
    )
    origin = Origin(submission_id=submission_id, source=known_source(source), joins=joins)
    return modal(
        says.title,
        [
            *description,
            *brought_inputs(brought, texts),
            *_choices(texts),
            *site_inputs(sites, texts),
            *_optional(texts),
        ],
        callback_id=CALLBACK_ID,
        submit=says.submit,
        close=texts.forms.cancel,
        carried=origin.carried(),
    )


def read_incident(
    view: View, *, reporter: str, sites: tuple[Site, ...] = ()
) -> IncidentDraft | FormErrors:
    """The draft that the form holds, or what has to be corrected."""
    answers, origin = Answers(view), origin_of(view)
    description = read_description(answers, origin)
    incident_type = answers.choice(TYPE, IncidentType)
    continuity = answers.choice(CONTINUITY, Continuity)
    session = read_session(answers)
    files = read_brought(view, answers) + answers.files(FILES)
    site = read_site(answers, sites)
    ticked: dict[str, Any] = {name: name in answers.ticked(FLAGS) for name in TICKED}
    if answers.refusals or incident_type is None or continuity is None:
        return FormErrors(answers.refusals)
    return IncidentDraft(
        submission_id=origin.submission_id,
        reporter=reporter,
        description=description,
        incident_type=incident_type,
        continuity=continuity,
        session=session,
        concerned_people=answers.people(CONCERNED),
        files=files,
        site=site,
        done=answers.text(DONE).strip() or None,
        **ticked,
    )


def _choices(texts: Texts) -> list[Block]:
    says, words = texts.incident, texts.words
    types, continuities = inputs.options(words.incident_type.long), inputs.options(words.continuity)
    return [
        inputs.labelled(inputs.radio(types), texts.fields.labels["incident_type"], block_id=TYPE),
        inputs.labelled(inputs.radio(continuities), says.continuity, block_id=CONTINUITY),
    ]


def _optional(texts: Texts) -> list[Block]:
    says = texts.incident
    flags = inputs.checkboxes([inputs.option(texts.fields.ticked[name], name) for name in TICKED])
    done = inputs.text(multiline=True, limit=INPUT_MAX)
    return [
        inputs.labelled(done, says.done, block_id=DONE, hint=says.done_hint, optional=True),
        session_input(texts),
        inputs.labelled(inputs.files(), says.files, block_id=FILES, optional=True),
        inputs.labelled(flags, says.flags, block_id=FLAGS, optional=True),
    ]
