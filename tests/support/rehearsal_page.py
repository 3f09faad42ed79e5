"""The rehearsal in each of the sandbox's moods: docs/rehearsal.md.

`python -m tests.support.rehearsal_page` writes it.
"""

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.clock import SystemClock
from bot.demo import settings_for
from bot.doctor.rehearsal import rehearse
from bot.domain.school.office import Locale
from bot.domain.school.rehearsal import Rehearsed, Trial
from bot.sandbox.cast import APP_USER, QUALITY
from bot.sandbox.files import StoredFile
from bot.sandbox.people import Role
from bot.sandbox.server import Sandbox, running_sandbox
from bot.ui.school.rehearsal import rehearsal_lines
from bot.ui.texts.rehearsal import RehearsalTexts
from tests.support.people import PATIENCE, Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School, running_school

PAGE = Path(__file__).parents[2] / "docs" / "rehearsal.md"
HEAD = """# A rehearsal on the real workspace

`vigie doctor --rehearse` makes each kind of call once, in the quality channel and to one person
(`--as U…`, else the first quality manager). Each message is marked « [essai] », and is removed
again. In Slack, « Essayer ce Slack » in `/qualite reglages` does the same with whoever presses it,
and tries what needs a press too: a window, its change, an answer to the command. Below, what the
command prints after the doctor's own lines when Slack is in this mood or that; then what the window
says at the end, or a direct message where there is no window.
**All of it was printed against the sandbox**: it has not been run on a real workspace yet.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """Something that Slack refuses: how the sandbox is told to, and the trials that fail of it."""

    title: str
    set_up: Callable[[Sandbox], None]
    refused: Mapping[Trial, str]


def _refusing(method: str, error: str, text: str = "") -> Callable[[Sandbox], None]:
    return lambda sandbox: sandbox.inject(method, "error", error=error, text=text)


def _keeping_files(sandbox: Sandbox) -> None:
    """Hand no file out, as where `files:read` was never granted."""
    store = sandbox.world.workspace.store_file

    def storing(name: str, user: str, content: bytes = b"") -> StoredFile:
        file = store(name, user, content)
        file.needs_sign_in = True
        return file

    sandbox.world.workspace.store_file = storing  # type: ignore[method-assign]


def _without_the_channel(sandbox: Sandbox) -> None:
    sandbox.world.workspace.leave(QUALITY, APP_USER)


def _without_the_person(sandbox: Sandbox) -> None:
    sandbox.world.workspace.leave(QUALITY, sandbox.user(Role.QUALITY_MANAGER))


def _messages_tab_off(sandbox: Sandbox) -> None:
    sandbox.world.manifest = replace(sandbox.world.manifest, messages_tab=False)


def _removing_nothing(sandbox: Sandbox) -> None:
    for method, error in (
        ("chat.delete", "cant_delete_message"),
        ("files.delete", "file_deleting_disabled"),
    ):
        sandbox.inject(method, "error", error=error, times=10)


MOODS = (
    Mood(title="All is taken", set_up=lambda _: None, refused={}),
    Mood(
        title="Vigie is not in the channel",
        set_up=_without_the_channel,
        refused={
            Trial.CARD: "channel_not_found",
            Trial.FILE_SENT: "channel_not_found",
            Trial.CHARTS: "channel_not_found",
            Trial.EPHEMERAL: "channel_not_found",
        },
    ),
    Mood(
        title="The card may not be posted",
        set_up=_refusing("chat.postMessage", "restricted_action"),
        refused={Trial.CARD: "restricted_action"},
    ),
    Mood(
        title="Messages may not be updated",
        set_up=_refusing("chat.update", "cant_update_message"),
        refused={Trial.UPDATE: "cant_update_message"},
    ),
    Mood(
        title="Threads are locked",
        set_up=_refusing("chat.postMessage", "restricted_action_thread_locked", '"thread_ts"'),
        refused={Trial.THREAD_LINE: "restricted_action_thread_locked"},
    ),
    Mood(
        title="The channel may not be read",
        set_up=_refusing("conversations.history", "missing_scope"),
        refused={Trial.FIND: "missing_scope"},
    ),
    Mood(
        title="Files are turned off",
        set_up=_refusing("files.getUploadURLExternal", "file_uploads_disabled"),
        refused={Trial.FILE_SENT: "file_uploads_disabled"},
    ),
    Mood(
        title="Files are not handed out",
        set_up=_keeping_files,
        refused={Trial.FILE_FETCHED: "not_handed_out"},
    ),
    Mood(
        title="Charts are not known yet",
        set_up=_refusing("chat.postMessage", "invalid_blocks", "data_visualization"),
        refused={Trial.CHARTS: "invalid_blocks"},
    ),
    Mood(
        title="Nobody can be written to directly",
        set_up=_messages_tab_off,
        refused={Trial.DIRECT_MESSAGE: "messages_tab_disabled"},
    ),
    Mood(
        title="The person is not in the channel",
        set_up=_without_the_person,
        refused={Trial.EPHEMERAL: "user_not_in_channel"},
    ),
    Mood(
        title="The Home tab is turned off",
        set_up=_refusing("views.publish", "not_enabled"),
        refused={Trial.HOME: "not_enabled"},
    ),
    Mood(
        title="An answer is lost",
        set_up=lambda sandbox: sandbox.inject("chat.update", "drop_after"),
        refused={Trial.UPDATE: "ServerDisconnectedError"},
    ),
    Mood(
        title="Nothing may be removed",
        set_up=_removing_nothing,
        refused={},
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressMood:
    """Something that Slack refuses to a press: which calls of a method, and what is said of it."""

    title: str
    method: str = ""
    error: str = ""
    times: int = 1
    code: str = ""
    failures: int = 0

    def set_up(self, sandbox: Sandbox) -> None:
        if self.method:
            sandbox.inject(self.method, "error", error=self.error, times=self.times)


PRESS_MOODS = (
    PressMood(title="Pressed: all is taken"),
    PressMood(
        title="Pressed: no window may be opened",
        method="views.push",
        error="expired_trigger_id",
        code="expired_trigger_id",
        failures=2,
    ),
    PressMood(
        title="Pressed: the window was closed",
        method="views.update",
        error="not_found",
        times=2,
        code="not_found",
        failures=1,
    ),
    PressMood(
        title="Pressed: the command has expired",
        method="response_url",
        error="used_url",
        code="http_404",
        failures=1,
    ),
)


_CONCLUSION = re.compile("n'a échoué|a échoué|ont échoué")


async def rehearsed_in(mood: Mood, folder: Path) -> tuple[Rehearsed, Sandbox]:
    """Rehearse in a sandbox of this mood; the sandbox as it was when it ended."""
    async with running_sandbox() as sandbox:
        mood.set_up(sandbox)
        settings = settings_for(sandbox, folder)
        person = settings.quality_managers[0]
        told = await rehearse(settings, settings.office, person=person, clock=SystemClock())
    return told, sandbox


def page(told: Mapping[str, Rehearsed], pressed: Mapping[str, str]) -> str:
    """The whole page, of how it went in each mood by its title."""
    texts = RehearsalTexts(Locale.FRENCH)
    printed = {title: "\n".join(rehearsal_lines(one, texts)) for title, one in told.items()}
    parts = [f"## {title}\n\n```\n{said}\n```\n" for title, said in {**printed, **pressed}.items()]
    return "\n".join([HEAD, *parts])


async def in_every_mood() -> dict[str, Rehearsed]:
    """How it goes in each, by its title."""
    told = {}
    for mood in MOODS:
        with TemporaryDirectory() as folder:
            told[mood.title], _ = await rehearsed_in(mood, Path(folder))
    return told


async def pressed_in_every_mood() -> dict[str, str]:
    """What a quality manager reads at the end of each, by its title."""
    with TemporaryDirectory() as folder:
        async with running_school(Path(folder)) as school:
            return {mood.title: await pressed_in(mood, school) for mood in PRESS_MOODS}


async def pressed_in(mood: PressMood, school: School) -> str:
    """What a quality manager reads at the end of a rehearsal in a mood."""
    manager = await school.person("quality_manager")
    await manager.command("/qualite", "reglages")
    settings = await manager.open_view("Réglages")
    before = len(_read_by(manager))
    mood.set_up(school.sandbox)
    await manager.press("Essayer ce Slack", in_=settings)
    told = await manager.window.wait_until(
        lambda: _read_by(manager)[before:], patience=PATIENCE, what="how it went"
    )
    await manager.act("close_view", all=True)
    return told[0].text


def _read_by(person: Person) -> list[Seen]:
    """Where it says how a rehearsal went: directly, or in the window that is open."""
    seen = [*person.messages("dm"), *map(Seen, person.window.state["views"][-1:])]
    return [one for one in seen if _CONCLUSION.search(one.text)]


if __name__ == "__main__":
    told = asyncio.run(in_every_mood()), asyncio.run(pressed_in_every_mood())
    PAGE.write_text(page(*told), encoding="utf-8")
