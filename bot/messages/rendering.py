"""Rendering a row of the outbox, from what is known when it is sent, in its reader's language."""

import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.delivery.kept_files import KeptFiles
from bot.documents.typesetting.output import CannotWriteError, TooManyRowsError
from bot.documents.typesetting.typesetting import TypesettingError
from bot.domain.errors import NotAllowedError
from bot.domain.messages.message import Message, StepTold
from bot.domain.school.office import Locale, Office, zone_of
from bot.messages import (
    actions,
    appreciations,
    cases,
    deadlines,
    files,
    letters_on_paper,
    mail,
    mails,
    notices,
    receipts,
    register,
    report_files,
    reports,
    school,
)
from bot.messages.kind import KEPT_FOR, AnyKind, Context, FileContext, FileKind, PostKind, Rendered
from bot.services.unit_of_work import Transactions
from bot.slack.directory import Directory
from bot.slack.gateway import PostponedError, RefusedError
from bot.ui.blocks.blocks import Post
from bot.ui.blocks.blocks import context as small_print
from bot.ui.blocks.dates import moment, whose_hours
from bot.ui.texts.catalogue import texts_for
from storage.cases import cases as cases_table
from storage.database import Database
from storage.messages.claims import Claimed
from storage.school import people

AREAS = (
    cases,
    files,
    letters_on_paper,
    notices,
    receipts,
    actions,
    deadlines,
    mails,
    reports,
    report_files,
    register,
    school,
    mail,
    appreciations,
)
KINDS: dict[str, AnyKind] = {one.example.kind: one for area in AREAS for one in area.KINDS}
"""Every kind of messages as it is sent, by its code in the outbox."""
_OWNER_ONLY = 0o700
_HOURS = re.compile(r"\d\s?h\b|\d:\d\d")
"""An hour as French and English say it."""
ON_TIME = timedelta(days=1)
"""A message that waited for longer says its own date, but for a line of a step, which does so."""


class Renderer:
    """Reads what a row is about and says it in its reader's language."""

    def __init__(
        self,
        *,
        database: Database,
        directory: Directory,
        folder: Path,
        kept: KeptFiles,
        defaults: Office,
    ) -> None:
        """`folder` is where files wait to be sent."""
        self._database = database
        self._directory = directory
        self._folder = folder
        self._kept = kept
        self._defaults = defaults

    def render(self, row: Claimed, *, now: datetime) -> Rendered | None:
        """The message for a row; None when it is obsolete, since nothing is left to say.

        Raises StorageUnavailableError, CallError; LookupError for a kind of a newer release.
        """
        message, kind = row.read(), KINDS[row.kind]
        transactions = Transactions(database=self._database, defaults=self._defaults, now=now)
        with transactions.reading() as work:
            office = work.office
            texts = texts_for(self._locale(row, office))
            if isinstance(kind, PostKind):
                said = Context(work=work, row=row, texts=texts)
                return _said(kind, message, said)
        self._tidy(now - KEPT_FOR)
        made = FileContext(
            transactions=transactions,
            folder=self._folder,
            kept=self._kept,
            row=row,
            office=office,
            texts=texts,
        )
        return _made(kind, message, made)

    def _locale(self, row: Claimed, office: Office) -> Locale:
        """The reader's own language; in the channel, the office's."""
        if row.recipient is None:
            return office.locale
        return self._directory.locale_of(row.recipient, otherwise=office.locale)

    def _tidy(self, before: datetime) -> None:
        """Remove what nobody fetched, and what a process that died left half made."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY)
        for path in self._folder.iterdir():
            if path.stat().st_mtime >= before.timestamp():
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _said(kind: PostKind[Any], message: Message, context: Context) -> Rendered | None:
    """The message; who no longer sees its case reads that, in place of what they were told."""
    is_closed = kind.of_case and cases.is_closed(message, context)
    if kind.is_unsaid(message, context) or (is_closed and not context.is_posted):
        return None
    is_over = is_closed or kind.is_over(message, context)
    if is_closed:
        post: Post | None = cases.access_ended(message, context)
    elif is_over and kind.ended is not None:
        post = kind.ended(message, context)
    else:
        post = kind.render(message, context)
    if post is None:
        return None
    dated = _zoned(_dated(post, message, context), message, context)
    placed = kind.place(message, context, dated)
    return replace(placed, is_over=is_over)


def _dated(post: Post, message: Message, context: Context) -> Post:
    """With its own date where a person gets it long after it was to be said."""
    row, work = context.row, context.work
    is_late = not context.is_posted and work.now - row.created_at > ON_TIME
    if row.recipient is None or isinstance(message, StepTold) or not is_late:
        return post
    when = moment(row.created_at, work.office.zone, context.texts, now=work.now)
    said = context.texts.news.late.format(when=when)
    return replace(post, text=f"{post.text}\n{said}", blocks=[*post.blocks, small_print(said)])


def _zoned(post: Post, message: Message, context: Context) -> Post:
    """With whose hours they are, where its reader's clock shows others.

    A case of a named site tells its dates on that site's clock, which it names; a reminder of a
    confidential one names no site.
    """
    row, work = context.row, context.work
    case = cases_table.by_id(work.connection, row.case_id) if row.case_id else None
    is_on_site = case is not None and case.site is not None
    if case is not None and case.confidential and message.is_about_deadlines:
        is_on_site = False
    if row.recipient is None or is_on_site or not _HOURS.search(post.text):
        return post
    reader = people.by_ids(work.connection, [row.recipient]).get(row.recipient)
    zone = work.office.zone
    theirs = zone_of(reader, otherwise=zone)
    said = whose_hours(zone, theirs, context.texts, now=work.now)
    if said is None:
        return post
    older = post.fallback_blocks
    return replace(
        post,
        text=f"{post.text}\n{said}",
        blocks=[*post.blocks, small_print(said)],
        fallback_blocks=None if older is None else [*older, small_print(said)],
    )


def _made(kind: FileKind[Any], message: Message, context: FileContext) -> Rendered | None:
    """The file; none for who lost the right to it meanwhile."""
    try:
        return kind.render(message, context)
    except NotAllowedError:
        return None
    except TooManyRowsError as error:
        raise RefusedError("too_many_rows") from error
    except TypesettingError as error:
        raise RefusedError("cannot_typeset") from error
    except CannotWriteError as error:
        raise PostponedError("cannot_write") from error
