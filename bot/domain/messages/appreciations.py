"""Messages about appreciations: none has a word of them."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.messages.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class AppreciationsNotice(Message):
    """Appreciations wait for their reader to judge them; `is_recall` where they have for a week."""

    kind: ClassVar = "appreciations"
    is_said_once: ClassVar = True

    is_recall: bool = False


MESSAGES = (AppreciationsNotice,)
