"""The Home tab: published when it is opened or worked with, and when what it shows changes."""

import asyncio
import json
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.domain.actions.listings import CaseList, Look
from bot.domain.cases.confidentiality import settings_rights
from bot.domain.cases.searching import Found
from bot.domain.errors import StorageUnavailableError
from bot.domain.reports.risk_views import RiskCounts
from bot.domain.reports.risks import may_lead_risks
from bot.domain.school.office import Office, zone_of
from bot.services.cases.lists import latest_change, list_cases, search_cases
from bot.services.deadlines.planning import choose_style
from bot.services.register.register_lines import RegisterQuery, may_read_register
from bot.services.reports.risk_register import count_risks
from bot.services.unit_of_work import UnitOfWork
from bot.slack.payload_shapes import HomeEvent, Pressed
from bot.ui.blocks.blocks import Block
from bot.ui.cases.home import EVIDENCE, REGISTER, STYLE, Rights, home_view, style_in
from bot.ui.cases.home_look import CLEAR, FILTER, SCOPE, SEARCH, TURN, look_of, looked_after
from bot.ui.steps.refusals import SETTINGS
from handlers.dependencies import Dependencies
from handlers.listening import on_press
from handlers.openings import Interaction, code_of
from handlers.school.office import SettingsForms
from handlers.school.registers import Registers

log = structlog.get_logger()

LATELY = timedelta(minutes=15)
"""How long after opening or working with the tab it is kept up to date."""
WATCHED_MAX = 200
"""Tabs kept up to date at once: `views.publish` takes some hundred calls a minute (tier 4)."""
ANYWAY = timedelta(minutes=1)
"""How often tabs are looked at without a change: deadlines pass by themselves."""

_WORKED_WITH = re.compile(f"^(?:{CLEAR}|{FILTER}|{SCOPE}|{TURN}|{SEARCH})")


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the tab's opening and its elements, and look for changes at every tick."""
    home = Home(kit)
    app.event("app_home_opened")(home.open)
    on_press(app, _WORKED_WITH, home.work)
    on_press(app, SETTINGS, SettingsForms(kit).open)
    on_press(app, STYLE, home.choose_style)
    on_press(app, REGISTER, home.send_register)
    on_press(app, EVIDENCE, home.send_evidence)
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

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit
        self._registers = Registers(kit)
        self._tabs: OrderedDict[str, _Tab] = OrderedDict()
        self._seen_change: int | None = None
        self._refreshed_at = datetime.min.replace(tzinfo=UTC)

    async def open(self, sent: HomeEvent) -> None:
        """Show the tab as its reader left it; Slack sends this for the messages tab too."""
        if sent.tab == "home":
            await self._show(sent.user, look_of(sent.view))

    async def work(self, origin: Interaction, pressed: Pressed) -> None:
        """Another list, another page, another filter."""
        look = looked_after(look_of(origin.shown), pressed)
        await self._show(origin.user, look)

    async def choose_style(self, origin: Interaction, pressed: Pressed) -> None:
        """Keep how somebody wants to be told of deadlines, and show that it is so."""
        user, style = origin.user, style_in(pressed)
        await self._kit.run(choose_style, user, style)
        await self._show(user, look_of(origin.shown))

    async def send_register(self, origin: Interaction, _pressed: Pressed) -> None:
        """Have the register sent, narrowed as the tab is in kind and dates."""
        await self._registers.send_seen(look_of(origin.shown), origin)

    async def send_evidence(self, origin: Interaction, _pressed: Pressed) -> None:
        await self._registers.send_seen_evidence(look_of(origin.shown), origin)

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
        change = await self._kit.read(latest_change)
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

    async def _view(self, user: str, look: Look) -> Block:
        kit, now = self._kit, self._kit.clock.now()
        found, searched, risks = await kit.read(_lists, look, reader=user)
        office = found.office
        may = Rights(
            change_settings=self._may_change_something(user, office),
            export=may_read_register(user, RegisterQuery(), office=office),
            prove=user in office.in_quality,
            be_replaced=user in {*office.quality_managers, *office.training_managers},
            lead_risks=may_lead_risks(user, office),
        )
        texts = kit.texts_for(user)
        return home_view(
            found,
            texts=texts,
            now=now,
            searched=searched,
            may=may,
            reader=user,
            lives_in=zone_of(kit.directory.person(user), otherwise=office.zone),
            risks=risks,
        )

    def _may_change_something(self, user: str, office: Office) -> bool:
        """Whether the settings open to a person; the service looks again when they do."""
        person = self._kit.directory.person
        asked = (*office.quality_managers, *office.confidential_handlers)
        away = frozenset(one for one in asked if not person(one).may_own)
        rights = settings_rights(user, office, is_admin=person(user).is_admin, away=away)
        return rights.choices or rights.handlers

    def _forget_old(self) -> None:
        since = self._kit.clock.now() - LATELY
        while self._tabs and (
            len(self._tabs) > WATCHED_MAX or next(iter(self._tabs.values())).used_at < since
        ):
            self._tabs.popitem(last=False)


def _lists(
    work: UnitOfWork, look: Look, *, reader: str
) -> tuple[CaseList, Found | None, RiskCounts | None]:
    """The list, what was searched in its place, and for who leads what waits among the risks."""
    found = list_cases(work, look, reader=reader)
    searched = search_cases(work, look.words, reader=reader) if look.words else None
    risks = count_risks(work) if may_lead_risks(reader, work.office) else None
    return found, searched, risks
