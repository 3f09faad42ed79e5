"""`/qualite registre` and `/qualite preuves`: a file for whoever asks and may have it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from bot.domain.actions.listings import Look, Period, period_begins
from bot.domain.calendar.periods import UnreadablePeriodError, parse_span
from bot.domain.calendar.wall_time import local_day
from bot.domain.school.office import Office
from bot.services.register.file_requests import request_evidence, request_register
from bot.services.register.register_lines import Part, RegisterQuery
from bot.services.school.offices import read_office
from bot.ui.texts import settings
from handlers.dependencies import Dependencies
from handlers.openings import Interaction, answer

_PARTS = {
    **dict.fromkeys(settings.COMPLAINTS, Part.COMPLAINTS),
    **dict.fromkeys(settings.INCIDENTS, Part.INCIDENTS),
    **dict.fromkeys(settings.ACTIONS, Part.ACTIONS),
}
Asked = TypeVar("Asked")


class Registers:
    """Reads what is asked for; who may have it is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def send(self, words: str, origin: Interaction) -> None:
        """Have the workbook sent, or say why it is not."""
        says = self._kit.texts_for(origin.user).register
        try:
            wanted = wanted_of(words.split())
        except UnreadablePeriodError:
            await answer(origin.respond, text=says.how_register)
            return
        is_asked = await self._kit.run(
            request_register, wanted, person=origin.user, request_id=origin.trigger_id
        )
        self._kit.wake_delivery()
        said = says.workbook.on_its_way if is_asked else says.empty
        await answer(origin.respond, text=said)

    async def send_evidence(self, words: str, origin: Interaction) -> None:
        """Have the evidence pack of a period sent, or say why it is not."""
        says = self._kit.texts_for(origin.user).register
        try:
            wanted = wanted_of(words.split())
        except UnreadablePeriodError:
            wanted = RegisterQuery()
        if wanted.first_day is None or wanted.parts != tuple(Part):
            await answer(origin.respond, text=says.how_evidence)
            return
        await self._kit.run(
            request_evidence, wanted, person=origin.user, request_id=origin.trigger_id
        )
        self._kit.wake_delivery()
        said = says.evidence.on_its_way
        await answer(origin.respond, text=said)

    async def send_seen(self, look: Look, origin: Interaction) -> None:
        """The workbook of what somebody looks at in the Home tab."""
        parts = tuple(Part) if look.narrowed.kind is None else (Part(look.narrowed.kind.value),)
        office = await self._office()
        wanted = RegisterQuery(parts=parts, first_day=self._first_day(look.narrowed.period, office))
        is_asked = await self._ask(request_register, wanted, origin)
        if not is_asked:
            user = origin.user
            empty = self._kit.texts_for(user).register.empty
            await self._kit.client.chat_postMessage(channel=user, text=empty)

    async def send_seen_evidence(self, look: Look, origin: Interaction) -> None:
        """The evidence since the day the Home tab is narrowed to, a year ago by default."""
        office = await self._office()
        first = self._first_day(look.narrowed.period or Period.YEAR, office)
        last = local_day(self._kit.clock.now(), office.zone)
        await self._ask(request_evidence, RegisterQuery(first_day=first, last_day=last), origin)

    async def _office(self) -> Office:
        return await self._kit.read(read_office)

    def _first_day(self, period: Period | None, office: Office) -> date | None:
        if period is None:
            return None
        begins = period_begins(period, office.zone, now=self._kit.clock.now())
        return local_day(begins, office.zone)

    async def _ask(
        self, request: Callable[..., Asked], wanted: RegisterQuery, origin: Interaction
    ) -> Asked:
        kit = self._kit
        answer = await kit.run(request, wanted, person=origin.user, request_id=origin.trigger_id)
        kit.wake_delivery()
        return answer


def wanted_of(words: Iterable[str]) -> RegisterQuery:
    """Parse the words, in any order. Raises UnreadablePeriodError for an unknown one."""
    wanted = RegisterQuery()
    for word in (one.lower() for one in words):
        if word in settings.NAMES:
            wanted = replace(wanted, with_names=True)
        elif word in _PARTS:
            wanted = replace(wanted, parts=(_PARTS[word],))
        else:
            span = parse_span(word)
            wanted = replace(wanted, first_day=span.first, last_day=span.last)
    return wanted
