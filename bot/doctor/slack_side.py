"""Slack's side: tokens, scopes, the clock's difference, the channel, the people."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.clock import TOLERATED, Clock, ahead_by
from bot.domain.school.checkup import Finding, Subject, Trouble
from bot.domain.school.office import Office
from bot.settings import Settings, SettingsError, check_bot_token, check_requests
from bot.slack.client import open_client

SCOPES: Mapping[str, tuple[str, ...]] = {
    "commands": (),
    "chat:write": ("chat.postMessage", "chat.update", "chat.delete", "chat.postEphemeral"),
    "im:write": ("conversations.open",),
    "im:history": ("conversations.history",),
    "groups:read": ("conversations.info",),
    "groups:history": ("conversations.history", "conversations.replies"),
    "channels:read": ("conversations.info",),
    "users:read": ("users.info", "users.list"),
    "files:read": ("files.info",),
    "files:write": (
        "files.getUploadURLExternal",
        "files.completeUploadExternal",
        "files.delete",
    ),
}
"""The scopes of the manifest, and the calls of the Web API that Vigie makes with each."""

_AWAY = (aiohttp.ClientError, TimeoutError)


async def look_at_slack(settings: Settings, office: Office, *, clock: Clock) -> list[Finding]:
    """Everything there is to find in the workspace; without a valid token, only that."""
    try:
        check_bot_token(settings)
    except SettingsError:
        return [_found(Subject.BOT_TOKEN, Trouble.TOKEN_MALFORMED, variable="SLACK_BOT_TOKEN")]
    async with open_client(settings) as client:
        try:
            identity = await client.auth_test()
        except SlackApiError as error:
            return [_found(Subject.BOT_TOKEN, Trouble.TOKEN_REFUSED, code=_code(error))]
        except _AWAY as error:
            kind = type(error).__name__
            return [_found(Subject.BOT_TOKEN, Trouble.SLACK_AWAY, reason=kind)]
        return [
            _found(Subject.BOT_TOKEN),
            _scopes(identity),
            _clock(identity, clock),
            await _requests(client, settings),
            await _channel(client, office),
            *[one async for one in _people(client, office)],
        ]


def _scopes(identity: AsyncSlackResponse) -> Finding:
    granted = _header(identity, "x-oauth-scopes").split(",")
    missing = sorted(SCOPES.keys() - {one.strip() for one in granted})
    trouble = Trouble.SCOPES_MISSING if missing else None
    return _found(Subject.SCOPES, trouble, scopes=", ".join(missing))


def _clock(identity: AsyncSlackResponse, clock: Clock) -> Finding:
    now = clock.now()
    ahead = ahead_by(_header(identity, "date"), asked_at=now, answered_at=now)
    if ahead is None:
        return _found(Subject.CLOCK)
    trouble = Trouble.CLOCK_WRONG if abs(ahead) > TOLERATED else None
    return _found(Subject.CLOCK, trouble, seconds=str(abs(round(ahead.total_seconds()))))


async def _requests(client: AsyncWebClient, settings: Settings) -> Finding:
    """Whether Slack's requests can reach us, which of HTTP mode nobody sees from here."""
    try:
        check_requests(settings)
    except SettingsError:
        trouble = Trouble.SECRET_MISSING if settings.uses_http else Trouble.TOKEN_MALFORMED
        return _found(Subject.REQUESTS, trouble, variable="SLACK_APP_TOKEN")
    if settings.uses_http:
        return _found(Subject.REQUESTS, Trouble.REQUESTS_NOT_SEEN)
    token = settings.slack_app_token.get_secret_value()
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return _found(Subject.REQUESTS, Trouble.SOCKET_REFUSED, code=_code(error))
    return _found(Subject.REQUESTS)


async def _channel(client: AsyncWebClient, office: Office) -> Finding:
    if office.quality_channel is None:
        return _found(Subject.CHANNEL, Trouble.CHANNEL_NOT_CHOSEN)
    try:
        answer = await client.conversations_info(channel=office.quality_channel)
    except SlackApiError as error:
        facts = {"channel": office.quality_channel, "code": _code(error)}
        return _found(Subject.CHANNEL, Trouble.CHANNEL_NOT_SEEN, **facts)
    return _found(Subject.CHANNEL, _trouble_of(answer["channel"]), channel=office.quality_channel)


def _trouble_of(channel: dict[str, Any]) -> Trouble | None:
    if channel.get("is_archived"):
        return Trouble.CHANNEL_ARCHIVED
    if not channel.get("is_private"):
        return Trouble.CHANNEL_PUBLIC
    return None if channel.get("is_member", True) else Trouble.CHANNEL_NOT_JOINED


async def _people(client: AsyncWebClient, office: Office) -> AsyncIterator[Finding]:
    if not office.quality_managers:
        yield _found(Subject.PEOPLE, Trouble.NO_QUALITY_MANAGER)
    if not office.training_managers:
        yield _found(Subject.PEOPLE, Trouble.NO_TRAINING_MANAGER)
    named = dict.fromkeys((*office.quality_managers, *office.training_managers))
    for person in named:
        yield await _person(client, person)


async def _person(client: AsyncWebClient, person: str) -> Finding:
    try:
        answer = await client.users_info(user=person)
    except SlackApiError as error:
        facts = {"person": person, "code": _code(error)}
        return _found(Subject.PEOPLE, Trouble.PERSON_UNKNOWN, **facts)
    trouble = Trouble.PERSON_LEFT if answer["user"].get("deleted") else None
    return _found(Subject.PEOPLE, trouble, person=person)


def _found(subject: Subject, trouble: Trouble | None = None, **facts: str) -> Finding:
    return Finding(subject=subject, trouble=trouble, facts=facts)


def _code(error: SlackApiError) -> str:
    return str(error.response.get("error", "unknown"))


def _header(answer: AsyncSlackResponse, name: str) -> str:
    named = {key.lower(): value for key, value in answer.headers.items()}
    return str(named.get(name, ""))
