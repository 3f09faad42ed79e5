"""What a person sees: people, conversations, messages, views, files."""

from itertools import islice

from aiohttp import web

from bot.sandbox import cast
from bot.sandbox.client.renderings import conversation_for_page, message_for_page, views_for_page
from bot.sandbox.conversations import Conversation
from bot.sandbox.files import StoredFile
from bot.sandbox.json_types import JsonObject
from bot.sandbox.page_api.posting import post_for_page
from bot.sandbox.page_api.requests import BadRequestError, asking, instant, ok
from bot.sandbox.payload_rules import slack_files
from bot.sandbox.world import World

PAGE_LENGTH = 200
_SHORTCUT_FIELDS = ("name", "type", "callback_id", "description")


async def people(world: World, _request: web.Request) -> web.Response:
    return ok(_introduction(world))


async def state(world: World, request: web.Request) -> web.Response:
    viewer = asking(world, request.query.get("as"))
    home = world.surfaces.home(viewer.id)
    return ok(
        {
            **_introduction(world),
            "now": instant(world.clock.now()),
            "jumps": list(world.jumps),
            "stories": list(world.stories),
            "is_telling": world.is_telling,
            "me": viewer.as_page(),
            "commands": [_command(one) for one in world.manifest.commands],
            "shortcuts": [
                {name: one.get(name, "") for name in _SHORTCUT_FIELDS}
                for one in world.manifest.shortcuts
            ],
            "conversations": [
                conversation_for_page(world.workspace, one, viewer.id)
                | _latest(world, one, viewer.id)
                for one in world.workspace.conversations.values()
                if one.is_seen_by(viewer.id)
            ],
            "home": home.as_page() if home else None,
            "post": post_for_page(world),
            "views": views_of(world, viewer.id),
        }
    )


async def messages(world: World, request: web.Request) -> web.Response:
    """An older page of a conversation."""
    viewer = asking(world, request.query.get("as"))
    conversation = world.workspace.conversations.get(request.query.get("channel", ""))
    if conversation is None or not conversation.is_seen_by(viewer.id):
        raise BadRequestError("no such conversation for this person")
    limit = int(request.query.get("limit", PAGE_LENGTH))
    before = request.query.get("before")
    return ok(_latest(world, conversation, viewer.id, limit=limit, before=before))


async def file(world: World, request: web.Request) -> web.Response:
    """A file's bytes, for a person."""
    viewer = asking(world, request.query.get("as"))
    stored = world.workspace.files.get(request.match_info["file"])
    if stored is None or not _sees(world, viewer.id, stored):
        raise web.HTTPNotFound
    # never as a page of ours, whatever was uploaded
    headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=stored.content, content_type=stored.mimetype, headers=headers)


def _sees(world: World, viewer: str, stored: StoredFile) -> bool:
    """Whether it is theirs, in a conversation of theirs, or in a view they have open."""
    conversations = (world.workspace.conversations[one] for one in stored.shown_in)
    home = world.surfaces.home(viewer)
    views = [*world.surfaces.stack(viewer), *([home] if home else [])]
    return (
        stored.user == viewer
        or any(one.is_seen_by(viewer) for one in conversations)
        or any(stored.id in slack_files(view.payload["blocks"]) for view in views)
    )


def views_of(world: World, user: str) -> list[JsonObject]:
    return views_for_page(world.workspace, world.surfaces.stack(user), user)


def app_for_page(world: World) -> JsonObject:
    return {
        "id": cast.APP,
        "name": world.manifest.name,
        "user": cast.APP_USER,
        "bot_id": cast.APP_BOT,
        "connected": len(world.sockets.connections),
    }


def people_for_page(world: World) -> list[JsonObject]:
    return [one.as_page() for one in world.workspace.people.values()]


def _introduction(world: World) -> JsonObject:
    return {
        "app": app_for_page(world),
        "team": {"id": cast.TEAM, "name": cast.TEAM_NAME, "domain": cast.TEAM_DOMAIN},
        "people": people_for_page(world),
    }


def _command(one: JsonObject) -> JsonObject:
    return {name: one.get(name, "") for name in ("command", "description", "usage_hint")}


def _latest(
    world: World,
    conversation: Conversation,
    viewer: str,
    *,
    limit: int = PAGE_LENGTH,
    before: str | None = None,
) -> JsonObject:
    visible = conversation.visible_to(viewer)
    older = (one for one in visible if before is None or one.ts < before)
    newest_first = list(islice(older, limit + 1))
    shown = reversed(newest_first[:limit])
    return {
        "has_more": len(newest_first) > limit,
        "messages": [message_for_page(world.workspace, one, viewer) for one in shown],
    }
