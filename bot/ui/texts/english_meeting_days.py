"""What is said about the days of meetings, in English."""

from bot.ui.texts.meeting_day_texts import MeetingDayTexts

ENGLISH_MEETING_DAYS = MeetingDayTexts(
    title="Meetings",
    about="The next team meetings. The rule itself is chosen in the settings.",
    none="No meeting is planned.",
    add="Add a meeting",
    add_title="Add a meeting",
    move="Move",
    cancel="Cancel the meeting",
    restore="Restore",
    moving="Meeting planned on {day}.",
    day="New day",
    time="Time",
    is_extra="Added meeting",
    is_moved="Moved: it was planned on {day}",
    is_cancelled="Cancelled: {day}",
    is_day_off="Holiday or closed day: should it be moved?",
    day_off="The meeting of {when} falls on a holiday or a closed day. Should it be moved?",
)
