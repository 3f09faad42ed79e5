"""Files sent with a form are kept, or refused for what they are."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiohttp import web

from bot.domain.messages.cases import FileToKeep
from bot.sandbox.cast import GENERAL, LEA
from bot.sandbox.files import StoredFile
from bot.slack.files import NOT_HANDED_OUT
from storage.cases import cases, journal
from storage.cases.cases import KeptFile
from storage.cases.journal import Entry
from storage.messages import outbox
from tests.support.filing import CONTINUES, file_incident
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School

pytestmark = pytest.mark.one_database

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
PROGRAM = b"MZ\x90\0" + b"\0" * 100
ARCHIVE = (Path(__file__).parents[1] / "data" / "files" / "with-a-program.zip").read_bytes()


async def filed_with(school: School, *files: tuple[str, bytes]) -> tuple[KeptFile, ...]:
    """File an incident with files, wait for the outbox, and look at what became of them."""
    trainer = await school.person("trainer")
    await file_incident(trainer, "voir photo", **{"Photos ou pièces": list(files)})
    await school.settled()
    with school.database.reading() as connection:
        return cases.files_of(connection, school.case("INC-2026-0001").id)


async def test_a_photo_is_kept_under_its_hash(school: School) -> None:
    (photo,) = await filed_with(school, ("centrale.png", PNG))
    sha256 = hashlib.sha256(PNG).hexdigest()
    kept = school.settings.files_folder / sha256[:2] / sha256
    with school.database.reading() as connection:
        events = journal.entries_of(connection, school.case("INC-2026-0001").id, limit=5)

    assert kept.read_bytes() == PNG  # nothing else runs that could wait
    assert (photo.sha256, photo.media_type) == (sha256, "image/png")
    assert events[0].event == "file_kept"
    assert (events[0].details or {})["sha256"] == sha256


async def test_a_program_named_like_a_photo_is_refused_and_journalled(school: School) -> None:
    (refused,) = await filed_with(school, ("photo.jpg", PROGRAM))
    with school.database.reading() as connection:
        events = journal.entries_of(connection, school.case("INC-2026-0001").id, limit=5)

    assert (refused.sha256, refused.refused) == (None, "type_not_accepted")
    assert events[0].event == "file_refused"


async def test_who_sent_files_that_are_not_kept_and_the_card_are_told_why(school: School) -> None:
    await filed_with(
        school, ("eglantine.exe", PROGRAM), ("centrale.png", PNG), ("archive.zip", ARCHIVE)
    )
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    told = await trainer.wait_for_message("dm", "2 pièces ne sont pas conservées")
    receipt = await trainer.wait_for_message("dm", "Pièces conservées\u00a0: centrale.png.")
    card = await manager.wait_for_message("qualite", "2 pièces refusées")
    await manager.press("Voir le dossier", in_=card)
    case = await manager.open_view("INC-2026-0001")

    assert "INC-2026-0001" in told.text
    assert told.raw["thread_ts"] == receipt.ts
    assert "eglantine.exe" in told.text
    assert "archive.zip" in told.text
    assert "INC-2026-0001" in card.text
    assert "2 pièces refusées\u00a0: type de fichier non accepté" in card.text
    assert "glantine" not in str(card.raw)
    assert "archive.zip\u00a0: non conservée, type de fichier non accepté" in case.text
    assert len([one for one in trainer.messages("dm") if "pas conservées" in one.text]) == 1


async def test_the_same_photo_twice_is_kept_once(school: School) -> None:
    files = await filed_with(school, ("un.png", PNG), ("deux.png", PNG))
    kept = [path for path in school.settings.files_folder.rglob("*") if path.is_file()]

    assert [file.sha256 for file in files] == [hashlib.sha256(PNG).hexdigest()] * 2
    assert len(kept) == 1


async def test_the_case_says_how_many_files_it_has_a_note_s_too(school: School) -> None:
    await filed_with(school, ("un.png", PNG), ("note.txt", "à lire".encode()))
    manager = await school.person("quality_manager")
    card = await manager.wait_for_message("qualite", "2 pièces")
    await manager.press("Voir le dossier", in_=card)
    await manager.press("Ajouter une note", in_=await manager.open_view("INC-2026-0001"))
    form = await manager.open_view("Ajouter une note")
    await manager.submit(form, {"Note": "La facture", "Pièces": [("facture.txt", b"90 EUR")]})
    await school.settled()

    assert (await manager.wait_for_message("qualite", "3 pièces")).text
    assert {file.name for file in files_of_the_case(school) if file.sha256} == {
        "un.png", "note.txt", "facture.txt",
    }  # fmt: skip


class Elsewhere:
    """A server that is not Slack, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.base_url = ""

    async def serve(self, request: web.Request) -> web.Response:
        self.asked.append(request.headers.get("Authorization", ""))
        return web.Response(body=PNG, content_type="image/png")


