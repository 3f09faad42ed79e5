"""A terminal speaks the office's language: help, what was typed wrong, and why nothing was done."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import bot
import storage
from bot.cli import cli
from bot.commands.backups import NotForTerminalError, UndatedError
from bot.commands.mail import NoMailError
from bot.commands.on_demand import COMMANDS
from bot.commands.sealed import NoStoreError, NotCopiedError
from bot.commands.wording import SENTENCES, worded
from bot.documents.evidence.archive import BadArchiveError
from bot.documents.evidence.backup import NotEmptyError
from bot.documents.importing.import_mapping import BadMappingError, read_mapping
from bot.documents.sessions.session_files import NoSessionsError
from bot.documents.sessions.survey_files import NoSurveyError
from bot.documents.sessions.survey_rows import NoScaleError
from bot.documents.typesetting.output import TooManyRowsError
from bot.domain.calendar.periods import FuturePeriodError
from bot.domain.errors import StorageUnavailableError, VigieError
from bot.domain.school.office import Locale
from bot.domain.sealed.handlers import UnfitHandlersError
from bot.sealing.backups import NotACopyError
from bot.sealing.ciphers import BadKeyError, UnopenableError
from bot.sealing.folder import FolderTakenError, NoSealedFolderError
from bot.sealing.naming import UnreadableHandlersError
from bot.sealing.renewing import NotProvenError, WrongEscrowError
from bot.services.mail.earlier import TooEarlyError
from bot.services.register.importing import NobodyToRecordError, RegisterMovedError
from bot.services.register.register_lines import BackwardPeriodError
from bot.services.reports.reviews import UnknownEditionError, UnpreparedReviewError
from bot.settings import SettingsError, read_settings, wanted_locale
from storage.ownership import ForeignDatabaseError
from storage.register.backups import NewerSchemaError, UnsoundCopyError
from tests.support.forms import spaced

SAID_BY_NAME = (
    BadKeyError,
    BackwardPeriodError,
    BadArchiveError,
    FolderTakenError,
    ForeignDatabaseError,
    FuturePeriodError,
    NewerSchemaError,
    NoMailError,
    NoScaleError,
    NoSessionsError,
    NoSurveyError,
    NoSealedFolderError,
    NoStoreError,
    NobodyToRecordError,
    NotACopyError,
    NotCopiedError,
    NotEmptyError,
    NotForTerminalError,
    NotProvenError,
    RegisterMovedError,
    StorageUnavailableError,
    TooEarlyError,
    TooManyRowsError,
    UndatedError,
    UnfitHandlersError,
    UnknownEditionError,
    UnopenableError,
    UnpreparedReviewError,
    UnreadableHandlersError,
    UnsoundCopyError,
    WrongEscrowError,
)
"""Errors whose sentence is that of their class."""
HEARD_IN = (
    "app.py",
    "commands",
    "demo/hosting.py",
    "documents",
    "domain/school",
    "ownership.py",
    "register",
    "schema.py",
    "services/cases/erasing.py",
    "setting_checks.py",
    "settings.py",
    "slack/client.py",
    "slack/manifest.py",
)
"""Where what an administrator reads is raised."""
OF_OURS_ALONE = {"TypeError", "LookupError", "RuntimeError", "IsADirectoryError", "OSError"}
ROOTS = (Path(inspect.getfile(bot)).parent, Path(inspect.getfile(storage)).parent)


def modules() -> Iterator[Path]:
    for root in ROOTS:
        for place in HEARD_IN:
            found = root / place
            yield from [found] if found.is_file() else sorted(found.rglob("*.py"))


def raised(path: Path) -> Iterator[str]:
    """Each sentence that a module raises, with VIGIE_X where something is put into it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name), args=[first, *_])):
                yield from () if name in OF_OURS_ALONE else sentences(first)
            case ast.Raise(exc=ast.Call(func=ast.Attribute(), args=[first, *_])):
                yield from sentences(first)
            case ast.Assign(targets=[ast.Name(id="msg")], value=value):
                yield from sentences(value)
            case _:
                pass


def sentences(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(said)):
            yield said
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "VIGIE_X" for part in parts
            )
        case _:
            pass


def is_sentence(said: str) -> bool:
    return " " in said


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: path.name)
def test_every_sentence_that_is_raised_has_its_french(path: Path) -> None:
    lacking = [one for one in raised(path) if is_sentence(one) and in_french(one) == one]

    assert lacking == []


@pytest.mark.parametrize("error", SAID_BY_NAME)
def test_so_has_every_error_that_says_what_its_class_says(error: type[VigieError]) -> None:
    said = inspect.cleandoc(error.__doc__ or "")

    assert in_french(said) != said


def in_french(said: str) -> str:
    return worded(said, Locale.FRENCH)


def test_both_languages_have_the_same_places() -> None:
    for one in SENTENCES:
        places = {
            locale: {part.split("}")[0] for part in said.split("{")[1:]}
            for locale, said in one.by_locale.items()
        }
        assert places[Locale.FRENCH] <= places[Locale.ENGLISH]


