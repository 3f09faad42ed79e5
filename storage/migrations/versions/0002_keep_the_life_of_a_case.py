"""Keep the life of a case."""

import sqlalchemy as sa
from alembic import op

from storage.types import json_document

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("cases", sa.Column("life", json_document, nullable=True))
