"""Listeners of sealed reports leave no trace in logs of who used them, even when they fail."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps
from typing import Any, TypeVar

import structlog

from bot.logs import described
from bot.ui.blocks.blocks import Block
from bot.ui.sealed.thread import failed_modal
from bot.ui.steps.refusals import warned
from handlers.dependencies import Dependencies
from handlers.openings import Interaction, open_view, update_view
from handlers.submissions import Submission

log = structlog.get_logger()

Screens = TypeVar("Screens", bound="SealedScreens")


class SealedScreens:
    """What the screens of sealed reports share."""

    def __init__(self, kit: Dependencies) -> None:
        self.kit = kit

    async def show(self, origin: Interaction, view: Block) -> None:
        """Open a modal, or put it in the place of the one that is open."""
        if origin.is_modal:
            await update_view(self.kit.client, view_id=origin.shown.id, view=view)
        else:
            await open_view(self.kit.client, trigger_id=origin.trigger_id, view=view)


@asynccontextmanager
async def _nobody_named(say: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Say what goes wrong, and log its place alone: the general handler logs who it was."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # none of them may reach the general handler
        log.warning("sealed path failed", **described(error))
        await say()


def pressed_quietly(
    take: Callable[[Screens, Interaction, Any], Awaitable[None]],
) -> Callable[[Screens, Interaction, Any], Awaitable[None]]:
    """A press or a command: what goes wrong is said in a modal."""

    @wraps(take)
    async def listen(screens: Screens, origin: Interaction, used: Any) -> None:  # noqa: ANN401  # whatever was used
        async def say() -> None:
            await screens.show(origin, failed_modal(screens.kit.texts_for(origin.user)))

        async with _nobody_named(say):
            await take(screens, origin, used)

    return listen


def submitted_quietly(
    take: Callable[[Screens, Submission], Awaitable[None]],
) -> Callable[[Screens, Submission], Awaitable[None]]:
    """A form: what goes wrong leaves it open with its text."""

    @wraps(take)
    async def listen(screens: Screens, submission: Submission) -> None:
        async def say() -> None:
            if submission.ack.response is None:
                await submission.show(warned(submission.view, [submission.texts.sealed.not_kept]))

        async with _nobody_named(say):
            await take(screens, submission)

    return listen
