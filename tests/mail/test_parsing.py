"""Mails as they really come and as somebody may make them: each is read, none breaks us."""

import base64
import quopri
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from typing import NamedTuple

import pytest

from bot.mail.mail_files import FILES_MAX
from bot.mail.parsing import TEXT_MAX, ParsedMail, parse_mail

FROM = b"From: =?utf-8?q?L=C3=A9a_Martin?= <Lea@Example.org>\r\n"
HEAD = FROM + b"Message-ID: <1@example.org>\r\nDate: Mon, 2 Nov 2026 10:30:00 +0100\r\n"


def of_type(content_type: bytes, body: bytes, more: bytes = b"") -> bytes:
    return HEAD + b"Content-Type: " + content_type + b"\r\n" + more + b"\r\n" + body


def mixed(*parts: bytes, kind: bytes = b"mixed", ends: bool = True) -> bytes:
    body = b"".join(b"--x\r\n" + part + b"\r\n" for part in parts)
    return of_type(b"multipart/" + kind + b'; boundary="x"', body + (b"--x--\r\n" if ends else b""))


def text(body: bytes, kind: bytes = b"plain") -> bytes:
    return b"Content-Type: text/" + kind + b"; charset=utf-8\r\n\r\n" + body


def attached(content: bytes, disposition: bytes, more: bytes = b"") -> bytes:
    written = base64.encodebytes(content)
    return (
        b"Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Disposition: " + disposition + b"\r\n" + more + b"\r\n" + written
    )


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Trap(NamedTuple):
    """Bytes, and what is read of them by attribute."""

    raw: bytes
    said: dict[str, object]


