"""Configuration from the environment and `.env`, checked once at the start."""

import os
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url

from bot.domain.calendar.public_holidays import HolidayRegion
from bot.domain.errors import MisconfiguredError
from bot.domain.school.office import (
    DEFAULT_MEETING_RULE,
    CardDetail,
    Locale,
    Office,
    Site,
    SitesError,
    sites_in,
)
from bot.domain.school.policies import (
    CAPSECURITE,
    AckMode,
    LadderWordsError,
    Policy,
    SolutionMode,
    ladders_in,
    own_policy,
)
from bot.mail.variables import MailVariables
from bot.setting_checks import (
    DOT_ENV,
    check_api_url,
    check_calendar,
    check_channel,
    check_database,
    check_days_off,
    check_dot_env,
    check_folder,
    check_host,
    check_is_not_beside_install,
    check_meeting,
    check_people,
    check_ping,
    check_text,
    check_zone,
    secrets_in_files,
    written_in_dot_env,
)

_PRINTABLE = re.compile("[!-~]+")


class SettingsError(MisconfiguredError):
    """A variable is missing or malformed; the message names it and what it should hold."""


People = Annotated[tuple[str, ...], NoDecode, AfterValidator(check_people)]
Channel = Annotated[str | None, AfterValidator(check_channel)]
Days = Annotated[frozenset[date], NoDecode, AfterValidator(check_days_off)]
ApiUrl = Annotated[str, AfterValidator(check_api_url)]
DatabaseUrl = Annotated[str, AfterValidator(check_database)]
PingUrl = Annotated[SecretStr, AfterValidator(check_ping)]
CalendarUrl = Annotated[SecretStr, AfterValidator(check_calendar)]
Folder = Annotated[Path | None, AfterValidator(check_folder)]
Zone = Annotated[str, AfterValidator(check_zone)]
MeetingRule = Annotated[str, AfterValidator(check_meeting)]
Host = Annotated[str, AfterValidator(check_host)]
Sites = Annotated[tuple[Site, ...], NoDecode]
SECRETS = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "DATABASE_URL",
    "VIGIE_SESSIONS_ICAL_URL",
    "VIGIE_PING_URL",
    "VIGIE_PING_BACKUP_URL",
    "VIGIE_MAIL_PASSWORD",
    "VIGIE_MAIL_OAUTH_CLIENT_SECRET",
)
"""What may stand in a file instead, which `<NAME>_FILE` names."""


