"""The message about appreciations that wait: how many do when it is said."""

from bot.domain.messages.appreciations import AppreciationsNotice
from bot.messages import kind as examples
from bot.messages.kind import Context, PostKind, brief
from bot.services.sessions.appreciations import waiting_for
from bot.ui.blocks.blocks import Post
from bot.ui.sessions.appreciations import waiting_post


def _count(message: AppreciationsNotice, context: Context) -> int:
    return len(waiting_for(context.work, message.recipient or ""))


def _notice(message: AppreciationsNotice, context: Context) -> Post:
    count = _count(message, context)
    return waiting_post(count, context.texts, is_recall=message.is_recall)


def _none_waits(message: AppreciationsNotice, context: Context) -> bool:
    return _count(message, context) == 0


def _over(_message: AppreciationsNotice, context: Context) -> Post:
    return brief(context.texts.appreciations.over)


KINDS = (
    PostKind(
        example=AppreciationsNotice(
            recipient=examples.MANAGER, once=f"20261116T083000000000:{examples.MANAGER}"
        ),
        render=_notice,
        is_over=_none_waits,
        ended=_over,
    ),
)
