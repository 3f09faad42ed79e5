"""Mails of thirty megabytes, each made to take long or much memory in a way of its own."""

import base64
from collections.abc import Callable, Mapping

from bot.mail.mailbox import WHOLE_MAX

_HEAD = b"From: a@example.net\r\nSubject: x\r\nMessage-ID: <1@example.net>\r\n"
_MIXED = _HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
_HTML = _HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"


def _filled(head: bytes, piece: bytes, end: bytes = b"") -> bytes:
    """As much of a piece as there is room for."""
    return head + piece * ((WHOLE_MAX - len(head) - len(end)) // len(piece)) + end


def _file(encoding: bytes, content_type: bytes = b"application/octet-stream") -> bytes:
    return (
        _MIXED + b"--x\r\nContent-Disposition: attachment; filename=a\r\nContent-Type: "
        b"" + content_type + b"\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n"
    )


def _nested(depth: int) -> bytes:
    opened = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1)
        for n in range(depth)
    )
    return _HEAD + b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n" + opened


def _html_parts() -> bytes:
    part = b"--x\r\nContent-Type: text/html\r\n\r\n" + b"<p>x" * 9_900 + b"\r\n"
    return _filled(_MIXED, part)


BOMBS: Mapping[str, Callable[[], bytes]] = {
    "a file in base64": lambda: _filled(_file(b"base64"), base64.b64encode(bytes(57)) + b"\r\n"),
    "base64 that breaks off": lambda: _filled(_file(b"base64"), b"AAAA", b"A"),
    "base64 that is none": lambda: _filled(_file(b"base64"), b"A=B="),
    "a file in quoted-printable": lambda: _filled(_file(b"quoted-printable"), b"=C3=A9"),
    "a text of four bytes a character": lambda: _filled(
        _file(b"8bit", b"text/plain"), "\N{GRINNING FACE}\n".encode()
    ),
    "empty lines": lambda: _filled(_HEAD + b"\r\n", b"\n"),
    "boundaries": lambda: _filled(_MIXED, b"--x\n"),
    "what begins like a boundary": lambda: _filled(_MIXED, b"--xy\n"),
    "parts in parts around empty lines": lambda: _filled(_nested(49), b"\n"),
    "headers": lambda: _filled(b"", b"X-A: b\r\n"),
    "one header of encoded words": lambda: _filled(b"Subject: ", b"=?utf-8?q?abc?= "),
    "addressees": lambda: _filled(b"To: ", b"a@example.net,\r\n "),
    "elements of HTML": lambda: _filled(_HTML, b"<p>x"),
    "elements of HTML within one another": lambda: _filled(_HTML, b"<div>"),
    "links within one another": lambda: _filled(_HTML, b"<a href=http://a.example><b>"),
    "parts of HTML": _html_parts,
}
