"""How an action goes, of whatever case: a life yields the moment it waits for, and acts then."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from bot.demo.desk import Desk
from bot.domain.action_steps import CheckEffect, Complete
from bot.domain.actions import Action, Proof
from bot.sandbox.people import Role

Life = Iterator[datetime]

EFFECTIVE = 0.85
"""How many actions have the effect that was wanted of them."""
_QUALITY = Role.QUALITY_MANAGER


def complete(action: Action, at: datetime, *, by: Role, desk: Desk) -> None:
    """It is done, with a proof, to be judged a month on."""
    proof = Proof(text="Fait, vérifié sur place ; procédure mise à jour.")
    wanted = Complete(done_at=at, proof=proof, check_on=desk.day_after(at, 30))
    desk.take_action(action, wanted, by=by, at=at)


def judge(action: Action, at: datetime, *, by: Role, desk: Desk, chance: Random) -> Life:
    """Three weeks on: one without effect is done again, and judged again."""
    yield (at := desk.later(at, days=15))
    if chance.random() > EFFECTIVE:
        again = CheckEffect(
            is_effective=False,
            findings="Le même cas est revenu.",
            due_on=desk.day_after(at, 21),
        )
        desk.take_action(action, again, by=_QUALITY, at=at)
        yield (at := desk.later(at, days=7))
        complete(action, at, by=by, desk=desk)
        yield (at := desk.later(at, days=15))
    judged = CheckEffect(is_effective=True, findings="Aucun cas semblable depuis.")
    desk.take_action(action, judged, by=_QUALITY, at=at)
