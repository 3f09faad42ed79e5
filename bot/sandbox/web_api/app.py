"""auth.test, api.test, apps.connections.open and blocks.validate."""

from bot.sandbox import cast
from bot.sandbox.json_types import JsonObject
from bot.sandbox.payload_rules import Surface, check_blocks, check_view
from bot.sandbox.slack_errors import SlackError, invalid
from bot.sandbox.web_api.call import Call
from bot.sandbox.world import World


def auth_test(world: World, _call: Call) -> JsonObject:
    return {
        "url": f"{world.base_url}/",
        "team": cast.TEAM_NAME,
        "user": world.workspace.people[cast.APP_USER].name,
        "team_id": cast.TEAM,
        "user_id": cast.APP_USER,
        "bot_id": cast.APP_BOT,
        "is_enterprise_install": False,
    }


def api_test(_world: World, call: Call) -> JsonObject:
    if error := call.text("error"):
        raise SlackError(code=error, args=call.arguments)
    return {"args": call.arguments}


def open_connection(world: World, _call: Call) -> JsonObject:
    if not world.sockets.enabled:
        raise SlackError(code="forbidden_team")
    socket_url = world.base_url.replace("http", "ws", 1)
    ticket = world.sockets.issue_ticket()
    return {"url": f"{socket_url}/link/?ticket={ticket}&app_id={cast.APP}"}


def validate_blocks(_world: World, call: Call) -> JsonObject:
    """Check exactly one of `blocks`, `view` and `message`; needs no token."""
    given = [name for name in ("blocks", "view", "message") if name in call.arguments]
    if len(given) != 1:
        raise invalid(["provide exactly one of: blocks, view, message"])
    payload = call.json(given[0])
    match given[0]:
        case "blocks":
            problems = check_blocks(payload)
        case "view":
            surface = Surface.HOME if payload.get("type") == "home" else Surface.MODAL
            problems = check_view(payload, surface)
        case _:
            problems = check_blocks(payload.get("blocks", []))
    if problems:
        raise invalid(problems, code=f"invalid_{given[0]}")
    return {}
