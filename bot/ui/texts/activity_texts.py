"""The type of what is said about a month's activity."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTexts:
    """The question, the form, the answer."""

    asked: str
    button: str
    title: str
    about: str
    trainees: str
    trainees_hint: str
    sessions: str
    sessions_hint: str
    save: str
    told: str
