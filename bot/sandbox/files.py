"""Files uploaded by people and by the app."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.sandbox.json_types import JsonObject


@dataclass(slots=True, kw_only=True)
class StoredFile:
    """A file, or at `external_url` one that another app remembers elsewhere (files.remote.add).

    `is_unseen`: of a shared channel, described by its id alone until somebody asks for it.
    `needs_sign_in`: not handed out to the app, whatever its scopes.
    """

    id: str
    name: str
    user: str
    created: int
    content: bytes = b""
    is_complete: bool = True
    title: str = ""
    alt_text: str = ""
    shares: dict[str, list[str]] = field(default_factory=dict)
    shown_in: set[str] = field(default_factory=set)
    external_url: str = ""
    is_unseen: bool = False
    needs_sign_in: bool = False

    @property
    def filetype(self) -> str:
        return PurePosixPath(self.name).suffix.lstrip(".").lower() or "binary"

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def as_slack(self, base_url: str) -> JsonObject:
        address = self.external_url or f"{base_url}/files-pri/{self.id}/{self.name}"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": self.filetype,
            "pretty_type": self.filetype.upper(),
            "user": self.user,
            "editable": False,
            "size": len(self.content),
            "mode": "external" if self.external_url else "hosted",
            "is_external": bool(self.external_url),
            "is_public": False,
            "url_private": address,
            **({} if self.external_url else {"url_private_download": f"{address}?download=1"}),
            "alt_txt": self.alt_text,
            "shares": {
                "private": {
                    channel: [{"ts": ts} for ts in all_ts]
                    for channel, all_ts in self.shares.items()
                }
            },
            "channels": [],
            "groups": list(self.shares),
        }

    def as_sent(self, base_url: str) -> JsonObject:
        """The file within a message's event."""
        if self.is_unseen:
            return {"id": self.id, "file_access": "check_file_info"}
        return self.as_slack(base_url)

    def as_page(self, viewer: str) -> JsonObject:
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": self.filetype,
            "size": len(self.content),
            "user": self.user,
            "alt_text": self.alt_text,
            "url": f"/sandbox/files/{self.id}?as={viewer}",
        }
