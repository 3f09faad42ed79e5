"""The steps of a case in English: refusals, forms, what was done."""

from bot.domain.refusals import Missing, Reason
from bot.ui.texts.english_life import ACTION, LIFE, OUTSIDE
from bot.ui.texts.english_step_words import (
    ACTION_LABELS,
    ACTION_TO_DO,
    LABELS,
    TO_DO,
    WORDS,
)
from bot.ui.texts.step_catalogue import (
    AnsweringTexts,
    EndingTexts,
    HandlingTexts,
    IncidentStepTexts,
    LetterTexts,
    RefusedTexts,
    StepTexts,
)

_REFUSED = RefusedTexts(
    to_do=TO_DO,
    action_to_do=ACTION_TO_DO,
    reason={
        Reason.ROLE: "Only {who} can {what}.",
        Reason.KIND: "There is no such step for this kind of case.",
        Reason.STATUS: "At the stage “{status}”, nobody can {what}.",
        Reason.ALREADY_DONE: "This is done already.",
        Reason.TAKEN: "{person} has this case in charge already.",
        Reason.EMPTY: "This field has to be filled in.",
        Reason.IN_FUTURE: "This date is yet to come: give the moment it happened.",
        Reason.TOO_EARLY: "This is too early: {limit} at the earliest.",
        Reason.TOO_LATE: "This is too late: {limit} at the latest.",
        Reason.NOT_LATER: "The new date has to come after {limit}.",
        Reason.TOO_MANY: (
            "No further extension is possible: the policy allows {most} at most. "
            "What is left is to propose a solution."
        ),
        Reason.TOO_LONG: "An extension adds {most} days at most.",
        Reason.OUT_OF_RANGE: "This value is not possible here.",
        Reason.NEEDS_REASON: "Say why.",
        Reason.NEEDS_ANALYSIS: "The analysis is missing: do “Analyse” first.",
        Reason.NEEDS_ROOT_CAUSE: (
            "The root cause and its family are missing, and compulsory for a major or "
            "critical severity: do “Analyse” first."
        ),
        Reason.NEEDS_MEDIATOR: (
            "The consumer mediator is missing, whom every individual must be told of: "
            "a quality manager sets it with `/qualite reglages`."
        ),
        Reason.NEEDS_LETTER: "What the complainant was written or told is missing.",
        Reason.NO_ADDRESSEE: "The complainant cannot be reached: there is nobody to tell.",
        Reason.CONFLICT_OF_INTEREST: "This case concerns this person: choose somebody else.",
        Reason.HAS_LEFT: "This person has no Slack account any more: choose somebody else.",
        Reason.IS_BOT: "This is an app: choose a person.",
        Reason.NO_SUCH_CASE: "No case of the same kind has this reference.",
        Reason.SAME_CASE: "This is the reference of this very case: give the other's.",
        Reason.IS_DUPLICATE: "That case is a duplicate itself: give the one it repeats.",
        Reason.INCOMPLETE: "Not yet: before {ref} can be closed, it lacks:",
        Reason.NOT_INDEPENDENT: (
            "The effect of an action is checked by somebody other than whoever owned or did it."
        ),
    },
    missing={
        Missing.ACKNOWLEDGEMENT: "• the acknowledgement: “Acknowledge”",
        Missing.ANSWER: "• the answer to the complainant: “Propose a solution”",
        Missing.ROOT_CAUSE: "• the root cause and its family: “Analyse”",
        Missing.IMPLEMENTATION: "• the solution put in place: “Implementation”",
        Missing.FOLLOW_UP: (
            "• the complainant's opinion, or two attempts to have it: “Satisfaction follow-up”"
        ),
        Missing.MEASURE: "• one measure at least: “Decide on measures”",
        Missing.INFORMATION_POINT: (
            "• the information point, or why there is none: “Information point”"
        ),
        Missing.ACTIONS: "• the end of its running actions, or their move to the action plan",
        Missing.EXTERNAL_DEADLINES: "• what others wait for: “Deadline met”",
    },
    role_many="Only {who} can {what}.",
    roles_or="{first} or {last}",
    one_is="{who} is one.",
    many_are="{who} are.",
    settled="It has to be reopened first.",
    done_at="This is done already: {when}.",
    floor="Below the severity “{floor}”, say why.",
    see_to="These can see to it: {who}.",
    title="Not now",
    now="Here is the case as it is.",
    lost="Your text was not saved. Here it is, to be used again:",
)

