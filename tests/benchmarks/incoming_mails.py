"""A thousand mails that come in while people file, and one mail until its card stands."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import func, select

from bot.domain.messages.mails import MailCardMessage
from bot.sandbox import cast
from bot.sandbox.server import Sandbox
from storage.database import Database
from storage.tables import mail_copies, mailboxes, mails
from tests.benchmarks import apps
from tests.benchmarks.crowd import gathered, until
from tests.benchmarks.databases import Create, Kind, migrated
from tests.benchmarks.measures import AtMost, AtMostTimes, Measure, percentile
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import running
from tests.support.dovecot import PASSWORD, Dovecot, own_dovecot
from tests.support.mail_corpus.thousand import corpus

MAILS = 1_000
SLOWER_AT_MOST = 1.3
CARD_SECONDS = 3
SINGLE_MAILS = 10
FILING_EVERY = 0.1
"""Seconds between the filings, of which many are made before the last mail is in."""
_WAITING = "Waiting"
"""A folder from which all are moved at once, as if they had come."""
_TURNS = 3
_REST_SECONDS = 1
_BEGINS_WITHIN, _TAKEN_IN_WITHIN = 60, 600
_LOOK_EVERY = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One run of the bot: acknowledgements in seconds, and how long the mails took, if any came."""

    acknowledged_in: Sequence[float]
    taken_in: float = 0
    astray: int = 0


async def beside_none(kind: Kind, plan: Plan, folder: Path) -> Sequence[Measure]:
    """Filing while mails come beside filing while none does, in turns; both read the mailbox."""
    quiet, busy = [], []
    with own_dovecot() as dovecot, kind(folder) as create:
        raws = [one.raw for one in corpus(MAILS)]
        for turn in range(min(plan.rounds, _TURNS)):
            post = _Post(dovecot, create, plan, folder)
            quiet.append(await post.live(f"quiet{turn}", ()))
            busy.append(await post.live(f"busy{turn}", raws))
        cards = await _Post(dovecot, create, plan, folder).until_each_card("cards")
    where = kind.__name__
    return (
        Measure(
            name=f"filing while {MAILS:,} mails come in, 99th percentile, beside filing while none "
            f"does, {where}",
            ours=median(percentile(one.acknowledged_in, 99) for one in busy) * 1_000,
            twin=median(percentile(one.acknowledged_in, 99) for one in quiet) * 1_000,
            unit="ms",
            bound=AtMostTimes(SLOWER_AT_MOST),
        ),
        Measure(
            name=f"until these {MAILS:,} are recorded, {where}",
            ours=median(one.taken_in for one in busy),
            unit="s",
        ),
        Measure(
            name=f"mails missing or doubled of {MAILS:,}, {where}",
            ours=max(one.astray for one in busy),
            unit="",
            bound=AtMost(0, ""),
        ),
        Measure(
            name=f"from a mail's arrival at the server until its card stands, the slowest of "
            f"{SINGLE_MAILS}, {where}",
            ours=max(cards),
            unit="s",
            bound=AtMost(CARD_SECONDS, "s"),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Post:
    """What a run of the bot is given."""

    dovecot: Dovecot
    create: Create
    plan: Plan
    folder: Path

    async def live(self, name: str, raws: Sequence[bytes]) -> Life:
        """People file one after another, and meanwhile these mails come."""
        url, user = self.create(name), self.dovecot.new_user()
        with closing(migrated(url)) as database:
            await asyncio.to_thread(_lay_ready, self.dovecot, user, raws)
            async with gathered(self.plan.filers) as crowd:
                program = apps.vigie(crowd.sandbox, url, **self._mail_of(user))
                async with running(program, self.folder):
                    await crowd.first_acknowledgement()
                    await until(lambda: _is_read(database), seconds=_BEGINS_WITHIN)
                    await crowd.open_forms()
                    coming = asyncio.create_task(self._come(user, database, len(raws)))
                    acknowledged_in = await crowd.submit_in_turn(pause=FILING_EVERY)
                    taken_in = await coming
            astray = abs(len(raws) - _recorded(database))
        return Life(acknowledged_in=acknowledged_in, taken_in=taken_in, astray=astray)

    async def until_each_card(self, name: str) -> Sequence[float]:
        """One mail after another: how long after its arrival its card stood."""
        url, user = self.create(name), self.dovecot.new_user()
        with closing(migrated(url)) as database:
            async with gathered(1) as crowd:
                program = apps.vigie(crowd.sandbox, url, **self._mail_of(user))
                async with running(program, self.folder):
                    await crowd.first_acknowledgement()
                    await until(lambda: _is_read(database), seconds=_BEGINS_WITHIN)
                    return [
                        await self._until_card(crowd.sandbox, user, number)
                        for number in range(SINGLE_MAILS)
                    ]

    async def _come(self, user: str, database: Database, count: int) -> float:
        began = perf_counter()
        if count:
            await asyncio.to_thread(_move, self.dovecot, user)
            await until(
                lambda: _recorded(database) >= count,
                seconds=_TAKEN_IN_WITHIN,
                look_every=_REST_SECONDS,
            )
        return perf_counter() - began

    async def _until_card(self, sandbox: Sandbox, user: str, number: int) -> float:
        await asyncio.sleep(_REST_SECONDS + number / SINGLE_MAILS)  # Slack takes one a second
        raw = (
            f"From: p{number}@example.net\r\nMessage-ID: <{number}@example.net>\r\n\r\nBonjour\r\n"
        )
        await asyncio.to_thread(self.dovecot.deliver, user, raw.encode())
        began = perf_counter()
        await until(
            lambda: _cards(sandbox) > number, seconds=_BEGINS_WITHIN, look_every=_LOOK_EVERY
        )
        return perf_counter() - began

    def _mail_of(self, user: str) -> Mapping[str, str]:
        return {
            "VIGIE_MAIL_FROM": user,
            "VIGIE_IMAP_URL": f"imap://127.0.0.1:{self.dovecot.port}",
            "VIGIE_MAIL_PASSWORD": PASSWORD,
        }


def _lay_ready(dovecot: Dovecot, user: str, raws: Sequence[bytes]) -> None:
    with dovecot.entered(user) as client:
        client.create(_WAITING)
        for raw in raws:
            client.append(_WAITING, "", "", raw)


def _move(dovecot: Dovecot, user: str) -> None:
    with dovecot.entered(user) as client:
        client.select(_WAITING)
        client.uid("MOVE", "1:*", "INBOX")


def _is_read(database: Database) -> bool:
    with database.reading() as connection:
        return connection.execute(select(mailboxes.c.polled_at)).scalar() is not None


def _recorded(database: Database) -> int:
    with database.reading() as connection:
        counts = (select(func.count()).select_from(table) for table in (mails, mail_copies))
        return sum(int(connection.execute(count).scalar_one()) for count in counts)


def _cards(sandbox: Sandbox) -> int:
    posted = sandbox.world.workspace.conversations[cast.QUALITY].messages.values()
    kinds = [one.metadata["event_type"] for one in posted if one.metadata]
    return kinds.count(f"vigie_{MailCardMessage.kind}")
