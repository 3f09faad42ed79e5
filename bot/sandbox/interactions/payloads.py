"""The parts that Slack's interaction payloads have in common."""

from bot.sandbox import cast
from bot.sandbox.client.renderings import message_for_slack
from bot.sandbox.conversations import Conversation, Kind, Message
from bot.sandbox.interactions.deed import Deed
from bot.sandbox.json_types import JsonObject

VERIFICATION_TOKEN = "sandbox-verification-token"  # noqa: S105  (Slack's deprecated token)


def common(deed: Deed, kind: str) -> JsonObject:
    """What every interaction says: who, where, with which trigger."""
    return {
        "type": kind,
        "token": VERIFICATION_TOKEN,
        "api_app_id": cast.APP,
        "team": {"id": cast.TEAM, "domain": cast.TEAM_DOMAIN},
        "user": {
            "id": deed.person.id,
            "username": deed.person.name,
            "name": deed.person.name,
            "team_id": cast.TEAM,
        },
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": deed.world.triggers.issue(deed.person.id),
    }


def channel_name(conversation: Conversation) -> str:
    """Slack names private channels and direct messages by their kind only."""
    match conversation.kind:
        case Kind.PUBLIC:
            return conversation.name
        case Kind.PRIVATE:
            return "privategroup"
        case Kind.DM:
            return "directmessage"


def channel_of(conversation: Conversation) -> JsonObject:
    return {"id": conversation.id, "name": channel_name(conversation)}


def response_url(deed: Deed, conversation: Conversation, message: Message | None = None) -> str:
    token = deed.world.response_urls.issue(
        deed.person.id, conversation.id, message_ts=message.ts if message else None
    )
    return f"{deed.world.base_url}/response/{token}"


def message_of(deed: Deed, message: Message) -> JsonObject:
    return message_for_slack(deed.world.workspace, message, base_url=deed.world.base_url)
