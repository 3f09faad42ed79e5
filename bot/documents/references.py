"""The texts that evidence is held against: the school's policy, the national referential."""

import tomllib
from importlib.resources import files

from pydantic import BaseModel

RNQ_VERSION = "2026-11"
"""The version in force; older ones stay beside it, for audits of older periods."""


class Indicator(BaseModel):
    """An indicator: `files` and `figures` are how what proves it begins."""

    number: int
    title: str
    summary: str
    files: tuple[str, ...]
    figures: tuple[str, ...]


class Rnq(BaseModel):
    """A version of the Référentiel national qualité, as far as a register bears on it."""

    version: str
    name: str
    indicators: tuple[Indicator, ...]


def read_rnq(version: str = RNQ_VERSION) -> Rnq:
    """The indicators of a version. Raises FileNotFoundError for one that we do not have."""
    text = files("bot.documents").joinpath(f"rnq/{version}.toml").read_text(encoding="utf-8")
    return Rnq.model_validate(tomllib.loads(text))


def read_policy(version: str) -> str | None:
    """The text of a version of the policy; None for one that is the school's own."""
    found = files("bot.documents").joinpath(f"policies/{version}.txt")
    return found.read_text(encoding="utf-8") if found.is_file() else None
