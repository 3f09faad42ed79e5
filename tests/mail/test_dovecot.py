"""The mail server that tests use lets in whom it should, in each way."""

import imaplib
import ssl
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from tests.support.dovecot import PASSWORD, Dovecot

ROOT = Path(__file__).parents[2]
RAW = b"Subject: Bonjour\r\n\r\nBonjour\r\n"


def xoauth2(user: str, token: str) -> bytes:
    return f"user={user}\1auth=Bearer {token}\1\1".encode()


def test_a_mail_that_was_delivered_bears_the_instant_that_was_told(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, RAW, at=datetime(2026, 11, 2, 9, 30, tzinfo=UTC))
    with dovecot.entered(user) as client:
        client.select("INBOX", readonly=True)
        _, answer = client.fetch("1", "(INTERNALDATE)")

    assert b"02-Nov-2026 09:30:00 +0000" in cast("bytes", answer[0])


def test_each_user_has_a_mailbox_and_a_folder_of_what_was_sent(dovecot: Dovecot) -> None:
    with dovecot.entered(dovecot.new_user()) as client:
        _, folders = client.list()

    assert any(b"\\Sent" in folder for folder in folders if isinstance(folder, bytes))


def test_a_token_opens_the_mailbox_of_whom_it_stands_for(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.tokens["a good token"] = user
    with imaplib.IMAP4("127.0.0.1", dovecot.port, timeout=60) as client:
        kind, _ = client.authenticate("XOAUTH2", lambda _: xoauth2(user, "a good token"))

    assert kind == "OK"


def test_a_token_that_is_not_known_opens_nothing(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    with (
        imaplib.IMAP4("127.0.0.1", dovecot.port, timeout=60) as client,
        pytest.raises(imaplib.IMAP4.error),
    ):
        client.authenticate("XOAUTH2", lambda _: xoauth2(user, "another token"))


def test_its_certificate_names_the_address_and_no_other(dovecot: Dovecot) -> None:
    context = ssl.create_default_context(cafile=str(dovecot.authority))
    with imaplib.IMAP4_SSL(
        "127.0.0.1", dovecot.secure_port, ssl_context=context, timeout=60
    ) as client:
        assert client.login(dovecot.new_user(), PASSWORD)[0] == "OK"
    with pytest.raises(ssl.SSLCertVerificationError):
        imaplib.IMAP4_SSL("localhost", dovecot.secure_port, ssl_context=context, timeout=60)


def test_it_comes_back_where_it_was(dovecot: Dovecot) -> None:
    port = dovecot.port
    dovecot.stop()
    dovecot.start()

    assert dovecot.port == port


def test_a_machine_without_it_says_in_one_line_what_it_left_out(tmp_path: Path) -> None:
    places = ("tests/mail/test_dovecot.py", "-k", "token")
    run = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly")
    found = "import tests.support.dovecot as d; d.DOVECOT = None"
    (tmp_path / "sitecustomize_lacks.py").write_text(found)
    done = subprocess.run(
        (*run, "-p", "sitecustomize_lacks", *places),
        cwd=ROOT,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    *_, named, counted = done.stdout.splitlines()
    assert named == "LEFT OUT on this machine: mailboxes are tested with Dovecot (2)"
    assert "2 skipped" in counted
