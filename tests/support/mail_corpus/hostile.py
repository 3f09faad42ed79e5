"""Mails that are to hurt whoever reads them, each made when it is asked for."""

import base64
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.mail_corpus.writing import ENCODINGS, mail, multipart, text_part

_ENDS = b"\r\nBonjour\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class HostileMail:
    """`make` gives its bytes; `may_be_unreadable`: a person then reads the file that is kept."""

    name: str
    make: Callable[[], bytes]
    may_be_unreadable: bool = False


def _headed(name: str, value: bytes) -> bytes:
    heads = [("From", b"a@example.net"), ("To", b"contact@ecole.example.org"), (name, value)]
    unique = dict(heads)
    return b"".join(key.encode() + b": " + told + b"\r\n" for key, told in unique.items()) + _ENDS


def _nested(depth: int) -> bytes:
    opened = b"".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n'.encode()
        for level in range(depth)
    )
    return b"From: a@example.net\r\nMIME-Version: 1.0\r\n" + opened + b"\r\nau fond\r\n"


def _mails_in_mails(depth: int) -> bytes:
    one = b"From: a@example.net\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
    return one * depth + b"From: a@example.net\r\n\r\nau fond\r\n"


def _parts(count: int) -> bytes:
    part = b"Content-Type: text/plain\r\n\r\nx"
    return mail([("From", "a@example.net")], multipart("mixed", [part] * count, boundary="b"))


def _with_html(html: str) -> bytes:
    return mail([("From", "a@example.net")], text_part(html, ENCODINGS[0], subtype="html"))


def _with_text(text: str) -> bytes:
    return mail([("From", "a@example.net")], text_part(text, ENCODINGS[0]))


def _opaque(content_type: str, name: str, content: bytes) -> bytes:
    heads = [
        ("From", "a@example.net"),
        ("Content-Type", f'{content_type}; name="{name}"'),
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", f'attachment; filename="{name}"'),
    ]
    return mail(heads, b"\r\n", base64.encodebytes(content).replace(b"\n", b"\r\n"))


def _thirty_megabytes() -> bytes:
    line = base64.b64encode(bytes(57)) + b"\r\n"
    heads = (
        b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
        b'Content-Disposition: attachment; filename="gros.bin"\r\n\r\n'
    )
    big = heads + line * (31 * 1024 * 1024 // len(line))
    parts = [text_part("Voir la pièce.", ENCODINGS[0]), big]
    return mail([("From", "a@example.net")], multipart("mixed", parts, boundary="b"))


_WORD = b"=?utf-8?Q?=C3=A9?= "
_PARAMETERS = b"text/plain" + b"".join(b"; p%d=v" % number for number in range(5_000))
_CONTINUED = b"text/plain" + b"".join(b"; name*%d=v" % number for number in range(5_000))
_RECIPIENTS = b", ".join(b"p%d@example.net" % number for number in range(20_000))
_CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"

HOSTILE = (
    HostileMail(
        name="a megabyte of encoded words in the subject",
        make=lambda: _headed("Subject", _WORD * 50_000),
    ),
    HostileMail(
        name="a megabyte of encoded words as the sender",
        make=lambda: _headed("From", _WORD * 50_000),
    ),
    HostileMail(
        name="a line break within an encoded subject",
        make=lambda: _headed("Subject", b"=?utf-8?Q?ok=0D=0ABcc:_b@example.net?="),
    ),
    HostileMail(name="20,000 recipients", make=lambda: _headed("To", _RECIPIENTS)),
    HostileMail(
        name="100,000 references",
        make=lambda: _headed("References", b"<a@example.net> " * 100_000),
    ),
    HostileMail(
        name="parentheses without an end in the sender",
        make=lambda: _headed("From", b"(" * 100_000),
    ),
    HostileMail(
        name="quotation marks without an end in the sender",
        make=lambda: _headed("From", b'"\\' * 50_000),
    ),
    HostileMail(
        name="a bare 8-bit name",
        make=lambda: _headed("From", "Zoé <zoe@example.net>".encode("cp1252")),
    ),
    HostileMail(
        name="5,000 parameters of the content type",
        make=lambda: _headed("Content-Type", _PARAMETERS),
    ),
    HostileMail(
        name="a parameter continued 5,000 times",
        make=lambda: _headed("Content-Type", _CONTINUED),
    ),
    HostileMail(
        name="an unknown charset",
        make=lambda: _headed("Content-Type", b"text/plain; charset=x-unknown"),
    ),
    HostileMail(
        name="a charset that is none of text",
        make=lambda: _headed("Content-Type", b"text/plain; charset=base64"),
    ),
    HostileMail(
        name="1,500 parts within one another",
        make=lambda: _nested(1_500),
        may_be_unreadable=True,
    ),
    HostileMail(
        name="500 mails within one another",
        make=lambda: _mails_in_mails(500),
        may_be_unreadable=True,
    ),
    HostileMail(name="20,000 parts", make=lambda: _parts(20_000), may_be_unreadable=True),
    HostileMail(
        name="20,000 elements within one another",
        make=lambda: _with_html("<div>" * 20_000 + "x"),
    ),
    HostileMail(
        name="two megabytes of paragraphs", make=lambda: _with_html("<p>x</p>\n" * 220_000)
    ),
    HostileMail(name="elements never closed", make=lambda: _with_html("<a " * 300_000)),
    HostileMail(
        name="256 KB of elements for selectors to walk",
        make=lambda: _with_html('<div class="gmail_quote">' * 10_000),
    ),
    HostileMail(
        name="a megabyte of quotation signs", make=lambda: _with_text("> " * 500_000 + "\n")
    ),
    HostileMail(
        name="half a million lines that begin a quote",
        make=lambda: _with_text("Le 1 a écrit :\n" * 60_000),
    ),
    HostileMail(name="one line of five megabytes", make=lambda: _with_text("a" * 5_000_000)),
    HostileMail(name="nothing at all", make=lambda: b"", may_be_unreadable=True),
    HostileMail(name="no header", make=lambda: b"\r\n\r\n", may_be_unreadable=True),
    HostileMail(
        name="bytes of no mail", make=lambda: bytes(range(256)) * 400, may_be_unreadable=True
    ),
    HostileMail(
        name="S/MIME, opaque",
        make=lambda: _opaque("application/pkcs7-mime", "smime.p7m", b"\x30\x80" + bytes(400)),
        may_be_unreadable=True,
    ),
    HostileMail(
        name="winmail.dat",
        make=lambda: _opaque("application/ms-tnef", "winmail.dat", b"\x78\x9f\x3e\x22"),
        may_be_unreadable=True,
    ),
    HostileMail(
        name="a calendar alone",
        make=lambda: mail(
            [("From", "a@example.net")], text_part(_CALENDAR, ENCODINGS[0], subtype="calendar")
        ),
        may_be_unreadable=True,
    ),
    HostileMail(name="more than thirty megabytes", make=_thirty_megabytes),
)
