"""Sharing a file for a row of the outbox: once, however often the attempt is cut short."""

from datetime import datetime

from bot.clock import Clock
from bot.services import deliveries
from bot.slack_gateway import PostponedError, Sent, SlackGateway
from bot.slack_uploads import NOT_SHARED_YET, Upload, Uploads
from bot.workers import Workers
from storage.claims import Claimed
from storage.database import Database

TAKEN_OVER = "taken_over"
"""Our own word beside Slack's: the file took so long that another process does it now."""
PATIENT_ATTEMPTS = 10
"""So often, over about a quarter of an hour, Slack is asked where a file's message stands."""


class FileSharing:
    """Writes down which file is about to be shared before it is shared."""

    def __init__(
        self, *, database: Database, workers: Workers, gateway: SlackGateway, clock: Clock
    ) -> None:
        self._database = database
        self._workers = workers
        self._uploads = Uploads(gateway)
        self._gateway = gateway
        self._clock = clock

    async def share(
        self, row: Claimed, upload: Upload, *, channel: str, thread_ts: str | None = None
    ) -> Sent:
        """Share the file in a conversation, unless it is there. Raises CallError."""
        conversation = await self._gateway.conversation_of(channel)
        if row.slack_file is not None and (sent := await self._find(row, conversation)):
            return sent
        slack_file = await self._uploads.send(upload)
        now = self._clock.now()
        if not await self._workers.run(self._remember, row, slack_file, now):
            raise PostponedError(TAKEN_OVER)
        sent = await self._uploads.share(
            slack_file, upload, channel=conversation, thread_ts=thread_ts
        )
        if not upload.is_kept:
            await self._workers.run(upload.path.unlink, missing_ok=True)
        return sent

    async def _find(self, row: Claimed, conversation: str) -> Sent | None:
        try:
            return await self._uploads.find(row.slack_file or "", channel=conversation)
        except PostponedError as later:
            if later.code == NOT_SHARED_YET and row.attempts > PATIENT_ATTEMPTS:
                return None
            raise

    def _remember(self, row: Claimed, slack_file: str, now: datetime) -> bool:
        return deliveries.remember_file(self._database, row, slack_file=slack_file, now=now)
