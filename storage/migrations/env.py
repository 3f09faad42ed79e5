"""How Alembic runs here: inside the transaction that `storage.schema` opened."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from storage.tables.metadata import whole_schema
from storage.types import Instant, JsonDocument


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:  # noqa: ANN401  # Alembic's own signature
    """Write our types short; a closed set is text to the schema, so that it can grow."""
    if kind == "type" and isinstance(item, sa.Enum):
        return f"sa.String({item.length})"
    if kind == "type" and isinstance(item, Instant):
        autogen.imports.add("from storage.types import Instant")
        return "Instant()"
    if kind == "type" and isinstance(item, JsonDocument):
        autogen.imports.add("from storage.types import json_document")
        return "json_document"
    if kind == "server_default" and isinstance(getattr(item, "arg", None), sa.False_):
        return "sa.false()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=whole_schema(),
    transactional_ddl=True,
    render_item=render_item,
)
context.run_migrations()
