"""What the forms of filing say, and what takes their place, in English."""

from bot.ui.texts.filing_texts import (
    ComplaintTexts,
    Forms,
    IncidentTexts,
    ReceiptTexts,
    ReopenTexts,
)

ENGLISH_FORMS = Forms(
    cancel="Cancel",
    choose="Choose",
    site="Site",
    site_hint="Deadlines follow its local time and public holidays.",
    continued="{label} (part {number})",
    cut_short=(
        "The message is too long for a form: its end is not taken over here. "
        "It remains in the original message."
    ),
    could_not_save=(
        ":warning: *We could not save this.* Your text is still here: please try again in a moment."
    ),
)

ENGLISH_INCIDENT = IncidentTexts(
    title="Report an incident",
    submit="Report",
    description="What is happening?",
    description_hint="No names and no health details in the text, please.",
    type="Type",
    continuity="Can the session go on?",
    session="Session or course",
    session_example="SSIAP 1, Lyon, day 3 of 10",
    files="Photos or files",
    flags="Please note",
    injury="Somebody is injured or unwell",
    confidential="Confidential: only the people designated will read what happened",
)

ENGLISH_COMPLAINT = ComplaintTexts(
    title="New complaint",
    submit="Save",
    description="Description",
    description_hint="No names and no health details here: the name goes into “Complainant”.",
    party="Stakeholder",
    complainant="Complainant",
    complainant_hint="This name and contact never appear in the channel.",
    contact="Complainant's contact",
    channel="Received by",
    received="Received on",
    received_hint="The moment it reached us: the deadlines run from then on.",
    old="Date to confirm",
    old_confirmed="Yes, this complaint was received on {day}",
    category="Category",
    severity="Severity",
    session="Session or course",
    remedy="Solution asked for",
    confidential="Confidential",
    confidential_yes="Only the people designated will read what happened",
    files="Files",
)

ENGLISH_RECEIPT = ReceiptTexts(
    title="Noted",
    close="Close",
    noted="Noted: *{ref}*, at {time}.",
    told="We are telling {who}.",
    nobody_told="Nobody has yet been chosen to be told of cases.",
    next_due="Next due: {what}, by {when}.",
    follow="We will keep you posted here, by direct message.",
    confidential=("Confidential: the quality channel will see its reference and due dates only."),
    no_channel=(
        "The quality channel has not been chosen yet: your case is kept, "
        "and its card will be posted as soon as it is."
    ),
)

ENGLISH_REOPEN = ReopenTexts(
    without_text="Slack did not open the form in time. You can open it again.",
    with_text=(
        "Slack did not open the form in time. Your text is still here: "
        "open the form again and it will be filled in."
    ),
    too_long="The form takes over the beginning of your text. Here is the rest, to paste:",
    button="Open the form again",
)
