"""Every fault of the list is played by some test, and the page says by which."""

from tests.soak.__main__ import PAGE
from tests.soak.page import attacks_table, faults_table
from tests.support.attack_list import attacks
from tests.support.fault_list import FAULTS, shown_by, unknown_numbers


def test_each_fault_is_survived_in_some_test() -> None:
    assert [FAULTS[number] for number, tests in shown_by().items() if not tests] == []


def test_no_test_is_marked_with_a_fault_that_is_not_in_the_list() -> None:
    assert unknown_numbers() == set()


def test_the_page_names_the_tests_of_each_fault() -> None:
    """`python -m tests.soak --page` writes it anew."""
    written = PAGE.read_text(encoding="utf-8")

    assert faults_table() in written


def test_whatever_was_tried_from_outside_goes_on_being_tried() -> None:
    assert [one.test for one in attacks() if not one.is_tested] == []


def test_the_page_has_what_was_tried_from_outside() -> None:
    assert attacks_table() in PAGE.read_text(encoding="utf-8")
