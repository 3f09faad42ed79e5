"""A real mailbox: read without a trace, waited for, and lost in each way it can be lost."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.mail import imap_client
from bot.mail.accounts import MailServer, PasswordLogin, Security, SentCopies
from bot.mail.imap_client import WritingError
from bot.mail.imap_login import open_mailbox
from bot.mail.imap_mailbox import ImapMailbox
from bot.mail.mailbox import FIRST_OF_BIG, MailboxError, MailboxTrouble
from tests.support.all_at_once import all_at_once
from tests.support.dovecot import Dovecot
from tests.support.mail_accounts import account_at, by_token, secured, sending_by

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def mail(n: int = 1, body: str = "Bonjour") -> bytes:
    return f"Subject: mail {n}\r\nMessage-ID: <{n}@example.org>\r\n\r\n{body}\r\n".encode()


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    return dovecot.new_user()


@pytest.fixture
def mailbox(dovecot: Dovecot, user: str) -> Iterator[ImapMailbox]:
    opened = open_mailbox(account_at(dovecot, user))
    yield opened
    opened.close()


def uids(mailbox: ImapMailbox, after: int = 0, *, at_most: int = 100) -> list[int]:
    return [one.uid for one in mailbox.arrivals(after, at_most=at_most)]


def wait_for_ever(mailbox: ImapMailbox) -> None:
    """Until it fails; a server's goodbye may come first, and is something that came."""
    while True:
        mailbox.wait(60)


