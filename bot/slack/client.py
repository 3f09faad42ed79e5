"""The client of Slack's Web API, and the proof at the start that its tokens are good."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import SplitResult, urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import PLAUSIBLE_SINCE, CheckedClock
from bot.domain.errors import CannotEverStartError, CannotStartError
from bot.settings import Settings
from bot.slack.addresses import heed_no_proxy

_CALL_SECONDS = 10
"""A Web API call without an answer for so long has an unknown outcome."""

_TEMPORARY = frozenset(
    {
        "accesslimited",
        "fatal_error",
        "internal_error",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "unknown",
    }
)
"""Errors that Slack also answers to a good token; https://docs.slack.dev/reference/methods/auth.test."""


@asynccontextmanager
async def open_client(
    settings: Settings, *, clock: CheckedClock | None = None
) -> AsyncIterator[AsyncWebClient]:
    """A client with connections of its own, while the block lasts.

    `clock` hears at what time each answer of the Web API was given.
    """
    heed_no_proxy(settings.slack_api_url)
    timeout = aiohttp.ClientTimeout(total=_CALL_SECONDS)
    # no limit: a form's trigger dies while its call waits for another's connection
    connector = aiohttp.TCPConnector(limit=0)
    heard = [] if clock is None else [_dates_for(clock, api=urlsplit(settings.slack_api_url))]
    async with aiohttp.ClientSession(
        connector=connector, timeout=timeout, trace_configs=heard
    ) as session:
        yield AsyncWebClient(
            token=settings.slack_bot_token.get_secret_value(),
            base_url=settings.slack_api_url,
            session=session,
        )


def _dates_for(clock: CheckedClock, *, api: SplitResult) -> aiohttp.TraceConfig:
    """Have the clock hear the `Date` of every answer of the Web API, and of nothing else there."""

    async def note_start(
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        _asked: aiohttp.TraceRequestStartParams,
    ) -> None:
        context.asked_at = clock.machine_now()

    async def hear(
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        answered: aiohttp.TraceRequestEndParams,
    ) -> None:
        said = answered.response.headers.get("Date")
        url = answered.response.url
        if said is not None and url.host == api.hostname and url.path.startswith(api.path):
            clock.hear(said, asked_at=context.asked_at)

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(note_start)
    trace.on_request_end.append(hear)
    return trace


async def prove_tokens(
    client: AsyncWebClient, settings: Settings, *, clock: CheckedClock
) -> tuple[dict[str, Any], str | None]:
    """Who the bot is, and where its first socket opens, if it opens any; both asked at once.

    Raises CannotStartError.
    """
    proofs = [_prove(client.auth_test(), variable="SLACK_BOT_TOKEN")]
    if not settings.uses_http:
        token = settings.slack_app_token.get_secret_value()
        opening = client.apps_connections_open(app_token=token)
        proofs.append(_prove(opening, variable="SLACK_APP_TOKEN"))
    try:
        identity, *opened = await _gathered(proofs)
    except CannotStartError as error:
        raise _with_clock(error, clock.machine_now()) from error
    return identity, opened[0]["url"] if opened else None


def _with_clock(error: CannotStartError, now: datetime) -> CannotStartError:
    """The same, and the clock where it is wrong beyond doubt: no certificate is valid then."""
    if now >= PLAUSIBLE_SINCE:
        return error
    said = f"This machine's clock says {now:%Y-%m-%d}: set it first (timedatectl set-ntp true)."
    return CannotStartError(f"{error} {said}")


async def _prove(call: Coroutine[Any, Any, Any], *, variable: str) -> dict[str, Any]:
    """Slack's answer to a call with a token. Raises CannotStartError, naming `variable`."""
    try:
        answer = await call
    except SlackApiError as error:
        code = error.response.get("error", "unknown")
        if code in _TEMPORARY:
            raise CannotStartError(f"{variable}: Slack cannot say now ({code}).") from error
        msg = f"{variable}: Slack refused the token ({code}); copy it anew from the app's page."
        raise CannotEverStartError(msg) from error
    except (aiohttp.ClientError, TimeoutError) as error:
        msg = f"SLACK_API_URL: Slack cannot be reached ({type(error).__name__})."
        raise CannotStartError(msg) from error
    return dict(answer.data)


async def _gathered(proofs: Sequence[Awaitable[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Every answer, once all have come. Raises the first of them that failed, in their order."""
    answers = await asyncio.gather(*proofs, return_exceptions=True)
    given: list[dict[str, Any]] = []
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
        given.append(answer)
    return given
