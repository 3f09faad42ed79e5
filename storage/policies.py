"""Policies: what a version of the school's promises stood for when a case was filed under it."""

from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from bot.domain.policies import Policy
from storage.tables import cases, policies
from storage.upsert import insert_into

_POLICY = TypeAdapter(Policy)


def keep(connection: Connection, policy: Policy, *, now: datetime) -> None:
    """Write a version down; known already, it stays as it was."""
    promises = _POLICY.dump_python(policy, mode="json")
    fresh = insert_into(connection, policies).values(
        version=policy.version, kept_at=now, promises=promises
    )
    connection.execute(fresh.on_conflict_do_nothing(index_elements=["version"]))


def of_case(connection: Connection, case_id: UUID) -> Policy | None:
    """The promises that a case was filed under, if they are known."""
    query = select(policies.c.promises).join(cases, cases.c.policy_version == policies.c.version)
    promises = connection.execute(query.where(cases.c.id == case_id)).scalar_one_or_none()
    return None if promises is None else _POLICY.validate_python(promises)


def version_of_case(connection: Connection, case_id: UUID) -> str | None:
    """The name of the promises that a case was filed under."""
    query = select(cases.c.policy_version).where(cases.c.id == case_id)
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found