class Settings(MailVariables):
    """Every variable of the environment that Vigie reads, with its default."""

    model_config = SettingsConfigDict(
        env_file=DOT_ENV,
        env_file_encoding="utf-8-sig",  # some editors begin with a mark
        extra="ignore",
        hide_input_in_errors=True,  # an error must not print a token
        frozen=True,
        env_ignore_empty=True,
        populate_by_name=True,
    )

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: ApiUrl = "https://slack.com/api/"
    database_url: DatabaseUrl = Field("sqlite:///vigie.db", repr=False)  # may hold a password
    sessions_ical_url: CalendarUrl = Field(
        SecretStr(""), validation_alias="VIGIE_SESSIONS_ICAL_URL"
    )
    ping_url: PingUrl = Field(SecretStr(""), validation_alias="VIGIE_PING_URL")
    ping_backup_url: PingUrl = Field(SecretStr(""), validation_alias="VIGIE_PING_BACKUP_URL")
    backup_hours: int = Field(36, ge=0, le=8760, validation_alias="VIGIE_BACKUP_HOURS")
    kept_files: Folder = Field(None, validation_alias="VIGIE_FILES_FOLDER")
    sealed_folder: Folder = Field(None, validation_alias="VIGIE_SEALED_FOLDER")
    ledger_folder: Folder = Field(None, validation_alias="VIGIE_LEDGER_FOLDER")
    quality_channel: Channel = Field(None, validation_alias="VIGIE_QUALITY_CHANNEL")
    quality_managers: People = Field((), validation_alias="VIGIE_QUALITY_MANAGERS")
    training_managers: People = Field((), validation_alias="VIGIE_TRAINING_MANAGERS")
    timezone: Zone = Field("Europe/Paris", validation_alias="VIGIE_TIMEZONE")
    locale: Locale = Field(Locale.FRENCH, validation_alias="VIGIE_LOCALE")
    team_meeting: MeetingRule = Field(DEFAULT_MEETING_RULE, validation_alias="VIGIE_TEAM_MEETING")
    summary_lead_days: int = Field(2, ge=0, le=20, validation_alias="VIGIE_SUMMARY_LEAD_DAYS")
    card_detail: CardDetail = Field(CardDetail.FULL, validation_alias="VIGIE_CARD_DETAIL")
    ack_mode: AckMode = Field(AckMode.ELAPSED_HOURS, validation_alias="VIGIE_ACK_MODE")
    ack_hours: int = Field(48, ge=1, le=720, validation_alias="VIGIE_ACK_HOURS")
    solution_mode: SolutionMode = Field(
        SolutionMode.CALENDAR_MONTH, validation_alias="VIGIE_SOLUTION_MODE"
    )
    solution_months: int = Field(1, ge=1, le=12, validation_alias="VIGIE_SOLUTION_MONTHS")
    charge_minutes: int = Field(60, ge=5, le=2880, validation_alias="VIGIE_CHARGE_MINUTES")
    information_working_days: int = Field(
        1, ge=1, le=30, validation_alias="VIGIE_INFORMATION_WORKING_DAYS"
    )
    holiday_region: HolidayRegion = Field(
        HolidayRegion.FRANCE, validation_alias="VIGIE_HOLIDAY_REGION"
    )
    closed_on: Days = Field(frozenset(), validation_alias="VIGIE_CLOSED_ON")
    sites: Sites = Field((), validation_alias="VIGIE_SITES")
    reminders: str = Field("", validation_alias="VIGIE_REMINDERS")
    tick_seconds: float = Field(
        5, ge=0.01, le=3600, allow_inf_nan=False, validation_alias="VIGIE_TICK_SECONDS"
    )
    posts_per_second: float = Field(
        1, ge=0.01, le=1000, allow_inf_nan=False, validation_alias="VIGIE_POSTS_PER_SECOND"
    )
    http_host: Host = Field("127.0.0.1", validation_alias="VIGIE_HTTP_HOST")
    http_port: int = Field(8018, ge=0, le=65535, validation_alias="VIGIE_HTTP_PORT")
    log_format: Literal["console", "json"] | None = Field(None, validation_alias="VIGIE_LOG_FORMAT")

    @field_validator("quality_managers", "training_managers", "closed_on", mode="before")
    @classmethod
    def _split_names(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @field_validator("sites", mode="before")
    @classmethod
    def _readable_sites(cls, value: object) -> object:
        try:
            return sites_in(value) if isinstance(value, str) else value
        except SitesError as error:
            raise ValueError(*error.args) from error

    # the last one that is written is the first one that looks
    @field_validator("*", mode="before")
    @classmethod
    def _written_text(cls, value: object) -> object:
        return check_text(value) if isinstance(value, str) else value

    @field_validator("reminders")
    @classmethod
    def _readable_ladders(cls, value: str) -> str:
        try:
            ladders_in(value)
        except LadderWordsError as error:
            raise ValueError(*error.args) from error
        return value

    @property
    def office(self) -> Office:
        """The school as the environment describes it; what is set in Slack wins over it."""
        return Office(
            quality_channel=self.quality_channel,
            quality_managers=self.quality_managers,
            training_managers=self.training_managers,
            zone=ZoneInfo(self.timezone),
            locale=self.locale,
            meeting_rule=self.team_meeting,
            summary_lead_days=self.summary_lead_days,
            card_detail=self.card_detail,
            policy=self._policy,
            holiday_region=self.holiday_region,
            closed_on=self.closed_on,
            sites=self.sites,
        )

    @property
    def _policy(self) -> Policy:
        own = replace(
            CAPSECURITE,
            ack_mode=self.ack_mode,
            ack_hours=self.ack_hours,
            solution_mode=self.solution_mode,
            solution_months=self.solution_months,
            charge_in=timedelta(minutes=self.charge_minutes),
            information_working_days=self.information_working_days,
            ladders=ladders_in(self.reminders),
        )
        return own_policy(own)

    @property
    def tick(self) -> timedelta:
        return timedelta(seconds=self.tick_seconds)

    @property
    def backup_within(self) -> timedelta:
        """After how long a backup is missed; nothing where others than Vigie make them."""
        return timedelta(hours=self.backup_hours)

    @property
    def uses_http(self) -> bool:
        """Whether Slack calls us over HTTP rather than over Socket Mode."""
        return not self.slack_app_token.get_secret_value()

    @property
    def files_folder(self) -> Path:
        """Where files are kept: as set, else beside an SQLite database, else right here."""
        if self.kept_files is not None:
            return self.kept_files.resolve()
        beside = next(iter(self.database_files), Path("vigie.db"))
        return beside.resolve().parent / "vigie-files"

    @property
    def database_files(self) -> tuple[Path, ...]:
        """An SQLite database's file and those beside it that hold what it holds; else none."""
        url = make_url(self.database_url)
        if url.get_backend_name() != "sqlite":
            return ()
        return tuple(Path(f"{url.database}{end}") for end in ("", "-wal", "-shm"))


def wanted_locale() -> Locale:
    """The language that is set, whatever else is set wrong; French where none that we know is."""
    written = os.environ.get("VIGIE_LOCALE") or written_in_dot_env("VIGIE_LOCALE")
    return Locale.ENGLISH if written == Locale.ENGLISH else Locale.FRENCH


def read_settings() -> Settings:
    """Read the environment and `.env`.

    Raises SettingsError with one sentence that names the variable and what it should hold,
    DotEnvError, SecretFileError and BesideInstallError.
    """
    check_dot_env()
    check_is_not_beside_install()
    secrets: dict[str, Any] = {**secrets_in_files(SECRETS)}
    try:
        return Settings(**secrets)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        reason = first["msg"].removeprefix("Value error, ")
        if not first["loc"]:  # of several together, which name themselves
            raise SettingsError(f"{reason}.") from error
        name = str(first["loc"][0]).upper()
        raise SettingsError(f"{name}: {reason[0].lower()}{reason[1:]}.") from error


def check_tokens(settings: Settings) -> None:
    """Refuse to run without the tokens that the chosen mode needs. Raises SettingsError."""
    check_bot_token(settings)
    check_requests(settings)


def check_bot_token(settings: Settings) -> None:
    """Refuse a bot token that cannot be one. Raises SettingsError."""
    _require_prefix(settings.slack_bot_token, "SLACK_BOT_TOKEN", prefix="xoxb-")


def check_requests(settings: Settings) -> None:
    """Refuse to go without what lets Slack's requests in. Raises SettingsError."""
    if not settings.uses_http:
        _require_prefix(settings.slack_app_token, "SLACK_APP_TOKEN", prefix="xapp-")
    elif not settings.slack_signing_secret.get_secret_value():
        msg = (
            "SLACK_APP_TOKEN is missing: it should hold the app-level token (xapp-…) for "
            "Socket Mode; for HTTP mode set SLACK_SIGNING_SECRET instead."
        )
        raise SettingsError(msg)


def _require_prefix(token: SecretStr, name: str, *, prefix: str) -> None:
    given = token.get_secret_value()
    if not (given.startswith(prefix) and _PRINTABLE.fullmatch(given, len(prefix))):
        msg = f"{name} is missing: it should hold a token that starts with {prefix}."
        if given:
            msg = f"{name} is malformed: it should hold a token that starts with {prefix}."
        raise SettingsError(msg)
