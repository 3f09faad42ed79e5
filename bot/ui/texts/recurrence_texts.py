"""The type of what is said of a topic that came back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceTexts:
    """The message to quality managers, and what comes of its button."""

    recurs: str
    came_back: str
    topic: str
    cause_unknown: str
    case: str
    open_action: str
    opened: str
    running: str
