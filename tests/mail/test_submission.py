"""A letter handed over: whatever happens, it is known whether the server may have it."""

import asyncio
import logging
import ssl
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.mail.accounts import (
    MailAccount,
    MailServer,
    OAuthLogin,
    PasswordLogin,
    Security,
)
from bot.mail.smtp import session as smtp_session
from bot.mail.smtp import submission
from bot.mail.smtp.outcomes import NotSentError, Obstacle, Retry, SmtpAnswer, UnknownFateError
from bot.mail.smtp.submission import OutgoingLetter, knock, submit
from tests.support.certificates import Certificates, made_certificates
from tests.support.mail_accounts import sending_by, with_password
from tests.support.smtp_server import (
    KEPT_AND_HUNG_UP,
    KEPT_AND_STALLS,
    LOST_AND_HUNG_UP,
    PASSWORD,
    STALLS,
    TOKEN,
    USER,
    Reaction,
    SmtpServer,
    Step,
    at,
    saying,
    smtp_server,
)

LETTER = OutgoingLetter(
    raw=b"Message-ID: <1.l@example.org>\r\nSubject: x\r\n\r\n.\r\n.. dots\r\nend\r\n",
    sender="contact@example.org",
    recipient="marie@example.net",
)


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with smtp_server() as one:
        yield one


class Phase:
    """Notes whether the text was about to leave."""

    is_begun = False

    async def begin(self) -> None:
        self.is_begun = True


async def _sent(account: MailAccount, letter: OutgoingLetter = LETTER) -> SmtpAnswer:
    return await submit(account, letter, handing_over=Phase().begin)


async def _refused(account: MailAccount, letter: OutgoingLetter = LETTER) -> NotSentError:
    with pytest.raises(NotSentError) as refusal:
        await _sent(account, letter)
    return refusal.value


async def test_a_letter_arrives_byte_for_byte_and_its_answer_is_kept(server: SmtpServer) -> None:
    phase = Phase()
    answer = await submit(sending_by(server.port), LETTER, handing_over=phase.begin)

    assert [one.raw for one in server.received] == [LETTER.raw]
    assert server.received[0].sender == LETTER.sender
    assert server.received[0].recipient == LETTER.recipient
    assert answer == SmtpAnswer(
        code=250, enhanced="2.0.0", text="2.0.0 Queued as 4F7", server="mx.example.org"
    )
    assert phase.is_begun


@pytest.mark.parametrize(
    ("step", "answer", "obstacle", "retry"),
    [
        (Step.CONNECT, "554 5.7.1 Not from there", Obstacle.ODD_ANSWER, Retry.LATER),
        (Step.CONNECT, "421 4.3.2 Busy", Obstacle.ODD_ANSWER, Retry.LATER),
        (Step.CONNECT, "<html>", Obstacle.ODD_ANSWER, Retry.LATER),
        (Step.MAIL, "451 4.3.0 Later", Obstacle.REFUSED, Retry.LATER),
        (Step.MAIL, "421 4.3.2 Closing", Obstacle.REFUSED, Retry.LATER),
        (Step.MAIL, "530 5.7.57 Not authenticated", Obstacle.LOGIN_REFUSED, Retry.LANE),
        (Step.MAIL, "552 5.3.4 Too big", Obstacle.TOO_BIG, Retry.NEVER),
        (Step.MAIL, "550 5.7.60 Not your address", Obstacle.REFUSED, Retry.NEVER),
        (Step.RCPT, "450 4.2.1 Greylisted", Obstacle.REFUSED, Retry.LATER),
        (Step.RCPT, "421 4.7.0 Closing", Obstacle.REFUSED, Retry.LATER),
        (Step.RCPT, "550 5.1.1 Nobody here", Obstacle.REFUSED, Retry.NEVER),
        (Step.RCPT, "552 5.2.2 Mailbox full", Obstacle.REFUSED, Retry.NEVER),
        (Step.DATA, "451 4.3.0 Later", Obstacle.REFUSED, Retry.LATER),
        (Step.DATA, "554 5.5.1 No", Obstacle.REFUSED, Retry.NEVER),
        (Step.DATA, "250 What?", Obstacle.ODD_ANSWER, Retry.LATER),
        (Step.TEXT, "451 4.3.0 Later", Obstacle.REFUSED, Retry.LATER),
        (Step.TEXT, "432 4.3.2 Too many connections", Obstacle.REFUSED, Retry.LATER),
        (Step.TEXT, "552 Too much mail data", Obstacle.TOO_BIG, Retry.NEVER),
        (Step.TEXT, "554 5.7.1 Spam", Obstacle.REFUSED, Retry.NEVER),
    ],
)
async def test_a_refusal_says_whether_to_come_back(
    server: SmtpServer, step: Step, answer: str, obstacle: Obstacle, retry: Retry
) -> None:
    server.script = saying(step, answer)
    refusal = await _refused(sending_by(server.port))

    assert (refusal.obstacle, refusal.retry) == (obstacle, retry)
    assert refusal.answer is not None
    assert refusal.answer.code == (int(answer[:3]) if answer[:3].isdigit() else -1)
    assert server.received == []


