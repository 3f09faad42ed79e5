"""Every regular expression of ours, how each is used, and texts that are hard on it."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType

import bot
import handlers
import storage

LENGTH = 40_000
"""What a person may write in one Slack message."""
WAYS = frozenset({"match", "fullmatch", "search", "finditer"})
_AS_SEARCHED = {"sub": "finditer", "subn": "finditer", "findall": "finditer", "split": "finditer"}
_MAKERS = frozenset({"compile", "sub", "subn", "search", "match", "fullmatch", "findall",
                     "finditer", "split"})  # fmt: skip
_PROGRAMS = ("__main__", "typst_process", "migrations")
_LONG = 20
_PAIRED = 7

NASTY = (
    *("a", "A", "1", "0", "é", "_", "-", ".", "'", " ", "\n", "\t", "\u00a0", "\u2019", "@"),
    *("a@", "@a", "a.", ".a", "a-", "a b ", "a@a.", "1 ", "0 ", "1.", "(0)", "+33 ", "M. A"),
    *("M. ", "Mme ", "Mme Aa ", "<@U1|", "<@U1>", "<", "<a:", "&", "&lt;@", "*", "*a", " \n"),
    *("2026-11-02T10:00:00 ERROR a.b.c: ", "QUJDREVGR0g+/=", "http://a.b/c?d=e&f=g "),
)
BEGINNINGS = ("a@", "a@a.", "+33 ", "M. ", "M. A", "<@U1|", "<a:", "2026-11-02T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A pattern that a module keeps, and the ways in which it is asked."""

    place: str
    pattern: re.Pattern[str]
    ways: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A line that makes a pattern, with the function in which it stands, if it does."""

    module: str
    function: str | None


@cache
def modules() -> tuple[ModuleType, ...]:
    """All our modules but programs, which would run."""
    names = [
        one.name
        for package in (bot, handlers, storage)
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not any(part in one.name for part in _PROGRAMS)
    ]
    return tuple(importlib.import_module(name) for name in sorted(names))


def sources() -> dict[str, ast.Module]:
    """The syntax of every file of ours that may make a pattern, programs and migrations too."""
    return {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__"): ast.parse(text)
        for package in ("bot", "handlers", "storage")
        for path in sorted(Path(package).rglob("*.py"))
        if "re." in (text := path.read_text())
    }


@cache
def known_patterns() -> list[Known]:
    """What stands ready in our modules, alone or within tuples; once, where it is imported."""
    found: dict[int, Known] = {}
    for module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(_patterns_in(value)):
                place = f"{module.__name__}.{name}" + (f"[{number}]" if number else "")
                ways = _ways(module, name)
                if id(pattern) in found:
                    ways |= found[id(pattern)].ways
                found[id(pattern)] = Known(place=place, pattern=pattern, ways=ways)
    return [
        replace(known, ways=known.ways or WAYS)
        for known in sorted(found.values(), key=lambda one: one.place)
    ]


def sites() -> set[Site]:
    """Where a pattern is made within a function, and so stands ready in no module."""
    return {site for module, tree in sources().items() for site in _sites_in(module, tree)}


def texts_against(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Long texts of what the pattern looks for, repeated, in pairs, and nearly found."""
    own = _pieces_of(pattern)
    yield from (repeated(piece, length) for piece in dict.fromkeys((*NASTY, *own)))
    few = own[:_PAIRED]
    yield from (repeated(one + other, length) for one in few for other in few if one != other)
    for begin in dict.fromkeys((*own, *BEGINNINGS)):
        for piece in own:
            text = begin + repeated(piece, length - len(begin) - 4)
            yield from (f"{text}\x00", f"{text}\n!\n!")


def _pieces_of(pattern: re.Pattern[str]) -> list[str]:
    """Stretches of letters and single characters that stand in the pattern, and its classes."""
    bare = re.sub(r"\?P<\w+>|\?(?:[:=!>]|<[=!])|\{[\d,]*\}", "", pattern.pattern)
    classes = {r"\d": "1", r"\w": "a", r"\s": " ", r"\S": "a", "A-Z": "A", "a-z": "a", "^": "b"}
    found = [given for sign, given in classes.items() if sign in bare]
    bare = re.sub(r"\\[dDwWsSbB]", "", bare)
    found += [word for word in re.findall(r"[^\W\d_]{2,}", bare)[:4] if len(word) <= _LONG]
    found += [sign for sign in re.sub(r"[\\\[\]()?+*{}|^$\w]", "", bare) if sign.isprintable()]
    found += [sign for sign in "([|*+?." if f"\\{sign}" in pattern.pattern]
    return list(dict.fromkeys(found))[:12]


def repeated(piece: str, length: int = LENGTH) -> str:
    """As much of the piece, again and again, as fills the length."""
    return (piece * (length // len(piece) + 1))[:length]


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _patterns_in(item)


def _ways(module: ModuleType, name: str) -> frozenset[str]:
    """The ways in which a module asks the pattern that it has under a name."""
    return frozenset(
        way
        for node in _accesses(module)
        if isinstance(node.value, ast.Name)
        and node.value.id == name
        and (way := _AS_SEARCHED.get(node.attr, node.attr)) in WAYS
    )


@cache
def _accesses(module: ModuleType) -> list[ast.Attribute]:
    tree = ast.parse(inspect.getsource(module))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]


def _sites_in(module: str, tree: ast.AST, function: str | None = None) -> Iterator[Site]:
    for node in ast.iter_child_nodes(tree):
        inner = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
        if _makes_pattern(node) and inner is not None:
            yield Site(module=module, function=inner)
        yield from _sites_in(module, node, inner)


def _makes_pattern(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _MAKERS
    )


def counted(found: Iterable[object]) -> int:
    """How many there are, once all have been looked at."""
    return sum(1 for _ in found)
