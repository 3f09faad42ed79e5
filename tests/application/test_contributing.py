"""CONTRIBUTING names each file that a usual change touches, and the glossary what is there."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
AT_MOST = {
    "A complaint's category": 2,
    "A sentence": 1,
    "A step with a letter": 7,
    "A field of the incident form, of the register and of imports": 13,
    "A kind of message": 3,
}
"""How many files each change may touch, tests apart."""


def application() -> dict[str, str]:
    """The application's modules by their path: neither the sandbox nor what the demo plays."""
    listed = subprocess.run(
        ["git", "ls-files", "bot/*.py", "handlers/*.py", "storage/*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    ours = [one for one in listed if not one.startswith(("bot/sandbox/", "bot/demo/"))]
    return {one: (ROOT / one).read_text(encoding="utf-8") for one in ours}


def changes() -> dict[str, str]:
    """The section of each change by its title."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    title, *sections = re.split(r"^### ", text, flags=re.MULTILINE)
    assert "## The files to touch" in title
    return dict(one.split("\n", 1) for one in sections)


@pytest.mark.parametrize("change", AT_MOST)
def test_the_files_of_a_change_are_those_that_name_its_example(change: str) -> None:
    section = changes()[change]
    example, table = section.split("| file | for |")
    table, _, rules = table.partition("| rules of the example | for |")
    words = re.findall("`(.+?)`", example)
    named, beyond = (
        re.findall(r"^\| `(.+?)` \|", one, flags=re.MULTILINE) for one in (table, rules)
    )
    looked_for = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))
    found = [path for path, text in application().items() if looked_for.search(text)]

    assert words
    assert sorted([*named, *beyond]) == sorted(found)
    assert len(named) <= AT_MOST[change]


def test_every_change_is_looked_at() -> None:
    assert list(changes()) == list(AT_MOST)


def test_the_glossary_names_what_is_where_it_says() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .+ \| `(\w+)` \| `(.+)` \|$", page, flags=re.MULTILINE)
    texts = application()

    assert len(rows) >= 20
    assert [row for row in rows if not re.search(rf"\b{row[0]}", texts.get(row[1], ""))] == []
