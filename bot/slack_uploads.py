"""Sending files in Slack's three steps, kept apart so that a repeat shares nothing twice.

A file that is not shared yet is seen by nobody, so only the last step must not be repeated.
Whoever keeps the file's id before it can ask afterwards whether the file was shared
(docs.slack.dev, files.completeUploadExternal, files.info).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.slack_gateway import (
    PostponedError,
    RefusedError,
    Sent,
    SlackGateway,
    UnknownOutcomeError,
)
from bot.ui.escape import cut

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
                sending = self._gateway.session.post(
                    asked["upload_url"], data=content, timeout=_BYTES_WITHIN
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
