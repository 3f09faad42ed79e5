"""A letter's buttons in its case: it left, it did not, send it again."""

from collections.abc import Callable
from uuid import UUID

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.cases.refusals import IllegalStepError
from bot.services.mail.letter_fates import declare_not_sent, declare_sent, send_again
from bot.services.unit_of_work import UnitOfWork
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.cases.case_view import case_of
from bot.ui.mail.letter_lines import AGAIN, LEFT, NOT_LEFT
from handlers.dependencies import Dependencies
from handlers.listening import on_press
from handlers.openings import Interaction
from handlers.steps.standing import Standing

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the buttons of letters of which a person decides."""
    letters = LetterButtons(kit)
    on_press(app, LEFT, letters.declare_sent)
    on_press(app, NOT_LEFT, letters.declare_not_sent)
    on_press(app, AGAIN, letters.send_again)


class LetterButtons:
    """The services look at who may; the case is shown as it is after."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit
        self._standing = Standing(kit)

    async def declare_sent(self, origin: Interaction, pressed: Pressed) -> None:
        await self._decide(declare_sent, origin, pressed)

    async def declare_not_sent(self, origin: Interaction, pressed: Pressed) -> None:
        await self._decide(declare_not_sent, origin, pressed)

    async def send_again(self, origin: Interaction, pressed: Pressed) -> None:
        await self._decide(send_again, origin, pressed)

    async def _decide(
        self, decision: Callable[..., None], origin: Interaction, pressed: Pressed
    ) -> None:
        user, letter_id = origin.user, read_back(UUID, text_in(pressed))
        notice: list[str] = []

        def decide(work: UnitOfWork) -> None:
            decision(work, letter_id, actor=user)

        try:
            await self._kit.run(decide)
        except IllegalStepError:
            notice = [self._kit.texts_for(user).letter_fates.not_decided]
        else:
            self._kit.wake_delivery()
            log.info("letter decided", letter=str(letter_id), by=user, action=decision.__name__)
        shown = origin.shown
        await self._standing.update(shown.id, case_of(shown), user=user, notice=notice)
