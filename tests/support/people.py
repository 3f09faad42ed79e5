"""People who use the sandbox as they would use Slack, for tests that tell a story.

    async with Person.at(sandbox.base_url, "trainer") as trainer:
        await trainer.command("/incident", "le projecteur est mort")
        form = await trainer.open_view("Signaler un incident")
        done = await trainer.submit(form, {"Type": "Technique"})

They act and see over HTTP, so the sandbox may run in another process; they are told of every
change and never poll.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from aiohttp import ClientSession, FormData

from tests.support.sandbox_mirror import Mirror
from tests.support.sandbox_screens import Element, Json, Seen, chosen

PATIENCE = 60.0
"""Seconds; a condition is waited for, so that a busy machine only takes longer."""
"""Seconds one waits for something to appear before the test fails."""


class NotDoneError(AssertionError):
    """Slack's client would have told the person that it did not work."""

    def __init__(self, answer: Json) -> None:
        super().__init__(answer)
        self.answer = answer

    @property
    def code(self) -> str:
        return str(self.answer["error"])


@dataclass(frozen=True, slots=True)
class Submitted:
    """How a submission went: `errors` by label, and the modal that is now on top."""

    answer: Json
    errors: dict[str, str]
    view: Seen | None

    @property
    def ok(self) -> bool:
        return bool(self.answer["ok"])