TRAPS = {
    "utf-8 in base64": Trap(
        of_type(
            b"text/plain; charset=utf-8",
            base64.encodebytes("Réclamation".encode()),
            b"Content-Transfer-Encoding: base64\r\n",
        ),
        {"text": "Réclamation"},
    ),
    "quoted-printable": Trap(
        of_type(
            b"text/plain; charset=utf-8",
            quopri.encodestring("L'œuvre à 10 €".encode()),
            b"Content-Transfer-Encoding: quoted-printable\r\n",
        ),
        {"text": "L'œuvre à 10 €"},
    ),
    "latin-1 that is Windows-1252": Trap(
        of_type(b"text/plain; charset=iso-8859-1", b"L\x92\x9cuvre"), {"text": "L\u2019œuvre"}
    ),
    "ascii with 8-bit text": Trap(
        of_type(b"text/plain; charset=us-ascii", b"d\xe9\xe7u"), {"text": "déçu"}
    ),
    "no charset, utf-8": Trap(of_type(b"text/plain", "déçu".encode()), {"text": "déçu"}),
    "unknown charset": Trap(
        of_type(b"text/plain; charset=x-unknown", b"d\xe9\xe7u"), {"text": "déçu"}
    ),
    "a codec that is no charset": Trap(
        of_type(b"text/plain; charset=unicode_escape", rb"a\x00b"), {"text": r"a\x00b"}
    ),
    "another charset is believed": Trap(
        of_type(b"text/plain; charset=iso-8859-15", b"10 \xa4"), {"text": "10 €"}
    ),
    "utf-8 that is none": Trap(
        of_type(b"text/plain; charset=utf-8", b"d\xe9\xe7u"), {"text": "déçu"}
    ),
    "control characters": Trap(
        of_type(b"text/plain", b"a\x00b\x1b[31mc\r\nd\te"), {"text": "ab[31mc\nd\te"}
    ),
    "encoded sender": Trap(HEAD + b"\r\n", {"from_name": "Léa Martin"}),
    "an address is compared in small letters": Trap(
        HEAD + b"\r\n", {"from_address": "lea@example.org"}
    ),
    "raw 8-bit name": Trap(
        b"From: L\xe9a <lea@example.org>\r\n\r\n",
        {"from_name": "Léa", "from_address": "lea@example.org"},
    ),
    "raw utf-8 name": Trap("From: Léa <lea@example.org>\r\n\r\n".encode(), {"from_name": "Léa"}),
    "an address in a name's disguise": Trap(
        b"From: =?utf-8?q?=3Cchief=40example=2Enet=3E?= <lea@example.org>\r\n\r\n",
        {"from_address": "lea@example.org", "from_name": "<chief@example.net>"},
    ),
    "two senders": Trap(
        b"From: a@example.org\r\nFrom: b@example.org\r\n\r\n", {"from_address": "a@example.org"}
    ),
    "no sender": Trap(b"Subject: x\r\n\r\nhello", {"from_address": "", "text": "hello"}),
    "brackets within brackets": Trap(
        b"From: " + b"(" * 30_000 + b"\r\nSubject: x\r\n\r\n", {"subject": "x"}
    ),
    "twenty thousand addressees": Trap(
        b"Subject: x\r\nTo: " + b"a@example.org, \r\n " * 20_000 + b"b@example.org\r\n\r\nhello",
        {"subject": "x", "text": "hello"},
    ),
    "a subject with line ends": Trap(
        b"Subject: =?utf-8?Q?ok=0D=0ABcc:_v=40example.org?=\r\n\r\n",
        {"subject": "ok Bcc: v@example.org"},
    ),
    "a subject of two words": Trap(
        b"Subject: =?utf-8?B?UsOpY2xh?=\r\n =?utf-8?B?bWF0aW9u?=\r\n\r\n",
        {"subject": "Réclamation"},
    ),
    "a subject turned around": Trap(
        "Subject: abc\u202efdp.exe\r\n\r\n".encode(), {"subject": "abc fdp.exe"}
    ),
    "no subject": Trap(HEAD + b"\r\n", {"subject": ""}),
    "a date in its zone": Trap(
        HEAD + b"\r\n", {"dated_at": datetime(2026, 11, 2, 9, 30, tzinfo=UTC)}
    ),
    "no date": Trap(FROM + b"\r\n", {"dated_at": None}),
    "a date that is none": Trap(b"Date: yesterday\r\n\r\n", {"dated_at": None}),
    "a date beyond all": Trap(
        b"Date: Mon, 99 Nov 99999 10:30:00 +9900\r\n\r\n", {"dated_at": None}
    ),
    "what is answered": Trap(
        b"In-Reply-To: <3@x>\r\nReferences: <1@x>\r\n <2@x>\r\n <3@x>\r\n\r\n",
        {"cites": ("<3@x>", "<2@x>", "<1@x>")},
    ),
    "an id as long as Outlook's": Trap(
        b"References:\r\n <" + b"a" * 80 + b"@x>\r\n\r\n", {"cites": (f"<{'a' * 80}@x>",)}
    ),
    "no id": Trap(b"Message-ID: none\r\n\r\n", {"message_id": None}),
    "two forms": Trap(
        mixed(text(b"plain"), text(b"<p>formed", b"html"), kind=b"alternative"), {"text": "plain"}
    ),
    "two forms, one of them blank": Trap(
        mixed(text(b" \r\n"), text(b"<p>formed", b"html"), kind=b"alternative"), {"text": "formed"}
    ),
    "text around a file": Trap(
        mixed(text(b"before"), attached(b"x", b"attachment; filename=a.txt"), text(b"behind")),
        {"text": "before\n\nbehind"},
    ),
    "no last boundary": Trap(mixed(text(b"hello"), ends=False), {"text": "hello"}),
    "no boundary at all": Trap(of_type(b"multipart/mixed", b"hello"), {"text": "hello"}),
    "hidden text": Trap(
        of_type(
            b"text/html",
            b"<style>p{}</style><script>1</script><p>seen<span style='display: none'>not</span>"
            b"<div hidden>nor this</div>",
        ),
        {"text": "seen"},
    ),
    "a link elsewhere": Trap(
        of_type(b"text/html", b"<a href='https://evil.example.net/x'>example.org</a>"),
        {"text": "example.org (evil.example.net)"},
    ),
    "what is quoted in HTML": Trap(
        of_type(b"text/html", b"<p>new</p><blockquote><p>old</p><p>older</p></blockquote>"),
        {"text": "new\n>\n> old\n>\n> older"},
    ),
    "an encrypted mail": Trap(
        of_type(b"application/pkcs7-mime; name=smime.p7m", b"MIIB"), {"text": ""}
    ),
    "nothing": Trap(b"", {"is_unreadable": True, "text": ""}),
    "noise": Trap(bytes(range(256)) * 40, {"is_unreadable": True}),
    "1,500 parts in one another": Trap(
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n"
        + b"".join(
            b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1)
            for n in range(1_500)
        ),
        {"is_unreadable": True, "from_address": "lea@example.org"},
    ),
    "5,000 parameters": Trap(
        of_type(b"text/plain" + b'; a="b' * 5_000, b"hello"), {"text": "hello"}
    ),
    "a long text": Trap(of_type(b"text/plain", b"x" * 300_000), {"text": "x" * TEXT_MAX}),
}


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_a_mail_is_read(trap: Trap) -> None:
    mail = parse_mail(trap.raw)

    assert {name: getattr(mail, name) for name in trap.said} == trap.said
    assert_is_kept_by_any_database(mail)


