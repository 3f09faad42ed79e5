"""The Home tab: published when it is opened or worked with, and when what it shows changes."""

import asyncio
import json
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError

from bot.domain.errors import StorageUnavailableError
from bot.domain.listings import CaseList, Look
from bot.domain.searching import Found
from bot.services.lists import latest_change, list_cases
from bot.services.offices import may_change_office
from bot.services.register_lines import Wanted, may_read_register
from bot.services.searching import search_cases
from bot.services.snoozing import choose_style
from bot.ui.home import EVIDENCE, REGISTER, SETTINGS, STYLE, Rights, home_view, style_in
from bot.ui.home_look import CLEAR, FILTER, SCOPE, SEARCH, TURN, look_of, looked_after
from handlers.kit import Kit
from handlers.office import Settings
from handlers.openings import code_of
from handlers.registers import Registers

log = structlog.get_logger()

LATELY = timedelta(minutes=15)
"""How long after opening or working with the tab it is kept up to date."""
WATCHED_MAX = 200
"""Tabs kept up to date at once: `views.publish` takes some hundred calls a minute (tier 4)."""
ANYWAY = timedelta(minutes=1)
"""How often tabs are looked at without a change: deadlines pass by themselves."""

_WORKED_WITH = re.compile(f"^(?:{CLEAR}|{FILTER}|{SCOPE}|{TURN}|{SEARCH})")


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the tab's opening and its elements, and look for changes at every tick."""
    home = Home(kit)
    app.event("app_home_opened")(home.open)
    app.action(_WORKED_WITH)(home.work)
    app.action(SETTINGS)(home.open_settings)
    app.action(STYLE)(home.choose_style)
    app.action(REGISTER)(home.send_register)
    app.action(EVIDENCE)(home.send_evidence)
    kit.each_tick(home.refresh)


@dataclass(slots=True)
class _Tab:
    """A tab somebody looked at lately, as it was last published."""

    look: Look
    used_at: datetime
    shown: str = ""
    publishing: asyncio.Lock = field(default_factory=asyncio.Lock)


class Home:
    """Publishes tabs, and remembers, in this process only, which were opened lately.

    A tab is a cache: whoever opens it again sees it fresh.
    """

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._settings = Settings(kit)
        self._registers = Registers(kit)
        self._tabs: OrderedDict[str, _Tab] = OrderedDict()
        self._seen_change: int | None = None
        self._refreshed_at = datetime.min.replace(tzinfo=UTC)

    async def open(self, event: dict[str, Any]) -> None:
        """Show the tab as its reader left it; Slack sends this for the messages tab too."""
        if event.get("tab") == "home":
            await self._show(event["user"], look_of(event.get("view")))

    async def work(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Another list, another page, another filter."""
        await ack()
        look = looked_after(look_of(body["view"]), body["actions"][0])
        await self._show(body["user"]["id"], look)

    async def choose_style(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Keep how somebody wants to be told of deadlines, and show that it is so."""
        await ack()
        user, style = body["user"]["id"], style_in(body["actions"][0])
        await self._kit.workers.run(choose_style, self._kit.database, user, style)
        await self._show(user, look_of(body["view"]))

    async def open_settings(
        self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond
    ) -> None:
        await ack()
        command = {"user_id": body["user"]["id"], "trigger_id": body["trigger_id"]}
        await self._settings.open(command, respond)

    async def send_register(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Have the register sent, narrowed as the tab is in kind and dates."""
        await ack()
        await self._registers.send_seen(look_of(body["view"]), body)

    async def send_evidence(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await self._registers.send_seen_evidence(look_of(body["view"]), body)

    async def refresh(self) -> None:
        """Publish anew, once a tick at most, the tabs opened lately that look otherwise now."""
        self._forget_old()
        if not self._tabs:
            return
        try:
            await self._refresh()
        except StorageUnavailableError as error:
            log.warning("home tabs wait", error=str(error))

    async def _refresh(self) -> None:
        change = await self._kit.workers.run(latest_change, self._kit.database)
        is_old = self._kit.clock.now() - self._refreshed_at >= ANYWAY
        if change == self._seen_change and not is_old:
            return
        self._seen_change, self._refreshed_at = change, self._kit.clock.now()
        for user, tab in list(self._tabs.items()):
            await self._publish(user, tab)

    async def _show(self, user: str, look: Look) -> None:
        now = self._kit.clock.now()
        tab = self._tabs.setdefault(user, _Tab(look=look, used_at=now))
        tab.look, tab.used_at, tab.shown = look, now, ""
        self._tabs.move_to_end(user)
        await self._publish(user, tab)

    async def _publish(self, user: str, tab: _Tab) -> None:
        """One call at a time for each tab, so that what was looked at last stays."""
        async with tab.publishing:
            view = await self._view(user, tab.look)
            shown = json.dumps(view)
            if shown == tab.shown:
                return
            try:
                await self._kit.client.views_publish(user_id=user, view=view)
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
                log.warning("home not published", user=user, error=code_of(error))
            else:
                tab.shown = shown

    async def _view(self, user: str, look: Look) -> dict[str, Any]:
        kit, now = self._kit, self._kit.clock.now()
        found, searched = await kit.workers.run(self._read, look, reader=user, now=now)
        is_admin = kit.directory.person(user).is_admin
        office = found.office
        may = Rights(
            change_settings=may_change_office(user, office, is_admin=is_admin),
            export=may_read_register(user, Wanted(), office=office),
            prove=user in office.quality_managers,
        )
        return home_view(found, texts=kit.texts_for(user), now=now, searched=searched, may=may)

    def _read(self, look: Look, *, reader: str, now: datetime) -> tuple[CaseList, Found | None]:
        """The list, and what was searched in its place, if anything was."""
        database, defaults = self._kit.database, self._kit.defaults
        found = list_cases(database, look, reader=reader, now=now, defaults=defaults)
        if not look.words:
            return found, None
        return found, search_cases(database, look.words, reader=reader, defaults=defaults)

    def _forget_old(self) -> None:
        since = self._kit.clock.now() - LATELY
        while self._tabs and (
            len(self._tabs) > WATCHED_MAX or next(iter(self._tabs.values())).used_at < since
        ):
            self._tabs.popitem(last=False)
