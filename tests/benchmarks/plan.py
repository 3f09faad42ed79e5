"""How thoroughly to measure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`rounds` of whole programs, `repeats` of single operations, and the databases' sizes."""

    rounds: int
    repeats: int
    crowd: int = 300
    filers: int = 600
    few_cases: int = 1_000
    sizes: tuple[int, ...]
    many_cases: int
    open_cases: int
    filings: int


THOROUGH = Plan(
    rounds=5,
    repeats=300,
    sizes=(1_000, 10_000, 100_000, 1_000_000),
    many_cases=100_000,
    open_cases=1_000_000,
    filings=10_000,
)
QUICK = Plan(
    rounds=1, repeats=60, sizes=(1_000, 10_000), many_cases=10_000, open_cases=20_000, filings=2_000
)
