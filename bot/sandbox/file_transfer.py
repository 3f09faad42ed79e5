"""The two addresses that carry a file's bytes: where the app uploads, where it downloads."""

from aiohttp import web
from aiohttp.web_request import FileField

from bot.sandbox.slack_errors import SlackError
from bot.sandbox.web_api.access import require_scope
from bot.sandbox.world import World

SIGN_IN_PATH = "/signin"
_SIGN_IN = "<!doctype html><title>Sign in | Sandbox (not Slack)</title>"


async def upload(world: World, request: web.Request) -> web.Response:
    """Take the bytes at an upload_url: as the whole body, or as the one file of a form."""
    file = world.workspace.files.get(request.match_info["file"])
    if file is None or file.content:
        raise web.HTTPNotFound
    file.content = await _bytes_of(request)
    return web.Response(text=f"OK - {len(file.content)}")


async def download(world: World, request: web.Request) -> web.Response:
    """Give the bytes of url_private to who holds the token.

    Without it, or without `files:read`, Slack sends to a sign-in page that answers 200, which a
    careless client stores as the file.
    """
    file = world.workspace.files.get(request.match_info["file"])
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        world.tokens.check(token, wanted="bot")
        require_scope(world, "files:read")
    except SlackError:
        raise web.HTTPFound(f"{world.base_url}{SIGN_IN_PATH}") from None
    if file is None:
        raise web.HTTPNotFound
    if file.needs_sign_in:
        raise web.HTTPFound(f"{world.base_url}{SIGN_IN_PATH}")
    return web.Response(body=file.content, content_type=file.mimetype)


async def sign_in(_request: web.Request) -> web.Response:
    """What a browser without a session sees in a file's place."""
    return web.Response(text=_SIGN_IN, content_type="text/html")


async def _bytes_of(request: web.Request) -> bytes:
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    form = await request.post()
    fields = (value for value in form.values() if isinstance(value, FileField))
    return next(field.file.read() for field in fields)
