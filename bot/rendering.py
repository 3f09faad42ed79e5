"""What each kind of outgoing message says, made from the case as it is when it is sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from bot.directory import Directory
from bot.domain.actions import Action
from bot.domain.cases import Case, Complainant
from bot.domain.discretion import discreet_case
from bot.domain.errors import NotAllowedError
from bot.domain.office import Locale, Office
from bot.domain.outgoing import ABOUT_DEADLINES, FILES_OF_REPORTS, REPORTS, WITH_FILE, Outgoing
from bot.domain.spans import DaySpan
from bot.meeting_rendering import (
    ABOUT_MEETINGS,
    IN_SUMMARY_THREAD,
    said_in_thread,
    said_of_month,
    said_to_manager,
    thread_of,
)
from bot.packing import KEPT_FOR, Packing
from bot.reminder_rendering import said_of_deadlines
from bot.review_rendering import said_of_half_year
from bot.services.file_requests import wanted_in
from bot.services.offices import current_office
from bot.services.surroundings import surroundings_of
from bot.services.telling import card_key
from bot.slack_gateway import PostponedError
from bot.slack_uploads import Upload
from bot.ui.card import card
from bot.ui.news import (
    action_notice,
    action_owner_left_notice,
    line_post,
    note_refused,
    owner_left_notice,
    owner_notice,
    reporter_news,
)
from bot.ui.notices import incident_notice, trouble_notice
from bot.ui.parcels import parcel_comment, parcel_texts, waiting_post
from bot.ui.post import Post
from bot.ui.step_lines import told_of
from bot.ui.texts import texts_for
from bot.ui.texts.catalogue import Texts
from storage import actions, cards, cases
from storage.claims import Claimed
from storage.database import Database

CARD_NOT_POSTED = "card_not_posted"
"""Our own word beside Slack's: a line waits until the card stands whose thread it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message and where it goes; `channel` None while there is no quality channel.

    `thread_ts` is the message in whose thread it stands. Where it comes as a file, `upload`,
    `post` is what is said instead where Slack takes no file.
    """

    post: Post
    channel: str | None
    thread_ts: str | None = None
    upload: Upload | None = None


class Renderer:
    """Reads what a row is about and says it in its reader's language."""

    def __init__(
        self, *, database: Database, directory: Directory, packing: Packing, defaults: Office
    ) -> None:
        self._database = database
        self._packing = packing
        self._directory = directory
        self._defaults = defaults

    def render(self, row: Claimed, *, now: datetime) -> Rendered | None:
        """The message for a row; None when it is moot, since nothing is left to say.

        Raises StorageUnavailableError, CallError.
        """
        if row.kind in FILES_OF_REPORTS:
            return self._report_file(row, now=now)
        if row.kind in WITH_FILE:
            return self._parcel(row, now=now)
        with self._database.reading() as connection:
            office = current_office(connection, self._defaults)
            if row.kind == Outgoing.STEP_LINE:
                return self._line(connection, row, office=office, now=now)
            if row.kind in IN_SUMMARY_THREAD:
                place, texts = thread_of(connection, row), texts_for(office.locale)
                said = said_in_thread(connection, row, texts)
                return Rendered(post=said, channel=place.channel, thread_ts=place.ts)
            post = self._post(connection, row, office=office, now=now)
        if post is None:
            return None
        return Rendered(post=post, channel=row.recipient or office.quality_channel)

    def _parcel(self, row: Claimed, *, now: datetime) -> Rendered | None:
        """A file for who asked for it; moot when they lost the right to it meanwhile."""
        try:
            path = self._packing.pack(row, now=now)
        except NotAllowedError:
            return None
        with self._database.reading() as connection:
            office = current_office(connection, self._defaults)
        texts, wanted = texts_for(self._locale(row, office)), wanted_in(row.details or {})
        says = parcel_texts(Outgoing(row.kind), texts)
        span = DaySpan(first=wanted.first_day, last=wanted.last_day)
        return Rendered(
            post=waiting_post(says.waits, path, days=KEPT_FOR.days, texts=texts),
            channel=row.recipient,
            upload=Upload(
                path=path,
                name=self._packing.called(row),
                title=says.title,
                comment=parcel_comment(says, span, with_names=wanted.with_names, texts=texts),
            ),
        )

    def _report_file(self, row: Claimed, *, now: datetime) -> Rendered:
        """A report's file, for the thread of the report."""
        parcel = self._packing.pack_report(row, now=now)
        says = parcel.says
        return Rendered(
            post=waiting_post(says.waits, parcel.path, days=KEPT_FOR.days, texts=parcel.texts),
            channel=parcel.place.channel,
            thread_ts=parcel.place.ts,
            upload=Upload(
                path=parcel.path,
                name=parcel.name,
                title=says.title,
                comment=says.sent,
                alt=parcel.alt,
            ),
        )

    def _line(
        self, connection: Connection, row: Claimed, *, office: Office, now: datetime
    ) -> Rendered:
        case = _case_of(connection, row)
        card_at = cards.place_of(connection, card_key(case.id))
        if card_at is None:
            raise PostponedError(CARD_NOT_POSTED)
        told = told_of(row.details or {}, action=_action_of(connection, row))
        post = line_post(case, told, office=office, texts=texts_for(office.locale), now=now)
        return Rendered(post=post, channel=card_at.channel, thread_ts=card_at.ts)

    def _post(
        self, connection: Connection, row: Claimed, *, office: Office, now: datetime
    ) -> Post | None:
        if row.kind == Outgoing.CARD:
            case = _case_of(connection, row)
            texts = texts_for(office.locale)
            around = surroundings_of(connection, case, office)
            return card(case, office=office, texts=texts, now=now, around=around, mention=True)
        if row.kind in REPORTS:
            is_month = row.kind == Outgoing.SUMMARY
            report_post = said_of_month if is_month else said_of_half_year
            return report_post(connection, row, office)
        texts = texts_for(self._locale(row, office))
        if row.kind in ABOUT_DEADLINES:
            return said_of_deadlines(connection, row, office=office, texts=texts, now=now)
        if row.kind in ABOUT_MEETINGS:
            return said_to_manager(connection, row, office=office, texts=texts, now=now)
        if row.kind == Outgoing.TROUBLE:
            return trouble_notice(texts, **(row.details or {}))
        return self._message(connection, row, office=office, now=now)

    def _message(
        self, connection: Connection, row: Claimed, *, office: Office, now: datetime
    ) -> Post:
        """What one person is told of a case or an action, in their language."""
        texts, details = texts_for(self._locale(row, office)), row.details or {}
        if row.kind in {Outgoing.ACTION_NOTICE, Outgoing.ACTION_OWNER_LEFT}:
            return _about_action(connection, row, office=office, texts=texts, now=now)
        case = _case_of(connection, row)
        match Outgoing(row.kind):
            case Outgoing.INCIDENT_NOTICE:
                return incident_notice(case, office=office, texts=texts, now=now)
            case Outgoing.REPORTER_NEWS:
                told = told_of(details, action=_action_of(connection, row))
                return reporter_news(case, told, office=office, texts=texts, now=now)
            case Outgoing.OWNER_NOTICE:
                return owner_notice(case, office=office, texts=texts, now=now)
            case Outgoing.OWNER_LEFT:
                return owner_left_notice(case, owner=details["owner"], texts=texts)
            case Outgoing.NOTE_REFUSED:
                return note_refused(case, texts)
            case _:
                raise LookupError(row.kind)

    def _locale(self, row: Claimed, office: Office) -> Locale:
        """The reader's own language; in the channel, the office's."""
        if row.recipient is None:
            return office.locale
        return self._directory.locale_of(row.recipient, otherwise=office.locale)