def assert_is_kept_by_any_database(mail: ParsedMail) -> None:
    words = (mail.subject, mail.from_name, mail.from_address, mail.reply_to, mail.text)
    for said in (*words, *mail.cites, *mail.headers.values(), *(one.name for one in mail.files)):
        assert "\x00" not in said
        said.encode("utf-8")  # no half of a character
    for line in (mail.subject, mail.from_name, mail.from_address):
        assert "\n" not in line
        assert "\r" not in line


NAMES = {
    b'attachment; filename="../../r\xc3\xa9clamation.pdf"': "réclamation.pdf",
    rb'attachment; filename="C:\\\\temp\\\\a.pdf"': "a.pdf",
    b"attachment; filename*=utf-8''r%C3%A9clamation.pdf": "réclamation.pdf",
    b"attachment; filename*0=a; filename*1=b.pdf": "ab.pdf",
    b"attachment; filename*0*=utf-8''r%C3; filename*1*=%A9.pdf": "ré.pdf",
    b'attachment; filename="=?utf-8?q?r=C3=A9.pdf?="': "ré.pdf",
    b"attachment; filename=" + b"a" * 300 + b".pdf": "a" * 116 + ".pdf",
    b'attachment; filename="a\x00\x1fb.pdf"': "a b.pdf",
    b'attachment; filename=".."': "piece-1.txt",
    b"attachment": "piece-1.txt",
}


@pytest.mark.parametrize(("disposition", "name"), NAMES.items())
def test_a_file_is_called_by_its_last_component(disposition: bytes, name: str) -> None:
    (file,) = parse_mail(mixed(text(b"hello"), attached(b"hello", disposition))).files

    assert file.name == name


class TestFiles:
    def test_a_file_is_what_its_content_says(self) -> None:
        mail = parse_mail(mixed(attached(PNG, b'attachment; filename="invoice.pdf"')))

        assert [file.media_type for file in mail.files] == ["image/png"]
        assert mail.files[0].content == PNG

    def test_twenty_are_kept(self) -> None:
        one = attached(b"x", b"attachment; filename=a.txt")

        assert len(parse_mail(mixed(*[one] * 30)).files) == FILES_MAX

    @pytest.mark.parametrize(
        ("name", "content", "more", "is_folded"),
        [
            (b"image001.png", PNG * 1_000, b"Content-ID: <a>\r\n", True),
            (b"logo.png", PNG, b"Content-ID: <a>\r\n", True),
            (b"photo.png", PNG * 1_000, b"Content-ID: <a>\r\n", False),
            (b"image001.png", PNG, b"", False),
        ],
    )
    def test_an_ornament_of_a_signature_is_folded(
        self, name: bytes, content: bytes, more: bytes, *, is_folded: bool
    ) -> None:
        part = attached(content, b"inline; filename=" + name, more)
        part = part.replace(b"application/octet-stream", b"image/png")

        assert [file.is_folded for file in parse_mail(mixed(part)).files] == [is_folded]

    def test_a_mail_within_a_mail_is_a_file_and_not_its_text(self) -> None:
        inner = b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nfrom within"
        mail = parse_mail(mixed(text(b"see below"), inner))

        assert mail.text == "see below"
        assert [file.name for file in mail.files] == ["message.eml"]
        assert [file.media_type for file in mail.files] == ["message/rfc822"] or mail.files[
            0
        ].content

    def test_of_a_mail_that_was_cut_off_files_have_names_only(self) -> None:
        raw = mixed(text(b"hello"), attached(b"x" * 999, b"attachment; filename=a.txt"))
        mail = parse_mail(raw[:-300], is_whole=False)

        assert mail.text == "hello"
        assert [(file.name, file.content) for file in mail.files] == [("a.txt", None)]

    def test_an_archive_of_very_many_parts_is_not_looked_through(self) -> None:
        written = BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for n in range(20_000):
                archive.writestr(f"file-with-a-longer-name-{n}", b"")
        (file,) = parse_mail(mixed(attached(written.getvalue(), b"attachment"))).files

        assert file.media_type == "application/zip"