@pytest.fixture
async def elsewhere() -> AsyncIterator[Elsewhere]:
    server, application = Elsewhere(), web.Application()
    application.router.add_get("/{path:.*}", server.serve)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


def stored(school: School, name: str, content: bytes = PNG) -> StoredFile:
    """A file at Slack that its trainer may send."""
    return school.sandbox.world.workspace.store_file(name, LEA, content)


async def replied_with(school: School, file: StoredFile) -> Person:
    """A reply in the card's thread, by who filed the case, that carries a file."""
    trainer = await school.person("trainer")
    manager = await school.person("quality_manager")
    await file_incident(trainer, "alarme")
    await school.settled()
    card = await manager.wait_for_message("qualite", "INC-2026-0001")
    await manager.say("la pièce", channel="qualite", thread_ts=card.ts, files=[file.id])
    return manager


async def until(happens: Callable[[], object], patience: float = 60) -> None:
    """Wait for something that no person sees."""
    async with asyncio.timeout(patience):
        while not happens():
            await asyncio.sleep(0.05)


def files_of_the_case(school: School) -> tuple[KeptFile, ...]:
    with school.database.reading() as connection:
        return cases.files_of(connection, school.case("INC-2026-0001").id)


def latest(school: School, event: str) -> Entry | None:
    with school.database.reading() as connection:
        entries = journal.entries_of(connection, school.case("INC-2026-0001").id, limit=9)
    return next((one for one in entries if one.event == event), None)


def waits(school: School) -> int:
    """How many files Slack does not hand out."""
    with school.database.reading() as connection:
        return outbox.count_waiting(connection, FileToKeep.kind, error=NOT_HANDED_OUT)


async def test_a_file_that_lies_elsewhere_is_a_link_and_nobody_is_asked_for_it(
    school: School, elsewhere: Elsewhere
) -> None:
    plan = stored(school, "plan.pdf")
    plan.external_url = f"{elsewhere.base_url}/plan.pdf"
    await replied_with(school, plan)
    await until(lambda: latest(school, "file_linked"))
    (file,) = files_of_the_case(school)
    noted = latest(school, "file_linked")

    assert elsewhere.asked == []
    assert (file.refused, file.sha256) == ("lies_elsewhere", None)
    assert noted is not None
    assert noted.details == {"file": "plan.pdf", "text": plan.external_url}


async def test_a_form_s_file_that_lies_elsewhere_is_a_link_too(
    school: School, elsewhere: Elsewhere
) -> None:
    trainer = await school.person("trainer")
    plan = stored(school, "plan.pdf")
    plan.external_url = f"{elsewhere.base_url}/plan.pdf"
    await file_incident(trainer, "voir plan", **{"Photos ou pièces": [plan.id]})
    await school.settled()

    assert elsewhere.asked == []
    assert [file.refused for file in files_of_the_case(school)] == ["lies_elsewhere"]


