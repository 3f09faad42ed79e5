"""What a person reads when something went wrong that no listener expected."""

from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.errors import (
    ActionNotFoundError,
    CaseNotFoundError,
    NotAllowedError,
    StorageUnavailableError,
)
from bot.logs import described
from bot.services.offices import read_office
from bot.ui.steps.refusals import managers_line
from bot.ui.texts.catalogue import Texts
from handlers.kit import Kit

log = structlog.get_logger()

FORESEEN = (StorageUnavailableError, NotAllowedError, CaseNotFoundError, ActionNotFoundError)
"""What may come of anything that somebody does: no fault, and each has a sentence."""


def register(app: AsyncApp, kit: Kit) -> None:
    """Turn every error into a sentence for the person, and a line without content in the log."""

    async def explain(error: Exception, body: dict[str, Any], respond: AsyncRespond) -> None:
        user = person_in(body)
        note(error, user=user)
        if respond.response_url or _is_at_home(body):
            said = [sentence_for(error, kit.texts_for(user))]
            if isinstance(error, NotAllowedError):
                said += await _who_may(kit, user)
            await _tell(kit, respond, user=user, text=" ".join(said))

    app.error(explain)


async def _tell(kit: Kit, respond: AsyncRespond, *, user: str, text: str) -> None:
    """Say it where the person is; of a Home tab Slack says no place, so directly."""
    if respond.response_url:
        await respond(text=text, response_type="ephemeral", replace_original=False)
    else:
        await kit.client.chat_postMessage(channel=user, text=text)


def _is_at_home(body: dict[str, Any]) -> bool:
    return (body.get("view") or {}).get("type") == "home"


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
        case _:
            return texts.errors.unexpected


def note(error: Exception, **about: str) -> None:
    """Write an error to the log; nobody need look into what somebody may not do."""
    match error:
        case StorageUnavailableError():
            log.warning("database unavailable", error=str(error), **about)
        case NotAllowedError() | CaseNotFoundError() | ActionNotFoundError():
            log.info("refused", error=type(error).__name__, **about)
        case _:
            log.error("listener failed", **described(error), **about)


def person_in(body: dict[str, Any]) -> str:
    """Who sent a payload, whatever its kind; empty for an event of nobody."""
    user = body.get("user") or body.get("event", {}).get("user") or {}
    return str(body.get("user_id") or (user if isinstance(user, str) else user.get("id", "")))
