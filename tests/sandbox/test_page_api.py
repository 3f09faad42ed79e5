"""The page's API shows each person what that person may see, and tells of every change."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import cast
from bot.sandbox.people import Role
from bot.sandbox.server import Sandbox
from bot.sandbox.tokens import BOT_TOKEN, ProductionTokensError
from tests.support.people import NotDoneError, Person
from tests.support.sandbox_raw_app import RawApp

Json = dict[str, Any]


async def ask(sandbox: Sandbox, path: str, body: Json | None = None, **headers: str) -> Json:
    async with ClientSession(sandbox.base_url, headers=headers) as session:
        request = session.get(path) if body is None else session.post(path, json=body)
        async with request as response:
            answer: Json = await response.json()
    return answer | {"status": response.status}


def test_every_role_has_someone_with_a_believable_name(sandbox: Sandbox) -> None:
    people = sandbox.world.workspace.people.values()

    assert {one.role for one in people} == set(Role)
    assert sandbox.world.workspace.people[cast.HELENE].name == "helene.vasseur"
    assert sandbox.world.workspace.people[cast.HELENE].initials == "HV"
    assert sandbox.user("trainer") == cast.LEA


async def test_people_are_listed_with_what_the_page_needs(sandbox: Sandbox) -> None:
    answer = await ask(sandbox, "/sandbox/people")

    lea = next(one for one in answer["people"] if one["id"] == cast.LEA)
    assert (lea["initials"], lea["role"], lea["locale"]) == ("LM", "trainer", "fr-FR")
    assert answer["app"] == {
        "id": cast.APP,
        "name": "Vigie",
        "user": cast.APP_USER,
        "bot_id": cast.APP_BOT,
        "connected": 0,
    }


async def test_the_state_has_commands_shortcuts_and_only_what_one_may_see(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel=cast.QUALITY, text="confidentiel")
    await client.chat_postMessage(channel=cast.OWEN, text="for Owen only")
    await client.chat_postEphemeral(channel=cast.QUALITY, user=cast.KARIM, text="pour Karim")
    trainer = await ask(sandbox, f"/sandbox/state?as={cast.LEA}")
    helene = await ask(sandbox, f"/sandbox/state?as={cast.HELENE}")
    names = {one["name"] for one in trainer["conversations"]}
    qualite = next(one for one in helene["conversations"] if one["name"] == "qualite")

    assert [one["command"] for one in trainer["commands"]] == [
        "/incident",
        "/reclamation",
        "/qualite",
        "/signalement",
    ]
    assert {one["type"] for one in trainer["shortcuts"]} == {"global", "message"}
    assert names == {"general", "formateurs", "ancienne-salle", "Vigie"}
    for secret in ("confidentiel", "for Owen only", "pour Karim"):
        assert secret not in str(trainer)
    assert [one["text"] for one in qualite["messages"]] == ["confidentiel"]
    assert (qualite["unread"], qualite["has_app"], qualite["kind"]) == (1, True, "private")
    assert "pour Karim" not in str(helene)


@pytest.mark.parametrize("who", ["", "U0NOBODY", cast.PAUL, cast.APP_USER])
async def test_only_people_who_are_there_can_be_played(sandbox: Sandbox, who: str) -> None:
    seen = await ask(sandbox, f"/sandbox/state?as={who}")
    acted = await ask(sandbox, "/sandbox/act", {"as": who, "do": "open_home"})

    assert (seen["status"], acted["status"]) == (400, 400)
    assert seen["ok"] is False


@pytest.mark.parametrize(
    "body",
    [
        {"as": cast.LEA, "do": "dance"},
        {"as": cast.LEA},
        {"as": cast.LEA, "do": "message", "channel": cast.GENERAL},
        {"as": cast.LEA, "do": "message", "channel": cast.GENERAL, "text": ""},
        {"as": cast.LEA, "do": "command", "command": "/incident", "channel": 3},
        {"as": cast.LEA, "do": "global_shortcut", "callback_id": "nope"},
    ],
)
async def test_a_request_that_makes_no_sense_is_a_400(sandbox: Sandbox, body: Json) -> None:
    answer = await ask(sandbox, "/sandbox/act", body)

    assert answer["status"] == 400
    assert answer["error"] == "bad_request"


async def test_each_window_is_told_of_its_own_and_frames_are_numbered(sandbox: Sandbox) -> None:
    frames: list[Json] = []
    async with (
        ClientSession(sandbox.base_url) as session,
        session.ws_connect(f"/sandbox/live?as={cast.LEA}") as window,
        Person.at(sandbox.base_url, "training_manager") as karim,
    ):
        await karim.say("secret", channel="qualite")
        await karim.say("bonjour", channel="general")
        message = await karim.wait_for_message("general")
        await karim.edit(message, "bonsoir")
        await karim.delete(message)
        sandbox.world.workspace.rename(cast.GENERAL, "accueil")
        while not frames or frames[-1].get("conversation", {}).get("name") != "accueil":
            frames.append(await window.receive_json())

    assert [one["type"] for one in frames] == [
        "ready",
        "message",
        "conversation",
        "message_changed",
        "message_deleted",
        "conversation",
    ]
    assert [one["seq"] for one in frames] == [1, 2, 3, 4, 5, 6]
    assert "secret" not in str(frames)
    assert frames[2]["conversation"]["unread"] == 1


async def test_unread_marks_go_when_read_and_threads_count_their_replies(
    sandbox: Sandbox,
) -> None:
    async with (
        Person.at(sandbox.base_url, "trainer") as lea,
        Person.at(sandbox.base_url, "training_manager") as karim,
    ):
        await karim.say("qui a la clé ?", channel="formateurs")
        asked = await lea.wait_for_message("formateurs")
        unread = lea.window.conversations[cast.TRAINERS]["unread"]
        await lea.act("read", channel=cast.TRAINERS)
        await lea.reply(asked, "moi")
        parent = await karim.window.wait_until(
            lambda: next((m for m in karim.messages("formateurs") if m.raw["reply_count"]), None),
            patience=30,
            what="the reply to be counted",
        )
        read = lea.window.conversations[cast.TRAINERS]["unread"]

    assert (unread, read) == (1, 0)
    assert parent.raw["thread_ts"] == parent.ts


async def test_a_person_changes_only_their_own_messages_but_an_admin_may_delete_any(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel=cast.QUALITY, text="dossier")
    async with (
        Person.at(sandbox.base_url, "quality_manager") as helene,
        Person.at(sandbox.base_url, "admin") as sylvie,
    ):
        card = await helene.wait_for_message("qualite")
        for attempt in (helene.edit(card, "x"), helene.delete(card)):
            with pytest.raises(NotDoneError, match="not_allowed"):
                await attempt
        await sylvie.delete(card)
        with pytest.raises(NotDoneError, match="message_not_found"):
            await sylvie.delete(card)


async def test_older_messages_come_by_pages(sandbox: Sandbox, client: AsyncWebClient) -> None:
    for n in range(210):
        await client.chat_postMessage(channel=cast.QUALITY, text=str(n))
    state = await ask(sandbox, f"/sandbox/state?as={cast.HELENE}")
    latest = next(one for one in state["conversations"] if one["id"] == cast.QUALITY)
    before = latest["messages"][0]["ts"]
    where = f"as={cast.HELENE}&channel={cast.QUALITY}&before={before}"
    older = await ask(sandbox, f"/sandbox/messages?{where}&limit=4")
    hidden = await ask(sandbox, f"/sandbox/messages?as={cast.LEA}&channel={cast.QUALITY}")

    assert (len(latest["messages"]), latest["has_more"]) == (200, True)
    assert [one["text"] for one in older["messages"]] == ["6", "7", "8", "9"]
    assert older["has_more"]
    assert hidden["status"] == 400


async def test_home_is_shown_as_soon_as_it_is_published(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    def view(text: str) -> Json:
        section = {"type": "section", "text": {"type": "plain_text", "text": text}}
        return {"type": "home", "blocks": [section]}

    async with Person.at(sandbox.base_url, "trainer") as lea:
        await lea.open_home()
        await client.views_publish(user_id=cast.LEA, view=view("Rien ne vous attend."))
        first = await lea.home("Rien ne vous attend.")
        await client.views_publish(
            user_id=cast.LEA, hash=first.raw["hash"], view=view("Un dossier")
        )
        second = await lea.home("Un dossier")
        owen = await ask(sandbox, f"/sandbox/state?as={cast.OWEN}")

    assert first.id == second.id
    assert owen["home"] is None


async def test_the_clock_is_moved_and_everyone_is_told(sandbox: Sandbox) -> None:
    async with Person.at(sandbox.base_url, "trainer") as lea:
        before = await ask(sandbox, "/sandbox/clock")
        after = await ask(sandbox, "/sandbox/clock", {"advance_seconds": 86_400})
        told = await lea.window.wait_until(
            lambda: lea.window.state["now"] >= after["now"][:19] and lea.window.state["now"],
            patience=30,
            what="the clock",
        )
        refused = await ask(sandbox, "/sandbox/clock", {"advance_seconds": -1})

    moved = datetime.fromisoformat(after["now"]) - datetime.fromisoformat(before["now"])
    assert timedelta(days=1) <= moved < timedelta(days=1, seconds=5)
    assert told.startswith(after["now"][:16])
    assert refused["status"] == 400


async def test_the_host_of_a_bot_may_move_the_clock_its_own_way(sandbox: Sandbox) -> None:
    stops: list[timedelta] = []

    async def stop_on_the_way(by: timedelta) -> None:
        stops.append(by)
        await asyncio.sleep(0)
        sandbox.world.clock.advance(by)

    sandbox.world.travel_by = stop_on_the_way
    await ask(sandbox, "/sandbox/clock", {"advance_seconds": 3600})

    assert stops == [timedelta(hours=1)]


async def test_the_inspector_keeps_envelopes_calls_and_refusals(sandbox: Sandbox) -> None:
    async with RawApp.at(sandbox) as app, Person.at(sandbox.base_url, "trainer") as lea:
        await lea.command("/incident", "x")
        await app.client.api_call("chat.postMessage", json={"channel": cast.LEA, "text": "x"})
        await app.client.api_call(
            "chat.postMessage", json={"channel": cast.LEA, "text": "x", "y": 1}
        )
        seen = await ask(sandbox, "/sandbox/inspector")
        last = seen["calls"][-1]["seq"]
        since = await ask(sandbox, f"/sandbox/inspector?after={last - 1}")
        await ask(sandbox, "/sandbox/inspector", {"clear": True})
        cleared = await ask(sandbox, "/sandbox/inspector")

    envelope = seen["envelopes"][0]
    assert (envelope["what"], envelope["outcome"]) == ("/incident", "acked")
    assert envelope["acked_ms"] > 0
    assert [one["method"] for one in seen["calls"]][-2:] == ["chat.postMessage"] * 2
    assert seen["refused"][0]["problems"] == ["unknown argument: y"]
    assert seen["connections"][0]["delivered"] == 3  # the command, and both direct messages
    assert len(since["calls"]) == 1
    assert cleared["calls"] == []


async def test_the_page_says_that_it_is_not_slack_and_serves_its_files_only(
    sandbox: Sandbox,
) -> None:
    async with ClientSession(sandbox.base_url) as session:
        async with session.get("/") as response:
            page = await response.text()
        async with session.get("/page/%2e%2e/server.py") as response:
            outside = response.status

    assert "ce n'est pas Slack" in page
    assert outside == 404


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Host": "evil.example:80"}]
)
async def test_another_sites_page_is_turned_away(sandbox: Sandbox, headers: Json) -> None:
    async with (
        ClientSession(sandbox.base_url) as session,
        session.get("/sandbox/people", headers=headers) as response,
    ):
        status = response.status

    assert status == 403


@pytest.mark.parametrize("variable", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_it_does_not_start_beside_tokens_of_a_real_workspace(variable: str) -> None:
    with pytest.raises(ProductionTokensError, match=variable):
        await Sandbox().start(environment={variable: "xoxb-1-2-real"})


async def test_it_starts_beside_its_own_tokens_and_only_on_loopback() -> None:
    sandbox = Sandbox()
    await sandbox.start(environment={"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": ""})
    url = sandbox.base_url
    await sandbox.stop()

    assert url.startswith("http://127.0.0.1:")


async def test_the_post_office_is_seen_told_of_and_acted_in(sandbox: Sandbox) -> None:
    address = f"{sandbox.base_url}/sandbox/live?as={cast.LEA}"
    async with ClientSession() as session, session.ws_connect(address) as socket:
        assert (await socket.receive_json())["type"] == "ready"
        told = {"do": "write", "from": "marie@example.org", "subject": "Retard", "text": "Bonjour"}
        written = await ask(sandbox, "/sandbox/mail", told)
        frame = await socket.receive_json()
    state = await ask(sandbox, f"/sandbox/state?as={cast.LEA}")
    (line,) = state["post"]["mails"]
    read = await ask(sandbox, f"/sandbox/mails/{line['id']}")

    assert written["ok"]
    assert frame == {"type": "post", "seq": 2, "post": state["post"]}
    assert (line["way"], line["other"], line["subject"]) == ("came", "marie@example.org", "Retard")
    assert read["mail"]["text"].strip() == "Bonjour"


@pytest.mark.parametrize(
    "deed",
    [
        {"do": "steal"},
        {"do": "write", "from": "a@example.org, b@example.org", "subject": "x", "text": "y"},
        {"do": "write", "from": "a@example.org", "subject": "x", "text": " "},
        {"do": "write", "from": "a@example.org", "subject": "x"},
        {"do": "answer", "mail": "M00000009", "text": "y"},
        {"do": "mood", "mood": "bad"},
    ],
)
async def test_the_post_office_does_nothing_that_makes_no_sense(
    sandbox: Sandbox, deed: Json
) -> None:
    answer = await ask(sandbox, "/sandbox/mail", deed)

    assert (answer["status"], answer["ok"]) == (400, False)
    assert sandbox.world.post_office.mails == {}