@pytest.mark.both_databases
@pytest.mark.parametrize("address", ["ftp://ici/plan.pdf", "plan.pdf"])
async def test_a_file_without_an_address_of_the_web_is_refused_once(
    school: School, address: str
) -> None:
    plan = stored(school, "plan.pdf")
    plan.external_url = address
    await replied_with(school, plan)
    await until(lambda: latest(school, "file_refused"))
    await school.settled()

    assert [file.refused for file in files_of_the_case(school)] == ["no_address"]


async def test_a_file_of_a_shared_channel_is_asked_for_by_its_id(school: School) -> None:
    photo = stored(school, "centrale.png")
    photo.is_unseen = True
    await replied_with(school, photo)
    await until(lambda: latest(school, "file_kept"))

    assert "files.info" in school.calls("files.info")
    assert [file.media_type for file in files_of_the_case(school)] == ["image/png"]


async def test_a_sign_in_page_is_no_file_and_the_file_is_kept_once_slack_gives_it(
    school: School,
) -> None:
    photo = stored(school, "centrale.png")
    photo.needs_sign_in = True
    await replied_with(school, photo)
    await until(lambda: waits(school) == 1)
    (waiting,) = files_of_the_case(school)
    photo.needs_sign_in = False
    await school.settled()
    (file,) = files_of_the_case(school)

    assert (waiting.sha256, waiting.refused) == (None, None)
    assert (file.sha256, file.media_type) == (hashlib.sha256(PNG).hexdigest(), "image/png")


@pytest.mark.both_databases
@pytest.mark.parametrize("page", [b"<html><body>Sign in", b"\n <TITLE>Sign in", b"<!doctype html>"])
async def test_a_page_in_a_photo_s_place_is_not_kept_as_evidence(
    school: School, page: bytes
) -> None:
    await replied_with(school, stored(school, "centrale.png", page))
    await until(lambda: waits(school) == 1)
    (file,) = files_of_the_case(school)

    assert (file.sha256, file.refused) == (None, None)


async def filed_from_photo(school: School) -> Seen:
    """An incident made of a message with a photo; the form that it was made with."""
    trainer = await school.person("trainer")
    photo = await trainer.upload("salle-b.png", PNG)
    await trainer.say("plus de courant", files=[photo])
    message = await trainer.wait_for_message("general", "plus de courant")
    await trainer.shortcut("Signaler un incident", on=message)
    form = await trainer.open_view("Signaler un incident")
    await trainer.submit(form, {"Type": "Technique", CONTINUES: "Non"})
    await school.settled()
    return form


async def test_the_photo_of_a_message_is_kept_with_the_case_made_of_it(school: School) -> None:
    form = await filed_from_photo(school)
    with school.database.reading() as connection:
        (kept,) = cases.files_of(connection, school.case("INC-2026-0001").id)

    assert "Pièces du message" in form.text
    assert (kept.name, kept.size, kept.media_type) == ("salle-b.png", len(PNG), "image/png")


async def test_a_photo_of_a_conversation_without_vigie_is_told_to_be_missing(
    school: School,
) -> None:
    school.sandbox.inject("files.info", "error", error="file_not_found")
    await filed_from_photo(school)
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    told = await trainer.wait_for_message("dm", "n'est pas conservée")
    card = await manager.wait_for_message("qualite", "1 pièce refusée")

    assert "envoyez-la à nouveau" in told.text
    assert "1 pièce refusée\u00a0: Slack ne la donne pas à Vigie" in card.text


async def test_a_channel_that_a_message_names_by_its_id_is_called_by_its_name(
    school: School,
) -> None:
    trainer = await school.person("trainer")
    await trainer.say(f"Voir <#{GENERAL}> et <#C0UNKNOWN1|>")
    message = await trainer.wait_for_message("general", "Voir")
    await trainer.shortcut("Signaler un incident", on=message)
    form = await trainer.open_view("Signaler un incident")

    assert "Voir #general et #C0UNKNOWN1" in str(form.raw)
