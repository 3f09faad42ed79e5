"""A form whose letter Vigie is to send: its step is taken once a server has accepted it."""

from uuid import UUID

import structlog

from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal
from bot.services.mail.letters import Wish, wish_letter
from bot.ui.steps.letters import MEANS, ByMail
from handlers.dependencies import Dependencies

log = structlog.get_logger()


async def have_sent(
    kit: Dependencies, case_id: UUID, asked: ByMail, *, person: str, once: UUID
) -> None:
    """Have the letter sent. Raises as `wish_letter`."""
    if kit.stationery is None:
        raise IllegalStepError(Refusal(reason=Reason.NO_MAIL, field=MEANS))
    wish = Wish(step=asked.wanted, to=asked.to, actor=person, submission_id=once)
    await kit.run(wish_letter, case_id, wish, account=kit.stationery)
    kit.wake_delivery()
    log.info("letter wished", step=asked.wanted.step, by=person)
