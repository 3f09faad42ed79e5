"""One row of the outbox on its way to Slack: said, or brought up to date, once."""

from dataclasses import replace

import structlog

from bot.delivery.file_keeping import FileKeeper
from bot.delivery.file_withdrawal import FileWithdrawal
from bot.domain.messages.cases import FileToKeep
from bot.domain.messages.files import FileToWithdraw
from bot.messages.kind import Rendered
from bot.messages.rendering import Renderer
from bot.services import deliveries
from bot.services.unit_of_work import UseCases
from bot.slack.files import CANNOT_TAKE, NOT_SHARED_YET, Upload, Uploads
from bot.slack.gateway import PostponedError, RefusedError, Sent, SlackGateway
from storage.messages.claims import Claimed

log = structlog.get_logger()

NO_QUALITY_CHANNEL = "no_quality_channel"
"""Our own word beside Slack's: the channel was unset between the claim and the sending."""
INVALID_BLOCKS = "invalid_blocks"
TAKEN_OVER = "taken_over"
"""Our own word beside Slack's: the file took so long that another process does it now."""
PATIENT_ATTEMPTS = 10
"""So often, over about a quarter of an hour, Slack is asked where a file's message stands."""


class FileSharing:
    """Writes down which file is about to be shared before it is shared."""

    def __init__(self, *, use_cases: UseCases, gateway: SlackGateway) -> None:
        self._use_cases = use_cases
        self._uploads = Uploads(gateway)
        self._gateway = gateway

    async def share(
        self, row: Claimed, upload: Upload, *, channel: str, thread_ts: str | None = None
    ) -> Sent:
        """Share the file in a conversation, unless it is there. Raises CallError."""
        conversation = await self._gateway.conversation_of(channel)
        if row.slack_file is not None and (sent := await self._find(row, conversation)):
            return sent
        slack_file = await self._uploads.send(upload)
        if not await self._use_cases.run(deliveries.remember_file, row, slack_file=slack_file):
            raise PostponedError(TAKEN_OVER)
        sent = await self._uploads.share(
            slack_file, upload, channel=conversation, thread_ts=thread_ts
        )
        if not upload.is_kept:
            await self._use_cases.workers.run(upload.path.unlink, missing_ok=True)
        return sent

    async def _find(self, row: Claimed, conversation: str) -> Sent | None:
        try:
            return await self._uploads.find(row.slack_file or "", channel=conversation)
        except PostponedError as later:
            if later.code == NOT_SHARED_YET and row.attempts > PATIENT_ATTEMPTS:
                return None
            raise


class Sender:
    """Makes what stands in Slack match what a row asks for."""

    def __init__(
        self,
        *,
        use_cases: UseCases,
        gateway: SlackGateway,
        renderer: Renderer,
        keeper: FileKeeper,
        sharing: FileSharing,
        withdrawal: FileWithdrawal,
    ) -> None:
        self._use_cases = use_cases
        self._gateway = gateway
        self._renderer = renderer
        self._keeper = keeper
        self._sharing = sharing
        self._withdrawal = withdrawal

    async def send(self, row: Claimed) -> Sent | None:
        """Where the row's message stands now; None when there is nothing left to say.

        Raises StorageUnavailableError, CallError.
        """
        message = row.read()
        if isinstance(message, FileToKeep):
            await self._keeper.keep(message, self._gateway)
            return None
        if isinstance(message, FileToWithdraw):
            await self._withdrawal.withdraw(message)
            return None
        now, workers = self._use_cases.clock.now(), self._use_cases.workers
        rendered = await workers.run(self._renderer.render, row, now=now)
        if rendered is None:
            return None
        if rendered.upload is not None:
            return await self._share(row, rendered, rendered.upload)
        try:
            sent = await self._match(row, rendered)
            return replace(sent, is_over=rendered.is_over)
        except RefusedError as refusal:
            older = rendered.in_older_blocks()
            if refusal.code != INVALID_BLOCKS or older is None:
                raise
            log.warning("newer blocks refused", kind=row.kind, outbox_id=str(row.id))
            sent = await self._match(row, older)
            # found missing once more after a crash here: the blocks are refused again then
            await self._use_cases.run(deliveries.draw_instead, row)
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
            if rendered.stays:
                log.info("message left as it is", kind=row.kind, error=refusal.code)
                return known
            if refusal.code != "message_not_found":
                raise
            return await self._post_anew(row, rendered)
        return known

    async def _post_anew(self, row: Claimed, rendered: Rendered) -> Sent:
        """Post what somebody deleted, unless that was done before and the answer was lost."""
        found = await self._find(row, rendered, _place_of(rendered))
        return found or await self._post(row, rendered)

    async def _known(self, row: Claimed, rendered: Rendered) -> Sent | None:
        if row.channel and row.ts and not _belongs_elsewhere(row, rendered):
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


def _belongs_elsewhere(row: Claimed, rendered: Rendered) -> bool:
    """Whether it stands in what was the quality channel, and is not to stay there."""
    is_of_channel = row.recipient is None and not rendered.stays and rendered.thread_ts is None
    return is_of_channel and rendered.channel not in {None, row.channel}


def _place_of(rendered: Rendered) -> str:
    if rendered.channel is None:
        raise PostponedError(NO_QUALITY_CHANNEL)
    return rendered.channel
