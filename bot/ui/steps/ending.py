"""Forms of how a case ends and comes back: closed, reopened, set aside."""

from bot.domain import letter_drafts
from bot.domain.letters import Letter, LetterKind, Told
from bot.domain.outcomes import Inadmissibility
from bot.domain.steps import Close, MarkDuplicate, Reject, Reopen, Withdraw, is_unsolved
from bot.domain.taxonomy import Kind
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block, plain, section
from bot.ui.steps.fields import LINE_MAX, REASON, area, line, menu_of
from bot.ui.steps.form import Form
from bot.ui.steps.letters import correspondence
from bot.ui.steps.scene import Scene

CLOSING_REASON = "closing_reason"
ANSWER_DUE_AT = "answer_due_at"
INADMISSIBILITY = "inadmissibility"
INADMISSIBLE_BECAUSE = "admissibility_reason"
DUPLICATE_OF = "duplicate_of"
UNTOLD = "untold_because"


def ask_closing(scene: Scene) -> list[Block]:
    says, is_due = scene.texts.steps.ending, is_unsolved(scene.case)
    label = says.closing_reason_due if is_due else says.closing_reason
    return [
        section(plain(says.complete)),
        area(label, block_id=CLOSING_REASON, optional=not is_due),
    ]


def read_closing(answers: Answers, _scene: Scene, _told: Told | None) -> Close:
    return Close(closing_reason=answers.text(CLOSING_REASON).strip() or None)


def ask_reopening(scene: Scene) -> list[Block]:
    says = scene.texts.steps.ending
    due = inputs.labelled(
        inputs.date_and_time(), says.answer_due_at, block_id=ANSWER_DUE_AT, optional=True
    )
    return [
        area(says.reopen_reason, block_id=REASON),
        *([due] if scene.case.kind is Kind.COMPLAINT else []),
    ]


def read_reopening(answers: Answers, _scene: Scene, _told: Told | None) -> Reopen:
    return Reopen(reason=answers.written(REASON), answer_due_at=answers.moment(ANSWER_DUE_AT))


def ask_rejection(scene: Scene) -> list[Block]:
    says = scene.texts.steps.ending
    return [
        menu_of(
            scene.texts.steps.words.inadmissibility,
            says.inadmissibility,
            block_id=INADMISSIBILITY,
            choose=scene.texts.forms.choose,
        ),
        area(says.inadmissibility_reason, block_id=INADMISSIBLE_BECAUSE),
    ]


def draft_rejection(answers: Answers, scene: Scene) -> Letter | None:
    reasons = answers.written(INADMISSIBLE_BECAUSE)
    if scene.case.is_unreachable:
        return None
    return letter_drafts.rejection(scene.case, correspondence(scene), reasons=reasons)


def read_rejection(answers: Answers, _scene: Scene, told: Told | None) -> Reject | None:
    kind = answers.choice(INADMISSIBILITY, Inadmissibility)
    reason = answers.written(INADMISSIBLE_BECAUSE)
    if kind is None:
        return None
    return Reject(inadmissibility=kind, admissibility_reason=reason, told=told)


def ask_original(scene: Scene) -> list[Block]:
    says, case = scene.texts.steps.ending, scene.case
    has_reader = case.kind is Kind.COMPLAINT and not case.is_unreachable
    untold = area(says.untold, block_id=UNTOLD, hint=says.untold_hint, optional=True)
    hint = says.duplicate_hint
    return [
        line(says.duplicate_of, block_id=DUPLICATE_OF, initial=scene.original, hint=hint),
        *([untold] if has_reader else []),
    ]


def draft_duplicate(answers: Answers, scene: Scene) -> Letter | None:
    """None where nobody is to be told, and where there is no such case, which is then said."""
    case, original = scene.case, scene.around.original
    if case.kind is Kind.INCIDENT or case.is_unreachable or original is None:
        return None
    if answers.text(UNTOLD).strip():
        return None
    to, due_at = correspondence(scene), original.current_due_at
    is_promised = original.status.is_open and original.proposed_at is None
    due = to.say(due_at) if is_promised and due_at and due_at > scene.now else None
    return letter_drafts.duplicate(case, original, to, due=due)


def read_original(answers: Answers, _scene: Scene, told: Told | None) -> MarkDuplicate:
    return MarkDuplicate(
        duplicate_of=named_original(answers) or answers.written(DUPLICATE_OF),
        told=told,
        untold_because=answers.text(UNTOLD).strip() or None,
    )


def named_original(answers: Answers) -> str | None:
    """The reference of another case that a form names, if it names one."""
    ref = answers.line(DUPLICATE_OF, limit=LINE_MAX)
    return ref.upper() if ref else None


def ask_withdrawal(scene: Scene) -> list[Block]:
    return [area(scene.texts.steps.ending.withdraw_reason, block_id=REASON)]


def read_withdrawal(answers: Answers, _scene: Scene, _told: Told | None) -> Withdraw:
    return Withdraw(reason=answers.written(REASON))


CLOSE = Form(ask=ask_closing, read=read_closing)
REOPEN = Form(ask=ask_reopening, read=read_reopening)
REJECT = Form(
    ask=ask_rejection, letter=LetterKind.REJECTION, draft=draft_rejection, read=read_rejection
)
MARK_DUPLICATE = Form(
    ask=ask_original, letter=LetterKind.DUPLICATE, draft=draft_duplicate, read=read_original
)
WITHDRAW = Form(ask=ask_withdrawal, read=read_withdrawal)
