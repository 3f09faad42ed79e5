"""One row of the outbox on its way to Slack: said, or brought up to date, once."""

from uuid import UUID

import structlog

from bot.clock import Clock
from bot.domain.outgoing import Outgoing
from bot.file_keeping import FileKeeper
from bot.rendering import Rendered, Renderer, in_older_blocks
from bot.services import report_files
from bot.sharing import FileSharing
from bot.slack_gateway import PostponedError, RefusedError, Sent, SlackGateway
from bot.slack_uploads import CANNOT_TAKE, Upload
from bot.workers import Workers
from storage.claims import Claimed
from storage.database import Database

log = structlog.get_logger()

NO_QUALITY_CHANNEL = "no_quality_channel"
"""Our own word beside Slack's: the channel was unset between the claim and the sending."""
INVALID_BLOCKS = "invalid_blocks"


class Sender:
    """Makes what stands in Slack match what a row asks for."""

    def __init__(
        self,
        *,
        database: Database,
        workers: Workers,
        gateway: SlackGateway,
        renderer: Renderer,
        keeper: FileKeeper,
        sharing: FileSharing,
        clock: Clock,
    ) -> None:
        self._database = database
        self._workers = workers
        self._gateway = gateway
        self._renderer = renderer
        self._keeper = keeper
        self._sharing = sharing
        self._clock = clock

    async def send(self, row: Claimed) -> Sent | None:
        """Where the row's message stands now; None when there is nothing left to say.

        Raises StorageUnavailableError, CallError.
        """
        now = self._clock.now()
        if row.kind == Outgoing.KEEP_FILE:
            file_id = UUID((row.details or {})["file_id"])
            await self._keeper.keep(file_id, self._gateway, now=now)
            return None
        rendered = await self._workers.run(self._renderer.render, row, now=now)
        if rendered is None:
            return None
        if rendered.upload is not None:
            return await self._share(row, rendered, rendered.upload)
        try:
            return await self._match(row, rendered)
        except RefusedError as refusal:
            older = in_older_blocks(rendered)
            if refusal.code != INVALID_BLOCKS or older is None:
                raise
            log.warning("newer blocks refused", kind=row.kind, outbox_id=str(row.id))
            sent = await self._match(row, older)
            # found missing once more after a crash here: the blocks are refused again then
            await self._workers.run(report_files.draw_instead, self._database, row, now=now)
            return sent

    async def _share(self, row: Claimed, rendered: Rendered, upload: Upload) -> Sent:
        """Share the file, or say in a message what is to be said where Slack takes none."""
        channel, thread_ts = _place_of(rendered), rendered.thread_ts
        try:
            return await self._sharing.share(row, upload, channel=channel, thread_ts=thread_ts)
        except RefusedError as refusal:
            if refusal.code not in CANNOT_TAKE:
                raise
            log.warning("file refused", kind=row.kind, outbox_id=str(row.id), error=refusal.code)
            return await self._match(row, rendered)

    async def _match(self, row: Claimed, rendered: Rendered) -> Sent:
        """Make Slack's message match: update the one there is, or post it."""
        known = await self._known(row, rendered)
        if known is None:
            return await self._post(row, rendered)
        try:
            await self._gateway.update(known, rendered.post, kind=row.kind, outbox_id=row.id)
        except RefusedError as refusal:
            if refusal.code != "message_not_found":
                raise
            return await self._post_anew(row, rendered)
        return known

    async def _post_anew(self, row: Claimed, rendered: Rendered) -> Sent:
        """Post what somebody deleted, unless that was done before and the answer was lost."""
        found = await self._find(row, rendered, _place_of(rendered))
        return found or await self._post(row, rendered)

    async def _known(self, row: Claimed, rendered: Rendered) -> Sent | None:
        if row.channel and row.ts:
            return Sent(channel=row.channel, ts=row.ts)
        if not row.in_doubt or rendered.channel is None:
            return None
        return await self._find(row, rendered, rendered.channel)

    async def _find(self, row: Claimed, rendered: Rendered, channel: str) -> Sent | None:
        return await self._gateway.find(
            channel, row.id, since=row.created_at, thread_ts=rendered.thread_ts
        )

    async def _post(self, row: Claimed, rendered: Rendered) -> Sent:
        return await self._gateway.post(
            _place_of(rendered),
            rendered.post,
            kind=row.kind,
            outbox_id=row.id,
            thread_ts=rendered.thread_ts,
        )


def _place_of(rendered: Rendered) -> str:
    if rendered.channel is None:
        raise PostponedError(NO_QUALITY_CHANNEL)
    return rendered.channel
