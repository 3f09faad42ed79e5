"""`/signalement`: the door, the form, the receipt, and the way back by the code."""

import asyncio
from uuid import uuid4

from slack_bolt.app.async_app import AsyncApp

from bot.domain.sealed.reports import SealedDraft, SealedReport
from bot.sealing.codes import code_in
from bot.sealing.vault import Vault
from bot.services.school.offices import read_office
from bot.services.sealed.filing import NobodyToReadError, file_sealed, follow, who_handles
from bot.services.sealed.records import SealedMissingError
from bot.slack.payload_shapes import Command, Pressed
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.cases.home import SEALED
from bot.ui.sealed.filing import (
    CALLBACK_ID,
    HAS_CODE,
    AtDoor,
    SealedDoor,
    door_modal,
    elsewhere_modal,
    read_sealed,
    sealed_form,
    submission_of,
)
from bot.ui.sealed.thread import (
    ADDED,
    CODE,
    CODE_FORM,
    code_modal,
    failed_modal,
    receipt_modal,
    waiting_modal,
)
from bot.ui.steps.refusals import warned
from bot.ui.texts.catalogue import Texts
from handlers.dependencies import Dependencies
from handlers.listening import on_command, on_press, on_submit
from handlers.openings import Interaction, update_view
from handlers.sealed.deriving import Derivations, Tries
from handlers.sealed.quietly import SealedScreens, pressed_quietly, submitted_quietly
from handlers.submissions import Submission

COMMAND = "/signalement"
PATIENCE = 2.0
"""Seconds that a receipt may take before a page stands in its place: Slack waits for three."""


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the command, the Home tab's button, the form and the code's."""
    filing = SealedFiling(kit)
    on_command(app, COMMAND, filing.open)
    on_press(app, SEALED, filing.open)
    on_press(app, HAS_CODE, filing.ask_code)
    on_submit(app, CALLBACK_ID, filing.submit, kit=kit)
    on_submit(app, CODE_FORM, filing.follow, kit=kit)


class SealedFiling(SealedScreens):
    """The words of the command are ignored; nothing here goes through inbox or submissions."""

    def __init__(self, kit: Dependencies) -> None:
        super().__init__(kit)
        self._derivations, self._tries = Derivations(), Tries()

    @pressed_quietly
    async def open(self, origin: Interaction, _used: Command | Pressed) -> None:
        texts = self.kit.texts_for(origin.user)
        door = await door_of(self.kit, origin.user)
        if door is None:
            await self.show(origin, await elsewhere(self.kit, texts))
        else:
            await self.show(origin, door_modal(door, texts, submission_id=uuid4()))

    @pressed_quietly
    async def ask_code(self, origin: Interaction, _pressed: Pressed) -> None:
        view = code_modal(self.kit.texts_for(origin.user), submission_id=uuid4())
        await self.show(origin, view)

    @submitted_quietly
    async def submit(self, submission: Submission) -> None:
        """Go on from the door to the form, or keep what was told."""
        door = await door_of(self.kit, submission.user)
        if door is None:
            await submission.show(await elsewhere(self.kit, submission.texts))
            return
        read = read_sealed(submission.view, door.handlers)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
        elif isinstance(read, AtDoor):
            await submission.show(await self._form(submission, door, read))
        else:
            await self._file(submission, door, read)

    async def _form(self, submission: Submission, door: SealedDoor, answers: AtDoor) -> Block:
        """The form, unless nobody would be left to read it."""
        texts, gone = submission.texts, (await self.kit.read(who_handles, vault_of(self.kit)))[1]
        if not door.handlers.readers(unfit={*answers.concerned, *gone}):
            return elsewhere_modal(texts, contact=door.handlers.contact, is_store=True)
        number = submission_of(submission.view)
        return sealed_form(door, answers, texts, submission_id=number)

    async def _file(self, submission: Submission, door: SealedDoor, draft: SealedDraft) -> None:
        """Answer in time: with the receipt, or with a page that it takes the place of."""
        making = asyncio.create_task(self._kept(draft))
        done, _ = await asyncio.wait({making}, timeout=PATIENCE)
        texts = submission.texts
        if done:
            try:
                await submission.show(await self._receipt(*making.result(), texts))
            except NobodyToReadError:
                said = texts.sealed.nobody_left.format(contact=door.handlers.contact)
                await submission.show(warned(submission.view, [said]))
            return
        await submission.show(waiting_modal(texts))
        view = failed_modal(texts)
        try:
            view = await self._receipt(*await making, texts)
        finally:
            await update_view(self.kit.client, view_id=submission.view.id, view=view)

    async def _kept(self, draft: SealedDraft) -> tuple[SealedReport, str]:
        vault = vault_of(self.kit)
        code = vault.code_of(draft.submission)
        author = await self._derivations.key_of(code, salt=vault.folder.salt())
        report = await self.kit.with_transactions(file_sealed, vault, draft, author=author.public)
        return report, code

    async def _receipt(self, report: SealedReport, code: str, texts: Texts) -> Block:
        office = await self.kit.read(read_office)
        return receipt_modal(report, code, texts, calendar=office.calendar)

    @submitted_quietly
    async def follow(self, submission: Submission) -> None:
        """Show what was answered to who has the code, and take what they add."""
        vault, texts, user = vault_of(self.kit), submission.texts, submission.user
        answers = Answers(submission.view)
        code = code_in(answers.text(CODE))
        if not self._tries.may_try(user, self.kit.clock.now()):
            await _point_at_code(submission, texts.sealed.too_often)
            return
        if code is None:
            await _point_at_code(submission, texts.sealed.no_code)
            return
        author = await self._derivations.key_of(code, salt=vault.folder.salt())
        given = {"added": _added(submission, answers), "form": submission_of(submission.view)}
        try:
            thread = await self.kit.with_transactions(follow, vault, author, **given)
        except SealedMissingError:
            await _point_at_code(submission, texts.sealed.no_code)
            return
        self._tries.was_right(user)
        office = await self.kit.read(read_office)
        view = code_modal(texts, submission_id=uuid4(), thread=thread, calendar=office.calendar)
        await submission.show(view)


async def _point_at_code(submission: Submission, said: str) -> None:
    await submission.ack(response_action="errors", errors={CODE: said})


def _added(submission: Submission, answers: Answers) -> str:
    """What stands in the field for more, which has another name each time."""
    blocks = (str(block.get("block_id", "")) for block in submission.view.blocks)
    return next((answers.text(one).strip() for one in blocks if one.startswith(ADDED)), "")


def vault_of(kit: Dependencies) -> Vault:
    """The sealed store. Raises SealedMissingError where there is none."""
    if kit.sealed is None:
        raise SealedMissingError
    return kit.sealed


async def door_of(kit: Dependencies, person: str) -> SealedDoor | None:
    """What the door shows; None where there is no store, or none that can be used now."""
    if kit.sealed is None or not kit.sealed.is_open:
        return None
    handlers, gone = await kit.read(who_handles, kit.sealed)
    there = {one.person for one in handlers.everybody} - gone
    return SealedDoor(handlers=handlers, may_handle=person in there)


async def elsewhere(kit: Dependencies, texts: Texts) -> Block:
    """Whom to reach instead."""
    office = await kit.read(read_office)
    return elsewhere_modal(texts, contact=office.violence_contact, is_store=False)
