"""Every sentence in English."""

from bot.ui.form_errors import Refusal
from bot.ui.texts.catalogue import (
    CaseTexts,
    Counted,
    Dates,
    ErrorTexts,
    SimilarTexts,
    Texts,
)
from bot.ui.texts.english_activity import ENGLISH_ACTIVITY
from bot.ui.texts.english_channel import ENGLISH_CARD, ENGLISH_NOTICE, ENGLISH_TROUBLE
from bot.ui.texts.english_document import ENGLISH_DOCUMENT
from bot.ui.texts.english_filing import (
    ENGLISH_COMPLAINT,
    ENGLISH_FORMS,
    ENGLISH_INCIDENT,
    ENGLISH_RECEIPT,
    ENGLISH_REOPEN,
)
from bot.ui.texts.english_home import ENGLISH_HOME
from bot.ui.texts.english_lines import ENGLISH_LINES, ENGLISH_NEWS
from bot.ui.texts.english_meeting import ENGLISH_MEETING
from bot.ui.texts.english_meeting_days import ENGLISH_MEETING_DAYS
from bot.ui.texts.english_plan import ENGLISH_PLAN
from bot.ui.texts.english_recurrence import ENGLISH_RECURRENCE
from bot.ui.texts.english_register import ENGLISH_REGISTER
from bot.ui.texts.english_reminders import ENGLISH_REMINDERS
from bot.ui.texts.english_review import ENGLISH_REVIEW
from bot.ui.texts.english_settings import ENGLISH_HELP, ENGLISH_LETTER_SETTINGS, ENGLISH_SETTINGS
from bot.ui.texts.english_steps import ENGLISH_STEPS
from bot.ui.texts.english_summary import ENGLISH_SUMMARY
from bot.ui.texts.english_words import ENGLISH_WORDS

ENGLISH = Texts(
    words=ENGLISH_WORDS,
    lines=ENGLISH_LINES,
    news=ENGLISH_NEWS,
    home=ENGLISH_HOME,
    register=ENGLISH_REGISTER,
    plan=ENGLISH_PLAN,
    similar=SimilarTexts(
        title="Similar cases within 90 days",
        link="Link",
        link_spoken="Link with case {ref}",
    ),
    dates=Dates(
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        first_of_month="1",
        day="{weekday} {day} {month}",
        day_with_year="{weekday} {day} {month} {year}",
        moment="{day} at {time}",
        today="today at {time}",
        yesterday="yesterday at {time}",
        time="{hour:02}:{minute:02}",
        midnight="24:00",
        minutes="{count} min",
        hours="{count} h",
        days="{count} d",
    ),
    refusals={
        Refusal.EMPTY: "Say in a few words what happened.",
        Refusal.BLANK: "Write a few words.",
        Refusal.NOT_CHOSEN: "Choose an answer.",
        Refusal.TOO_LONG: "This text is too long: please shorten it.",
        Refusal.NOT_A_COUNT: "Give a whole number, in figures.",
        Refusal.IN_FUTURE: "This date is yet to come: give the moment it was received.",
        Refusal.IN_PAST: "This day is past: choose one to come.",
        Refusal.NOT_CONFIRMED: "Tick the box to confirm the date, or correct it above.",
        Refusal.TOO_MANY_FILES: "Attach ten files at most.",
        Refusal.FILE_TOO_BIG: "A file is larger than 10 MB: remove it or make it smaller.",
        Refusal.NOT_A_RULE: (
            "This rule names no meeting. Example: FREQ=MONTHLY;BYDAY=1TU;BYHOUR=9;BYMINUTE=0"
        ),
        Refusal.PUBLIC_CHANNEL: (
            "This channel is public: choose a private one, because cases are posted there."
        ),
        Refusal.NOT_IN_CHANNEL: "Vigie is not in this channel: first invite it, by /invite @vigie.",
    },
    forms=ENGLISH_FORMS,
    incident=ENGLISH_INCIDENT,
    complaint=ENGLISH_COMPLAINT,
    receipt=ENGLISH_RECEIPT,
    reopen=ENGLISH_REOPEN,
    card=ENGLISH_CARD,
    notice=ENGLISH_NOTICE,
    trouble=ENGLISH_TROUBLE,
    reminders=ENGLISH_REMINDERS,
    errors=ErrorTexts(
        unavailable=(
            "We could not reach the register. Nothing has changed: please try again in a moment."
        ),
        not_allowed="Only those in charge of it may do this: please ask a quality manager.",
        not_found="No case has this reference.",
        action_not_found="No action has this reference.",
        unreadable=(
            "This button or form is no longer recognised: "
            "please open the case again with /qualite and start over."
        ),
        too_late="Slack took too long to answer. Please try again: nothing is lost.",
        unexpected="We could not finish this: please try again in a moment.",
    ),
    case=CaseTexts(
        close="Close",
        to_do="To do: {what}.",
        to_do_before="To do: {what}, by {when}.",
        facts="Facts",
        description="Description",
        description_cut="The rest of the text is in the register.",
        people="People",
        deadlines="Deadlines",
        no_deadline="No deadline is pending.",
        files="Files",
        timeline="Timeline",
        timeline_page="Timeline, {first} to {last} of {total}",
        line="*{label}:* {value}",
        kind="Kind",
        status="Status",
        type="Type",
        category="Category",
        severity="Severity",
        continuity="Session",
        session="Session or course",
        site="Site",
        party="Stakeholder",
        channel="Received by",
        received="Received",
        recorded="Recorded",
        remedy="Solution asked for",
        injury="Somebody is injured or unwell",
        confidential="Confidential",
        owner="Owner",
        reporter="Entered by",
        complainant="Complainant",
        contact="Complainant's contact",
        not_known="not given",
        met="{what}: date promised, {when}",
        file="• {name} ({size})",
        more_files=Counted(none="", one="and 1 other file", many="and {count} other files"),
        kilobytes="{count} KB",
        megabytes="{count} MB",
        entry="{when} · {event}, by {who}",
        by_vigie="Vigie",
        newer="Newer",
        older="Older",
    ),
    steps=ENGLISH_STEPS,
    settings=ENGLISH_SETTINGS,
    letter_settings=ENGLISH_LETTER_SETTINGS,
    summary=ENGLISH_SUMMARY,
    document=ENGLISH_DOCUMENT,
    meeting=ENGLISH_MEETING,
    review=ENGLISH_REVIEW,
    activity=ENGLISH_ACTIVITY,
    recurrence=ENGLISH_RECURRENCE,
    meeting_days=ENGLISH_MEETING_DAYS,
    help=ENGLISH_HELP,
)
