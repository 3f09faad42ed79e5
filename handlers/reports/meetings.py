"""Under a posted summary: what the team meeting decides, and its minutes."""

from functools import partial
from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.cases.refusals import IllegalStepError
from bot.domain.school.office import Office
from bot.services.reports.meeting_notes import MeetingView, decide, look_at_meeting, write_minutes
from bot.services.school.offices import read_office
from bot.slack.payload_shapes import Pressed, View
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.read_back import text_in
from bot.ui.reports.meeting_forms import (
    MeetingScene,
    carried_in,
    discussed_in,
    meeting_modal,
    minutes_document,
    origin_of,
    read_decision,
    read_minutes,
)
from bot.ui.reports.meeting_questions import NOTE_DECISION, NOTE_IMPROVEMENT, WRITE_MINUTES
from bot.ui.steps.refusals import Attempt
from bot.ui.texts.catalogue import Texts, texts_for
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the three buttons and their forms."""
    meetings = Meetings(kit)
    for form in (NOTE_DECISION, NOTE_IMPROVEMENT, WRITE_MINUTES):
        on_press(app, form, meetings.press)
        on_submit(app, form, meetings.submit, kit=kit)


class Meetings:
    """Opens and takes the forms; who may is decided in the service, again at submission."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def press(self, origin: Interaction, pressed: Pressed) -> None:
        """Open the form, unless it is not theirs to fill in: then the sentence says whose."""
        kit = self._kit
        seen = await kit.read(look_at_meeting, discussed_in(text_in(pressed)), reader=origin.user)
        scene = self._scene(seen, person=origin.user)
        view = meeting_modal(pressed.action_id, scene, submission_id=uuid4())
        await show_view(kit.client, origin, view=view, texts=scene.texts)

    async def submit(self, submission: Submission) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        kit = self._kit
        async with submission.answered():
            office = await kit.read(read_office)
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
        form = submission.view.callback_id
        writing = self._minute if form == WRITE_MINUTES else self._decide
        refused = await writing(submission.view, office, user=submission.user)
        if refused is None:
            log.info("meeting noted", form=form, by=submission.user)
        return refused

    async def _decide(self, view: View, office: Office, *, user: str) -> FormErrors | None:
        kit, now = self._kit, self._kit.clock.now()
        draft = read_decision(view, today=now.astimezone(office.zone).date())
        if isinstance(draft, FormErrors):
            return draft
        discussed, submission_id = carried_in(view)
        await kit.run(
            decide,
            draft,
            discussed,
            origin=origin_of(view),
            actor=user,
            submission_id=submission_id,
        )
        return None

    async def _minute(self, view: View, office: Office, *, user: str) -> FormErrors | None:
        kit, now = self._kit, self._kit.clock.now()
        draft = read_minutes(view, today=now.astimezone(office.zone).date())
        if isinstance(draft, FormErrors):
            return draft
        discussed, submission_id = carried_in(view)
        await kit.run(
            write_minutes,
            draft,
            discussed,
            worded=partial(minutes_document, zone=office.zone, texts=texts_for(office.locale)),
            actor=user,
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
