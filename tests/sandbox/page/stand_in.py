"""A sandbox of fixed answers, so that the page is tried alone and every request is seen."""

import asyncio
import functools
import json
import mimetypes
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

PAGE = Path(__file__).parents[3] / "bot" / "sandbox" / "page"

Json = dict[str, Any]


class StandIn:
    """Answers `{"ok": true}` to every act unless `answers` says otherwise for its `do`."""

    def __init__(self) -> None:
        self.begin({})
        self._news = asyncio.Condition()
        self.app = web.Application()
        self.app.add_routes(
            [
                web.get("/", self._index),
                web.get("/sandbox/people", self._people),
                web.get("/sandbox/state", self._state),
                web.get("/sandbox/live", self._live),
                web.get("/sandbox/messages", self._messages),
                web.get("/sandbox/inspector", self._inspector),
                web.get("/sandbox/faults", self._faults),
                web.get("/sandbox/files/{id}", self._file),
                web.get("/sandbox/mails/{id}", self._mail),
                web.post("/sandbox/act", self._act),
                web.post("/sandbox/{what}", self._post),
                web.get("/page/{path:.+}", self._page),
            ]
        )

    def begin(self, state: Json) -> None:
        """Forget the test before."""
        self.state = state
        self.acts: list[Json] = []
        self.posts: list[tuple[str, Json]] = []
        self.answers: dict[str, Json] = {}
        self.older: list[Json] = []
        self.mails: dict[str, Json] = {}
        self.sockets: list[web.WebSocketResponse] = []

    async def push(self, kind: str, **frame: object) -> None:
        for socket in self.sockets:
            await socket.send_json({"type": kind, **frame})

    async def acted(self, kind: str, *, times: int = 1) -> list[Json]:
        """What was done of a kind, once it was done so often: the page does not wait for it."""
        async with asyncio.timeout(30), self._news:
            await self._news.wait_for(lambda: len(self._acts_of(kind)) >= times)
        return self._acts_of(kind)

    def _acts_of(self, kind: str) -> list[Json]:
        return [act for act in self.acts if act["do"] == kind]

    async def _index(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _page(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        content_type = mimetypes.guess_type(path)[0]
        return web.Response(
            body=_page_file(path), content_type=content_type or "text/plain", headers=_KEPT
        )

    async def _people(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "people": self.state["people"]})

    async def _state(self, request: web.Request) -> web.Response:
        me = next(one for one in self.state["people"] if one["id"] == request.query["as"])
        return web.json_response({"ok": True, **self.state, "me": me})

    async def _live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "ready", "seq": 1, "now": self.state["now"]})
        async for message in socket:
            if message.type is WSMsgType.CLOSE:
                break
        if socket in self.sockets:  # else it is of the test before
            self.sockets.remove(socket)
        return socket

    async def _messages(self, request: web.Request) -> web.Response:
        before = [one for one in self.older if one["ts"] < request.query["before"]]
        limit = int(request.query["limit"])
        page = before[-limit:]
        return web.json_response({"ok": True, "messages": page, "has_more": len(before) > limit})

    async def _act(self, request: web.Request) -> web.Response:
        if request.content_type.startswith("multipart/"):
            act = await _read_upload(request)
        else:
            act = await request.json()
        self.acts.append(act)
        async with self._news:
            self._news.notify_all()
        return web.json_response(self.answers.get(act["do"], {"ok": True}))

    async def _post(self, request: web.Request) -> web.Response:
        what = request.match_info["what"]
        self.posts.append((what, await request.json()))
        return web.json_response(self.answers.get(what, {"ok": True}))

    async def _inspector(self, _request: web.Request) -> web.Response:
        nothing: Json = {"seq": 0, "connections": [], "envelopes": [], "calls": [], "refused": []}
        return web.json_response({"ok": True, **nothing, **self.answers.get("inspect", {})})

    async def _faults(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "faults": [], "real_rate_limits": False})

    async def _mail(self, request: web.Request) -> web.Response:
        mail = self.mails.get(request.match_info["id"])
        return web.json_response({"ok": mail is not None, "mail": mail})

    async def _file(self, _request: web.Request) -> web.Response:
        return web.Response(text=PICTURE, content_type="image/svg+xml")


@functools.cache
def _page_file(path: str) -> bytes:
    """Each test loads the whole page anew: reading it once is enough."""
    return (PAGE / path).read_bytes()


_KEPT = {"Cache-Control": "max-age=3600"}
"""The browser keeps the page's files from one test to the next."""


async def _read_upload(request: web.Request) -> Json:
    form = await request.post()
    return {name: getattr(value, "filename", value) for name, value in form.items()}


def copied(state: Json) -> Json:
    """A state that a test may change without another one seeing it."""
    copy: Json = json.loads(json.dumps(state))
    return copy


PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180">'
    '<rect width="320" height="180" fill="#9cc3c6"/>'
    '<circle cx="160" cy="90" r="50" fill="#e08f3c"/></svg>'
)
