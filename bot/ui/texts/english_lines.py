"""What is told of a step in one line, in English."""

from bot.domain.action_steps import ActionStep
from bot.domain.lifecycles import Step
from bot.domain.outcomes import ComplainantDecision, Solved
from bot.domain.taxonomy import Means
from bot.ui.texts.lines import LineTexts, NewsTexts

ENGLISH_LINES = LineTexts(
    step={
        Step.TAKE_CHARGE: "Case taken in charge by {who}.",
        Step.ACKNOWLEDGE: "Acknowledgement sent {means}, {when}, by {who}.",
        Step.WAIVE_ACKNOWLEDGEMENT: (
            "No acknowledgement called for, says {who}: nobody can be reached."
        ),
        Step.QUALIFY: "Case qualified by {who}: {severity} severity.",
        Step.ASSIGN: "Case given to {owner} by {who}.",
        Step.REQUEST_INFORMATION: "More information asked for {means}, {when}, by {who}.",
        Step.RECORD_INFORMATION: "Information received, recorded by {who}.",
        Step.DECIDE_MEASURES: "Measures decided by {who}.",
        Step.INFORM_PARTIES: "Information given {means}, {when}, by {who}.",
        Step.ANALYSE: "Analysis recorded by {who}.",
        Step.PROPOSE_SOLUTION: "Solution proposed {means}, {when}, by {who}.",
        Step.RECORD_DECISION: "Complainant's answer recorded by {who}: {decision}.",
        Step.EXTEND: "Deadline extended to {due}, told {means}, {when}, by {who}.",
        Step.IMPLEMENT: "Implementation confirmed by {who}.",
        Step.FOLLOW_UP: "Satisfaction follow-up {means}, by {who}: {solved}.",
        Step.ADD_ACTION: "Action {action} given to {owner} by {who}, for {day}.",
        Step.CLOSE: "Case closed by {who}.",
        Step.REOPEN: "Case reopened by {who}.",
        Step.REJECT: "Complaint found inadmissible by {who}, answered {means}.",
        Step.MARK_DUPLICATE: "Duplicate of {original}, says {who}.",
        Step.WITHDRAW: "Case withdrawn by {who}.",
        Step.CORRECT_RECEPTION: "Date of receipt corrected by {who}.",
        Step.CORRECT_FACTS: "Facts corrected by {who}.",
        Step.ADD_NOTE: "Note added by {who}.",
        Step.NOTE_EXTERNAL: "{external}: due {due}, noted by {who}.",
        Step.SETTLE_EXTERNAL: "{external}: done, says {who}.",
    },
    answer_kept="Solution recorded by {who}: nobody can be reached.",
    information_waived="No information called for, says {who}.",
    extended_late=(
        "New date, {due}, told {means}, {when}, by {who}: that was after the deadline, "
        "which stays missed."
    ),
    set_aside="Complaint found inadmissible by {who}: nobody can be reached.",
    external_moot="{external}: without object, says {who}.",
    linked="{duplicate} is a duplicate of this case, says {who}.",
    owner_left="{owner} has no Slack account any more: the case needs an owner.",
    action_owner_left=(
        "Action {action} given to {owner}: whoever had it has no Slack account any more."
    ),
    action={
        ActionStep.COMPLETE: "Action {action} done, says {who}.",
        ActionStep.CHECK_EFFECT: "Action {action} found effective by {who}.",
        ActionStep.REOPEN: "Action {action} to be done again, says {who}, for {day}.",
        ActionStep.RESCHEDULE: "Action {action} moved to {day} by {who}.",
        ActionStep.REASSIGN: "Action {action} given to {owner} by {who}.",
        ActionStep.MOVE_TO_PLAN: "Action {action} carried on by the action plan, says {who}.",
        ActionStep.CANCEL: "Action {action} dropped by {who}.",
    },
    action_without_effect="Action {action} had no effect, says {who}: to be done again for {day}.",
    brief="{event}, {when}.",
    means={
        Means.EMAIL: "by email",
        Means.PHONE: "by telephone",
        Means.POST: "by post",
        Means.HANDED_OVER: "by hand",
        Means.SPOKEN: "in person",
    },
    decision={
        ComplainantDecision.ACCEPTED: "solution accepted",
        ComplainantDecision.REFUSED: "solution refused",
        ComplainantDecision.NO_ANSWER: "no answer",
    },
    solved={
        Solved.YES: "the problem is solved",
        Solved.PARTLY: "the problem is partly solved",
        Solved.NO: "the problem is not solved",
    },
    no_answer="no answer",
)

ENGLISH_NEWS = NewsTexts(
    told="{ref}: {line}",
    told_brief="{ref}, confidential case: {line}",
    owned="{title}: this case is yours.",
    owned_confidential="The confidential case {ref} is yours.",
    action="Action {ref}, to be done by {day}:",
    action_criterion="It will have succeeded if:",
    owner_left=(
        "{ref} needs an owner: {owner} has no Slack account any more. Open the case to give it."
    ),
    action_owner_left=(
        "Action {ref}, to be done by {day}, is now {owner}'s: {left} has no Slack account any "
        "more. Give it to somebody else if need be."
    ),
    note_refused=(
        "Your reply in the thread of {ref} is not kept in the case: "
        "only people who follow it can add a note."
    ),
)
