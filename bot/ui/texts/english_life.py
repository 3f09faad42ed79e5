"""Actions, and what was done in a case, in English."""

from bot.domain.actions import ActionKind
from bot.ui.texts.step_catalogue import ActionTexts, LifeTexts
from bot.ui.texts.step_words import OutsideTexts

ACTION = ActionTexts(
    kind="Type of action",
    kind_meaning={
        ActionKind.CURATIVE: "Mends this case",
        ActionKind.CORRECTIVE: "Removes the cause",
        ActionKind.PREVENTIVE: "Prevents a case that has not happened yet",
    },
    title="Action",
    owner="Owner of the action",
    due_on="Due on",
    criterion="Success criterion",
    criterion_hint="How will one see that it had the effect wanted?",
    done_at="Done on",
    proof="Proof",
    proof_hint="A text or a link: what shows that the action is done.",
    link="Link to the proof",
    check_on="Effect to be checked on",
    effective="Did the action have the effect wanted?",
    effective_yes="Yes, it is effective",
    effective_no="No, it is to be done again",
    findings="What shows it",
    again_on="To be done again by",
    again_hint="If it did not have the effect wanted.",
    reason="Reason",
)

LIFE = LifeTexts(
    more="Other steps",
    heading="Handling",
    qualified="Qualified: {what}, {when}",
    concerned="Complained about: {who}",
    taken_charge="Taken in charge: {when}",
    acknowledged="Acknowledged: {when}, {means}",
    unreachable="Nobody to answer: {reason}",
    requested="Details asked for: {when}, {means}",
    request_open="awaited",
    request_answered="received {when}",
    analysed="Analysis ({when}): {text}",
    root_cause="Root cause ({family}): {text}",
    answered="Answer, {outcome} ({when}): {text}",
    decision="Complainant's decision: {what}",
    extended="Extended to {new}, told {when}: {reason}",
    extended_late="Extension told too late ({when}), without effect: {reason}",
    implemented="Implemented ({when}): {text}",
    asked="Satisfaction asked: {when}, {means}, no answer",
    followed="Satisfaction ({when}), problem solved: {solved}",
    score="{score} of 5",
    measured="Measures ({when}): {what}. {text}",
    informed="Information point: {who}, {when}, {means}",
    informed_waived="Information point not applicable ({when}): {reason}",
    closed="Closed: {when}, by {who}",
    reopened="Reopened: {when}",
    duplicate="Duplicate of {ref}",
    related="Linked cases: {refs}",
    actions="Actions",
    action="*{ref}* · {kind} · {title}\n{owner}, by {due} · {status}",
    action_late="{status}, overdue",
    action_in_plan="{status}, in the action plan",
    in_time="promise kept",
    too_late="promise missed",
    kept="{what}: {how}, {when} (by {due} at the latest)",
)

OUTSIDE = OutsideTexts(
    kind="What is awaited",
    what="What is it about?",
    what_hint="For example: the funder's letter of 12 November. No names, no health data.",
    due_at="Due",
    law=(
        "Accident at work: 48 hours, Sundays and public holidays aside. Breach of personal data: "
        "72 hours. Both run from when somebody knew."
    ),
    which="Which one?",
    choice="{kind}, {due}",
    at="Done on",
    moot="Not applicable",
    moot_yes="This deadline is without object",
    note="What shows it",
    note_hint="A filing number, a registered letter; if it is without object, why.",
    is_open="{kind}: {what}, noted by {who}",
    is_settled="{kind}: {what}, {how}, {when} (by {due} at the latest)",
    is_moot="{kind}: {what}, without object: {note}",
    in_time="in time",
    too_late="too late",
)
