"""Bolt as Vigie uses it: no call in front of a listener, no payload in a log."""

import logging
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.acknowledging import acknowledge_when_told
from bot.payloads import Gate
from bot.settings import Settings


def build_bolt(settings: Settings, client: AsyncWebClient, identity: dict[str, Any]) -> AsyncApp:
    """An app without listeners; `identity` is what Slack said of the bot token at the start."""

    async def authorize() -> AuthorizeResult:
        # known since the start: no auth.test in front of the first views.open
        return AuthorizeResult.from_auth_test_response(
            bot_token=client.token, auth_test_response=identity
        )

    logger = logging.getLogger("vigie.bolt")
    logger.setLevel(logging.ERROR)  # it warns of a token that `authorize` makes needless
    bolt = AsyncApp(
        client=AsyncWebClient(base_url=client.base_url, session=client.session),
        logger=logger,
        authorize=authorize,
        before_authorize=Gate(team=identity["team_id"]),
        signing_secret=settings.slack_signing_secret.get_secret_value() or None,
    )
    logger.setLevel(logging.WARNING)  # below it Bolt prints whole payloads
    acknowledge_when_told(bolt)
    return bolt
