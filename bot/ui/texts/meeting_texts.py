"""The types of what is said around the team meeting."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.meeting_notes import Question
from bot.ui.texts.counted import Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTexts:
    """Questions under the summary, the forms that note what was decided, and the minutes."""

    questions_title: str
    question: Mapping[Question, str]
    missed: Counted
    ineffective: Counted
    undone: Counted
    # the buttons, which are the forms' titles too
    note_decision: str
    note_improvement: str
    write_minutes: str
    improvement_title: str
    save: str
    # the forms
    decision: str
    improvement: str
    held_on: str
    participants: str
    choose_people: str
    said: str
    said_hint: str
    # lines under the summary
    decided: str
    improved: str
    minuted: str
    participated: Counted
    decisions: Counted
    # minutes as a document, in Markdown
    minutes_title: str
    minutes_about: str
    minutes_by: str
    minutes_edition: str
    part_participants: str
    part_said: str
    part_decisions: str
    part_improvements: str
    nothing: str
    entry: str
    not_named: str
