"""The register of risks: adopted, changed, accepted, set aside, each change in the journal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.domain.calendar.periods import Semester
from bot.domain.cases.refusals import IllegalStepError
from bot.domain.errors import NotAllowedError
from bot.domain.messages.reports import AgedRisksNotice
from bot.domain.reports.risk_views import RISKS_PAGE, RiskLook, RiskRegister, RiskView
from bot.domain.reports.risks import (
    RiskChangedMeanwhileError,
    RiskDraft,
    RiskNotFoundError,
    RiskStatus,
    UnknownRefsError,
    UsualRisk,
)
from bot.domain.school.office import PARIS
from bot.services.cases.filing import file_case
from bot.services.reports.review_drafts import prepare_review
from bot.services.reports.reviews import freeze_draft, look_at_review, read_edition
from bot.services.reports.risk_aging import tell_aged_risks
from bot.services.reports.risk_changes import accept_risk, keep_risk, look_over, set_risk_aside
from bot.services.reports.risk_register import read_register, read_risk
from storage.cases import journal
from storage.database import Database
from storage.reports import risks
from tests.support.builders import (
    DIRECTION,
    NOW,
    OFFICE,
    QUALITY,
    TRAINER,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.casework import waiting
from tests.support.risks import JUDGED, TRAINERS, quality_risk

HALF = Semester.of(NOW, PARIS)
MORNING = datetime(2026, 11, 16, 9, tzinfo=UTC)
"""Ten in Paris, on a Monday."""
LATER = NOW + timedelta(hours=2)
USUAL = RiskDraft(title="Examen contesté", cause="Une consigne floue", effect="Un résultat revu")


def kept(database: Database, mark: str | None = None, **given: Any) -> RiskView:
    usual: dict[str, Any] = {
        "said": JUDGED,
        "refs": (),
        "seen": 0,
        "actor": QUALITY,
        "submission_id": uuid4(),
    }
    told = usual | given
    said, refs = told.pop("said"), told.pop("refs")
    return opened(database).write(keep_risk, mark, said, refs, **told)


def register(database: Database, *, reader: str = QUALITY, **look: Any) -> RiskRegister:
    return opened(database).read(read_register, RiskLook(**look), reader=reader)


def events(view: RiskView) -> list[str]:
    return [one.event for one in view.traces]


def test_a_usual_risk_is_adopted_once_and_each_change_is_journalled(database: Database) -> None:
    form = uuid4()
    adopted = kept(database, UsualRisk.EQUIPMENT, submission_id=form)
    again = kept(database, UsualRisk.EQUIPMENT, submission_id=form)
    assert adopted.risk is not None
    worse = replace(JUDGED, likelihood=4, owner=TRAINER)
    changed = kept(database, adopted.mark, said=worse, seen=1)
    seen = register(database)
    with database.reading() as connection:
        flaw = journal.first_flaw(connection)

    assert adopted.risk == again.risk
    assert (adopted.risk.ref, adopted.risk.usual) == ("RSQ-2026-0001", UsualRisk.EQUIPMENT)
    assert events(changed) == ["risk_changed", "risk_kept"]
    assert changed.traces[0].details["changes"] == {
        "likelihood": [3, 4],
        "owner": [None, TRAINER],
    }
    assert [one.said for one in seen.risks] == [worse]
    assert seen.usual == tuple(one for one in UsualRisk if one is not UsualRisk.EQUIPMENT)
    assert (seen.counts.kept, seen.counts.to_examine) == (1, 7)
    assert flaw is None


def test_what_shows_it_is_linked_with_who_and_when_and_unlinked(database: Database) -> None:
    case = file_case(opened(database), complaint_draft()).case
    hidden = incident_draft(confidential=True, concerned_people=(QUALITY,))
    secret = file_case(opened(database), hidden).case
    view = kept(database, refs=(case.ref.lower(),))
    (one,) = view.links

    assert one.case is not None
    assert (one.case.id, one.link.linked_by, one.link.linked_at) == (case.id, QUALITY, NOW)
    for unknown in ("REC-2026-0099", "ACT-2026-0001", secret.ref):
        with pytest.raises(UnknownRefsError):
            kept(database, view.mark, refs=(case.ref, unknown), seen=1)
    without = kept(database, view.mark, seen=1)

    assert without.links == ()
    assert without.traces[0].details["unlinked"] == [case.ref]


def test_what_a_reader_may_not_see_is_counted_and_stays_linked(database: Database) -> None:
    told = incident_draft(confidential=True, concerned_people=(DIRECTION,))
    secret = file_case(opened(database), told).case
    view = kept(database, refs=(secret.ref,))
    theirs = opened(database).read(read_risk, view.mark, reader=DIRECTION)
    kept(database, view.mark, seen=1, actor=DIRECTION)
    after = opened(database).read(read_risk, view.mark, reader=QUALITY)

    assert (theirs.links, theirs.hidden) == ((), 1)
    assert [one.link.ref for one in after.links] == [secret.ref]


def test_a_signature_stays_with_its_reason_and_falls_with_the_judgement(database: Database) -> None:
    view = kept(database)
    given: dict[str, Any] = {"actor": DIRECTION, "submission_id": uuid4(), "seen": 1}
    signed = opened(database).write(accept_risk, view.mark, "Rare", **given)
    assert signed.risk is not None
    assert signed.risk.acceptance is not None
    worse = kept(database, view.mark, said=replace(JUDGED, impact=4), seen=2)

    assert (signed.risk.acceptance.by, signed.risk.acceptance.because) == (DIRECTION, "Rare")
    assert worse.risk is not None
    assert worse.risk.acceptance is None
    with pytest.raises(RiskChangedMeanwhileError):
        opened(database).write(accept_risk, view.mark, "Rare", **given | {"submission_id": uuid4()})


def test_one_refused_is_found_among_those_set_aside_and_taken_back(database: Database) -> None:
    given: dict[str, Any] = {"actor": QUALITY, "submission_id": uuid4(), "said": USUAL}
    transactions = opened(database)
    aside = transactions.write(set_risk_aside, UsualRisk.EXAM_CONTESTED, "Aucun", **given)
    listed = register(database, status=RiskStatus.SET_ASIDE)
    back = kept(database, aside.mark, seen=1)
    assert aside.risk is not None

    assert [one.said for one in listed.risks] == [USUAL]
    assert (aside.risk.set_aside_because, listed.counts.set_aside) == ("Aucun", 1)
    assert events(back) == ["risk_kept", "risk_set_aside"]
    assert register(database).counts.set_aside == 0


def test_looking_over_is_noted_once_a_day_and_makes_it_young(database: Database) -> None:
    old = quality_risk(looked_at=NOW - timedelta(days=400))
    with database.writing() as connection:
        risks.add(connection, old)
    aged = register(database).counts.aged
    mark = str(old.id)
    opened(database).write(look_over, mark, actor=QUALITY)
    view = opened(database, now=LATER).write(look_over, mark, actor=QUALITY)

    assert (aged, register(database).counts.aged) == (1, 0)
    assert events(view) == ["risk_looked_at"]
    assert view.is_looked_over
    theirs = opened(database, now=LATER).read(read_risk, mark, reader=DIRECTION)
    tomorrow = opened(database, now=NOW + timedelta(days=1)).read(read_risk, mark, reader=QUALITY)
    assert (theirs.is_looked_over, tomorrow.is_looked_over) == (False, False)
    with pytest.raises(RiskNotFoundError):
        opened(database).write(look_over, str(uuid4()), actor=QUALITY)


def test_the_gravest_come_first_and_page_by_page(database: Database) -> None:
    said = [replace(JUDGED, title=f"R{one}", likelihood=one % 4 + 1) for one in range(17)]
    with database.writing() as connection:
        for number, one in enumerate(said):
            risks.add(connection, quality_risk(ref=f"RSQ-2026-{number:04d}", said=one))
    first, rest = register(database), register(database, page=9)
    scores = [one.said.likelihood for one in (*first.risks, *rest.risks)]

    assert (len(first.risks), len(rest.risks), rest.look.page) == (RISKS_PAGE, 2, 1)
    assert scores == sorted(scores, key=lambda one: -(one or 0))


def test_each_edition_of_a_review_shows_the_register_as_it_stood(database: Database) -> None:
    case = file_case(opened(database), complaint_draft()).case
    told = incident_draft(confidential=True, concerned_people=(DIRECTION,))
    secret = file_case(opened(database), told).case
    view = kept(database, refs=(case.ref, secret.ref), said=replace(JUDGED, owner=TRAINER))
    prepare_review(opened(database), HALF, actor=QUALITY)
    kept(database, view.mark, said=replace(JUDGED, likelihood=4), seen=1, refs=(case.ref,))
    now = opened(database).read(look_at_review, HALF, reader=QUALITY).review
    freeze_draft(opened(database), HALF, edition=2, actor=QUALITY)
    first, second = (opened(database).read(read_edition, HALF, one) for one in (1, 2))
    (then, later) = first.notes.risks[0], second.notes.risks[0]

    assert (then.ref, then.name, then.likelihood) == ("RSQ-2026-0001", JUDGED.title, 3)
    assert (then.refs, then.cases, then.owner) == ((case.ref,), 1, TRAINER)
    assert later.likelihood == 4
    assert now.notes.risks[0] == later
    assert TRAINER in first.people


def test_a_topic_of_cases_becomes_one_risk(database: Database) -> None:
    first = kept(database, topic=TRAINERS)
    again = kept(database, topic=TRAINERS, said=replace(JUDGED, title="autre"))
    assert first.risk is not None
    assert again.risk is not None

    assert (again.risk.id, again.risk.topic) == (first.risk.id, TRAINERS)


def test_an_old_risk_is_told_once_to_its_owner_and_the_quality_managers(
    database: Database,
) -> None:
    old = NOW - timedelta(days=400)
    mine, theirs = (
        quality_risk(ref=f"RSQ-2026-000{number}", looked_at=old, said=replace(JUDGED, owner=who))
        for number, who in enumerate((QUALITY, TRAINER), start=1)
    )
    with database.writing() as connection:
        for one in (mine, theirs, quality_risk(ref="RSQ-2026-0003")):
            risks.add(connection, one)
    at_night = tell_aged_risks(opened(database, now=NOW + timedelta(hours=6)))
    told = [tell_aged_risks(opened(database, now=MORNING)) for _ in range(2)]
    messages = [row.read() for row in waiting(database, now=MORNING)]
    notices = {one.recipient: one.risk_ids for one in messages if isinstance(one, AgedRisksNotice)}
    view = opened(database, now=MORNING).write(look_over, str(mine.id), actor=QUALITY)

    assert (at_night, told) == (0, [2, 0])
    assert notices == {QUALITY: (mine.id, theirs.id), TRAINER: (theirs.id,)}
    assert view.risk is not None
    assert not view.risk.is_aged(MORNING, PARIS)


@pytest.mark.one_database
def test_only_who_leads_decides_and_an_owner_changes_what_is_theirs(database: Database) -> None:
    for reader in (TRAINER, "U0NOBODY"):
        with pytest.raises(NotAllowedError):
            register(database, reader=reader)
    with pytest.raises(NotAllowedError):
        kept(database, actor=TRAINER)
    with pytest.raises(NotAllowedError):
        kept(database, UsualRisk.EQUIPMENT, actor=TRAINER)
    view = kept(database, said=replace(JUDGED, owner=TRAINER))
    own = register(database, reader=TRAINER)
    given_away = kept(database, view.mark, seen=1, actor=TRAINER)

    assert (len(own.risks), own.usual, own.leads) == (1, (), False)
    assert given_away.risk is not None
    for use_case, given in (
        (set_risk_aside, {"said": JUDGED}),
        (accept_risk, {"seen": 2}),
    ):
        with pytest.raises(NotAllowedError):
            opened(database).write(
                use_case,  # type: ignore[arg-type]  # each with what it takes
                view.mark,
                "parce que",
                actor=TRAINER,
                submission_id=uuid4(),
                **given,
            )
    with pytest.raises(NotAllowedError):
        opened(database).read(read_risk, view.mark, reader=TRAINER)


@pytest.mark.one_database
def test_who_stands_in_decides_but_signs_nothing(database: Database) -> None:
    view = kept(database)
    without = replace(OFFICE, quality_managers=("U0OTHER",))
    given: dict[str, Any] = {"seen": 1, "actor": QUALITY, "submission_id": uuid4()}
    with pytest.raises(NotAllowedError):
        opened(database, office=without).write(accept_risk, view.mark, "Rare", **given)
    with pytest.raises(IllegalStepError):
        opened(database).write(accept_risk, view.mark, "  ", **given)


@pytest.mark.one_database
def test_a_change_over_somebody_else_s_is_refused(database: Database) -> None:
    view = kept(database)
    kept(database, view.mark, said=replace(JUDGED, impact=4), seen=1)

    with pytest.raises(RiskChangedMeanwhileError):
        kept(database, view.mark, said=RiskDraft(title="autre"), seen=1)
    with pytest.raises(RiskNotFoundError):
        kept(database, str(UUID(int=5)))
