"""Ways in which mails of people are broken on their way, all of them still to be read."""

import re
from collections.abc import Callable
from dataclasses import dataclass

Breaking = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakage:
    """What is done to the bytes of a mail that was well; `keeps_text`: its text is still there."""

    name: str
    break_it: Breaking
    keeps_text: bool = True


def _without(header: str) -> Breaking:
    pattern = re.compile(rb"^" + header.encode() + rb":.*\r\n", re.MULTILINE)
    return lambda raw: pattern.sub(b"", raw, count=1)


def _with(header: str, value: bytes) -> Breaking:
    line = header.encode() + b": " + value + b"\r\n"
    return lambda raw: line + _without(header)(raw)


def _labelled(charset: str) -> Breaking:
    pattern = re.compile(rb"charset=[\w-]+")
    return lambda raw: pattern.sub(b"charset=" + charset.encode(), raw)


def _never_ended(raw: bytes) -> bytes:
    """The closing boundary is missing, as of a mail that a server cut off."""
    return re.sub(rb"\r\n--[=\w]+--\r\n", b"\r\n", raw)


BREAKAGES = (
    Breakage(name="unknown charset", break_it=_labelled("x-unknown")),
    Breakage(name="says it is ASCII", break_it=_labelled("us-ascii")),
    Breakage(name="no charset", break_it=lambda raw: re.sub(rb"; charset=[\w-]+", b"", raw)),
    Breakage(name="no date", break_it=_without("Date")),
    Breakage(name="a date that is none", break_it=_with("Date", b"hier soir vers minuit")),
    Breakage(name="a date in 2038", break_it=_with("Date", b"Fri, 22 Jan 2038 03:14:08 +0000")),
    Breakage(name="a date with an absurd zone", break_it=_with("Date", b"1 Nov 2026 10:00 +9999")),
    Breakage(name="no subject", break_it=_without("Subject")),
    Breakage(name="an empty subject", break_it=_with("Subject", b"")),
    Breakage(
        name="a subject with a line break within an encoded word",
        break_it=_with("Subject", b"=?utf-8?Q?R=C3=A9clamation=0D=0ABcc:_a@example.net?="),
    ),
    Breakage(
        name="a subject in bytes of Windows", break_it=_with("Subject", "Réclamé".encode("cp1252"))
    ),
    Breakage(
        name="a name in bare UTF-8",
        break_it=_with("From", "Zoé Modèle <zoe@example.net>".encode()),
    ),
    Breakage(
        name="two senders' lines",
        break_it=lambda raw: b"From: first@example.net\r\n" + raw,
    ),
    Breakage(name="no Message-ID", break_it=_without("Message-ID")),
    Breakage(name="no recipient", break_it=_without("To")),
    Breakage(name="no version of MIME", break_it=_without("MIME-Version")),
    Breakage(name="no end", break_it=_never_ended),
    Breakage(name="line feeds alone", break_it=lambda raw: raw.replace(b"\r\n", b"\n")),
    Breakage(
        name="an unknown way of transfer",
        break_it=_with("X-Mailer", b"unknown\r\nContent-Transfer-Encoding: x-other"),
        keeps_text=False,
    ),
    Breakage(name="NUL in the text", break_it=lambda raw: raw + b"\r\n\0\0\0", keeps_text=False),
)
