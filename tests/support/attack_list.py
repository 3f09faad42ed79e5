"""What was tried against Vigie from outside, and where each goes on being tried."""

import ast
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """`test` is a file below tests/, or one test of it behind « :: »."""

    what: str
    before: str
    after: str
    test: str

    @property
    def is_tested(self) -> bool:
        """Whether that test is there."""
        path, _, name = self.test.partition("::")
        if not (TESTS / path).is_file():
            return False
        names = _names_in(TESTS / path)
        return name in names if name else any(one.startswith("test_") for one in names)


@cache
def _names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = ast.FunctionDef | ast.AsyncFunctionDef
    return {node.name for node in ast.walk(tree) if isinstance(node, functions)}


def attacks() -> list[Attack]:
    """All of them, in the order in which they are told."""
    told = tomllib.loads((TESTS / "data" / "attacks.toml").read_text(encoding="utf-8"))
    return [Attack(**one) for one in told["attack"]]
