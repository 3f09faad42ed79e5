"""The ticks: each calls the services, and outlives a database that is away."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.clock import TOLERATED
from bot.delivery.kept_files import KeptFiles
from bot.domain.errors import StorageUnavailableError
from bot.monitoring.metrics import Metrics
from bot.services.cases import inbox
from bot.services.deadlines.planning_again import audit_plans, plan_again
from bot.services.deadlines.reminding import mark_passed, remind_due
from bot.services.deadlines.upcoming import send_weekly
from bot.services.mail.forgetting import forget_mails
from bot.services.mail.recalling import recall_mails, tell_folded
from bot.services.reports.meeting_days import ask_activity, point_out_days_off
from bot.services.reports.review_drafts import prepare_due_review
from bot.services.reports.revisions import revise_summaries
from bot.services.reports.risk_aging import tell_aged_risks
from bot.services.reports.summaries import publish_due_summary
from bot.services.school.substitutes import turn_substitutions
from bot.services.sessions.appreciations import recall_appreciations
from bot.services.unit_of_work import Transactions, UseCases

log = structlog.get_logger()

AUDIT_EVERY = timedelta(hours=1)
REVISED_EVERY = timedelta(days=1)


class Ticks:
    """The ticks' collaborators, and what the last audit found.

    `knows_the_time` is asked before anything is said: after a leap of the clock nothing goes out
    until Slack has told the time.
    """

    def __init__(
        self,
        *,
        use_cases: UseCases,
        metrics: Metrics,
        wake_delivery: Callable[[], None],
        kept: KeptFiles,
        knows_the_time: Callable[[], Awaitable[bool]],
    ) -> None:
        self._use_cases = use_cases
        self._metrics = metrics
        self._wake_delivery = wake_delivery
        self._kept = kept
        self._knows_the_time = knows_the_time
        self._latest = use_cases.clock.now()
        self._revised_at: datetime | None = None
        self.unplanned = 0

    async def remind(self) -> None:
        """Put what is due by now into the outbox, and have it sent."""
        if not await self._knows_the_time():
            return
        now = self._use_cases.clock.now()
        if now < self._latest - TOLERATED:
            await self.plan_again()
        self._latest = now
        try:
            said = await self._use_cases.with_transactions(_say_due)
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="remind", error=str(error))
            return
        if said:
            self._metrics.reminders.inc(said)
            log.info("reminders due", count=said)
        self._wake_delivery()

    async def take_left_replies(self) -> None:
        """Finish with what people said to Vigie and a crash left undone."""
        try:
            await self._use_cases.with_transactions(inbox.take_left)
        except StorageUnavailableError as error:
            log.warning("replies wait", error=str(error))

    async def summarise(self) -> None:
        """Freeze and announce each month's summary when its time has come."""
        if not await self._knows_the_time():
            return
        report = None
        try:
            while told := await self._use_cases.with_transactions(publish_due_summary):
                report = told
                log.info("summary frozen", month=str(told.figures.month), edition=told.edition)
            asked = await self._use_cases.with_transactions(_look_ahead)
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="summarise", error=str(error))
            return
        if report is not None or asked:
            self._wake_delivery()

    async def review(self) -> None:
        """Prepare the review of the half-year that ended."""
        if not await self._knows_the_time():
            return
        review = None
        try:
            while told := await self._use_cases.with_transactions(prepare_due_review):
                review = told
                log.info("review prepared", semester=str(told.figures.semester))
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="review", error=str(error))
            return
        if review is not None:
            self._wake_delivery()

    async def plan_again(self) -> None:
        """Undo what a clock that was ahead left behind: done, it says, at a time still to come."""
        try:
            is_planned = await self._use_cases.with_transactions(plan_again)
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="plan again", error=str(error))
            return
        if is_planned:
            log.warning("planned again what was said of a time still to come")
            self._wake_delivery()

    async def audit(self) -> None:
        """Look for open cases without a reminder, plan them, and say so."""
        if not await self._knows_the_time():
            return
        await self.plan_again()
        try:
            found = await self._use_cases.with_transactions(audit_plans)
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="audit", error=str(error))
            return
        self.unplanned = found.unplanned
        if found.unplanned:
            log.error("open cases without a reminder", count=found.unplanned)
            self._wake_delivery()
        await self._forget_mails()
        await self._revise()

    async def _forget_mails(self) -> None:
        """Take the words of mails set aside for thirty days, and their bytes from the disk."""
        try:
            gone = await self._use_cases.with_transactions(forget_mails, self._kept)
        except (StorageUnavailableError, OSError) as error:
            log.warning("mails not erased", error=type(error).__name__)
            return
        if gone:
            log.info("mails erased", count=gone)

    async def _revise(self) -> None:
        """Tell the months anew that were corrected; each is counted, so once a day."""
        now = self._use_cases.clock.now()
        if self._revised_at is not None and abs(now - self._revised_at) < REVISED_EVERY:
            return
        try:
            revised = await self._use_cases.with_transactions(revise_summaries)
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="revise", error=str(error))
            return
        if revised is None:  # at night, or on a day off
            return
        self._revised_at = now
        if revised:
            log.info("summaries revised", months=[str(one.period) for one in revised])
            self._wake_delivery()


def _look_ahead(transactions: Transactions) -> int:
    """Messages to the quality managers before a meeting, and of risks that are old."""
    before_meeting = ask_activity(transactions) + point_out_days_off(transactions)
    return before_meeting + tell_aged_risks(transactions)


def _say_due(transactions: Transactions) -> int:
    mark_passed(transactions)
    send_weekly(transactions)
    turned = turn_substitutions(transactions)
    mails = recall_mails(transactions) + tell_folded(transactions)
    said = recall_appreciations(transactions)
    return turned + mails + said + remind_due(transactions)
