"""Keeping uploaded files: Slack's free plan deletes them after a year, an audit cycle is three."""

from uuid import UUID

from bot.delivery.file_types import media_type_of
from bot.delivery.kept_files import KeptFiles
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.cases.quotas import MAX_FILE_BYTES, is_accepted
from bot.domain.messages.cases import FileToKeep
from bot.services.messages.notifications import refuse_file, renew_receipt
from bot.services.messages.shown_files import show_in_thread
from bot.services.unit_of_work import Transactions, UnitOfWork, UseCases
from bot.slack.addresses import readable
from bot.slack.files import LIES_ELSEWHERE, Downloads
from bot.slack.gateway import RefusedError, SlackGateway
from storage.cases import cases, journal
from storage.cases.cases import KeptFile


class FileKeeper:
    """Fetches a file, checks by its content what it is, and keeps it under its hash."""

    def __init__(self, *, use_cases: UseCases, kept: KeptFiles) -> None:
        self._use_cases = use_cases
        self._kept = kept

    async def keep(self, asked: FileToKeep, gateway: SlackGateway) -> None:
        """Keep one file, or tell why it is not kept. Raises CallError to try again.

        `asked` is the message that has it fetched.
        """
        file = await self._use_cases.read(_find, asked.file_id)
        if file is None or file.sha256 or file.refused:
            return
        address, downloads = file.url, Downloads(gateway)
        try:
            address = address or await downloads.address_of(file.slack_id)
            content = await downloads.fetch(address, name=file.name, at_most=MAX_FILE_BYTES)
        except RefusedError as refusal:
            await self._refuse(file, refusal.code, asked, address=address)
            return
        media_type = await self._use_cases.workers.run(media_type_of, content)
        if is_accepted(media_type):
            await self._use_cases.with_transactions(
                self._store, file, content, media_type=media_type
            )
        else:
            await self._refuse(file, "type_not_accepted", asked)

    async def _refuse(
        self, file: KeptFile, reason: str, asked: FileToKeep, *, address: str = ""
    ) -> None:
        """Of what lies outside Slack the address is kept; without one there is nothing to keep."""
        linked = address if reason == LIES_ELSEWHERE and readable(address) else None
        if reason == LIES_ELSEWHERE and linked is None:
            reason = "no_address"
        await self._use_cases.run(refuse_file, file, reason, asked=asked, linked=linked)

    def _store(
        self, transactions: Transactions, file: KeptFile, content: bytes, *, media_type: str
    ) -> None:
        """On the disk first: no database waits for it."""
        sha256 = self._kept.keep(content)
        is_named = transactions.write(
            _record, file, sha256, media_type=media_type, size=len(content)
        )
        if not is_named:
            self._kept.remove(sha256)


def _find(work: UnitOfWork, file_id: UUID) -> KeptFile | None:
    return cases.file_by_id(work.connection, file_id)


def _record(work: UnitOfWork, file: KeptFile, sha256: str, *, media_type: str, size: int) -> bool:
    """Write down that it is kept; False where its case was erased meanwhile, and nothing has it."""
    at = work.now
    if not cases.record_kept(
        work.connection, file.id, sha256=sha256, media_type=media_type, size=size, at=at
    ):
        return cases.is_named(work.connection, sha256)
    details = {"file": file.name, "sha256": sha256, "media_type": media_type}
    journal.append(
        work.connection, "file_kept", at=at, actor=VIGIE, case_id=file.case_id, details=details
    )
    if file.case_id is not None:
        renew_receipt(work, file.case_id)
        show_in_thread(work, file, media_type=media_type)
    return True
