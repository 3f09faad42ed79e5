"""Who may be given a case or an action: people who are there to act on it."""

from sqlalchemy import Connection

from bot.domain.action_steps import Reassign, WantedOnAction
from bot.domain.refusals import IllegalStepError, Reason, Refusal
from bot.domain.steps import AddAction, Assign, Wanted
from storage import people


def owner_named_by(wanted: Wanted | WantedOnAction) -> str | None:
    """Whom a step gives something to, if it gives anything."""
    match wanted:
        case Assign() | Reassign():
            return wanted.owner
        case AddAction():
            return wanted.action.owner
        case _:
            return None


def check_owner(connection: Connection, person: str | None) -> None:
    """Refuse an owner whose account is deactivated, and a program.

    Slack's menu offers both. A member not heard of yet is new, and may own.
    Raises IllegalStepError.
    """
    known = people.by_ids(connection, [person]).get(person) if person else None
    if known is None or known.may_own:
        return
    reason = Reason.IS_BOT if known.is_bot else Reason.HAS_LEFT
    raise IllegalStepError(Refusal(reason=reason, field="owner", person=person))