def _about_action(
    connection: Connection, row: Claimed, *, office: Office, texts: Texts, now: datetime
) -> Post:
    """What one person is told of an action, whether it comes from a case or not."""
    action = _action_of(connection, row)
    if action is None:
        raise LookupError(row.key)
    case = _case_of(connection, row) if row.case_id else None
    if row.kind == Outgoing.ACTION_NOTICE:
        return action_notice(action, case, office=office, texts=texts, now=now)
    left = (row.details or {})["left"]
    return action_owner_left_notice(action, case, left=left, office=office, texts=texts, now=now)


def _case_of(connection: Connection, row: Claimed) -> Case:
    """The case a row is about, fit to be posted."""
    found = cases.by_id(connection, row.case_id) if row.case_id else None
    if found is None:
        raise LookupError(row.key)
    complainant = cases.complainant_of(connection, found.id)
    return discreet_case(found, _written_of(complainant))


def _written_of(complainant: Complainant | None) -> tuple[str, ...]:
    if complainant is None:
        return ()
    return tuple(filter(None, (complainant.name, complainant.contact)))


def _action_of(connection: Connection, row: Claimed) -> Action | None:
    """The action that a row is about, if it is about one."""
    details = row.details or {}
    wanted = details.get("action_id") or details.get("facts", {}).get("action_id")
    return actions.by_id(connection, UUID(wanted)) if wanted else None


def in_older_blocks(rendered: Rendered) -> Rendered | None:
    """The same message without blocks that some workspaces do not know yet."""
    older = rendered.post.fallback_blocks
    if older is None:
        return None
    return replace(rendered, post=Post(text=rendered.post.text, blocks=older))
