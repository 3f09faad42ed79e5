"""« Voir les pièces »: what was kept, from our own store, for who may see it, and not for long."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from bot.demo import QUALITY_CHANNEL
from bot.sandbox.cast import APP_USER, LEA
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.files import StoredFile
from storage.cases import journal
from tests.support.filing import file_incident, receipt
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School
from tests.support.stepping import offering

pytestmark = pytest.mark.one_database

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
REF = "INC-2026-0001"
SHOW = "Voir les pièces"


@pytest.fixture
async def manager(school: School) -> Person:
    return await school.person("quality_manager")


async def filed(school: School, *files: tuple[str, bytes], **values: Any) -> None:
    trainer = await school.person("trainer")
    await file_incident(trainer, "voir photo", **{"Photos ou pièces": list(files)}, **values)
    await school.settled()


async def asked(school: School, person: Person) -> Seen:
    """Open the case and press; the case as it is shown then."""
    await person.command("/qualite", REF)
    case = await person.open_view(REF)
    await person.press(SHOW, in_=case)

    def says_where() -> Seen | None:
        views = [Seen(view) for view in person.window.state["views"]]
        return views[-1] if views and "en message direct" in views[-1].text else None

    answered = await person.window.wait_until(says_where, patience=60, what="where they are")
    await school.settled()
    return answered


def shown(school: School) -> list[StoredFile]:
    """The files of Vigie's own that Slack shows now in direct messages."""
    return [one for one in _own(school) if QUALITY_CHANNEL not in one.shares]


def in_thread(school: School) -> list[StoredFile]:
    """Those that it shows in the quality channel."""
    return [one for one in _own(school) if QUALITY_CHANNEL in one.shares]


def _own(school: School) -> list[StoredFile]:
    files = school.sandbox.world.workspace.files.values()
    return [one for one in files if one.user == APP_USER and one.is_complete]


def events(school: School) -> list[str]:
    with school.database.reading() as connection:
        entries = journal.entries_of(connection, school.case(REF).id, limit=20)
    return [one.event for one in reversed(entries) if one.event.startswith("file_")]


async def test_a_picture_comes_by_direct_message_and_leaves_slack_after_a_day(
    school: School, manager: Person
) -> None:
    await filed(school, ("centrale.png", PNG))
    case = await asked(school, manager)
    told = await manager.wait_for_message("dm", "INC-2026-0001\u00a0: centrale.png")
    (picture,) = shown(school)

    assert SHOW not in case.buttons
    assert "retire de Slack au bout de 24 heures" in told.text
    assert (picture.content, picture.mimetype) == (PNG, "image/png")
    assert events(school) == ["file_kept", "file_shown"]

    school.clock.advance(timedelta(hours=24, minutes=1))
    await school.settled()

    assert shown(school) == []
    assert events(school) == ["file_kept", "file_shown", "file_withdrawn"]


async def test_a_confidential_case_s_file_leaves_slack_after_an_hour(school: School) -> None:
    await filed(school, ("centrale.png", PNG), **{"À préciser": ["confidential"]})
    trainer = await school.person("trainer")
    await asked(school, trainer)
    there = len(shown(school))
    school.clock.advance(timedelta(hours=1, minutes=1))
    await school.settled()

    assert (there, shown(school)) == (1, [])


async def test_it_is_opened_after_slack_has_erased_what_was_sent(
    school: School, manager: Person
) -> None:
    await filed(school, ("centrale.png", PNG))
    workspace = school.sandbox.world.workspace
    for sent in [one for one in workspace.files.values() if one.user == LEA]:
        workspace.remove_file(sent)
    await asked(school, manager)

    assert [one.content for one in shown(school)] == [PNG]


async def test_an_altered_and_a_missing_file_are_said_and_journalled_and_not_shown(
    school: School, manager: Person
) -> None:
    note = "à lire".encode()
    await filed(school, ("centrale.png", PNG), ("note.txt", note))
    for content in (PNG, note):
        sha256 = hashlib.sha256(content).hexdigest()
        path = school.settings.files_folder / sha256[:2] / sha256
        path.unlink()
        if content == PNG:
            path.write_bytes(PNG + b"!")
    await asked(school, manager)
    altered = await manager.wait_for_message("dm", "son empreinte a changé")
    missing = await manager.wait_for_message("dm", "ne se lit plus sur le disque")

    assert "centrale.png" in altered.text
    assert "note.txt" in missing.text
    assert shown(school) == []
    assert sorted(events(school)[2:]) == ["file_altered", "file_missing"]


async def test_where_slack_takes_no_file_it_says_so_and_where_the_file_is(
    school: School, manager: Person
) -> None:
    await filed(school, ("centrale.png", PNG))
    school.sandbox.world.faults.inject(
        Fault(
            kind=FaultKind.ERROR,
            method="files.getUploadURLExternal",
            error="storage_limit_reached",
            times=1,
        )
    )
    await asked(school, manager)
    told = await manager.wait_for_message("dm", "Slack ne prend pas la pièce centrale.png")

    assert hashlib.sha256(PNG).hexdigest() in told.text
    assert shown(school) == []


async def test_a_case_made_confidential_takes_its_files_out_of_slack_at_once(
    school: School, manager: Person
) -> None:
    await filed(school, ("centrale.png", PNG))
    await asked(school, manager)
    there = len(shown(school))
    await manager.press("Qualifier", in_=await offering(manager, "Qualifier"))
    form = await manager.open_view("Qualifier")
    page = receipt(await manager.submit(form, {"Confidentiel": True}))
    await manager.submit(page, {})
    await school.settled()

    assert there == 1
    assert shown(school) == []


async def test_an_incident_s_picture_stands_in_its_card_s_thread_under_its_reference(
    school: School, manager: Person
) -> None:
    await filed(school, ("Mme Lavandine.png", PNG))
    card = await manager.wait_for_message("qualite", "Voir")
    posted = await manager.wait_for_message("qualite", f"Image jointe au dossier {REF}")
    (picture,) = in_thread(school)

    assert posted.raw["thread_ts"] == card.ts
    assert (picture.content, picture.name) == (PNG, f"{REF}.png")
    assert "Lavandine" not in str(posted.raw)


async def test_no_thread_shows_what_is_confidential_or_hurts_or_is_no_picture(
    school: School,
) -> None:
    await filed(school, ("a.png", PNG), **{"À préciser": ["confidential"]})
    await filed(school, ("a.png", PNG), **{"À préciser": ["injury"]})
    await filed(school, ("note.txt", b"vu"))

    assert in_thread(school) == []


async def test_a_picture_leaves_the_thread_of_a_case_that_becomes_confidential(
    school: School, manager: Person
) -> None:
    await filed(school, ("centrale.png", PNG))
    there = len(in_thread(school))
    await manager.command("/qualite", REF)
    await manager.press("Qualifier", in_=await offering(manager, "Qualifier"))
    form = await manager.open_view("Qualifier")
    page = receipt(await manager.submit(form, {"Confidentiel": True}))
    await manager.submit(page, {})
    await school.settled()

    assert there == 1
    assert in_thread(school) == []


async def test_the_settings_can_keep_pictures_out_of_the_threads(
    school: School, manager: Person
) -> None:
    await manager.command("/qualite", "reglages")
    form = await manager.open_view("Réglages")
    await manager.submit(form, {"Photos des incidents": []})
    await filed(school, ("centrale.png", PNG))

    assert in_thread(school) == []
