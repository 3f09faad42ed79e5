"""The settings' button that tries everything Vigie does in Slack, and says how it went."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError

from bot.domain.errors import NotAllowedError, UnreadableError
from bot.domain.school.office import Office
from bot.domain.school.rehearsal import NEEDS, Left, Rehearsed, Trial, Tried
from bot.services.school.offices import look_at_settings
from bot.slack.addresses import SlackAddresses
from bot.slack.payload_shapes import Pressed
from bot.ui.blocks.blocks import Post
from bot.ui.school.rehearsal import REHEARSE, rehearsal_lines, rehearsal_modal
from bot.ui.school.settings_form import answered_at
from bot.ui.texts.rehearsal import RehearsalTexts
from handlers.dependencies import Dependencies
from handlers.listening import on_press
from handlers.openings import Interaction, code_of, tell_person

log = structlog.get_logger()

_LOST = (aiohttp.ClientError, TimeoutError)
_OK = 200


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the button."""
    on_press(app, REHEARSE, Rehearsals(kit).begin)


class Rehearsals:
    """Rehearses for those who may change the settings."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def begin(self, origin: Interaction, _pressed: Pressed) -> None:
        """Open a window first, while the press allows it. Raises NotAllowedError."""
        kit, texts = self._kit, RehearsalTexts(self._kit.texts_for(origin.user).reads)
        answer_at = answered_at(origin.shown)
        if not SlackAddresses(api_url=kit.client.base_url).takes_answers(answer_at):
            raise UnreadableError
        office = await self._office_for(origin.user)
        window = TrialWindow(kit, origin, texts)
        await window.open()
        if office.quality_channel is None:
            await window.say([texts.no_channel])
            return
        done = await kit.rehearse(office.quality_channel, origin.user, texts)
        answered = await self._answer(answer_at, texts)
        left = () if answered.is_failure else (Left.ANSWER,)
        whole = Rehearsed(tried=(*done.tried, *window.tried, answered), left=(*done.left, *left))
        log.info("rehearsed", refused=[one.code for one in whole.tried if one.code])
        await window.say(list(rehearsal_lines(whole, texts)))

    async def _office_for(self, person: str) -> Office:
        kit = self._kit
        is_admin = kit.directory.person(person).is_admin
        office, rights = await kit.read(look_at_settings, reader=person, is_admin=is_admin)
        if not rights.choices:
            raise NotAllowedError
        return office

    async def _answer(self, answer_at: str, texts: RehearsalTexts) -> Tried:
        """Answer the command that opened the settings."""
        said = texts.marked(texts.answer)
        try:
            answered = await AsyncRespond(response_url=answer_at)(
                text=said, response_type="ephemeral"
            )
        except _LOST as error:
            return Tried(trial=Trial.ANSWER, code=type(error).__name__, is_lost=True)
        status = answered.status_code
        return Tried(trial=Trial.ANSWER, code=None if status == _OK else f"http_{status}")


@dataclass(slots=True)
class TrialWindow:
    """A window on top of the settings: opened, changed, and at last how all went."""

    kit: Dependencies
    origin: Interaction
    texts: RehearsalTexts
    tried: list[Tried] = field(default_factory=list)
    _id: str = ""

    async def open(self) -> None:
        """Try to open it and to change it."""
        await self._try(Trial.FORM, self._push)
        if self._id:
            await self._try(Trial.FORM_UPDATE, lambda: self._show([self.texts.goes_on]))
        else:
            self.tried.append(Tried(trial=Trial.FORM_UPDATE, missed=NEEDS[Trial.FORM_UPDATE]))

    async def say(self, lines: list[str]) -> None:
        """Say it there, or else directly."""
        try:
            if self._id:
                await self._show(lines)
                return
        except (SlackApiError, *_LOST) as error:
            log.info("rehearsal told directly", error=code_of(error))
        post = Post(text="\n".join(lines), blocks=[])
        await tell_person(self.kit.client, self.origin.respond, user=self.origin.user, post=post)

    async def _try(self, trial: Trial, call: Callable[[], Awaitable[None]]) -> None:
        try:
            await call()
        except (SlackApiError, *_LOST) as error:
            is_lost = not isinstance(error, SlackApiError)
            self.tried.append(Tried(trial=trial, code=code_of(error), is_lost=is_lost))
        else:
            self.tried.append(Tried(trial=trial))

    async def _push(self) -> None:
        view = self._view([self.texts.marked(self.texts.begins)])
        answer = await self.kit.client.views_push(trigger_id=self.origin.trigger_id, view=view)
        self._id = str(answer["view"]["id"])

    async def _show(self, lines: list[str]) -> None:
        await self.kit.client.views_update(view_id=self._id, view=self._view(lines))

    def _view(self, lines: list[str]) -> dict[str, Any]:
        close = self.kit.texts_for(self.origin.user).receipt.close
        return rehearsal_modal(lines, self.texts, close=close)
