"""What is said of a topic that came back, in English."""

from bot.ui.texts.recurrence_texts import RecurrenceTexts

ENGLISH_RECURRENCE = RecurrenceTexts(
    recurs="Recurring topic: *{topic}*, {count} cases in six months.",
    came_back="*{topic}* is back, although {ref} had been judged effective.",
    topic="{about} ({cause})",
    cause_unknown="cause to be analysed",
    case="• {title}, {when}",
    open_action="Open an action",
    opened="Noted: {ref} is in the action plan.",
    running="{ref} is already under way on this topic.",
)
