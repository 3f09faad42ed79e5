"""Bolt as Vigie uses it: no call in front of a listener, no payload in a log, no lost answer."""

import asyncio
import logging
from asyncio import Future, Task
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_bolt.listener.async_listener import AsyncListener
from slack_bolt.listener.asyncio_runner import AsyncioListenerRunner
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from bot.settings import Settings
from bot.slack.addresses import SlackAddresses
from bot.slack.payload_shapes import Shape
from bot.slack.payloads import Gate, IsOurs


def build_bolt(
    settings: Settings, client: AsyncWebClient, identity: dict[str, Any], *, is_ours: IsOurs
) -> AsyncApp:
    """An app without listeners; `identity` is what Slack said of the bot token at the start."""

    async def authorize() -> AuthorizeResult:
        # known since the start: no auth.test in front of the first views.open
        return AuthorizeResult.from_auth_test_response(
            bot_token=client.token, auth_test_response=identity
        )

    logger = logging.getLogger("vigie.bolt")
    logger.setLevel(logging.ERROR)  # it warns of a token that `authorize` makes needless
    bolt = AsyncApp(
        name="vigie",  # unnamed, it reads the source of every caller up to the program's start
        client=AsyncWebClient(base_url=client.base_url, session=client.session),
        logger=logger,
        authorize=authorize,
        before_authorize=Gate(
            team=identity["team_id"],
            addresses=SlackAddresses(api_url=client.base_url),
            is_ours=is_ours,
        ),
        signing_secret=settings.slack_signing_secret.get_secret_value() or None,
    )

    async def answer_surely(
        sent: Shape, context: AsyncBoltContext, next_: Callable[[], Awaitable[None]]
    ) -> None:
        context["respond"] = SureRespond(
            response_url=context.response_url, client=client, user=sent.person
        )
        await next_()

    bolt.use(answer_surely)
    logger.setLevel(logging.WARNING)  # below it Bolt prints whole payloads
    acknowledge_when_told(bolt)
    return bolt


log = structlog.get_logger()

_LOST = (aiohttp.ClientError, TimeoutError)


class SureRespond(AsyncRespond):
    """Uses the `response_url`; what it does not take is said in a direct message.

    It lives thirty minutes and takes five answers. After that Slack answers 404 or 500, and the
    SDK raises nothing. What was said with a 500 may thus be said twice, rather than not at all.
    """

    def __init__(self, *, response_url: str | None, client: AsyncWebClient, user: str) -> None:
        super().__init__(response_url=response_url)
        self._client = client
        self._user = user

    async def __call__(self, *args: Any, **kwargs: Any) -> WebhookResponse:  # noqa: ANN401  # Bolt's own
        """Answer; what went wrong is in the log, and its sentence on the other way."""
        try:
            answered = await super().__call__(*args, **kwargs)
        except _LOST as error:
            log.warning("answer not given", user=self._user, error=type(error).__name__)
            await self._tell(kwargs)
            raise
        if answered.status_code != 200:  # noqa: PLR2004  # HTTP's own number
            log.warning("answer not given", user=self._user, error=f"http_{answered.status_code}")
            await self._tell(kwargs)
        return answered

    async def _tell(self, said: dict[str, Any]) -> None:
        text, blocks = said.get("text"), said.get("blocks")
        if not self._user or not text:
            return
        try:
            await self._client.chat_postMessage(
                channel=self._user, text=text, blocks=blocks or None
            )
        except (SlackApiError, *_LOST) as error:
            log.warning("person not told", user=self._user, error=type(error).__name__)


def acknowledge_when_told(app: AsyncApp) -> None:
    """Have the app answer Slack at once: call it before listeners and error handlers are set.

    Bolt looks every 10 ms whether each listener under way has acknowledged. With 300
    submissions waiting for their turn at the database, it spends more on looking than
    they spend on filing; and it forgets the acknowledgement of a listener that fails
    between two looks.
    """
    usual = app.listener_runner
    app._async_listener_runner = PromptRunner(  # noqa: SLF001  # Bolt takes no runner, and has no other place
        logger=usual.logger,
        process_before_response=True,
        listener_error_handler=usual.listener_error_handler,
        listener_start_handler=usual.listener_start_handler,
        listener_completion_handler=usual.listener_completion_handler,
        lazy_listener_runner=usual.lazy_listener_runner,
    )


class PromptRunner(AsyncioListenerRunner):
    """Runs listeners as Bolt does, but is woken by the acknowledgement."""

    def __init__(self, **parts: Any) -> None:  # noqa: ANN401  # Bolt's own, passed on
        super().__init__(**parts)
        self._under_way: set[Task[BoltResponse | None]] = set()

    async def run(
        self,
        request: AsyncBoltRequest,
        response: BoltResponse,
        listener_name: str,
        listener: AsyncListener,
        starting_time: float | None = None,
    ) -> BoltResponse | None:
        """Start a listener; return what it acknowledges with while it goes on.

        None when it ended without an acknowledgement. However late one comes it is passed on:
        whether it is too late, after three seconds, Slack decides, whose clock that is.
        """
        ack = HeardAck()
        request.context["ack"] = ack
        if listener.auto_acknowledgement:
            await ack()
        whole = super().run(request, response, listener_name, listener, starting_time)
        task = asyncio.ensure_future(whole)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await self._first_of({task, ack.heard}, listener, listener_name)
        if not ack.heard.done():
            self.logger.warning("not acknowledged: %s", listener_name)
            return None
        return ack.heard.result()

    async def _first_of(
        self, either: set[Future[Any]], listener: AsyncListener, listener_name: str
    ) -> None:
        """Wait until one is done; warn when that takes longer than Slack waits."""
        done, _ = await asyncio.wait(
            either, timeout=listener.ack_timeout, return_when=asyncio.FIRST_COMPLETED
        )
        if not done:
            self.logger.warning("acknowledged late: %s", listener_name)
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)


class HeardAck(AsyncAck):
    """An acknowledgement that can be waited for."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Bolt's own
        self.heard: Future[BoltResponse] = asyncio.get_running_loop().create_future()

    async def __call__(self, *args: Any, **kwargs: Any) -> BoltResponse:  # noqa: ANN401  # Bolt's own
        """Note the first answer; Slack takes no second one."""
        response = await super().__call__(*args, **kwargs)
        if not self.heard.done():
            self.heard.set_result(response)
        return response
