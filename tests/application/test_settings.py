"""Settings: read from the environment, refused with one sentence that names the variable."""

import traceback
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.calendar.public_holidays import HolidayRegion
from bot.domain.errors import MisconfiguredError, StorageUnavailableError
from bot.domain.school.policies import CAPSECURITE, AckMode, DeadlineKind, Pace
from bot.setting_checks import check_api_url
from bot.settings import Settings, SettingsError, check_tokens, read_settings
from storage.database import Database
from tests.support.builders import CAYENNE, NOUMEA


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable and no `.env` of whoever runs the tests."""
    for name in Settings.model_fields:
        for variable in (name.upper(), f"VIGIE_{name.upper()}"):
            monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("VIGIE_TIMEZONE", "Paris", "Europe/Paris"),
        ("VIGIE_LOCALE", "de", "'fr' or 'en'"),
        ("VIGIE_TICK_SECONDS", "soon", "number"),
        ("VIGIE_TICK_SECONDS", "0", "greater than or equal to 0.01"),
        ("VIGIE_TICK_SECONDS", "nan", "finite number"),
        ("VIGIE_POSTS_PER_SECOND", "1e-300", "greater than or equal to"),
        ("VIGIE_POSTS_PER_SECOND", "inf", "finite number"),
        ("VIGIE_TIMEZONE", "Europe", "Europe/Paris"),
        ("VIGIE_TIMEZONE", "../Paris", "Europe/Paris"),
        ("VIGIE_TEAM_MEETING", "every tuesday", "FREQ=MONTHLY;BYDAY=1TU"),
        ("VIGIE_TEAM_MEETING", "FREQ=MONTHLY;BYDAY=6TU", "no meeting ever comes"),
        ("VIGIE_TEAM_MEETING", "FREQ=DAILY", "more than three meetings"),
        ("VIGIE_TEAM_MEETING", "FREQ=YEARLY;BYEASTER=999999999", "no iCalendar rule"),
        ("VIGIE_HTTP_HOST", "a host", "such as 127.0.0.1"),
        ("VIGIE_HTTP_HOST", "x" * 64, "such as 127.0.0.1"),
        ("VIGIE_FILES_FOLDER", __file__, "a file is there"),
        ("VIGIE_SESSIONS_ICAL_URL", "http://127.0.0.1/a.ics", "https address of a calendar"),
        ("VIGIE_FILES_FOLDER", "x" * 5000, "path of a folder"),
        ("VIGIE_QUALITY_CHANNEL", "#qualite", "such as C0123ABCD"),
        ("VIGIE_QUALITY_MANAGERS", "Nadia", "such as U0123ABCD"),
        ("VIGIE_TRAINING_MANAGERS", "U1,@paul", "such as U0123ABCD"),
        ("VIGIE_CLOSED_ON", "9999-12-31", "before the year 9000"),
        ("VIGIE_SITES", "Cay\udce9nne=America/Cayenne", "UTF-8"),
        ("SLACK_API_URL", "slack.com/api", "https://slack.com/api/"),
        ("SLACK_API_URL", "https://[slack/", "https://slack.com/api/"),
        ("DATABASE_URL", "sqlite://", "in memory is lost"),
        ("DATABASE_URL", "sqlite:///:memory:", "in memory is lost"),
        ("DATABASE_URL", "sqlite:///file:x?mode=memory&uri=true", "in memory is lost"),
        ("DATABASE_URL", "sqlite://folder/x.db", "three slashes"),
        ("DATABASE_URL", "sqlite+aiosqlite:///x.db", "sqlite:///file.db"),
        ("DATABASE_URL", "postgresql+psycopg2://u@host/x", "postgresql://user"),
        ("DATABASE_URL", "postgresql+psycopg_async://u@host/x", "postgresql://user"),
        ("VIGIE_HTTP_PORT", "99999", "65535"),
        ("DATABASE_URL", "mysql://x", "postgresql://"),
        ("DATABASE_URL", "nonsense", "sqlite:///"),
        ("VIGIE_CARD_DETAIL", "some", "'full' or 'minimal'"),
        ("VIGIE_ACK_MODE", "48", "'elapsed_hours', 'working_days_clock'"),
        ("VIGIE_ACK_HOURS", "0", "greater than or equal to 1"),
        ("VIGIE_HOLIDAY_REGION", "Paris", "'FR'"),
        ("VIGIE_CLOSED_ON", "2026-12-24,tomorrow", "date"),
        ("VIGIE_SITES", "Cayenne", "such as Cayenne=America/Cayenne/GF"),
        ("VIGIE_SITES", "Cayenne=Guyane", "time zone such as America/Cayenne"),
        ("VIGIE_SITES", "Cayenne=America/Cayenne/GY", "one of FR, FR-AM"),
        ("VIGIE_SITES", "Cayenne=America", "America is no such thing"),
        ("VIGIE_SITES", "Lyon=Europe/Paris; LYON=Europe/Paris", "Lyon stands there twice"),
        ("VIGIE_SITES", f"{'x' * 61}=Europe/Paris", "60 characters at most"),
        ("VIGIE_SITES", ";".join(f"S{n}=UTC" for n in range(101)), "100 sites at most"),
        ("VIGIE_REMINDERS", "acknowledgement=24h", "ack=24h,4h"),
        ("VIGIE_REMINDERS", "ack=24", "such as 2d or 4h"),
        ("VIGIE_REMINDERS", "solution=2d,10d", "later than the step before"),
        ("VIGIE_REMINDERS", "action=7d/hourly", "weekly"),
        ("VIGIE_REMINDERS", "ack=24h;ack=4h", "twice"),
    ],
)
def test_a_malformed_value_is_named_with_what_it_should_hold(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as refusal:
        read_settings()

    assert str(refusal.value).startswith(f"{variable}: ")
    assert expected in str(refusal.value)


def test_the_environment_describes_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_QUALITY_MANAGERS", "U1, U2,")
    monkeypatch.setenv("VIGIE_QUALITY_CHANNEL", "C1")
    monkeypatch.setenv("VIGIE_LOCALE", "en")
    office = read_settings().office

    assert office.quality_managers == ("U1", "U2")
    assert (office.quality_channel, office.locale) == ("C1", "en")


def test_sites_have_a_clock_and_maybe_holidays_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without = read_settings().office.sites
    monkeypatch.setenv("VIGIE_SITES", "Cayenne = America/Cayenne/GF; Nouméa=Pacific/Noumea;")

    assert without == ()
    assert read_settings().office.sites == (CAYENNE, NOUMEA)


def test_the_promises_are_the_school_s_own_under_a_version_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = read_settings().office
    monkeypatch.setenv("VIGIE_ACK_MODE", "working_days_clock")
    monkeypatch.setenv("VIGIE_CHARGE_MINUTES", "30")
    monkeypatch.setenv("VIGIE_HOLIDAY_REGION", "FR-AM")
    monkeypatch.setenv("VIGIE_CLOSED_ON", "2026-12-24, 2026-12-31")
    own, again = read_settings().office, read_settings().office

    assert usual.policy == CAPSECURITE
    assert own.policy.ack_mode is AckMode.WORKING_DAYS_CLOCK
    assert own.policy.charge_in == timedelta(minutes=30)
    assert own.policy.version == again.policy.version != CAPSECURITE.version
    assert len(own.policy.version) <= 40
    assert own.calendar.region is HolidayRegion.ALSACE_MOSELLE
    assert not own.calendar.is_working_day(date(2026, 12, 31))


def test_a_calendar_without_working_days_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Failure mode: nothing could be planned with it, and a search for a day would not end."""
    first = date(2027, 1, 1)
    days = ",".join(str(first + timedelta(days=count)) for count in range(400))
    monkeypatch.setenv("VIGIE_CLOSED_ON", days)
    with pytest.raises(SettingsError) as refusal:
        read_settings()

    assert str(refusal.value).startswith("VIGIE_CLOSED_ON: ")
    assert "working day" in str(refusal.value)