@pytest.mark.parametrize(
    ("said", "french"),
    [
        (
            "b.zip cannot be read: File is not a zip file.",
            "« File is not a zip file », en anglais.",
        ),
        ("a.csv, line 3: line contains NUL.", "ligne 3 : « line contains NUL », en anglais."),
        ("b.xlsx cannot be read: No such file or directory.", ": fichier ou dossier introuvable."),
        ("DATABASE_URL: the database cannot be used (OperationalError).", " (OperationalError)."),
        (
            "VIGIE_REMINDERS: should be such as ack=24h,4h or action=7d,1d/weekly, of: ack.",
            "VIGIE_REMINDERS : devrait être tel que ack=24h,4h ou action=7d,1d/weekly, pour : ack",
        ),
    ],
)
def test_what_a_library_says_is_quoted_as_english_where_its_french_is_not_known(
    said: str, french: str
) -> None:
    assert french in spaced(in_french(said))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("- a", "m.yaml, le fichier : devrait tenir des noms, chacun avec sa valeur."),
        ("a: b", "m.yaml, a : ce nom n'est pas prévu."),
        ("columns: {category: [1]}", "m.yaml, columns.category : devrait être du texte."),
        ("dayfirst: maybe", "m.yaml, dayfirst : devrait être true ou false."),
        ("kind: x", "m.yaml, kind : devrait être 'complaint' ou 'incident'."),
        ("columns: [", "m.yaml n'est pas du YAML : voyez la ligne 1, vers le caractère 11."),
    ],
)
def test_what_is_wrong_in_a_mapping_is_said_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(BadMappingError) as caught:
        read_mapping(Path("m.yaml"))

    assert spaced(in_french(str(caught.value))) == said


@pytest.mark.parametrize(
    "variables",
    [
        {"MAIL_FROM": "nobody"},
        {"MAIL_FROM": "a@example.org, b@example.org"},
        {"SMTP_URL": "smtps://example.org/inbox"},
        {"SMTP_URL": "smtp://example.org"},
        {"SMTP_URL": "smtps://user:secret@example.org"},
        {"IMAP_URL": "example.org"},
        {"MAIL_OAUTH_TOKEN_URL": "http://example.org"},
        {"MAIL_CA_FILE": "nowhere.pem"},
        {"MAIL_USER": "a\nb"},
        {"MAIL_SENT": "sometimes"},
        {"MAIL_FROM": "a@example.org", "SMTP_URL": "smtps://example.org"},
        {"MAIL_FROM": "a@example.org", "SMTP_URL": "smtps://example.org", "MAIL_SENT": "append"}
        | {"MAIL_PASSWORD": "secret"},
    ],
    ids=str,
)
def test_what_is_set_wrong_of_mail_is_said_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in variables.items():
        monkeypatch.setenv(f"VIGIE_{name}", value)
    with pytest.raises(SettingsError) as caught:
        read_settings()

    said = in_french(str(caught.value))
    assert said.startswith("VIGIE_")
    assert not {"should", "is", "needs", "input"} & set(said.split())


def test_what_nobody_foresaw_is_said_as_it_is() -> None:
    assert in_french("The moon is full.") == "The moon is full."
    assert worded("There is no case REC-1.", Locale.ENGLISH) == "There is no case REC-1."


@pytest.mark.parametrize("name", ["", "run", "demo", "migrate", "mail", *COMMANDS])
@pytest.mark.parametrize("locale", list(Locale))
def test_help_is_in_the_language_that_is_set(
    name: str, locale: Locale, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIGIE_LOCALE", locale)
    shown = CliRunner().invoke(cli, [*name.split(), "--help"]).output
    heading = {Locale.FRENCH: "Utilisation", Locale.ENGLISH: "Usage"}[locale]
    help_is = {Locale.FRENCH: "Montrer cette aide", Locale.ENGLISH: "Show this message"}[locale]

    assert f" {heading}" in shown
    assert help_is in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("exprt", "Commande inconnue : 'exprt'."),
        ("export", "Il manque l'option '--output' / '-o'."),
        ("export --foo", "Option inconnue : --foo"),
        ("export --from hier -o x", "'hier' n'a aucune des formes '%Y-%m-%d'."),
        ("export -o x.pdf", "x.pdf tiendrait un autre format (xlsx) que ne le dit son nom"),
        ("summary 2026-13", "Un mois s'écrit 2026-10, à partir de 2000-01."),
        ("backup", "Il manque l'argument"),
        ("verify a b", "En trop : a b"),
    ],
)
def test_what_was_typed_wrong_is_said_in_the_office_s_language(typed: str, said: str) -> None:
    result = CliRunner().invoke(cli, typed.split())

    assert result.exit_code == 2
    assert said in spaced(result.stderr)


@pytest.mark.parametrize(
    ("written", "locale"),
    [
        ("VIGIE_LOCALE=en\n", Locale.ENGLISH),
        ("not a line\nVIGIE_LOCALE=en\n", Locale.ENGLISH),
        ("VIGIE_LOCALE=klingon\n", Locale.FRENCH),
        ("", Locale.FRENCH),
    ],
)
def test_the_language_is_read_whatever_else_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, locale: Locale
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIGIE_LOCALE", raising=False)
    Path(".env").write_text(written, encoding="utf-8")

    assert wanted_locale() is locale
