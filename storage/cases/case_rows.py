"""A case as a row: what queries look for in columns of its own, the rest in one document.

The document may hold more than this release knows, where a newer one wrote it: that stays.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any, get_type_hints

from pydantic import BaseModel, create_model
from sqlalchemy import RowMapping

from bot.domain.cases.cases import Case
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.deadlines.verdicts import judge
from storage.cases.visibility import marked
from storage.tables import cases

_COLUMNS = tuple(field.name for field in fields(Case) if field.name in cases.c)

_values_of = attrgetter(*_COLUMNS)
_USUAL = {
    field.name: field.default
    for field in fields(Case)
    if field.name not in cases.c and field.name != "as_read"
}

DOCUMENT_VERSION = 2
"""Raised when a field of the document changes its meaning; one without a version is the first.

Version 2: what a release does not know stays in the document when it saves the case.
"""
_VERSION = "version"

CASE_COLUMNS = (*(cases.c[name] for name in _COLUMNS), cases.c.life)
"""The columns for `case_of`."""

NOTHING_DUE = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for the next deadline of an open case that has none; a settled one's is NULL then."""


def row_of(case: Case) -> dict[str, Any]:
    """The row to write for a case; what has its usual value takes no room in the document."""
    columns = dict(zip(_COLUMNS, _values_of(case), strict=True))
    return columns | _looked_for(case) | verdicts_of(case) | {"life": _life_of(case)}


def case_of(row: RowMapping | Mapping[str, Any]) -> Case:
    """The case that a row of `CASE_COLUMNS` holds."""
    columns = {name: row[name] for name in _COLUMNS}
    if row["life"] is None:
        return Case(**columns)
    life = _life().model_validate(row["life"])
    known = {name: getattr(life, name) for name in life.model_fields_set}
    return Case(**columns, **known, as_read=row["life"])


def forgetting(case: Case) -> Case:
    """The case without what a newer release may have written, which nobody here can read."""
    return replace(case, as_read=None)


def _life_of(case: Case) -> dict[str, Any] | None:
    """The document of a case; as long as nothing left a trace there is none, and none is made."""
    if case.as_read is None and all(getattr(case, name) == usual for name, usual in _USUAL.items()):
        return None
    life = _life().model_validate(case, from_attributes=True)
    document = life.model_dump(mode="json", exclude_defaults=True)
    if case.as_read is not None:
        read = _life().model_validate(case.as_read)
        document = with_unknown(
            document,
            whole=life.model_dump(mode="json"),
            read=case.as_read,
            read_whole=read.model_dump(mode="json"),
        )
    document.pop(_VERSION, None)
    return {_VERSION: _version_of(case)} | document if document else None


def _version_of(case: Case) -> int:
    """A newer release's own number is not taken back by an older one's save."""
    read = (case.as_read or {}).get(_VERSION)
    return max(read, DOCUMENT_VERSION) if isinstance(read, int) else DOCUMENT_VERSION


def verdicts_of(case: Case) -> dict[str, Any]:
    """What figures count of a case: what became of its promises."""
    judged = judge(case)
    return {
        name: value
        for promise in ("ack", "initial", "extended")
        for found in [getattr(judged, promise)]
        for name, value in (
            (f"{promise}_verdict", found and found.verdict),
            (f"{promise}_verdict_at", found and found.at),
        )
    }


def _looked_for(case: Case) -> dict[str, Any]:
    """The sort order of lists."""
    free = (person for person in case.handlers if person not in case.concerned_people)
    return {
        "next_due_at": _next_due_at(case),
        "named_handlers": marked(free) if case.confidential else None,
        "complained_about": marked(case.concerned_people),
    }


def _next_due_at(case: Case) -> datetime | None:
    """What others wait for keeps a settled case in the lists until it is seen to."""
    dues = open_deadlines_of(case)
    if dues:
        return dues[0].due_at
    return NOTHING_DUE if case.status.is_open else None


@cache
def _life() -> type[BaseModel]:
    """The document's shape: every field of a case that has no column. Made when first needed."""
    hints = get_type_hints(Case)
    shape: dict[str, Any] = {name: (hints[name], usual) for name, usual in _USUAL.items()}
    return create_model("Life", **shape)


def with_unknown(
    document: dict[str, Any],
    *,
    whole: Mapping[str, Any],
    read: Mapping[str, Any],
    read_whole: Mapping[str, Any],
) -> dict[str, Any]:
    """The document to write, with what stood in the one that was `read` and is unknown here.

    `whole` and `read_whole` are both as this release knows them, usual values included; the
    document itself leaves those out. Members of a list are the same while what is known of them is.
    """
    kept = {name: value for name, value in read.items() if name not in read_whole}
    known = {
        name: _merged(value, whole=whole[name], read=read[name], read_whole=read_whole[name])
        if name in read and name in read_whole
        else value
        for name, value in document.items()
    }
    return kept | known


def _merged(value: Any, *, whole: Any, read: Any, read_whole: Any) -> Any:  # noqa: ANN401  # JSON
    match value, read:
        case dict(), dict():
            return with_unknown(value, whole=whole, read=read, read_whole=read_whole)
        case list(), list():
            return [
                _merged(item, whole=whole[place], read=read[place], read_whole=read_whole[place])
                if place < len(read) and whole[place] == read_whole[place]
                else item
                for place, item in enumerate(value)
            ]
        case _:
            return value
