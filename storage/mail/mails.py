"""Mails that arrived: each kept once, found again by a person, by a sender, by what is due."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from dataclasses import fields as dataclass_fields
from datetime import datetime
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, delete, func, or_, select, update

from bot.domain.mail.arrivals import KeptMailFile, Mail, MailPlace, MailState
from bot.domain.mail.belonging import KnownCases
from bot.domain.mail.case_mail import JoinedMail
from storage.tables import (
    case_addresses,
    cases,
    complainants,
    files,
    letters,
    mail_files,
    mail_ids,
    mails,
)
from storage.types import insert_into

_WORDS = ("from_address", "from_name", "reply_to", "subject", "text", "shown", "attached", "raw")
"""What a mail loses when it is erased; its fingerprint and what was decided stay."""
_OF_ADDRESS_MAX = 20
_OF_MAIL = tuple(one.name for one in dataclass_fields(Mail) if one.name != "files")


def add(connection: Connection, mail: Mail, place: MailPlace) -> bool:
    """Keep a mail with its files; False when what lies at this place was kept before."""
    row = _row_of(mail) | asdict(place)
    fresh = insert_into(connection, mails).values(row).on_conflict_do_nothing()
    if connection.execute(fresh.returning(mails.c.id)).first() is None:
        return False
    if mail.files:
        connection.execute(
            mail_files.insert(), [{"mail_id": mail.id} | asdict(one) for one in mail.files]
        )
    return True


def by_id(connection: Connection, mail_id: UUID) -> Mail | None:
    """A mail with its files."""
    return _first(connection, select(mails).where(mails.c.id == mail_id))


def for_update(connection: Connection, mail_id: UUID) -> Mail | None:
    """The same; nobody else decides about it before this transaction ends."""
    return _first(connection, select(mails).where(mails.c.id == mail_id).with_for_update())


def decide(connection: Connection, mail: Mail) -> None:
    """Write what a person made of it."""
    values = {name: getattr(mail, name) for name in ("state", "case_id", "decided_by")}
    values |= {"decided_at": mail.decided_at}
    connection.execute(update(mails).where(mails.c.id == mail.id).values(values))


def is_kept(connection: Connection, fingerprint: str) -> bool:
    """Whether a mail with this content was ever kept, erased since or not."""
    query = select(mails.c.id).where(mails.c.fingerprint == fingerprint).limit(1)
    return connection.execute(query).first() is not None


def untriaged(connection: Connection, *, before: datetime | None = None) -> tuple[Mail, ...]:
    """Mails about which nobody has decided, the oldest first; only those that came `before`."""
    query = select(mails).where(mails.c.state == MailState.NEW.value)
    if before is not None:
        query = query.where(mails.c.received_at < before)
    return _all(connection, query.order_by(mails.c.received_at, mails.c.id))


def of_case(connection: Connection, case_id: UUID) -> tuple[Mail, ...]:
    """The mails that belong to a case, the oldest first."""
    query = select(mails).where(mails.c.case_id == case_id)
    return _all(connection, query.order_by(mails.c.received_at, mails.c.id))


def cases_of_address(connection: Connection, address: str) -> tuple[UUID, ...]:
    """The cases that write to an address or hear from it, or whose contact it is, latest first."""
    confirmed = select(case_addresses.c.case_id).where(case_addresses.c.address == address)
    given = select(complainants.c.case_id).where(func.lower(complainants.c.contact) == address)
    query = select(cases.c.id).where(or_(cases.c.id.in_(confirmed), cases.c.id.in_(given)))
    latest = query.order_by(cases.c.received_at.desc(), cases.c.ref.desc())
    return tuple(connection.execute(latest.limit(_OF_ADDRESS_MAX)).scalars())


def joined(connection: Connection, case_id: UUID) -> tuple[JoinedMail, ...]:
    """The mails of a case that have their words, in the order in which they became a part of it."""
    query = select(mails.c.id, mails.c.received_at, mails.c.decided_at, mails.c.state).where(
        mails.c.case_id == case_id,
        mails.c.state.in_([MailState.FILED.value, MailState.ATTACHED.value]),
        mails.c.erased_at.is_(None),
    )
    rows = connection.execute(query.order_by(mails.c.decided_at, mails.c.id))
    return tuple(
        JoinedMail(
            mail_id=row.id,
            received_at=row.received_at,
            joined_at=row.decided_at,
            opened_case=row.state == MailState.FILED,
        )
        for row in rows
    )


def count_from(connection: Connection, address: str, *, since: datetime) -> int:
    """How many mails of a sender arrived from then on."""
    query = select(func.count()).where(
        mails.c.from_address == address, mails.c.received_at >= since
    )
    return int(connection.execute(query).scalar_one())


def waiting_of(connection: Connection, address: str, *, since: datetime) -> tuple[Mail, ...]:
    """Mails of a sender that nobody has sorted, from then on, the oldest first."""
    query = select(mails).where(
        mails.c.from_address == address,
        mails.c.received_at >= since,
        mails.c.state == MailState.NEW.value,
    )
    return _all(connection, query.order_by(mails.c.received_at, mails.c.id))


def folded_between(connection: Connection, first: datetime, end: datetime) -> int:
    """How many automatic mails were kept from one instant to before another."""
    query = select(func.count()).where(
        mails.c.state == MailState.FOLDED.value, mails.c.seen_at >= first, mails.c.seen_at < end
    )
    return int(connection.execute(query).scalar_one())


def to_erase(connection: Connection, *, before: datetime, limit: int) -> tuple[Mail, ...]:
    """Mails set aside or folded before then that still have their words."""
    of_no_case = mails.c.state.in_([MailState.SET_ASIDE.value, MailState.FOLDED.value])
    decided_at = func.coalesce(mails.c.decided_at, mails.c.seen_at)
    query = select(mails).where(of_no_case, mails.c.erased_at.is_(None), decided_at < before)
    return _all(connection, query.order_by(mails.c.id).limit(limit))


def erase(connection: Connection, mail_ids_: Iterable[UUID], *, at: datetime) -> None:
    """Take the words of these mails, and the names of their files."""
    ids = tuple(mail_ids_)
    gone: dict[str, Any] = dict.fromkeys(_WORDS) | {"erased_at": at, "message_id": None}
    connection.execute(update(mails).where(mails.c.id.in_(ids)).values(gone))
    connection.execute(mail_files.delete().where(mail_files.c.mail_id.in_(ids)))


def wanted_contents(connection: Connection, hashes: Collection[str]) -> frozenset[str]:
    """Those of these bytes that a mail, a file of one or a file of a case still names."""
    columns = (mails.c.raw, mail_files.c.sha256, files.c.sha256)
    found = (connection.execute(select(one).where(one.in_(hashes))).scalars() for one in columns)
    return frozenset(chain.from_iterable(found))


def take_files(connection: Connection, mail: Mail, case_id: UUID) -> int:
    """Take the mail's files from a case again; how many it had."""
    ids = [one.id for one in mail.files]
    mine = (files.c.case_id == case_id, files.c.id.in_(ids))
    return connection.execute(delete(files).where(*mine)).rowcount


