"""The Web API answers as Slack's does: tokens, scopes, arguments, messages, people."""

import dataclasses
from collections.abc import Awaitable
from datetime import timedelta

import pytest
from aiohttp import ClientSession, MultipartWriter
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import cast
from bot.sandbox.server import Sandbox
from tests.support.people import Person

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Bonjour"}}


async def error_of(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


async def test_tokens_are_checked_for_presence_kind_and_revocation(sandbox: Sandbox) -> None:
    def client(token: str | None) -> AsyncWebClient:
        return AsyncWebClient(token=token, base_url=sandbox.api_url)

    answer = await client(sandbox.bot_token).auth_test()
    sandbox.world.tokens.revoked.add(sandbox.bot_token)

    assert (answer["user_id"], answer["bot_id"]) == (cast.APP_USER, cast.APP_BOT)
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")
    assert await error_of(client(None).auth_test()) == "not_authed"
    assert await error_of(client("xoxb-other").auth_test()) == "invalid_auth"
    assert await error_of(client(sandbox.app_token).auth_test()) == "not_allowed_token_type"
    assert await error_of(client(sandbox.bot_token).auth_test()) == "token_revoked"


async def test_a_scope_the_manifest_lacks_is_missing(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    fewer = sandbox.world.manifest.scopes - {"chat:write", "groups:history"}
    sandbox.world.manifest = dataclasses.replace(sandbox.world.manifest, scopes=fewer)

    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=cast.QUALITY, text="x")

    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == "chat:write"
    assert await error_of(client.conversations_history(channel=cast.QUALITY)) == "missing_scope"


async def test_missing_arguments_are_refused_and_unknown_ones_are_noted(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    missing = await error_of(client.api_call("views.open", json={"trigger_id": "1"}))
    await client.api_call("chat.postMessage", json={"channel": cast.QUALITY, "txt": 1, "text": "x"})

    assert missing == "invalid_arguments"
    assert sandbox.world.inspector.refused[-1].problems == ["unknown argument: txt"]


async def test_a_method_that_does_not_exist_is_unknown(client: AsyncWebClient) -> None:
    assert await error_of(client.api_call("chat.shout")) == "unknown_method"


@pytest.mark.parametrize("form", ["json", "form", "query", "multipart"])
async def test_arguments_come_as_json_form_query_or_multipart(sandbox: Sandbox, form: str) -> None:
    blocks = '[{"type": "divider"}]'
    arguments = {"channel": cast.QUALITY, "text": "é & <b>", "blocks": blocks}
    headers = {"Authorization": f"Bearer {sandbox.bot_token}"}
    async with ClientSession(headers=headers) as session:
        url = f"{sandbox.api_url}chat.postMessage"
        match form:
            case "json":
                request = session.post(url, json=arguments | {"blocks": [{"type": "divider"}]})
            case "form":
                request = session.post(url, data=arguments)
            case "query":
                request = session.get(url, params=arguments)
            case _:
                with MultipartWriter("form-data") as parts:
                    for name, value in arguments.items():
                        parts.append(value).set_content_disposition("form-data", name=name)
                request = session.post(url, data=parts)
        async with request as response:
            answer = await response.json()

    assert answer["ok"], answer
    assert answer["message"]["text"] == "é & <b>"
    assert answer["message"]["blocks"][0]["type"] == "divider"


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("files.getUploadURLExternal", {"filename": "a.pdf", "length": 3}),
        ("files.completeUploadExternal", {"files": [{"id": "F1"}]}),
        ("files.info", {"file": "F1"}),
        ("conversations.info", {"channel": cast.GENERAL}),
        ("users.info", {"user": cast.LEA}),
    ],
)
async def test_a_method_that_reads_no_json_misses_what_stands_in_it(
    client: AsyncWebClient, method: str, arguments: dict[str, object]
) -> None:
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=arguments)

    assert refused.value.response["error"] == "invalid_arguments"
    assert "missing required field" in str(refused.value.response["response_metadata"])


async def test_where_the_app_may_not_post(sandbox: Sandbox, client: AsyncWebClient) -> None:
    def post(channel: str) -> Awaitable[object]:
        return client.chat_postMessage(channel=channel, text="x")

    answers = {
        channel: await error_of(post(channel))
        for channel in (cast.BOARD, cast.TRAINERS, cast.ARCHIVED, "C0NOWHERE")
    }
    sandbox.world.workspace.leave(cast.QUALITY, cast.APP_USER)

    assert answers == {
        cast.BOARD: "channel_not_found",
        cast.TRAINERS: "not_in_channel",
        cast.ARCHIVED: "is_archived",
        "C0NOWHERE": "channel_not_found",
    }
    assert await error_of(post(cast.QUALITY)) == "channel_not_found"
    empty = client.api_call("chat.postMessage", json={"channel": cast.LEA, "text": ""})
    assert await error_of(empty) == "no_text"


