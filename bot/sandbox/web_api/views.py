"""views.*: modals and Home tabs."""

from bot.sandbox.client.surfaces import DEEPEST_STACK, View
from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.payload_rules import check_view
from bot.sandbox.slack_errors import SlackError, invalid
from bot.sandbox.web_api.call import Call
from bot.sandbox.world import World


def open_view(world: World, call: Call) -> JsonObject:
    payload = accepted_view(world, call.json("view"), "modal")
    user = world.triggers.user_of(_trigger(call))
    world.triggers.use(_trigger(call))
    return {"view": world.surfaces.open(user, payload).as_slack()}


def push(world: World, call: Call) -> JsonObject:
    payload = accepted_view(world, call.json("view"), "modal")
    user = world.triggers.user_of(_trigger(call))
    stack = world.surfaces.stack(user)
    if not stack:
        raise SlackError(code="not_found")
    if len(stack) >= DEEPEST_STACK:
        raise SlackError(code="push_limit_reached")
    world.triggers.use(_trigger(call))
    return {"view": world.surfaces.push(user, payload).as_slack()}


def update(world: World, call: Call) -> JsonObject:
    view = _find(world, call)
    surface = "modal" if view.is_modal else "home"
    payload = accepted_view(world, call.json("view"), surface, replaced=view)
    _check_hash(view, call.text("hash"))
    return {"view": world.surfaces.update(view, payload).as_slack()}


def publish(world: World, call: Call) -> JsonObject:
    user = call.text("user_id")
    if user not in world.workspace.people:
        raise SlackError(code="user_not_found")
    if not world.manifest.home_tab:
        raise SlackError(code="not_enabled")
    home = world.surfaces.home(user)
    payload = accepted_view(world, call.json("view"), "home", replaced=home)
    if home:
        _check_hash(home, call.text("hash"))
    return {"view": world.surfaces.publish(user, payload).as_slack()}


def accepted_view(
    world: World, payload: Json, surface: str, *, replaced: View | None = None
) -> JsonObject:
    """The view as given; raises SlackError where Slack would not show it."""
    problems = check_view(payload, surface)
    if any("view_too_large" in one for one in problems):
        raise SlackError(code="view_too_large")
    if problems:
        raise invalid(problems)
    taken = world.surfaces.find_external(payload.get("external_id") or "?")
    if taken and taken is not replaced:
        raise SlackError(code="duplicate_external_id")
    accepted: JsonObject = payload
    return accepted


def _trigger(call: Call) -> str:
    return call.text("trigger_id") or call.text("interactivity_pointer")


def _find(world: World, call: Call) -> View:
    view_id, external_id = call.text("view_id"), call.text("external_id")
    view = world.surfaces.find(view_id) if view_id else world.surfaces.find_external(external_id)
    if view is None:
        raise SlackError(code="not_found")
    return view


def _check_hash(view: View, given: str) -> None:
    if given and given != view.hash:
        raise SlackError(code="hash_conflict")
