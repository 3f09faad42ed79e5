"""The lines of a monthly summary about actions, and about what the last meeting decided."""

from bot.domain.action_figures import LastMeeting
from bot.domain.figures import Figures
from bot.ui.summary_shares import said_share
from bot.ui.texts.catalogue import Texts

_LATE_NAMED = 5


def action_lines(figures: Figures, texts: Texts) -> list[str]:
    """What became of actions, and of what the last meeting decided."""
    says, counted, last = texts.summary, figures.actions, figures.last_meeting
    shares = {says.actions_on_time: counted.on_time, says.actions_effective: counted.effective}
    done = [
        says.breakdown.format(label=label, values=said_share(share, texts))
        for label, share in shares.items()
        if share.counted or share.pending
    ]
    late = says.actions_late.say(counted.late)
    running = [says.actions_running.format(count=counted.running)] if counted.running else []
    to_do = [", ".join([*running, *([late] if late else [])])]
    return [*done, *filter(None, to_do), *([_decided(last, texts)] if last else [])]


def _decided(last: LastMeeting, texts: Texts) -> str:
    """« Décisions de la dernière réunion (bilan de septembre) : 4 faites, 1 en retard (ACT-…) »."""
    says = texts.summary
    late = says.decided_late.say(len(last.late))
    states = [
        says.decided_done.say(len(last.done)),
        says.decided_running.say(len(last.running)),
        f"{late} ({', '.join(last.late[:_LATE_NAMED])})" if late else "",
        says.decided_cancelled.say(len(last.cancelled)),
    ]
    of_month = says.of_months[last.month.month - 1]
    return says.last_meeting.format(of_month=of_month, states=", ".join(filter(None, states)))
