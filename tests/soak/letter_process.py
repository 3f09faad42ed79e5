"""The lane of mail in a process of its own, for the soak to kill.

`python -m tests.soak.letter_process DATABASE_URL PORT`. The pace is lifted, and every span is
shortened alike: what a server has ten minutes for has a second here, a claim holds for six.
"""

import asyncio
import sys
from datetime import timedelta

from bot.clock import SystemClock
from bot.delivery.mail_lane import build_mail_lane
from bot.domain.errors import StorageUnavailableError
from bot.mail.smtp import session as smtp_session
from bot.mail.smtp import submission
from bot.services import deliveries
from bot.services.mail import departing
from bot.services.unit_of_work import UseCases
from bot.workers import Workers
from storage.database import Database
from storage.messages import claims
from storage.messages.claims import Lane
from tests.support.casework import SCHOOL
from tests.support.mail_accounts import sending_by

ANSWER_SECONDS, PREPARING_SECONDS = 1.0, 3.0
LEASE = timedelta(seconds=6)
"""More than both together, as in earnest."""
PAUSE = timedelta(seconds=0.2)


def shorten() -> None:
    """Have everything be over soon."""
    smtp_session.ANSWER_SECONDS = ANSWER_SECONDS  # type: ignore[assignment]  # whole seconds there
    submission.PREPARING_SECONDS = PREPARING_SECONDS  # type: ignore[assignment]  # as above
    claims.LETTER_LEASE = claims._LEASES[Lane.MAIL] = LEASE
    departing.pause_before = lambda attempt: PAUSE + attempt * timedelta(0)


async def send(database: Database, port: int) -> None:
    """Send what is due for as long as the process lives."""
    use_cases = UseCases(
        database=database, workers=Workers(2), clock=SystemClock(), defaults=SCHOOL
    )
    lane = build_mail_lane(sending_by(port), use_cases=use_cases, per_minute=60_000_000)
    while True:
        try:
            rows = await use_cases.run(deliveries.claim, Lane.MAIL, limit=1)
            for row in rows:
                await lane.deliver(row)
        except StorageUnavailableError:
            rows = ()
        if not rows:
            await asyncio.sleep(0.05)


if __name__ == "__main__":
    shorten()
    asyncio.run(send(Database(sys.argv[1]), int(sys.argv[2])))
