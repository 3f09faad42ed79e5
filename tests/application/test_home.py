"""Who is of the workspace, and who is only met in a channel that it shares."""

from typing import Any

import pytest

from bot.slack.directory import OwnWorkspace

ALONE = OwnWorkspace(team="T1")
ON_GRID = OwnWorkspace(team="T1", enterprise="E1")


@pytest.mark.parametrize(
    ("home", "member"),
    [
        (ALONE, {"team_id": "T1"}),
        (ALONE, {}),
        (ALONE, {"team_id": None, "enterprise_user": None}),
        (ON_GRID, {"team_id": "E1"}),
        (ON_GRID, {"team_id": "T2", "enterprise_user": {"teams": ["T2", "T1"]}}),
    ],
)
def test_a_member_is_taken_for_one(home: OwnWorkspace, member: dict[str, Any]) -> None:
    assert home.is_of(member)


@pytest.mark.parametrize(
    ("home", "member"),
    [
        (ALONE, {"team_id": "T2", "is_admin": True}),
        (ALONE, {"team_id": "T1", "is_stranger": True}),
        (ON_GRID, {"team_id": "T2", "enterprise_user": {"teams": ["T2"]}}),
        (ON_GRID, {"team_id": "T2"}),
    ],
)
def test_a_stranger_is_not_taken_for_a_member(home: OwnWorkspace, member: dict[str, Any]) -> None:
    assert not home.is_of(member)
