"""What is said about a month's activity, in English."""

from bot.ui.texts.activity_texts import ActivityTexts

ENGLISH_ACTIVITY = ActivityTexts(
    asked=(
        "The summary for the meeting is near: how many trainees were trained, and how many "
        "sessions held, in {month}? Without an answer the rates will read “n/a”."
    ),
    button="Tell the activity",
    title="Activity of the month",
    about="Activity of {month}. Leave empty what is not known.",
    trainees="Trainees trained",
    trainees_hint="Each person counts once, even over several sessions.",
    sessions="Sessions",
    sessions_hint="Those held in the month, at least in part.",
    save="Save",
    told="Noted for {month}: trainees, {trainees}; sessions, {sessions}.",
)
