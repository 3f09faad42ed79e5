"""What Slack accepts: structure and limits of blocks, messages and views, from its reference."""

from bot.sandbox.payload_rules.blocks import Surface, elements_of, flat, slack_files
from bot.sandbox.payload_rules.objects import check_options
from bot.sandbox.payload_rules.surfaces import (
    MOST_VIEW_BYTES,
    block_problems,
    check_blocks,
    check_message,
    check_metadata,
    check_view,
)

__all__ = [
    "MOST_VIEW_BYTES",
    "Surface",
    "block_problems",
    "check_blocks",
    "check_message",
    "check_metadata",
    "check_options",
    "check_view",
    "elements_of",
    "flat",
    "slack_files",
]
