"""Forms of what is done to cases of both kinds: given to somebody, qualified, noted, corrected."""

from collections.abc import Mapping

from bot.domain.cases.roles import LEADING
from bot.domain.cases.taxonomy import Category, Channel, IncidentType, Kind, Nature, Party, Severity
from bot.domain.steps.handling import AddNote, Assign, CorrectFacts, CorrectReception, Qualify
from bot.domain.steps.lifecycles import Step
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers, is_blank
from bot.ui.blocks.blocks import Block, context, plain
from bot.ui.blocks.form_errors import FieldError
from bot.ui.blocks.limits import INPUT_MAX
from bot.ui.filing.filing_form import CONCERNED, CONCERNED_MAX
from bot.ui.filing.more_files import FILES
from bot.ui.filing.session_choice import read_session, session_input
from bot.ui.steps.confirming import CATEGORY, SEVERITY, category_menu, severity_menu
from bot.ui.steps.form import REASON, Form, FormContext, area, box, menu_of, one_of

OWNER = "owner"
TYPE = "incident_type"
NATURE = "nature"
CONFIDENTIAL = "confidential"
TEXT = "text"
RECEIVED_AT = "received_at"
DESCRIPTION = "description"
PARTY = "party"
CHANNEL = "channel"
REMEDY = "requested_remedy"
AFFECTED = "affected_count"
LOST = "lost_minutes"
INJURY = "injury"

REMEDY_MAX = 1_000


