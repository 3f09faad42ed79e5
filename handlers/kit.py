"""What every handler is given."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.directory import Directory
from bot.domain.office import Office
from bot.metrics import Metrics
from bot.ui.texts import texts_for
from bot.ui.texts.catalogue import Texts
from bot.workers import Workers
from storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Collaborators, handed over once by the composition root."""

    database: Database
    workers: Workers
    directory: Directory
    clock: Clock
    metrics: Metrics
    defaults: Office
    client: AsyncWebClient
    wake_delivery: Callable[[], None]
    channel_is_private: Callable[[str], Awaitable[bool]]
    each_tick: Callable[[Callable[[], Coroutine[object, object, None]]], None]

    def texts_for(self, user: str) -> Texts:
        """The sentences in a member's language, without a call or a query."""
        return texts_for(self.directory.locale_of(user, otherwise=self.defaults.locale))
