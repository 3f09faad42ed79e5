"""The files of the browser page, and what stands in for them while there are none."""

from pathlib import Path

from aiohttp import web

from bot.sandbox.world import World

PAGE = Path(__file__).parents[1] / "page"
_PLACEHOLDER = """<!doctype html>
<html lang="fr"><meta charset="utf-8"><title>Bac à sable</title>
<h1>Bac à sable, ce n'est pas Slack</h1>
<p>La page n'est pas installée. Son interface est décrite dans <code>docs/sandbox.md</code>.</p>
</html>
"""


async def index(_world: World, _request: web.Request) -> web.StreamResponse:
    written = PAGE / "index.html"
    if written.is_file():
        return web.FileResponse(written, headers=_FRESH)
    return web.Response(text=_PLACEHOLDER, content_type="text/html")


async def asset(_world: World, request: web.Request) -> web.StreamResponse:
    """A file of the page and of nowhere else."""
    wanted = (PAGE / request.match_info["path"]).resolve()
    if not wanted.is_relative_to(PAGE.resolve()) or not wanted.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(wanted, headers=_FRESH)


_FRESH = {"Cache-Control": "no-cache"}
