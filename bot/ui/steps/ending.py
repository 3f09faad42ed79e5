"""Forms of how a case ends and comes back: closed, reopened, set aside."""

from collections.abc import Mapping

from bot.domain.cases.followups import is_unsolved
from bot.domain.cases.letters import Letter, LetterKind
from bot.domain.cases.outcomes import Inadmissibility
from bot.domain.cases.proposing import proposed_inadmissibility
from bot.domain.cases.taxonomy import Kind
from bot.domain.steps.ending import Close, MarkDuplicate, Reject, Reopen, Withdraw
from bot.domain.steps.lifecycles import Step
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers, is_blank
from bot.ui.blocks.blocks import Block, plain, section
from bot.ui.steps.confirming import as_signed, signatory_in, signatory_inputs
from bot.ui.steps.form import LINE_MAX, REASON, Form, FormContext, area, line, one_of
from bot.ui.steps.letters import correspondence
from bot.ui.texts import letters
from bot.ui.texts.catalogue import FRENCH

CLOSING_REASON = "closing_reason"
ANSWER_DUE_AT = "answer_due_at"
INADMISSIBILITY = "inadmissibility"
INADMISSIBLE_BECAUSE = "admissibility_reason"
DUPLICATE_OF = "duplicate_of"
UNTOLD = "untold_because"


def ask_closing(scene: FormContext) -> list[Block]:
    says, is_due = scene.texts.steps.ending, is_unsolved(scene.case)
    label = says.closing_reason_due if is_due else says.closing_reason
    return [
        section(plain(says.complete)),
        area(label, block_id=CLOSING_REASON, optional=not is_due),
    ]


def read_closing(answers: Answers, _scene: FormContext) -> Close:
    return Close(closing_reason=answers.text(CLOSING_REASON).strip() or None)


def ask_reopening(scene: FormContext) -> list[Block]:
    says = scene.texts.steps.ending
    due = inputs.labelled(
        inputs.date_and_time(), says.answer_due_at, block_id=ANSWER_DUE_AT, optional=True
    )
    return [
        area(says.reopen_reason, block_id=REASON),
        *([due] if scene.case.kind is Kind.COMPLAINT else []),
    ]


def read_reopening(answers: Answers, _scene: FormContext) -> Reopen:
    return Reopen(reason=answers.written(REASON), answer_due_at=answers.moment(ANSWER_DUE_AT))


def ask_rejection(scene: FormContext) -> list[Block]:
    """With the reason that its words point to; what the complainant is told goes with it."""
    says, words = scene.texts.steps.ending, scene.texts.words.inadmissibility
    return [
        one_of(
            words,
            says.inadmissibility,
            block_id=INADMISSIBILITY,
            initial=proposed_inadmissibility(scene.case.description),
            meanings=words.meaning,
        ),
        area(
            says.inadmissibility_reason,
            block_id=INADMISSIBLE_BECAUSE,
            hint=says.inadmissibility_reason_hint,
            optional=True,
        ),
        *signatory_inputs(scene, step=Step.REJECT),
    ]


def _inadmissible_because(answers: Answers) -> str:
    """The explanation in their words, else the reason's own; another reason has none."""
    kind, said = answers.maybe(INADMISSIBILITY, Inadmissibility), answers.text(INADMISSIBLE_BECAUSE)
    if kind in {None, Inadmissibility.OTHER} or not is_blank(said):
        return answers.written(INADMISSIBLE_BECAUSE)
    return f"{FRENCH.words.inadmissibility.meaning[kind]}."


def draft_rejection(answers: Answers, scene: FormContext) -> Letter | None:
    reasons = _inadmissible_because(answers)
    if scene.case.is_unreachable:
        return None
    case = as_signed(scene.case, answers)
    return letters.rejection(case, correspondence(scene), reasons=reasons)


def read_rejection(answers: Answers, scene: FormContext) -> Reject | None:
    kind = answers.choice(INADMISSIBILITY, Inadmissibility)
    reason = _inadmissible_because(answers)
    signatory = signatory_in(answers, scene.case)
    if kind is None:
        return None
    return Reject(
        inadmissibility=kind, admissibility_reason=reason, told=scene.told, signatory=signatory
    )


def ask_original(scene: FormContext) -> list[Block]:
    says, case = scene.texts.steps.ending, scene.case
    has_reader = case.kind is Kind.COMPLAINT and not case.is_unreachable
    untold = area(says.untold, block_id=UNTOLD, hint=says.untold_hint, optional=True)
    hint = says.duplicate_hint
    return [
        line(says.duplicate_of, block_id=DUPLICATE_OF, initial=scene.original, hint=hint),
        *([untold] if has_reader else []),
    ]


def draft_duplicate(answers: Answers, scene: FormContext) -> Letter | None:
    """None where nobody is to be told, and where there is no such case, which is then said."""
    case, original = scene.case, scene.around.original
    if case.kind is Kind.INCIDENT or case.is_unreachable or original is None:
        return None
    if answers.text(UNTOLD).strip():
        return None
    to, due_at = correspondence(scene), original.current_due_at
    is_promised = original.status.is_open and original.proposed_at is None
    due = letters.last_day(due_at, to) if is_promised and due_at and due_at > scene.now else None
    return letters.duplicate(case, original, to, due=due)


def read_original(answers: Answers, scene: FormContext) -> MarkDuplicate:
    return MarkDuplicate(
        duplicate_of=named_original(answers) or answers.written(DUPLICATE_OF),
        told=scene.told,
        untold_because=answers.text(UNTOLD).strip() or None,
    )


def named_original(answers: Answers) -> str | None:
    """The reference of another case that a form names, if it names one."""
    ref = answers.line(DUPLICATE_OF, limit=LINE_MAX)
    return ref.upper() if ref else None


def ask_withdrawal(scene: FormContext) -> list[Block]:
    return [area(scene.texts.steps.ending.withdraw_reason, block_id=REASON)]


def read_withdrawal(answers: Answers, _scene: FormContext) -> Withdraw:
    return Withdraw(reason=answers.written(REASON))


FORMS: Mapping[Step, Form] = {
    Step.CLOSE: Form(ask=ask_closing, read=read_closing),
    Step.REOPEN: Form(ask=ask_reopening, read=read_reopening),
    Step.REJECT: Form(
        ask=ask_rejection, letter=LetterKind.REJECTION, draft=draft_rejection, read=read_rejection
    ),
    Step.MARK_DUPLICATE: Form(
        ask=ask_original, letter=LetterKind.DUPLICATE, draft=draft_duplicate, read=read_original
    ),
    Step.WITHDRAW: Form(ask=ask_withdrawal, read=read_withdrawal),
}
