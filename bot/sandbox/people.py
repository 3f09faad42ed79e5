"""The members of the workspace, as Slack's API and as the page describe them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.sandbox.json_types import JsonObject


class Role(StrEnum):
    """Whom one plays; Slack knows nothing of it."""

    TRAINER = "trainer"
    ENGLISH_TRAINER = "english_trainer"
    QUALITY_MANAGER = "quality_manager"
    TRAINING_MANAGER = "training_manager"
    OWNER = "owner"
    ADMIN = "admin"
    NO_LOCALE = "no_locale"
    DELETED = "deleted"
    APP = "app"


@dataclass(slots=True, kw_only=True)
class Member:
    id: str
    real_name: str
    role: Role
    title: str = ""
    locale: str | None = "fr-FR"
    tz: str = "Europe/Paris"
    is_admin: bool = False
    is_bot: bool = False
    deleted: bool = False
    color: str = "4a6670"

    @property
    def name(self) -> str:
        """The handle: `lea.marchand`."""
        return self.real_name.lower().translate(_WITHOUT_ACCENTS).replace(" ", ".")

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.real_name.split())[:2].upper()

    @property
    def speaks_french(self) -> bool:
        return self.locale is None or self.locale.startswith("fr")

    def as_page(self) -> JsonObject:
        return {
            "id": self.id,
            "name": self.name,
            "real_name": self.real_name,
            "title": self.title,
            "initials": self.initials,
            "color": f"#{self.color}",
            "role": self.role.value,
            "locale": self.locale,
            "tz": self.tz,
            "is_admin": self.is_admin,
            "is_bot": self.is_bot,
            "deleted": self.deleted,
        }

    def as_slack(self, *, team: str, now: datetime, with_locale: bool = False) -> JsonObject:
        """The user object of users.info; a deleted one has lost its zone and its rights."""
        user = {
            "id": self.id,
            "team_id": team,
            "name": self.name,
            "deleted": self.deleted,
            "profile": self._profile(team),
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": int(now.timestamp()),
        }
        if not self.deleted:
            user |= self._standing(now)
        if with_locale and self.locale:
            user["locale"] = self.locale
        return user

    def _profile(self, team: str) -> JsonObject:
        return {
            "title": self.title,
            "real_name": self.real_name,
            "real_name_normalized": self.real_name.translate(_WITHOUT_ACCENTS),
            "display_name": self.real_name,
            "display_name_normalized": self.real_name.translate(_WITHOUT_ACCENTS),
            "team": team,
        }

    def _standing(self, now: datetime) -> JsonObject:
        offset = now.astimezone(ZoneInfo(self.tz)).utcoffset()
        return {
            "color": self.color,
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
            "is_admin": self.is_admin,
            "is_owner": self.is_admin,
            "is_primary_owner": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
        }


_WITHOUT_ACCENTS = str.maketrans("àâäçéèêëîïôöùûüÀÂÇÉÈÊËÎÏÔÙÛ", "aaaceeeeiioouuuAACEEEEIIOUU")
