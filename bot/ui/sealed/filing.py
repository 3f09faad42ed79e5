"""The door to sealed reports and their form: danger first, then who is named, then the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from bot.domain.sealed.handlers import Handler, Handlers
from bot.domain.sealed.reports import Box, Harm, SealedDraft, SealedField, Teller
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, StepButton, actions, button, plain, section
from bot.ui.blocks.escape import split
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.limits import INPUT_MAX
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN
from bot.ui.texts.sealed.numbers import public_numbers

CALLBACK_ID = "sealed_filing"
ELSEWHERE = "sealed_elsewhere"
HAS_CODE, HANDLE = "sealed_has_code", "sealed_handle"
DANGER, CONCERNED = "danger", "concerned"
YES, NO = "yes", "no"
SHORT_MAX = 1_000
_LONG = {SealedField.WHAT, SealedField.WISHES, SealedField.PEOPLE, SealedField.WHEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDoor:
    """What the door and the form show of the school: who handles, and how to reach somebody else.

    `may_handle` is whether its reader is one of them.
    """

    handlers: Handlers
    may_handle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDoor:
    """The first page's answers: the form itself comes next."""

    is_danger: bool
    concerned: tuple[str, ...]


def door_modal(door: SealedDoor, texts: Texts, *, submission_id: UUID) -> Block:
    """Numbers before anything else, then whether there is danger and who is named."""
    says = texts.sealed
    ways = [StepButton(label=says.has_code, action_id=HAS_CODE, value=HAS_CODE)]
    if door.may_handle:
        ways.append(StepButton(label=says.handle, action_id=HANDLE, value=HANDLE))
    blocks = [
        section(urgent_line(texts)),
        section(plain(says.intro)),
        actions([button(way) for way in ways]),
        *_promise(door.handlers, texts),
        *_first_questions(door.handlers, texts),
    ]
    return _page(texts, blocks, submit=says.go_on, submission_id=str(submission_id))


def sealed_form(
    door: SealedDoor, answers: AtDoor | None, texts: Texts, *, submission_id: str, text: str = ""
) -> Block:
    """The form; the door's questions stay in it, and come first where they were not asked yet."""
    says = texts.sealed
    is_danger = answers is not None and answers.is_danger
    numbers = _numbers(public_numbers(texts.reads).urgent, texts)
    first = says.call_first.format(numbers=numbers) if is_danger else urgent_line(texts)
    questions = _first_questions(door.handlers, texts, answers)
    rest = _questions(texts, text=text)
    asked_first = [*_promise(door.handlers, texts), *questions, *rest]
    blocks = [section(first), *(asked_first if answers is None else [*rest, *questions])]
    return _page(texts, blocks, submit=says.submit, submission_id=submission_id)


def read_sealed(view: View, handlers: Handlers) -> AtDoor | SealedDraft | FormErrors:
    """The door's answers, or the whole report, or what has to be corrected."""
    answers = Answers(view)
    danger = answers.one_of(DANGER, [YES, NO])
    named = answers.ticked(CONCERNED)
    concerned = tuple(one.person for one in handlers.everybody if one.person in named)
    is_danger = danger == YES
    if not answers.has(SealedField.WHAT):
        door = AtDoor(is_danger=is_danger, concerned=concerned)
        return FormErrors(answers.refusals) if answers.refusals else door
    told = dict(_told(view, answers))
    if answers.refusals:
        return FormErrors(answers.refusals)
    return SealedDraft(
        submission=submission_of(view),
        told=told,
        concerned=concerned,
        is_danger=is_danger,
        wants_meeting=Box.MEETING in told.get(SealedField.BOXES, "").split(),
    )


def submission_of(view: View) -> str:
    """The number of a form. Raises UnreadableError."""
    return str(read_back(UUID, carried_by(view).get("submission")))


def elsewhere_modal(texts: Texts, *, contact: str | None, is_store: bool) -> Block:
    """Whom to reach where nothing is kept: no store, or all who handle are named."""
    says = texts.sealed
    if contact:
        said = says.nobody_left if is_store else says.no_store
        said = said.format(contact=contact)
    else:
        said = says.no_store_no_contact
    blocks = [section(urgent_line(texts)), section(plain(said)), section(advice_line(texts))]
    return modal(says.title, blocks, callback_id=ELSEWHERE, close=says.close)


def urgent_line(texts: Texts) -> str:
    numbers = _numbers(public_numbers(texts.reads).urgent, texts)
    return texts.sealed.danger_now.format(numbers=numbers)


def advice_line(texts: Texts) -> str:
    numbers = _numbers(public_numbers(texts.reads).advice, texts)
    return texts.sealed.advice.format(numbers=numbers)


