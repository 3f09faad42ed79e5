"""A workspace full of people who all do the same thing at once."""

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from bot.domain.cases.taxonomy import Continuity, IncidentType
from bot.domain.messages.cases import CardMessage
from bot.sandbox import cast
from bot.sandbox.building import Options
from bot.sandbox.client.surfaces import View
from bot.sandbox.interactions import commands, submissions
from bot.sandbox.interactions.deed import Deed, RefusedError
from bot.sandbox.json_types import JsonObject
from bot.sandbox.people import Member, Role
from bot.sandbox.server import Sandbox, running_sandbox
from bot.sandbox.to_app.inspector import EnvelopeRecord
from bot.sandbox.world import World
from bot.ui.filing import incident_form

API_DELAY = 0.15
"""Seconds that Slack takes to answer each Web API call."""

_COMMAND = "/incident"
_SETTLE_SECONDS = 10
_TOGETHER = 100
_REST_SECONDS = 1
_LOOK_EVERY = 0.002
_GLANCE_EVERY = 0.05
"""Where each of a crowd looks for itself: more often would take the processor from the program."""
TEXT = "le projecteur est mort salle B"
_CHOICES = {
    incident_form.TYPE: IncidentType.TECHNICAL.value,
    incident_form.CONTINUITY: Continuity.DEGRADED.value,
}


@dataclass(frozen=True, slots=True)
class Crowd:
    """People of a sandbox, and what they do together; every time is in seconds."""

    sandbox: Sandbox
    people: tuple[Member, ...]

    async def first_acknowledgement(self) -> None:
        """Wait for the app to connect, and until it has acknowledged one command."""
        await until(lambda: bool(self._world.sockets.connections), seconds=60)
        await self._type_command(self.people[0])

    async def type_commands(self) -> list[float]:
        """Everyone types the command at once: how long each waited for the acknowledgement."""
        self._world.inspector.clear()
        await asyncio.gather(*map(self._type_command, self.people))
        return [_waited(one) for one in self._envelopes(_COMMAND)]

    async def type_in_turn(self, *, pause: float, during: asyncio.Task[Any]) -> list[float]:
        """One after another types the command with a pause between, as long as `during` lasts."""
        self._world.inspector.clear()
        begun = []
        for person in cycle(self.people):
            if during.done():
                break
            begun.append(asyncio.create_task(self._type_command(person)))
            await asyncio.sleep(pause)
        await asyncio.gather(*begun)
        return [_waited(one) for one in self._envelopes(_COMMAND)]

    async def file_on_and_on(self, times: int) -> None:
        """Everyone files so many cases, each as soon as the receipt before it is closed."""
        await asyncio.gather(*(self._file_often(person, times) for person in self.people))

    async def open_forms(self) -> None:
        """Everyone has a form open, asked for by a few at a time: they are submitted in turn."""
        for first in range(0, len(self.people), _TOGETHER):
            group = replace(self, people=self.people[first : first + _TOGETHER])
            await group.type_commands()
            await group.forms_asked_for()
        await asyncio.sleep(_REST_SECONDS)

    async def forms_asked_for(self) -> list[float]:
        """How long after its command each form was asked for; infinite where it did not open."""
        typed = {one.payload["trigger_id"]: one.at for one in self._envelopes(_COMMAND)}
        with suppress(TimeoutError):
            await until(lambda: len(self._forms()) >= len(typed), seconds=_SETTLE_SECONDS)
        asked = self._forms()
        return [
            (asked[trigger] - at).total_seconds() if trigger in asked else math.inf
            for trigger, at in typed.items()
        ]

    async def submit_forms(self) -> list[float]:
        """Everyone submits at once: how long each waited for the acknowledgement.

        Infinite for those whose form never opened.
        """
        self._world.inspector.clear()
        stacks = [self._stack(one) for one in self.people]
        forms = [stack[-1] for stack in stacks if stack]
        await asyncio.gather(*map(self._submit, forms))
        waited = [_waited(one) for one in self._envelopes(incident_form.CALLBACK_ID)]
        return waited + [math.inf] * (len(stacks) - len(waited))

    async def submit_in_turn(self, *, pause: float) -> list[float]:
        """The same, one after another with a pause between their beginnings."""
        self._world.inspector.clear()
        stacks = [self._stack(one) for one in self.people]
        forms = [stack[-1] for stack in stacks if stack]
        begun = []
        for form in forms:
            begun.append(asyncio.create_task(self._submit(form)))
            await asyncio.sleep(pause)
        await asyncio.gather(*begun)
        return [_waited(one) for one in self._envelopes(incident_form.CALLBACK_ID)]

    @property
    def _world(self) -> World:
        return self.sandbox.world

    def _envelopes(self, what: str) -> list[EnvelopeRecord]:
        return [one for one in self._world.inspector.envelopes if one.what == what]

    def _forms(self) -> dict[str, datetime]:
        return {
            call.arguments["trigger_id"]: call.at - timedelta(milliseconds=call.took_ms)
            for call in self._world.inspector.calls
            if call.method == "views.open" and call.ok
        }

    async def _type_command(self, person: Member) -> None:
        typed = {"command": _COMMAND, "text": TEXT, "channel": cast.GENERAL}
        await self._do(commands.command, person, typed)

    async def _file(self, person: Member) -> None:
        await self._type_command(person)
        with suppress(TimeoutError):
            await until(
                lambda: bool(self._stack(person)),
                seconds=_SETTLE_SECONDS,
                look_every=_GLANCE_EVERY,
            )
            await self._submit(self._stack(person)[-1])

    async def _file_often(self, person: Member, times: int) -> None:
        for _ in range(times):
            await self._do(submissions.close_view, person, {"all": True})
            await self._file(person)

    def _stack(self, person: Member) -> list[View]:
        return self._world.surfaces.stack(person.id)

    async def _submit(self, view: View) -> None:
        person = self._world.workspace.people[view.user]
        values: JsonObject = {
            one.block_id: {one.action_id: _CHOICES[one.block_id]}
            for one in view.inputs()
            if one.block_id in _CHOICES
        }
        await self._do(submissions.submit, person, {"view_id": view.id, "values": values})

    async def _do(
        self, deed: Callable[[Deed], Awaitable[JsonObject]], person: Member, body: JsonObject
    ) -> None:
        # what was not acknowledged in time counts as infinitely late
        with suppress(RefusedError):
            await deed(Deed(self._world, person, body))


