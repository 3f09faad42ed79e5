"""Metrics for Prometheus: counts and times, never whom or what about."""

from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from storage.messages.outbox import Backlog

ACK_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)
"""Seconds; Slack gives up after three."""


class Metrics:
    """The application's own registry, so that two applications in one process do not meet."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        gauge = partial(Gauge, registry=self.registry)
        self.requests = Counter(
            "vigie_slack_requests_total", "Requests from Slack", ["kind"], registry=self.registry
        )
        self.answered_in = Histogram(
            "vigie_slack_request_seconds",
            "From a request of Slack to its acknowledgement",
            ["kind"],
            buckets=ACK_BUCKETS,
            registry=self.registry,
        )
        self.filed = Counter(
            "vigie_cases_filed_total", "Cases filed", ["kind"], registry=self.registry
        )
        self.deliveries = Counter(
            "vigie_deliveries_total",
            "What became of messages and files",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self.reminders = Counter(
            "vigie_reminders_total", "Reminders that came due", registry=self.registry
        )
        self.outbox_pending = gauge("vigie_outbox_pending", "Messages and files that wait")
        self.outbox_dead = gauge("vigie_outbox_dead", "Messages stopped for good")
        self.sockets_connected = gauge("vigie_sockets_connected", "Socket Mode connections alive")
        self.healthy = gauge("vigie_healthy", "Whether /healthz says ok")
        self.outbox_oldest = gauge(
            "vigie_outbox_oldest_seconds",
            "How long the oldest message that could be sent has waited",
        )
        self.reminders_oldest = gauge(
            "vigie_reminders_oldest_seconds",
            "How long the oldest reminder has been due and not said",
        )
        self.mailbox_unread = gauge(
            "vigie_mailbox_unread_seconds",
            "Since the mailbox was last read whole; 0 where none is read",
        )
        self.mails = Counter("vigie_mails_total", "Mails taken in", registry=self.registry)

    def observe(
        self,
        *,
        is_healthy: bool,
        sockets: int,
        backlog: Backlog | None,
        outbox_waits: float,
        reminders_wait: float,
        mail_unread: float,
    ) -> None:
        """Bring the gauges up to date; without `backlog` the database did not say."""
        self.healthy.set(is_healthy)
        self.sockets_connected.set(sockets)
        self.reminders_oldest.set(reminders_wait)
        self.mailbox_unread.set(mail_unread)
        if backlog is not None:
            self.outbox_pending.set(backlog.pending)
            self.outbox_dead.set(backlog.dead)
            self.outbox_oldest.set(outbox_waits)