class TestFingerprint:
    def test_the_same_mail_fetched_again_has_the_same(self) -> None:
        raw = mixed(text(b"hello"))

        assert parse_mail(raw).fingerprint == parse_mail(b"X-Moved: 1\r\n" + raw).fingerprint

    def test_another_content_under_the_same_id_has_another(self) -> None:
        ours, theirs = parse_mail(mixed(text(b"hello"))), parse_mail(mixed(text(b"goodbye")))

        assert ours.message_id == theirs.message_id
        assert ours.fingerprint != theirs.fingerprint

    def test_without_an_id_it_is_of_all_bytes(self) -> None:
        assert parse_mail(b"\r\nhello").fingerprint != parse_mail(b"\r\nhello ").fingerprint


def results(*headers: str) -> ParsedMail:
    lines = "".join(f"Authentication-Results: {header}\r\n" for header in headers)
    return parse_mail(lines.encode() + HEAD + b"\r\nhello", authserv="mx.example.com")


class TestVouching:
    @pytest.mark.parametrize(
        "header",
        [
            "mx.example.com; dmarc=pass header.from=example.org",
            "mx.example.com 1; spf=pass;\r\n dmarc=pass (p=reject) header.from=example.org",
            "MX.example.com; dkim=pass (a; dmarc=fail); dmarc=pass",
        ],
    )
    def test_our_provider_s_word_counts(self, header: str) -> None:
        assert results(header).is_vouched_for

    @pytest.mark.parametrize(
        "headers",
        [
            [],
            ["mx.example.com; dmarc=fail header.from=example.org"],
            ["mx.example.com; spf=pass; dkim=pass"],
            ["mx.example.com; (dmarc=pass)"],
            ['mx.example.com; spf=pass reason="x"; x-dmarc=pass'],
            ["mx.example.com; dmarc=pass header.from=example.net"],
            ["mx.example.com.evil.example.net; dmarc=pass"],
            ["evil.example.net; dmarc=pass", "mx.example.com; dmarc=pass"],
            ["mx.example.com; dmarc=fail; dmarc=pass"],
            ["mx.example.com; dmarc=none", "mx.example.com; dmarc=pass"],
        ],
    )
    def test_nobody_else_s_does(self, headers: list[str]) -> None:
        assert not results(*headers).is_vouched_for

    def test_two_senders_are_vouched_for_by_nobody(self) -> None:
        raw = (
            b"Authentication-Results: mx.example.com; dmarc=pass\r\nFrom: a@example.net\r\n" + HEAD
        )

        assert not parse_mail(raw + b"\r\n", authserv="mx.example.com").is_vouched_for

    def test_without_a_provider_that_is_named_nobody_is_believed(self) -> None:
        raw = b"Authentication-Results: mx.example.com; dmarc=pass\r\n" + HEAD + b"\r\n"

        assert not parse_mail(raw).is_vouched_for


