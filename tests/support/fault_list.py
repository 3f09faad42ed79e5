"""The faults that Vigie is held to survive, and the tests that show each of them."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]

FAULTS: Mapping[int, str] = {
    1: "A restart between two reminders, or at the very minute of one",
    2: "The process away for three days, over a deadline",
    3: "Two replicas on PostgreSQL, two processes on SQLite",
    4: "A crash after Slack accepted a message and before that was recorded, and the reverse",
    5: "The same delivery at once, later, and after a restart; a repetition never seen before",
    6: "A double click on a form's button",
    7: "The database stopped, locked or full while somebody submits",
    8: "A form that Slack opens too late, or not at all",
    9: "429, 500 and time-outs before and after acceptance: card, direct message, summary",
    10: "The channel archived, renamed, changed, or left by the bot",
    11: "An owner who left the workspace",
    12: "A card deleted by hand",
    13: "Two people acting on one card; a late button on a closed case",
    14: "The token revoked, then restored; a scope that is missing",
    15: "A socket that is open and deaf; sockets cut",
    16: "Month ends, leap days, changes of clocks, holidays, midnight in the office's zone",
    17: "Information awaited, extensions, an extension after the breach, rules changed meanwhile",
    18: "Nights, Sundays and holidays: no reminder, and honest deadlines",
    19: "Answered or closed between the scan and the sending",
    20: "Ten thousand open cases, a hundred reminders in one minute, Slack's pace",
    21: "Texts beyond limits, emoji, mentions, markup, formulas, accents",
    22: "More choices, blocks and private metadata than Slack takes",
    23: "A confidential case and those who may not know of it; the person complained about",
    24: "A summary over a holiday, about nothing, or sent already",
    25: "What a person wrote erased, figures and journal whole",
    26: "Old, forged and repeated signatures; two instances of the app",
    27: "A mail server that refuses, stalls, hangs up; a letter in hand at a crash or a full disk",
}


def shown_by() -> Mapping[int, tuple[str, ...]]:
    """The tests marked with each fault, as `folder/module.py: name`."""
    found = defaultdict[int, list[str]](list)
    for path, name, numbers in _all_marked():
        for number in numbers:
            found[number].append(f"{path.relative_to(TESTS)}: {name}")
    return {number: tuple(found[number]) for number in FAULTS}


def unknown_numbers() -> set[int]:
    """Numbers that a test is marked with and that no fault has."""
    return {number for _, _, numbers in _all_marked() for number in numbers} - FAULTS.keys()


@cache
def _all_marked() -> list[tuple[Path, str, tuple[int, ...]]]:
    texts = {path: path.read_text("utf-8") for path in sorted(TESTS.rglob("test_*.py"))}
    return [
        (path, name, numbers)
        for path, text in texts.items()
        if "mark.fault" in text
        for name, numbers in _marked(ast.parse(text))
    ]


def _marked(module: ast.Module) -> Iterator[tuple[str, tuple[int, ...]]]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == (
                    "pytest.mark.fault"
                ):
                    yield node.name, tuple(ast.literal_eval(one) for one in decorator.args)
