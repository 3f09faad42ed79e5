"""What others fell into with mail: each trap by name, with the tests that play it here."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
TRAPS = tomllib.loads((TESTS / "data" / "mail_traps.toml").read_text(encoding="utf-8"))["trap"]
WHERE_EXAMPLES_ARE = (
    "support/mail_bombs.py",
    "support/mail_check_page.py",
    "support/mail_corpus/hostile.py",
)
PLAY = re.compile(r"(?P<path>[\w/]+\.py)::(?P<name>\w+)(?:\[(?P<example>.+)\])?")


@cache
def tree(path: str) -> ast.Module:
    return ast.parse((TESTS / path).read_text(encoding="utf-8"))


@cache
def names_in(path: str) -> frozenset[str]:
    functions = ast.FunctionDef | ast.AsyncFunctionDef
    return frozenset(one.name for one in ast.walk(tree(path)) if isinstance(one, functions))


@cache
def texts_in(path: str) -> frozenset[str]:
    return frozenset(
        one.value
        for one in ast.walk(tree(path))
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap["what"][:60])
def test_a_trap_is_played(trap: dict[str, list[str]]) -> None:
    assert trap["plays"]
    for play in trap["plays"]:
        told = PLAY.fullmatch(play)
        assert told is not None, play
        assert told["name"] in names_in(told["path"]), play
        places = (told["path"], *WHERE_EXAMPLES_ARE)
        is_there = any(told["example"] in texts_in(place) for place in places)
        assert told["example"] is None or is_there, play


def test_no_trap_is_named_twice() -> None:
    named = [trap["what"] for trap in TRAPS]

    assert len(set(named)) == len(named)
