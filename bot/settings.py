"""Configuration from the environment and `.env`, checked once at the start."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.calendars import HolidayRegion, NoWorkingDayError, WorkingCalendar
from bot.domain.errors import VigieError
from bot.domain.ladder_words import LadderWordsError, ladders_in
from bot.domain.office import DEFAULT_MEETING_RULE, CardDetail, Locale, Office
from bot.domain.policies import CAPSECURITE, AckMode, Policy, SolutionMode, own_policy
from bot.domain.sites import Site, SitesError, sites_in


class SettingsError(VigieError):
    """A variable is missing or malformed; the message names it and what it should hold."""


Names = Annotated[tuple[str, ...], NoDecode]
Days = Annotated[frozenset[date], NoDecode]
Sites = Annotated[tuple[Site, ...], NoDecode]


class Settings(BaseSettings):
    """Every variable of the environment that Vigie reads, with its default."""

    model_config = SettingsConfigDict(
        env_file=".env",
        extra="ignore",
        hide_input_in_errors=True,  # an error must not print a token
        frozen=True,
        env_ignore_empty=True,
        populate_by_name=True,
    )

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = Field("sqlite:///vigie.db", repr=False)  # may hold a password
    kept_files: Path | None = Field(None, validation_alias="VIGIE_FILES_FOLDER")
    quality_channel: str | None = Field(None, validation_alias="VIGIE_QUALITY_CHANNEL")
    quality_managers: Names = Field((), validation_alias="VIGIE_QUALITY_MANAGERS")
    training_managers: Names = Field((), validation_alias="VIGIE_TRAINING_MANAGERS")
    timezone: str = Field("Europe/Paris", validation_alias="VIGIE_TIMEZONE")
    locale: Locale = Field(Locale.FRENCH, validation_alias="VIGIE_LOCALE")
    team_meeting: str = Field(DEFAULT_MEETING_RULE, validation_alias="VIGIE_TEAM_MEETING")
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
    tick_seconds: float = Field(5, gt=0, le=3600, validation_alias="VIGIE_TICK_SECONDS")
    posts_per_second: float = Field(1, gt=0, validation_alias="VIGIE_POSTS_PER_SECOND")
    http_host: str = Field("127.0.0.1", validation_alias="VIGIE_HTTP_HOST")
    http_port: int = Field(8018, ge=0, le=65535, validation_alias="VIGIE_HTTP_PORT")
    log_format: Literal["console", "json"] | None = Field(None, validation_alias="VIGIE_LOG_FORMAT")

    @field_validator("quality_managers", "training_managers", "closed_on", mode="before")
    @classmethod
    def _split_names(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            msg = "should be a time zone such as Europe/Paris"
            raise ValueError(msg) from error
        return value

    @field_validator("sites", mode="before")
    @classmethod
    def _readable_sites(cls, value: object) -> object:
        try:
            return sites_in(value) if isinstance(value, str) else value
        except SitesError as error:
            raise ValueError(*error.args) from error

    @field_validator("closed_on")
    @classmethod
    def _leaves_working_days(cls, value: frozenset[date]) -> frozenset[date]:
        """A year without a working day would leave nothing to be planned."""
        calendar = WorkingCalendar(closed_on=value)
        try:
            for day in value:
                next(calendar.working_days_from(day))
        except NoWorkingDayError as error:
            msg = "should leave a working day in every year"
            raise ValueError(msg) from error
        return value

    @field_validator("reminders")
    @classmethod
    def _readable_ladders(cls, value: str) -> str:
        try:
            ladders_in(value)
        except LadderWordsError as error:
            raise ValueError(*error.args) from error
        return value

    @field_validator("database_url")
    @classmethod
    def _readable_url(cls, value: str) -> str:
        try:
            url = make_url(value)
        except (ArgumentError, ValueError):  # the latter for a port; its message quotes the URL
            url = make_url("unreadable://")
        # a password's own @ would make its end the host's name, which errors and logs may show
        if url.get_backend_name() not in {"sqlite", "postgresql", "postgres"} or (
            "@" in (url.host or "")
        ):
            raise ValueError(
                "should be sqlite:///file.db or postgresql://user:password@host/database, "
                "with %40 for an @ in the password"
            )
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
    def uses_http(self) -> bool:
        """Whether Slack calls us over HTTP rather than over Socket Mode."""
        return not self.slack_app_token.get_secret_value()

    @property
    def files_folder(self) -> Path:
        """Where files are kept: as set, else beside an SQLite database, else right here."""
        if self.kept_files is not None:
            return self.kept_files.resolve()
        url = make_url(self.database_url)
        if url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}:
            return Path(str(url.database)).resolve().parent / "vigie-files"
        return Path("vigie-files").resolve()


def read_settings() -> Settings:
    """Read the environment and `.env`.

    Raises SettingsError with one sentence that names the variable and what it should hold.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "?"
        reason = first["msg"].removeprefix("Value error, ")
        msg = f"{name.upper()}: {reason[0].lower()}{reason[1:]}."
        raise SettingsError(msg) from error


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
    if not token.get_secret_value().startswith(prefix):
        state = "malformed" if token.get_secret_value() else "missing"
        msg = f"{name} is {state}: it should hold a token that starts with {prefix}."
        raise SettingsError(msg)