async def test_the_words_of_an_answer_are_one_line_with_its_enhanced_code(
    server: SmtpServer,
) -> None:
    server.script = saying(Step.RCPT, "550-5.1.1 Nobody\r\n550 5.1.1\there")
    refusal = await _refused(sending_by(server.port))

    assert refusal.answer is not None
    assert (refusal.answer.enhanced, refusal.answer.text) == ("5.1.1", "5.1.1 Nobody 5.1.1 here")


@pytest.mark.parametrize("step", [Step.CONNECT, Step.MAIL, Step.RCPT, Step.DATA])
async def test_a_line_dropped_before_the_text_left_means_not_sent(
    server: SmtpServer, step: Step
) -> None:
    server.script = at(step, LOST_AND_HUNG_UP)
    phase = Phase()
    with pytest.raises(NotSentError) as refusal:
        await submit(sending_by(server.port), LETTER, handing_over=phase.begin)

    assert refusal.value.retry is Retry.LATER
    assert not phase.is_begun


@pytest.mark.parametrize(
    ("reaction", "is_there"), [(KEPT_AND_HUNG_UP, True), (LOST_AND_HUNG_UP, False)]
)
async def test_a_line_dropped_after_the_text_left_means_that_nobody_knows(
    server: SmtpServer, reaction: Reaction, *, is_there: bool
) -> None:
    server.script = at(Step.TEXT, reaction)
    with pytest.raises(UnknownFateError) as doubt:
        await _sent(sending_by(server.port))

    assert doubt.value.obstacle is Obstacle.DROPPED
    assert doubt.value.server == "mx.example.org"
    assert bool(server.received) is is_there


async def test_no_answer_to_the_text_in_time_means_that_nobody_knows(
    server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp_session, "ANSWER_SECONDS", 0.05)
    server.script = at(Step.TEXT, KEPT_AND_STALLS)
    with pytest.raises(UnknownFateError) as doubt:
        await _sent(sending_by(server.port))

    assert doubt.value.obstacle is Obstacle.SLOW
    assert server.ids == ["<1.l@example.org>"]


async def test_an_answer_that_is_none_means_that_nobody_knows(server: SmtpServer) -> None:
    server.script = at(Step.TEXT, Reaction(keeps=True, answer="OK then"))
    with pytest.raises(UnknownFateError) as doubt:
        await _sent(sending_by(server.port))

    assert doubt.value.obstacle is Obstacle.ODD_ANSWER


@pytest.mark.parametrize("step", [Step.CONNECT, Step.MAIL, Step.RCPT, Step.DATA])
async def test_a_server_that_never_gets_to_the_text_is_left(
    server: SmtpServer, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission, "PREPARING_SECONDS", 0.3)
    server.script = at(step, STALLS)
    refusal = await _refused(sending_by(server.port))

    assert (refusal.obstacle, refusal.retry) == (Obstacle.SLOW, Retry.LATER)


async def test_what_keeps_the_text_from_leaving_is_told_as_it_is(server: SmtpServer) -> None:
    """Failure mode: the database is away, or the case was erased meanwhile."""

    async def refuse() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await submit(sending_by(server.port), LETTER, handing_over=refuse)

    assert server.received == []


