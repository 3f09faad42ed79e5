"""Under a posted summary: what the team meeting decides, and its minutes."""

from functools import partial
from typing import Any
from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.office import Office
from bot.domain.refusals import IllegalStepError
from bot.services.meeting_notes import MeetingView, decide, look_at_meeting, write_minutes
from bot.services.offices import read_office
from bot.ui.form_errors import FormErrors
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
from bot.ui.read_back import text_in
from bot.ui.steps.refusals import Attempt
from bot.ui.texts import texts_for
from bot.ui.texts.catalogue import Texts
from handlers.kit import Kit
from handlers.openings import Origin, show_view
from handlers.submissions import Submission

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
            discussed_in(text_in(pressed)),
            reader=origin.user,
            defaults=kit.defaults,
        )
        scene = self._scene(seen, person=origin.user)
        view = meeting_modal(pressed["action_id"], scene, submission_id=uuid4())
        await show_view(kit.client, origin, view=view, texts=scene.texts)

    async def submit(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        submission, kit = Submission.of(ack, body, view, kit=self._kit), self._kit
        async with submission.answered():
            office = await kit.workers.run(read_office, kit.database, kit.defaults)
            try:
                refused = await self._keep(submission, office)
            except IllegalStepError as error:
                # an owner who left, or who is a program
                await submission.refuse(error.refusal, self._attempt(submission.texts, office))
                return
            if refused is None:
                await submission.close()
                kit.wake_delivery()
            else:
                await submission.point_out(refused)

    def _attempt(self, texts: Texts, office: Office) -> Attempt:
        what, now = texts.meeting.note_decision, self._kit.clock.now()
        return Attempt(what=what, case=None, office=office, texts=texts, now=now)

    async def _keep(self, submission: Submission, office: Office) -> FormErrors | None:
        """Write what the form holds; None once it is written."""
        form = submission.view["callback_id"]
        writing = self._minute if form == WRITE_MINUTES else self._decide
        refused = await writing(submission.view, office, user=submission.user)
        if refused is None:
            log.info("meeting noted", form=form, by=submission.user)
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
