"""How far the folder of a mailbox was read, and which process reads it."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Connection, case, or_, select, union_all, update
from sqlalchemy.engine import RowMapping

from bot.domain.mail.arrivals import MailPlace
from storage.tables import mail_copies, mailboxes, mails
from storage.types import insert_into


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxRow:
    """Where the reading of a folder stands; columns as `storage/tables/mail_tables.py` says."""

    id: UUID
    uidvalidity: int | None
    first_uid: int
    last_uid: int
    attempts: int
    started_at: datetime | None
    read_since: datetime | None
    read_since_uid: int | None
    polled_at: datetime | None
    arrived_at: datetime | None
    in_junk: int
    error: str | None
    failing_since: datetime | None


def of(connection: Connection, *, account: str, folder: str) -> MailboxRow | None:
    """The folder's row, if it was ever to be read."""
    wanted = (mailboxes.c.account == account) & (mailboxes.c.folder == folder)
    row = connection.execute(select(mailboxes).where(wanted)).mappings().one_or_none()
    return None if row is None else _mailbox(row)


def by_id(connection: Connection, mailbox_id: UUID) -> MailboxRow | None:
    found = connection.execute(select(mailboxes).where(mailboxes.c.id == mailbox_id))
    row = found.mappings().one_or_none()
    return None if row is None else _mailbox(row)


def restart(connection: Connection, mailbox_id: UUID, *, since: datetime) -> None:
    """Have the folder read from the start, without what came before an instant.

    Whoever has it loses it: a pass under way would end behind what is to be read.
    """
    changes = {"first_uid": 0, "last_uid": 0, "read_since": since, "read_since_uid": None}
    changes |= {"lease": None, "leased_until": None}
    connection.execute(update(mailboxes).where(mailboxes.c.id == mailbox_id).values(changes))


def add(connection: Connection, *, account: str, folder: str) -> None:
    """Make a row for a folder that has none."""
    row = {"id": uuid4(), "account": account, "folder": folder}
    connection.execute(insert_into(connection, mailboxes).values(row).on_conflict_do_nothing())


def lease(
    connection: Connection, mailbox_id: UUID, *, holder: UUID, now: datetime, until: datetime
) -> bool:
    """Take the folder, or keep it; False while another process has it."""
    is_free = or_(
        mailboxes.c.lease.is_(None), mailboxes.c.lease == holder, mailboxes.c.leased_until <= now
    )
    statement = update(mailboxes).where(mailboxes.c.id == mailbox_id, is_free)
    return connection.execute(statement.values(lease=holder, leased_until=until)).rowcount == 1


def release(connection: Connection, mailbox_id: UUID, *, holder: UUID) -> None:
    """Let another process take it at once."""
    ours = (mailboxes.c.id == mailbox_id) & (mailboxes.c.lease == holder)
    connection.execute(update(mailboxes).where(ours).values(lease=None, leased_until=None))


def change(connection: Connection, mailbox_id: UUID, *, holder: UUID, **values: object) -> bool:
    """Write columns if the folder is still ours; nothing is written else."""
    ours = (mailboxes.c.id == mailbox_id) & (mailboxes.c.lease == holder)
    return connection.execute(update(mailboxes).where(ours).values(**values)).rowcount == 1


def reach(
    connection: Connection, mailbox_id: UUID, *, holder: UUID, uid: int, **values: object
) -> bool:
    """Write columns, and that the folder was read up to a mail or further, if it is still ours."""
    last = mailboxes.c.last_uid
    further = case((last < uid, uid), else_=last)
    return change(connection, mailbox_id, holder=holder, last_uid=further, **values)


def recorded_uids(
    connection: Connection, mailbox_id: UUID, *, uidvalidity: int, after: int
) -> Collection[int]:
    """Mails above a UID that are recorded, or lie there once more."""
    found = union_all(
        *(
            select(table.c.uid).where(
                table.c.mailbox_id == mailbox_id,
                table.c.uidvalidity == uidvalidity,
                table.c.uid > after,
            )
            for table in (mails, mail_copies)
        )
    )
    return frozenset(connection.execute(found).scalars())


def recorded_as(connection: Connection, mailbox_id: UUID, fingerprint: str) -> UUID | None:
    """The mail of the same content that came to the same mailbox before, erased since or not."""
    wanted = (mails.c.mailbox_id == mailbox_id) & (mails.c.fingerprint == fingerprint)
    return connection.execute(select(mails.c.id).where(wanted).limit(1)).scalar_one_or_none()


def add_copy(connection: Connection, mail_id: UUID, place: MailPlace) -> None:
    """Note where a recorded mail lies as well."""
    row = {"mail_id": mail_id, **asdict(place)}
    connection.execute(insert_into(connection, mail_copies).values(row).on_conflict_do_nothing())


def _mailbox(row: RowMapping) -> MailboxRow:
    return MailboxRow(**{name: row[name] for name in MailboxRow.__slots__})
