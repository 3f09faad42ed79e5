"""`/qualite reglages`: the school's choices, in a form; and what Slack says of its members."""

import asyncio
from collections.abc import Callable

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.errors import NotAllowedError
from bot.domain.school.office import Office, OfficeChange
from bot.services.actions.departures import take_back
from bot.services.school.offices import (
    OfficeRefusedError,
    change_handlers,
    change_office,
    look_at_settings,
)
from bot.slack.gateway import CallError
from bot.slack.payload_shapes import MemberEvent
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.school.settings_form import (
    CALLBACK_ID,
    CHANNEL,
    HANDLERS_ID,
    read_handlers,
    read_settings,
    refused_choices,
    saved_modal,
    settings_modal,
)
from handlers.dependencies import Dependencies
from handlers.listening import on_submit
from handlers.openings import Interaction, show_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the forms, of which `/qualite` opens one, and what Slack says of members."""
    settings = SettingsForms(kit)
    on_submit(app, CALLBACK_ID, settings.submit, kit=kit)
    on_submit(app, HANDLERS_ID, settings.submit_handlers, kit=kit)
    _hear_of_members(app, kit)


class SettingsForms:
    """Opens and takes the form; who may is decided in the service, again at submission."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def open(self, origin: Interaction, _brought: object) -> None:
        """Show the choices as they are. Raises NotAllowedError."""
        kit, user = self._kit, origin.user
        await kit.ask_about(user)  # one call in front of the form, once: nobody knows them yet
        texts = kit.texts_for(user)
        office, rights = await kit.read(
            look_at_settings, reader=user, is_admin=kit.directory.person(user).is_admin
        )
        if not (rights.choices or rights.handlers):
            raise NotAllowedError
        view = settings_modal(
            texts, office=office, rights=rights, answer_at=origin.respond.response_url
        )
        await show_view(kit.client, origin, view=view, texts=texts)

    async def submit(self, submission: Submission) -> None:
        read = read_settings(submission.view, now=self._kit.clock.now())
        if isinstance(read, OfficeChange):
            read = await self._with_usable_channel(read)
        if isinstance(read, FormErrors):
            await submission.point_out(read)
            return
        await self._keep(submission, change_office, read)

    async def submit_handlers(self, submission: Submission) -> None:
        """The form of those who handle confidential cases and do not lead the school."""
        await self._keep(submission, change_handlers, read_handlers(submission.view) or ())

    async def _with_usable_channel(self, change: OfficeChange) -> OfficeChange | FormErrors:
        """Refuse a public channel, or one that Vigie cannot post to, at its field."""
        if change.quality_channel is None:
            return change
        try:
            is_private = await self._kit.channel_is_private(change.quality_channel)
        except CallError as error:
            log.info("channel not usable", error=error.code)
            return FormErrors({CHANNEL: FieldError.NOT_IN_CHANNEL})
        return change if is_private else FormErrors({CHANNEL: FieldError.PUBLIC_CHANNEL})

    async def _keep(
        self,
        submission: Submission,
        change: Callable[..., Office],
        chosen: OfficeChange | tuple[str, ...],
    ) -> None:
        """Commit, then say so; or say at its field who cannot be chosen."""
        kit, actor = self._kit, submission.user
        await asyncio.gather(*map(kit.ask_about, _people_in(chosen)))
        async with submission.answered():
            try:
                await kit.run(
                    change, chosen, actor=actor, is_admin=kit.directory.person(actor).is_admin
                )
            except OfficeRefusedError as refused:
                await submission.point_out(refused_choices(refused.found))
                return
            await submission.show(saved_modal(submission.texts))
            kit.wake_delivery()


def _people_in(chosen: OfficeChange | tuple[str, ...]) -> frozenset[str]:
    """Everybody who is chosen for something."""
    if isinstance(chosen, tuple):
        return frozenset(chosen)
    several = (
        chosen.quality_managers,
        chosen.training_managers,
        chosen.confidential_handlers or (),
    )
    return frozenset(person for those in several for person in those)


def _hear_of_members(app: AsyncApp, kit: Dependencies) -> None:
    """Listen to `user_change` and `team_join`; heard twice, they change nothing."""

    async def hear(sent: MemberEvent) -> None:
        heard = await kit.directory.hear([sent.user.whole])
        if any(person.is_deleted for person in heard):
            await kit.with_transactions(take_back)
            kit.wake_delivery()

    app.event("user_change")(hear)
    app.event("team_join")(hear)
