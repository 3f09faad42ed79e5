"""Rows that several processes take from one table, each row by one of them."""

from typing import Any

from sqlalchemy import Select, select


def locked_once(query: Select[Any]) -> Select[Any]:
    """The keys that a query finds, each locked, what others have locked passed over.

    For `IN`, in an UPDATE: PostgreSQL may ask a bare subquery again for each row that it joins,
    and locks further rows each time, whatever its LIMIT; a WITH that locks is asked once.
    """
    return select(query.with_for_update(skip_locked=True).cte("locked"))
