"""« Remplacements »: the list of who stands in for whom, and its form."""

from functools import partial
from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.school.substitutes import Substitutions
from bot.services.school.substitutes import (
    SubstitutionRefusedError,
    end_substitution,
    look_at_substitutions,
    plan_substitution,
)
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.school.substitutes import (
    ADD_SUBSTITUTE,
    END_SUBSTITUTE,
    SUBSTITUTE_FORM,
    SUBSTITUTES,
    read_substitute,
    substitute_form,
    substitutes_modal,
    unsuited_answer,
    which_to_end,
)
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view, update_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the list with its buttons, and the form."""
    listed = SubstituteForms(kit)
    on_press(app, SUBSTITUTES, listed.open)
    on_press(app, ADD_SUBSTITUTE, listed.add)
    on_press(app, END_SUBSTITUTE, listed.end)
    on_submit(app, SUBSTITUTE_FORM, listed.submit, kit=kit)


class SubstituteForms:
    """Shows who stands in for whom and takes changes; who may is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open(self, origin: Interaction, _pressed: Pressed) -> None:
        """Show the list. Raises NotAllowedError."""
        view = self._list(await self._look(origin.user), user=origin.user)
        await self._show(origin, view)

    async def add(self, origin: Interaction, _pressed: Pressed) -> None:
        """Ask who stands in for whom. Raises NotAllowedError."""
        seen = await self._look(origin.user)
        texts = self._kit.texts_for(origin.user)
        view = substitute_form(seen, texts, submission_id=uuid4())
        await self._show(origin, view)

    async def end(self, origin: Interaction, pressed: Pressed) -> None:
        """End one at once, and show the list as it is then. Raises NotAllowedError."""
        kit, user = self._kit, origin.user
        ending = partial(end_substitution, actor=user, is_admin=self._is_admin(user))
        seen = await kit.run(ending, which_to_end(pressed))
        log.info("substitution ended", by=user)
        kit.wake_delivery()
        view = self._list(seen, user=user)
        await update_view(kit.client, view_id=origin.shown.id, view=view)

    async def submit(self, submission: Submission) -> None:
        """Commit, then acknowledge, then show the list beneath as it is now."""
        kit, user = self._kit, submission.user
        wanted = read_substitute(submission.view, reader=user)
        if isinstance(wanted, FormErrors):
            await submission.point_out(wanted)
            return
        await kit.ask_about(wanted.substitute)
        async with submission.answered():
            try:
                seen = await kit.run(
                    plan_substitution, wanted, actor=user, is_admin=self._is_admin(user)
                )
            except SubstitutionRefusedError as refused:
                await submission.point_out(unsuited_answer(submission.view, refused.reason))
                return
            log.info("substitution planned", by=user)
            await self._show_list(submission, self._list(seen, user=user))
            kit.wake_delivery()

    async def _show_list(self, submission: Submission, shown: Block) -> None:
        """In its modal beneath the form, or where the form took its place."""
        under = submission.beneath
        if under == submission.view.id:
            await submission.show(shown)
            return
        await submission.close()
        if under:
            await update_view(self._kit.client, view_id=under, view=shown)

    async def _look(self, user: str) -> Substitutions:
        admin = self._is_admin(user)
        return await self._kit.read(look_at_substitutions, reader=user, is_admin=admin)

    def _is_admin(self, user: str) -> bool:
        return self._kit.directory.person(user).is_admin

    async def _show(self, origin: Interaction, view: Block) -> None:
        kit = self._kit
        await show_view(kit.client, origin, view=view, texts=kit.texts_for(origin.user))

    def _list(self, seen: Substitutions, *, user: str) -> Block:
        return substitutes_modal(seen, self._kit.texts_for(user))