async def test_a_message_to_a_person_opens_the_direct_message_even_if_they_left(
    client: AsyncWebClient,
) -> None:
    posted = await client.chat_postMessage(channel=cast.PAUL, text="x")
    opened = await client.conversations_open(users=cast.LEA)

    assert posted["channel"].startswith("D")
    assert opened["channel"]["id"].startswith("D")
    assert await error_of(client.conversations_open(users=cast.PAUL)) == "user_disabled"
    assert await error_of(client.conversations_open(users="U0NOBODY")) == "user_not_found"


async def test_invalid_blocks_are_refused_with_slacks_sentences(client: AsyncWebClient) -> None:
    long = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=cast.QUALITY, text="x", blocks=[long])

    answer = refused.value.response
    sentence = "must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == [sentence]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {sentence}"]


async def test_a_third_chart_is_an_invalid_block(client: AsyncWebClient) -> None:
    slices = [{"label": "Reçues", "value": 3}]
    pie = {"type": "pie", "segments": slices}
    chart = {"type": "data_visualization", "title": "x", "chart": pie}
    two = await client.chat_postMessage(channel=cast.QUALITY, text="x", blocks=[chart] * 2)
    three = client.chat_postMessage(channel=cast.QUALITY, text="x", blocks=[chart] * 3)

    assert two["ok"]
    assert await error_of(three) == "invalid_blocks"


async def test_an_image_of_an_unknown_file_is_an_invalid_block(client: AsyncWebClient) -> None:
    image = {"type": "image", "slack_file": {"id": "F404"}, "alt_text": "x"}
    call = client.chat_postMessage(channel=cast.QUALITY, text="x", blocks=[image])

    assert await error_of(call) == "invalid_blocks"


async def test_an_update_keeps_what_it_leaves_out(client: AsyncWebClient) -> None:
    metadata = {"event_type": "vigie_card", "event_payload": {"case": "1"}}
    posted = await client.chat_postMessage(
        channel=cast.QUALITY, text="avant", blocks=[SECTION], metadata=metadata
    )
    updated = await client.chat_update(channel=cast.QUALITY, ts=posted["ts"], text="après")
    history = await client.conversations_history(channel=cast.QUALITY, include_all_metadata=True)

    found = history["messages"][0]
    assert updated["ts"] == posted["ts"]
    assert (found["text"], found["metadata"]) == ("après", metadata)
    assert found["blocks"][0]["text"] == SECTION["text"]
    assert "edited" in found


async def test_updates_and_deletions_that_cannot_be(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel=cast.QUALITY, text="x")
    ours = {"channel": cast.QUALITY, "ts": posted["ts"]}
    async with Person.at(sandbox.base_url, "quality_manager") as helene:
        hers = {"channel": cast.QUALITY, "ts": await helene.say("y", channel="qualite")}

    def update(where: dict[str, str], **content: str) -> Awaitable[object]:
        return client.api_call("chat.update", json={**where, **content})

    def delete(where: dict[str, str]) -> Awaitable[object]:
        return client.api_call("chat.delete", json=where)

    assert await error_of(update(ours, text="x" * 4001)) == "msg_too_long"
    assert await error_of(update(ours)) == "no_text"
    assert await error_of(update(hers, text="z")) == "cant_update_message"
    assert await error_of(delete(hers)) == "cant_delete_message"
    await delete(ours)
    assert await error_of(update(ours, text="z")) == "message_not_found"
    assert await error_of(delete(ours)) == "message_not_found"


async def test_an_ephemeral_message_is_for_one_member_and_cannot_be_found_again(
    client: AsyncWebClient,
) -> None:
    shown = await client.chat_postEphemeral(channel=cast.QUALITY, user=cast.HELENE, text="psst")
    history = await client.conversations_history(channel=cast.QUALITY)
    update = client.chat_update(channel=cast.QUALITY, ts=shown["message_ts"], text="x")
    stranger = client.chat_postEphemeral(channel=cast.QUALITY, user=cast.LEA, text="psst")

    assert history["messages"] == []
    assert await error_of(update) == "message_not_found"
    assert await error_of(stranger) == "user_not_in_channel"


async def test_a_thread_has_its_replies_and_the_channel_only_its_parent(
    client: AsyncWebClient,
) -> None:
    parent = (await client.chat_postMessage(channel=cast.QUALITY, text="dossier"))["ts"]
    for text in ("un", "deux"):
        await client.chat_postMessage(channel=cast.QUALITY, text=text, thread_ts=parent)
    history = await client.conversations_history(channel=cast.QUALITY)
    thread = await client.conversations_replies(channel=cast.QUALITY, ts=parent)

    assert [one["text"] for one in history["messages"]] == ["dossier"]
    assert history["messages"][0]["reply_count"] == 2
    assert [one["text"] for one in thread["messages"]] == ["dossier", "un", "deux"]
    assert await error_of(client.conversations_replies(channel=cast.QUALITY, ts="1.000000")) == (
        "thread_not_found"
    )