@asynccontextmanager
async def gathered(size: int, *, api_delay: float = API_DELAY) -> AsyncIterator[Crowd]:
    """A sandbox with so many people more, while the block lasts."""
    async with running_sandbox(options=Options(api_delay=api_delay)) as sandbox:
        workspace = sandbox.world.workspace
        people = tuple(_trainer(number) for number in range(size))
        # not one after another by an event: the app finds them in users.list when it starts
        workspace.people |= {one.id: one for one in people}
        workspace.conversations[cast.GENERAL].members |= {one.id for one in people}
        yield Crowd(sandbox, people)


def _trainer(number: int) -> Member:
    return Member(id=f"U0TR{number:05d}", real_name=f"Formatrice {number}", role=Role.TRAINER)


def _waited(envelope: EnvelopeRecord) -> float:
    return math.inf if envelope.acked_ms is None else envelope.acked_ms / 1000


def cards(sandbox: Sandbox) -> int:
    """How many cards stand in the quality channel."""
    posted = sandbox.world.workspace.conversations[cast.QUALITY].messages.values()
    kinds = [one.metadata["event_type"] for one in posted if one.metadata]
    return kinds.count(f"vigie_{CardMessage.kind}")


async def until(
    happened: Callable[[], bool], *, seconds: float, look_every: float = _LOOK_EVERY
) -> None:
    """Return as soon as it happened; raises TimeoutError after so many seconds."""
    async with asyncio.timeout(seconds):
        while not happened():
            await asyncio.sleep(look_every)
