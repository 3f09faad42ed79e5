"""A case as a row: what queries look for in columns of its own, the rest in one document."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel, create_model
from sqlalchemy import RowMapping

from bot.domain.cases import Case
from storage.tables import cases

_COLUMNS = tuple(field.name for field in fields(Case) if field.name in cases.c)

CASE_COLUMNS = (*(cases.c[name] for name in _COLUMNS), cases.c.life)
"""What to select for `case_of`."""


def row_of(case: Case) -> dict[str, Any]:
    """The row to write for a case; what has its usual value takes no room in the document."""
    columns = {name: getattr(case, name) for name in _COLUMNS}
    life = _life().model_validate(case, from_attributes=True)
    return columns | {"life": life.model_dump(mode="json", exclude_defaults=True) or None}


def case_of(row: RowMapping | Mapping[str, Any]) -> Case:
    """The case that a row of `CASE_COLUMNS` holds."""
    columns = {name: row[name] for name in _COLUMNS}
    if row["life"] is None:
        return Case(**columns)
    life = _life().model_validate(row["life"])
    return Case(**columns, **{name: getattr(life, name) for name in life.model_fields_set})


@cache
def _life() -> type[BaseModel]:
    """The document's shape: every field of a case that has no column. Made when first needed."""
    hints = get_type_hints(Case)
    kept = {field.name: field for field in fields(Case) if field.name not in cases.c}
    shape: dict[str, Any] = {name: (hints[name], field.default) for name, field in kept.items()}
    return create_model("Life", **shape)