async def test_history_is_paged_newest_first_and_bounded_by_instants(
    client: AsyncWebClient,
) -> None:
    posted = [
        (await client.chat_postMessage(channel=cast.QUALITY, text=str(n)))["ts"] for n in range(5)
    ]
    first = await client.conversations_history(channel=cast.QUALITY, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(channel=cast.QUALITY, limit=2, cursor=cursor)
    since = await client.conversations_history(channel=cast.QUALITY, oldest=posted[3])
    with_it = await client.conversations_history(
        channel=cast.QUALITY, oldest=posted[3], inclusive=True
    )

    assert [one["text"] for one in first["messages"] + second["messages"]] == ["4", "3", "2", "1"]
    assert first["has_more"]
    assert [one["text"] for one in since["messages"]] == ["4"]
    assert [one["text"] for one in with_it["messages"]] == ["4", "3"]
    bad = client.conversations_history(channel=cast.QUALITY, cursor="x")
    assert await error_of(bad) == "invalid_cursor"


async def test_conversations_tell_private_from_public_and_who_is_in(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    quality = (await client.conversations_info(channel=cast.QUALITY))["channel"]
    general = (await client.conversations_info(channel=cast.GENERAL))["channel"]
    members = (await client.conversations_members(channel=cast.QUALITY))["members"]
    listed = await client.conversations_list(
        types="public_channel,private_channel", exclude_archived=True
    )
    sandbox.world.workspace.make_public(cast.QUALITY)
    since = (await client.conversations_info(channel=cast.QUALITY))["channel"]

    assert (quality["is_private"], quality["is_member"]) == (True, True)
    assert (general["is_private"], general["is_member"]) == (False, False)
    assert cast.APP_USER in members
    assert cast.LEA not in members
    assert {one["name"] for one in listed["channels"]} == {"general", "formateurs", "qualite"}
    assert since["is_private"] is False


async def test_people_have_a_locale_only_when_asked_and_only_if_they_have_one(
    client: AsyncWebClient,
) -> None:
    owen = (await client.users_info(user=cast.OWEN, include_locale=True))["user"]
    bare = (await client.users_info(user=cast.OWEN))["user"]
    ines = (await client.users_info(user=cast.INES, include_locale=True))["user"]
    everyone = (await client.users_list(include_locale=True))["members"]

    assert (owen["locale"], owen["tz"]) == ("en-GB", "Europe/London")
    assert "locale" not in bare
    assert "locale" not in ines
    assert {one["id"] for one in everyone if one["deleted"]} == {cast.PAUL}
    assert await error_of(client.users_info(user="U0NOBODY")) == "user_not_found"


async def test_users_are_listed_by_pages(client: AsyncWebClient) -> None:
    seen: list[str] = []
    async for page in await client.users_list(limit=4):
        seen += [one["id"] for one in page["members"]]

    assert len(seen) == len(set(seen)) == 9


async def test_a_permalink_names_channel_and_message(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=cast.QUALITY, text="x")
    link = await client.chat_getPermalink(channel=cast.QUALITY, message_ts=posted["ts"])

    assert link["permalink"].endswith(f"/archives/{cast.QUALITY}/p{posted['ts'].replace('.', '')}")


async def test_blocks_are_validated_without_a_token(sandbox: Sandbox) -> None:
    anonymous = AsyncWebClient(base_url=sandbox.api_url)
    chart = {"type": "data_visualization", "title": "x", "chart": {"type": "pie", "segments": []}}
    home = {"type": "home", "blocks": [SECTION]}

    assert (await anonymous.api_call("blocks.validate", json={"blocks": [SECTION]}))["ok"]
    assert (await anonymous.api_call("blocks.validate", json={"view": home}))["ok"]
    bad = anonymous.api_call("blocks.validate", json={"blocks": [chart]})
    assert await error_of(bad) == "invalid_blocks"
    both = anonymous.api_call("blocks.validate", json={"blocks": [SECTION], "view": home})
    assert await error_of(both) == "invalid_arguments"


async def test_the_real_pace_is_a_message_per_second_and_channel_after_a_burst(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    sandbox.world.limits.real = True
    sent, refused = 0, None
    while refused is None and sent < 20:
        try:
            await client.chat_postMessage(channel=cast.QUALITY, text="x")
            sent += 1
        except SlackApiError as limited:
            refused = limited.response
    elsewhere = await client.chat_postMessage(channel=cast.LEA, text="x")
    sandbox.world.clock.advance(timedelta(seconds=1))
    later = await client.chat_postMessage(channel=cast.QUALITY, text="x")

    assert sent == 5
    assert refused is not None
    assert (refused.status_code, refused["error"]) == (429, "ratelimited")
    assert int(refused.headers["Retry-After"]) == 1
    assert elsewhere["ok"]
    assert later["ok"]


async def test_a_tier_is_so_many_calls_a_minute(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.world.limits.real = True
    for _ in range(20):
        await client.users_list()

    assert await error_of(client.users_list()) == "ratelimited"
