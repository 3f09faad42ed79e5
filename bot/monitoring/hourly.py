"""What is looked after each hour: the sessions' calendar, anchors and erasures, old bytes."""

from collections.abc import Callable, Coroutine

import structlog

from bot.delivery.session_feed import feed_of
from bot.domain.errors import StorageUnavailableError
from bot.ledger.anchors import signing_key
from bot.ledger.folder import Ledger
from bot.services.cases.erasures import compact_at_night, note_erasures
from bot.services.register.anchoring import anchor_when_due
from bot.services.unit_of_work import Transactions, UseCases
from bot.settings import Settings

log = structlog.get_logger()

HourlyJob = Callable[[], Coroutine[object, object, None]]


def hourly_jobs(settings: Settings, use_cases: UseCases) -> tuple[HourlyJob, ...]:
    """What is to be done each hour, and outlives a database or a folder that is away."""

    async def anchor() -> None:
        try:
            is_noted = await use_cases.with_transactions(note_anchor, settings)
        except (StorageUnavailableError, OSError) as error:
            log.warning("anchor not noted", error=type(error).__name__)
            return
        if is_noted:
            log.info("anchor noted")

    async def follow_up() -> None:
        try:
            noted = await use_cases.with_transactions(_note_erased, settings)
            is_done = await use_cases.with_transactions(compact_at_night)
        except (StorageUnavailableError, OSError) as error:
            log.warning("erasures not followed up", error=type(error).__name__)
            return
        if noted or is_done:
            log.info("erasures followed up", noted=noted, compacted=is_done)

    return (feed_of(settings, use_cases), anchor, follow_up)


def _note_erased(transactions: Transactions, settings: Settings) -> int:
    folder = settings.ledger_folder
    return 0 if folder is None else note_erasures(transactions, Ledger(folder))


def note_anchor(transactions: Transactions, settings: Settings) -> bool:
    """Note where the journal stands, if that is due. Raises OSError."""
    if settings.ledger_folder is None:
        return False
    key = signing_key(settings.sealed_folder)
    return anchor_when_due(transactions, Ledger(settings.ledger_folder), key)