def test_a_school_writes_the_ladders_it_wants_and_keeps_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VIGIE_REMINDERS", "ack = 12h, 2h / weekly ; solution=3d,6h")
    policy = read_settings().office.policy
    ack, solution = policy.ladder(DeadlineKind.ACK), policy.ladder(DeadlineKind.SOLUTION)

    assert [step.name for step in ack.steps] == ["12h", "2h", "due"]
    assert ack.overdue is Pace.WEEKLY
    assert [step.name for step in solution.steps] == ["3d", "6h", "due"]
    assert solution.overdue is CAPSECURITE.ladder(DeadlineKind.SOLUTION).overdue
    assert policy.ladder(DeadlineKind.ACTION) == CAPSECURITE.ladder(DeadlineKind.ACTION)


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIGIE_QUALITY_CHANNEL", "")
    monkeypatch.setenv("VIGIE_LOG_FORMAT", "")

    assert read_settings().quality_channel is None


def test_dot_env_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("VIGIE_TIMEZONE=Indian/Reunion\n", encoding="utf-8")

    assert read_settings().timezone == "Indian/Reunion"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("VIGIE_SITES=Nouméa=Pacific/Noumea\n".encode("cp1252"), "UTF-8: save it anew"),
        ("VIGIE_LOCALE=en\n".encode("utf-16"), "UTF-8: save it anew"),
        ("VIGIE_LOCALE=en\n".encode("utf-16-le"), "UTF-8: save it anew"),
        (b"VIGIE_LOCALE=en\nSLACK_BOT_TOKEN 'hush\n", "line 2 should be such as NAME=value"),
    ],
    ids=["ANSI", "UTF-16", "UTF-16 without a mark", "no equals sign"],
)
def test_a_dot_env_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    (tmp_path / ".env").write_bytes(content)
    with pytest.raises(MisconfiguredError) as refusal:
        read_settings()

    assert str(refusal.value).startswith(".env")
    assert sentence in str(refusal.value)
    assert "hush" not in str(refusal.value)


