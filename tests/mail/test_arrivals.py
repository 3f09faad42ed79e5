"""Mails of a real mailbox are taken in once each, whatever befalls reader or folder."""

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from bot.domain.calendar.wall_time import local_day
from bot.mail.imap_login import open_mailbox
from bot.mail.imap_mailbox import ImapMailbox
from bot.mail.mailbox import MailboxError, Position
from bot.services.mail import arrivals, passes
from bot.services.mail.arrivals import LEASE, LeaseLostError
from bot.services.mail.earlier import TooEarlyError, read_earlier
from storage.database import Database
from storage.tables import mail_copies, mailboxes
from tests.support.builders import NOW
from tests.support.dovecot import Dovecot
from tests.support.mail_accounts import account_at
from tests.support.mail_reading import Hands


def mail(n: object, *, body: str = "Bonjour", own_id: bool = True, more: str = "") -> bytes:
    identified = f"Message-ID: <{n}@example.org>\r\n" if own_id else ""
    head = f"From: lea@example.org\r\nSubject: mail {n}\r\n{identified}{more}"
    return f"{head}\r\n{body}\r\n".encode()


class House:
    """A mailbox at a real server, and readers of it."""

    def __init__(self, dovecot: Dovecot, hands: Hands) -> None:
        self.dovecot, self.hands, self.user = dovecot, hands, dovecot.new_user()
        self.opened: list[ImapMailbox] = []
        self.folder = "INBOX"

    def mailbox(self) -> ImapMailbox:
        opened = open_mailbox(account_at(self.dovecot, self.user, folder=self.folder))
        self.opened.append(opened)
        return opened

    def deliver(self, *raws: bytes, minutes: int = -1) -> None:
        at = self.hands.now + timedelta(minutes=minutes)
        for raw in raws:
            self.dovecot.deliver(self.user, raw, at=at, folder=self.folder)

    def choose(self, *, days: int) -> None:
        """Have the mails since so many days ago read too."""
        with self.hands.opened().writing() as work:
            first_day = local_day(work.now, work.office.zone) - timedelta(days=days)
            place = {"account": "contact@example.org", "folder": "INBOX"}
            read_earlier(work, first_day=first_day, **place)

    def read(self, mailbox: ImapMailbox | None = None) -> int:
        """Passes by a process that ends, until nothing is left."""
        reader = self.hands.reader(folder=self.folder)
        assert reader.hold()
        at = mailbox or self.mailbox()
        recorded = 0
        while (progress := reader.read_new(at)).is_more:
            recorded += progress.recorded
        reader.let_go()
        return recorded + progress.recorded


@pytest.fixture
def house(dovecot: Dovecot, database: Database, tmp_path: Path) -> Iterator[House]:
    built = House(dovecot, Hands(database, tmp_path / "files"))
    yield built
    for mailbox in built.opened:
        mailbox.close()


@pytest.fixture
def begun(house: House) -> House:
    """A mailbox whose reading has begun, with nothing in it."""
    house.read()
    return house


@pytest.mark.one_database
class TestFirstStart:
    def test_what_was_there_stays_there(self, house: House) -> None:
        house.deliver(mail(1))
        house.read()
        house.deliver(mail(2))
        house.read()

        assert house.hands.recorded() == ["mail 2"]

    def test_earlier_days_are_read_where_somebody_chose_so(self, house: House) -> None:
        house.deliver(mail("old"), minutes=-60 * 24 * 11)
        house.deliver(mail("young"), minutes=-60 * 24 * 9)
        house.choose(days=10)
        house.read()

        assert house.hands.recorded() == ["mail young"]

    def test_also_later_on_and_again(self, house: House) -> None:
        house.deliver(mail("before"))
        house.read()
        house.deliver(mail("behind"))
        house.read()
        taken = []
        for _ in range(2):
            house.choose(days=1)
            taken.append(house.read())

        assert taken == [1, 0]
        assert sorted(map(str, house.hands.recorded())) == ["mail before", "mail behind"]

    def test_a_mail_that_is_moved_here_later_keeps_its_date_and_comes(self, house: House) -> None:
        """As out of junk: what was left out for its date was left out once."""
        house.deliver(mail("old"), minutes=-60 * 24 * 11)
        house.choose(days=10)
        house.read()
        house.deliver(mail("moved"), minutes=-60 * 24 * 12)
        house.read()

        assert house.hands.recorded() == ["mail moved"]

    def test_whoever_reads_meanwhile_begins_anew(self, house: House) -> None:
        """Else the pass under way would end behind what is to be read."""
        house.deliver(mail("before"))
        house.read()
        reader = house.hands.reader()
        assert reader.hold()

        class Slow(ImapMailbox):
            """A server so slow that somebody chooses earlier days in the middle of a pass."""

            def _search(self, criteria: str) -> Sequence[int]:
                house.choose(days=1)
                return super()._search(criteria)

        mailbox = house.mailbox()
        mailbox.__class__ = Slow
        with pytest.raises(LeaseLostError):
            reader.read_new(mailbox)

        assert house.read() == 1

    @pytest.mark.parametrize("days", [-1, 31])
    def test_a_month_at_most(self, house: House, days: int) -> None:
        with pytest.raises(TooEarlyError):
            house.choose(days=days)


