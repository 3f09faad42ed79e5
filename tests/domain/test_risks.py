"""A risk of the register: its level, what takes an acceptance away, and when it is old."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.reports.quality_risks import RiskLevel
from bot.domain.reports.risks import LinkKind, RiskDraft, RiskStatus, UsualRisk, link_kind, usual_in
from bot.domain.school.office import PARIS
from tests.support.builders import NOW, QUALITY
from tests.support.risks import JUDGED, quality_risk

SIGNED = quality_risk().accepted("Rare", by=QUALITY, at=NOW)
LATER = NOW + timedelta(days=1)


def test_its_level_is_known_once_both_degrees_are_and_degrees_go_from_one_to_four() -> None:
    assert JUDGED.level is RiskLevel.HIGH
    assert replace(JUDGED, impact=None).level is None
    with pytest.raises(ValueError, match="5"):
        RiskDraft(title="x", likelihood=5)


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        (replace(JUDGED, treatment="Former un remplaçant"), True),
        (replace(JUDGED, likelihood=2), False),
        (replace(JUDGED, residual=RiskLevel.LOW), False),
    ],
)
def test_an_acceptance_is_of_the_judgement_that_it_was_signed_for(
    said: RiskDraft,
    stays: bool,  # noqa: FBT001  # the example itself
) -> None:
    changed = SIGNED.kept(said, by=QUALITY, at=LATER)

    assert (changed.acceptance is not None) is stays
    assert (changed.said, changed.looked_at, changed.version) == (said, LATER, 3)


def test_it_is_answered_by_a_treatment_or_a_signature() -> None:
    assert quality_risk().is_unanswered
    assert not SIGNED.is_unanswered
    assert not quality_risk(said=replace(JUDGED, treatment="Former")).is_unanswered
    assert not quality_risk(status=RiskStatus.PROPOSED).is_unanswered


def test_what_is_set_aside_keeps_its_reason_until_it_is_taken_back() -> None:
    aside = SIGNED.set_aside("Plus donné ici", by=QUALITY, at=NOW)
    back = aside.kept(JUDGED, by=QUALITY, at=LATER)

    assert (aside.status, aside.acceptance) == (RiskStatus.SET_ASIDE, None)
    assert aside.set_aside_because == "Plus donné ici"
    assert (back.status, back.set_aside_because) == (RiskStatus.KEPT, "")


def test_it_is_old_a_year_after_somebody_looked_at_it() -> None:
    a_year_ago = NOW.replace(year=NOW.year - 1)
    young, old = (quality_risk(looked_at=a_year_ago + timedelta(seconds=one)) for one in (1, 0))

    assert not young.is_aged(NOW, PARIS)
    assert old.is_aged(NOW, PARIS)
    assert not old.looked_over(by=QUALITY, at=NOW).is_aged(NOW, PARIS)
    assert not old.set_aside("x", by=QUALITY, at=a_year_ago).is_aged(NOW, PARIS)


def test_a_mark_names_a_usual_risk_or_one_that_is_written_down() -> None:
    assert usual_in("equipment") is UsualRisk.EQUIPMENT
    assert usual_in(str(quality_risk().id)) is None
    assert len(UsualRisk) == 8
    assert [link_kind(one) for one in ("ACT-2026-0001", "INC-2026-0001")] == [
        LinkKind.ACTION,
        LinkKind.CASE,
    ]
