"""What the school's settings say, and the help, in English."""

from bot.ui.meeting_rule import Rank, Weekday
from bot.ui.texts.settings_texts import HelpTexts, LetterSettingsTexts, SettingsTexts

ENGLISH_SETTINGS = SettingsTexts(
    title="Vigie's settings",
    submit="Save",
    saved="The settings are saved.",
    channel="Quality channel",
    channel_hint="A private channel to which Vigie is invited: cases are posted there.",
    quality_managers="Quality managers",
    quality_managers_hint="They qualify the cases and change these settings.",
    training_managers="Training managers",
    training_managers_hint="Vigie tells them of every incident at once.",
    confidential_handlers="Handlers of confidential cases",
    confidential_handlers_hint="They alone handle such cases; else the quality managers do.",
    choose_people="Choose people",
    meeting="Team meeting",
    meeting_day="Day of the meeting",
    meeting_time="Time of the meeting",
    rank={
        Rank.WEEKLY: "Every week",
        Rank.FIRST: "The first time in the month",
        Rank.SECOND: "The second time in the month",
        Rank.THIRD: "The third time in the month",
        Rank.FOURTH: "The fourth time in the month",
        Rank.LAST: "The last time in the month",
    },
    weekday={
        Weekday.MONDAY: "Monday",
        Weekday.TUESDAY: "Tuesday",
        Weekday.WEDNESDAY: "Wednesday",
        Weekday.THURSDAY: "Thursday",
        Weekday.FRIDAY: "Friday",
        Weekday.SATURDAY: "Saturday",
        Weekday.SUNDAY: "Sunday",
    },
    rule="iCalendar rule of the meeting",
    rule_hint="Only if the day and time above do not do: it wins over them.",
    locale="Language of the channel",
)

ENGLISH_LETTER_SETTINGS = LetterSettingsTexts(
    signature="Signature of letters",
    signature_hint="By default, the name of whoever writes.",
    privacy="Rights of people (GDPR)",
    privacy_hint="The address of the page that tells them; acknowledgements name it.",
    mediator="Consumer mediator: name",
    mediator_hint="Individuals must be told: without one, nothing of theirs can be closed.",
    mediator_address="Mediator: postal address",
    mediator_website="Mediator: website",
)

ENGLISH_HELP = HelpTexts(
    title="What Vigie does",
    lines=(
        ("/incident the projector is broken", "reports an incident during a session"),
        ("/reclamation", "records a complaint received by e-mail, telephone or otherwise"),
        ("/qualite", "shows the cases that wait for you"),
        ("/qualite retards", "shows the cases that are overdue"),
        ("/qualite recherche first aid", "looks for these words in the cases"),
        ("/qualite REC-2026-0007", "opens a case by its reference"),
        ("/qualite bilan 2026-10", "shows the figures of a month"),
        ("/qualite actions", "shows the action plan"),
        ("/qualite registre 2026-S1", "sends you the register, if you are in charge"),
        ("/qualite preuves 2026", "sends you the evidence pack for an audit"),
        ("/qualite reunions", "moves, cancels or adds a team meeting"),
        ("/qualite reglages", "chooses the channel, the people in charge and the meeting"),
        ("/qualite aide", "shows this help"),
    ),
    rule=(
        "From a message, the menu “More actions” offers the same forms. "
        "Write no names and no health details in the texts: the team reads them."
    ),
)
