"""The cases with which another may be compared, few enough to be compared one by one."""

from sqlalchemy import Connection, select

from bot.domain.cases import Case, Status
from bot.domain.office import Office
from bot.domain.similarity import LOOKED_AT_MAX, NEAR, Sketch
from storage.tables import cases
from storage.visibility import visible_to

_COMPARED = tuple(cases.c[name] for name in Sketch.__dataclass_fields__)


def near(connection: Connection, case: Case, *, reader: str, office: Office) -> tuple[Sketch, ...]:
    """The latest cases of the same kind, open or not, that the reader may see."""
    query = (
        select(*_COMPARED)
        .where(cases.c.received_at >= case.received_at - NEAR)
        .where(cases.c.received_at <= case.received_at + NEAR)
        .where(cases.c.kind == case.kind, cases.c.id != case.id)
        .where(~cases.c.confidential, cases.c.status != Status.DUPLICATE)
        .where(visible_to(reader, office))
        .order_by(cases.c.received_at.desc())
        .limit(LOOKED_AT_MAX)
    )
    return tuple(Sketch(**row) for row in connection.execute(query).mappings())
