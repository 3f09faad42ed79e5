"""Operations timed in turns, so that what else the machine does meets all of them alike."""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from tests.benchmarks.measures import AtMostTimes, Measure

Operation = Callable[[], object]

_WARM_UP = 20


def beside(
    name: str, operations: tuple[Operation, Operation], *, bound: AtMostTimes, repeats: int
) -> Measure:
    """An operation beside its smaller twin: the median of each, in ms."""
    ours, twin = (median(times) for times in in_turns(operations, repeats=repeats))
    return Measure(name=name, ours=ours, twin=twin, unit="ms", bound=bound)


def in_turns(operations: Sequence[Operation], *, repeats: int) -> list[tuple[float, ...]]:
    """The times of each operation, in ms, without those of the first rounds."""
    rounds = [[_milliseconds(one) for one in operations] for _ in range(_WARM_UP + repeats)]
    return list(zip(*rounds[_WARM_UP:], strict=True))


def _milliseconds(operation: Operation) -> float:
    started = perf_counter()
    operation()
    return (perf_counter() - started) * 1_000
