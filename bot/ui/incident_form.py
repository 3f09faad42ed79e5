"""The form « Signaler un incident »: three taps after the text, the rest optional."""

from typing import Any
from uuid import UUID

from bot.domain.cases import IncidentDraft
from bot.domain.sites import Site
from bot.domain.taxonomy import Continuity, IncidentType
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block
from bot.ui.filing_form import (
    SESSION_MAX,
    Origin,
    description_inputs,
    known_source,
    origin_of,
    read_description,
    read_site,
    site_inputs,
)
from bot.ui.form_errors import FormErrors
from bot.ui.modal import modal
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "incident"

TYPE = "type"
CONTINUITY = "continuity"
SESSION = "session"
FILES = "files"
FLAGS = "flags"
INJURY = "injury"
CONFIDENTIAL = "confidential"


def incident_modal(
    texts: Texts,
    *,
    submission_id: UUID,
    text: str = "",
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
        [*description, *_choices(texts), *site_inputs(sites, texts), *_optional(texts)],
        callback_id=CALLBACK_ID,
        submit=says.submit,
        close=texts.forms.cancel,
        carried=origin.carried(),
    )


def read_incident(
    view: dict[str, Any], *, reporter: str, sites: tuple[Site, ...] = ()
) -> IncidentDraft | FormErrors:
    """The draft that the form holds, or what has to be corrected."""
    answers, origin = Answers(view), origin_of(view)
    description = read_description(answers, origin)
    incident_type = answers.choice(TYPE, IncidentType)
    continuity = answers.choice(CONTINUITY, Continuity)
    session = answers.line(SESSION, limit=SESSION_MAX)
    files, site = answers.files(FILES), read_site(answers, sites)
    if answers.refusals or incident_type is None or continuity is None:
        return FormErrors(answers.refusals)
    return IncidentDraft(
        submission_id=origin.submission_id,
        reporter=reporter,
        description=description,
        incident_type=incident_type,
        continuity=continuity,
        session=session,
        injury=INJURY in answers.ticked(FLAGS),
        confidential=CONFIDENTIAL in answers.ticked(FLAGS),
        files=files,
        site=site,
    )


def _choices(texts: Texts) -> list[Block]:
    says, words = texts.incident, texts.words
    types, continuities = inputs.options(words.incident_type), inputs.options(words.continuity)
    return [
        inputs.labelled(inputs.radio(types), says.type, block_id=TYPE),
        inputs.labelled(inputs.radio(continuities), says.continuity, block_id=CONTINUITY),
    ]


def _optional(texts: Texts) -> list[Block]:
    says = texts.incident
    flags = inputs.checkboxes(
        [inputs.option(says.injury, INJURY), inputs.option(says.confidential, CONFIDENTIAL)]
    )
    session = inputs.text(placeholder=says.session_example, limit=SESSION_MAX)
    return [
        inputs.labelled(session, says.session, block_id=SESSION, optional=True),
        inputs.labelled(inputs.files(), says.files, block_id=FILES, optional=True),
        inputs.labelled(flags, says.flags, block_id=FLAGS, optional=True),
    ]