class Person:
    def __init__(self, session: ClientSession, profile: Json, app: Json) -> None:
        self._session = session
        self._app = app
        self.profile = profile
        self.id = str(profile["id"])
        self.window = Mirror(session, self.id)

    @classmethod
    @asynccontextmanager
    async def at(cls, base_url: str, role: str) -> AsyncIterator["Person"]:
        """Someone with that role (`trainer`, `quality_manager` …) or id, window open."""
        async with ClientSession(base_url) as session:
            async with session.get("/sandbox/people") as response:
                school = await response.json()
            profile = next(one for one in school["people"] if role in {one["role"], one["id"]})
            person = cls(session, profile, school["app"])
            await person.window.open()
            try:
                yield person
            finally:
                await person.window.close()

    # --- acting -----------------------------------------------------------------------------

    async def act(self, do: str, **more: Any) -> Json:
        """Do something as the page would; raises NotDoneError where the answer is not ok."""
        answer = await self._ask(do, **more)
        if not answer["ok"]:
            raise NotDoneError(answer)
        return answer

    async def command(self, command: str, text: str = "", *, channel: str = "general") -> None:
        await self.act("command", command=command, text=text, channel=self.channel(channel))

    async def say(self, text: str, *, channel: str = "general", **more: Any) -> str:
        """Write in a conversation; `files` may be named. Answers the message's ts."""
        answer = await self.act("message", channel=self.channel(channel), text=text, **more)
        return str(answer["ts"])

    async def reply(self, to: Seen, text: str) -> str:
        thread = to.raw["thread_ts"] or to.ts
        return await self.say(text, channel=to.channel, thread_ts=thread)

    async def edit(self, message: Seen, text: str) -> None:
        await self.act("edit_message", **message.address, text=text)

    async def delete(self, message: Seen) -> None:
        await self.act("delete_message", **message.address)

    async def shortcut(self, name: str, *, on: Seen | None = None) -> None:
        """Use the shortcut of that name: a global one, or the one in the menu of a message."""
        kind = "message" if on else "global"
        named = (one for one in self.window.state["shortcuts"] if one["type"] == kind)
        callback_id = next(one["callback_id"] for one in named if one["name"] == name)
        address = on.address if on else {}
        await self.act(f"{kind}_shortcut", callback_id=callback_id, **address)

    async def press(self, button: str, *, in_: Seen) -> None:
        """Press a button, or choose an entry of an overflow menu, by what it reads."""
        found = in_.pressable(button)
        value = found.option["value"] if found.option else None
        await self.act("block_action", **in_.address, **found.where, value=value)

    async def choose(self, element: str, value: Any, *, in_: Seen) -> None:
        """Use a select, checkbox or picker, or an input that tells the app at once."""
        found = in_.element(element)
        sent = await self._value(found, value, in_)
        await self.act("block_action", **in_.address, **found.where, value=sent)

    async def suggestions(self, element: str, typed: str, *, in_: Seen) -> list[str]:
        """What an external select offers for what was typed."""
        options = await self._options(in_.element(element), typed, in_)
        return [option["text"]["text"] for option in options]

    async def fill(self, view: Seen, values: Json) -> None:
        """Put values into inputs, named by label, block_id or action_id, without submitting."""
        await self.act("fill", **view.address, values=await self._values(view, values))

    async def submit(self, view: Seen, values: Json | None = None) -> Submitted:
        """Fill in and submit; errors at fields come back, anything else raises NotDoneError."""
        sent = await self._values(view, values or {})
        answer = await self._ask("submit", **view.address, values=sent)
        if not answer["ok"] and answer["error"] != "invalid_fields":
            raise NotDoneError(answer)
        errors = {view.label_of(one): text for one, text in answer.get("errors", {}).items()}
        views = answer.get("views", [])
        return Submitted(answer, errors, Seen(views[-1]) if views else None)

    async def close(self, view: Seen, *, everything: bool = False) -> None:
        await self.act("close_view", **view.address, all=everything)

    async def open_home(self) -> None:
        await self.act("open_home")

    async def upload(self, name: str, content: bytes) -> str:
        """Answers the file's id, for a `file_input` or a message."""
        form = FormData({"as": self.id, "do": "upload"})
        form.add_field("file", BytesIO(content), filename=name)
        async with self._session.post("/sandbox/act", data=form) as response:
            answer = await response.json()
        return str(answer["file"]["id"])

    # --- seeing -----------------------------------------------------------------------------

    def channel(self, name: str) -> str:
        """The id of a conversation by its name; "dm" is the one with the app."""
        for one in self.window.conversations.values():
            if name in {one["id"], one["name"]}:
                return str(one["id"])
            if name == "dm" and one["kind"] == "dm" and self._app["user"] in one["members"]:
                return str(one["id"])
        raise LookupError(f"{self.profile['real_name']} sees no conversation {name!r}")

    def messages(self, channel: str) -> list[Seen]:
        """What is in a conversation, oldest first, replies and ephemeral messages too."""
        return [Seen(message) for message in self.window.ordered(self.channel(channel))]

    async def wait_for_message(
        self, channel: str, containing: str = "", *, patience: float = PATIENCE
    ) -> Seen:
        """The latest message that says this, as soon as there is one."""

        def look() -> Seen | None:
            said = [one for one in self.messages(channel) if containing in one.text]
            return said[-1] if said else None

        what = f"{containing!r} in {channel}; there is {self._everything(channel)}"
        return await self.window.wait_until(look, patience=patience, what=what)

    async def open_view(
        self, title: str = "", *, other_than: Seen | None = None, patience: float = PATIENCE
    ) -> Seen:
        """The modal on top, once there is one with that title (and not as it was before)."""

        def look() -> Seen | None:
            views = self.window.state["views"]
            top = Seen(views[-1]) if views else None
            if top is None or title not in top.title:
                return None
            seen_before = other_than and other_than.raw == top.raw
            return None if seen_before else top

        return await self.window.wait_until(look, patience=patience, what=f"a modal {title!r}")

    async def no_view(self, *, patience: float = PATIENCE) -> None:
        """Wait until no modal is open."""
        closed = lambda: not self.window.state["views"]  # noqa: E731
        await self.window.wait_until(closed, patience=patience, what="all modals to close")

    async def home(self, containing: str = "", *, patience: float = PATIENCE) -> Seen:
        """The Home tab, once it says this."""

        def look() -> Seen | None:
            view = self.window.state["home"]
            return Seen(view) if view and containing in Seen(view).text else None

        return await self.window.wait_until(look, patience=patience, what=f"{containing!r} at home")

    # --- inside -----------------------------------------------------------------------------

    async def _ask(self, do: str, **more: Any) -> Json:
        async with self._session.post("/sandbox/act", json={"as": self.id, "do": do, **more}) as r:
            answer: Json = await r.json()
        if r.status == 400:
            raise NotDoneError(answer)
        return answer

    def _everything(self, channel: str) -> list[str]:
        return [one.text for one in self.messages(channel)]

    async def _values(self, view: Seen, values: Json) -> Json:
        sent: Json = {}
        for name, value in values.items():
            found = view.input(name)
            where = found.where
            actions = sent.setdefault(where["block_id"], {})
            actions[where["action_id"]] = await self._value(found, value, view)
        return sent

    async def _value(self, found: Element, value: Any, in_: Seen) -> Any:
        """The page's value for what a person would choose: names of people, of channels, files."""
        match found.element["type"]:
            case "users_select" if value is not None:
                return self._user(value)
            case "external_select" if value is not None:
                return (await self._options(found, value, in_))[0]["value"]
            case "multi_users_select":
                return [self._user(one) for one in value]
            case "conversations_select" | "channels_select" if value is not None:
                return self.channel(value)
            case "file_input":
                return [one if isinstance(one, str) else await self.upload(*one) for one in value]
            case _:
                return chosen(found.element, value)

    async def _options(self, found: Element, typed: str, in_: Seen) -> list[Json]:
        answer = await self.act("suggest", **in_.address, **found.where, value=typed)
        groups = answer.get("option_groups", ())
        return answer.get("options") or [one for group in groups for one in group["options"]]

    def _user(self, name: str) -> str:
        for one in self.window.state["people"]:
            if name in {one["id"], one["role"], one["real_name"], one["name"]}:
                return str(one["id"])
        raise LookupError(f"nobody is called {name!r}")


async def close_all(person: Person) -> None:
    """Leave no modal open."""
    async with asyncio.timeout(PATIENCE):
        while person.window.state["views"]:
            with suppress(NotDoneError):  # the modal that the window shows may be gone already
                await person.close(await person.open_view(), everything=True)
            await asyncio.sleep(0.02)
