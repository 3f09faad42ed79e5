"""Full text: what people wrote of a case, found again by its words, the closest first.

Each case has one row of texts, folded by `bot.domain.cases.searching` so that both databases
ignore the same accents. SQLite reads it through FTS5, PostgreSQL through a French text
search, which also brings a word back to its stem.
"""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    column,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
    update,
)

from bot.domain.cases.case_fields import Use, fields_for
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.searching import Hit, excerpt_of, folded, terms_of
from bot.domain.cases.similarity import LOOKED_AT_MAX, NEAR, Sketch
from bot.domain.cases.taxonomy import Kind
from bot.domain.school.office import Office
from storage.cases.case_rows import CASE_COLUMNS, case_of
from storage.cases.visibility import visible_to
from storage.tables import cases, search_texts

RANKED_MAX = 500
"""Cases of which the closest are shown; where more hold the words, they tell none of them apart,
to weigh them all would take seconds, and the newest are shown."""
_SPAN = 2_000
"""How many of the newest texts PostgreSQL reads first for words that very many hold."""

_NEWEST = 100
"""How many of them it reads before all else."""

_fts = table("search_index", column("rowid"), column("rank"))


_FIRST = "description"
_WRITTEN = tuple(field.attribute for field in fields_for(Use.SEARCHED) if field.name != _FIRST)
_written_in = attrgetter(_FIRST, *_WRITTEN)


def add_all(connection: Connection, added: Sequence[Case]) -> None:
    """Make new cases findable, at least one."""
    rows = [{"case_id": case.id} | _facts_of(case) for case in added]
    connection.execute(insert(search_texts), rows)


def update_facts(connection: Connection, case: Case) -> None:
    """Bring a case's texts up to date; the same texts cost nothing."""
    facts = _facts_of(case)
    is_old = and_(search_texts.c.case_id == case.id, search_texts.c.facts != facts["facts"])
    connection.execute(update(search_texts).where(is_old).values(facts))


def add_note(connection: Connection, case_id: UUID, text: str) -> None:
    """Make what was added to a case findable."""
    texts = search_texts.c
    added = {"notes": texts.notes + f"\n{text}", "folded_notes": texts.folded_notes + _apart(text)}
    connection.execute(update(search_texts).where(texts.case_id == case_id).values(added))


def matching(
    connection: Connection, words: str, *, reader: str, office: Office, limit: int
) -> tuple[Hit, ...]:
    """The cases that hold all these words, among those the reader may see."""
    terms = terms_of(words)
    if not terms:
        return ()
    looking = _in_sqlite if connection.dialect.name == "sqlite" else _in_postgresql
    sees = visible_to(reader, office)
    return tuple(_hit(row, terms) for row in looking(connection, terms, sees, limit=limit))


def _in_sqlite(
    connection: Connection, terms: tuple[str, ...], sees: ColumnElement[bool], *, limit: int
) -> Sequence[RowMapping]:
    joined = search_texts.join(_fts, _fts.c.rowid == search_texts.c.id)
    query = _found().select_from(_with_cases(joined)).where(sees).limit(limit)
    newest_first = _fts.c.rowid.desc()
    # whole words before beginnings, for which FTS5 first gathers all that begin so
    whole, begun = (query.where(_is_match(wanted)) for wanted in (_whole(terms), _begun(terms)))
    for found in (whole, begun):
        # the ids by themselves, for FTS5 reads them in this order
        ids = found.with_only_columns(_fts.c.rowid).order_by(newest_first)
        if _holds_more(connection, ids):
            return connection.execute(found.order_by(newest_first)).mappings().all()
    return connection.execute(begun.order_by(_fts.c.rank)).mappings().all()


def _is_match(wanted: str) -> ColumnElement[bool]:
    return literal_column("search_index").op("MATCH", is_comparison=True)(wanted)


def _whole(terms: tuple[str, ...]) -> str:
    return " AND ".join(f'("{term}" OR "{term}s")' for term in terms)


def _begun(terms: tuple[str, ...]) -> str:
    return " ".join(f'"{term}"*' for term in terms)


def _in_postgresql(
    connection: Connection, terms: tuple[str, ...], sees: ColumnElement[bool], *, limit: int
) -> Sequence[RowMapping]:
    for setting in _BY_THE_INDEX:
        connection.execute(setting)
    wanted = func.to_tsquery(_FRENCH, " & ".join(f"{term}:*" for term in terms))
    words: ColumnElement[Any] = literal_column(POSTGRESQL_WORDS)
    is_match = words.op("@@")(wanted)
    query = _found().select_from(_with_cases(search_texts)).where(is_match, sees).limit(limit)
    ids = select(search_texts.c.id).where(is_match)
    if _are_shared(connection, ids) or _holds_more(connection, ids):
        return _newest_in_postgresql(connection, query, limit=limit)
    best = func.ts_rank(words, wanted).desc()
    return connection.execute(query.order_by(best, cases.c.received_at.desc())).mappings().all()


