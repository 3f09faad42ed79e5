"""`vigie sealed …`: what two people are asked at the terminal, and what they leave with."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.sealing import renewing
from bot.sealing.ciphers import pair_of
from bot.sealing.folder import SealedFolder
from tests.commands.conftest import Vigie
from tests.support.forms import spaced

pytestmark = pytest.mark.one_database

PEOPLE = "y\nU0ANNE\nAnne\nDirectrice\nU0BRUNO\nBruno\nRéférent\n\nAssociation, 01 00 00 00 00\n"


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path_factory.mktemp("keys") / "sealed"
    monkeypatch.setenv("VIGIE_SEALED_FOLDER", str(path))
    return path


def typed(*words: str, answers: str) -> Result:
    return CliRunner().invoke(cli, ["sealed", *words], input=answers)


class Copying:
    """Who copies the key from the screen, and types its end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shown = ""
        monkeypatch.setattr("bot.commands.sealed.say", self.say)
        usual = __import__("typer").prompt
        monkeypatch.setattr(
            "bot.commands.sealed.typer.prompt",
            lambda text, **more: (
                self.shown[-6:].lower() if "six derniers" in text else usual(text, **more)
            ),
        )
        self.said: list[str] = []

    def say(self, sentence: str) -> None:
        self.said.append(spaced(sentence))
        if found := re.search(r"AGE-SECRET-KEY-\w+", sentence):
            self.shown = found[0]


def test_two_people_make_a_store_change_its_people_and_its_keys(
    vigie: Vigie, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del vigie  # an own folder and environment
    screen = Copying(monkeypatch)
    made = typed("init", answers=PEOPLE)
    folder, escrow = SealedFolder(keys), pair_of(screen.shown)
    renewing.prove(folder, escrow)
    same_but_one = "\n\n\n" + "U0CLAIRE\nClaire\nRéférente\n" + "\n\n"
    changed = typed("handlers", answers=same_but_one)
    turned = typed("rotate", "--escrow", answers="y\n")
    renewed = pair_of(screen.shown)
    (keys / "identity").unlink()
    wrong = typed("recover", answers=f"{escrow.secret}\n")
    opened = typed("recover", answers=f"{renewed.secret}\n")

    assert [one.exit_code for one in (made, changed, turned, wrong, opened)] == [0, 0, 0, 1, 0]
    assert "Ce n'est pas la clé de secours de ce coffre." in wrong.output
    assert [one.person for one in folder.handlers().everybody] == ["U0ANNE", "U0CLAIRE"]
    assert folder.handlers().contact == "Association, 01 00 00 00 00"
    assert any("Bruno (U0BRUNO)" in line for line in screen.said)
    assert "Le coffre s'ouvre de nouveau" in screen.said[-1]
    renewing.prove(folder, renewed)


def test_a_store_is_made_where_keys_may_lie_and_after_the_escrow_was_copied(
    vigie: Vigie, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    not_copied = typed("init", answers=f"{PEOPLE}a\nb\nc\n")
    monkeypatch.setenv("VIGIE_FILES_FOLDER", str(keys.parent))
    inside = vigie("sealed", "init")
    monkeypatch.delenv("VIGIE_SEALED_FOLDER")
    unset = vigie("sealed", "init")

    assert {not_copied.exit_code, inside.exit_code, unset.exit_code} == {1}
    assert not keys.exists()
    assert "Ce n'est pas la copie de cette clé" in not_copied.output
    assert "dans un dossier que les sauvegardes emportent" in inside.output
    assert "renseignez VIGIE_SEALED_FOLDER" in unset.output
    del tmp_path


def test_words_are_looked_for_and_never_repeated(vigie: Vigie, tmp_path: Path) -> None:
    del vigie
    (tmp_path / "log").write_text("… Zwirgn …", encoding="utf-8")
    found = typed("scan", "-", "--in", str(tmp_path / "log"), answers="Brozna\nZwirgn\n")
    none = typed("scan", "-", answers="Zwirgn\n")

    assert (found.exit_code, none.exit_code) == (1, 0)
    assert "mot 2 :" in spaced(found.output)
    assert "Zwirgn" not in found.output
    assert "Aucun de ces mots n'a été trouvé" in spaced(none.output)
