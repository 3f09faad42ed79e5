"""`/qualite registre` and `/qualite preuves`: a file for whoever asks and may have it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.listings import Look, Period, period_begins
from bot.domain.office import Office
from bot.domain.periods import UnreadablePeriodError
from bot.domain.spans import parse_span
from bot.domain.wall_time import local_day
from bot.services.file_requests import request_evidence, request_register
from bot.services.offices import read_office
from bot.services.register_lines import Part, Wanted
from handlers.kit import Kit
from handlers.openings import answer

REGISTER = re.compile(r"(?:registre|register)(?:\s+(?P<words>.+))?", re.IGNORECASE)
EVIDENCE = re.compile(r"(?:preuves|evidence)(?:\s+(?P<words>.+))?", re.IGNORECASE)
"""What to type after `/qualite`; each word after it narrows what is asked for."""

_PARTS = {
    "réclamations": Part.COMPLAINTS,
    "reclamations": Part.COMPLAINTS,
    "complaints": Part.COMPLAINTS,
    "incidents": Part.INCIDENTS,
    "actions": Part.ACTIONS,
}
Asked = TypeVar("Asked")
_NAMES = frozenset({"noms", "names"})


class Registers:
    """Reads what is asked for; who may have it is decided in the service."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def send(self, words: str, command: dict[str, Any], respond: AsyncRespond) -> None:
        """Have the workbook sent, or say why it is not."""
        says = self._kit.texts_for(command["user_id"]).register
        try:
            wanted = wanted_of(words.split())
        except UnreadablePeriodError:
            await answer(respond, text=says.how_register)
            return
        is_asked = await self._kit.workers.run(
            request_register, self._kit.database, wanted, **self._about(command)
        )
        self._kit.wake_delivery()
        said = says.workbook.on_its_way if is_asked else says.empty
        await answer(respond, text=said)

    async def send_evidence(
        self, words: str, command: dict[str, Any], respond: AsyncRespond
    ) -> None:
        """Have the evidence pack of a period sent, or say why it is not."""
        says = self._kit.texts_for(command["user_id"]).register
        try:
            wanted = wanted_of(words.split())
        except UnreadablePeriodError:
            wanted = Wanted()
        if wanted.first_day is None or wanted.parts != tuple(Part):
            await answer(respond, text=says.how_evidence)
            return
        await self._kit.workers.run(
            request_evidence, self._kit.database, wanted, **self._about(command)
        )
        self._kit.wake_delivery()
        said = says.evidence.on_its_way
        await answer(respond, text=said)

    async def send_seen(self, look: Look, body: dict[str, Any]) -> None:
        """The workbook of what somebody looks at in the Home tab."""
        parts = tuple(Part) if look.narrowed.kind is None else (Part(look.narrowed.kind.value),)
        office = await self._office()
        wanted = Wanted(parts=parts, first_day=self._first_day(look.narrowed.period, office))
        is_asked = await self._ask(request_register, wanted, body)
        if not is_asked:
            user = body["user"]["id"]
            empty = self._kit.texts_for(user).register.empty
            await self._kit.client.chat_postMessage(channel=user, text=empty)

    async def send_seen_evidence(self, look: Look, body: dict[str, Any]) -> None:
        """The evidence since the day the Home tab is narrowed to, a year ago by default."""
        office = await self._office()
        first = self._first_day(look.narrowed.period or Period.YEAR, office)
        last = local_day(self._kit.clock.now(), office.zone)
        await self._ask(request_evidence, Wanted(first_day=first, last_day=last), body)

    async def _office(self) -> Office:
        return await self._kit.workers.run(read_office, self._kit.database, self._kit.defaults)

    def _first_day(self, period: Period | None, office: Office) -> date | None:
        if period is None:
            return None
        begins = period_begins(period, office.zone, now=self._kit.clock.now())
        return local_day(begins, office.zone)

    async def _ask(
        self, request: Callable[..., Asked], wanted: Wanted, body: dict[str, Any]
    ) -> Asked:
        about = {"user_id": body["user"]["id"], "trigger_id": body["trigger_id"]}
        kit = self._kit
        answer = await kit.workers.run(request, kit.database, wanted, **self._about(about))
        kit.wake_delivery()
        return answer

    def _about(self, command: dict[str, Any]) -> dict[str, Any]:
        return {
            "person": command["user_id"],
            "request_id": command["trigger_id"],
            "now": self._kit.clock.now(),
            "defaults": self._kit.defaults,
        }


def wanted_of(words: Iterable[str]) -> Wanted:
    """What the words ask for, in any order. Raises UnreadablePeriodError for an unknown one."""
    wanted = Wanted()
    for word in (one.lower() for one in words):
        if word in _NAMES:
            wanted = replace(wanted, with_names=True)
        elif word in _PARTS:
            wanted = replace(wanted, parts=(_PARTS[word],))
        else:
            span = parse_span(word)
            wanted = replace(wanted, first_day=span.first, last_day=span.last)
    return wanted
