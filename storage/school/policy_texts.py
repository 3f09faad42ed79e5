"""Versions of the school's complaints policy: written once, with the day from which they hold."""

from sqlalchemy import Connection, select

from bot.domain.register.policy_texts import KeptPolicy, PolicyFile
from storage.tables import files, policy_texts
from storage.types import insert_into


def add(connection: Connection, policy: KeptPolicy) -> bool:
    """Write a new version; False for one that is there already."""
    row = {
        "id": policy.id,
        "in_force_on": policy.in_force_on,
        "text": policy.text,
        "file_id": policy.file.id if policy.file else None,
        "added_by": policy.added_by,
        "added_at": policy.added_at,
    }
    fresh = insert_into(connection, policy_texts).values(row).on_conflict_do_nothing()
    return connection.execute(fresh).rowcount > 0


def every(connection: Connection) -> tuple[KeptPolicy, ...]:
    """All versions, the latest day first."""
    kept = (files.c.name, files.c.media_type, files.c.sha256, files.c.refused)
    query = select(policy_texts, *kept).join_from(policy_texts, files, isouter=True)
    latest = (policy_texts.c.in_force_on.desc(), policy_texts.c.added_at.desc())
    return tuple(
        KeptPolicy(
            id=row.id,
            in_force_on=row.in_force_on,
            text=row.text,
            added_by=row.added_by,
            added_at=row.added_at,
            file=PolicyFile(
                id=row.file_id,
                name=row.name,
                media_type=row.media_type,
                sha256=row.sha256,
                refused=row.refused,
            )
            if row.file_id
            else None,
        )
        for row in connection.execute(query.order_by(*latest))
    )
