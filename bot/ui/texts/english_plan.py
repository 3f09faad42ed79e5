"""What the action plan says, in English."""

from bot.domain.action_lists import PlanScope
from bot.domain.actions import ActionOrigin
from bot.ui.texts.plan import PlanTexts

ENGLISH_PLAN = PlanTexts(
    title="Action plan",
    scope={
        PlanScope.OPEN: "Open",
        PlanScope.MINE: "Mine",
        PlanScope.SETTLED: "Settled",
    },
    empty={
        PlanScope.OPEN: "No action is open among those you may see.",
        PlanScope.MINE: "You have no open action.",
        PlanScope.SETTLED: "No action is settled among those you may see.",
    },
    action="*{ref}* · {kind} · {title}\n{facts}",
    due="due {day}",
    late="late: it was due {day}",
    check="to be checked {day}",
    judged="checked {day}",
    done_again="done again {count} times for want of effect",
    origin={
        ActionOrigin.CASE: "case",
        ActionOrigin.DECISION: "meeting decision",
        ActionOrigin.IMPROVEMENT: "improvement",
        ActionOrigin.RECURRENCE: "recurring topic",
        ActionOrigin.REVIEW: "half-yearly review",
    },
    origin_of="{origin} ({period})",
    origin_refs="{origin} {refs}",
    position="Actions {first} to {last} of {total}",
    waiting="Actions waiting for you ({count})",
    waiting_more="The others are in the action plan.",
    close="Close",
)
