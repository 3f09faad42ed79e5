"""Forms of what is done to cases of both kinds: given to somebody, qualified, noted, corrected."""

from bot.domain.letters import Told
from bot.domain.steps import AddNote, Assign, CorrectFacts, CorrectReception, Qualify
from bot.domain.taxonomy import Category, Channel, IncidentType, Kind, Nature, Party, Severity
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block, context, plain
from bot.ui.filing_form import SESSION_MAX
from bot.ui.form_errors import Refusal
from bot.ui.limits import INPUT_MAX
from bot.ui.steps.fields import REASON, area, box, menu_of, one_of
from bot.ui.steps.form import Form
from bot.ui.steps.scene import Scene

OWNER = "owner"
CATEGORY = "category"
TYPE = "incident_type"
NATURE = "nature"
SEVERITY = "severity"
CONCERNED = "concerned_people"
CONFIDENTIAL = "confidential"
TEXT = "text"
RECEIVED_AT = "received_at"
DESCRIPTION = "description"
SESSION = "session"
PARTY = "party"
CHANNEL = "channel"
REMEDY = "requested_remedy"
AFFECTED = "affected_count"
LOST = "lost_minutes"
INJURY = "injury"

REMEDY_MAX = 1_000
CONCERNED_MAX = 100
"""People: an index holds them, and PostgreSQL indexes at most 2,704 bytes of a row."""


def ask_owner(scene: Scene) -> list[Block]:
    says = scene.texts.steps.handling
    element = inputs.person(scene.case.owner, says.choose_person)
    return [inputs.labelled(element, says.owner, block_id=OWNER)]


def read_owner(answers: Answers, _scene: Scene, _told: Told | None) -> Assign | None:
    owner = answers.person(OWNER)
    return None if owner is None else Assign(owner=owner)


def ask_qualification(scene: Scene) -> list[Block]:
    case, says = scene.case, scene.texts.steps.handling
    people = inputs.people(case.concerned_people, scene.texts.settings.choose_people)
    concerned = people | {"max_selected_items": CONCERNED_MAX}
    note = [context(plain(says.inadmissible))] if case.kind is Kind.COMPLAINT else []
    hidden = (
        []
        if case.confidential
        else [box(says.confidential, says.confidential_yes, block_id=CONFIDENTIAL)]
    )
    return [
        *_subject(scene),
        _severity(scene),
        area(says.qualify_reason, block_id=REASON, hint=says.qualify_reason_hint, optional=True),
        inputs.labelled(
            concerned,
            says.concerned,
            block_id=CONCERNED,
            hint=says.concerned_hint,
            optional=True,
        ),
        *hidden,
        *note,
    ]


def read_qualification(answers: Answers, scene: Scene, _told: Told | None) -> Qualify | None:
    is_complaint, severity = scene.case.kind is Kind.COMPLAINT, answers.choice(SEVERITY, Severity)
    category = answers.choice(CATEGORY, Category) if is_complaint else None
    incident_type = None if is_complaint else answers.choice(TYPE, IncidentType)
    if severity is None:
        return None
    return Qualify(
        severity=severity,
        category=category,
        incident_type=incident_type,
        nature=answers.maybe(NATURE, Nature),
        concerned_people=answers.people(CONCERNED),
        confidential=bool(answers.ticked(CONFIDENTIAL)),
        reason=answers.text(REASON).strip() or None,
    )


def ask_note(scene: Scene) -> list[Block]:
    says = scene.texts.steps.handling
    return [area(says.note, block_id=TEXT, hint=scene.texts.incident.description_hint)]


def read_note(answers: Answers, _scene: Scene, _told: Told | None) -> AddNote:
    return AddNote(text=answers.written(TEXT))


def ask_reception(scene: Scene) -> list[Block]:
    says = scene.texts.steps.handling
    picker = inputs.date_and_time(scene.case.received_at)
    return [
        inputs.labelled(picker, says.received_at, block_id=RECEIVED_AT, hint=says.received_at_hint),
        area(says.reason, block_id=REASON),
    ]


