"""A case's reference is understood however it is typed."""

import pytest

from bot.domain.cases.taxonomy import reference_typed


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("INC-2026-0002", "INC-2026-0002"),
        ("inc-2026-2", "INC-2026-0002"),
        ("Rec 2026 7", "REC-2026-0007"),
        ("#REC20260007", "REC-2026-0007"),
        ("`inc_2026/12`", "INC-2026-0012"),
        ("*INC\u20112026\u20110002*.", "INC-2026-0002"),
        ("dossier rec-2026-12345", "REC-2026-12345"),
        ("case INC-2026-0002", "INC-2026-0002"),
    ],
)
def test_a_reference_is_read_as_it_was_meant(typed: str, reference: str) -> None:
    assert reference_typed(typed) == reference


@pytest.mark.parametrize(
    "typed", ["", "bonjour", "INC", "inc-26-2", "2026-2", "ACT-2026-0003", "INC-2026-0002 et 3"]
)
def test_what_is_none_is_not_taken_for_one(typed: str) -> None:
    assert reference_typed(typed) is None
