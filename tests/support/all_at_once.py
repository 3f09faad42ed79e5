"""Work begun by many at once, as a school's trainers and two replicas do."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from bot.domain.errors import StorageUnavailableError

Given = TypeVar("Given")
Result = TypeVar("Result")

_TRIES = 30


def all_at_once(
    work: Callable[[Given], Result], given: Iterable[Given], *, threads: int
) -> list[Result]:
    """The results in their order.

    Whoever waited in vain for the database tries again, as people do who are told so: how long a
    queue takes on a busy machine is not what is tested.
    """

    def done(one: Given) -> Result:
        for _ in range(_TRIES):
            with suppress(StorageUnavailableError):
                return work(one)
        return work(one)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(done, given))
