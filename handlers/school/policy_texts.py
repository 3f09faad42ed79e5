"""« Politique »: the versions that are kept, and the form that adds one."""

from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.services.school.policy_texts import add_policy_text, read_policies
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.school.policy_texts import (
    ADD,
    CALLBACK_ID,
    OPEN,
    policies_modal,
    policy_form,
    read_policy_form,
)
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, show_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the list's button, and the form."""
    policies = PolicyForms(kit)
    on_press(app, OPEN, policies.open)
    on_press(app, ADD, policies.ask)
    on_submit(app, CALLBACK_ID, policies.add, kit=kit)


class PolicyForms:
    """Shows and takes versions; who may is decided in the service."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open(self, origin: Interaction, _pressed: Pressed) -> None:
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        kept = await kit.read(read_policies, reader=origin.user)
        await show_view(kit.client, origin, view=policies_modal(kept, texts), texts=texts)

    async def ask(self, origin: Interaction, _pressed: Pressed) -> None:
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        kept = await kit.read(read_policies, reader=origin.user)
        view = policy_form(texts, submission_id=uuid4(), today=kept.today)
        await show_view(kit.client, origin, view=view, texts=texts)

    async def add(self, submission: Submission) -> None:
        """Commit, then show the list with the new version in the form's place."""
        draft = read_policy_form(submission.view)
        if isinstance(draft, FormErrors):
            await submission.point_out(draft)
            return
        async with submission.answered():
            kept = await self._kit.run(add_policy_text, draft, actor=submission.user)
            log.info("policy kept", policy=str(draft.submission_id), by=submission.user)
            await submission.show(policies_modal(kept, submission.texts))
            self._kit.wake_delivery()