def ask_owner(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.handling
    element = inputs.person(scene.case.owner, says.choose_person)
    return [inputs.labelled(element, says.owner, block_id=OWNER)]


def read_owner(answers: Answers, _scene: FormContext) -> Assign | None:
    owner = answers.person(OWNER)
    return None if owner is None else Assign(owner=owner)


def ask_qualification(scene: FormContext) -> list[Block]:
    case, says = scene.case, scene.texts.steps.handling
    note = [context(plain(says.inadmissible))] if case.kind is Kind.COMPLAINT else []
    hidden = (
        []
        if case.confidential
        else [box(says.confidential, says.confidential_yes, block_id=CONFIDENTIAL)]
    )
    return [
        *_subject(scene),
        severity_menu(scene),
        area(says.qualify_reason, block_id=REASON, hint=says.qualify_reason_hint, optional=True),
        *_concerned(scene),
        *hidden,
        *note,
    ]


def _concerned(scene: FormContext) -> list[Block]:
    """Whom it is about, asked of those who lead the case."""
    if not scene.roles & LEADING:
        return []
    says, choose = scene.texts.steps.handling, scene.texts.settings.choose_people
    people = inputs.people(scene.case.concerned_people, choose)
    element = people | {"max_selected_items": CONCERNED_MAX}
    return [
        inputs.labelled(
            element, says.concerned, block_id=CONCERNED, hint=says.concerned_hint, optional=True
        )
    ]


def read_qualification(answers: Answers, scene: FormContext) -> Qualify | None:
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


def ask_note(scene: FormContext) -> list[Block]:
    texts = scene.texts
    files = inputs.labelled(
        inputs.files(), texts.fields.labels["attachments"], block_id=FILES, optional=True
    )
    return [
        area(texts.steps.handling.note, block_id=TEXT, hint=texts.incident.description_hint),
        files,
    ]


def read_note(answers: Answers, _scene: FormContext) -> AddNote:
    answers.files(FILES)  # those that are too many or too big are refused
    return AddNote(text=answers.written(TEXT))


def ask_reception(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.handling
    picker = inputs.date_and_time(scene.case.received_at)
    return [
        inputs.labelled(picker, says.received_at, block_id=RECEIVED_AT, hint=says.received_at_hint),
        area(says.reason, block_id=REASON),
    ]


def read_reception(answers: Answers, _scene: FormContext) -> CorrectReception | None:
    received_at, reason = answers.moment(RECEIVED_AT), answers.written(REASON)
    if received_at is None:
        answers.refuse(RECEIVED_AT, FieldError.NOT_CHOSEN)
        return None
    return CorrectReception(received_at=received_at, reason=reason)


def ask_facts(scene: FormContext) -> list[Block]:
    case, says = scene.case, scene.texts.steps.handling
    hurt = scene.texts.fields.ticked[INJURY]
    injury = [] if case.injury else [box(says.injury, hurt, block_id=INJURY)]
    return [
        *_description(scene),
        session_input(scene.texts, code=case.session_code, written=case.session),
        *(_about_complaint(scene) if case.kind is Kind.COMPLAINT else []),
        inputs.labelled(
            inputs.count(case.affected_count),
            says.affected_count,
            block_id=AFFECTED,
            optional=case.affected_count is None,
        ),
        inputs.labelled(
            inputs.count(case.lost_minutes),
            says.lost_minutes,
            block_id=LOST,
            optional=case.lost_minutes is None,
        ),
        *injury,
        area(says.reason, block_id=REASON),
    ]


def read_facts(answers: Answers, _scene: FormContext) -> CorrectFacts:
    """What was emptied is taken away; what was not asked for stays as it is."""
    if answers.has(DESCRIPTION) and is_blank(answers.text(DESCRIPTION)):
        answers.refuse(DESCRIPTION, FieldError.EMPTY)
    remedy = answers.text(REMEDY).strip() if answers.has(REMEDY) else None
    return CorrectFacts(
        reason=answers.written(REASON),
        description=answers.text(DESCRIPTION).strip() or None,
        session=read_session(answers) or "",
        party=answers.choice(PARTY, Party) if answers.has(PARTY) else None,
        channel=answers.choice(CHANNEL, Channel) if answers.has(CHANNEL) else None,
        requested_remedy=remedy,
        affected_count=answers.count(AFFECTED),
        lost_minutes=answers.count(LOST),
        injury=bool(answers.ticked(INJURY)),
    )


def _subject(scene: FormContext) -> list[Block]:
    case, texts = scene.case, scene.texts
    if case.kind is Kind.COMPLAINT:
        proposed = [context(plain(texts.steps.handling.proposed))] if case.to_confirm else []
        return [
            *proposed,
            category_menu(scene),
        ]
    return [
        one_of(
            texts.words.incident_type.long,
            texts.fields.labels["incident_type"],
            block_id=TYPE,
            initial=case.incident_type,
        ),
        one_of(
            texts.words.nature.long,
            texts.steps.handling.nature,
            block_id=NATURE,
            initial=case.nature,
            optional=True,
        ),
    ]


def _description(scene: FormContext) -> list[Block]:
    """Longer than an input, a description is corrected by a note beside it."""
    says, description = scene.texts.steps.handling, scene.case.description
    if len(description) > INPUT_MAX:
        return [context(plain(says.description_long))]
    return [area(says.description, block_id=DESCRIPTION, initial=description)]


def _about_complaint(scene: FormContext) -> list[Block]:
    case, texts = scene.case, scene.texts
    choose = texts.forms.choose
    remedy = inputs.text(initial=case.requested_remedy or "", multiline=True, limit=REMEDY_MAX)
    return [
        menu_of(
            texts.words.party,
            texts.fields.labels["party"],
            block_id=PARTY,
            choose=choose,
            initial=case.party,
        ),
        menu_of(
            texts.words.channel.long,
            texts.fields.labels["channel"],
            block_id=CHANNEL,
            choose=choose,
            initial=case.channel,
        ),
        inputs.labelled(
            remedy, texts.fields.labels["requested_remedy"], block_id=REMEDY, optional=True
        ),
    ]


FORMS: Mapping[Step, Form] = {
    Step.ASSIGN: Form(ask=ask_owner, read=read_owner),
    Step.QUALIFY: Form(ask=ask_qualification, read=read_qualification),
    Step.ADD_NOTE: Form(ask=ask_note, read=read_note),
    Step.CORRECT_RECEPTION: Form(ask=ask_reception, read=read_reception),
    Step.CORRECT_FACTS: Form(ask=ask_facts, read=read_facts),
}
