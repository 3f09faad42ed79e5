"""One thing a person does: who, with what, and how it may fail."""

from dataclasses import dataclass
from enum import StrEnum

from bot.sandbox.client.surfaces import View
from bot.sandbox.client.texts import ENGLISH, FRENCH, ClientTexts
from bot.sandbox.conversations import Conversation, Message
from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.people import Member
from bot.sandbox.to_app.envelopes import Envelope, Outcome
from bot.sandbox.world import World


class Why(StrEnum):
    """Why a person cannot do what they want; the value is the page's word."""

    INVALID_FIELDS = "invalid_fields"
    OPERATION_TIMEOUT = "operation_timeout"
    DISPATCH_FAILED = "dispatch_failed"
    APP_ERROR = "app_error"
    VIEW_GONE = "view_gone"
    MESSAGE_NOT_FOUND = "message_not_found"
    CHANNEL_NOT_FOUND = "channel_not_found"
    IS_ARCHIVED = "is_archived"
    NOT_ALLOWED = "not_allowed"
    UNKNOWN_COMMAND = "unknown_command"
    THREADS_UNSUPPORTED = "threads_unsupported"


class BadDeedError(Exception):
    """A request that no client would make: something is missing or of the wrong form."""


class RefusedError(Exception):
    """What the person wants cannot be done; `answer` is told to the client."""

    def __init__(self, code: Why, **more: object) -> None:
        super().__init__(code)
        self.answer: JsonObject = {"ok": False, "error": code.value, **more}


@dataclass(frozen=True, slots=True)
class Deed:
    world: World
    person: Member
    body: JsonObject

    @property
    def texts(self) -> ClientTexts:
        return FRENCH if self.person.speaks_french else ENGLISH

    def text(self, name: str) -> str:
        """A string that must be there; raises BadDeedError."""
        value = self.body.get(name)
        if not isinstance(value, str):
            raise BadDeedError(f"{name} is missing or not a string")
        return value

    def optional(self, name: str) -> str | None:
        return self.text(name) if self.body.get(name) is not None else None

    def refusal(self, code: Why, notice: str) -> RefusedError:
        return RefusedError(code, notice=notice)

    def conversation(self, channel: str) -> Conversation:
        """A conversation this person sees; raises RefusedError."""
        conversation = self.world.workspace.conversations.get(channel)
        if conversation is None or not conversation.is_seen_by(self.person.id):
            raise self.refusal(Why.CHANNEL_NOT_FOUND, self.texts.gone)
        return conversation

    def message(self) -> Message:
        """The message named by `channel` and `ts`, if this person sees it; raises RefusedError."""
        conversation = self.conversation(self.text("channel"))
        message = conversation.messages.get(self.text("ts"))
        if message is None or message.only_for not in {None, self.person.id}:
            raise self.refusal(Why.MESSAGE_NOT_FOUND, self.texts.gone)
        return message

    def view(self) -> View:
        """The view named by `view_id`, if it is this person's; raises RefusedError."""
        view = self.world.surfaces.find(self.text("view_id"))
        if view is None or view.user != self.person.id:
            raise self.refusal(Why.VIEW_GONE, self.texts.gone)
        return view

    async def deliver(self, envelope: Envelope) -> Json:
        """Tell the app and wait for its answer; raises RefusedError where none comes in time."""
        app = self.world.manifest.name
        delivery = await self.world.courier.deliver(envelope)
        if delivery.is_acked:
            return delivery.answer
        if delivery.outcome is Outcome.NO_CONNECTION:
            raise self.refusal(Why.DISPATCH_FAILED, self.texts.not_connected.format(app))
        raise self.refusal(Why.OPERATION_TIMEOUT, self.texts.timed_out.format(app))

    def app_error(self, problems: list[str], *, where: str, payload: Json) -> RefusedError:
        """The app answered what Slack does not take: note it, and tell the person."""
        self.world.inspector.refuse(where, problems, payload)
        return self.refusal(Why.APP_ERROR, self.texts.app_error.format(self.world.manifest.name))
