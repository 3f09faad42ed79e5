"""The files of a mail: how they are called, what they are by their content, which are ornament."""

import re
import struct
from dataclasses import dataclass, field
from itertools import islice
from mimetypes import guess_extension

from bot.delivery.file_types import ARCHIVE, media_type_of
from bot.mail.charsets import clean_line
from bot.mail.mime import MailPart

FILES_MAX = 20
FILE_BYTES_MAX = 25 * 1024 * 1024
FILES_BYTES_MAX = 30 * 1024 * 1024
"""Files of a mail, bytes of one and of all; what is beyond stays in the mail as it is kept."""
NAME_MAX = 120
ORNAMENT_BYTES = 10 * 1024
_LOOKED_AT = 64 * 1024
_DIRECTORY_MAX = 1024 * 1024
_ORNAMENT_NAME = re.compile(r"image\d{3,}\.(?:png|gif|jpe?g)", re.IGNORECASE)
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"}) | {
    "application/pgp-signature"
}
_FOLDERS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFile:
    """A file that came with a mail; `media_type` says what it is by its content, or nothing.

    A folded one is an ornament of a signature. `content` is None where it was too big, or cut off.
    """

    name: str
    media_type: str
    size: int
    is_folded: bool
    content: bytes | None = field(repr=False)


def files_of(parts: list[MailPart], *, is_whole: bool) -> tuple[MailFile, ...]:
    """The files in these parts, at most twenty; of a mail that was cut off, their names only."""
    files: list[MailFile] = []
    left = FILES_BYTES_MAX
    for number, part in enumerate(islice(parts, FILES_MAX), start=1):
        file = _file_in(part, number, at_most=min(left, FILE_BYTES_MAX) if is_whole else 0)
        left -= 0 if file.content is None else file.size
        files.append(file)
    return tuple(files)


def name_in(written: str) -> str:
    """The last component of a name, without what no folder or screen should see of it."""
    last = _FOLDERS.split(clean_line(written))[-1]
    name = _FORBIDDEN.sub("_", last).strip(" .")
    if len(name) <= NAME_MAX:
        return name
    stem, dot, ending = name.rpartition(".")
    kept = dot + ending if stem and len(ending) <= 10 else ""  # noqa: PLR2004  # a file's ending
    return name[: NAME_MAX - len(kept)] + kept


def type_by_content(content: bytes) -> str:
    """As `media_type_of`, of a file that may be made to take long: judged by its beginning."""
    if content.startswith(b"PK\x03\x04"):
        return media_type_of(content) if _has_small_directory(content) else ARCHIVE
    head = content[:_LOOKED_AT]
    # no character is cut in two, which would make a text of it no text
    return media_type_of(head if len(head) == len(content) else _to_last_line(head))


def _file_in(part: MailPart, number: int, *, at_most: int) -> MailFile:
    # four letters of base64 are three bytes
    is_small = len(part.content) <= at_most * 3 // 2
    content = part.bytes() if is_small else None
    if content is not None and len(content) > at_most:
        content = None
    media_type = "" if content is None else type_by_content(content)
    name = _name_of(part) or f"piece-{number}{guess_extension(media_type or '') or ''}"
    size = len(part.content) * 3 // 4 if content is None else len(content)
    is_folded = _is_ornament(part, name, size)
    return MailFile(
        name=name, media_type=media_type, size=size, is_folded=is_folded, content=content
    )


def _name_of(part: MailPart) -> str:
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        if name := name_in(part.headers.parameter(header, parameter)):
            return name
    is_mail = part.headers.media_type in {"message/rfc822", "message/global"}
    return "message.eml" if is_mail else ""


def _is_ornament(part: MailPart, name: str, size: int) -> bool:
    if part.headers.media_type in _SIGNATURES:
        return True
    is_inline = bool(part.headers.first("content-id")) and part.headers.disposition != "attachment"
    is_image = part.headers.media_type.startswith("image/")
    return (
        is_image and is_inline and (size < ORNAMENT_BYTES or bool(_ORNAMENT_NAME.fullmatch(name)))
    )


def _has_small_directory(content: bytes) -> bool:
    """Whether the list of an archive's parts (APPNOTE 4.3.16) is short enough to be read."""
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 66_000))
    if end < 0 or len(content) < end + 22:
        return False
    size: int
    (size,) = struct.unpack_from("<I", content, end + 12)
    return size <= _DIRECTORY_MAX


def _to_last_line(head: bytes) -> bytes:
    cut = head.rfind(b"\n")
    if cut > 0:
        return head[: cut + 1]
    return head.decode("utf-8", "ignore").encode() if head.isascii() else head[:-3]
