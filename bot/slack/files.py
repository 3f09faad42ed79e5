"""Files handed to Slack, and taken from it."""

import codecs
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import structlog

from bot.slack.addresses import SlackAddresses, proxy_for
from bot.slack.gateway import PostponedError, RefusedError, Sent, SlackGateway, UnknownOutcomeError
from bot.ui.blocks.escape import cut

CANNOT_TAKE = frozenset(
    {
        "storage_limit_reached",
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "file_upload_size_restricted",
        "file_type_not_allowed",
    }
)
"""Slack's words for a workspace that takes no such file (files.getUploadURLExternal)."""
NOT_SHARED_YET = "not_shared_yet"
"""Our own word beside Slack's: the file is there, and its message not yet to be seen."""

ALT_TEXT_MAX = 1_000
"""files.getUploadURLExternal."""

_BYTES_WITHIN = aiohttp.ClientTimeout(total=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file to be shared. `name` is what it is called in Slack, `comment` its message.

    `alt` says what a picture shows. `is_kept`: the file at `path` stays there once it is shared.
    """

    path: Path
    name: str
    title: str
    comment: str
    alt: str = ""
    is_kept: bool = False


class Uploads:
    """The three steps, and the question whether the last one was done."""

    def __init__(self, gateway: SlackGateway) -> None:
        self._gateway = gateway

    async def send(self, upload: Upload) -> str:
        """Bring the bytes to Slack, where nobody sees them yet; the file's id. Raises CallError."""
        asked = await self._gateway.call(
            "files.getUploadURLExternal",
            {
                "filename": upload.name,
                "length": upload.path.stat().st_size,
                "alt_txt": cut(upload.alt, ALT_TEXT_MAX) or None,
            },
        )
        try:
            with upload.path.open("rb") as content:
                url = str(asked["upload_url"])
                sending = self._gateway.session.post(
                    url, data=content, timeout=_BYTES_WITHIN, proxy=proxy_for(url)
                )
                async with sending as answer:
                    if answer.status != 200:  # noqa: PLR2004  # HTTP's own number
                        raise PostponedError(f"upload_http_{answer.status}")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise PostponedError(type(error).__name__) from error
        return str(asked["file_id"])

    async def share(
        self, slack_file: str, upload: Upload, *, channel: str, thread_ts: str | None = None
    ) -> Sent:
        """Show a file that was sent, with its message. Raises CallError.

        `ts` is empty while Slack does not say yet where the message stands.
        """
        answer = await self._gateway.call(
            "files.completeUploadExternal",
            {
                "files": [{"id": slack_file, "title": upload.title}],
                "channel_id": channel,
                "initial_comment": upload.comment,
                "thread_ts": thread_ts,
            },
        )
        return _place_in(answer["files"][0], channel) or Sent(channel=channel, ts="")

    async def find(self, slack_file: str, *, channel: str) -> Sent | None:
        """Where a file was shared; None when it never was. Raises CallError.

        Slack knows a file from its last step on, and shows its message a little later:
        PostponedError then.
        """
        try:
            answer = await self._gateway.read("files.info", {"file": slack_file})
        except RefusedError as refusal:
            if refusal.code in {"file_not_found", "file_deleted"}:
                return None
            raise
        except UnknownOutcomeError as error:
            raise PostponedError(error.code) from error  # a question may be asked again
        if sent := _place_in(answer["file"], channel):
            return sent
        raise PostponedError(NOT_SHARED_YET)


def _place_in(file: dict[str, Any], channel: str) -> Sent | None:
    shares = (file.get("shares") or {}).values()
    found = [place for kind in shares for place in kind.get(channel, ())]
    return Sent(channel=channel, ts=str(found[0]["ts"])) if found else None


log = structlog.get_logger()

LIES_ELSEWHERE = "lies_elsewhere"
"""Our own word beside Slack's: a file's address is not one of Slack's."""
NOT_HANDED_OUT = "not_handed_out"
"""Our own word: Slack answered with its sign-in page, as it does where `files:read` is missing."""

_CHUNK_BYTES = 64 * 1024
_WITHIN = aiohttp.ClientTimeout(total=60)
_PAGE = re.compile(rb"\s{0,200}<(!doctype html|html|head|title|meta|script|body)\b", re.IGNORECASE)


class Downloads:
    """Where a file lies, and its bytes."""

    def __init__(self, gateway: SlackGateway) -> None:
        self._gateway = gateway
        self._addresses = SlackAddresses(api_url=gateway.api_url)

    async def address_of(self, slack_file: str) -> str:
        """Where a file lies, which Slack did not say with it; empty when nowhere. Raises CallError.

        A file of a shared channel comes with its id alone (docs.slack.dev, `check_file_info`).
        """
        try:
            answer = await self._gateway.read("files.info", {"file": slack_file})
        except UnknownOutcomeError as error:
            raise PostponedError(error.code) from error  # a question may be asked again
        file = answer.get("file", {})
        return str(file.get("url_private_download") or file.get("url_private") or "")

    async def fetch(self, address: str, *, name: str, at_most: int) -> bytes:
        """A file's bytes. The token goes to Slack only, which is why no redirect is followed.

        Raises RefusedError `lies_elsewhere` for an address that is not Slack's, `too_large` past
        `at_most`; PostponedError `not_handed_out` for a sign-in page in the file's place.
        """
        url = self._addresses.of_file(address)
        if url is None:
            raise RefusedError(LIES_ELSEWHERE)
        asking = self._gateway.session.get(
            url,
            headers=self._gateway.bearer,
            timeout=_WITHIN,
            allow_redirects=False,
            proxy=proxy_for(str(url)),
        )
        try:
            async with asking as answer:
                _raise_for(answer.status)
                content = await _content(answer, at_most=at_most)
                if is_page_for(name, content, answer.content_type):
                    raise _not_handed_out()
                return content
        except (aiohttp.ClientError, TimeoutError) as error:
            raise PostponedError(type(error).__name__) from error


def _raise_for(status: int) -> None:
    if status in {404, 410}:
        raise RefusedError(f"http_{status}")
    if 300 <= status < 400 or status in {401, 403}:  # noqa: PLR2004  # HTTP's own numbers
        raise _not_handed_out()
    if status != 200:  # noqa: PLR2004  # HTTP's own numbers
        raise PostponedError(f"http_{status}")


def _not_handed_out() -> PostponedError:
    log.warning(
        "Slack hands a file out to nobody",
        do="check that the app has files:read, and reinstall it into the workspace",
    )
    return PostponedError(NOT_HANDED_OUT)


def is_page_for(name: str, content: bytes, said: str) -> bool:
    """Whether a web page came, said to be one or with or without a doctype, for another file."""
    expected = mimetypes.guess_type(name)[0] or ""
    if said == "text/html":
        return expected != "text/html"
    looks_so = _PAGE.match(content.removeprefix(codecs.BOM_UTF8))
    return looks_so is not None and not expected.startswith("text/")


async def _content(answer: aiohttp.ClientResponse, *, at_most: int) -> bytes:
    content = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK_BYTES):
        content += chunk
        if len(content) > at_most:
            raise RefusedError("too_large")
    return bytes(content)