def read_reception(answers: Answers, _scene: Scene, _told: Told | None) -> CorrectReception | None:
    received_at, reason = answers.moment(RECEIVED_AT), answers.written(REASON)
    if received_at is None:
        answers.refuse(RECEIVED_AT, Refusal.NOT_CHOSEN)
        return None
    return CorrectReception(received_at=received_at, reason=reason)


def ask_facts(scene: Scene) -> list[Block]:
    case, says, labels = scene.case, scene.texts.steps.handling, scene.texts.case
    injury = [] if case.injury else [box(says.injury, says.injury_yes, block_id=INJURY)]
    session = inputs.text(initial=case.session or "", limit=SESSION_MAX)
    return [
        *_description(scene),
        inputs.labelled(session, labels.session, block_id=SESSION, optional=True),
        *(_about_complaint(scene) if case.kind is Kind.COMPLAINT else []),
        inputs.labelled(
            inputs.count(case.affected_count), says.affected_count, block_id=AFFECTED, optional=True
        ),
        inputs.labelled(
            inputs.count(case.lost_minutes), says.lost_minutes, block_id=LOST, optional=True
        ),
        *injury,
        area(says.reason, block_id=REASON),
    ]


def read_facts(answers: Answers, _scene: Scene, _told: Told | None) -> CorrectFacts:
    """Only what was given; what was emptied stays as it is."""
    return CorrectFacts(
        reason=answers.written(REASON),
        description=answers.text(DESCRIPTION).strip() or None,
        session=answers.line(SESSION, limit=SESSION_MAX),
        party=answers.maybe(PARTY, Party),
        channel=answers.maybe(CHANNEL, Channel),
        requested_remedy=answers.text(REMEDY).strip() or None,
        affected_count=answers.count(AFFECTED),
        lost_minutes=answers.count(LOST),
        injury=bool(answers.ticked(INJURY)),
    )


def _subject(scene: Scene) -> list[Block]:
    case, texts = scene.case, scene.texts
    if case.kind is Kind.COMPLAINT:
        return [
            menu_of(
                texts.words.category,
                texts.steps.handling.category,
                block_id=CATEGORY,
                choose=texts.forms.choose,
                initial=case.category,
            )
        ]
    return [
        one_of(
            texts.words.incident_type, texts.case.type, block_id=TYPE, initial=case.incident_type
        ),
        one_of(
            texts.steps.words.nature,
            texts.steps.handling.nature,
            block_id=NATURE,
            initial=case.nature,
            optional=True,
        ),
    ]


def _severity(scene: Scene) -> Block:
    words, now = scene.texts.words, scene.case.severity
    choices = inputs.options(words.severity, meanings=words.severity_meaning)
    chosen = next(choice for choice in choices if choice["value"] == now)
    element = inputs.select(choices, scene.texts.forms.choose, initial=chosen)
    return inputs.labelled(element, scene.texts.steps.handling.severity, block_id=SEVERITY)


def _description(scene: Scene) -> list[Block]:
    """Longer than an input, a description is corrected by a note beside it."""
    says, description = scene.texts.steps.handling, scene.case.description
    if len(description) > INPUT_MAX:
        return [context(plain(says.description_long))]
    return [area(says.description, block_id=DESCRIPTION, initial=description, optional=True)]


def _about_complaint(scene: Scene) -> list[Block]:
    case, texts = scene.case, scene.texts
    choose = texts.forms.choose
    remedy = inputs.text(initial=case.requested_remedy or "", multiline=True, limit=REMEDY_MAX)
    return [
        menu_of(
            texts.words.party, texts.case.party, block_id=PARTY, choose=choose, initial=case.party
        ),
        menu_of(
            texts.words.channel,
            texts.case.channel,
            block_id=CHANNEL,
            choose=choose,
            initial=case.channel,
        ),
        inputs.labelled(remedy, texts.case.remedy, block_id=REMEDY, optional=True),
    ]


ASSIGN = Form(ask=ask_owner, read=read_owner)
QUALIFY = Form(ask=ask_qualification, read=read_qualification)
ADD_NOTE = Form(ask=ask_note, read=read_note)
CORRECT_RECEPTION = Form(ask=ask_reception, read=read_reception)
CORRECT_FACTS = Form(ask=ask_facts, read=read_facts)
