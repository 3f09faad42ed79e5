"""Files are uploaded in three steps, downloaded with the token, and seen by people."""

from pathlib import Path

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import cast
from bot.sandbox.server import Sandbox
from tests.support.people import Person

PDF = b"%PDF-1.7 bilan"


async def test_slacks_client_uploads_and_shares_a_file_in_a_thread(
    sandbox: Sandbox, client: AsyncWebClient, tmp_path: Path
) -> None:
    (tmp_path / "bilan.pdf").write_bytes(PDF)
    parent = (await client.chat_postMessage(channel=cast.QUALITY, text="Bilan"))["ts"]
    uploaded = await client.files_upload_v2(
        channel=cast.QUALITY,
        thread_ts=parent,
        file=str(tmp_path / "bilan.pdf"),
        title="Bilan d'octobre",
        initial_comment="Le voici",
    )
    info = (await client.files_info(file=uploaded["files"][0]["id"]))["file"]
    async with Person.at(sandbox.base_url, "quality_manager") as helene:
        seen = await helene.wait_for_message("qualite", "Le voici")

    assert (info["title"], info["mimetype"], info["size"]) == (
        "Bilan d'octobre",
        "application/pdf",
        len(PDF),
    )
    assert list(info["shares"]["private"]) == [cast.QUALITY]
    assert seen.raw["files"][0]["name"] == "bilan.pdf"
    assert seen.raw["thread_ts"] == parent


async def test_a_download_without_the_token_gets_a_sign_in_page_with_status_200(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    stored = sandbox.world.workspace.store_file("salle.jpg", cast.LEA, b"photo")
    url = (await client.files_info(file=stored.id))["file"]["url_private_download"]
    bearer = {"Authorization": f"Bearer {sandbox.bot_token}"}
    async with ClientSession() as session:
        async with session.get(url, headers=bearer) as response:
            with_token = (response.content_type, await response.read())
        async with session.get(url) as response:
            without = (response.status, response.content_type, await response.text())

    assert with_token == ("image/jpeg", b"photo")
    assert without[:2] == (200, "text/html")
    assert "Sign in" in without[2]


async def test_a_file_whose_bytes_never_came_cannot_be_completed(client: AsyncWebClient) -> None:
    asked = await client.files_getUploadURLExternal(filename="a.pdf", length=3)
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.files_completeUploadExternal(files=[{"id": asked["file_id"], "title": "A"}])
    with pytest.raises(SlackApiError, match="alt_txt_too_large"):
        await client.files_getUploadURLExternal(filename="a.pdf", length=3, alt_txt="x" * 1001)


async def test_an_uploaded_image_is_shown_by_its_file_id(
    sandbox: Sandbox, client: AsyncWebClient
) -> None:
    uploaded = await client.files_upload_v2(content=b"\x89PNG", filename="courbe.png")
    file_id = uploaded["files"][0]["id"]
    image = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "Courbe"}
    await client.chat_postMessage(channel=cast.QUALITY, text="Courbe", blocks=[image])
    async with ClientSession(sandbox.base_url) as session:
        async with session.get(f"/sandbox/files/{file_id}?as={cast.HELENE}") as response:
            shown = (response.content_type, await response.read(), response.headers)
        async with session.get(f"/sandbox/files/{file_id}?as={cast.LEA}") as response:
            stranger = response.status

    assert shown[:2] == ("image/png", b"\x89PNG")
    assert stranger == 404
    assert shown[2]["Content-Security-Policy"] == "sandbox"
