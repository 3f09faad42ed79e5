"""A member of the workspace, as far as Vigie needs to know them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member: `locale` such as `fr-FR`, `zone` an IANA name, each None when unknown."""

    id: str
    name: str
    locale: str | None = None
    zone: str | None = None
    is_admin: bool = False
    is_deleted: bool = False
