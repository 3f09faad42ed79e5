"""Access tokens by OAuth2 client credentials (RFC 6749 §4.4), asked for when the last one ends."""

import asyncio
import json
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import ClientError, ClientSession, ClientSSLError, ClientTimeout

from bot.clock import elapsed_seconds
from bot.mail.accounts import MailAccount, OAuthLogin
from bot.mail.smtp.outcomes import NotSentError, Obstacle, Retry
from bot.slack.addresses import proxy_for

MARGIN_SECONDS = 300
"""So long before a token ends another one is asked for, or half its life where that is less."""
_SECONDS_UNLESS_SAID = 60
_TIMEOUT = ClientTimeout(total=30)
_MOST_BYTES = 65_536
_OK, _BAD_REQUEST, _TOO_MANY, _SERVER_ERROR = 200, 400, 429, 500
_TOKEN = re.compile(r"[!-~]{1,16000}")
_CODE = re.compile(r"[a-z_]{1,60}")
_DETAIL = re.compile(r"AADSTS\d{1,10}")
"""Microsoft's own number for what is wrong, within a sentence that names the tenant."""


class TokenError(NotSentError):
    """No token was given. `code` is the server's word for it, where it says one."""

    def __init__(self, obstacle: Obstacle, *, retry: Retry, code: str | None = None) -> None:
        super().__init__(obstacle, retry=retry)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    good_until: float


class AccessTokens:
    """The token of one account, shared by all that log in with it."""

    def __init__(
        self, account: MailAccount, *, elapsed: Callable[[], float] = elapsed_seconds
    ) -> None:
        self._account = account
        self._elapsed = elapsed
        self._one_at_a_time = asyncio.Lock()
        self._last: _Token | None = None

    async def token(self) -> str:
        """One that is good for a while. Raises TokenError."""
        async with self._one_at_a_time:
            if self._last is None or self._last.good_until <= self._elapsed():
                self._last = None
                self._last = await self._fetch()
            return self._last.text

    def forget(self) -> None:
        """Ask for another one next time: a server refused the last."""
        self._last = None

    async def _fetch(self) -> _Token:
        login = self._account.login
        if not isinstance(login, OAuthLogin):
            raise TokenError(Obstacle.NO_LOGIN, retry=Retry.LANE)
        try:
            status, body = await self._ask(login)
        except TimeoutError:
            raise TokenError(Obstacle.SLOW, retry=Retry.LATER) from None
        except (ClientSSLError, ssl.SSLError):
            raise TokenError(Obstacle.CERTIFICATE, retry=Retry.LANE) from None
        except (ClientError, OSError):
            raise TokenError(Obstacle.UNREACHABLE, retry=Retry.LATER) from None
        return self._read(status, body)

    async def _ask(self, login: OAuthLogin) -> tuple[int, bytes]:
        form = {
            "grant_type": "client_credentials",
            "client_id": login.client_id,
            "client_secret": login.client_secret,
        }
        if login.scope:
            form["scope"] = login.scope
        async with (
            ClientSession(timeout=_TIMEOUT) as session,
            session.post(
                login.token_url,
                data=form,
                ssl=self._account.tls(),
                proxy=proxy_for(login.token_url),
                allow_redirects=False,  # to wherever it points, the secret would go too
                headers={"Accept": "application/json"},
            ) as response,
        ):
            body = await response.content.read(_MOST_BYTES)
            return response.status, body

    def _read(self, status: int, body: bytes) -> _Token:
        said = _object_in(body)
        if status == _OK:
            text = said.get("access_token")
            if isinstance(text, str) and _TOKEN.fullmatch(text):
                return _Token(text, self._elapsed() + _good_for(said.get("expires_in")))
        is_for_now = status == _TOO_MANY or status >= _SERVER_ERROR
        if is_for_now or status < _BAD_REQUEST:
            retry = Retry.LATER if is_for_now else Retry.LANE
            raise TokenError(Obstacle.ODD_ANSWER, retry=retry, code=f"HTTP {status}")
        raise TokenError(Obstacle.TOKEN_REFUSED, retry=Retry.LANE, code=_code_in(said, status))


def _object_in(body: bytes) -> dict[str, object]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _good_for(expires_in: object) -> float:
    try:
        seconds = float(str(expires_in))
    except ValueError:
        seconds = _SECONDS_UNLESS_SAID
    if not 0 < seconds < float("inf"):
        seconds = _SECONDS_UNLESS_SAID
    return seconds - min(MARGIN_SECONDS, seconds / 2)


def _code_in(said: dict[str, object], status: int) -> str:
    """What is wrong in a word or two; the sentence beside it may repeat what it was asked with."""
    code = _CODE.fullmatch(str(said.get("error", "")))
    detail = _DETAIL.search(str(said.get("error_description", "")))
    words = [one[0] for one in (code, detail) if one]
    return " ".join(words) or f"HTTP {status}"
