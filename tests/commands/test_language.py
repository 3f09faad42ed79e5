"""Commands speak the office's language, and before it is known, that of the settings."""

import string
from pathlib import Path

import pytest

from bot.domain.school.office import Locale
from bot.ui.texts.commands import CommandTexts
from storage.database import Database
from storage.school import office
from tests.commands.conftest import Vigie
from tests.support.forms import spaced
from tests.support.said import leaves

pytestmark = pytest.mark.one_database


def test_the_office_s_language_wins_over_that_of_the_settings(
    vigie: Vigie, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIGIE_LOCALE", "en")
    before = vigie("backup", "before.zip")
    with database.writing() as connection:
        office.choose(connection, {"locale": Locale.FRENCH})
    after = vigie("backup", "after.zip")

    assert before.stdout.startswith("before.zip: 1 entry in the journal, chain whole")
    assert spaced(after.stdout).startswith("after.zip : 2 entrées dans le journal, chaîne")


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("fr", "Il n'y a pas de base de données à nowhere.db : renseignez DATABASE_URL.\n"),
        ("en", "There is no database at nowhere.db: set DATABASE_URL.\n"),
        ("klingon", "Il n'y a pas de base"),
    ],
)
def test_without_a_database_the_settings_speak(
    vigie: Vigie, monkeypatch: pytest.MonkeyPatch, locale: str, said: str
) -> None:
    monkeypatch.setenv("VIGIE_LOCALE", locale)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///nowhere.db")
    result = vigie("backup", "b.zip")

    assert result.exit_code == 1
    assert spaced(result.stderr) == said or locale == "klingon"
    assert not Path("b.zip").exists()


def test_both_languages_have_the_same_sentences_with_the_same_places() -> None:
    def places(locale: Locale) -> dict[str, set[str]]:
        return {
            path: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for path, text in leaves(CommandTexts(locale))
        }

    assert places(Locale.FRENCH) == places(Locale.ENGLISH)
