"""How Slack hears of an acknowledgement: when a listener gives it, not when Bolt next looks."""

import asyncio
from asyncio import Future, Task
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.listener.async_listener import AsyncListener
from slack_bolt.listener.asyncio_runner import AsyncioListenerRunner
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse


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
