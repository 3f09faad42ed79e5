"""The answer to `/qualite aide`."""

from bot.ui.blocks import header, section
from bot.ui.post import Post
from bot.ui.texts.catalogue import Texts


def help_post(texts: Texts) -> Post:
    """Each command and what it does, and the one rule for whoever writes."""
    says = texts.help
    lines = "\n".join(f"`{typed}` {does}" for typed, does in says.lines)
    return Post(
        text=f"{says.title}\n{lines}\n{says.rule}",
        blocks=[header(says.title), section(lines), section(says.rule)],
    )
