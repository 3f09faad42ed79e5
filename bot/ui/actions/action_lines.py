"""What is still owed of an action, in words, and the open actions of a case in a few lines."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.domain.actions.actions import Action
from bot.ui.blocks.dates import day_of
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.people import mention
from bot.ui.texts.catalogue import Texts

SHOWN = 5
"""Open actions named one by one, soonest first; the case has all of them."""
TITLE_MAX = 120


def awaited(action: Action, texts: Texts, *, today: date) -> str | None:
    """« pour le mardi 1er décembre », « vérification en retard : attendue le … »."""
    if action.awaited_on is None:
        return None
    says, is_late = texts.plan, action.days_late(today) > 0
    if action.status.is_running:
        said = says.late if is_late else says.due
    else:
        said = says.check_late if is_late else says.check
    return said.format(day=day_of(action.awaited_on, texts, today=today))


def open_action_lines(actions: Iterable[Action], texts: Texts, *, today: date) -> Iterator[str]:
    """« Action ACT-2026-0003 · Contrôler les projecteurs · pour le … · @x », a line each."""
    dated = [(one.awaited_on, one) for one in actions if one.awaited_on is not None]
    owed = [action for _, action in sorted(dated, key=lambda pair: (pair[0], pair[1].ref))]
    for action in owed[:SHOWN]:
        yield texts.card.action.format(
            ref=action.ref,
            title=titled(action),
            when=awaited(action, texts, today=today),
            owner=mention(action.owner),
        )
    if more := texts.card.more_actions.say(len(owed) - len(owed[:SHOWN])):
        yield more


def titled(action: Action) -> str:
    """The beginning of an action's words, on one line."""
    return cut(mrkdwn(one_line(action.title)), TITLE_MAX)
