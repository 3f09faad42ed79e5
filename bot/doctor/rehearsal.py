"""The rehearsal: each kind of call once on the real workspace, then removed."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from bot.clock import Clock
from bot.delivery.pacing import Pacing
from bot.domain.school.office import Office
from bot.domain.school.rehearsal import (
    NEEDS,
    NOT_FOUND,
    NOT_THE_SAME,
    OF_A_PRESS,
    Left,
    Rehearsed,
    Trial,
    Tried,
)
from bot.settings import Settings
from bot.slack.client import open_client
from bot.slack.files import Downloads, Upload, Uploads
from bot.slack.gateway import (
    REHEARSAL,
    CallError,
    RefusedError,
    Sent,
    SlackGateway,
    UnknownOutcomeError,
)
from bot.ui.blocks.blocks import Post
from bot.ui.school.rehearsal import trial_charts, trial_home, trial_post
from bot.ui.texts.rehearsal import RehearsalTexts

_AT_MOST = 10_000
_GONE = frozenset({"message_not_found", "file_not_found", "file_deleted"})
"""Slack's words for what somebody removed before."""


async def rehearse(settings: Settings, office: Office, *, person: str, clock: Clock) -> Rehearsed:
    """Try everything in the quality channel and with one person; a channel must be chosen.

    What is refused is told, never raised.
    """
    if office.quality_channel is None:
        msg = "no quality channel"
        raise ValueError(msg)
    texts = RehearsalTexts(office.locale)
    async with open_client(settings) as client:
        gateway = SlackGateway(client, pacing=Pacing(settings.posts_per_second))
        return await rehearse_with(
            gateway, channel=office.quality_channel, person=person, texts=texts, clock=clock
        )


async def rehearse_with(
    gateway: SlackGateway, *, channel: str, person: str, texts: RehearsalTexts, clock: Clock
) -> Rehearsed:
    """The same with the calls of a program at work."""
    rehearsal = Rehearsal(gateway, channel=channel, person=person, texts=texts, clock=clock)
    tried = await rehearsal.perform()
    return Rehearsed(tried=tried, left=await rehearsal.clean_up())


