"""A message, ready for `chat.postMessage`, `chat.update` or an ephemeral answer."""

from dataclasses import dataclass

from bot.ui.blocks import Block


@dataclass(frozen=True, slots=True)
class Post:
    """`text` says all that a screen reader needs: it does not read the blocks.

    It stays within the 4,000 characters that `chat.update` takes.
    `fallback_blocks` say the same in older blocks, for a Slack that refuses the newer ones.
    """

    text: str
    blocks: list[Block]
    fallback_blocks: list[Block] | None = None
