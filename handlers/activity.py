"""« Indiquer l'activité »: the form for a month's trainees and sessions."""

from typing import Any
from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.errors import NotAllowedError, StorageUnavailableError
from bot.domain.periods import parse_month
from bot.services.activity import look_at_activity, tell_activity
from bot.ui.activity import TELL_ACTIVITY, activity_modal, activity_told, read_activity
from bot.ui.form_errors import FormErrors, form_errors
from bot.ui.receipt import could_not_save
from bot.ui.steps.refusals import refused_modal
from handlers.errors import sentence_for
from handlers.kit import Kit
from handlers.openings import Origin, show_view

log = structlog.get_logger()


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the button and its form."""

    async def press(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        await ack()
        origin, month = Origin.of(body, respond), parse_month(body["actions"][0]["value"])
        known = await kit.workers.run(
            look_at_activity, kit.database, month, reader=origin.user, defaults=kit.defaults
        )
        texts = kit.texts_for(origin.user)
        view = activity_modal(month, known, texts=texts, submission_id=uuid4())
        await show_view(kit.client, origin, view=view, texts=texts)

    async def submit(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        user, read = body["user"]["id"], read_activity(view)
        texts = kit.texts_for(user)
        if isinstance(read, FormErrors):
            await ack(response_action="errors", errors=form_errors(read, texts))
            return
        month, told, submission_id = read
        try:
            await kit.workers.run(
                tell_activity,
                kit.database,
                month,
                told,
                actor=user,
                now=kit.clock.now(),
                defaults=kit.defaults,
                submission_id=submission_id,
            )
        except StorageUnavailableError as error:
            log.warning("activity not kept", error=str(error))
            await ack(response_action="update", view=could_not_save(view, texts))
        except NotAllowedError as error:
            said = refused_modal([sentence_for(error, texts)], texts)
            await ack(response_action="update", view=said)
        else:
            await ack(response_action="update", view=activity_told(month, told, texts))

    app.action(TELL_ACTIVITY)(press)
    app.view(TELL_ACTIVITY)(submit)
