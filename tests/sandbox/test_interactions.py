"""Buttons, menus, shortcuts, commands and response URLs behave as in Slack's client."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.sandbox import cast
from bot.sandbox.server import Sandbox
from tests.support.people import NotDoneError, Person
from tests.support.sandbox_raw_app import RawApp
from tests.support.sandbox_screens import Json


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


TAKE = {"type": "button", "action_id": "take", "text": plain("Prendre en charge"), "value": "7"}
MORE = {"type": "overflow", "action_id": "more", "options": [option("Doublon"), option("Clore")]}
WHO = {"type": "static_select", "action_id": "who", "options": [option("Karim"), option("Léa")]}
FIND = {"type": "external_select", "action_id": "find", "min_query_length": 0}
CARD = [{"type": "actions", "block_id": "steps", "elements": [TAKE, MORE, WHO, FIND]}]
NOTE = {"type": "section", "text": plain("Bonjour")}


@pytest.fixture
async def app(sandbox: Sandbox) -> AsyncIterator[RawApp]:
    async with RawApp.at(sandbox) as running:
        yield running


@pytest.fixture
async def helene(sandbox: Sandbox) -> AsyncIterator[Person]:
    async with Person.at(sandbox.base_url, "quality_manager") as person:
        yield person


async def card(app: RawApp) -> str:
    posted = await app.client.chat_postMessage(channel=cast.QUALITY, text="dossier", blocks=CARD)
    return str(posted["ts"])


async def test_a_button_says_who_where_and_which_message(app: RawApp, helene: Person) -> None:
    ts = await card(app)
    await helene.press("Prendre en charge", in_=await helene.wait_for_message("qualite"))
    payload = await app.next("block_actions")

    action = payload["actions"][0]
    assert (action["action_id"], action["value"], action["type"]) == ("take", "7", "button")
    assert payload["user"]["id"] == cast.HELENE
    assert payload["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": cast.QUALITY,
        "is_ephemeral": False,
    }
    assert payload["message"]["blocks"][0]["block_id"] == "steps"
    assert payload["channel"] == {"id": cast.QUALITY, "name": "privategroup"}
    assert payload["state"]["values"]["steps"]["who"]["selected_option"] is None
    assert payload["response_url"].startswith("http://127.0.0.1:")


async def test_a_menu_and_a_select_say_what_was_chosen(app: RawApp, helene: Person) -> None:
    await card(app)
    seen = await helene.wait_for_message("qualite")
    await helene.press("Clore", in_=seen)
    menu = (await app.next("block_actions"))["actions"][0]
    await helene.choose("who", "Léa", in_=seen)
    payload = await app.next("block_actions")

    assert menu["selected_option"] == option("Clore")
    assert payload["actions"][0]["selected_option"] == option("Léa")
    assert payload["state"]["values"]["steps"]["who"]["selected_option"] == option("Léa")


async def test_options_are_asked_for_and_what_was_offered_can_be_chosen(
    app: RawApp, helene: Person
) -> None:
    await card(app)
    seen = await helene.wait_for_message("qualite")
    app.answers["block_suggestion"] = {"options": [option("REC-2026-0007")]}
    offered = await helene.suggestions("find", "0007", in_=seen)
    asked = await app.next("block_suggestion")
    await helene.choose("find", "rec-2026-0007", in_=seen)
    chosen = (await app.next("block_actions"))["actions"][0]
    app.answers["block_suggestion"] = {"options": [option("x")] * 101}
    with pytest.raises(NotDoneError, match="app_error"):
        await helene.suggestions("find", "x", in_=seen)

    assert offered == ["REC-2026-0007"]
    assert (asked["action_id"], asked["value"]) == ("find", "0007")
    assert chosen["selected_option"] == option("REC-2026-0007")


async def test_an_option_that_was_never_offered_cannot_be_chosen(
    app: RawApp, helene: Person
) -> None:
    await card(app)
    seen = await helene.wait_for_message("qualite")
    where = seen.element("find").where
    with pytest.raises(NotDoneError, match="bad_request"):
        await helene.act("block_action", **seen.address, **where, value="forged")

    assert not app.payloads or "actions" not in app.payloads[-1]


async def test_of_an_ephemeral_message_the_app_learns_no_more_than_its_ts(
    app: RawApp, helene: Person
) -> None:
    await app.client.chat_postEphemeral(
        channel=cast.QUALITY, user=cast.HELENE, text="psst", blocks=CARD
    )
    await helene.press("Prendre en charge", in_=await helene.wait_for_message("qualite"))
    payload = await app.next("block_actions")

    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload


async def test_buttons_in_modals_and_at_home_name_their_view(app: RawApp, helene: Person) -> None:
    buttons = {"type": "actions", "block_id": "steps", "elements": [TAKE]}
    app.view = {"type": "modal", "title": plain("Dossier"), "blocks": [NOTE, buttons]}
    await helene.command("/qualite", "REC-2026-0007")
    modal = await helene.open_view()
    await helene.press("Prendre en charge", in_=modal)
    in_modal = await app.next("block_actions")
    await app.client.views_publish(
        user_id=cast.HELENE, view={"type": "home", "blocks": [NOTE, buttons]}
    )
    home = await helene.home("Bonjour")
    await helene.press("Prendre en charge", in_=home)
    at_home = await app.next("block_actions")

    assert in_modal["container"] == {"type": "view", "view_id": modal.id}
    assert in_modal["view"]["type"] == "modal"
    assert at_home["view"]["id"] == home.id
    assert "message" not in at_home


async def test_an_input_tells_the_app_at_once_only_if_it_dispatches(
    app: RawApp, helene: Person
) -> None:
    def field(name: str, *, dispatch: bool) -> Json:
        element = {"type": "plain_text_input", "action_id": name}
        shown = {"type": "input", "block_id": name, "label": plain(name), "element": element}
        return shown | {"dispatch_action": dispatch, "optional": True}

    app.view = {
        "type": "modal",
        "title": plain("Dossier"),
        "submit": plain("Envoyer"),
        "blocks": [field("muet", dispatch=False), field("bavard", dispatch=True)],
    }
    await helene.command("/qualite")
    view = await helene.open_view()
    await helene.choose("muet", "silence", in_=view)
    await helene.choose("bavard", "bruit", in_=view)
    actions = [one for one in app.payloads if one.get("type") == "block_actions"]

    assert [one["actions"][0]["value"] for one in actions] == ["bruit"]
    values = actions[0]["view"]["state"]["values"]
    assert values["muet"]["muet"]["value"] == "silence"


async def test_shortcuts_carry_a_trigger_and_message_shortcuts_their_message(
    app: RawApp, helene: Person
) -> None:
    await helene.shortcut("Signaler un incident")
    anywhere = await app.next("shortcut")
    await helene.say("le projecteur fume", channel="general")
    message = await helene.wait_for_message("general")
    await helene.shortcut("Nouvelle réclamation", on=message)
    on_message = await app.next("message_action")

    assert anywhere["callback_id"] == "report_incident"
    assert "channel" not in anywhere
    assert on_message["callback_id"] == "new_complaint_from_message"
    assert on_message["message"]["text"] == "le projecteur fume"
    assert on_message["channel"] == {"id": cast.GENERAL, "name": "general"}
    assert anywhere["trigger_id"] != on_message["trigger_id"]


async def test_a_command_says_all_that_slack_says(app: RawApp, helene: Person) -> None:
    await helene.command("/incident", "  <!channel> & é 🔥 ", channel="dm")
    payload = app.payloads[-1]

    assert payload["text"] == "  <!channel> & é 🔥 "
    assert (payload["command"], payload["channel_name"]) == ("/incident", "directmessage")
    assert payload["user_id"] == cast.HELENE
    assert payload["user_name"] == "helene.vasseur"
    assert payload["trigger_id"]


async def test_where_a_command_cannot_be_used(app: RawApp, helene: Person) -> None:
    ts = await card(app)

    async def refusal(**more: Any) -> str:
        with pytest.raises(NotDoneError) as refused:
            await helene.act("command", **{"command": "/incident", "text": "", **more})
        return refused.value.code

    assert await refusal(channel=cast.QUALITY, thread_ts=ts) == "threads_unsupported"
    assert await refusal(channel=cast.QUALITY, command="/autre") == "unknown_command"
    assert await refusal(channel=cast.ARCHIVED) == "is_archived"
    assert await refusal(channel=cast.BOARD) == "channel_not_found"


async def test_an_answer_to_a_command_is_for_the_person_unless_it_says_otherwise(
    sandbox: Sandbox, app: RawApp, helene: Person
) -> None:
    async with Person.at(sandbox.base_url, "trainer") as trainer:
        app.answers["command"] = {"text": "pour vous seule"}
        await helene.command("/qualite", "secret")
        private = await helene.wait_for_message("general", "pour vous seule")
        app.answers["command"] = {"text": "pour tous", "response_type": "in_channel"}
        await helene.command("/qualite", "retards")
        public = await trainer.wait_for_message("general", "pour tous")
        texts = [one.raw["text"] for one in trainer.messages("general")]

    assert private.raw["ephemeral"]
    assert not public.raw["ephemeral"]
    assert texts == ["/qualite retards", "pour tous"]


async def respond(url: str, body: Json) -> tuple[int, str]:
    async with ClientSession() as session, session.post(url, json=body) as response:
        return response.status, await response.text()


async def test_a_response_url_answers_five_times_within_half_an_hour(
    sandbox: Sandbox, app: RawApp, helene: Person
) -> None:
    await helene.command("/qualite")
    url = app.payloads[-1]["response_url"]
    first = [await respond(url, {"text": str(n)}) for n in range(6)]
    await helene.command("/qualite")
    late = app.payloads[-1]["response_url"]
    sandbox.world.clock.advance(timedelta(minutes=31))
    expired = await respond(late, {"text": "trop tard"})

    assert [status for status, _ in first] == [200] * 5 + [404]
    assert "used_url" in first[-1][1]
    assert expired[0] == 404
    assert "expired_url" in expired[1]
    assert (await helene.wait_for_message("general", "4")).raw["ephemeral"]


async def test_a_response_url_replaces_and_deletes_its_message(app: RawApp, helene: Person) -> None:
    await app.client.chat_postEphemeral(
        channel=cast.QUALITY, user=cast.HELENE, text="psst", blocks=CARD
    )
    seen = await helene.wait_for_message("qualite")
    await helene.press("Prendre en charge", in_=seen)
    url = (await app.next("block_actions"))["response_url"]
    await respond(url, {"replace_original": True, "text": "pris"})
    replaced = await helene.wait_for_message("qualite", "pris")
    await respond(url, {"delete_original": True})
    await helene.window.wait_until(
        lambda: not helene.messages("qualite"), patience=30, what="the message to go"
    )

    assert replaced.ts == seen.ts
    assert replaced.raw["blocks"] == []


async def test_a_response_url_refuses_invalid_blocks(app: RawApp, helene: Person) -> None:
    await helene.command("/qualite")
    status, text = await respond(
        app.payloads[-1]["response_url"], {"text": "x", "blocks": [{"type": "alert"}]}
    )

    assert (status, "invalid_blocks" in text) == (400, True)
