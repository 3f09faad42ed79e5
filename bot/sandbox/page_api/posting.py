"""The post office at the page: mails to read, and what who got a letter does with it."""

from collections.abc import Callable

from aiohttp import web

from bot.sandbox.json_types import JsonObject
from bot.sandbox.page_api.requests import BadRequestError, body_of, ok
from bot.sandbox.post_office.moods import Mood
from bot.sandbox.post_office.office import SCHOOL, PostOffice
from bot.sandbox.post_office.writing import UnwritableError, Words
from bot.sandbox.world import World


def post_for_page(world: World) -> JsonObject:
    """Every mail, the latest first, and what is to befall the next letter."""
    office = world.post_office
    return {
        "school": SCHOOL,
        "mails": [one.as_line() for one in reversed(office.mails.values())],
        "mood": office.moods.present,
        "on_holiday": sorted(office.on_holiday),
    }


async def mail(world: World, request: web.Request) -> web.Response:
    """One mail, to be read."""
    known = world.post_office.mails.get(request.match_info["mail"])
    if known is None:
        raise BadRequestError("no such mail")
    return ok({"mail": known.as_page()})


async def post(world: World, request: web.Request) -> web.Response:
    """Write, answer, send back, be on holiday, or have the server do otherwise."""
    body = await body_of(request)
    do = _DEEDS.get(str(body.get("do", "")))
    if do is None:
        raise BadRequestError(f"nothing is called {body.get('do')!r}")
    try:
        do(world.post_office, body)
    except UnwritableError as error:
        raise BadRequestError(str(error)) from error
    return ok({"post": post_for_page(world)})


def _write(office: PostOffice, body: JsonObject) -> None:
    words = Words(
        sender=_told(body, "from"), subject=_told(body, "subject"), text=_told(body, "text")
    )
    office.write(words)


def _answer(office: PostOffice, body: JsonObject) -> None:
    office.answer(_told(body, "mail"), _told(body, "text"))


def _bounce(office: PostOffice, body: JsonObject) -> None:
    office.bounce(_told(body, "mail"))


def _holiday(office: PostOffice, body: JsonObject) -> None:
    office.set_holiday(_told(body, "address"), is_away=bool(body.get("on")))


def _mood(office: PostOffice, body: JsonObject) -> None:
    try:
        office.become(Mood(_told(body, "mood")))
    except ValueError as unknown:
        raise BadRequestError(str(unknown)) from unknown


def _told(body: JsonObject, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise BadRequestError(f"{name} is not text")
    return value


_DEEDS: dict[str, Callable[[PostOffice, JsonObject], None]] = {
    "answer": _answer,
    "bounce": _bounce,
    "holiday": _holiday,
    "mood": _mood,
    "write": _write,
}
