"""The calendar of sessions that is read each night, from the one address that is set.

Only public hosts over https are asked, wherever they point: what the address answers decides
about nothing but sessions, and an address within the school's network would answer with its own.
"""

import ipaddress
import socket
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path

import aiohttp
import structlog
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from bot.domain.calendar.wall_time import local_day, wall_clock
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.errors import StorageUnavailableError, VigieError
from bot.services.register.session_importing import (
    SessionsTaken,
    import_sessions,
    match_sessions,
)
from bot.services.school.offices import read_office
from bot.services.unit_of_work import Transactions, UseCases
from bot.settings import Settings
from bot.slack.addresses import proxy_for

CALENDAR_BYTES_MAX = 5_000_000
NIGHT_FROM = 3
"""The office's hour from which a night's reading is due."""
_REDIRECTS_MAX = 3
_OK = 200
_MOVED = frozenset({301, 302, 303, 307, 308})
_TIMEOUT = aiohttp.ClientTimeout(total=60)

log = structlog.get_logger()


class CalendarNotReadError(VigieError):
    """The calendar could not be fetched; the message says why, without its address."""


class SessionFeed:
    """Reads the calendar once a night, and once as the process starts; nothing where none is set.

    In tests, which have no public host, `resolver` finds another one, whose certificate nobody
    signed (`verifies`).
    """

    def __init__(
        self,
        url: str,
        use_cases: UseCases,
        *,
        resolver: AbstractResolver | None = None,
        verifies: bool = True,
    ) -> None:
        self._url = url
        self._use_cases = use_cases
        self._resolver = resolver
        self._verifies = verifies
        self._read_on: int | None = None

    async def read_when_due(self) -> None:
        """Read what is due; what goes wrong is in the log, and tried again at the next call."""
        if not self._url:
            return
        zone, now = self._use_cases.defaults.zone, self._use_cases.clock.now()
        today = local_day(now, zone).toordinal()
        is_night_over = wall_clock(now, zone).hour >= NIGHT_FROM
        if self._read_on == today or (self._read_on is not None and not is_night_over):
            return
        try:
            taken = await self.read()
        except StorageUnavailableError as error:
            log.warning("database unavailable", tick="sessions", error=str(error))
        except VigieError as error:
            log.warning("sessions not read", error=type(error).__name__, why=_why(error))
        else:
            self._read_on = today
            log.info("sessions read", added=taken.added, updated=taken.updated, lost=taken.lost)

    async def read(self) -> SessionsTaken:
        """Fetch the calendar and take what it tells.

        Raises CalendarNotReadError, UnreadableFileError, NoSessionsError, StorageUnavailableError.
        """
        content = await self._fetched()
        source = URL(self._url).host or ""
        return await self._use_cases.with_transactions(take_calendar, content, source=source)

    async def _fetched(self) -> bytes:
        resolver = self._resolver or PublicHosts()
        connector = aiohttp.TCPConnector(resolver=resolver, use_dns_cache=False)
        try:
            async with aiohttp.ClientSession(connector=connector, timeout=_TIMEOUT) as session:
                return await self._followed(session)
        except TimeoutError:
            raise CalendarNotReadError("no answer in time") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise CalendarNotReadError(type(error).__name__) from None

    async def _followed(self, session: aiohttp.ClientSession) -> bytes:
        """What the address holds, or the one that it points to: each must be fit to be asked."""
        url = URL(self._url)
        for _ in range(_REDIRECTS_MAX + 1):
            check_public(url)
            async with session.get(
                url,
                allow_redirects=False,  # each place is looked at before it is asked
                proxy=proxy_for(str(url)),
                ssl=self._verifies,
            ) as response:
                if response.status in _MOVED:
                    url = url.join(URL(response.headers.get("Location", "")))
                    continue
                if response.status != _OK:
                    raise CalendarNotReadError(f"HTTP {response.status}")
                return await _content_of(response)
        raise CalendarNotReadError("it points elsewhere again and again")


class PublicHosts(AbstractResolver):
    """Finds hosts as usual, and leaves out what is not of the public internet."""

    def __init__(self) -> None:
        self._usual = ThreadedResolver()

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,
    ) -> list[ResolveResult]:
        """Raises OSError where nothing public bears that name."""
        found = await self._usual.resolve(host, port, family)
        public = [one for one in found if _is_public(one["host"])]
        if not public:
            raise OSError("not a public host")
        return public

    async def close(self) -> None:
        await self._usual.close()


def check_public(url: URL) -> None:
    """Refuse what is not https, or an address in figures that is not public.

    Raises CalendarNotReadError.
    """
    if url.scheme != "https" or not url.host or url.user is not None:
        raise CalendarNotReadError("not an https address")
    try:
        ipaddress.ip_address(url.host)
    except ValueError:
        return  # a name, which the resolver looks at
    if not _is_public(url.host):
        raise CalendarNotReadError("not a public host")


def take_calendar(transactions: Transactions, content: bytes, *, source: str) -> SessionsTaken:
    """Take the sessions of a calendar, or of another list; what cannot be read is left alone.

    Where something cannot be read, nothing is taken for gone. Raises UnreadableFileError,
    NoSessionsError.
    """
    from bot.documents.sessions import session_checking, session_files  # noqa: PLC0415  # only when set

    zone = transactions.read(read_office).zone
    today = local_day(transactions.now, zone)
    checking = session_checking.SessionChecking(
        zone=zone, matched=lambda rows: transactions.read(match_sessions, rows), is_update=True
    )
    with tempfile.NamedTemporaryFile(prefix="vigie-sessions-") as file:
        file.write(content)
        file.flush()
        found = session_files.session_lists_in(Path(file.name), zone=zone, today=today)
        session_checking.check_sessions(found, checking, watched=lambda rows: rows)
    return transactions.write(
        import_sessions,
        checking.rows,
        source=source,
        is_update=True,
        is_whole=checking.reckoning.is_whole,
        actor=VIGIE,
    )


def feed_of(
    settings: Settings, use_cases: UseCases
) -> Callable[[], Coroutine[object, object, None]]:
    """What reads the calendar that is set, when it is due."""
    return SessionFeed(settings.sessions_ical_url.get_secret_value(), use_cases).read_when_due


async def _content_of(response: aiohttp.ClientResponse) -> bytes:
    content = bytearray()
    async for chunk in response.content.iter_chunked(1 << 16):
        content += chunk
        if len(content) > CALENDAR_BYTES_MAX:
            raise CalendarNotReadError(f"more than {CALENDAR_BYTES_MAX // 1_000_000} MB")
    return bytes(content)


def _is_public(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast


def _why(error: VigieError) -> str:
    """Why a calendar was not fetched; what could not be read of it is told by the kind alone."""
    return str(error) if isinstance(error, CalendarNotReadError) else ""