_LETTER = LetterTexts(
    subject="Subject",
    body="Letter (in French)",
    told_at="Told on",
    means="By what means",
    write="Continue",
    written=(
        "Read, adapt, send. Vigie sends nothing: this text is kept word for word, "
        "with its date and means."
    ),
    answer_by="Answer wished by",
)

_HANDLING = HandlingTexts(
    owner="Owner",
    choose_person="Choose a person",
    category="Category",
    severity="Severity",
    nature="Nature",
    concerned="People complained about",
    concerned_hint="They will no longer see or handle this case.",
    confidential="Confidential",
    confidential_yes="Only the people designated will read what happened",
    qualify_reason="Reason",
    qualify_reason_hint="Needed to lower a severity that the category imposes.",
    inadmissible="Qualified so, the complaint is admissible. Otherwise: “Not admissible”.",
    note="Note",
    reason="Reason for the correction",
    received_at="Received on",
    received_at_hint="What was promised is reckoned anew; an extended date stays.",
    description="Description",
    description_long="The description is long: correct it by a note.",
    affected_count="Trainees affected",
    lost_minutes="Minutes lost",
    injury="Health",
    injury_yes="Somebody is injured or unwell",
)

_ANSWERING = AnsweringTexts(
    waive_reason="Why nobody can be reached",
    waive_reason_hint="For instance an anonymous complaint: no acknowledgement is owed then.",
    questions="What we need to know",
    no_pause="This pauses nothing: the solution is still due {when}.",
    information="What the complainant added",
    information_at="Received on",
    analysis="Findings",
    root_cause="Root cause",
    root_cause_due="Severity {severity}: the root cause and its family are compulsory.",
    cause_family="Family of the cause",
    why="Why? ({number} of 5)",
    people_involved="People who took part in the analysis",
    outcome="The complaint is",
    solution="Proposed solution",
    reasons="Reasons for what is not upheld",
    reasons_hint="If it is upheld in part only, or not at all.",
    implemented_on="To be put in place on",
    prevention="To keep it from happening again",
    in_letter="These texts and the findings go into the letter, which you read right after.",
    decision="Complainant's decision",
    decided_at="Known on",
    exhausted="Recourse",
    exhausted_yes="Every recourse has been tried",
    comment="Comment",
    extension_reason="Reason for the extension",
    extension_done="What is done",
    extension_remaining="What is left to do",
    new_due_at="New due date",
    due_now="Due now: {when}. The new date has to be told before.",
    due_past=(
        "What was due {when} is overdue: the new date will be noted, but the deadline stays missed."
    ),
    implemented_at="In place since",
    implementation="What shows it",
    asked_at="Question put or answer received on",
    solved="Is the problem solved?",
    solved_hint=(
        "No answer yet? Leave it empty: the attempt is noted, and the letter drafted if you write."
    ),
    score="Score from 1 to 5",
    verbatim="What the complainant says of it",
)

_ENDING = EndingTexts(
    complete="All that the policy asks for is done: the case can be closed.",
    closing_reason="Closing comment",
    closing_reason_due="The complainant says it is not solved: why close",
    reopen_reason="Why reopen this case",
    answer_due_at="New date for the answer",
    inadmissibility="Why it is not admissible",
    inadmissibility_reason="Explanation given to the complainant",
    duplicate_of="Reference of the original case",
    duplicate_hint="For instance REC-2026-0003. Both cases will be linked.",
    untold="Why the complainant need not be told",
    untold_hint="For instance, the same call filed twice. Leave it empty to write to them.",
    withdraw_reason="Why the case is withdrawn",
)

_INCIDENT = IncidentStepTexts(
    measures="Measures",
    explanation="What is decided",
    continuity="Can the session go on?",
    lost_minutes="Minutes lost",
    certifier_rule="Certifier's rule",
    certifier_hint="If the content is adjusted: how the regulated duration is kept.",
    parties="People informed",
    parties_hint="By function, for instance: the twelve trainees and their employer.",
    what_happened="What happened",
    no_names="No names and no health details: this text is passed on.",
    consequence="Consequence for the session",
    what_changes="What changes for the people informed",
    next_point="Next point",
    waived="Not applicable: reason",
    waived_hint="Nobody to inform? Just say why, the rest may stay empty.",
)

ENGLISH_STEPS = StepTexts(
    label=LABELS,
    action_label=ACTION_LABELS,
    submit="Save",
    words=WORDS,
    refused=_REFUSED,
    letter=_LETTER,
    handling=_HANDLING,
    answering=_ANSWERING,
    ending=_ENDING,
    incident=_INCIDENT,
    action=ACTION,
    outside=OUTSIDE,
    life=LIFE,
)
