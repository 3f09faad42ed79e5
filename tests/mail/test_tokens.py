"""Tokens by client credentials, from a server on loopback that answers as it is told."""

import asyncio
import traceback
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.mail.accounts import MailAccount, OAuthLogin, PasswordLogin
from bot.mail.smtp.outcomes import Obstacle, Retry
from bot.mail.tokens import AccessTokens, TokenError
from tests.support.mail_accounts import sending_by
from tests.support.token_authority import Authority, running_authority


@pytest.fixture
async def authority() -> AsyncIterator[Authority]:
    async with running_authority() as one:
        yield one


def _account(port: int) -> MailAccount:
    login = OAuthLogin(
        user="contact@example.org",
        token_url=f"http://127.0.0.1:{port}/token",
        client_id="vigie",
        client_secret="hush-secret",
        scope="https://mail.example.org/.default",
    )
    return sending_by(login=login)


class Seconds:
    """A clock of a test's own."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_a_token_is_asked_for_as_the_standard_says(authority: Authority) -> None:
    assert await AccessTokens(_account(authority.port)).token() == "hush-1"
    assert authority.asked == [
        {
            "grant_type": "client_credentials",
            "client_id": "vigie",
            "client_secret": "hush-secret",
            "scope": "https://mail.example.org/.default",
        }
    ]


async def test_a_token_is_used_until_shortly_before_it_ends(authority: Authority) -> None:
    seconds = Seconds()
    tokens = AccessTokens(_account(authority.port), elapsed=seconds)
    first = await tokens.token()
    seconds.now = 3600 - 301
    before = await tokens.token()
    seconds.now = 3600 - 299
    after = await tokens.token()

    assert (first, before, after) == ("hush-1", "hush-1", "hush-2")


async def test_many_at_once_ask_for_one(authority: Authority) -> None:
    tokens = AccessTokens(_account(authority.port))
    given = await asyncio.gather(*(tokens.token() for _ in range(20)))

    assert set(given) == {"hush-1"}


async def test_a_token_that_a_server_refused_is_not_used_again(authority: Authority) -> None:
    tokens = AccessTokens(_account(authority.port))
    await tokens.token()
    tokens.forget()

    assert await tokens.token() == "hush-2"


@pytest.mark.parametrize("expires_in", [None, "soon", -5, 0, float("1e400"), []])
async def test_a_token_of_unknown_life_is_used_for_a_short_while(
    authority: Authority, expires_in: object
) -> None:
    authority.body = f'{{"access_token": "hush", "expires_in": "{expires_in}"}}'.encode()
    seconds = Seconds()
    tokens = AccessTokens(_account(authority.port), elapsed=seconds)
    await tokens.token()
    await tokens.token()
    seconds.now = 31
    await tokens.token()

    assert len(authority.asked) == 2


@pytest.mark.parametrize(
    ("status", "answer", "obstacle", "retry", "code"),
    [
        (401, {"error": "invalid_client"}, Obstacle.TOKEN_REFUSED, Retry.LANE, "invalid_client"),
        (
            400,
            {"error": "invalid_request", "error_description": "AADSTS90002: Tenant 'x' not found"},
            Obstacle.TOKEN_REFUSED,
            Retry.LANE,
            "invalid_request AADSTS90002",
        ),
        (400, {"error": "hush-secret is wrong"}, Obstacle.TOKEN_REFUSED, Retry.LANE, "HTTP 400"),
        (404, [], Obstacle.TOKEN_REFUSED, Retry.LANE, "HTTP 404"),
        (429, {}, Obstacle.ODD_ANSWER, Retry.LATER, "HTTP 429"),
        (503, {}, Obstacle.ODD_ANSWER, Retry.LATER, "HTTP 503"),
        (200, {}, Obstacle.ODD_ANSWER, Retry.LANE, "HTTP 200"),
        (200, {"access_token": "two words"}, Obstacle.ODD_ANSWER, Retry.LANE, "HTTP 200"),
        (200, {"access_token": "a\x01b"}, Obstacle.ODD_ANSWER, Retry.LANE, "HTTP 200"),
        (200, {"access_token": 7}, Obstacle.ODD_ANSWER, Retry.LANE, "HTTP 200"),
    ],
)
async def test_a_refusal_is_named_without_what_was_asked_with(
    authority: Authority,
    status: int,
    answer: object,
    *,
    obstacle: Obstacle,
    retry: Retry,
    code: str,
) -> None:
    authority.status, authority.answer = status, answer
    with pytest.raises(TokenError) as refusal:
        await AccessTokens(_account(authority.port)).token()

    assert (refusal.value.obstacle, refusal.value.retry) == (obstacle, retry)
    assert refusal.value.code == code
    assert "hush" not in "".join(traceback.format_exception(refusal.value))


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 60_000, b"\xff", b"x" * 200_000])
async def test_what_is_no_answer_is_no_token(authority: Authority, body: bytes) -> None:
    authority.body = body
    with pytest.raises(TokenError) as refusal:
        await AccessTokens(_account(authority.port)).token()

    assert refusal.value.obstacle is Obstacle.ODD_ANSWER


async def test_a_redirection_is_not_followed_with_the_secret(authority: Authority) -> None:
    authority.status = 307
    with pytest.raises(TokenError) as refusal:
        await AccessTokens(_account(authority.port)).token()

    assert refusal.value.retry is Retry.LANE
    assert len(authority.asked) == 1


async def test_nobody_there_is_tried_later() -> None:
    with pytest.raises(TokenError) as refusal:
        await AccessTokens(_account(1)).token()

    assert (refusal.value.obstacle, refusal.value.retry) == (Obstacle.UNREACHABLE, Retry.LATER)


async def test_a_password_gives_no_token(authority: Authority) -> None:
    login = PasswordLogin(user="u", password="hush")
    with pytest.raises(TokenError) as refusal:
        await AccessTokens(replace(_account(authority.port), login=login)).token()

    assert refusal.value.obstacle is Obstacle.NO_LOGIN
