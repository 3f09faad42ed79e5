"""The structure stays as it is said to be in docs/decisions/house.md."""

from tests.support.house_figures import figures

LONGEST_MODULE = 300
MOST_IN_A_FOLDER = 20
MOST_IN_BOT = 12
MEDIAN, P90 = 6, 17
"""Lines of a function."""


def test_names_are_borne_once_and_modules_and_folders_stay_small() -> None:
    counted = figures()

    assert counted.repeated_names == ()
    assert [name for lines, name in counted.longest_modules if lines > LONGEST_MODULE] == []
    assert counted.most_in_a_folder <= MOST_IN_A_FOLDER
    assert counted.modules_in_bot <= MOST_IN_BOT
    assert counted.function_median <= MEDIAN
    assert counted.function_p90 <= P90
