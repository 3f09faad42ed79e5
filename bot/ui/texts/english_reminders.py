"""What is said in English of deadlines, before and after."""

from bot.domain.policies import DeadlineKind
from bot.domain.snoozes import Snooze
from bot.ui.texts.catalogue import Counted, ReminderTexts

ENGLISH_REMINDERS = ReminderTexts(
    expected={
        DeadlineKind.ACK: "the acknowledgement is due {when}",
        DeadlineKind.SOLUTION: "the solution is due {when}",
        DeadlineKind.CHARGE: "somebody is to take charge {when}",
        DeadlineKind.INFORMATION: "the information point is due {when}",
        DeadlineKind.FOLLOW_UP: "the satisfaction follow-up is due {when}",
        DeadlineKind.NEXT_STEP: "nothing has moved since {since}",
        DeadlineKind.ACTION: "this action is to be done before {when}",
        DeadlineKind.EXTERNAL: "{external}, to be done by {when}",
    },
    late={
        DeadlineKind.ACK: "the acknowledgement is {span} late (due {when})",
        DeadlineKind.SOLUTION: "the solution is {span} late (due {when})",
        DeadlineKind.CHARGE: "taking charge is {span} late (due {when})",
        DeadlineKind.INFORMATION: "the information point is {span} late (due {when})",
        DeadlineKind.FOLLOW_UP: "the satisfaction follow-up is {span} late (due {when})",
        DeadlineKind.NEXT_STEP: "nothing has moved since {since}",
        DeadlineKind.ACTION: "this action is {span} late (due {when})",
        DeadlineKind.EXTERNAL: "{external}, {span} late (due {when})",
    },
    name={
        DeadlineKind.ACK: "acknowledgement",
        DeadlineKind.SOLUTION: "solution",
        DeadlineKind.CHARGE: "taking charge",
        DeadlineKind.INFORMATION: "information point",
        DeadlineKind.FOLLOW_UP: "satisfaction follow-up",
        DeadlineKind.NEXT_STEP: "next step",
        DeadlineKind.ACTION: "action",
        DeadlineKind.EXTERNAL: "outside deadline",
    },
    sentence="*{ref}*{about}: {what}.",
    last_moment="It is {weekday}, the last working moment before the deadline.",
    to_do="To do: {what}.",
    owner="Owner: {who}.",
    no_owner="Nobody owns it yet.",
    owner_left="{who} is no longer in this workspace: the case needs an owner.",
    unreached="Slack does not let us write to {who}: please pass it on.",
    after_outage="Vigie was down, so this reminder comes late.",
    together=Counted(
        none="No deadline awaits you.",
        one="1 deadline awaits you:",
        many="{count} deadlines await you:",
    ),
    together_after_outage="Vigie was down. This is where your deadlines stand:",
    morning="Your deadlines this morning:",
    morning_of="The deadlines of {who}, to whom Slack does not let us write:",
    week="Week of {day}: {count}. {late}",
    week_count=Counted(
        none="no deadline this week", one="1 deadline this week", many="{count} deadlines this week"
    ),
    week_late=Counted(
        none="No deadline overdue :white_check_mark:",
        one="1 deadline overdue :warning:",
        many="{count} deadlines overdue :warning:",
    ),
    line="{when} · *{ref}* · {what}{who}",
    line_late="{span} late · *{ref}* · {what}{who}",
    line_since="awaits its next step for {span} · *{ref}*{who}",
    and_more=Counted(none="", one="and 1 more", many="and {count} more"),
    snooze="Remind me",
    snoozes={
        Snooze.TWO_HOURS: "In 2 hours",
        Snooze.TOMORROW_MORNING: "Tomorrow morning",
        Snooze.MONDAY: "On Monday",
    },
    snoozed="Noted: we will remind you {when}.",
    moot="There is nothing left to recall: this deadline was met or moved.",
    audit=Counted(
        none="Every open case has a reminder planned.",
        one="1 open case had no reminder planned.",
        many="{count} open cases had no reminder planned.",
    ),
    audit_done="That is done now; have a look all the same: {refs}.",
)