def _are_shared(connection: Connection, ids: Select[Any]) -> bool:
    """Whether half of the newest texts of a large register hold the words.

    Then there is no need to ask the index, which gathers all that do before it counts.
    """
    last = _last_id(connection)
    if last <= _SPAN:
        return False
    newest = ids.where(search_texts.c.id > last - _NEWEST)
    return 2 * len(connection.execute(newest).all()) > _NEWEST


def _newest_in_postgresql(
    connection: Connection, query: Select[Any], *, limit: int
) -> Sequence[RowMapping]:
    """The newest that match: mostly they are among the newest of all."""
    own = search_texts.c.id
    last = _last_id(connection)
    newest = query.where(own > last - _SPAN).order_by(own.desc())
    found = connection.execute(newest).mappings().all()
    if len(found) == limit or last <= _SPAN:
        return found
    # plus nothing, or the words of every text would be looked at in the order of the ids
    return connection.execute(query.order_by((own + 0).desc())).mappings().all()


def _last_id(connection: Connection) -> int:
    return connection.execute(select(func.max(search_texts.c.id))).scalar_one() or 0


def _holds_more(connection: Connection, rows: Select[Any]) -> bool:
    """Whether these are more than are weighed against each other."""
    return len(connection.execute(rows.limit(RANKED_MAX + 1)).all()) > RANKED_MAX


POSTGRESQL_WORDS = "to_tsvector('french', folded_facts || ' ' || folded_notes)"
"""The expression of PostgreSQL's index; written alike in its migration, or it is not used."""
_BY_THE_INDEX = tuple(
    text(f"SET LOCAL {setting}")
    for setting in ("max_parallel_workers_per_gather = 0", "enable_seqscan = off")
)
"""How many words begin alike PostgreSQL cannot know and guesses high: then it would begin workers
for a search, or read every text, which takes longer than the search."""
_FRENCH: ColumnElement[Any] = literal_column("'french'::regconfig")


def _found() -> Select[Any]:
    return select(*CASE_COLUMNS, search_texts.c.facts, search_texts.c.notes)


def _with_cases(joined: Any) -> Any:  # noqa: ANN401  # a table or a join, which share no public type
    return joined.join(cases, cases.c.id == search_texts.c.case_id)


def _hit(row: Any, terms: tuple[str, ...]) -> Hit:  # noqa: ANN401  # a row's mapping
    text = f"{row['facts']}\n{row['notes']}"
    return Hit(case=case_of(row), excerpt=excerpt_of(text, terms))


def _facts_of(case: Case) -> dict[str, str]:
    facts = "\n".join(text for text in _written_in(case) if text)
    return {"facts": facts, "folded_facts": folded(f"{case.ref} {facts}")}


def _apart(text: str) -> str:
    return f" {folded(text)}"


_COMPARED = tuple(cases.c[name] for name in Sketch.__dataclass_fields__)


def confirmed(connection: Connection, *, since: datetime) -> tuple[Sketch, ...]:
    """The latest complaints received since then whose category somebody confirmed.

    None that is confidential: what is proposed of another case would tell of it.
    """
    query = (
        select(*_COMPARED)
        .where(cases.c.kind == Kind.COMPLAINT, cases.c.received_at >= since)
        .where(~cases.c.to_confirm, ~cases.c.confidential)
        .where(cases.c.status.not_in((Status.DUPLICATE, Status.REJECTED)))
        .order_by(cases.c.received_at.desc())
        .limit(LOOKED_AT_MAX)
    )
    return tuple(Sketch(**row) for row in connection.execute(query).mappings())


def near(
    connection: Connection, at: datetime, *, reader: str, office: Office, kind: Kind | None = None
) -> tuple[Sketch, ...]:
    """The latest cases received around then, open or not, that the reader may see.

    Of one kind where it is given, and none that is confidential.
    """
    query = (
        select(*_COMPARED)
        .where(cases.c.received_at.between(at - NEAR, at + NEAR))
        .where(~cases.c.confidential, cases.c.status != Status.DUPLICATE)
        .where(visible_to(reader, office))
        .order_by(cases.c.received_at.desc())
        .limit(LOOKED_AT_MAX)
    )
    if kind is not None:
        query = query.where(cases.c.kind == kind)
    return tuple(Sketch(**row) for row in connection.execute(query).mappings())
