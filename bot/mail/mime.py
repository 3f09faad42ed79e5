"""A mail's headers and parts, found in its bytes without reading them line by line."""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote_to_bytes

from bot.mail.charsets import clean_line, decoded, decoded_header, from_base64

PARTS_MAX = 50
"""Parts that are looked at, and how deep they may lie in one another."""
HEADER_MAX = 8 * 1024
IDS_MAX = 32 * 1024
"""Bytes read of a header, and of one that names other mails."""
_BLOCK_MAX = 4 * 1024 * 1024
_HEADERS_MAX = 5_000
_PARAMETERS_MAX = 100
_PARAMETERS_READ = 2 * 1024
_CARRIAGE_RETURN = 0x0D
_PASSES = 5
"""How often the length of a mail may be gone through in search of boundaries."""
_OF_IDS = frozenset({"references", "in-reply-to", "to", "cc"})

_END_OF_BLOCK = re.compile(rb"\r?\n\r?\n|\A\r?\n")
_HEADER = re.compile(rb"^([!-9;-~]{1,80})[ \t]*:((?:.*)(?:\n[ \t].*)*)", re.MULTILINE)
_PARAMETER = re.compile(rb';\s*([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"|[^;"\s]*)')
_ESCAPED = re.compile(rb"\\(.)")
_CONTINUED = re.compile(r"([^*]+)\*(\d{1,2})(\*?)")


