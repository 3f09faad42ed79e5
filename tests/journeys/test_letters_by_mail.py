"""A letter by mail from its form to its fate, with a server that answers as each test tells it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.mail.departures import Bounce, LetterState
from bot.services.mail.letter_fates import note_returned
from storage.database import Database
from storage.mail import letters
from tests.support.builders import opened
from tests.support.filing import LAVANDINE, file_complaint
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School, running_school
from tests.support.smtp_server import (
    KEPT_AND_HUNG_UP,
    USUAL,
    SmtpServer,
    Step,
    at,
    saying,
    smtp_server,
)
from tests.support.stepping import accepted, open_case, open_step

pytestmark = pytest.mark.one_database
TO = "lavandine@example.org"


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with smtp_server() as one:
        yield one


@pytest.fixture
async def mailing(database: Database, tmp_path: Path, server: SmtpServer) -> AsyncIterator[School]:
    """A school whose letters leave by the server."""
    url = database.url.render_as_string(hide_password=False)
    async with running_school(
        tmp_path,
        database_url=url,
        mail_from="École <contact@example.org>",
        smtp_url=f"smtp://127.0.0.1:{server.port}",
    ) as running:
        yield running


async def acknowledged(school: School) -> tuple[Person, str]:
    """A complaint acknowledged by mail, with one press."""
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE, **{"Contact du réclamant": TO})
    await school.settled()
    ref = f"REC-{school.clock.now().year}-0001"
    await open_case(manager, ref)
    form = await open_step(manager, "Accuser réception")
    assert TO in form.text
    accepted(await manager.submit(form))
    await school.settled()
    return manager, ref


async def shown(manager: Person, ref: str, said: str) -> Seen:
    """The case as it is opened anew, which says this."""
    await manager.command("/qualite", ref)

    def look() -> Seen | None:
        views = [Seen(view) for view in manager.window.state["views"]]
        return views[-1] if views and said in views[-1].text else None

    return await manager.window.wait_until(look, patience=60, what=f"a case saying {said!r}")


def sent_at(school: School, ref: str) -> object:
    case = school.case(ref)
    assert case is not None
    return case.ack_sent_at


async def test_one_press_sends_it_and_keeps_the_promise_when_it_is_accepted(
    mailing: School, server: SmtpServer
) -> None:
    manager, ref = await acknowledged(mailing)
    case = await shown(manager, ref, "Accepté par le serveur")
    assert [one.recipient for one in server.received] == [TO]
    assert sent_at(mailing, ref) is not None
    assert "Renvoyer" not in case.buttons


async def test_a_refusal_takes_nothing_and_is_told(mailing: School, server: SmtpServer) -> None:
    server.script = saying(Step.RCPT, "550 5.1.1 no such user")
    manager, ref = await acknowledged(mailing)
    case = await shown(manager, ref, "Refusé")
    assert (sent_at(mailing, ref), server.received) == (None, [])
    assert "Accuser réception" in case.buttons


@pytest.mark.parametrize(
    ("button", "said", "is_kept", "times"),
    [
        ("Il est parti", "Déclaré parti", True, 1),
        ("Il n'est pas parti", "Déclaré non parti", False, 1),
        ("Renvoyer", "Accepté par le serveur", True, 2),
    ],
)
async def test_a_person_decides_what_nobody_knows(
    mailing: School, server: SmtpServer, *, button: str, said: str, is_kept: bool, times: int
) -> None:
    server.script = at(Step.TEXT, KEPT_AND_HUNG_UP)
    manager, ref = await acknowledged(mailing)
    case = await shown(manager, ref, "Issue inconnue")
    assert sent_at(mailing, ref) is None
    server.script = lambda _, __: USUAL
    await manager.press(button, in_=case)
    await mailing.settled()
    await shown(manager, ref, said)
    assert (sent_at(mailing, ref) is not None) is is_kept
    assert len(server.received) == times
    assert len(set(server.ids)) == 1


async def test_a_letter_that_comes_back_is_owed_again_and_sent_again(
    mailing: School, server: SmtpServer
) -> None:
    manager, ref = await acknowledged(mailing)
    case = mailing.case(ref)
    assert case is not None
    now = mailing.clock.now()
    with mailing.database.reading() as connection:
        (letter,) = letters.of_case(connection, case.id)
    assert letter.state is LetterState.ACCEPTED
    opened(mailing.database, now=now, office=mailing.settings.office).write(
        note_returned, letter.id, Bounce(at=now, status="5.1.1")
    )
    await mailing.settled()
    back = await shown(manager, ref, "à renvoyer")
    assert sent_at(mailing, ref) is None
    await manager.press("Renvoyer", in_=back)
    await mailing.settled()
    await shown(manager, ref, "Accepté par le serveur")
    assert sent_at(mailing, ref) is not None
    assert len(server.received) == 2
