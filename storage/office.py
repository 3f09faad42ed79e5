"""The school's choices made in Slack, by name."""

from typing import Any

from sqlalchemy import Connection, select

from storage.tables import office_settings
from storage.upsert import insert_into

_CHOSEN = select(office_settings.c.name, office_settings.c.value)


def chosen(connection: Connection) -> dict[str, Any]:
    """Every choice made so far."""
    rows = connection.execute(_CHOSEN)
    return {row.name: row.value for row in rows}


def choose(connection: Connection, choices: dict[str, Any]) -> None:
    """Write choices, each over the one before."""
    for name, value in choices.items():
        fresh = insert_into(connection, office_settings).values(name=name, value=value)
        connection.execute(
            fresh.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        )
