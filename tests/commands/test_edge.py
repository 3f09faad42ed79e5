"""What nobody foresaw is one sentence too, and its traceback is where no reader of it is hurt."""

from pathlib import Path

import pytest
import typer
from sqlalchemy.exc import DatabaseError
from typer.testing import CliRunner

from bot.commands.edge import ERROR_LOG
from bot.commands.on_demand import CommandsOnDemand
from bot.domain.errors import MisconfiguredError, VigieError
from tests.support.forms import spaced

SECRET = "Mme Lavandine"


class BareError(VigieError):
    """It was refused: this is its docstring."""


def failing(error: Exception, *, command: str = "export") -> typer.Typer:
    """A program whose command raises it."""
    app = typer.Typer(cls=CommandsOnDemand)

    @app.callback()
    def every() -> None:
        pass

    @app.command(command)
    def fail() -> None:
        try:
            dict[str, str]()[SECRET]
        except KeyError as cause:
            raise error from cause

    return app


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (BareError(), 1, "It was refused: this is its docstring.\n"),
        (VigieError("No such case."), 1, "No such case.\n"),
        (MisconfiguredError("X: should be Y."), 1, "X: should be Y.\n"),
        (
            FileNotFoundError(2, "No such file", "a/b"),
            1,
            "a/b est inutilisable : « No such file », en anglais.\n",
        ),
        (
            OSError(28, "No space left on device"),
            1,
            "Le système a refusé : plus de place sur le disque.\n",
        ),
        (
            DatabaseError(SECRET, None, Exception(f"is full\n{SECRET}")),
            1,
            "La base de données est inutilisable : « is full », en anglais.\n",
        ),
        (BrokenPipeError(32, "Broken pipe"), 1, ""),
        (typer.Exit(3), 3, ""),
    ],
)
def test_what_is_foreseen_has_its_own_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(failing(error), ["export"])

    assert (ended.exit_code, spaced(ended.stderr)) == (status, sentence)
    assert not (tmp_path / ERROR_LOG).exists()


def test_only_the_service_says_that_starting_again_is_no_use() -> None:
    error = MisconfiguredError("X: should be Y.")

    assert CliRunner().invoke(failing(error, command="run"), ["run"]).exit_code == 78
    assert CliRunner().invoke(failing(error), ["export"]).exit_code == 1


def test_what_nobody_foresaw_is_a_sentence_with_a_reference_into_a_log_without_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(failing(ZeroDivisionError(SECRET)), ["export"])
    log = tmp_path / ERROR_LOG
    written = log.read_text()
    (sentence,) = ended.stderr.splitlines()

    assert ended.exit_code == 1
    assert spaced(sentence).startswith(
        "Quelque chose d'imprévu s'est produit (ZeroDivisionError) : référence "
    )
    assert sentence.endswith(f"dans {log}.")
    assert sentence.split()[-3] in written
    assert "ZeroDivisionError" in written
    assert "KeyError" in written
    assert f"{__file__}:" in written
    assert SECRET not in written + ended.output
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_log_that_cannot_be_written_there_is_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ERROR_LOG).mkdir()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "elsewhere"))
    ended = CliRunner().invoke(failing(ZeroDivisionError()), ["export"])

    assert str(tmp_path / "elsewhere" / ERROR_LOG) in ended.stderr


def test_a_log_that_grew_too_long_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ERROR_LOG).write_text("x" * 1_000_001)
    CliRunner().invoke(failing(ZeroDivisionError()), ["export"])

    assert (tmp_path / ERROR_LOG).stat().st_size < 10_000
