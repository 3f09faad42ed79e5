"""What the handlers do with sealed reports, in modals alone."""

from uuid import UUID, uuid4

from slack_bolt.app.async_app import AsyncApp

from bot.services.school.offices import read_office
from bot.services.sealed.handling import NotYetError, list_sealed, open_sealed, take_sealed_step
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.sealed.filing import HANDLE
from bot.ui.sealed.handling import (
    ACT,
    OPEN_REPORT,
    STEP_FORM,
    erased_modal,
    list_modal,
    read_step_taken,
    report_modal,
    step_form,
)
from bot.ui.steps.refusals import warned
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction
from handlers.sealed.filing import vault_of
from handlers.sealed.quietly import SealedScreens, pressed_quietly, submitted_quietly
from handlers.submissions import Submission


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the list, its rows, and the form of a step."""
    handling = SealedHandling(kit)
    on_press(app, HANDLE, handling.list)
    on_press(app, OPEN_REPORT, handling.open)
    on_press(app, ACT, handling.act)
    on_submit(app, STEP_FORM, handling.step, kit=kit)


class SealedHandling(SealedScreens):
    """Each screen takes the place of the one before; who may is decided in the service."""

    @pressed_quietly
    async def list(self, origin: Interaction, _pressed: Pressed) -> None:
        vault = vault_of(self.kit)
        listed = await self.kit.with_transactions(list_sealed, vault, reader=origin.user)
        await self.show(origin, list_modal(listed, self.kit.texts_for(origin.user)))

    @pressed_quietly
    async def open(self, origin: Interaction, pressed: Pressed) -> None:
        """Show a report, which is then written down, and told to who else may open it."""
        report_id = read_back(UUID, text_in(pressed))
        await self.show(origin, await self._report(report_id, reader=origin.user))

    @pressed_quietly
    async def act(self, origin: Interaction, pressed: Pressed) -> None:
        report_id = read_back(UUID, text_in(pressed))
        texts = self.kit.texts_for(origin.user)
        await self.show(origin, step_form(report_id, texts, form=uuid4()))

    @submitted_quietly
    async def step(self, submission: Submission) -> None:
        """Take the step, then show the report with it."""
        texts, taken = submission.texts, read_step_taken(submission.view)
        if isinstance(taken, FormErrors):
            await submission.point_out(taken)
            return
        vault = vault_of(self.kit)
        try:
            whole = await self.kit.with_transactions(
                take_sealed_step, vault, taken, actor=submission.user
            )
        except NotYetError:
            said = texts.sealed_handling.not_yet
            await submission.show(warned(submission.view, [said]))
            return
        if whole is None:
            await submission.show(erased_modal(texts))
            return
        office = await self.kit.read(read_office)
        await submission.show(report_modal(whole, texts, zone=office.zone))

    async def _report(self, report_id: UUID, *, reader: str) -> Block:
        vault = vault_of(self.kit)
        whole = await self.kit.with_transactions(open_sealed, vault, report_id, reader=reader)
        office = await self.kit.read(read_office)
        return report_modal(whole, self.kit.texts_for(reader), zone=office.zone)
