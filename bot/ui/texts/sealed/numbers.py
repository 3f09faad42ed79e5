"""The public numbers, from one dated file."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.domain.school.office import Locale

GOOD_FOR = timedelta(days=365)
_FILE = Path(__file__).with_name("numbers.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNumbers:
    """Each number with whom it reaches, in one language, and when they were last read."""

    checked_on: date
    urgent: tuple[tuple[str, str], ...]
    advice: tuple[tuple[str, str], ...]


@cache
def public_numbers(locale: Locale) -> PublicNumbers:
    """The numbers of the file, in a language."""
    import tomllib  # noqa: PLC0415  # only once they are shown

    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))

    def listed(name: str) -> tuple[tuple[str, str], ...]:
        return tuple(_one(entry, locale) for entry in said[name])

    return PublicNumbers(
        checked_on=said["checked_on"], urgent=listed("urgent"), advice=listed("advice")
    )


def _one(entry: dict[str, Any], locale: Locale) -> tuple[str, str]:
    number = str(entry["number"]).replace(" ", "\u00a0")
    return number, str(entry[locale.value])
