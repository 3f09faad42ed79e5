"""What Slack accepts: structure and limits of blocks, messages and views, from its reference."""

from bot.sandbox.payload_rules.blocks import Surface, elements_of
from bot.sandbox.payload_rules.surfaces import (
    MOST_VIEW_BYTES,
    check_blocks,
    check_message,
    check_view,
)

__all__ = [
    "MOST_VIEW_BYTES",
    "Surface",
    "check_blocks",
    "check_message",
    "check_view",
    "elements_of",
]