def people_line(handlers: Handlers, texts: Texts) -> str:
    """Who may open a report, by name and function."""
    says = texts.sealed
    first, second = (_named(one, texts) for one in (handlers.first, handlers.second))
    both = says.both.format(first=first, second=second)
    if handlers.substitute is None:
        return both
    return says.in_their_place.format(both=both, substitute=_named(handlers.substitute, texts))


def _named(one: Handler, texts: Texts) -> str:
    if not one.function:
        return one.name
    return texts.sealed.handler.format(name=one.name, function=one.function)


def _numbers(numbers: tuple[tuple[str, str], ...], texts: Texts) -> str:
    says = texts.sealed
    return BETWEEN.join(says.number.format(number=number, who=who) for number, who in numbers)


def _promise(handlers: Handlers, texts: Texts) -> list[Block]:
    says = texts.sealed
    reads = says.who_reads.format(people=people_line(handlers, texts))
    return [section(plain(reads)), section(plain(says.no_absolute))]


def _first_questions(
    handlers: Handlers, texts: Texts, answers: AtDoor | None = None
) -> list[Block]:
    says = texts.sealed
    choices = [inputs.option(says.danger_yes, YES), inputs.option(says.danger_no, NO)]
    people = [inputs.option(_named(one, texts), one.person) for one in handlers.everybody]
    chosen, ticked = None, list[Block]()
    if answers is not None:
        chosen = choices[0] if answers.is_danger else choices[1]
        ticked = [one for one in people if one["value"] in answers.concerned]
    return [
        inputs.labelled(inputs.radio(choices, initial=chosen), says.danger, block_id=DANGER),
        inputs.labelled(
            inputs.checkboxes(people, ticked=ticked),
            says.concerned,
            block_id=CONCERNED,
            hint=says.concerned_hint,
            optional=True,
        ),
    ]


def _questions(texts: Texts, *, text: str) -> list[Block]:
    """What is asked; a text that was brought goes into as many inputs as it needs."""
    says, (first, *more) = texts.sealed, split(text, INPUT_MAX).pieces
    asked = [
        inputs.labelled(
            _element(told, texts, text=first),
            label,
            block_id=told,
            hint=_hints(texts).get(told),
            optional=told is not SealedField.WHAT,
        )
        for told, label in says.label.items()
    ]
    rest = [
        inputs.labelled(
            inputs.text(initial=piece, multiline=True, limit=INPUT_MAX),
            says.what_more,
            block_id=f"{SealedField.WHAT} {number}",
            optional=True,
        )
        for number, piece in enumerate(more, start=2)
    ]
    place = list(says.label).index(SealedField.WHAT) + 1
    return [*asked[:place], *rest, *asked[place:]]


def _whole_text(view: View, answers: Answers) -> str:
    names = (str(block.get("block_id", "")) for block in view.blocks)
    more = [answers.text(name).strip() for name in names if name.startswith(f"{SealedField.WHAT} ")]
    return "\n".join(filter(None, (answers.written(SealedField.WHAT), *more)))


def _hints(texts: Texts) -> Mapping[SealedField, str]:
    return {SealedField.WHAT: texts.sealed.what_hint, SealedField.NAME: texts.sealed.name_hint}


def _element(told: SealedField, texts: Texts, *, text: str) -> Block:
    says = texts.sealed
    match told:
        case SealedField.ROLE:
            return inputs.select(inputs.options(says.role), texts.forms.choose)
        case SealedField.KINDS:
            return inputs.several(inputs.options(says.kind), texts.forms.choose)
        case SealedField.BOXES:
            return inputs.checkboxes(inputs.options(says.box))
        case SealedField.WHAT:
            return inputs.text(initial=text, multiline=True, limit=INPUT_MAX)
        case _:
            return inputs.text(multiline=told in _LONG, limit=SHORT_MAX)


def _told(view: View, answers: Answers) -> Iterator[tuple[SealedField, str]]:
    """What was told, closed sets by their codes; nothing for what stayed empty."""
    role = answers.maybe(SealedField.ROLE, Teller)
    kinds, boxes = answers.several(SealedField.KINDS, Harm), answers.several(SealedField.BOXES, Box)
    said = {
        SealedField.ROLE: role.value if role else "",
        SealedField.WHAT: _whole_text(view, answers),
        SealedField.KINDS: " ".join(kinds),
        SealedField.BOXES: " ".join(boxes),
        **{
            told: answers.line(told, limit=SHORT_MAX) or ""
            for told in (
                SealedField.WHEN,
                SealedField.PEOPLE,
                SealedField.WISHES,
                SealedField.NAME,
                SealedField.ON_BEHALF,
            )
        },
    }
    yield from ((told, said[told]) for told in SealedField if said[told])


def _page(texts: Texts, blocks: list[Block], *, submit: str, submission_id: str) -> Block:
    return modal(
        texts.sealed.title,
        blocks,
        callback_id=CALLBACK_ID,
        submit=submit,
        close=texts.forms.cancel,
        carried={"submission": submission_id},
    )
