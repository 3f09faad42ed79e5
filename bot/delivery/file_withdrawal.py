"""Deleting from Slack what it shows of kept files."""

import structlog

from bot.domain.messages.files import FileToWithdraw
from bot.services.messages.shown_files import note_withdrawn
from bot.services.unit_of_work import UseCases
from bot.slack.gateway import PostponedError, RefusedError, SlackGateway, UnknownOutcomeError

log = structlog.get_logger()

_GONE = frozenset({"file_not_found", "file_deleted"})
"""Slack's words for a file that it does not show any more (files.delete)."""


class FileWithdrawal:
    """Deletes a file in Slack; Vigie keeps its own."""

    def __init__(self, *, use_cases: UseCases, gateway: SlackGateway) -> None:
        self._use_cases = use_cases
        self._gateway = gateway

    async def withdraw(self, removal: FileToWithdraw) -> None:
        """Delete it, or find it gone, which is as good. Raises CallError."""
        try:
            await self._gateway.call("files.delete", {"file": removal.slack_file})
        except RefusedError as refusal:
            if refusal.code not in _GONE:
                raise
        except UnknownOutcomeError as error:
            raise PostponedError(error.code) from error  # asked again, it is found gone
        await self._use_cases.run(note_withdrawn, removal)
        log.info("file withdrawn", file_id=str(removal.file_id))
