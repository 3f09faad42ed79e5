"""What is said around the team meeting, in English."""

from bot.domain.meeting_notes import Question
from bot.ui.texts.counted import Counted
from bot.ui.texts.meeting_texts import MeetingTexts

ENGLISH_MEETING = MeetingTexts(
    questions_title="Three questions for the meeting",
    question={
        Question.INJURY: "{injuries}: what has to change so that it does not happen again?",
        Question.LATE: "{late}: what was missing, and who sees to it?",
        Question.MISSED: "{missed}: at which step was the time lost?",
        Question.INEFFECTIVE: "{ineffective}: do we need another action, or is the cause another?",
        Question.RECURRENCE: (
            "Recurring topic, {topic} ({count} cases in six months): which cause do we remove?"
        ),
        Question.UNDONE: "{undone}: what stands in the way?",
        Question.CATEGORY: (
            "First category of the month, {topic} ({count}): what do we do differently?"
        ),
        Question.INCIDENTS: (
            "First type of incident of the month, {topic} ({count}): "
            "how do we avoid it in the next session?"
        ),
        Question.GENERALISE: "Which of the solutions worked well and is worth making a habit?",
        Question.UNSAID: "Which difficulties heard on site were not filed, and why?",
        Question.AHEAD: "What may go wrong next month, and what do we prepare?",
    },
    missed=Counted(none="", one="1 promise was not kept", many="{count} promises were not kept"),
    ineffective=Counted(
        none="",
        one="1 action did not have the effect wanted",
        many="{count} actions did not have the effect wanted",
    ),
    undone=Counted(
        none="",
        one="1 decision of the last meeting is late",
        many="{count} decisions of the last meeting are late",
    ),
    note_decision="Note a decision",
    note_improvement="Add an improvement",
    write_minutes="Minutes",
    improvement_title="Improvement",
    save="Save",
    decision="Decision",
    improvement="What do we want to get better at?",
    held_on="Date of the meeting",
    participants="Participants",
    choose_people="Choose people",
    said="What was said",
    said_hint="No complainant's name, no health data: auditors read the minutes.",
    decided="Decision noted by {who}: *{ref}*, {title}\n{owner}, by {due}",
    improved="Improvement added by {who}: *{ref}*, {title}\n{owner}, by {due}",
    minuted="Minutes of the meeting of {day}, by {who}: {participants}, {decisions}.",
    participated=Counted(none="no participant", one="1 participant", many="{count} participants"),
    decisions=Counted(none="no decision", one="1 decision", many="{count} decisions"),
    minutes_title="Minutes of the meeting of {day}",
    minutes_about=(
        "Summary discussed: {of_month} {year}, edition {edition} (fingerprint {fingerprint})."
    ),
    minutes_by="Written by {who}, {when}.",
    minutes_edition="Edition {edition}: it replaces the one before.",
    part_participants="Participants",
    part_said="What was said",
    part_decisions="Decisions",
    part_improvements="Improvements",
    nothing="None.",
    entry="{ref}: {title} (owner: {owner}, by {due})",
    not_named="Member of the team",
)
