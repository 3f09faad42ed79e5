"""Files sent with a form are kept, or refused for what they are."""

import hashlib

from storage import cases, journal
from storage.cases import KeptFile
from tests.support.filing import file_incident
from tests.support.school import School

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
PROGRAM = b"MZ\x90\0" + b"\0" * 100


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


async def test_the_same_photo_twice_is_kept_once(school: School) -> None:
    files = await filed_with(school, ("un.png", PNG), ("deux.png", PNG))
    kept = [path for path in school.settings.files_folder.rglob("*") if path.is_file()]

    assert [file.sha256 for file in files] == [hashlib.sha256(PNG).hexdigest()] * 2
    assert len(kept) == 1


async def test_the_case_says_how_many_files_it_has(school: School) -> None:
    await filed_with(school, ("un.png", PNG), ("note.txt", "à lire".encode()))
    manager = await school.person("quality_manager")
    card = await manager.wait_for_message("qualite", "INC-2026-0001")

    assert "2 pièces" in card.text
