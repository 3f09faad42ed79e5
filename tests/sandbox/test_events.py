"""The app learns of what its manifest asks for, where it is a member, and of nothing else."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox import cast
from bot.sandbox.people import Member, Role
from bot.sandbox.server import Sandbox
from tests.support.people import Person
from tests.support.sandbox_raw_app import RawApp


@pytest.fixture
async def app(sandbox: Sandbox) -> AsyncIterator[RawApp]:
    async with RawApp.at(sandbox) as running:
        yield running


@pytest.fixture
async def helene(sandbox: Sandbox) -> AsyncIterator[Person]:
    async with Person.at(sandbox.base_url, "quality_manager") as person:
        yield person


async def test_a_reply_under_a_card_reaches_the_app(app: RawApp, helene: Person) -> None:
    posted = await app.client.chat_postMessage(channel=cast.QUALITY, text="dossier")
    await helene.reply(await helene.wait_for_message("qualite"), "a < b & <@U0LEAMARC>")
    await helene.wait_for_message("qualite", "a &lt; b")
    events = [one["event"] for one in app.payloads if one.get("event", {}).get("thread_ts")]

    assert events[-1]["text"] == "a &lt; b &amp; <@U0LEAMARC>"
    assert events[-1]["thread_ts"] == posted["ts"]
    assert events[-1]["channel_type"] == "group"
    assert events[-1]["user"] == cast.HELENE


async def test_what_is_written_to_the_app_reaches_it_with_its_files(
    app: RawApp, helene: Person
) -> None:
    answer = await app.client.chat_postMessage(channel=cast.HELENE, text="INC-2026-0012")
    told = await helene.wait_for_message("dm", "INC-")
    photo = await helene.upload("salle.png", b"png")
    await helene.say("", channel="dm", thread_ts=told.ts, files=[photo])
    await helene.say("bonjour", channel="dm")
    await helene.open_home()
    await app.next("app_home_opened")
    said = [one["event"] for one in app.payloads if one["event"].get("user") == cast.HELENE]
    reply, word = (one for one in said if one["type"] == "message")

    assert {reply["channel"], word["channel"]} == {answer["channel"]}
    assert (reply["channel_type"], reply["subtype"], reply["thread_ts"]) == (
        "im",
        "file_share",
        told.ts,
    )
    assert [file["name"] for file in reply["files"]] == ["salle.png"]
    assert (word["channel_type"], word["text"], "thread_ts" in word) == ("im", "bonjour", False)


async def test_edits_and_deletions_are_events_with_a_subtype(app: RawApp, helene: Person) -> None:
    await helene.say("avant", channel="qualite")
    message = await helene.wait_for_message("qualite")
    await helene.edit(message, "après")
    await helene.wait_for_message("qualite", "après")
    await helene.delete(message)
    await helene.open_home()
    await app.next("app_home_opened")
    events = [one["event"] for one in app.payloads if one["event"]["type"] == "message"]

    assert [one.get("subtype") for one in events] == [None, "message_changed", "message_deleted"]
    assert events[1]["message"]["text"] == "après"
    assert events[1]["previous_message"]["text"] == "avant"
    assert events[2]["deleted_ts"] == message.ts


async def test_public_channels_are_not_subscribed_to(app: RawApp, helene: Person) -> None:
    await helene.say("bonjour", channel="general")
    await helene.open_home()
    opened = await app.next("app_home_opened")

    assert [one["event"]["type"] for one in app.payloads] == ["app_home_opened"]
    assert opened["event"]["tab"] == "home"
    assert opened["event"]["user"] == cast.HELENE
    assert opened["type"] == "event_callback"


async def test_a_person_who_changes_or_joins_is_an_event(sandbox: Sandbox, app: RawApp) -> None:
    workspace = sandbox.world.workspace
    workspace.change_person(cast.THOMAS, deleted=True)
    changed = await app.next("user_change")
    workspace.add_person(Member(id="U0NOUVEAU", real_name="Nora Petit", role=Role.TRAINER))
    joined = await app.next("team_join")

    assert changed["event"]["user"]["deleted"] is True
    assert joined["event"]["user"]["locale"] == "fr-FR"
    assert changed["event_id"] != joined["event_id"]