def give_files(connection: Connection, mail: Mail, case_id: UUID, *, at: datetime) -> int:
    """Make the mail's kept files the case's too, but for those of a signature; how many are new."""
    rows = [
        {
            "id": one.id,
            "case_id": case_id,
            "slack_id": f"mail{one.id.hex}",
            "name": one.name,
            "url": "",
            "size": one.size,
            "media_type": one.media_type,
            "sha256": one.sha256,
            "kept_at": at,
        }
        for one in mail.files
        if one.sha256 and not one.is_folded
    ]
    if not rows:
        return 0
    fresh = insert_into(connection, files).on_conflict_do_nothing().returning(files.c.id)
    return sum(connection.execute(fresh.values(row)).first() is not None for row in rows)


def known_cases(connection: Connection, *, cites: Iterable[str], refs: Iterable[str]) -> KnownCases:
    """What is known of the cases that a mail cites by id or by reference."""
    by_id = _pairs(
        connection,
        select(mail_ids.c.message_id, mail_ids.c.case_id).where(
            mail_ids.c.message_id.in_(tuple(cites))
        ),
    )
    by_ref = _pairs(connection, select(cases.c.ref, cases.c.id).where(cases.c.ref.in_(tuple(refs))))
    of_these = tuple({*by_id.values(), *by_ref.values()})
    return KnownCases(
        by_id=by_id,
        by_ref=by_ref,
        addresses=_sets(
            connection,
            select(case_addresses.c.case_id, case_addresses.c.address).where(
                case_addresses.c.case_id.in_(of_these)
            ),
        ),
        subjects=_sets(
            connection,
            select(letters.c.case_id, letters.c.subject).where(
                letters.c.case_id.in_(of_these), letters.c.subject.is_not(None)
            ),
        ),
    )


def _pairs(connection: Connection, query: Select[Any]) -> Mapping[str, UUID]:
    return {one[0]: one[1] for one in connection.execute(query)}


def _sets(connection: Connection, query: Select[Any]) -> Mapping[UUID, frozenset[str]]:
    found: dict[UUID, set[str]] = {}
    for case_id, word in connection.execute(query):
        found.setdefault(case_id, set()).add(word)
    return {case_id: frozenset(words) for case_id, words in found.items()}


def _row_of(mail: Mail) -> dict[str, Any]:
    row = {name: getattr(mail, name) for name in _OF_MAIL}
    return row | {"cites": list(mail.cites)}


def _all(connection: Connection, query: Select[Any]) -> tuple[Mail, ...]:
    rows = connection.execute(query).mappings().all()
    found = _files_of(connection, [row["id"] for row in rows])
    return tuple(_mail_of(row, found.get(row["id"], ())) for row in rows)


def _first(connection: Connection, query: Select[Any]) -> Mail | None:
    return next(iter(_all(connection, query)), None)


def _files_of(
    connection: Connection, ids: Iterable[UUID]
) -> Mapping[UUID, tuple[KeptMailFile, ...]]:
    query = select(mail_files).where(mail_files.c.mail_id.in_(tuple(ids)))
    found: dict[UUID, tuple[KeptMailFile, ...]] = {}
    for row in connection.execute(query.order_by(mail_files.c.id)).mappings():
        given = {one.name: row[one.name] for one in dataclass_fields(KeptMailFile)}
        found[row["mail_id"]] = (*found.get(row["mail_id"], ()), KeptMailFile(**given))
    return found


def _mail_of(row: RowMapping, files: tuple[KeptMailFile, ...]) -> Mail:
    given = {name: row[name] for name in _OF_MAIL} | {"cites": tuple(row["cites"])}
    return Mail(**given, files=files)
