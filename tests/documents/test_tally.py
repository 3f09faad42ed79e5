"""The register's figures: what each one counts, and what it keeps silent about."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from bot.documents.register.case_columns import RegisterRow
from bot.documents.register.register_figures import Figure, RegisterTally, figures_of
from bot.domain.cases.cases import SETTLED, Case, Status
from bot.domain.cases.taxonomy import Kind
from bot.domain.school.office import PARIS
from bot.domain.steps.ending import Reopen
from bot.services.register.register_lines import Line, sealed
from tests.support.lives import NOW, RECEIVED_AT, case_in, complaint, incident, take

ACK = "Accusés de réception dans les 48 h"
SOLUTION = "Solutions proposées dans le mois"
EXTENDED = "Solutions proposées dans le délai prolongé"


def figures(*counted: Case, is_sealed: bool = False) -> dict[str, Figure]:
    tally = RegisterTally(now=NOW)
    for case in counted:
        line = Line(case=case, is_sealed=is_sealed)
        tally.add(RegisterRow(line=line, case=case, now=NOW, zone=PARIS))
    return {figure.title: figure for figure in figures_of(tally)}


def many(number: int, **given: Any) -> list[Case]:
    return [complaint(id=uuid4(), **given) for _ in range(number)]


def test_a_share_counts_kept_over_kept_and_broken() -> None:
    kept = many(3, ack_sent_at=RECEIVED_AT + timedelta(hours=48))
    late = many(1, ack_sent_at=RECEIVED_AT + timedelta(hours=49))
    never = many(1)
    figure = figures(*kept, *late, *never)[ACK]

    assert (figure.value, figure.number) == (0.6, 5)


def test_what_may_still_be_kept_is_not_counted_and_said() -> None:
    kept = many(5, ack_sent_at=RECEIVED_AT)
    waiting = many(2, ack_due_at=NOW + timedelta(hours=1))
    figure = figures(*kept, *waiting)[ACK]

    assert (figure.value, figure.number) == (1, 5)
    assert "(2, non comptés)" in figure.definition


def test_a_share_of_too_few_is_kept_silent() -> None:
    figure = figures(*many(4, ack_sent_at=RECEIVED_AT))[ACK]

    assert (figure.value, figure.number) == (None, 4)


def test_a_full_answer_acknowledges_too() -> None:
    assert figures(*many(5, proposed_at=RECEIVED_AT))[ACK].value == 1


def test_nobody_is_owed_an_acknowledgement_who_cannot_be_answered() -> None:
    anonymous = many(5, ack_not_applicable="anonyme")
    rejected = many(5, status=Status.REJECTED, closed_at=RECEIVED_AT + timedelta(hours=1))

    assert figures(*anonymous, *rejected)[ACK].number == 0


def test_an_extension_counts_beside_the_first_date_and_not_instead() -> None:
    extended = many(
        5,
        solution_due_at=RECEIVED_AT + timedelta(days=3),
        current_due_at=RECEIVED_AT + timedelta(days=9),
        proposed_at=RECEIVED_AT + timedelta(days=8),
    )
    found = figures(*extended)

    assert (found[SOLUTION].value, found[EXTENDED].value) == (0, 1)


def test_what_was_withdrawn_owes_no_solution() -> None:
    due_at = RECEIVED_AT + timedelta(days=3)
    withdrawn = many(
        5, status=Status.WITHDRAWN, solution_due_at=due_at, closed_at=due_at - timedelta(days=1)
    )

    assert figures(*withdrawn)[SOLUTION].number == 0


def test_delays_are_medians_of_what_is_done() -> None:
    hours = (1, 2, 30)
    told = [complaint(ack_sent_at=RECEIVED_AT + timedelta(hours=count)) for count in hours]
    figure = figures(*told, complaint())["Délai médian de l'accusé de réception (h)"]

    assert (figure.value, figure.number) == (2, 3)


def test_the_last_follow_up_of_each_complaint_counts() -> None:
    closed = case_in(Status.CLOSED, Kind.COMPLAINT)
    figure = figures(closed, complaint())["Satisfaction sur le traitement (1 à 5)"]

    assert (figure.value, figure.number) == (5, 1)


def test_volumes_are_told_by_kind() -> None:
    found = figures(complaint(), case_in(Status.CLOSED, Kind.COMPLAINT), incident())

    assert found["Réclamations reçues sur la période"].value == 2
    assert found["Réclamations closes"].value == 1
    assert found["Réclamations en cours"].value == 1
    assert found["Réclamations en retard"].value == 1
    assert found["Incidents signalés sur la période"].value == 1


def test_all_that_is_over_counts_as_closed_as_in_the_summary() -> None:
    over = [case_in(status, Kind.COMPLAINT) for status in sorted(SETTLED)]

    assert figures(*over)["Réclamations closes"].value == len(over)


def test_an_incident_informed_late_stays_so_after_it_was_reopened_and_sealed() -> None:
    late = case_in(Status.CLOSED, Kind.INCIDENT, information_due_at=RECEIVED_AT)
    back = take(late, Reopen(reason="revenu")).case
    figure = figures(*[sealed(back)] * 5, is_sealed=True)["Points d'information faits à temps"]

    assert (figure.value, figure.number) == (0, 5)
    assert "(5, non comptés)" in figure.definition


def test_a_sealed_line_is_counted_and_broken_down_by_nothing() -> None:
    found = figures(sealed(complaint(confidential=True)), is_sealed=True)

    assert found["Dossiers confidentiels"].value == 1
    assert found["Réclamations reçues sur la période"].value == 1
    assert not [title for title in found if "\u00a0: " in title]


def test_every_figure_says_what_it_is() -> None:
    found = figures(case_in(Status.CLOSED, Kind.COMPLAINT), incident())

    assert all(figure.definition for figure in found.values())
