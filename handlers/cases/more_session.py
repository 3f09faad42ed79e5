"""The session, added or changed from a receipt: a small form, then the case tells of it."""

from uuid import UUID

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.cases.refusals import Reason
from bot.domain.steps.handling import CorrectFacts
from bot.services.steps.steps import StepRefusedError, look_at, take_step
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.filing.more_files import case_in
from bot.ui.filing.more_session import read_told_session, session_modal
from bot.ui.filing.receipt import ADD_SESSION
from bot.ui.steps.refusals import Attempt, refusal_lines, refused_modal
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the button and its form."""
    more = MoreSession(kit)
    on_press(app, ADD_SESSION, more.ask)
    on_submit(app, ADD_SESSION, more.submit, kit=kit)


class MoreSession:
    """Corrects the facts of a case by its session alone; the service looks at who may."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def ask(self, origin: Interaction, pressed: Pressed) -> None:
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        seen = await kit.read(look_at, read_back(UUID, text_in(pressed)), reader=origin.user)
        await show_view(kit.client, origin, view=session_modal(seen.case, texts), texts=texts)

    async def submit(self, submission: Submission) -> None:
        async with submission.answered():
            told = read_told_session(submission.view)
            if isinstance(told, FormErrors):
                await submission.point_out(told)
                return
            await self._tell(submission, told)

    async def _tell(self, submission: Submission, told: str) -> None:
        """The same told twice is no fault: it is written already."""
        kit, case_id = self._kit, case_in(submission.view)
        wanted = CorrectFacts(reason=submission.texts.receipt.session_because, session=told)
        try:
            await kit.run(take_step, case_id, wanted, actor=submission.user)
        except StepRefusedError as refused:
            log.info("session not told", reason=refused.refusal.reason, by=submission.user)
            if refused.refusal.reason is not Reason.UNCHANGED:
                await submission.show(self._refused(refused, submission))
                return
        await submission.close()
        kit.wake_delivery()

    def _refused(self, refused: StepRefusedError, submission: Submission) -> Block:
        attempt = Attempt(
            what=submission.texts.receipt.session_to_do,
            case=refused.view.case,
            office=refused.view.office,
            texts=submission.texts,
            now=self._kit.clock.now(),
            actor=submission.user,
        )
        return refused_modal(refusal_lines(refused.refusal, attempt), submission.texts)
