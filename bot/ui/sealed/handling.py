"""For the handlers: the list of reports, one of them with all that was done, and the next step."""

from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.sealed.handlers import BOTH, Handlers
from bot.domain.sealed.reports import EntryKind, SealedEntry, SealedField, SealedStep
from bot.domain.sealed.shown import HandlerStep, ListedReport, ReportList, WholeReport
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
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
from bot.ui.blocks.dates import full_day_of, full_moment
from bot.ui.blocks.escape import mrkdwn
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.limits import INPUT_MAX
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

LIST, REPORT, STEP_FORM = "sealed_list", "sealed_report", "sealed_step"
OPEN_REPORT, ACT = "sealed_open_report", "sealed_act"
STEP, TEXT, COUNTERSIGNED = "step", "text", "countersigned"
LISTED_MAX = 45
ENTRIES_MAX = 30


def list_modal(listed: ReportList, texts: Texts) -> Block:
    """The reports that its reader may open, and what is owed in each."""
    says = texts.sealed_handling
    flawed = [section(says.flawed.say(listed.flawed))] if listed.flawed else []
    rows = [_row(one, listed.handlers, texts) for one in listed.reports[:LISTED_MAX]]
    blocks = [*flawed, *(rows or [section(plain(says.none))])]
    return modal(says.list_title, blocks, callback_id=LIST, close=texts.sealed.close)


def report_modal(whole: WholeReport, texts: Texts, *, zone: ZoneInfo) -> Block:
    """All that was told and done, the latest last, and the button that goes on."""
    says, report = texts.sealed_handling, whole.report
    told, *rest = whole.entries
    shown = rest[-ENTRIES_MAX:]
    hidden = len(rest) - len(shown)
    step = StepButton(label=says.act, action_id=ACT, value=str(report.id), primary=True)
    blocks = [
        section(_head(report.ref, texts.sealed.state[report.state], texts)),
        *_notes(whole, texts),
        actions([button(step)]),
        divider(),
        *_told(told, texts, zone),
        divider(),
        *([context(says.earlier.say(hidden))] if hidden else []),
        *(block for one in shown for block in _entry(one, whole.handlers, texts, zone)),
    ]
    carried = {"report": str(report.id)}
    return modal(
        says.list_title, blocks, callback_id=REPORT, close=texts.sealed.close, carried=carried
    )


def step_form(report_id: UUID, texts: Texts, *, form: UUID) -> Block:
    """What somebody does with a report."""
    says = texts.sealed_handling
    choices = inputs.options(says.step, meanings=says.meaning)
    blocks = [
        inputs.labelled(inputs.select(choices, says.choose), says.which, block_id=STEP),
        inputs.labelled(
            inputs.text(multiline=True, limit=INPUT_MAX),
            says.text,
            block_id=TEXT,
            hint=says.text_hint,
        ),
        context(plain(says.by_two)),
        inputs.labelled(
            inputs.text(limit=300), says.countersigned, block_id=COUNTERSIGNED, optional=True
        ),
    ]
    return modal(
        says.act,
        blocks,
        callback_id=STEP_FORM,
        submit=says.submit,
        close=says.back,
        carried={"report": str(report_id), "form": str(form)},
    )


def read_step_taken(view: View) -> HandlerStep | FormErrors:
    """The step that a form tells. Raises UnreadableError."""
    answers, carried = Answers(view), carried_by(view)
    step, text = answers.choice(STEP, SealedStep), answers.written(TEXT)
    if answers.refusals or step is None:
        return FormErrors(answers.refusals)
    return HandlerStep(
        report_id=read_back(UUID, carried.get("report")),
        step=step,
        text=text,
        form=str(read_back(UUID, carried.get("form"))),
        countersigned=answers.line(COUNTERSIGNED, limit=300) or "",
    )


def erased_modal(texts: Texts) -> Block:
    says = texts.sealed_handling
    blocks = [section(plain(says.erased))]
    return modal(says.list_title, blocks, callback_id=LIST, close=texts.sealed.close)


def _head(ref: str, state: str, texts: Texts) -> str:
    return texts.sealed_handling.row.format(ref=ref, state=state)


def _row(one: ListedReport, handlers: Handlers, texts: Texts) -> Block:
    says, report = texts.sealed_handling, one.report
    facts = [says.unread] if one.is_unread else []
    facts += [says.in_danger] if report.is_danger else []
    facts += [says.due[kind].format(day=full_day_of(day, texts)) for kind, day in one.dues[:2]]
    if one.opened_by:
        facts.append(says.opened_by.format(name=_name(one.opened_by, handlers)))
    head = _head(report.ref, texts.sealed.state[report.state], texts)
    step = StepButton(label=says.open, action_id=OPEN_REPORT, value=str(report.id))
    spoken = says.open_spoken.format(ref=report.ref)
    text = "\n".join(filter(None, (head, BETWEEN.join(facts))))
    return section(text) | {"accessory": button(step, spoken=spoken)}


def _notes(whole: WholeReport, texts: Texts) -> Iterator[Block]:
    says = texts.sealed_handling
    dues = [says.due[kind].format(day=full_day_of(day, texts)) for kind, day in whole.dues]
    if dues:
        yield context(BETWEEN.join(dues))
    if whole.report.is_danger:
        yield section(says.in_danger)
    if whole.readers < BOTH:
        yield section(plain(says.one_alone.format(contact=whole.handlers.contact)))
    if whole.newcomers:
        yield section(plain(says.newcomers.format(names=", ".join(whole.newcomers))))


def _told(entry: SealedEntry, texts: Texts, zone: ZoneInfo) -> Iterator[Block]:
    says = texts.sealed_handling
    yield context(says.filed.format(moment=full_moment(entry.at, zone, texts)))
    for told, label in texts.sealed.label.items():
        if said := entry.told.get(told):
            yield section(f"*{label}*")
            yield section(plain(_in_words(told, said, texts)))


def _in_words(told: SealedField, said: str, texts: Texts) -> str:
    """What was chosen, in words; what was typed, as it is."""
    chosen = said.split()
    match told:
        case SealedField.ROLE:
            words = [word for role, word in texts.sealed.role.items() if role in chosen]
        case SealedField.KINDS:
            words = [word for kind, word in texts.sealed.kind.items() if kind in chosen]
        case SealedField.BOXES:
            words = [word for box, word in texts.sealed.box.items() if box in chosen]
        case _:
            return said
    return ", ".join(words)


def _entry(entry: SealedEntry, handlers: Handlers, texts: Texts, zone: ZoneInfo) -> Iterator[Block]:
    says = texts.sealed_handling
    facts = {"moment": full_moment(entry.at, zone, texts), "name": _name(entry.by, handlers)}
    match entry.kind:
        case EntryKind.OPENED:
            yield context(says.opened.format(**facts))
            return
        case EntryKind.ADDITION | EntryKind.REPORT:
            yield section(says.added.format(**facts))
        case EntryKind.PROPOSED | EntryKind.STEP:
            said = says.proposed if entry.kind is EntryKind.PROPOSED else says.done
            step = says.step[entry.step or SealedStep.NOTE]
            yield section(said.format(step=step, **facts))
    yield section(plain(entry.text))


def _name(person: str, handlers: Handlers) -> str:
    """By name, as the folder has it; by id for who is not in it any more."""
    known = {one.person: one.name for one in handlers.everybody}
    return mrkdwn(known.get(person, person))