REPORT = b"""From: MAILER-DAEMON@mx.example.com\r
Content-Type: multipart/report; report-type=delivery-status; boundary=x\r
\r
--x\r
\r
It did not arrive.\r
--x\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mx.example.com\r
Original-Envelope-Id: QQ314159\r
\r
Final-Recipient: rfc822; lea@example.org\r
Action: %s\r
Status: %s\r
Diagnostic-Code: smtp; 550 5.1.1 no such user\r
\r
--x\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: <letter@school.example>\r
X-Vigie-Letter: 1234\r
\r
--x--\r
"""


class TestReports:
    def test_a_bounce_names_the_letter_and_why(self) -> None:
        report = parse_mail(REPORT % (b"failed", b"5.1.1")).report

        assert report is not None
        assert (report.action, report.status) == ("failed", "5.1.1")
        assert report.original_ids == ("<letter@school.example>",)
        assert (report.letter, report.envelope_id) == ("1234", "QQ314159")
        assert report.recipient == "lea@example.org"
        assert report.diagnostic == "550 5.1.1 no such user"

    def test_a_delay_is_no_failure(self) -> None:
        report = parse_mail(REPORT % (b"delayed", b"4.4.7")).report

        assert report is not None
        assert report.action == "delayed"

    def test_a_bounce_in_words_is_one_if_a_server_wrote_it_and_names_a_mail(self) -> None:
        words = b"Subject: Undelivered\r\n\r\n5.1.1\r\n\r\nMessage-ID: <letter@school.example>\r\n"
        of_server = parse_mail(b"From: Mailer-Daemon@orange.example\r\n" + words).report
        of_person = parse_mail(FROM + words).report

        assert of_server is not None
        assert of_server.original_ids == ("<letter@school.example>",)
        assert of_person is None

    def test_an_ordinary_mail_reports_nothing(self) -> None:
        assert parse_mail(mixed(text(b"hello"))).report is None


def test_what_the_standard_library_writes_is_read() -> None:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Zoé Élie <zoe@example.org>"
    message["Subject"] = "Réclamation sur la session de novembre, qui n'a pas eu lieu comme prévu"
    message.set_content("Bonjour,\n\nj'ai été déçue.\n")
    message.add_alternative("<p>Bonjour,</p><p>j'ai été déçue.</p>", subtype="html")
    message.add_attachment(PNG, maintype="image", subtype="png", filename="reçu n° 1.png")
    mail = parse_mail(message.as_bytes())

    assert (mail.from_name, mail.subject) == ("Zoé Élie", message["Subject"])
    assert mail.text == "Bonjour,\n\nj'ai été déçue."
    assert [(file.name, file.media_type) for file in mail.files] == [("reçu n° 1.png", "image/png")]


class TestMailsWithin:
    """A mail that came as a file of another: its words count, for rules and for who reads it."""

    INNER = (
        b"Subject: Plainte\r\nFrom: Ana <ana@example.org>\r\nContent-Type: text/plain\r\n\r\n"
        b"Le formateur m'a giflee."
    )

    def within(self, inner: bytes, boundary: bytes = b"x") -> bytes:
        raw = mixed(text(b"Voir ci-joint."), b"Content-Type: message/rfc822\r\n\r\nINNER")
        named = raw.replace(b'"x"', b'"' + boundary + b'"').replace(b"--x", b"--" + boundary)
        return named.replace(b"INNER", inner)

    def test_their_words_stand_apart_from_its_own(self) -> None:
        mail = parse_mail(self.within(self.INNER))

        assert mail.text == "Voir ci-joint."
        assert mail.attached == "Plainte\nAna <ana@example.org>\n\nLe formateur m'a giflee."
        assert [file.name for file in mail.files] == ["message.eml"]

    def test_one_in_another_is_read_and_no_deeper(self) -> None:
        twice = self.within(self.within(self.INNER, b"z"), b"y")
        deeper = parse_mail(self.within(twice)).attached

        assert "giflee" in parse_mail(twice).attached
        assert (deeper.count("Voir ci-joint."), "giflee" in deeper) == (2, False)

    def test_of_a_report_the_letter_that_came_back_is_none(self) -> None:
        raw = mixed(
            text(b"Undelivered."),
            b"Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n",
            b"Content-Type: message/rfc822\r\n\r\n" + self.INNER,
            kind=b"report",
        )

        assert parse_mail(raw).attached == ""
