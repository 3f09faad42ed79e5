"""What Slack says of its members: who joined, left, or changed language."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.directory import person_of
from handlers.kit import Kit


def register(app: AsyncApp, kit: Kit) -> None:
    """Listen to `user_change` and `team_join`; heard twice, they change nothing."""

    async def hear(event: dict[str, Any]) -> None:
        await kit.directory.heard([person_of(event["user"])])

    app.event("user_change")(hear)
    app.event("team_join")(hear)
