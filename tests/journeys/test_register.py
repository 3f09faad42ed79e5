"""Whoever is in charge asks for the register or the evidence, and gets a file once."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from openpyxl import load_workbook
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select

from bot.delivery.pacing import Pacing
from bot.sandbox.faults import Fault, FaultKind
from bot.services.register.file_requests import request_register
from bot.services.register.register_lines import RegisterQuery
from bot.slack.files import Upload, Uploads
from bot.slack.gateway import SlackGateway
from storage import tables
from storage.messages import claims
from storage.messages.claims import FILE_LEASE, Lane
from tests.support.builders import opened
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.people import Person
from tests.support.school import School

pytestmark = pytest.mark.one_database

KNOWN = {"Réclamant": "Hortense Lavandine", "Contact du réclamant": "h.lavandine@example.org"}
SENT = "Voici le registre"


async def managed(school: School) -> Person:
    """The quality manager, with a complaint and an incident in the register."""
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE, **KNOWN)
    await manager.close(await manager.open_view())
    await file_incident(manager, "le projecteur est mort")
    await manager.close(await manager.open_view())
    return manager


def files_sent(person: Person) -> list[dict[str, Any]]:
    return [file for message in person.messages("dm") for file in message.raw["files"]]


def content_of(school: School, file: dict[str, Any]) -> BytesIO:
    return BytesIO(school.sandbox.world.workspace.files[file["id"]].content)


def journalled(school: School, event: str) -> list[Any]:
    """Who did such a thing, and how."""
    table = tables.journal.c
    query = select(table.actor, table.details).where(table.event == event)
    with school.database.reading() as connection:
        rows = connection.execute(query).all()
    return [(actor, json.loads(details)) for actor, details in rows]


def cells_of(book: Any) -> str:
    return " ".join(str(cell) for sheet in book for row in sheet.values for cell in row)


async def test_a_manager_gets_the_workbook_in_which_nobody_is_named(school: School) -> None:
    manager = await managed(school)
    await manager.command("/qualite", "registre")
    said = await manager.wait_for_message("general", "Le registre arrive")
    message = await manager.wait_for_message("dm", SENT)
    await school.settled()
    (file,) = files_sent(manager)
    book = load_workbook(content_of(school, file))
    ((actor, details),) = journalled(school, "register_exported")

    assert said.raw["ephemeral"]
    assert "désignées par leur fonction" in message.text
    assert file["name"].startswith("registre-20")
    assert book.sheetnames == ["Réclamations", "Incidents", "Actions", "Indicateurs"]
    assert "REC-2026-0001" in cells_of(book)
    assert "avandine" not in cells_of(book)
    assert (actor, details["with_names"]) == (manager.id, False)
    assert list((school.settings.files_folder / "exports").iterdir()) == []


@pytest.mark.both_databases
async def test_a_manager_who_asks_for_names_and_one_part_gets_them(school: School) -> None:
    manager = await managed(school)
    await manager.command("/qualite", "registre réclamations 2026 noms")
    message = await manager.wait_for_message("dm", SENT)
    (file,) = files_sent(manager)
    book = load_workbook(content_of(school, file))

    assert "du 1er janvier 2026 au 31 décembre 2026" in message.text
    assert "ne le transmettez qu'à" in message.text
    assert book.sheetnames == ["Réclamations", "Indicateurs"]
    assert "Hortense Lavandine" in cells_of(book)


@pytest.mark.parametrize("asked", ["registre", "registre noms", "preuves 2026"])
async def test_a_trainer_gets_no_file_and_hears_who_may(school: School, asked: str) -> None:
    trainer = await school.person("trainer")
    await file_incident(trainer, "le projecteur est mort")
    await trainer.close(await trainer.open_view())
    await trainer.command("/qualite", asked)
    said = await trainer.wait_for_message("general", "responsable qualité")
    await school.settled()

    assert said.raw["ephemeral"]
    assert school.calls("files.") == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("registre 2025-01", "il n'y a rien à envoyer"),
        ("registre hier", "Écrivez /qualite registre"),
        ("preuves", "Écrivez /qualite preuves"),
        ("preuves incidents 2026", "Écrivez /qualite preuves"),
    ],
)
async def test_what_cannot_be_sent_is_answered_with_a_sentence(
    school: School, asked: str, said: str
) -> None:
    manager = await managed(school)
    await manager.command("/qualite", asked)

    assert (await manager.wait_for_message("general", said)).raw["ephemeral"]


@pytest.mark.parametrize("error", ["storage_limit_reached", "file_uploads_disabled"])
async def test_where_slack_takes_no_file_the_asker_is_told_where_it_is(
    school: School, error: str
) -> None:
    manager = await managed(school)
    school.sandbox.inject("files.getUploadURLExternal", "error", times=1, error=error)
    await manager.command("/qualite", "registre")
    message = await manager.wait_for_message("dm", "Slack ne l'accepte pas")
    await school.settled()
    (path,) = (school.settings.files_folder / "exports").iterdir()

    assert str(path) in message.text
    assert load_workbook(path).sheetnames[0] == "Réclamations"
    assert files_sent(manager) == []


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ("files.getUploadURLExternal", "http_500"),
        ("files.completeUploadExternal", "drop_before"),
        ("files.completeUploadExternal", "drop_after"),
        ("files.completeUploadExternal", "rate_limited"),
    ],
)
async def test_whatever_is_lost_on_the_way_one_file_arrives(
    school: School, step: str, fault: str
) -> None:
    manager = await managed(school)
    school.sandbox.inject(step, fault, times=1)
    await manager.command("/qualite", "registre")
    await manager.wait_for_message("dm", SENT)
    await school.settled()

    assert len(files_sent(manager)) == 1


async def test_a_process_that_died_after_sharing_leaves_nothing_to_share_again(
    school: School, tmp_path: Path
) -> None:
    manager = await managed(school)
    await school.settled()
    await school.vigie.stop()
    now, defaults = school.clock.now(), school.settings.office
    opened(school.database, now=now, office=defaults).write(
        request_register, RegisterQuery(), person=manager.id, request_id="1"
    )
    path = tmp_path / "registre.xlsx"
    path.write_bytes(b"PK")
    await share_and_die(school, manager, path)
    school.clock.advance(FILE_LEASE)
    await school.restart()
    await school.settled()

    assert len(files_sent(manager)) == 1


async def test_who_waits_for_a_file_is_told_that_slack_refuses_it_each_time(
    school: School,
) -> None:
    manager = await managed(school)
    for times in (1, 2):
        school.sandbox.world.faults.inject(
            Fault(
                kind=FaultKind.ERROR,
                method="files.getUploadURLExternal",
                error="invalid_arguments",
            )
        )
        await manager.command("/qualite", "registre")
        await school.called("files.getUploadURLExternal", times=times)
        await school.settled()
        told = [one for one in manager.messages("dm") if "un registre demandé" in one.text]
        assert len(told) == times

    assert files_sent(manager) == []


@pytest.mark.parametrize("asked", ["registre noms", "preuves 2026"])
async def test_a_file_does_not_go_to_who_lost_the_right_to_it_meanwhile(
    school: School, asked: str
) -> None:
    manager, heir = await managed(school), await school.person("training_manager")
    exports = school.settings.files_folder / "exports"
    school.sandbox.inject("files.getUploadURLExternal", "rate_limited", times=1, retry_after=30)
    await manager.command("/qualite", asked)
    await school.called("files.getUploadURLExternal", times=1)
    await school.vigie.stop()
    made = list(exports.iterdir())
    school.settings = school.settings.model_copy(update={"quality_managers": (heir.id,)})
    school.clock.advance(timedelta(minutes=1) + FILE_LEASE)
    await school.restart()
    await school.settled()

    assert len(made) == 1
    assert list(exports.iterdir()) == []
    assert files_sent(manager) == []


async def share_and_die(school: School, person: Person, path: Path) -> None:
    """Do as delivery does, up to where it would write down that it is done."""
    now = school.clock.now()
    with school.database.writing() as connection:
        (row,) = claims.claim(connection, Lane.FILES, now=now, limit=1)
    token = school.settings.slack_bot_token.get_secret_value()
    url, upload = (
        school.settings.slack_api_url,
        Upload(path=path, name="r", title="R", comment=SENT),
    )
    async with ClientSession() as session:
        client = AsyncWebClient(token=token, base_url=url, session=session)
        gateway = SlackGateway(client, pacing=Pacing(1))
        slack_file = await Uploads(gateway).send(upload)
        with school.database.writing() as connection:
            assert claims.remember_file(connection, row, slack_file=slack_file, now=now)
        channel = await gateway.conversation_of(person.id)
        await Uploads(gateway).share(slack_file, upload, channel=channel)


@pytest.mark.both_databases
async def test_a_manager_gets_the_evidence_pack_of_a_year(school: School) -> None:
    manager = await managed(school)
    await manager.command("/qualite", "preuves 2026")
    message = await manager.wait_for_message("dm", "Voici le dossier de preuves")
    await school.settled()
    (file,) = files_sent(manager)
    with zipfile.ZipFile(content_of(school, file)) as pack:
        names = pack.namelist()
    ((actor, _),) = journalled(school, "evidence_exported")

    assert "index.html" in message.text
    assert {"index.html", "registre/registre.xlsx"} <= set(names)
    assert actor == manager.id
