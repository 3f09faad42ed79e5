"""The summary's PDF and workbook in its thread, once, and a picture of charts not drawn there."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.demo import QUALITY_CHANNEL
from bot.domain.calendar.periods import Month
from bot.domain.school.office import PARIS
from storage.messages.claims import FILE_LEASE
from tests.support.filing import LAVANDINE, file_complaint
from tests.support.forms import spaced
from tests.support.school import School

pytestmark = pytest.mark.one_database


async def published(school: School, *, without_charts: bool = False) -> None:
    """A month with one complaint in it, posted by the quality manager."""
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view())
    await school.settled()
    await manager.command("/qualite", f"bilan {Month.of(school.clock.now(), PARIS)}")
    seen = await manager.wait_for_message("general", "Aperçu")
    if without_charts:
        school.sandbox.inject("chat.postMessage", "error", text="Bilan ", error="invalid_blocks")
    await manager.press("Publier dans le canal", in_=seen)
    await manager.wait_for_message("qualite", "Bilan ")


def thread(school: School) -> list[Any]:
    """What stands beneath the summary, in order."""
    messages = school.sandbox.world.workspace.conversations[QUALITY_CHANNEL].messages.values()
    (summary,) = [one for one in messages if one.text.startswith("Bilan ")]
    return [one for one in messages if one.thread_ts == summary.ts and one.ts != summary.ts]


def files(school: School) -> dict[str, Any]:
    """The files of the thread, by the end of their names."""
    found = [file for message in thread(school) for file in message.files]
    named = {file.name.rpartition(".")[2]: file for file in found}

    assert len(named) == len(found)
    return named


async def test_the_pdf_and_the_workbook_are_in_the_thread(school: School) -> None:
    await published(school)
    await school.settled()
    found = files(school)
    pages = PdfReader(BytesIO(found["pdf"].content)).pages
    said = spaced(" ".join(page.extract_text() for page in pages))
    book = load_workbook(BytesIO(found["xlsx"].content))
    rows = list(book["Mois"].values)

    assert set(found) == {"pdf", "xlsx"}
    assert found["pdf"].name.startswith("bilan-20")
    assert "1 réclamation et aucun incident" in said
    assert LAVANDINE["text"][:20] not in said
    assert book.sheetnames == ["Mois", "Répartitions et causes", "Échéances dépassées"]
    assert rows[0][1] == "Réclamations reçues"
    assert [row[1] for row in rows[1:]] == [1]
    assert list((school.settings.files_folder / "exports").iterdir()) == []


async def test_charts_that_slack_refuses_come_as_a_picture_with_words(school: School) -> None:
    await published(school, without_charts=True)
    await school.settled()
    picture = files(school)["png"]

    assert picture.content.startswith(b"\x89PNG")
    assert "Dossiers mois par mois." in picture.alt_text
    assert len(picture.alt_text) <= 1_000


async def test_where_slack_takes_no_file_the_thread_says_where_it_is(school: School) -> None:
    school.sandbox.inject(
        "files.getUploadURLExternal", "error", times=2, error="file_uploads_disabled"
    )
    await published(school)
    await school.settled()
    told = [spaced(message.text) for message in thread(school)]
    waiting = sorted((school.settings.files_folder / "exports").iterdir())

    assert len(waiting) == 2
    assert all(any(str(path) in line for line in told) for path in waiting)
    assert sum("Slack ne l'accepte pas" in line for line in told) == 2


@pytest.mark.fault(4, 9)
@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
async def test_stopped_with_a_file_in_doubt_the_thread_is_completed_once_after_the_restart(
    school: School, fault: str
) -> None:
    school.sandbox.inject("files.completeUploadExternal", fault, times=2)
    await published(school)
    await school.vigie.stop()
    school.clock.advance(FILE_LEASE)
    await school.restart()
    await school.settled()

    assert set(files(school)) == {"pdf", "xlsx"}
