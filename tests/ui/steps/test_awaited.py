"""Under a reminder: the button that does what is awaited."""

from datetime import timedelta

import pytest

from bot.domain.actions.actions import Action
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.taxonomy import Kind, Severity
from bot.domain.deadlines.open_deadlines import OpenDeadline
from bot.domain.deadlines.reminder_content import DeadlineSubject, DueReminder, ReminderContent
from bot.domain.deadlines.reminders import Level, Reminder, Timing
from bot.domain.school.policies import DeadlineKind
from bot.ui.deadlines.reminders import awaited_buttons
from bot.ui.texts.catalogue import FRENCH
from tests.support.lives import NOW, action, case_in, complaint, done_action, incident


def content(
    kind: DeadlineKind, about: Case | Action, *, is_readable: bool = True
) -> ReminderContent:
    """A reminder of one deadline, due in an hour."""
    due_at = NOW + timedelta(hours=1)
    deadline = OpenDeadline(subject=about.id, kind=kind, due_at=due_at, recorded_at=NOW)
    reminder = Reminder(
        subject=about.id,
        rule=f"{kind}-due",
        remind_at=NOW,
        due_at=due_at,
        level=Level.OWNER,
        timing=Timing.BEFORE,
    )
    matter = DeadlineSubject(
        deadlines=(deadline,),
        case=about if isinstance(about, Case) else None,
        action=about if isinstance(about, Action) else None,
    )
    recall = DueReminder(reminder=reminder, deadline=deadline, matter=matter)
    return ReminderContent(recalls=(recall,), readable=frozenset({about.id} if is_readable else ()))


@pytest.mark.parametrize(
    ("kind", "about", "pressed"),
    [
        (DeadlineKind.ACK, complaint(), "step_acknowledge"),
        (
            DeadlineKind.SOLUTION,
            case_in(Status.UNDER_REVIEW, Kind.COMPLAINT),
            "step_propose_solution",
        ),
        (
            DeadlineKind.SOLUTION,
            case_in(Status.ACKNOWLEDGED, Kind.COMPLAINT),
            "step_answer_and_settle",
        ),
        (
            DeadlineKind.SOLUTION,
            case_in(Status.ACKNOWLEDGED, Kind.COMPLAINT, severity=Severity.MAJOR),
            "step_analyse",
        ),
        (DeadlineKind.CHARGE, incident(), "step_take_charge"),
        (DeadlineKind.INFORMATION, incident(), "step_inform_parties"),
        (DeadlineKind.FOLLOW_UP, case_in(Status.FOLLOW_UP, Kind.COMPLAINT), "step_follow_up"),
        (DeadlineKind.ACTION, action(), "action_complete"),
        (DeadlineKind.EFFECT, done_action(), "action_check_effect"),
    ],
)
def test_does_what_is_awaited(kind: DeadlineKind, about: Case | Action, pressed: str) -> None:
    (button,) = awaited_buttons(content(kind, about), FRENCH)

    assert (button.action_id, button.value, button.primary) == (pressed, str(about.id), True)


def test_is_not_there_for_those_who_may_only_hear_of_it() -> None:
    assert not awaited_buttons(content(DeadlineKind.ACK, complaint(), is_readable=False), FRENCH)
