"""A mail's bytes, written by hand, so that they can be wrong in any way that mails are wrong."""

import base64
import quopri
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.header import Header

Headers = Iterable[tuple[str, str | bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How a text becomes bytes: what its part says, and with what it is really written."""

    label: str
    codec: str
    transfer: str


ENCODINGS = (
    Encoding(label="utf-8", codec="utf-8", transfer="8bit"),
    Encoding(label="utf-8", codec="utf-8", transfer="quoted-printable"),
    Encoding(label="UTF-8", codec="utf-8", transfer="base64"),
    Encoding(label="windows-1252", codec="cp1252", transfer="quoted-printable"),
    Encoding(label="iso-8859-1", codec="cp1252", transfer="8bit"),
)
"""The last as Windows does it: the label promises less than the bytes hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is sent along."""

    name: str
    media_type: str
    content: bytes


def mail(headers: Headers, *part: bytes) -> bytes:
    """Headers, then a part with headers of its own; each line ends as the protocol wants it."""
    return _lines(headers) + b"MIME-Version: 1.0\r\n" + b"".join(part)


def text_part(text: str, encoding: Encoding, *, subtype: str = "plain") -> bytes:
    """A text with the headers that say how it is written."""
    head = (
        ("Content-Type", f"text/{subtype}; charset={encoding.label}"),
        ("Content-Transfer-Encoding", encoding.transfer),
    )
    return _lines(head) + b"\r\n" + _transferred(text, encoding)


def multipart(subtype: str, parts: Sequence[bytes], *, boundary: str, end: bool = True) -> bytes:
    """Parts between boundaries; the last one is missing where something was cut off."""
    between = f"--{boundary}\r\n".encode()
    head = _lines([("Content-Type", f'multipart/{subtype}; boundary="{boundary}"')])
    closing = f"--{boundary}--\r\n".encode() if end else b""
    return head + b"\r\n" + b"".join(between + part + b"\r\n" for part in parts) + closing


def file_part(attachment: Attachment) -> bytes:
    """A file as a part, its name encoded as most programs do (RFC 2047 in a parameter)."""
    name = encoded(attachment.name)
    head = (
        ("Content-Type", f'{attachment.media_type}; name="{name}"'),
        ("Content-Disposition", f'attachment; filename="{name}"'),
        ("Content-Transfer-Encoding", "base64"),
    )
    return _lines(head) + b"\r\n" + base64.encodebytes(attachment.content).replace(b"\n", b"\r\n")


def message_part(raw: bytes, *, subtype: str = "rfc822") -> bytes:
    """A mail within a mail."""
    return _lines([("Content-Type", f"message/{subtype}")]) + b"\r\n" + raw


def encoded(text: str) -> str:
    """A header's text on one line, in encoded words where it needs them (RFC 2047)."""
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=10_000).encode()


def sender(name: str, address: str) -> str:
    """A From line's content."""
    return f"{encoded(name)} <{address}>"


def _lines(headers: Headers) -> bytes:
    written = (
        (name.encode(), value if isinstance(value, bytes) else value.encode("ascii"))
        for name, value in headers
    )
    return b"".join(name + b": " + value + b"\r\n" for name, value in written)


def _transferred(text: str, encoding: Encoding) -> bytes:
    raw = text.replace("\n", "\r\n").encode(encoding.codec)
    if encoding.transfer == "base64":
        return base64.encodebytes(raw).replace(b"\n", b"\r\n")
    if encoding.transfer == "quoted-printable":
        lines = (quopri.encodestring(line, quotetabs=True) for line in raw.split(b"\r\n"))
        return b"\r\n".join(line.replace(b"\n", b"\r\n") for line in lines)
    return raw
