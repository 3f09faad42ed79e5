"""Events: what happens in the workspace, told to the app where its manifest asks for it."""

from bot.clock import Clock
from bot.sandbox import cast
from bot.sandbox.changes import Change, MessageChanged, MessageDeleted, MessagePosted, PersonChanged
from bot.sandbox.client.renderings import message_for_slack
from bot.sandbox.client.surfaces import Surfaces
from bot.sandbox.conversations import Conversation, Message
from bot.sandbox.identifiers import Identifiers
from bot.sandbox.json_types import JsonObject
from bot.sandbox.manifest import Manifest
from bot.sandbox.to_app.courier import Courier
from bot.sandbox.to_app.envelopes import Envelope, EnvelopeType
from bot.sandbox.workspace import Workspace


class AppEvents:
    def __init__(
        self,
        *,
        clock: Clock,
        ids: Identifiers,
        manifest: Manifest,
        workspace: Workspace,
        surfaces: Surfaces,
        courier: Courier,
    ) -> None:
        self._clock = clock
        self._ids = ids
        self._manifest = manifest
        self._workspace = workspace
        self._surfaces = surfaces
        self._courier = courier
        self.base_url = ""

    def take(self, change: Change) -> None:
        """Turn a change of the workspace into the event Slack would send, if any."""
        match change:
            case MessagePosted(conversation, message):
                self._message(conversation, message, self._written(message))
            case MessageChanged(conversation, message, by=str(), before=before):
                self._message(conversation, message, self._edited(message, before))
            case MessageDeleted(conversation, message):
                self._message(conversation, message, self._deleted(message))
            case PersonChanged(person, is_new=is_new):
                kind = "team_join" if is_new else "user_change"
                now = self._clock.now()
                user = person.as_slack(team=cast.TEAM, now=now, with_locale=True)
                self._send(kind, {"type": kind, "user": user, "cache_ts": int(now.timestamp())})
            case _:
                pass

    def home_opened(self, user: str, tab: str) -> None:
        conversation = self._workspace.direct_message(user, cast.APP_USER)
        event: JsonObject = {
            "type": "app_home_opened",
            "user": user,
            "channel": conversation.id,
            "tab": tab,
        }
        view = self._surfaces.home(user)
        if view and tab == "home":
            event |= {"view": view.as_slack()}
        self._send("app_home_opened", event)

    def _message(self, conversation: Conversation, message: Message, event: JsonObject) -> None:
        if message.only_for or cast.APP_USER not in conversation.members:
            return
        family = conversation.kind.event_family
        subscription = "message.im" if family == "im" else f"message.{family}s"
        self._send(subscription, event | {"channel": conversation.id, "channel_type": family})

    def _written(self, message: Message) -> JsonObject:
        written = self._render(message)
        return written | ({"subtype": "file_share"} if message.files else {})

    def _edited(self, message: Message, before: Message | None) -> JsonObject:
        return {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "ts": message.edited_ts,
            "message": self._render(message),
            "previous_message": self._render(before or message),
        }

    def _deleted(self, message: Message) -> JsonObject:
        return {
            "type": "message",
            "subtype": "message_deleted",
            "hidden": True,
            "ts": self._ids.next_ts(),
            "deleted_ts": message.ts,
            "previous_message": self._render(message),
        }

    def _render(self, message: Message) -> JsonObject:
        return message_for_slack(self._workspace, message, base_url=self.base_url)

    def _send(self, subscription: str, event: JsonObject) -> None:
        if subscription not in self._manifest.events:
            return
        payload = {
            "token": "sandbox-verification-token",
            "team_id": cast.TEAM,
            "context_team_id": cast.TEAM,
            "api_app_id": cast.APP,
            "type": "event_callback",
            "event": {**event, "event_ts": event.get("ts") or self._ids.next_ts()},
            "event_id": self._ids.next("Ev"),
            "event_time": int(self._clock.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": cast.TEAM,
                    "user_id": cast.APP_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
        }
        what = str(event.get("subtype") or event["type"])
        self._courier.send_event(Envelope(type=EnvelopeType.EVENT, what=what, payload=payload))
