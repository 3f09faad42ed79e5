"""Stories planted in a school at work: the sealed ones are nowhere without their keys.

Two of each kind are told in every run of the tests, twenty-five where PLANTED says so, as in
`make soak`.
"""

import json
import logging
import os
import re
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli import cli
from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence.backup import back_up
from bot.domain.steps.ending import Withdraw
from bot.logs import QUIET
from bot.scanning.needles import Needles
from bot.scanning.places import found_beneath
from bot.services.cases.erasing import anonymise_case
from bot.services.cases.erasures import carry_through
from bot.services.cases.filing import file_case
from bot.services.steps.steps import take_step
from storage.database import Database
from storage.scanning import found_in_database
from storage.tables import cases
from tests.support.builders import NOW, complaint_draft, opened
from tests.support.filing import LAVANDINE, file_complaint
from tests.support.forms import spaced
from tests.support.people import Person
from tests.support.school import School

pytestmark = pytest.mark.one_database

COUNT = int(os.environ.get("PLANTED", "2"))
SYLLABLES = ("zor", "vel", "qui", "dra", "mok")
NAMES = tuple(f"{one}{two}xim".capitalize() for one in SYLLABLES for two in SYLLABLES)[:COUNT]
ORDINARY = {f"{name}a": f"{name}a attend son attestation depuis trois semaines" for name in NAMES}
SEALED = {f"{name}o": f"{name}o m'a suivie jusqu'au vestiaire et frappée" for name in NAMES}
LABELS = ("Que s'est-il passé ?", "L'une de ces personnes est-elle mise en cause ?")
DANGER = "Êtes-vous, ou quelqu'un d'autre, en danger maintenant ?"


async def test_sealed_stories_are_found_nowhere_and_erased_ones_no_more(
    sealed: School,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    for library in QUIET:  # as `set_up_logs` has it, whatever the level of ours
        caplog.set_level(logging.WARNING, logger=library)
    trainer, manager = await sealed.person("trainer"), await sealed.person("quality_manager")
    for ordinary, hidden in zip(ORDINARY.values(), SEALED.values(), strict=True):
        await file_complaint(manager, LAVANDINE | {"text": ordinary})
        await file_sealed_story(trainer, hidden)
    await sealed.settled()
    take_away(sealed, tmp_path, monkeypatch)
    before, said = found(sealed, tmp_path), said_in_slack(sealed)
    logged = caplog.text + capsys.readouterr().out
    await erase_all(sealed, manager)

    assert before & frozenset(ORDINARY) == frozenset(ORDINARY)
    assert before & frozenset(SEALED) == frozenset()
    assert said & frozenset(SEALED) == frozenset()
    assert said_in_slack(sealed) == frozenset()
    assert not [name for name in SEALED if name in logged]
    assert found(sealed, tmp_path / "files") == frozenset()


def test_every_story_is_found_where_none_is_sealed(
    sqlite_database: Database, tmp_path: Path
) -> None:
    stories = ORDINARY | SEALED
    for story in stories.values():
        file_case(opened(sqlite_database), complaint_draft(description=story))
    files = [tmp_path / "vigie.db", tmp_path / "backup.zip"]
    back_up(sqlite_database, files[1], files_folder=tmp_path / "files", now=NOW)
    sqlite_database.close()
    in_files = found_beneath(Needles(tuple(stories)), files)

    assert in_files == {file: frozenset(stories) for file in files}


async def file_sealed_story(person: Person, story: str) -> None:
    await person.command("/signalement")
    door = await person.open_view("Signaler à l'abri")
    named = {spaced(label): label for label in door.labels}
    opened_form = await person.submit(door, {named[DANGER]: "Non", named[LABELS[1]]: []})
    form = opened_form.view
    assert form is not None
    what = next(label for label in form.labels if spaced(label) == LABELS[0])
    shown = await person.submit(form, {what: story})
    assert shown.view is not None
    assert re.search(r"\d{4} \d{4} \d{4} \d{4}", spaced(shown.view.text))


def take_away(school: School, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The register with names, an auditor's pack and a backup, as files."""
    monkeypatch.setenv("DATABASE_URL", school.settings.database_url)
    monkeypatch.setenv("VIGIE_FILES_FOLDER", str(school.settings.files_folder))
    monkeypatch.setattr(os, "nice", lambda _by: 0)  # this process plays other tests, too
    monkeypatch.chdir(folder)
    out, period = folder / "out", ["--from", "2026-01-01", "--to", "2026-12-31"]
    out.mkdir()
    for words in (
        ["export", "--names", "-o", str(out / "registre.xlsx")],
        ["evidence", *period, "--names", "-o", str(out / "preuves.zip")],
        ["backup", str(out / "sauvegarde.zip")],
    ):
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 0, done.output


def found(school: School, *places: Path) -> frozenset[str]:
    """The names that stand in rows, index and files."""
    needles = Needles((*ORDINARY, *SEALED))
    held = [*found_in_database(needles, school.database).values()]
    return frozenset().union(*held, *found_beneath(needles, places).values())


def said_in_slack(school: School) -> frozenset[str]:
    """The names in messages as they stand, and in every published Home."""
    world = school.sandbox.world
    said = [
        one.text + json.dumps(one.blocks, ensure_ascii=False)
        for where in world.workspace.conversations.values()
        for one in where.messages.values()
    ]
    said += [str(home) for home in world.surfaces._homes.values()]
    return Needles((*ORDINARY, *SEALED)).said_in("\n".join(said))


async def erase_all(school: School, manager: Person) -> None:
    """Settle every ordinary case, erase it, and let Slack's messages be written anew."""
    at = opened(school.database, now=school.clock.now(), office=school.settings.office)
    kept = KeptFiles(school.settings.files_folder)
    with school.database.reading() as connection:
        known = connection.execute(select(cases.c.id, cases.c.ref)).all()
    for case_id, ref in known:
        step = Withdraw(reason="Le stagiaire renonce")
        at.write(take_step, case_id, step, actor=manager.id)
        carry_through(at, at.write(anonymise_case, ref), kept)
    await school.settled()
