"""Elements used in messages, modals and the Home tab: block_actions and block_suggestion."""

from dataclasses import dataclass

from bot.sandbox.client.input_state import Input, inputs_of
from bot.sandbox.client.surfaces import View
from bot.sandbox.conversations import Message
from bot.sandbox.interactions.deed import BadDeedError, Deed, Why
from bot.sandbox.interactions.filling import fill, state_of
from bot.sandbox.interactions.payloads import channel_of, common, message_of, response_url
from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.payload_rules import check_options, elements_of, flat
from bot.sandbox.to_app.envelopes import Envelope, EnvelopeType


@dataclass(frozen=True, slots=True)
class _Used:
    """The element that was used and where it stands: in a view or in a message."""

    block: JsonObject
    element: JsonObject
    place: View | Message

    @property
    def is_stateful(self) -> bool:
        return bool(inputs_of([{"type": "input", "element": self.element}]))


async def block_action(deed: Deed) -> JsonObject:
    used = _used(deed)
    states = _remember(deed, used)
    if used.block["type"] == "input" and not used.block.get("dispatch_action"):
        return {"dispatched": False}
    payload = common(deed, "block_actions") | _place(deed, used.place, states)
    payload["actions"] = [_action(deed, used)]
    what = used.element["action_id"]
    answer = await deed.deliver(Envelope(type=EnvelopeType.INTERACTIVE, what=what, payload=payload))
    if answer:
        problem = "an answer to block_actions is ignored: acknowledge, then call the Web API"
        deed.world.inspector.refuse("answer to block_actions", [problem], answer)
    return {"dispatched": True}


async def suggest(deed: Deed) -> JsonObject:
    used = _used(deed)
    if not used.element["type"].endswith("external_select"):
        raise BadDeedError(f"{used.element['action_id']} does not ask for options")
    payload = common(deed, "block_suggestion") | _place(deed, used.place, {})
    payload |= {
        "action_id": used.element["action_id"],
        "block_id": used.block["block_id"],
        "value": deed.text("value"),
    }
    answer = await deed.deliver(
        Envelope(
            type=EnvelopeType.INTERACTIVE,
            what=used.element["action_id"],
            payload=payload,
            accepts_answer=True,
        )
    )
    return _accepted_options(deed, used, answer)


def _accepted_options(deed: Deed, used: _Used, answer: Json) -> JsonObject:
    if problems := check_options(answer):
        raise deed.app_error(problems, where="answer to block_suggestion", payload=answer)
    groups = answer.get("option_groups", [])
    options = answer.get("options") or [one for group in groups for one in group["options"]]
    key = (deed.person.id, used.block["block_id"], used.element["action_id"])
    # what was once offered stays choosable, as in the client
    deed.world.suggested[key] = [*deed.world.suggested.get(key, ()), *options]
    return {name: answer[name] for name in ("options", "option_groups") if name in answer}


def _used(deed: Deed) -> _Used:
    place = deed.view() if deed.optional("view_id") else deed.message()
    blocks = place.payload["blocks"] if isinstance(place, View) else place.blocks
    block_id, action_id = deed.text("block_id"), deed.text("action_id")
    for block in flat(blocks):
        for element in elements_of(block):
            if (block["block_id"], element.get("action_id")) == (block_id, action_id):
                return _Used(block, element, place)
    raise deed.refusal(Why.VIEW_GONE, deed.texts.gone)


def _remember(deed: Deed, used: _Used) -> JsonObject:
    """Keep the new value, and give the state of every input of the place."""
    one = Input(used.block, used.element)
    if isinstance(used.place, View):
        fill(deed, used.place)
        if used.is_stateful:
            used.place.touched[one.key] = state_of(deed, one, deed.body.get("value"))
        return used.place.state_values()
    values: JsonObject = {}
    for other in inputs_of(used.place.blocks):
        state = other.initial_state()
        if other.key == one.key:
            state = state_of(deed, one, deed.body.get("value"))
        values.setdefault(other.block_id, {})[other.action_id] = state
    return values


def _action(deed: Deed, used: _Used) -> JsonObject:
    """The entry of `actions`: what the element is and what it now holds."""
    element = used.element
    described: JsonObject = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": used.block["block_id"],
        "action_ts": deed.world.ids.next_ts(),
    }
    kept = ("text", "value", "style", "url", "placeholder", "confirm")
    described |= {name: element[name] for name in kept if name in element}
    if used.is_stateful:
        described |= state_of(deed, Input(used.block, element), deed.body.get("value"))
    elif element["type"] == "overflow":
        described["selected_option"] = _overflow_option(deed, element)
    return described


def _overflow_option(deed: Deed, element: JsonObject) -> JsonObject:
    wanted = deed.text("value")
    for option in element["options"]:
        if option["value"] == wanted:
            chosen: JsonObject = option
            return chosen
    raise BadDeedError(f"{wanted!r} is not an option of {element['action_id']}")


def _place(deed: Deed, place: View | Message, states: JsonObject) -> JsonObject:
    if isinstance(place, View):
        return {"container": {"type": "view", "view_id": place.id}, "view": place.as_slack()}
    conversation = deed.conversation(place.channel)
    written: JsonObject = {
        "container": {
            "type": "message",
            "message_ts": place.ts,
            "channel_id": place.channel,
            "is_ephemeral": place.only_for is not None,
        },
        "channel": channel_of(conversation),
        "state": {"values": states},
        "response_url": response_url(deed, conversation, place),
    }
    if place.thread_ts:
        written["container"]["thread_ts"] = place.thread_ts
    if not place.only_for:
        # of an ephemeral message Slack tells no more than that
        written["message"] = message_of(deed, place)
    return written
