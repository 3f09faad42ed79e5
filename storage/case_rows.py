"""A case as a row: what queries look for in columns of its own, the rest in one document."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any, get_type_hints

from pydantic import BaseModel, create_model
from sqlalchemy import RowMapping

from bot.domain.cases import Case
from bot.domain.dues import open_dues
from storage.tables import cases
from storage.visibility import marked

_COLUMNS = tuple(field.name for field in fields(Case) if field.name in cases.c)

_values_of = attrgetter(*_COLUMNS)
_USUAL = {field.name: field.default for field in fields(Case) if field.name not in cases.c}

CASE_COLUMNS = (*(cases.c[name] for name in _COLUMNS), cases.c.life)
"""What to select for `case_of`."""

NOTHING_DUE = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for the next deadline of an open case that has none; a settled case's is NULL."""


def row_of(case: Case) -> dict[str, Any]:
    """The row to write for a case; what has its usual value takes no room in the document."""
    columns = dict(zip(_COLUMNS, _values_of(case), strict=True))
    return columns | _looked_for(case) | {"life": _life_of(case)}


def case_of(row: RowMapping | Mapping[str, Any]) -> Case:
    """The case that a row of `CASE_COLUMNS` holds."""
    columns = {name: row[name] for name in _COLUMNS}
    if row["life"] is None:
        return Case(**columns)
    life = _life().model_validate(row["life"])
    return Case(**columns, **{name: getattr(life, name) for name in life.model_fields_set})


def _life_of(case: Case) -> dict[str, Any] | None:
    """The document of a case; as long as nothing left a trace there is none, and none is made."""
    if all(getattr(case, name) == usual for name, usual in _USUAL.items()):
        return None
    life = _life().model_validate(case, from_attributes=True)
    return life.model_dump(mode="json", exclude_defaults=True) or None


def _looked_for(case: Case) -> dict[str, Any]:
    """What lists are sorted and cut by."""
    free = (person for person in case.handlers if person not in case.concerned_people)
    return {
        "next_due_at": _next_due_at(case),
        "named_handlers": marked(free) if case.confidential else None,
        "complained_about": marked(case.concerned_people),
    }


def _next_due_at(case: Case) -> datetime | None:
    if not case.status.is_open:
        return None
    dues = open_dues(case)
    return dues[0].at if dues else NOTHING_DUE


@cache
def _life() -> type[BaseModel]:
    """The document's shape: every field of a case that has no column. Made when first needed."""
    hints = get_type_hints(Case)
    shape: dict[str, Any] = {name: (hints[name], usual) for name, usual in _USUAL.items()}
    return create_model("Life", **shape)
