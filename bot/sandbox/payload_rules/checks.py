"""Small checks that combine into the description of a payload, and answer in Slack's words."""

import re
from collections.abc import Callable, Iterator, Mapping

from bot.sandbox.json_types import Json

Check = Callable[[Json, str], Iterator[str]]
"""Takes a value and its JSON pointer, yields one sentence per problem."""


def problem(sentence: str, pointer: str) -> str:
    return f"{sentence} [json-pointer:{pointer}]"


def string(*, at_least: int = 0, at_most: int | None = None, pattern: str | None = None) -> Check:
    """Lengths count Unicode code points, as Slack does: an accented letter is one."""
    matches = re.compile(pattern).fullmatch if pattern else None

    def check(value: Json, pointer: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must be a string", pointer)
        elif len(value) < at_least:
            yield problem(f"must be more than {at_least - 1} characters", pointer)
        elif at_most is not None and len(value) > at_most:
            yield problem(f"must be less than {at_most + 1} characters", pointer)
        elif matches and not matches(value):
            yield problem("does not match the expected format", pointer)

    return check


def number(*, at_least: float | None = None, at_most: float | None = None) -> Check:
    def check(value: Json, pointer: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield problem("must be a number", pointer)
        elif at_least is not None and value < at_least:
            yield problem(f"must be at least {at_least}", pointer)
        elif at_most is not None and value > at_most:
            yield problem(f"must be at most {at_most}", pointer)

    return check


def integer(*, at_least: int | None = None, at_most: int | None = None) -> Check:
    within = number(at_least=at_least, at_most=at_most)

    def check(value: Json, pointer: str) -> Iterator[str]:
        if isinstance(value, float):
            yield problem("must be an integer", pointer)
        else:
            yield from within(value, pointer)

    return check


def an_object(value: Json, pointer: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield problem("must be an object", pointer)


def boolean(value: Json, pointer: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield problem("must be a boolean", pointer)


def choice(*allowed: str) -> Check:
    def check(value: Json, pointer: str) -> Iterator[str]:
        if value not in allowed:
            yield problem(f"must be one of: {', '.join(allowed)}", pointer)

    return check


def items(of: Check, *, at_least: int = 0, at_most: int | None = None) -> Check:
    def check(value: Json, pointer: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must be an array", pointer)
            return
        if len(value) < at_least:
            yield problem(f"no fewer than {at_least} items allowed", pointer)
        if at_most is not None and len(value) > at_most:
            yield problem(f"no more than {at_most} items allowed", pointer)
        for index, item in enumerate(value):
            yield from of(item, f"{pointer}/{index}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these properties and no other."""
    known = {**required, **(optional or {})}

    def check(value: Json, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must be an object", pointer)
            return
        for name in required:
            if name not in value:
                yield problem(f"missing required field: {name}", pointer)
        for name, content in value.items():
            if name not in known:
                yield problem(f"invalid additional property: {name}", pointer)
            else:
                yield from known[name](content, f"{pointer}/{name}")

    return check


def by_type(shapes: Mapping[str, Check]) -> Check:
    """One of several objects, told apart by their `type`."""

    def check(value: Json, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must be an object", pointer)
        elif "type" not in value:
            yield problem("missing required field: type", pointer)
        elif not isinstance(value["type"], str) or value["type"] not in shapes:
            yield problem(f"unsupported type: {value['type']}", pointer)
        else:
            yield from shapes[value["type"]](value, pointer)

    return check


def both(first: Check, then: Check) -> Check:
    """`then` may rely on what `first` has established: it runs only where that found nothing."""

    def check(value: Json, pointer: str) -> Iterator[str]:
        problems = list(first(value, pointer))
        yield from problems
        if not problems:
            yield from then(value, pointer)

    return check


def exactly_one_of(*names: str) -> Check:
    def check(value: Json, pointer: str) -> Iterator[str]:
        present = [name for name in names if isinstance(value, dict) and name in value]
        if len(present) != 1:
            yield problem(f"must define exactly one of: {', '.join(names)}", pointer)

    return check
