"""Messages and conversations as Slack's API and as the page describe them."""

from bot.sandbox import cast
from bot.sandbox.client.surfaces import View
from bot.sandbox.conversations import Conversation, Kind, Message
from bot.sandbox.json_types import JsonObject
from bot.sandbox.workspace import Workspace


def message_for_slack(
    workspace: Workspace, message: Message, *, base_url: str = "", with_metadata: bool = True
) -> JsonObject:
    """The message object of conversations.history."""
    written: JsonObject = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": cast.TEAM,
    }
    if message.bot_id:
        written |= {"bot_id": message.bot_id, "app_id": message.app_id}
        written["bot_profile"] = {
            "id": message.bot_id,
            "app_id": message.app_id,
            "name": workspace.people[message.user].real_name,
            "team_id": cast.TEAM,
        }
    if message.blocks:
        written["blocks"] = message.blocks
    if message.attachments:
        written["attachments"] = message.attachments
    if message.files:
        written["files"] = [file.as_sent(base_url) for file in message.files]
    if message.edited_ts:
        written["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.metadata and with_metadata:
        written["metadata"] = message.metadata
    return written | _thread(workspace, message)


def _thread(workspace: Workspace, message: Message) -> JsonObject:
    if not message.thread_ts:
        return {}
    replies = workspace.conversations[message.channel].replies[message.thread_ts]
    if message.is_reply:
        return {"thread_ts": message.thread_ts}
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts if replies else None,
    }


def message_for_page(workspace: Workspace, message: Message, viewer: str) -> JsonObject:
    replies = workspace.conversations[message.channel].replies
    is_parent = message.thread_ts is not None and not message.is_reply
    return {
        "channel": message.channel,
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "reply_count": len(replies[message.ts]) if is_parent else 0,
        "edited": message.edited_ts is not None,
        "ephemeral": message.only_for is not None,
        "bot": message.bot_id is not None,
        "files": [file.as_page(viewer) for file in message.files],
        "permalink": permalink_path(message),
    }


def permalink_path(message: Message) -> str:
    link = f"/archives/{message.channel}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={message.channel}"
    return link


def conversation_for_slack(
    conversation: Conversation, *, viewer: str, members: bool = False
) -> JsonObject:
    """The conversation object of conversations.info."""
    written: JsonObject = {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": conversation.archived,
        "is_channel": conversation.kind is Kind.PUBLIC,
        "is_group": conversation.kind is Kind.PRIVATE,
        "is_im": conversation.kind is Kind.DM,
        "is_mpim": False,
        "is_private": conversation.kind is not Kind.PUBLIC,
        "is_org_shared": False,
        "context_team_id": cast.TEAM,
        "updated": conversation.created * 1000,
    }
    if conversation.kind is Kind.DM:
        other = next((one for one in conversation.members if one != viewer), viewer)
        return written | {"user": other, "is_open": True}
    written |= {
        "name": conversation.name,
        "name_normalized": conversation.name,
        "creator": conversation.creator,
        "is_general": conversation.id == cast.GENERAL,
        "is_member": viewer in conversation.members,
        "is_shared": False,
        "is_ext_shared": False,
        "topic": {"value": conversation.topic, "creator": conversation.creator, "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }
    return written | ({"num_members": len(conversation.members)} if members else {})


def conversation_for_page(
    workspace: Workspace, conversation: Conversation, viewer: str
) -> JsonObject:
    return {
        "id": conversation.id,
        "name": _name_for(workspace, conversation, viewer),
        "kind": conversation.kind.value,
        "topic": conversation.topic,
        "members": sorted(conversation.members),
        "archived": conversation.archived,
        "has_app": cast.APP_USER in conversation.members,
        "unread": conversation.unread[viewer],
    }


def _name_for(workspace: Workspace, conversation: Conversation, viewer: str) -> str:
    if conversation.kind is not Kind.DM:
        return conversation.name
    other = next((one for one in conversation.members if one != viewer), viewer)
    return workspace.people[other].real_name


def views_for_page(workspace: Workspace, stack: list[View], viewer: str) -> list[JsonObject]:
    """The modals a person has open, with the files chosen in them."""
    shown = []
    for view in stack:
        states = [one for actions in view.state_values().values() for one in actions.values()]
        held = [file["id"] for state in states for file in state.get("files", ())]
        files = {one: workspace.files[one].as_page(viewer) for one in held}
        shown.append(view.as_page() | {"files": files})
    return shown
