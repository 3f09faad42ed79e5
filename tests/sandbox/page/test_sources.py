"""What the page's files may not hold."""

import re

from tests.sandbox.page.stand_in import PAGE


def test_no_module_parses_text_as_html() -> None:
    dangerous = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b")

    found = [
        file.name
        for file in (PAGE / "js").rglob("*.js")
        if dangerous.search(file.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_the_page_asks_nothing_of_the_network() -> None:
    foreign = re.compile(r"""(?:src|href|url\(|from|import)\s*[=(]?\s*["']?https?://""")

    found = [
        file.name
        for file in PAGE.rglob("*")
        if file.is_file() and foreign.search(file.read_text(encoding="utf-8"))
    ]

    assert found == []
