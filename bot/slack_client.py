"""The client of Slack's Web API, and the proof at the start that its tokens are good."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import CannotStartError
from bot.settings import Settings

_CALL_SECONDS = 10
"""A Web API call without an answer for so long has an unknown outcome."""


@asynccontextmanager
async def open_client(settings: Settings) -> AsyncIterator[AsyncWebClient]:
    """A client with connections of its own, while the block lasts."""
    timeout = aiohttp.ClientTimeout(total=_CALL_SECONDS)
    # no limit: a form's trigger dies while its call waits for another's connection
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        yield AsyncWebClient(
            token=settings.slack_bot_token.get_secret_value(),
            base_url=settings.slack_api_url,
            session=session,
        )


async def prove(call: Coroutine[Any, Any, Any], *, variable: str) -> dict[str, Any]:
    """What Slack answers to a call with a token. Raises CannotStartError, naming `variable`."""
    try:
        answer = await call
    except SlackApiError as error:
        code = error.response.get("error", "unknown")
        msg = f"{variable}: Slack refused the token ({code}); copy it anew from the app's page."
        raise CannotStartError(msg) from error
    except (aiohttp.ClientError, TimeoutError) as error:
        msg = f"SLACK_API_URL: Slack cannot be reached ({type(error).__name__})."
        raise CannotStartError(msg) from error
    return dict(answer.data)


async def gathered(proofs: Sequence[Awaitable[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Every answer, once all have come. Raises the first of them that failed, in their order."""
    answers = await asyncio.gather(*proofs, return_exceptions=True)
    given: list[dict[str, Any]] = []
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
        given.append(answer)
    return given
