"""Modals submitted and closed."""

from bot.sandbox.client.checks import field_error
from bot.sandbox.client.renderings import views_for_page
from bot.sandbox.client.surfaces import DEEPEST_STACK, View
from bot.sandbox.interactions.deed import BadDeedError, Deed, RefusedError, Why
from bot.sandbox.interactions.filling import fill
from bot.sandbox.interactions.payloads import common, response_url
from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.payload_rules import check_view
from bot.sandbox.to_app.envelopes import Envelope, EnvelopeType


async def fill_view(deed: Deed) -> JsonObject:
    fill(deed, deed.view())
    return {}


async def submit(deed: Deed) -> JsonObject:
    """Check as the client does, tell the app, and do what it answers."""
    view = _top(deed)
    fill(deed, view)
    _check_fields(deed, view)
    payload = common(deed, "view_submission") | {
        "view": view.as_slack(),
        "response_urls": _response_urls(deed, view),
    }
    answer = await deed.deliver(_envelope(view, payload, accepts_answer=True))
    if deed.world.surfaces.find(view.id) is view:
        _apply(deed, view, answer)
    return {"views": _views(deed)}


async def close_view(deed: Deed) -> JsonObject:
    """Close the view on top, or the whole stack; the app is told where it asked to be."""
    stack = deed.world.surfaces.stack(deed.person.id)
    view = deed.view() if deed.optional("view_id") else (stack[-1] if stack else None)
    if view is None or view not in stack:
        raise deed.refusal(Why.VIEW_GONE, deed.texts.gone)
    everything = bool(deed.body.get("all")) or view.payload.get("clear_on_close", False)
    closed = list(reversed(stack)) if everything else [view]
    for one in closed:
        if one.payload.get("notify_on_close"):
            payload = common(deed, "view_closed") | {
                "view": one.as_slack(),
                "is_cleared": everything,
            }
            del payload["trigger_id"]
            deed.world.courier.in_background(deed.world.courier.deliver(_envelope(one, payload)))
    for one in closed:
        deed.world.surfaces.close(one)
    return {"views": _views(deed)}


def _top(deed: Deed) -> View:
    view = deed.view()
    stack = deed.world.surfaces.stack(deed.person.id)
    if not stack or stack[-1] is not view:
        raise deed.refusal(Why.VIEW_GONE, deed.texts.gone)
    if "submit" not in view.payload or view.payload.get("submit_disabled"):
        raise BadDeedError("this view has no submit button to press")
    return view


def _check_fields(deed: Deed, view: View) -> None:
    values, errors = view.state_values(), {}
    for one in view.inputs():
        if one.block["type"] == "input":
            error = field_error(one, values[one.block_id][one.action_id], deed.texts)
            if error:
                errors[one.block_id] = error
    if errors:
        raise _shown(deed, view, errors, source="client")


def _response_urls(deed: Deed, view: View) -> list[JsonObject]:
    """One per conversation chosen in an element that asks for it."""
    values, urls = view.state_values(), []
    for one in view.inputs():
        state = values[one.block_id][one.action_id]
        channel = state.get("selected_conversation") or state.get("selected_channel")
        if one.element.get("response_url_enabled") and channel:
            conversation = deed.conversation(channel)
            urls.append(
                {
                    "block_id": one.block_id,
                    "action_id": one.action_id,
                    "channel_id": channel,
                    "response_url": response_url(deed, conversation),
                }
            )
    return urls


def _envelope(view: View, payload: JsonObject, *, accepts_answer: bool = False) -> Envelope:
    return Envelope(
        type=EnvelopeType.INTERACTIVE,
        what=view.payload.get("callback_id", "") or payload["type"],
        payload=payload,
        accepts_answer=accepts_answer,
    )


def _apply(deed: Deed, view: View, answer: Json) -> None:
    """Do what the acknowledgement of a submission says; raises RefusedError."""
    surfaces = deed.world.surfaces
    action = answer.get("response_action") if isinstance(answer, dict) else answer
    match action:
        case None | "":
            surfaces.close(view)
        case "errors":
            _show_errors(deed, view, answer)
        case "clear":
            surfaces.clear(deed.person.id)
        case "update":
            surfaces.update(view, _accepted(deed, answer))
        case "push" if len(surfaces.stack(deed.person.id)) < DEEPEST_STACK:
            surfaces.push(deed.person.id, _accepted(deed, answer))
        case _:
            raise deed.app_error(
                [f"cannot do response_action {action!r}"], where=_WHERE, payload=answer
            )


_WHERE = "answer to view_submission"


def _show_errors(deed: Deed, view: View, answer: JsonObject) -> None:
    errors = answer.get("errors")
    fields = {block["block_id"] for block in view.payload["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= fields:
        problem = "errors must be an object whose keys are block_ids of inputs"
        raise deed.app_error([problem], where=_WHERE, payload=answer)
    raise _shown(deed, view, errors, source="app")


def _shown(deed: Deed, view: View, errors: dict[str, str], *, source: str) -> RefusedError:
    """Show the errors at their fields; the modal stays open."""
    deed.world.surfaces.show_errors(view, errors)
    return RefusedError(Why.INVALID_FIELDS, errors=errors, source=source, views=_views(deed))


def _accepted(deed: Deed, answer: JsonObject) -> JsonObject:
    view = answer.get("view")
    if problems := check_view(view):
        raise deed.app_error(problems, where=_WHERE, payload=answer)
    accepted: JsonObject = view or {}
    return accepted


def _views(deed: Deed) -> list[JsonObject]:
    return views_for_page(
        deed.world.workspace, deed.world.surfaces.stack(deed.person.id), deed.person.id
    )
