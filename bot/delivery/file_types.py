"""A file's media type by its content, whatever its name says."""

import codecs
import re
import zlib
from collections.abc import Collection
from io import BytesIO
from zipfile import BadZipFile, ZipFile

ARCHIVE = "application/zip"
"""A zip that is no office document, or one with a program or macros in it."""
TEXT = "text/plain"

_BRANDS = {
    "image/heic": {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"},
    "image/avif": {b"avif", b"avis"},
    "image/heif": {b"mif1", b"msf1"},
    "audio/mp4": {b"M4A ", b"M4B ", b"M4P "},
    "video/quicktime": {b"qt  "},
    "video/3gpp": {b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3g2a"},
}
"""Brands of ISO/IEC 14496-12 files, most telling first; any other is a film."""
_SIGNATURES = {b"ID3": "audio/mpeg", b"#!AMR": "audio/amr", b"OggS": "audio/ogg"}
"""Types that puremagic lacks, or names without saying that they sound."""
_WRITTEN = {
    "audio/amr",
    "application/pdf",
    "application/postscript",
    "application/rtf",
    "image/svg+xml",
    "message/rfc822",
    "text/html",
}
"""Types whose files may hold nothing but characters, and are more than a text all the same."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(rb"\s*<")
_ACTIVE = re.compile(rb"<(html|head|body|script|svg)\b", re.IGNORECASE)
_LOOKED_AT = 4_096
_SCRIPT = "text/x-script"

_PART_MAX = 200_000
"""Bytes read of one part: Word's list of parts has a few thousand."""
_MAIN_PART = re.compile(
    r"application/vnd\.openxmlformats-officedocument\."
    r"(?:wordprocessingml|spreadsheetml|presentationml)\.\w+(?=\.main\+xml\")"
)
_OPEN_DOCUMENT = re.compile(r"application/vnd\.oasis\.opendocument\.[a-z\-]+")
_PROGRAM = re.compile(
    r"\.(?:app|bat|cmd|com|cpl|dll|dmg|exe|hta|jar|jse?|lnk|msi|ps1|py|reg|scr|sh|vb[es]?|wsf)$"
    r"|(?:^|/)vbaProject\.bin$|^(?:Basic|Scripts)/",
    re.IGNORECASE,
)
_UNREADABLE = (BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError)


def media_type_of(content: bytes) -> str:
    """The type; empty when the bytes say nothing."""
    if content[4:8] == b"ftyp":
        return _of_brands(content)
    if content.startswith(b"PK\x03\x04"):
        return _of_archive(content)
    found = _by_signature(content)
    if _reads_as_text(content):
        return _of_text(content, found)
    return found


def _of_brands(content: bytes) -> str:
    """An ISO base media file: the brand it is made for, then those that it is also readable as."""
    length = min(int.from_bytes(content[:4]), 256)
    others = [content[at : at + 4] for at in range(16, length, 4)]
    for among in ([content[8:12]], others):
        for media_type, brands in _BRANDS.items():
            if brands.intersection(among):
                # HEIC names itself among what a picture of the common brand is readable as
                is_heic = media_type == "image/heif" and _BRANDS["image/heic"].intersection(others)
                return "image/heic" if is_heic else media_type
    return "video/mp4"


def _of_archive(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if any(_PROGRAM.search(name) for name in names):
                return ARCHIVE
            return _office_type(archive, names) or ARCHIVE
    except (*_UNREADABLE, ValueError, zlib.error):
        return ARCHIVE


def _office_type(archive: ZipFile, names: Collection[str]) -> str | None:
    """The type by the list of parts (ECMA-376) or the entry `mimetype` (OASIS OpenDocument)."""
    if "[Content_Types].xml" in names and "_rels/.rels" in names:
        declared = _MAIN_PART.search(_part(archive, "[Content_Types].xml"))
        return declared.group() if declared else None
    if "mimetype" in names and "content.xml" in names:
        declared = _OPEN_DOCUMENT.fullmatch(_part(archive, "mimetype").strip())
        return declared.group() if declared else None
    return None


def _part(archive: ZipFile, name: str) -> str:
    with archive.open(name) as part:
        return part.read(_PART_MAX).decode("utf-8", "replace")


def _by_signature(content: bytes) -> str:
    import puremagic  # noqa: PLC0415  # reads its tables of signatures: only once a file comes

    for signature, media_type in _SIGNATURES.items():
        if content.startswith(signature):
            return media_type
    try:
        return str(puremagic.from_string(content, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _of_text(content: bytes, found: str) -> str:
    bare = content.removeprefix(codecs.BOM_UTF8)
    if found in _WRITTEN:
        return found
    if bare.startswith(b"#!"):
        return _SCRIPT
    if _MARKUP.match(bare) and _ACTIVE.search(bare[:_LOOKED_AT]):
        return "text/html"
    return TEXT


def _reads_as_text(content: bytes) -> bool:
    """Whether it is characters and nothing else, as today's programs or Windows' Notepad write."""
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8", "cp1252"):
        try:
            return bool(content) and not _CONTROLS.search(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False
