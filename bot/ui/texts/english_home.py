"""The Home tab, the lists and the search in English."""

from bot.domain.listings import Concern, Period, Scope
from bot.domain.people import ReminderStyle
from bot.ui.texts.home import HomeTexts

ENGLISH_HOME = HomeTexts(
    report="Report an incident",
    complain="New complaint",
    settings="Settings",
    scope={
        Scope.MINE: "Waiting for you",
        Scope.OVERDUE: "Overdue",
        Scope.OPEN: "Open cases",
        Scope.REGISTER: "Register",
    },
    scope_counted="{scope} ({count})",
    count="{count}",
    many="more than {count}",
    empty={
        Scope.MINE: "Nothing waits for you. To report an incident: /incident.",
        Scope.OVERDUE: "No case is overdue.",
        Scope.OPEN: "No case is open among those you may see.",
        Scope.REGISTER: "The register holds no case that you may see.",
    },
    no_match="No case matches these filters.",
    concern={
        Concern.OWNED: "you own it",
        Concern.UNOWNED: "to be assigned",
        Concern.REPORTED: "entered by you, to follow",
    },
    any_kind="Incidents and complaints",
    any_status="Any status",
    any_category="Any category",
    any_period="Any date",
    any_owner="Any owner",
    period={
        Period.MONTH: "Last 30 days",
        Period.QUARTER: "Last 90 days",
        Period.YEAR: "Last 12 months",
    },
    clear="Clear the filters",
    position="Cases {first} to {last} of {total}",
    position_many="Cases {first} to {last} of more than {total}: narrow them with the filters",
    previous="Previous page",
    next="Next page",
    more_at_home="The rest and the filters are in Vigie's Home tab.",
    late="Overdue by {span}: {what}",
    search_label="Search the cases",
    search_example="first aid certificate",
    found="“{words}”: {total}",
    found_many="“{words}”: {total} cases, among others. Add a word to narrow it down.",
    found_nothing="No case that you may see contains “{words}”.",
    results="Search results",
    clear_search="Clear the search",
    search_what="Write what you are looking for: /qualite recherche first aid",
    styles="*Your reminders of deadlines*",
    style={
        ReminderStyle.SINGLE: "One for each",
        ReminderStyle.MORNING_DIGEST: "One in the morning",
    },
    style_note=("What is critical, overdue or due before the next morning is always told at once."),
)
