"""The indicators of the Référentiel national qualité, and what of a register proves them."""

import tomllib
from importlib.resources import files

from pydantic import BaseModel

from bot.domain.cases.cases import Case
from bot.domain.cases.taxonomy import Category, Kind

RNQ_VERSION = "2026-11"
"""The version in force; older ones stay beside it, for audits of older periods."""


class ProvingCases(BaseModel):
    """The cases that prove an indicator: those for which one of these holds.

    `followed_up`: the complainant was asked what they think of it; `improved`: its cause is
    known, or an action came from it.
    """

    kinds: tuple[Kind, ...] = ()
    categories: tuple[Category, ...] = ()
    followed_up: bool = False
    improved: bool = False

    def hold(self, case: Case, *, has_actions: bool) -> bool:
        """Whether a case is one of them."""
        return (
            case.kind in self.kinds
            or case.category in self.categories
            or (self.followed_up and bool(case.followups))
            or (self.improved and (has_actions or case.cause_family is not None))
        )


class Indicator(BaseModel):
    """An indicator: `files` and `figures` are how what proves it begins."""

    number: int
    title: str
    summary: str
    files: tuple[str, ...]
    figures: tuple[str, ...]
    cases: ProvingCases = ProvingCases()


class Rnq(BaseModel):
    """A version of the Référentiel national qualité, as far as a register bears on it."""

    version: str
    name: str
    indicators: tuple[Indicator, ...]

    def proved_by(self, case: Case, *, has_actions: bool) -> tuple[int, ...]:
        """The numbers of the indicators that a case proves."""
        return tuple(
            one.number for one in self.indicators if one.cases.hold(case, has_actions=has_actions)
        )


def read_rnq(version: str = RNQ_VERSION) -> Rnq:
    """The indicators of a version. Raises FileNotFoundError for one that we do not have."""
    found = files("bot.documents.evidence").joinpath(f"rnq/{version}.toml")
    return Rnq.model_validate(tomllib.loads(found.read_text(encoding="utf-8")))