async def test_a_server_that_hangs_up_while_we_note_that_the_text_leaves_has_not_got_it(
    server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = sending_by(server.port)
    sessions: list[smtp_session.SmtpSession] = []
    usual = smtp_session.SmtpSession.begin

    async def begin(self: smtp_session.SmtpSession, *args: str, size: int) -> None:
        sessions.append(self)
        await usual(self, *args, size=size)

    monkeypatch.setattr(smtp_session.SmtpSession, "begin", begin)

    async def hang_up() -> None:
        sessions[0]._smtp.close()

    with pytest.raises(NotSentError) as refusal:
        await submit(account, LETTER, handing_over=hang_up)

    assert refusal.value.retry is Retry.LATER
    assert server.received == []


@pytest.mark.parametrize(
    "recipient",
    [
        "marie@example.net>\r\nRCPT TO:<victim@example.net",
        "marie@example.net, victim@example.net",
        "marie@example.net> NOTIFY=NEVER",
        " marie@example.net",
        "rené@example.net",
        "",
    ],
)
async def test_an_envelope_names_one_address_and_nothing_else(
    server: SmtpServer, recipient: str
) -> None:
    refusal = await _refused(sending_by(server.port), replace(LETTER, recipient=recipient))

    assert (refusal.obstacle, refusal.retry) == (Obstacle.ADDRESS, Retry.NEVER)
    assert server.steps == []


async def test_a_letter_that_the_server_says_is_too_big_is_not_begun() -> None:
    with smtp_server(largest=50) as server:
        refusal = await _refused(sending_by(server.port))

        assert (refusal.obstacle, refusal.retry) == (Obstacle.TOO_BIG, Retry.NEVER)
        assert Step.MAIL not in server.steps


async def test_nobody_listens() -> None:
    with smtp_server() as server:
        account = sending_by(server.port)
    refusal = await _refused(account)

    assert (refusal.obstacle, refusal.retry) == (Obstacle.UNREACHABLE, Retry.LATER)


async def test_cancelled_before_the_text_nothing_is_sent(server: SmtpServer) -> None:
    server.script = at(Step.RCPT, STALLS)
    phase = Phase()
    task = asyncio.create_task(submit(sending_by(server.port), LETTER, handing_over=phase.begin))
    while Step.RCPT not in server.steps:
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert not phase.is_begun
    assert server.received == []


def _context(certificates: Certificates) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.certificate, certificates.key)
    return context


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return made_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def secure(certificates: Certificates) -> Iterator[SmtpServer]:
    with smtp_server(tls=_context(certificates), has_login=True) as one:
        yield one


@pytest.fixture
def upgrading(certificates: Certificates) -> Iterator[SmtpServer]:
    with smtp_server(starttls=_context(certificates), has_login=True) as one:
        yield one


def _trusting(account: MailAccount, authority: Path) -> MailAccount:
    return replace(with_password(account, PASSWORD), ca_file=authority)


async def test_a_letter_goes_through_a_connection_of_tls(
    secure: SmtpServer, certificates: Certificates
) -> None:
    await _sent(_trusting(sending_by(secure.port, Security.TLS), certificates.authority))

    assert secure.ids == ["<1.l@example.org>"]
    assert secure.logins == [USER]


async def test_a_letter_goes_through_a_connection_that_becomes_one_of_tls(
    upgrading: SmtpServer, certificates: Certificates
) -> None:
    await _sent(_trusting(sending_by(upgrading.port, Security.STARTTLS), certificates.authority))

    assert upgrading.ids == ["<1.l@example.org>"]
    assert upgrading.logins == [USER]


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_a_certificate_that_nobody_vouches_for_is_refused_before_any_password(
    secure: SmtpServer, upgrading: SmtpServer, security: Security
) -> None:
    server = secure if security is Security.TLS else upgrading
    login = PasswordLogin(user=USER, password=PASSWORD)
    refusal = await _refused(replace(sending_by(server.port, security), login=login))

    assert (refusal.obstacle, refusal.retry) == (Obstacle.CERTIFICATE, Retry.LANE)
    assert server.logins == []


async def test_a_certificate_of_another_name_is_refused(
    secure: SmtpServer, certificates: Certificates
) -> None:
    account = _trusting(sending_by(secure.port, Security.TLS), certificates.authority)
    elsewhere = MailServer(host="localhost", port=secure.port, security=Security.TLS)
    refusal = await _refused(replace(account, outgoing=elsewhere))

    assert (refusal.obstacle, refusal.retry) == (Obstacle.CERTIFICATE, Retry.LANE)
    assert secure.logins == []


async def test_a_server_that_no_longer_offers_starttls_gets_nothing_in_clear() -> None:
    """Failure mode: somebody on the way strips the offer, and reads letter and password."""
    with smtp_server(has_login=True) as server:
        account = sending_by(server.port, Security.STARTTLS)
        login = PasswordLogin(user=USER, password=PASSWORD)
        refusal = await _refused(replace(account, login=login))

        assert (refusal.obstacle, refusal.retry) == (Obstacle.NO_STARTTLS, Retry.LANE)
        assert (server.logins, server.received) == ([], [])


