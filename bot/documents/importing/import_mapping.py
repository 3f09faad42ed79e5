"""Which column of somebody else's register is which: known headers, or a mapping file in YAML."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from bot.documents.importing.headers import fields_known, places_of
from bot.documents.importing.typed_cells import folded
from bot.domain.cases.case_fields import Use, fields_for
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import VigieError
from bot.ui.texts.fields import NAMES, RECEIVED_TIME

_TAKEN = fields_for(Use.IMPORTED)
HEADERS: Mapping[str, tuple[str, ...]] = {
    **{field.name: NAMES[field.name] for field in _TAKEN},
    "received_time": RECEIVED_TIME,
}
"""Fields of a register, by the identifiers of our own export, and the headers they are known by.

Of two columns that could hold the same, the one whose header stands first here does.
"""

NEEDED = ("received_at", "description")
"""Required fields; a subject will do for a description."""

CLOSED_SETS = frozenset(field.name for field in _TAKEN if field.closed_set)
"""The fields whose words may be translated."""
NO_DEFAULT = frozenset({"ref", "received_time"})
"""Fields that cannot be the same in every row."""

_PLACES = places_of(HEADERS)


class BadMappingError(VigieError):
    """The mapping file is not one; the message says where."""


class ColumnMapping(BaseModel):
    """The mapping file: `columns` and `values` by our identifiers.

    `prefix` goes before each number, for registers that begin at 1 every year.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind | None = None
    sheet: str | tuple[str, ...] | None = None
    prefix: str = ""
    dayfirst: bool = True
    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    defaults: dict[str, str] = {}

    @field_validator("sheet", "columns", "values", "defaults", mode="before")
    @classmethod
    def _in_words(cls, value: object) -> object:
        """YAML takes 2025 for a number and oui for a word: all of them are words here."""
        match value:
            case dict():
                return {str(name): cls._in_words(one) for name, one in value.items()}
            case list():
                return [cls._in_words(one) for one in value]
            case bool() | int() | float() | date():
                return str(value)
            case _:
                return value

    @field_validator("columns", "values", "defaults")
    @classmethod
    def _known_fields(cls, value: dict[str, object]) -> dict[str, object]:
        for field in value:
            if field not in HEADERS:
                raise ValueError(f"{field} is none of {', '.join(HEADERS)}")
        return value

    @field_validator("columns")
    @classmethod
    def _one_field_each(cls, value: dict[str, str]) -> dict[str, str]:
        names = [folded(name) for name in value.values()]
        for name in value.values():
            if names.count(folded(name)) > 1:
                raise ValueError(f"« {name} » stands for two fields")
        return value

    @field_validator("values")
    @classmethod
    def _translatable(cls, value: dict[str, object]) -> dict[str, object]:
        for field in value:
            if field not in CLOSED_SETS:
                raise ValueError(f"{field} holds no fixed words")
        return value

    @field_validator("defaults")
    @classmethod
    def _may_be_the_same(cls, value: dict[str, str]) -> dict[str, str]:
        for field in value:
            if field in NO_DEFAULT:
                raise ValueError(f"{field} cannot be the same in every row")
        return value

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that are asked for by name; none means all that can be seen."""
        match self.sheet:
            case None:
                return ()
            case str():
                return (self.sheet,)
            case _:
                return self.sheet


def read_mapping(path: Path) -> ColumnMapping:
    """Read a mapping file. Raises BadMappingError."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return ColumnMapping.model_validate(content or {})
    except OSError as error:
        raise BadMappingError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadMappingError(f"{path} is not text in UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(path, error.problem_mark) from error
    except yaml.YAMLError as error:
        raise BadMappingError(f"{path} is not YAML.") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        said = first["msg"].removeprefix("Value error, ")
        raise BadMappingError(f"{path}, {place}: {said[0].lower()}{said[1:]}.") from error


def _not_yaml(path: Path, mark: yaml.Mark | None) -> BadMappingError:
    """Where it stops being YAML; why, the library says of its own parts, and not of the file's."""
    if mark is None:
        return BadMappingError(f"{path} is not YAML.")
    where = f"see line {mark.line + 1}, about character {mark.column + 1}"
    return BadMappingError(f"{path} is not YAML: {where}.")


def fields_at(header: Sequence[object], mapping: ColumnMapping) -> dict[int, str]:
    """Which field each column of a header row holds; what the file maps wins over what we know."""
    mapped = {name: field for field, name in mapping.columns.items()}
    return fields_known(header, _PLACES, mapped)
