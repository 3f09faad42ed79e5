"""Every fault of the list is played by some test, and the page says by which."""

from tests.soak.__main__ import PAGE
from tests.soak.page import faults_table
from tests.support.fault_list import FAULTS, shown_by, unknown_numbers


def test_each_fault_is_survived_in_some_test() -> None:
    assert [FAULTS[number] for number, tests in shown_by().items() if not tests] == []


def test_no_test_is_marked_with_a_fault_that_is_not_in_the_list() -> None:
    assert unknown_numbers() == set()


def test_the_page_names_the_tests_of_each_fault() -> None:
    """`python -m tests.soak --page` writes it anew."""
    written = PAGE.read_text(encoding="utf-8")

    assert faults_table() in written
