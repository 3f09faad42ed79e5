"""Under a posted summary: what the team meeting decides, and its minutes."""

from functools import partial
from typing import Any
from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.errors import NotAllowedError, StorageUnavailableError
from bot.domain.office import Office
from bot.domain.refusals import IllegalStepError
from bot.services.meeting_notes import MeetingView, decide, look_at_meeting, write_minutes
from bot.services.offices import read_office
from bot.ui.form_errors import FormErrors, form_errors
from bot.ui.meeting_forms import (
    MeetingScene,
    carried_in,
    discussed_in,
    meeting_modal,
    origin_of,
    read_decision,
    read_minutes,
)
from bot.ui.meeting_questions import NOTE_DECISION, NOTE_IMPROVEMENT, WRITE_MINUTES
from bot.ui.minutes_document import minutes_document
from bot.ui.receipt import could_not_save
from bot.ui.steps.refusals import Attempt, field_errors, refusal_lines, refused_modal, warned
from bot.ui.texts import texts_for
from handlers.errors import sentence_for
from handlers.kit import Kit
from handlers.openings import Origin, show_view

log = structlog.get_logger()


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the three buttons and their forms."""
    meetings = Meetings(kit)
    for form in (NOTE_DECISION, NOTE_IMPROVEMENT, WRITE_MINUTES):
        app.action(form)(meetings.press)
        app.view(form)(meetings.submit)


class Meetings:
    """Opens and takes the forms; who may is decided in the service, again at submission."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def press(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Open the form, unless it is not theirs to fill in: then the sentence says whose."""
        await ack()
        origin, pressed = Origin.of(body, respond), body["actions"][0]
        kit = self._kit
        seen = await kit.workers.run(
            look_at_meeting,
            kit.database,
            discussed_in(pressed["value"]),
            reader=origin.user,
            defaults=kit.defaults,
        )
        scene = self._scene(seen, person=origin.user)
        view = meeting_modal(pressed["action_id"], scene, submission_id=uuid4())
        await show_view(kit.client, origin, view=view, texts=scene.texts)

    async def submit(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        user = body["user"]["id"]
        texts = self._kit.texts_for(user)
        try:
            refused = await self._keep(view, user=user)
        except StorageUnavailableError as error:
            log.warning("meeting not noted", error=str(error))
            await ack(response_action="update", view=could_not_save(view, texts))
        except NotAllowedError as error:
            said = refused_modal([sentence_for(error, texts)], texts)
            await ack(response_action="update", view=said)
        except IllegalStepError as error:
            await self._say_why(ack, error, view, user=user)
        else:
            if refused is None:
                await ack()
                self._kit.wake_delivery()
            else:
                await ack(response_action="errors", errors=form_errors(refused, texts))

    async def _say_why(
        self, ack: AsyncAck, error: IllegalStepError, view: dict[str, Any], *, user: str
    ) -> None:
        """At its field: an owner who left, or who is a program."""
        kit, texts = self._kit, self._kit.texts_for(user)
        office = await kit.workers.run(read_office, kit.database, kit.defaults)
        what, now = texts.meeting.note_decision, kit.clock.now()
        attempt = Attempt(what=what, case=None, office=office, texts=texts, now=now)
        at_field = field_errors(error.refusal, view, attempt=attempt)
        if at_field:
            await ack(response_action="errors", errors=at_field)
        else:
            said = warned(view, refusal_lines(error.refusal, attempt))
            await ack(response_action="update", view=said)

    async def _keep(self, view: dict[str, Any], *, user: str) -> FormErrors | None:
        """Write what the form holds; None once it is written."""
        kit = self._kit
        office = await kit.workers.run(read_office, kit.database, kit.defaults)
        writing = self._minute if view["callback_id"] == WRITE_MINUTES else self._decide
        refused = await writing(view, office, user=user)
        if refused is None:
            log.info("meeting noted", form=view["callback_id"], by=user)
        return refused

    async def _decide(
        self, view: dict[str, Any], office: Office, *, user: str
    ) -> FormErrors | None:
        kit, now = self._kit, self._kit.clock.now()
        draft = read_decision(view, today=now.astimezone(office.zone).date())
        if isinstance(draft, FormErrors):
            return draft
        discussed, submission_id = carried_in(view)
        await kit.workers.run(
            decide,
            kit.database,
            draft,
            discussed,
            origin=origin_of(view),
            actor=user,
            now=now,
            defaults=kit.defaults,
            submission_id=submission_id,
        )
        return None

    async def _minute(
        self, view: dict[str, Any], office: Office, *, user: str
    ) -> FormErrors | None:
        kit, now = self._kit, self._kit.clock.now()
        draft = read_minutes(view, today=now.astimezone(office.zone).date())
        if isinstance(draft, FormErrors):
            return draft
        discussed, submission_id = carried_in(view)
        await kit.workers.run(
            write_minutes,
            kit.database,
            draft,
            discussed,
            worded=partial(minutes_document, zone=office.zone, texts=texts_for(office.locale)),
            actor=user,
            now=now,
            defaults=kit.defaults,
            submission_id=submission_id,
        )
        return None

    def _scene(self, seen: MeetingView, *, person: str) -> MeetingScene:
        return MeetingScene(
            report=seen.report,
            latest=seen.latest,
            office=seen.office,
            actor=person,
            texts=self._kit.texts_for(person),
            now=self._kit.clock.now(),
        )
