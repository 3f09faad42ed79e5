"""Find cases by their words."""

import sqlalchemy as sa
from alembic import op

from bot.domain.searching import folded

revision = "0021"
down_revision = "0020"

_FTS = """
CREATE VIRTUAL TABLE search_index USING fts5(
    folded_facts, folded_notes,
    content='search_texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
)
"""
_OLD = (
    "INSERT INTO search_index (search_index, rowid, folded_facts, folded_notes) "
    "VALUES ('delete', old.id, old.folded_facts, old.folded_notes);"
)
_NEW = (
    "INSERT INTO search_index (rowid, folded_facts, folded_notes) "
    "VALUES (new.id, new.folded_facts, new.folded_notes);"
)
_TRIGGERS = {"INSERT": _NEW, "DELETE": _OLD, "UPDATE": _OLD + _NEW}

_cases = sa.table(
    "cases",
    sa.column("id", sa.Uuid()),
    sa.column("ref", sa.String()),
    sa.column("description", sa.Text()),
    sa.column("session", sa.Text()),
    sa.column("requested_remedy", sa.Text()),
)


def upgrade() -> None:
    search_texts = op.create_table(
        "search_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("folded_facts", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("folded_notes", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_search_texts_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_texts")),
        sa.UniqueConstraint("case_id", name=op.f("uq_search_texts_case_id")),
    )
    if op.get_bind().dialect.name == "sqlite":
        _index_in_sqlite()
    else:
        op.execute(
            "CREATE INDEX search_index ON search_texts "
            "USING gin (to_tsvector('french', folded_facts || ' ' || folded_notes))"
        )
    for case in op.get_bind().execute(sa.select(_cases)).all():
        facts = "\n".join(filter(None, (case.description, case.session, case.requested_remedy)))
        words = folded(f"{case.ref} {facts}")
        op.execute(search_texts.insert().values(case_id=case.id, facts=facts, folded_facts=words))


def _index_in_sqlite() -> None:
    op.execute(_FTS)
    for event, statements in _TRIGGERS.items():
        op.execute(
            f"CREATE TRIGGER search_texts_{event.lower()} AFTER {event} ON search_texts "
            f"BEGIN {statements} END"
        )
