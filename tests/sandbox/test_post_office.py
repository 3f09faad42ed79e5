"""The post office takes and refuses letters as servers do, and brings what people answer."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from bot.demo.mailbox import OfficeMailbox
from bot.mail.accounts import MailAccount, SentCopies, smtp_server
from bot.mail.addresses import NamedAddress
from bot.mail.composing import ComposedLetter, LetterWords, compose
from bot.mail.delivery_reports import DeliveryAction
from bot.mail.mailbox import Mailbox
from bot.mail.parsing import ParsedMail, parse_mail
from bot.mail.smtp.outcomes import NotSentError, SmtpAnswer, UnknownFateError
from bot.mail.smtp.submission import OutgoingLetter, submit
from bot.sandbox.post_office.moods import Mood
from bot.sandbox.post_office.office import SCHOOL, PostOffice
from bot.sandbox.post_office.smtp_service import LARGEST
from bot.sandbox.post_office.writing import AUTHSERV, UnwritableError, Words
from bot.sandbox.server import Sandbox

MARIE = "marie@example.org"


@pytest.fixture
def office(sandbox: Sandbox) -> PostOffice:
    return sandbox.world.post_office


@pytest.fixture
def mailbox(office: PostOffice) -> Mailbox:
    return OfficeMailbox(office)


def letter(
    number: int = 1, *, text: str = "Bonjour,\n\nVotre réclamation est reçue.\n"
) -> ComposedLetter:
    words = LetterWords(
        letter_id=UUID(int=number),
        case_id=UUID(int=100),
        sender=NamedAddress(name="École", address=SCHOOL),
        recipient=MARIE,
        subject="Votre réclamation REC-2026-0001",
        text=text,
        at=datetime(2026, 11, 22, 10, tzinfo=UTC),
    )
    return compose(words)


async def send(office: PostOffice, composed: ComposedLetter) -> SmtpAnswer:
    return await hand_over(office, composed.raw)


async def hand_over(office: PostOffice, raw: bytes) -> SmtpAnswer:
    account = MailAccount(
        sender=NamedAddress(name="École", address=SCHOOL),
        outgoing=smtp_server(office.smtp_url),
        incoming=None,
        folder="INBOX",
        login=None,
        sent=SentCopies.SERVER,
        ca_file=None,
        authserv=AUTHSERV,
        poll_seconds=1,
    )

    async def handing_over() -> None:
        return None

    outgoing = OutgoingLetter(raw=raw, sender=SCHOOL, recipient=MARIE)
    return await submit(account, outgoing, handing_over=handing_over)


async def converse(office: PostOffice, *lines: bytes) -> list[bytes]:
    """What the server says to each line, its greeting first."""
    reader, writer = await asyncio.open_connection("127.0.0.1", office.port)
    answers = [await reader.readline()]
    for line in lines:
        writer.write(line)
        answer = await reader.readline()
        while answer[3:4] == b"-":
            answer = await reader.readline()
        answers.append(answer)
    writer.close()
    await writer.wait_closed()
    return answers


def parse(raw: bytes) -> ParsedMail:
    return parse_mail(raw, authserv=AUTHSERV)


BEFORE_RCPT = (b"EHLO ecole.example\r\n", b"MAIL FROM:<contact@ecole.example>\r\n")


class TestLetters:
    async def test_a_letter_is_kept_as_it_came_with_the_sandboxs_time(
        self, sandbox: Sandbox, office: PostOffice
    ) -> None:
        sandbox.world.clock.advance(timedelta(days=40))
        answer = await send(office, letter())
        (kept,) = office.letters()

        assert answer.code == 250
        assert kept.raw == letter().raw
        assert (kept.sender, kept.recipient) == (SCHOOL, MARIE)
        assert abs(kept.at - sandbox.world.clock.now()) < timedelta(minutes=1)

    @pytest.mark.parametrize("mood", [Mood.REFUSE, Mood.BUSY])
    async def test_a_refused_letter_is_not_kept_and_the_next_one_is(
        self, office: PostOffice, mood: Mood
    ) -> None:
        office.moods.become(mood)
        with pytest.raises(NotSentError) as refused:
            await send(office, letter())
        assert office.letters() == []

        await send(office, letter(2))

        assert refused.value.answer is not None
        assert refused.value.answer.code == {Mood.REFUSE: 550, Mood.BUSY: 451}[mood]
        assert [one.message_id for one in office.letters()] == [letter(2).message_id]

    @pytest.mark.parametrize(("mood", "kept"), [(Mood.DROP, 1), (Mood.LOSE, 0)])
    async def test_a_line_cut_after_the_text_leaves_the_sender_in_the_dark(
        self, office: PostOffice, mood: Mood, kept: int
    ) -> None:
        office.moods.become(mood)
        with pytest.raises(UnknownFateError):
            await send(office, letter())

        assert len(office.letters()) == kept

    async def test_a_slow_server_answers_in_the_end(self, office: PostOffice) -> None:
        office.moods.slow_seconds = 0.01
        office.moods.become(Mood.SLOW)

        assert (await send(office, letter())).code == 250

    async def test_stopped_it_hangs_up_on_whom_it_let_wait(
        self, sandbox: Sandbox, office: PostOffice
    ) -> None:
        office.moods.slow_seconds = 3600
        office.moods.become(Mood.SLOW)
        sending = asyncio.create_task(send(office, letter()))
        while office.moods.present is Mood.SLOW:
            await asyncio.sleep(0.005)
        await sandbox.stop()

        with pytest.raises((UnknownFateError, NotSentError)):
            await sending


class TestRefusals:
    """What servers refuse, whoever sends it."""

    async def test_a_second_recipient(self, office: PostOffice) -> None:
        answers = await converse(
            office, *BEFORE_RCPT, b"RCPT TO:<a@example.org>\r\n", b"RCPT TO:<b@example.org>\r\n"
        )

        assert [one[:3] for one in answers[-2:]] == [b"250", b"452"]

    @pytest.mark.parametrize(
        "address", [b"<a@example.org>, <b@example.org>", "<é@example.org>".encode()]
    )
    async def test_what_is_not_one_address(self, office: PostOffice, address: bytes) -> None:
        answers = await converse(office, *BEFORE_RCPT, b"RCPT TO:" + address + b"\r\n")

        assert answers[-1][:1] == b"5"

    async def test_a_letter_that_says_it_is_too_big(self, office: PostOffice) -> None:
        size = b"%d" % (LARGEST + 1)
        told = b"MAIL FROM:<contact@ecole.example> SIZE=" + size + b"\r\n"
        answers = await converse(office, BEFORE_RCPT[0], told)

        assert answers[-1][:3] == b"552"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (b"Subject: ", b"Subject: x\r\nSubject: "),
            (b"To: ", b"To: else@example.org\r\nTo: "),
            (b"Message-ID: ", b"X-Id: "),
            (b"Bonjour", b"Bon\rjour"),
            (b"Bonjour", b"x" * 1200),
        ],
        ids=["two subjects", "two To", "no Message-ID", "a bare CR", "a long line"],
    )
    async def test_a_text_that_is_no_letter(
        self, office: PostOffice, before: bytes, after: bytes
    ) -> None:
        raw = letter().raw.replace(before, after, 1)
        text = (b"RCPT TO:<marie@example.org>\r\n", b"DATA\r\n", raw + b".\r\n")
        answers = await converse(office, *BEFORE_RCPT, *text)

        assert answers[-1][:1] == b"5"
        assert office.letters() == []


class TestAnswers:
    async def test_an_answer_cites_the_letter_and_quotes_it(self, office: PostOffice) -> None:
        await send(office, letter())
        (sent,) = office.letters()
        answer = parse(office.answer(sent.id, "Merci, il manque une page.").raw)

        assert answer.from_address == MARIE
        assert letter().message_id in answer.cites
        assert answer.is_vouched_for
        assert answer.text.startswith("Merci")
        assert "> Votre réclamation est reçue." in answer.text

    async def test_a_bounce_is_a_report_that_cites_the_letter(self, office: PostOffice) -> None:
        await send(office, letter())
        (sent,) = office.letters()
        report = parse(office.bounce(sent.id).raw).report

        assert report is not None
        assert report.action is DeliveryAction.FAILED
        assert (report.status, report.recipient) == ("5.1.1", MARIE)
        assert report.original_ids == (letter().message_id,)
        assert report.letter == str(UUID(int=1))

    async def test_who_is_on_holiday_answers_once_and_says_that_it_is_a_machine(
        self, office: PostOffice
    ) -> None:
        office.set_holiday(MARIE, is_away=True)
        for number in (1, 2):
            await send(office, letter(number))
        (came,) = [one for one in office.mails.values() if one not in office.letters()]

        assert came.parsed["Auto-Submitted"] == "auto-replied"
        assert came.parsed["Return-Path"] == "<>"
        assert came.as_line()["other"] == MARIE
        assert letter().message_id in parse(came.raw).cites

    async def test_who_is_back_answers_no_more(self, office: PostOffice) -> None:
        office.set_holiday(MARIE, is_away=True)
        office.set_holiday(MARIE, is_away=False)
        await send(office, letter())

        assert len(office.mails) == 1

    @pytest.mark.parametrize(
        "sender", ["", "marie", "a@example.org, b@example.org", "a@b.c\r\nX: y"]
    )
    def test_nobody_writes_from_what_is_not_one_address(
        self, office: PostOffice, sender: str
    ) -> None:
        with pytest.raises(UnwritableError):
            office.write(Words(sender=sender, subject="x", text="y"))

    def test_a_subject_cannot_bring_headers(self, office: PostOffice) -> None:
        came = office.write(Words(sender=MARIE, subject="a\r\nBcc: b@example.org", text="y"))

        assert came.parsed["Bcc"] is None
        assert came.parsed["Subject"] == "a Bcc: b@example.org"


class TestMailbox:
    def test_mails_have_growing_numbers_and_the_sandboxs_time(
        self, sandbox: Sandbox, office: PostOffice, mailbox: Mailbox
    ) -> None:
        for text in ("un", "deux"):
            sandbox.world.clock.advance(timedelta(hours=1))
            office.write(Words(sender=MARIE, subject="x", text=text))
        both = list(mailbox.arrivals(0, at_most=10))
        second = list(mailbox.arrivals(1, at_most=10))

        assert [one.uid for one in both] == [1, 2]
        assert both[1:] == second
        assert [one.received_at for one in both] == [one.at for one in office.mails.values()]
        assert mailbox.position().uid == 2
        assert list(mailbox.arrivals(0, at_most=10, since=both[1].received_at)) == second
        assert list(mailbox.arrivals(0, at_most=10, but_not={1})) == second
        assert len(list(mailbox.arrivals(0, at_most=1))) == 1

    def test_headers_alone_end_before_the_text(self, office: PostOffice, mailbox: Mailbox) -> None:
        office.write(Words(sender=MARIE, subject="x", text="secret"))
        (one,) = mailbox.arrivals(0, at_most=1, headers_only=True)

        assert one.raw.endswith(b"\r\n\r\n")
        assert not one.is_whole
        assert b"secret" not in one.raw

    def test_numbers_given_anew_are_told_by_the_uidvalidity(
        self, office: PostOffice, mailbox: Mailbox
    ) -> None:
        office.write(Words(sender=MARIE, subject="x", text="y"))
        before = mailbox.position()
        office.inbox.number_anew()

        assert mailbox.position().uidvalidity == before.uidvalidity + 1

    def test_an_emptied_mailbox_gives_no_number_twice(
        self, office: PostOffice, mailbox: Mailbox
    ) -> None:
        office.write(Words(sender=MARIE, subject="x", text="y"))
        office.inbox.empty()
        office.write(Words(sender=MARIE, subject="x", text="z"))

        assert [one.uid for one in mailbox.arrivals(0, at_most=10)] == [2]

    def test_waiting_ends_when_a_mail_comes(self, office: PostOffice, mailbox: Mailbox) -> None:
        assert mailbox.position().uid == 0
        writer = threading.Thread(
            target=office.inbox.add, args=(b"x",), kwargs={"at": datetime.now(UTC)}
        )
        writer.start()

        assert mailbox.wait(60)
        writer.join()
        assert mailbox.wait(0)
        list(mailbox.arrivals(0, at_most=10))
        assert not mailbox.wait(0)

    def test_waiting_ends_when_it_is_closed(self, mailbox: Mailbox) -> None:
        heard: list[bool] = []
        waiter = threading.Thread(target=lambda: heard.append(mailbox.wait(3600)))
        waiter.start()
        while waiter.is_alive():
            mailbox.close()
            waiter.join(0.01)

        assert heard == [False]

    async def test_the_providers_copy_is_found_by_its_exact_id(
        self, office: PostOffice, mailbox: Mailbox
    ) -> None:
        await send(office, letter())
        found = mailbox.find_sent(letter().message_id)

        assert found is not None
        assert found in letter().raw
        assert mailbox.find_sent(letter().message_id[1:]) is None

    async def test_without_copies_of_its_own_it_takes_one_and_no_second(
        self, office: PostOffice, mailbox: Mailbox
    ) -> None:
        office.has_sent_copies = False
        await send(office, letter())
        assert mailbox.find_sent(letter().message_id) is None
        for _ in range(2):
            mailbox.append_sent(letter().raw, at=datetime.now(UTC))

        assert len(office.sent.after(0)) == 1
