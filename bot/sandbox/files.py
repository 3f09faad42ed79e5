"""Files uploaded by people and by the app."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.sandbox.json_types import JsonObject


@dataclass(slots=True, kw_only=True)
class StoredFile:
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

    @property
    def filetype(self) -> str:
        return PurePosixPath(self.name).suffix.lstrip(".").lower() or "binary"

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def as_slack(self, base_url: str) -> JsonObject:
        address = f"{base_url}/files-pri/{self.id}/{self.name}"
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
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "url_private": address,
            "url_private_download": f"{address}?download=1",
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
