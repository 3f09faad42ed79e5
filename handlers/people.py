"""What Slack says of its members: who joined, left, or changed language."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.directory import person_of
from bot.services.leaving import take_back
from handlers.kit import Kit


def register(app: AsyncApp, kit: Kit) -> None:
    """Listen to `user_change` and `team_join`; heard twice, they change nothing."""

    async def hear(event: dict[str, Any]) -> None:
        person = person_of(event["user"])
        await kit.directory.heard([person])
        if person.is_deleted:
            await kit.workers.run(
                take_back, kit.database, now=kit.clock.now(), defaults=kit.defaults
            )
            kit.wake_delivery()

    app.event("user_change")(hear)
    app.event("team_join")(hear)
