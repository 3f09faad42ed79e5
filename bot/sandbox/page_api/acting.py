"""What a person does, by name: the one door through which the page and the tests act."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.web_request import FileField

from bot.sandbox.interactions import actions, commands, submissions, writing
from bot.sandbox.interactions.deed import BadDeedError, Deed, RefusedError
from bot.sandbox.json_types import JsonObject
from bot.sandbox.page_api.requests import BadRequestError, asking, body_of, ok
from bot.sandbox.world import World

DEEDS: dict[str, Callable[[Deed], Awaitable[JsonObject]]] = {
    "block_action": actions.block_action,
    "close_view": submissions.close_view,
    "command": commands.command,
    "delete_message": writing.delete_message,
    "dismiss": writing.dismiss,
    "edit_message": writing.edit_message,
    "fill": submissions.fill_view,
    "global_shortcut": commands.global_shortcut,
    "message": writing.message,
    "message_shortcut": commands.message_shortcut,
    "open_home": writing.open_home,
    "read": writing.read,
    "submit": submissions.submit,
    "suggest": actions.suggest,
}


async def act(world: World, request: web.Request) -> web.Response:
    """Do what the body says, as the person it names."""
    if request.content_type.startswith("multipart/"):
        return await _upload(world, request)
    body = await body_of(request)
    person = asking(world, body.get("as"))
    do = DEEDS.get(body.get("do", ""))
    if do is None:
        raise BadRequestError(f"nothing is called {body.get('do')!r}")
    try:
        return ok(await do(Deed(world, person, body)))
    except RefusedError as refused:
        return web.json_response(refused.answer)
    except BadDeedError as bad:
        raise BadRequestError(str(bad)) from bad


async def _upload(world: World, request: web.Request) -> web.Response:
    form = await request.post()
    person = asking(world, str(form.get("as", "")))
    file = form.get("file")
    if not isinstance(file, FileField):
        raise BadRequestError("no file in the form")
    stored = world.workspace.store_file(file.filename, person.id, file.file.read())
    return ok({"file": stored.as_page(person.id)})