class Rehearsal:
    """Makes the calls as delivery does, and remembers what is to be removed."""

    def __init__(
        self,
        gateway: SlackGateway,
        *,
        channel: str,
        person: str,
        texts: RehearsalTexts,
        clock: Clock,
    ) -> None:
        self._gateway = gateway
        self._uploads, self._downloads = Uploads(gateway), Downloads(gateway)
        self._channel, self._person = channel, person
        self._texts, self._clock = texts, clock
        self._id = uuid4()
        self._since = clock.now()
        self._posted: dict[Left, Sent] = {}
        self._file: str | None = None
        self._stays: list[Left] = []

    async def perform(self) -> tuple[Tried, ...]:
        """Try each that needs nobody's press, unless what it needs was refused."""
        done: dict[Trial, Tried] = {}
        for trial in (one for one in Trial if one not in OF_A_PRESS):
            needed = NEEDS.get(trial)
            if needed is not None and done[needed].is_failure:
                done[trial] = Tried(trial=trial, missed=needed)
            else:
                done[trial] = await self._attempt(trial)
        return tuple(done.values())

    async def clean_up(self) -> tuple[Left, ...]:
        """Remove what Slack lets an app remove; what stays."""
        for left, sent in reversed(self._posted.items()):
            await self._remove(left, "chat.delete", {"channel": sent.channel, "ts": sent.ts})
        if self._file is not None:
            await self._remove(Left.FILE, "files.delete", {"file": self._file})
        return tuple(left for left in Left if left in self._stays)

    async def _remove(self, left: Left, method: str, arguments: dict[str, str]) -> None:
        try:
            await self._gateway.call(method, dict(arguments))
        except CallError as error:
            if error.code not in _GONE:
                self._stays.append(left)

    async def _attempt(self, trial: Trial) -> Tried:
        try:
            return await self._making(trial)() or Tried(trial=trial)
        except CallError as error:
            is_lost = isinstance(error, UnknownOutcomeError)
            return Tried(trial=trial, code=error.code, is_lost=is_lost)

    def _making(self, trial: Trial) -> Callable[[], Awaitable[Tried | None]]:
        made: dict[Trial, Callable[[], Awaitable[Tried | None]]] = {
            Trial.CARD: self._card,
            Trial.UPDATE: self._update,
            Trial.THREAD_LINE: self._thread_line,
            Trial.FIND: self._find,
            Trial.FILE_SENT: self._send_file,
            Trial.FILE_FETCHED: self._fetch_file,
            Trial.CHARTS: self._charts,
            Trial.DIRECT_MESSAGE: self._direct_message,
            Trial.EPHEMERAL: self._ephemeral,
            Trial.HOME: self._home,
        }
        return made[trial]

    async def _post(self, left: Left, post: Post, *, to: str, thread_ts: str | None = None) -> None:
        self._posted[left] = await self._gateway.post(
            to, post, kind=REHEARSAL, outbox_id=self._id, thread_ts=thread_ts
        )

    async def _card(self) -> None:
        await self._post(Left.CARD, trial_post(self._texts.card, self._texts), to=self._channel)

    async def _update(self) -> None:
        post = trial_post(self._texts.updated, self._texts)
        await self._gateway.update(
            self._posted[Left.CARD], post, kind=REHEARSAL, outbox_id=self._id
        )

    async def _thread_line(self) -> None:
        post = trial_post(self._texts.thread_line, self._texts)
        parent = self._posted[Left.CARD].ts
        await self._post(Left.THREAD_LINE, post, to=self._channel, thread_ts=parent)

    async def _find(self) -> Tried | None:
        found = await self._gateway.find(self._channel, self._id, since=self._since)
        return None if found else Tried(trial=Trial.FIND, code=NOT_FOUND)

    async def _send_file(self) -> None:
        says = self._texts
        with TemporaryDirectory() as folder:
            path = Path(folder) / says.file_name
            path.write_text(says.file_content, encoding="utf-8")
            upload = Upload(
                path=path, name=path.name, title=says.mark, comment=says.marked(says.file_comment)
            )
            self._file = await self._uploads.send(upload)
            sent = await self._uploads.share(self._file, upload, channel=self._channel)
        place = sent if sent.ts else await self._uploads.find(self._file, channel=self._channel)
        if place is not None:
            self._posted[Left.FILE_MESSAGE] = place

    async def _fetch_file(self) -> Tried | None:
        address = await self._downloads.address_of(str(self._file))
        name = self._texts.file_name
        content = await self._downloads.fetch(address, name=name, at_most=_AT_MOST)
        if content.decode("utf-8", errors="replace") == self._texts.file_content:
            return None
        return Tried(trial=Trial.FILE_FETCHED, code=NOT_THE_SAME)

    async def _charts(self) -> Tried | None:
        post = trial_charts(self._texts)
        try:
            await self._post(Left.CHARTS, post, to=self._channel)
        except RefusedError as refusal:
            older = Post(text=post.text, blocks=post.fallback_blocks or [])
            await self._post(Left.CHARTS, older, to=self._channel)
            return Tried(trial=Trial.CHARTS, code=refusal.code, has_fallback=True)
        return None

    async def _direct_message(self) -> None:
        post = trial_post(self._texts.direct_message, self._texts)
        await self._post(Left.DIRECT_MESSAGE, post, to=self._person)

    async def _ephemeral(self) -> None:
        text = self._texts.marked(self._texts.ephemeral)
        await self._gateway.call(
            "chat.postEphemeral", {"channel": self._channel, "user": self._person, "text": text}
        )
        self._stays.append(Left.EPHEMERAL)

    async def _home(self) -> None:
        view = trial_home(self._texts)
        await self._gateway.call("views.publish", {"user_id": self._person, "view": view})
        self._stays.append(Left.HOME)
