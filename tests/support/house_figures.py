"""What the application's structure measures: `python -m tests.support.house_figures`.

Counted are the modules of bot, handlers and storage, without the sandbox and the migrations.
"""

import ast
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FLOORS = ("bot", "handlers", "storage")


def modules() -> dict[Path, str]:
    """The application's modules with their text."""
    paths = [path.relative_to(ROOT) for one in _FLOORS for path in (ROOT / one).rglob("*.py")]
    return {
        path: (ROOT / path).read_text(encoding="utf-8")
        for path in paths
        if not {"sandbox", "migrations"} & set(path.parts)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseFigures:
    """What was counted."""

    files: int
    lines: int
    import_lines: str
    function_median: float
    function_p90: int
    longest_modules: tuple[tuple[int, str], ...]
    most_in_a_folder: int
    modules_in_bot: int
    repeated_names: tuple[str, ...]


def figures() -> HouseFigures:
    """Count all of it; modules of texts are as long as what is said."""
    texts = modules()
    trees = {path: ast.parse(text) for path, text in texts.items()}
    lines = {path: len(text.splitlines()) for path, text in texts.items()}
    imports = sum(_import_lines(tree) for tree in trees.values())
    lengths = sorted(length for tree in trees.values() for length in _functions(tree))
    classes = Counter(name for tree in trees.values() for name in _classes(tree))
    folders = Counter(path.parent for path in texts)
    by_length = sorted(
        ((n, str(path)) for path, n in lines.items() if "texts" not in path.parts), reverse=True
    )
    return HouseFigures(
        files=len(texts),
        lines=sum(lines.values()),
        import_lines=f"{imports / sum(lines.values()):.1%}",
        function_median=statistics.median(lengths),
        function_p90=lengths[len(lengths) * 9 // 10],
        longest_modules=tuple(by_length[:3]),
        most_in_a_folder=folders.most_common(1)[0][1],
        modules_in_bot=folders[Path("bot")],
        repeated_names=tuple(sorted(name for name, count in classes.items() if count > 1)),
    )


def _import_lines(tree: ast.AST) -> int:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in found)


def _functions(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


def _classes(tree: ast.Module) -> Iterator[str]:
    yield from (node.name for node in tree.body if isinstance(node, ast.ClassDef))


if __name__ == "__main__":
    for name, value in asdict(figures()).items():
        print(f"{name}: {value}")  # noqa: T201  # that is what it is for