def test_a_mark_at_the_beginning_of_dot_env_hides_no_variable(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("VIGIE_LOCALE=en\n", encoding="utf-8-sig")

    assert read_settings().locale == "en"


@pytest.mark.parametrize(
    ("tokens", "named"),
    [
        ({}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "xoxp-1"}, "SLACK_BOT_TOKEN is malformed"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "xoxb-1 2"}, "SLACK_BOT_TOKEN is malformed"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "abc"}, "SLACK_APP_TOKEN is malformed"),
    ],
)
def test_a_missing_token_is_named(
    monkeypatch: pytest.MonkeyPatch, tokens: dict[str, str], named: str
) -> None:
    for name, value in tokens.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()
    with pytest.raises(SettingsError) as refusal:
        check_tokens(settings)

    assert named in str(refusal.value)


def test_no_token_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-hush")
    monkeypatch.setenv("VIGIE_TIMEZONE", "nowhere")
    with pytest.raises(SettingsError) as refusal:
        read_settings()
    monkeypatch.delenv("VIGIE_TIMEZONE")

    assert "hush" not in f"{refusal.value} {refusal.value.__cause__} {read_settings()!r}"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://vigie:pass-hush@host:port-hush/vigie",
        "postgresql://vigie:p@ss-hush@host/vigie",
        "hush",
    ],
)
def test_an_unreadable_address_of_the_database_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-a")
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(SettingsError) as refusal:
        read_settings()

    assert "DATABASE_URL" in str(refusal.value)
    assert "hush" not in f"{refusal.value} {refusal.value.__cause__}"


def test_the_database_s_password_is_in_no_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://vigie:hush@127.0.0.1:1/vigie")
    settings = read_settings()
    database = Database(settings.database_url)
    with pytest.raises(StorageUnavailableError) as failure, database.reading():
        pass
    database.close()

    assert "hush" not in f"{settings!r} {settings} {database.url} {database.engine!r}"
    assert "hush" not in "".join(traceback.format_exception(failure.value))


def test_files_are_kept_beside_the_sqlite_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////srv/vigie/vigie.db")

    assert read_settings().files_folder == Path("/srv/vigie/vigie-files")


def test_tokens_leave_this_machine_by_https_alone() -> None:
    assert check_api_url("http://127.0.0.1:8017/api/") == "http://127.0.0.1:8017/api/"
    with pytest.raises(ValueError, match="https"):
        check_api_url("http://slack.com/api/")