@dataclass(frozen=True, slots=True)
class Headers:
    """Headers by lower-case name; of each name all values, in order, as written and cut."""

    written: Mapping[str, tuple[bytes, ...]]
    _parameters: dict[str, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def first(self, name: str) -> bytes:
        values = self.written.get(name, ())
        return values[0].strip() if values else b""

    def text(self, name: str) -> str:
        return decoded_header(self.first(name))

    def count(self, name: str) -> int:
        return len(self.written.get(name, ()))

    @property
    def media_type(self) -> str:
        told = self.first("content-type").partition(b";")[0].strip().lower()
        return told.decode("ascii", "replace") or "text/plain"

    @property
    def disposition(self) -> str:
        told = self.first("content-disposition").partition(b";")[0].strip().lower()
        return told.decode("ascii", "replace")

    def parameter(self, header: str, name: str) -> str:
        """A parameter's value (RFC 2045, RFC 2231); empty without one."""
        if header not in self._parameters:
            self._parameters[header] = _parameters(self.first(header)[:_PARAMETERS_READ])
        return self._parameters[header].get(name, "")


@dataclass(frozen=True, slots=True)
class MailPart:
    """A part that holds no others, and where its content lies in the mail."""

    headers: Headers
    content: memoryview = field(repr=False)
    group: int
    """The `multipart/alternative` that it is one form of; 0 outside of any."""

    def bytes(self, at_most: int | None = None) -> bytes:
        """What its transfer encoding stands for, of at most so many bytes as written."""
        written = self.content if at_most is None else self.content[:at_most]
        encoding = self.headers.first("content-transfer-encoding").strip().lower()
        if encoding == b"base64":
            return from_base64(written)
        if encoding == b"quoted-printable":
            return binascii.a2b_qp(written)
        return bytes(written)


@dataclass(frozen=True, slots=True)
class Structure:
    """A mail's own headers and its parts; not complete when there are too many of them."""

    headers: Headers
    parts: tuple[MailPart, ...]
    is_complete: bool


def structure_of(raw: bytes) -> Structure:
    """Take a mail apart. What claims to have parts and has none is one part of text."""
    top, body = split_headers(memoryview(raw))
    found = _Found(raw)
    found.add(top, body, depth=1, group=0)
    is_complete = found.is_complete and len(raw) - len(body) < _BLOCK_MAX
    return Structure(top, tuple(found.parts), is_complete)


def split_headers(content: memoryview) -> tuple[Headers, memoryview]:
    """The headers on top, and what follows the blank line behind them."""
    end = _END_OF_BLOCK.search(content[:_BLOCK_MAX])
    block = content[: end.start() if end else min(len(content), _BLOCK_MAX)]
    return _headers_in(bytes(block)), content[end.end() if end else len(block) :]


class _Found:
    """Collects parts until there are enough."""

    def __init__(self, raw: bytes) -> None:
        self.parts: list[MailPart] = []
        self.is_complete = True
        self._left = _PASSES * len(raw)
        self._groups = 0

    def add(self, headers: Headers, body: memoryview, *, depth: int, group: int) -> None:
        if len(self.parts) >= PARTS_MAX or depth > PARTS_MAX:
            self.is_complete = False
            return
        boundary = headers.parameter("content-type", "boundary")
        if not headers.media_type.startswith("multipart/") or not boundary:
            self.parts.append(MailPart(headers, body, group))
            return
        self._left -= len(body)
        if self._left < 0:
            self.is_complete = False
            return
        if headers.media_type == "multipart/alternative":
            self._groups += 1
            group = self._groups
        for piece in islice(_pieces(body, boundary), PARTS_MAX + 1):
            of_piece, inner = split_headers(piece)
            self.add(of_piece, inner, depth=depth + 1, group=group)


def _pieces(body: memoryview, boundary: str) -> Iterator[memoryview]:
    """What lies between the lines of a boundary; to the end where the last one is missing."""
    written = b"--" + re.escape(boundary.encode("utf-8")) + rb"(--)?[ \t]*\r?(?:\n|\Z)"
    # a fixed beginning is searched for fast
    next_line, first_line = re.compile(rb"\n" + written), re.compile(written)
    found = first_line.match(body) or next_line.search(body)
    while found is not None and not found[1]:
        begins_at = found.end()
        # the end of one line may be what the next one begins behind
        found = next_line.search(body, max(begins_at - 1, 0))
        ends_at = found.start() if found else len(body)
        if found and ends_at and body[ends_at - 1] == _CARRIAGE_RETURN:
            ends_at -= 1  # it is of the boundary's line (RFC 2046 §5.1.1)
        yield body[begins_at : max(begins_at, ends_at)]


def _headers_in(block: bytes) -> Headers:
    written: dict[str, tuple[bytes, ...]] = {}
    for found in islice(_HEADER.finditer(block), _HEADERS_MAX):
        name = found[1].decode("ascii").lower()
        at_most = IDS_MAX if name in _OF_IDS else HEADER_MAX
        value = block[found.start(2) : min(found.end(2), found.start(2) + at_most)]
        written[name] = (*written.get(name, ()), value)
    return Headers(written)


def _parameters(value: bytes) -> dict[str, str]:
    """Parameters by lower-case name, those in pieces put together."""
    whole: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for found in islice(_PARAMETER.finditer(value), _PARAMETERS_MAX):
        name = found[1].decode("ascii", "replace").lower()
        said = _unquoted(found[2])
        if (piece := _CONTINUED.fullmatch(name)) is not None:
            pieces.setdefault(piece[1], {})[int(piece[2])] = (said, bool(piece[3]))
        elif name.endswith("*"):
            pieces.setdefault(name[:-1], {})[0] = (said, True)
        else:
            whole.setdefault(name, decoded_header(said))
    return {**whole, **{name: _joined(found) for name, found in pieces.items()}}


def _joined(pieces: Mapping[int, tuple[bytes, bool]]) -> str:
    charset, content = "", b""
    for number in sorted(pieces):
        said, is_encoded = pieces[number]
        if is_encoded and number == 0 and said.count(b"'") >= 2:  # noqa: PLR2004  # charset'language'value
            told, _, said = said.split(b"'", 2)
            charset = told.decode("ascii", "replace")
        content += unquote_to_bytes(said) if is_encoded else said
    return clean_line(decoded(content, charset))


def _unquoted(value: bytes) -> bytes:
    if value.startswith(b'"'):
        return _ESCAPED.sub(rb"\1", value[1:-1])
    return value
