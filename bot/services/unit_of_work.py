"""The unit of work: one transaction, the instant it is of, and the set-up it reads once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from bot.clock import Clock
from bot.domain.calendar.wall_time import local_day
from bot.domain.school.office import Office
from bot.workers import Workers
from storage.database import Database
from storage.school.office import current_office, everybody_who_left
from storage.school.substitutes import running_on

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(slots=True)
class OfficeMemory:
    """The school's set-up as it was last read, for what cannot wait for the database.

    None until it was read once. What somebody may do is never decided by it.
    """

    office: Office | None = None


@dataclass(frozen=True, kw_only=True)
class UnitOfWork:
    """What every use case is given first: returning from it commits, raising rolls back."""

    connection: Connection
    now: datetime
    defaults: Office
    memory: OfficeMemory = field(default_factory=OfficeMemory)

    @cached_property
    def office(self) -> Office:
        """The school's set-up and who stands in for whom, as when this was first asked for."""
        found = current_office(self.connection, self.defaults)
        today = local_day(self.now, found.zone)
        stand_ins = running_on(self.connection, today)
        self.memory.office = read = replace(found, stand_ins=stand_ins)
        return read

    @cached_property
    def staffed(self) -> Office:
        """The set-up with those of its people who are there: who left judges nothing any more."""
        return self.office.without(everybody_who_left(self.connection))

    def anew(self) -> "UnitOfWork":
        """The same transaction with the set-up to be read again: it was changed, or waited for."""
        return replace(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transactions:
    """Opens units of work that are all of one instant.

    For use cases that take several transactions, each complete in itself, or that count for
    long before they write. Everything raises StorageUnavailableError where there is no database.
    """

    database: Database
    defaults: Office
    now: datetime
    memory: OfficeMemory = field(default_factory=OfficeMemory)

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        with self.database.writing() as connection:
            yield self.on(connection)

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        with self.database.reading() as connection:
            yield self.on(connection)

    def on(self, connection: Connection) -> UnitOfWork:
        """The unit of a transaction that somebody else opened."""
        return UnitOfWork(
            connection=connection, now=self.now, defaults=self.defaults, memory=self.memory
        )

    def write(
        self,
        use_case: Callable[Concatenate[UnitOfWork, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Carry out a use case in one transaction that may write."""
        with self.writing() as work:
            return use_case(work, *args, **kwargs)

    def read(
        self,
        use_case: Callable[Concatenate[UnitOfWork, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Carry out a use case in one transaction that only reads."""
        with self.reading() as work:
            return use_case(work, *args, **kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """Carries out use cases in the workers' threads, at the clock's instant when each is called."""

    database: Database
    workers: Workers
    clock: Clock
    defaults: Office
    memory: OfficeMemory = field(default_factory=OfficeMemory)

    def behind(self) -> "UseCases":
        """For what nobody waits for."""
        return replace(self, workers=self.workers.behind())

    def transactions(self) -> Transactions:
        """What opens the transactions of this instant."""
        return Transactions(
            database=self.database,
            defaults=self.defaults,
            now=self.clock.now(),
            memory=self.memory,
        )

    async def run(
        self,
        use_case: Callable[Concatenate[UnitOfWork, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Carry out a use case in one transaction that may write."""
        transactions = self.transactions()
        return await self.workers.run(lambda: transactions.write(use_case, *args, **kwargs))

    async def read(
        self,
        use_case: Callable[Concatenate[UnitOfWork, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Carry out a use case in one transaction that only reads."""
        transactions = self.transactions()
        return await self.workers.run(lambda: transactions.read(use_case, *args, **kwargs))

    async def with_transactions(
        self,
        use_case: Callable[Concatenate[Transactions, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Carry out a use case that opens its transactions itself."""
        return await self.workers.run(use_case, self.transactions(), *args, **kwargs)
