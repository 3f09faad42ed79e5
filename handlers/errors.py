"""What a person reads when something went wrong that no listener expected."""

from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.errors import (
    ActionNotFoundError,
    CaseNotFoundError,
    NotAllowedError,
    StorageUnavailableError,
    UnreadableError,
)
from bot.domain.periods import UnreadablePeriodError
from bot.logs import described
from bot.services.offices import read_office
from bot.ui.post import Post
from bot.ui.steps.refusals import managers_line, warned
from bot.ui.texts.catalogue import Texts
from handlers.kit import Kit
from handlers.openings import tell_person

log = structlog.get_logger()

UNREADABLE = (UnreadableError, UnreadablePeriodError)
FORESEEN = (
    StorageUnavailableError,
    NotAllowedError,
    CaseNotFoundError,
    ActionNotFoundError,
    *UNREADABLE,
)
"""What may come of anything that somebody does: no fault, and each has a sentence."""


def register(app: AsyncApp, kit: Kit) -> None:
    """Turn every error into a sentence for the person, and a line without content in the log."""

    async def explain(
        error: Exception, body: dict[str, Any], ack: AsyncAck, respond: AsyncRespond
    ) -> None:
        user = person_in(body)
        note(error, user=user)
        said = [sentence_for(error, kit.texts_for(user))]
        if isinstance(error, NotAllowedError):
            said += await _who_may(kit, user)
        if body.get("type") == "view_submission":
            # counts only where the listener had not answered; all that was typed stays
            await ack(response_action="update", view=warned(body["view"], [" ".join(said)]))
        elif body.get("type") != "event_callback":
            post = Post(text=" ".join(said), blocks=[])
            await tell_person(kit.client, respond, user=user, post=post)

    app.error(explain)


async def _who_may(kit: Kit, user: str) -> list[str]:
    """The quality managers by name; nothing while there is none, or no register to ask."""
    try:
        office = await kit.workers.run(read_office, kit.database, kit.defaults)
    except StorageUnavailableError:
        return []
    return managers_line(office, kit.texts_for(user))


def sentence_for(error: Exception, texts: Texts) -> str:
    """What happened and what to do, never a code alone."""
    match error:
        case StorageUnavailableError():
            return texts.errors.unavailable
        case NotAllowedError():
            return texts.errors.not_allowed
        case CaseNotFoundError():
            return texts.errors.not_found
        case ActionNotFoundError():
            return texts.errors.action_not_found
        case UnreadableError() | UnreadablePeriodError():
            return texts.errors.unreadable
        case _:
            return texts.errors.unexpected


def note(error: Exception, **about: str) -> None:
    """Write an error to the log; nobody need look into what somebody may not do."""
    match error:
        case StorageUnavailableError():
            log.warning("database unavailable", error=str(error), **about)
        case NotAllowedError() | CaseNotFoundError() | ActionNotFoundError():
            log.info("refused", error=type(error).__name__, **about)
        case UnreadableError() | UnreadablePeriodError():
            log.warning("not understood", **described(error), **about)
        case _:
            log.error("listener failed", **described(error), **about)


def person_in(body: dict[str, Any]) -> str:
    """Who sent a payload, whatever its kind; empty for an event of nobody."""
    user = body.get("user") or body.get("event", {}).get("user") or {}
    return str(body.get("user_id") or (user if isinstance(user, str) else user.get("id", "")))
