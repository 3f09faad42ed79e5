"""What is said of letters by e-mail."""

from datetime import timedelta

from bot.domain.cases.letters import LetterKind
from bot.domain.mail.departures import LetterState
from bot.domain.messages.mail import LetterNotice
from bot.messages import kind as examples
from bot.messages.kind import Context, PostKind, brief
from bot.ui.blocks.blocks import Post
from bot.ui.cases.card import case_buttons


def _letter_notice(message: LetterNotice, context: Context) -> Post:
    """Tells who must know that a letter did not simply leave; none of its words."""
    case, says = context.case(), context.texts.letter_fates
    said = {
        LetterState.REFUSED: says.refused,
        LetterState.UNKNOWN: says.unknown,
        LetterState.RETURNED: says.returned,
        LetterState.CANCELLED: says.cancelled,
    }
    line = says.untaken if message.is_untaken else said[message.state]
    return brief(line.format(ref=case.ref), case_buttons(case, context.texts))


KINDS = (
    PostKind(
        example=LetterNotice(
            case_id=examples.CASE,
            recipient=examples.MANAGER,
            letter_id=examples.FILE,
            letter=LetterKind.ACKNOWLEDGEMENT,
            state=LetterState.UNKNOWN,
        ),
        render=_letter_notice,
        lives=timedelta(days=7),
    ),
)