async def test_a_server_without_tls_on_a_port_of_tls_is_named(server: SmtpServer) -> None:
    refusal = await _refused(sending_by(server.port, Security.TLS))

    assert (refusal.obstacle, refusal.retry) == (Obstacle.TLS, Retry.LANE)


@pytest.fixture
def guarded() -> Iterator[SmtpServer]:
    with smtp_server(has_login=True) as one:
        yield one


@pytest.mark.parametrize(
    ("answer", "retry"),
    [
        ("535 5.7.8 Bad credentials", Retry.LANE),
        ("535 5.7.139 Authentication unsuccessful", Retry.LANE),
        ("550 5.7.30 Basic authentication is not supported", Retry.LANE),
        ("454 4.7.0 Temporary authentication failure", Retry.LATER),
        ("421 4.3.2 Too many connections", Retry.LATER),
    ],
)
async def test_a_login_that_is_refused_is_no_letter_s_fault(
    guarded: SmtpServer, answer: str, retry: Retry
) -> None:
    guarded.script = saying(Step.LOGIN, answer)
    account = replace(
        sending_by(guarded.port), login=PasswordLogin(user=USER, password="hush-of-before")
    )
    refusal = await _refused(account)

    assert (refusal.obstacle, refusal.retry) == (Obstacle.LOGIN_REFUSED, retry)
    assert guarded.steps.count(Step.LOGIN) == 1  # a second try is nearer to being locked out


async def test_credentials_revoked_then_restored(guarded: SmtpServer) -> None:
    account = with_password(sending_by(guarded.port), PASSWORD)
    guarded.passwords.clear()
    refusal = await _refused(account)
    guarded.passwords.add(PASSWORD)
    await _sent(account)

    assert refusal.retry is Retry.LANE
    assert guarded.ids == ["<1.l@example.org>"]


async def test_a_server_that_asks_for_no_login_is_given_no_password(server: SmtpServer) -> None:
    account = with_password(sending_by(server.port), PASSWORD)
    refusal = await _refused(account)

    assert (refusal.obstacle, refusal.retry) == (Obstacle.NO_LOGIN, Retry.LANE)


def _with_token(server: SmtpServer) -> MailAccount:
    login = OAuthLogin(
        user=USER,
        token_url="https://login.example.org/token",
        client_id="vigie",
        client_secret="hush-secret",
        scope="",
    )
    return replace(sending_by(server.port), login=login)


async def test_a_token_opens_the_server(guarded: SmtpServer) -> None:
    async def token() -> str:
        return TOKEN

    await submit(_with_token(guarded), LETTER, handing_over=Phase().begin, token=token)

    assert guarded.logins == [USER]
    assert guarded.ids == ["<1.l@example.org>"]


async def test_a_token_that_is_refused_stops_all(guarded: SmtpServer) -> None:
    async def token() -> str:
        return "hush-other"

    with pytest.raises(NotSentError) as refusal:
        await submit(_with_token(guarded), LETTER, handing_over=Phase().begin, token=token)

    assert (refusal.value.obstacle, refusal.value.retry) == (Obstacle.LOGIN_REFUSED, Retry.LANE)


async def test_to_knock_sends_nothing(guarded: SmtpServer) -> None:
    account = with_password(sending_by(guarded.port), PASSWORD)

    assert await knock(account) == "mx.example.org"
    assert guarded.logins == [USER]
    assert Step.MAIL not in guarded.steps


@pytest.mark.parametrize("step", [Step.LOGIN, Step.RCPT, Step.TEXT])
async def test_no_secret_and_no_addressee_is_in_a_log_or_a_traceback(
    guarded: SmtpServer, step: Step, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="aiosmtplib")
    caplog.set_level(logging.DEBUG, logger="bot")
    guarded.script = saying(step, f"550 5.1.1 <{LETTER.recipient}> is unknown to {PASSWORD}")
    account = with_password(sending_by(guarded.port), PASSWORD)
    refusal = await _refused(account)
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("mail.log")]
    written = "".join([*traceback.format_exception(refusal), repr(refusal), *ours])

    assert PASSWORD not in written
    assert LETTER.recipient not in written