class TestTakingIn:
    def test_a_mail_is_recorded_with_its_words_and_bytes(self, begun: House) -> None:
        raw = mail(1, body="Je suis déçue.\r\n\r\n> avant")
        begun.deliver(raw)
        begun.read()
        (taken,) = begun.hands.followed
        kept = taken.mail

        assert (kept.subject, kept.from_address) == ("mail 1", "lea@example.org")
        assert kept.received_at == NOW - timedelta(minutes=1)
        assert kept.raw is not None
        assert begun.hands.kept.path_of(kept.raw).read_bytes() == raw

    def test_its_files_are_kept_and_ornaments_are_not(self, begun: House) -> None:
        begun.deliver(
            b"From: lea@example.org\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
            b"--x\r\n\r\nhello\r\n--x\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n"
            b"content\r\n--x\r\nContent-Type: image/png\r\nContent-ID: <a>\r\n\r\nlogo\r\n--x--\r\n"
        )
        begun.read()
        first, second = begun.hands.followed[0].mail.files

        assert (first.name, first.is_published, second.is_folded) == ("a.txt", True, True)
        assert first.sha256 is not None
        assert begun.hands.kept.path_of(first.sha256).read_bytes() == b"content"
        assert second.sha256 is None

    def test_it_was_received_when_it_was_first_seen_if_the_server_says_later(
        self, begun: House
    ) -> None:
        begun.deliver(mail(1), minutes=600)
        begun.read()

        assert begun.hands.followed[0].mail.received_at == NOW

    def test_it_comes_once_however_often_it_is_read(self, begun: House) -> None:
        begun.deliver(mail(1), mail(2))

        assert begun.read() == 2
        assert begun.read() == 0

    def test_two_copies_are_one_mail(self, begun: House) -> None:
        begun.deliver(mail(1), mail(1), mail("x", own_id=False), mail("x", own_id=False))

        assert begun.read() == 2
        assert begun.read() == 0
        with begun.hands.database.reading() as connection:
            assert connection.execute(select(func.count()).select_from(mail_copies)).scalar() == 2

    def test_another_content_under_the_same_id_is_another_mail(self, begun: House) -> None:
        begun.deliver(mail(1), mail(1, body="Autre chose"))

        assert begun.read() == 2

    def test_a_similar_mail_of_another_year_is_another_mail(self, begun: House) -> None:
        begun.deliver(mail("v2025"), mail("v2026"))

        assert begun.read() == 2

    def test_a_mail_whose_number_shows_late_is_not_missed(self, begun: House) -> None:
        begun.deliver(*(mail(n) for n in range(3)))
        reader = begun.hands.reader()
        assert reader.hold()

        class Late(ImapMailbox):
            """A server that shows the second mail only later."""

            is_late = True

            def _search(self, criteria: str) -> list[int]:
                return [uid for uid in super()._search(criteria) if uid != 2 or not self.is_late]

        mailbox = begun.mailbox()
        mailbox.__class__ = Late
        reader.read_new(mailbox)
        before = begun.hands.recorded()
        Late.is_late = False
        reader.read_new(mailbox)

        assert before == ["mail 0", "mail 2"]
        assert sorted(map(str, begun.hands.recorded())) == ["mail 0", "mail 1", "mail 2"]

    def test_many_come_in_passes(self, begun: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(arrivals, "PASS_MAX", 3)
        begun.deliver(*(mail(n) for n in range(8)))

        assert begun.read() == 8
        assert begun.read() == 0

    def test_many_leave_room_for_who_files_meanwhile(
        self, begun: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rested: list[float] = []
        monkeypatch.setattr(passes, "sleep", rested.append)
        begun.deliver(*(mail(n) for n in range(3)))
        waiting = [True, True, False]  # somebody files while the second mail would begin
        reader = begun.hands.reader(people_wait=lambda: bool(waiting) and waiting.pop(0))
        assert reader.hold()

        assert reader.read_new(begun.mailbox()).recorded == 3
        assert len(rested) == 3 + 2
        assert all(0 < one <= passes.REST_MAX_SECONDS for one in rested)

    def test_people_who_go_on_filing_hold_no_mail_up_for_long(self, begun: House) -> None:
        begun.deliver(mail(1), mail(2))
        reader = begun.hands.reader(people_wait=lambda: True)
        assert reader.hold()

        assert reader.read_new(begun.mailbox()).recorded == 2

    def test_a_robot_s_is_folded(self, begun: House) -> None:
        begun.deliver(mail(1, more="Auto-Submitted: auto-replied\r\n"))
        begun.read()
        taken = begun.hands.followed[0].mail

        assert (taken.state, taken.is_automatic) == ("folded", True)

    def test_what_follows_it_fails_or_stays_with_it(self, begun: House) -> None:
        begun.deliver(mail(1))

        def refuse(*_: object) -> None:
            raise RuntimeError

        reader = begun.hands.reader(then=refuse)
        assert reader.hold()
        with pytest.raises(RuntimeError):
            reader.read_new(begun.mailbox())
        reader.let_go()

        assert begun.hands.recorded() == []
        assert begun.read() == 1


@pytest.mark.one_database
class TestOtherFolders:
    def test_one_made_anew_is_read_again_and_nothing_comes_twice(self, house: House) -> None:
        house.folder = "Contact"
        with house.dovecot.entered(house.user) as client:
            client.create("Contact")
            house.read()
            house.deliver(mail(1), mail(2))
            house.read()
            client.delete("Contact")
            client.create("Contact")
            house.deliver(mail(2), mail(3))
        recorded = house.read()

        assert recorded == 1
        assert house.hands.recorded() == ["mail 1", "mail 2", "mail 3"]
        assert house.read() == 0

    def test_what_is_older_than_a_month_does_not_come_then(self, house: House) -> None:
        house.folder = "Contact"
        with house.dovecot.entered(house.user) as client:
            client.create("Contact")
            house.read()
            client.delete("Contact")
            client.create("Contact")
        house.hands.later(days=40)
        house.deliver(mail("old"), minutes=-60 * 24 * 31)
        house.deliver(mail("young"), minutes=-60 * 24 * 29)
        house.read()

        assert house.hands.recorded() == ["mail young"]

    def test_nor_what_was_there_before_we_began(self, house: House) -> None:
        house.folder = "Contact"
        with house.dovecot.entered(house.user) as client:
            client.create("Contact")
            house.deliver(mail("before"), minutes=-30)
            house.read()
            client.delete("Contact")
            client.create("Contact")
            house.deliver(mail("before"), minutes=-30)
            house.deliver(mail("behind"))
        house.read()

        assert house.hands.recorded() == ["mail behind"]

    def test_an_emptied_mailbox_still_shows_what_comes(self, begun: House) -> None:
        begun.deliver(mail(1), mail(2))
        begun.read()
        with begun.dovecot.entered(begun.user) as client:
            client.select("INBOX")
            client.store("1:*", "+FLAGS", "\\Deleted")
            client.expunge()
        emptied = begun.read()
        begun.deliver(mail(3))
        recorded = begun.read()

        assert (emptied, recorded) == (0, 1)

    def test_one_that_is_gone_is_told_and_read_when_it_is_back(self, house: House) -> None:
        house.folder = "Contact"
        with pytest.raises(MailboxError):
            house.read()
        with house.dovecot.entered(house.user) as client:
            client.create("Contact")
        house.hands.later(seconds=LEASE.total_seconds())

        assert house.read() == 0

    def test_numbers_that_went_back_under_the_same_validity_are_told_apart(
        self, house: House
    ) -> None:
        given: dict[str, Any] = {
            "account": "contact@example.org",
            "folder": "INBOX",
            "holder": uuid4(),
        }
        with house.hands.opened().writing() as work:
            assert arrivals.hold(work, **given)
            first = arrivals.begin_turn(work, Position(7, 5), **given)
            again = arrivals.begin_turn(work, Position(7, 2), **given)
            arrivals.end_turn(work, again, up_to=2)
            after_it = arrivals.begin_turn(work, Position(7, 2), **given)

        assert (first.uidvalidity, first.after) == (7, 5)
        assert (again.uidvalidity, again.after) == ((1 << 32) | 7, 0)
        assert after_it.uidvalidity == again.uidvalidity

    def test_each_folder_has_a_position_of_its_own(self, house: House) -> None:
        with house.dovecot.entered(house.user) as client:
            client.create("Contact")
        for folder in ("INBOX", "Contact"):
            house.folder = folder
            house.read()
        house.deliver(*(mail(n) for n in range(3)))
        house.read()
        house.folder = "INBOX"
        house.deliver(mail("in the inbox"))
        house.read()

        assert sorted(map(str, house.hands.recorded())) == [
            *(f"mail {n}" for n in range(3)),
            "mail in the inbox",
        ]


class TestSeveralProcesses:
    def test_one_of_them_reads(self, begun: House) -> None:
        first, second = begun.hands.reader(), begun.hands.reader()
        took = (first.hold(), second.hold(), first.hold())
        first.let_go()

        assert (*took, second.hold()) == (True, False, True, True)

    def test_another_takes_over_from_one_that_died(self, begun: House) -> None:
        first, second = begun.hands.reader(), begun.hands.reader()
        assert first.hold()
        begun.hands.later(seconds=LEASE.total_seconds())

        assert second.hold()
        assert not first.hold()

    def test_whoever_lost_the_folder_writes_nothing(self, begun: House) -> None:
        begun.deliver(mail(1), mail(2))
        first, second = begun.hands.reader(), begun.hands.reader()
        assert first.hold()
        mailbox = begun.mailbox()
        first_only = next(iter(mailbox.arrivals(0, at_most=1)))

        class Slow(ImapMailbox):
            """A server so slow that another process takes over after the first mail."""

            def arrivals(self, *_: object, **__: object) -> Iterator[object]:  # type: ignore[override]
                yield first_only
                begun.hands.later(seconds=LEASE.total_seconds())
                assert second.hold()
                assert second.read_new(begun.mailbox()).recorded == 1
                yield from super().arrivals(1, at_most=1)

        mailbox.__class__ = Slow
        with pytest.raises(LeaseLostError):
            first.read_new(mailbox)

        assert begun.hands.recorded() == ["mail 1", "mail 2"]


def read_and_die(user: str, port: int, url: str, folder: str) -> None:
    """In a process of its own: end at once where bytes are kept and nothing is recorded yet."""
    from tests.support import dovecot  # noqa: PLC0415

    server = dovecot.Dovecot.__new__(dovecot.Dovecot)
    server.port = port
    hands = Hands(Database(url), Path(folder))
    keep = hands.kept.keep

    class Deadly:
        """Keeps a mail's bytes, and never comes back."""

        def keep(self, content: bytes) -> str:
            keep(content)
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError

    reader = hands.reader(kept=Deadly())
    assert reader.hold()
    reader.read_new(open_mailbox(account_at(server, user)))


class TestDying:
    def test_between_fetching_and_recording_nothing_is_lost_or_doubled(
        self, begun: House, tmp_path: Path
    ) -> None:
        begun.deliver(mail(1), mail(2))
        url = begun.hands.database.url.render_as_string(hide_password=False)
        given = (begun.user, begun.dovecot.port, url, str(tmp_path / "files"))
        process = multiprocessing.get_context("spawn").Process(target=read_and_die, args=given)
        process.start()
        process.join()
        begun.hands.later(seconds=LEASE.total_seconds())

        assert process.exitcode == -signal.SIGKILL
        assert begun.read() == 2
        assert begun.read() == 0
        assert not any(taken.mail.is_unreadable for taken in begun.hands.followed)

    def test_a_mail_that_three_passes_end_at_is_recorded_as_unreadable(self, begun: House) -> None:
        begun.deliver(mail(1), mail(2))
        mailbox = begun.mailbox()

        class Deadly(ImapMailbox):
            """A server that breaks off whenever the first mail is wanted whole."""

            def _part(self, uid: int, part: str) -> bytes | None:
                if uid == 1 and part == "BODY.PEEK[]":
                    raise ConnectionResetError
                return super()._part(uid, part)

        mailbox.__class__ = Deadly
        reader = begun.hands.reader()
        assert reader.hold()
        for _ in range(3):
            with pytest.raises(MailboxError) as told:
                reader.read_new(mailbox)
            reader.note_trouble(told.value.trouble.value, is_of_a_mail=told.value.uid is not None)
        assert reader.read_new(mailbox).is_more
        reader.read_new(mailbox)
        first, second = (taken.mail for taken in begun.hands.followed)

        assert (first.subject, first.is_unreadable) == ("mail 1", True)
        assert (second.subject, second.is_unreadable) == ("mail 2", False)

    def test_a_server_that_is_away_is_no_mail_s_fault(self, begun: House) -> None:
        begun.deliver(mail(1))
        reader = begun.hands.reader()
        for _ in range(9):
            assert reader.hold()
            gone = begun.mailbox()
            gone.close()
            with pytest.raises(MailboxError) as told:
                reader.read_new(gone)
            reader.note_trouble(told.value.trouble.value, is_of_a_mail=told.value.uid is not None)
        with begun.hands.database.reading() as connection:
            row = connection.execute(select(mailboxes)).mappings().one()
        reader.let_go()
        begun.read()

        assert (row["error"], row["failing_since"]) == ("unreachable", NOW)
        assert not begun.hands.followed[0].mail.is_unreadable