class TestReading:
    def test_an_empty_folder_has_a_position_below_the_first_mail(
        self, mailbox: ImapMailbox
    ) -> None:
        assert mailbox.position().uid == 0
        assert uids(mailbox) == []

    def test_a_mail_comes_whole_with_the_server_s_instant(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        dovecot.deliver(user, mail(), at=AT)
        (arrival,) = mailbox.arrivals(0, at_most=9)

        assert (arrival.uid, arrival.received_at) == (1, AT)
        assert (arrival.raw, arrival.size) == (mail(), len(mail()))
        assert arrival.is_whole

    def test_the_last_mail_does_not_come_again_though_the_server_names_it(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        dovecot.deliver(user, mail())

        assert uids(mailbox, after=1) == uids(mailbox, after=9) == []

    def test_mails_come_in_order_and_without_those_named(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        for n in range(5):
            dovecot.deliver(user, mail(n))
        some = mailbox.arrivals(1, at_most=2, but_not={3})

        assert [one.uid for one in some] == [2, 4]

    def test_what_lies_in_junk_is_counted_without_a_trace(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        """That folder is called as none of the usual ones: the server says which it is."""
        with dovecot.entered(user) as client:
            client.create("Pourriel")
        for hours in (-48, 0, 1):
            dovecot.deliver(user, mail(hours), at=AT + timedelta(hours=hours), folder="Pourriel")
        dovecot.deliver(user, mail())
        counted = [mailbox.in_junk(since=AT, at_most=most) for most in (9, 1)]

        assert counted == [2, 1]
        assert uids(mailbox) == [1]
        assert not any("Seen" in flags for flags in dovecot.flags(user, "Pourriel"))

    def test_what_comes_while_junk_is_counted_is_noticed(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        with dovecot.entered(user) as client:
            client.create("Pourriel")
        mailbox.position()
        dovecot.deliver(user, mail())
        mailbox.in_junk(since=AT, at_most=9)

        assert mailbox.wait(9)

    def test_without_a_junk_folder_nothing_lies_there(self, mailbox: ImapMailbox) -> None:
        assert mailbox.in_junk(since=AT, at_most=9) == 0

    def test_older_ones_are_left_where_a_day_is_named(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        for hours in (-48, -1, 0, 1):
            dovecot.deliver(user, mail(hours), at=AT + timedelta(hours=hours))
        some = mailbox.arrivals(0, at_most=9, since=AT)

        assert [one.uid for one in some] == [3, 4]

    def test_headers_alone_are_not_the_whole(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        dovecot.deliver(user, mail())
        (arrival,) = mailbox.arrivals(0, at_most=9, headers_only=True)

        assert arrival.raw.endswith(b"<1@example.org>\r\n\r\n")
        assert not arrival.is_whole

    def test_of_a_huge_mail_only_the_beginning_is_fetched(
        self,
        dovecot: Dovecot,
        user: str,
        mailbox: ImapMailbox,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("bot.mail.imap_mailbox.WHOLE_MAX", 300_000)
        raw = mail(body="x" * 70 + "\r\n" + ("y" * 70 + "\r\n") * 5_000)
        dovecot.deliver(user, raw)
        (arrival,) = mailbox.arrivals(0, at_most=9)

        assert arrival.size == len(raw)
        assert arrival.raw == raw[:FIRST_OF_BIG]
        assert not arrival.is_whole

    def test_nothing_is_marked_as_read(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        dovecot.deliver(user, mail())
        list(mailbox.arrivals(0, at_most=9))
        list(mailbox.arrivals(0, at_most=9, headers_only=True))
        mailbox.close()

        assert "Seen" not in "".join(dovecot.flags(user))

    def test_a_command_that_writes_is_never_sent(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        dovecot.deliver(user, mail())
        mailbox.position()
        box = mailbox._box
        for write in (
            lambda: box.delete(["1"]),
            lambda: box.move(["1"], "Sent"),
            lambda: box.copy(["1"], "Sent"),
            lambda: box.flag(["1"], "\\Seen", value=True),
            lambda: box.folder.set("INBOX"),
            lambda: box.folder.create("another"),
            lambda: box.folder.delete("Sent"),
            lambda: box.folder.rename("Sent", "another"),
            lambda: box.folder.subscribe("Sent", value=False),
            lambda: box.append(mail()),
            lambda: list(box.fetch(charset=None)),
            lambda: box.client.fetch("1", "(BODY[])"),
            lambda: box.client.uid("FETCH", "1", "(RFC822)"),
            lambda: box.client.uid("SEARCH", 'UID 1\r\nx UID STORE 1 +FLAGS "\\Seen"'),
            box.client.close,
        ):
            with pytest.raises(WritingError):
                write()

        assert "Seen" not in "".join(dovecot.flags(user))


class TestWaiting:
    def test_what_comes_ends_the_wait(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        assert mailbox.position().uid == 0
        assert not mailbox.wait(0.01)
        dovecot.deliver(user, mail())

        assert mailbox.wait(60)
        assert uids(mailbox) == [1]

    def test_what_came_while_nobody_waited_is_not_waited_for(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        mailbox.position()
        dovecot.deliver(user, mail())

        assert mailbox.wait(60)

    def test_what_was_read_is_not_told_again(
        self, dovecot: Dovecot, user: str, mailbox: ImapMailbox
    ) -> None:
        dovecot.deliver(user, mail())
        mailbox.position()
        uids(mailbox)

        assert not mailbox.wait(0.01)

    def test_it_is_closed_from_another_thread(self, mailbox: ImapMailbox) -> None:
        def wait_or_close(which: str) -> None:
            if which == "close":
                mailbox.close()
            else:
                wait_for_ever(mailbox)

        mailbox.position()
        mailbox.wait(0.01)
        with pytest.raises(MailboxError):
            all_at_once(wait_or_close, ["wait", "close"], threads=2)

    def test_a_server_that_went_away_is_told(self, dovecot: Dovecot, mailbox: ImapMailbox) -> None:
        mailbox.position()
        mailbox.wait(0.01)
        dovecot.stop()
        try:
            with pytest.raises(MailboxError) as told:
                wait_for_ever(mailbox)
        finally:
            dovecot.start()

        assert told.value.trouble is MailboxTrouble.UNREACHABLE


class TestFolders:
    def test_one_that_was_made_anew_has_another_validity(self, dovecot: Dovecot, user: str) -> None:
        with dovecot.entered(user) as client:
            client.create("Contact")
            mailbox = open_mailbox(account_at(dovecot, user, folder="Contact"))
            before = mailbox.position()
            client.delete("Contact")
            with pytest.raises(MailboxError) as told:
                mailbox.position()
            client.create("Contact")
        mailbox.close()
        again = open_mailbox(account_at(dovecot, user, folder="Contact"))
        after = again.position()
        again.close()

        assert told.value.trouble is MailboxTrouble.FOLDER
        assert before.uidvalidity != after.uidvalidity

    def test_one_whose_name_is_not_ascii_is_read(self, dovecot: Dovecot, user: str) -> None:
        with dovecot.entered(user) as client:
            client.create('"R&AOk-clamations"')
        dovecot.deliver(user, mail(), folder='"R&AOk-clamations"')
        mailbox = open_mailbox(account_at(dovecot, user, folder="R\xe9clamations"))
        found = uids(mailbox)
        mailbox.close()

        assert found == [1]


class TestSent:
    def test_a_copy_is_found_by_its_whole_id_only(self, dovecot: Dovecot, user: str) -> None:
        dovecot.deliver(user, mail(12), folder="Sent")
        mailbox = open_mailbox(account_at(dovecot, user))
        found, part = mailbox.find_sent("<12@example.org>"), mailbox.find_sent("<2@example.org>")
        mailbox.close()

        assert found is not None
        assert b"Subject: mail 12" in found
        assert part is None

    def test_a_copy_is_put_there_once_and_as_read(self, dovecot: Dovecot, user: str) -> None:
        mailbox = open_mailbox(account_at(dovecot, user), may_append=True)
        mailbox.append_sent(mail(), at=AT)
        mailbox.append_sent(mail(), at=AT)
        mailbox.close()
        (flags,) = dovecot.flags(user, "Sent")

        assert "\\Seen" in flags

    @pytest.mark.parametrize("sent", [SentCopies.SERVER, SentCopies.NONE])
    def test_nothing_is_put_there_where_the_account_says_no(
        self, dovecot: Dovecot, user: str, sent: SentCopies
    ) -> None:
        mailbox = open_mailbox(account_at(dovecot, user, sent=sent), may_append=True)
        with pytest.raises(ValueError, match="to be read"):
            mailbox.append_sent(mail(), at=AT)
        mailbox.close()


class TestSigningIn:
    def test_by_tls_with_the_authority_that_signed(self, dovecot: Dovecot, user: str) -> None:
        account = secured(account_at(dovecot, user), dovecot, ca_file=dovecot.authority)
        mailbox = open_mailbox(account)
        dovecot.deliver(user, mail())
        waited, found = mailbox.wait(60), uids(mailbox)
        mailbox.close()

        assert waited
        assert found == [1]

    @pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
    def test_a_certificate_is_refused_of_another_authority_or_name(
        self, dovecot: Dovecot, user: str, host: str
    ) -> None:
        believed = dovecot.authority if host == "localhost" else None
        account = secured(account_at(dovecot, user), dovecot, host=host, ca_file=believed)
        with pytest.raises(MailboxError) as told:
            open_mailbox(account)

        assert told.value.trouble is MailboxTrouble.CERTIFICATE

    def test_by_a_token(self, dovecot: Dovecot, user: str) -> None:
        dovecot.tokens["good"] = user
        mailbox = open_mailbox(by_token(account_at(dovecot, user), user), token="good")
        found = mailbox.position().uid
        mailbox.close()

        assert found == 0

    def test_a_bad_token_is_refused(self, dovecot: Dovecot, user: str) -> None:
        with pytest.raises(MailboxError) as told:
            open_mailbox(by_token(account_at(dovecot, user), user), token="bad")

        assert told.value.trouble is MailboxTrouble.LOGIN

    @pytest.mark.parametrize("password", ["wrong", "mal\xe9", 'quo"te\\', "two\r\nlines"])
    def test_a_wrong_password_is_refused_and_not_repeated(
        self, dovecot: Dovecot, user: str, password: str
    ) -> None:
        login = PasswordLogin(user=user, password=password)
        with pytest.raises(MailboxError) as told:
            open_mailbox(account_at(dovecot, user, login=login))

        assert told.value.trouble is MailboxTrouble.LOGIN
        assert password not in f"{told.value!r} {told.value.said} {told.value.__cause__!r}"

    def test_a_server_that_is_not_there_is_told(self, dovecot: Dovecot, user: str) -> None:
        account = account_at(dovecot, user)
        assert account.incoming is not None
        nowhere = replace(account, incoming=replace(account.incoming, port=1))
        with pytest.raises(MailboxError) as told:
            open_mailbox(nowhere)

        assert told.value.trouble is MailboxTrouble.UNREACHABLE

    def test_a_server_that_says_nothing_is_left(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(imap_client, "TIMEOUT_SECONDS", 0.1)
        with socket.create_server(("127.0.0.1", 0)) as mute:
            server = MailServer(
                host="127.0.0.1", port=mute.getsockname()[1], security=Security.CLEAR
            )
            account = replace(sending_by(), incoming=server)
            with pytest.raises(MailboxError) as told:
                open_mailbox(account)

        assert told.value.trouble is MailboxTrouble.TIMEOUT

    def test_in_clear_it_stays_on_this_machine(self, dovecot: Dovecot, user: str) -> None:
        account = account_at(dovecot, user)
        assert account.incoming is not None
        abroad = replace(account, incoming=replace(account.incoming, host="192.0.2.1"))
        with pytest.raises(ValueError, match="this machine only"):
            open_mailbox(abroad)
