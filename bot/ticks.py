"""What the clock has done: each tick calls the services, and outlives a database that is away."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.domain.errors import StorageUnavailableError
from bot.domain.office import Office
from bot.metrics import Metrics
from bot.services.activity import ask_activity
from bot.services.auditing import audit_plans
from bot.services.digests import send_weekly
from bot.services.meeting_days import point_out_days_off
from bot.services.reminding import mark_passed, remind_due
from bot.services.reporting import publish_due_summary
from bot.services.reviewing import prepare_due_review
from bot.workers import Workers
from storage.database import Database

log = structlog.get_logger()

AUDIT_EVERY = timedelta(hours=1)


class Ticks:
    """The ticks' collaborators, and what the last audit found."""

    def __init__(
        self,
        *,
        database: Database,
        workers: Workers,
        clock: Clock,
        metrics: Metrics,
        defaults: Office,
        wake_delivery: Callable[[], None],
    ) -> None:
        self._database = database
        self._workers = workers
        self._clock = clock
        self._metrics = metrics
        self._defaults = defaults
        self._wake_delivery = wake_delivery
        self.unplanned = 0

    async def remind(self) -> None:
        """Put what is due by now into the outbox, and have it sent."""
        try:
            said = await self._workers.run(self._say_due, self._clock.now())
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="remind", error=str(error))
            return
        if said:
            self._metrics.reminders.inc(said)
            log.info("reminders due", count=said)
        self._wake_delivery()

    async def summarise(self) -> None:
        """Freeze and announce the month's summary when its time has come."""
        now = self._clock.now()
        try:
            report = await self._workers.run(
                publish_due_summary, self._database, now=now, defaults=self._defaults
            )
            asked = await self._workers.run(self._look_ahead, now)
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="summarise", error=str(error))
            return
        if report is not None:
            log.info("summary frozen", month=str(report.figures.month), edition=report.edition)
        if report is not None or asked:
            self._wake_delivery()

    async def review(self) -> None:
        """Prepare the review of the half-year that ended."""
        now = self._clock.now()
        try:
            review = await self._workers.run(
                prepare_due_review, self._database, now=now, defaults=self._defaults
            )
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="review", error=str(error))
            return
        if review is not None:
            log.info("review prepared", semester=str(review.figures.semester))
            self._wake_delivery()

    async def audit(self) -> None:
        """Look for open cases without a reminder, plan them, and say so."""
        try:
            found = await self._workers.run(
                audit_plans, self._database, now=self._clock.now(), defaults=self._defaults
            )
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="audit", error=str(error))
            return
        self.unplanned = found.unplanned
        if found.unplanned:
            log.error("open cases without a reminder", count=found.unplanned)
            self._wake_delivery()

    def _look_ahead(self, now: datetime) -> int:
        """What the quality managers are asked and told before a meeting."""
        asked = ask_activity(self._database, now=now, defaults=self._defaults)
        return asked + point_out_days_off(self._database, now=now, defaults=self._defaults)

    def _say_due(self, now: datetime) -> int:
        mark_passed(self._database, now=now)
        send_weekly(self._database, now=now, defaults=self._defaults)
        return remind_due(self._database, now=now, defaults=self._defaults)
