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
from bot.domain.listings import Look
from bot.services.lists import latest_change, list_cases
from bot.services.offices import may_change_office
from bot.services.snoozing import choose_style
from bot.ui.home import (
    CLEAR,
    FILTER,
    SCOPE,
    SETTINGS,
    STYLE,
    TURN,
    home_view,
    look_of,
    looked_after,
    style_in,
)
from handlers.kit import Kit
from handlers.office import Settings
from handlers.openings import code_of

log = structlog.get_logger()

LATELY = timedelta(minutes=15)
"""How long after opening or working with the tab it is kept up to date."""
WATCHED_MAX = 200
"""Tabs kept up to date at once: `views.publish` takes some hundred calls a minute (tier 4)."""
ANYWAY = timedelta(minutes=1)
"""How often tabs are looked at without a change: deadlines pass by themselves."""

_WORKED_WITH = re.compile(f"^(?:{CLEAR}|{FILTER}|{SCOPE}|{TURN})")


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the tab's opening and its elements, and look for changes at every tick."""
    home = Home(kit)
    app.event("app_home_opened")(home.open)
    app.action(_WORKED_WITH)(home.work)
    app.action(SETTINGS)(home.open_settings)
    app.action(STYLE)(home.choose_style)
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
        found = await kit.workers.run(
            list_cases, kit.database, look, reader=user, now=now, defaults=kit.defaults
        )
        is_admin = kit.directory.person(user).is_admin
        return home_view(
            found,
            texts=kit.texts_for(user),
            now=now,
            may_change_settings=may_change_office(user, found.office, is_admin=is_admin),
        )

    def _forget_old(self) -> None:
        since = self._kit.clock.now() - LATELY
        while self._tabs and (
            len(self._tabs) > WATCHED_MAX or next(iter(self._tabs.values())).used_at < since
        ):
            self._tabs.popitem(last=False)
