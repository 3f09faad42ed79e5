"""The dependencies of handlers."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.domain.school.office import Office
from bot.domain.school.rehearsal import Rehearsed
from bot.monitoring.metrics import Metrics
from bot.sealing.vault import Vault
from bot.services.mail.letters import LetterMaker
from bot.services.unit_of_work import Transactions, UnitOfWork, UseCases
from bot.slack.channel_names import ChannelNames
from bot.slack.directory import Directory
from bot.ui.texts.catalogue import Texts, texts_for
from bot.ui.texts.rehearsal import RehearsalTexts

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependencies:
    """Collaborators, handed over once by the composition root.

    `stationery` makes letters that leave by mail; None where none can. `sealed` opens sealed
    reports; None where the school has no sealed store.
    """

    use_cases: UseCases
    directory: Directory
    channels: ChannelNames
    metrics: Metrics
    client: AsyncWebClient
    wake_delivery: Callable[[], None]
    channel_is_private: Callable[[str], Awaitable[bool]]
    ask_about: Callable[[str], Awaitable[None]]
    rehearse: Callable[[str, str, RehearsalTexts], Awaitable[Rehearsed]]
    each_tick: Callable[[Callable[[], Coroutine[object, object, None]]], None]
    stationery: LetterMaker | None = None
    sealed: Vault | None = None

    @property
    def clock(self) -> Clock:
        return self.use_cases.clock

    @property
    def defaults(self) -> Office:
        """The set-up of the environment, for what cannot be chosen in Slack."""
        return self.use_cases.defaults

    @property
    def remembered(self) -> Office | None:
        """The school's set-up as it was last read, without a query; None until then."""
        return self.use_cases.memory.office

    async def run(
        self,
        use_case: Callable[Concatenate[UnitOfWork, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Carry out a use case in one transaction that may write."""
        return await self.use_cases.run(use_case, *args, **kwargs)

    async def read(
        self,
        use_case: Callable[Concatenate[UnitOfWork, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Carry out a use case in one transaction that only reads."""
        return await self.use_cases.read(use_case, *args, **kwargs)

    async def with_transactions(
        self,
        use_case: Callable[Concatenate[Transactions, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Carry out a use case that opens its transactions itself."""
        return await self.use_cases.with_transactions(use_case, *args, **kwargs)

    def texts_for(self, user: str) -> Texts:
        """The sentences in a member's language, without a call or a query."""
        return texts_for(self.directory.locale_of(user, otherwise=self.defaults.locale))

    def name_of(self, mentioned: str) -> str:
        """The name of a member or a channel; the id of one that is not known."""
        return self.channels.name_of(mentioned) or self.directory.person(mentioned).name
