"""The monthly summary says what matters in a minute, and nothing that Slack would refuse."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar.periods import Month
from bot.domain.cases.outcomes import CauseFamily, Outcome
from bot.domain.cases.taxonomy import Category, IncidentType, Party
from bot.domain.reports.figures import Figures, Flow, Tally
from bot.domain.reports.shares import ActionFigures, LastMeeting, Share
from bot.domain.school.office import PARIS
from bot.sandbox.payload_rules import check_message
from bot.ui.blocks.blocks import Post
from bot.ui.blocks.limits import MESSAGE_CHARTS_MAX
from bot.ui.reports.summary import edition_of, summary_post, summary_preview, summary_text
from bot.ui.reports.summary_sentences import said_share
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.forms import spaced
from tests.support.reports import (
    MADE_AT,
    OCTOBER,
    PRESENT,
    RECURRENT,
    SEPTEMBER,
    figures,
    late,
    report,
    tallies,
)

EACH_LANGUAGE = pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])


def made(texts: Texts = FRENCH, **given: Any) -> Post:
    return summary_post(report(**given), zone=PARIS, texts=texts)


def lines(**given: Any) -> list[str]:
    """What a screen reader says of October."""
    return spaced(made(figures=figures(**given)).text).split("\n")


def kinds(blocks: list[dict[str, Any]]) -> list[str]:
    return [block["type"] for block in blocks]


def test_october_in_one_look() -> None:
    assert lines() == [
        "Bilan d'octobre 2026, pour la réunion du mardi 3 novembre à 9 h 00",
        "7 réclamations et 12 incidents, contre 4 et 13 en septembre.",
        (
            "Les deux promesses sont tenues : 7 accusés de réception sur 7 en 48 h, "
            "5 solutions sur 5 en un mois."
        ),
        "À regarder : les dossiers ouverts passent de 2 à 5.",
        "*Réclamations reçues :* 7 · septembre : 4 · sur 2 mois : 11",
        "*Réclamations closes :* 5 · septembre : 4 · sur 2 mois : 9",
        "*Incidents signalés :* 12 · septembre : 13 · sur 2 mois : 25",
        "*Incidents clos :* 11 · septembre : 12 · sur 2 mois : 23",
        "*Dossiers ouverts à la fin :* 5 · septembre : 2",
        (
            "*Accusés de réception en 48 h :* 7 sur 7 (100 %) · septembre : 3 sur 4 · "
            "sur 2 mois : 10 sur 11 (90 %)"
        ),
        (
            "*Solutions en un mois :* 5 sur 5 (100 %) · septembre : rien n'était dû · "
            "sur 2 mois : 5 sur 5 (100 %)"
        ),
        (
            "*Solutions dans le délai en vigueur :* 5 sur 5 (100 %) · "
            "septembre : rien n'était dû · sur 2 mois : 5 sur 5 (100 %)"
        ),
        "*Réclamations par catégorie :* Attestations 4, Violence, harcèlement, discrimination 2",
        "*Réclamations par partie prenante :* Stagiaire 6",
        "*Incidents par type :* Technique 9, Pédagogie 3",
        "*Temps de formation perdu :* 1 h 35",
        "*Familles de causes :* matériel 5",
        "*Réponses données :* fondée 4, non fondée 1",
        "*Âge des dossiers ouverts :* 7 jours au plus : 3, 16 à 30 jours : 1, plus de 30 jours : 1",
        "1 dossier confidentiel, compté sans détail.",
    ]


@pytest.mark.parametrize(
    ("ack", "solution", "said"),
    [
        (
            Share(),
            Share(),
            "Aucun accusé de réception ni aucune solution n'est à compter pour le mois.",
        ),
        (
            Share(met=2, counted=2),
            Share(),
            "La promesse échue est tenue : 2 accusés de réception sur 2 en 48 h.",
        ),
        (
            Share(met=2, counted=3),
            Share(met=1, counted=1),
            (
                "Une des deux promesses n'est pas tenue partout : "
                "2 accusés de réception sur 3 en 48 h, 1 solution sur 1 en un mois."
            ),
        ),
        (
            Share(met=2, counted=3),
            Share(met=0, counted=1),
            (
                "Aucune des deux promesses n'est tenue partout : 2 accusés de réception sur 3 "
                "en 48 h, 0 solution sur 1 en un mois."
            ),
        ),
    ],
)
def test_the_second_sentence_says_whether_the_promises_are_kept(
    ack: Share, solution: Share, said: str
) -> None:
    present = Tally(complaints=Flow(received=3), ack=ack, initial=solution, extended=solution)

    assert lines(tallies=tallies(present))[2] == said


def test_rates_stand_beside_those_of_other_months() -> None:
    present = replace(PRESENT, trainees=45, sessions=4)
    before = replace(SEPTEMBER, trainees=60)
    said = lines(tallies=tallies(present, before))

    assert (
        "*Réclamations pour 100 stagiaires :* 15,6 (7 pour 45) · septembre : 6,7 (4 pour 60) · "
        "sur 2 mois : 10,5 (11 pour 105)"
    ) in said
    assert (
        "*Incidents pour 100 sessions :* 12 pour 4 · septembre : n.d. · sur 2 mois : n.d."
    ) in said


def test_actions_and_the_last_meeting_s_decisions_are_told_with_what_became_of_them() -> None:
    counted = ActionFigures(
        on_time=Share(met=4, counted=5),
        effective=Share(met=2, counted=3, pending=0),
        running=6,
        late=1,
    )
    decided = LastMeeting(
        month=Month(year=2026, month=9),
        done=("ACT-2026-0001", "ACT-2026-0002"),
        running=("ACT-2026-0003",),
        late=("ACT-2026-0031",),
    )

    assert lines(actions=counted, last_meeting=decided)[-4:] == [
        "*Actions faites à l'échéance :* 4 sur 5 (80 %)",
        "*Actions vérifiées efficaces :* 2 sur 3",
        "*Actions à faire :* 6, dont 1 en retard",
        (
            "*Décisions de la dernière réunion (bilan de septembre) :* "
            "2 faites, 1 en cours, 1 en retard (ACT-2026-0031)"
        ),
    ]


def test_a_date_announced_in_time_keeps_the_promise_and_is_said_to_have_replaced_it() -> None:
    present = Tally(
        complaints=Flow(received=1),
        initial=Share(met=1, counted=2),
        extended=Share(met=2, counted=2),
    )

    assert "2 solutions sur 2 dans le délai annoncé" in lines(tallies=tallies(present))[2]


def test_the_third_sentence_says_what_to_look_at() -> None:
    said = lines(recurrences=(RECURRENT,), **late(2))[3]

    assert said == (
        "À regarder : 2 promesses sont dépassées ; planning, 3 fois en six mois pour la même "
        "cause (management) ; les dossiers ouverts passent de 2 à 5."
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"late_count": 1}, "1 promesse est dépassée"),
        (
            {"late_count": 3, "late_outside": 1},
            "2 promesses sont dépassées ; 1 échéance extérieure est dépassée",
        ),
        (
            {"late_count": 2, "late_at": MADE_AT - timedelta(days=3)},
            "2 promesses étaient dépassées à la fin du mois",
        ),
        # an older release counted what others wait for among them, at the instant it counted
        ({"late_count": 2, "late_outside": None}, "2 échéances sont dépassées"),
    ],
)
def test_what_is_late_is_told_by_whom_it_was_promised_and_as_of_when(
    given: dict[str, Any], said: str
) -> None:
    quiet = {"tallies": tallies(SEPTEMBER, SEPTEMBER), "late_outside": 0}

    assert lines(**quiet | given)[3] == f"À regarder : {said}."


def test_no_promise_is_called_kept_while_one_is_late() -> None:
    """Of an earlier month, of an incident, or of a confidential case."""
    said = lines(**late(1))[2]

    assert said == (
        "Pour le mois : 7 accusés de réception sur 7 en 48 h, 5 solutions sur 5 en un mois."
    )


def test_what_was_late_when_the_month_ended_is_listed_as_of_then() -> None:
    ended = MADE_AT - timedelta(days=1)
    said = lines(**late(1), late_at=ended)

    assert said[-2:] == [
        "*Échéances dépassées à la fin du mois*",
        (
            "• REC-2026-0007 : accusé de réception, 2 j de retard "
            "(échéance : mardi 27 octobre à 9 h 00)"
        ),
    ]


def test_where_nothing_stands_out_it_says_so() -> None:
    quiet = lines(tallies=tallies(SEPTEMBER, SEPTEMBER))

    assert quiet[3] == "Rien n'appelle d'attention particulière."


def test_a_month_without_a_case_says_so_in_one_line() -> None:
    empty = figures(
        tallies=tallies(Tally(complaints=Flow(open=2))),
        ages=(), categories=(), parties=(), incident_types=(), cause_families=(), outcomes=(),
    )  # fmt: skip
    post = made(figures=empty)

    assert spaced(post.text).split("\n")[1:] == [
        "Aucune réclamation et aucun incident en octobre 2026. 2 dossiers restent ouverts."
    ]
    assert kinds(post.blocks) == ["header", "section", "context"]


def test_a_past_month_without_a_case_says_what_was_open_when_it_ended() -> None:
    said = lines(tallies=tallies(Tally()), is_whole=True)[1]

    assert said.endswith("Aucun dossier n'était ouvert à la fin du mois.")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Share(), "rien n'était dû"),
        (Share(pending=2), "2 en attente"),
        (Share(met=1, counted=1), "1 sur 1"),
        (Share(met=3, counted=4), "3 sur 4"),
        (Share(met=4, counted=5), "4 sur 5 (80 %)"),
        (Share(met=299, counted=300), "299 sur 300 (99 %)"),
        (Share(met=5, counted=5, pending=2), "5 sur 5 (100 %), 2 en attente"),
    ],
)
def test_a_percentage_stands_beside_its_counts_and_never_alone(share: Share, said: str) -> None:
    assert spaced(said_share(share, FRENCH)) == said


def table_in(post: Post) -> list[list[str]]:
    """The cells of a message's one table."""
    (table,) = (block for block in post.blocks if block["type"] == "table")
    return [[spaced(cell["text"]) for cell in row] for row in table["rows"]]


def test_the_figures_stand_in_a_table_without_what_is_unknown_throughout() -> None:
    head, first, *_, last = table_in(made())

    assert head == ["Indicateur", "octobre 2026", "septembre", "sur 2 mois"]
    assert first == ["Réclamations reçues", "7", "4", "11"]
    assert last == [
        "Solutions dans le délai en vigueur",
        "5 sur 5 (100 %)",
        "rien n'était dû",
        last[3],
    ]


def test_in_its_first_month_a_school_is_compared_with_nothing() -> None:
    table = table_in(made(figures=figures(tallies=tallies(before=None))))

    assert table[0] == ["Indicateur", "octobre 2026"]
    assert ["Dossiers ouverts à la fin", "5"] in table


def test_the_chart_begins_with_the_first_month_that_is_known() -> None:
    chart = next(block for block in made().blocks if block["type"] == "data_visualization")
    (received, *_) = chart["chart"]["series"]

    assert chart["title"] == "Dossiers, 2 derniers mois"
    assert chart["chart"]["axis_config"]["categories"] == ["sept. 2026", "oct. 2026"]
    assert [point["value"] for point in received["data"]] == [17, 19]


def test_one_month_alone_is_drawn_as_bars_for_a_line_would_be_a_dot() -> None:
    post = made(figures=figures(tallies=tallies(before=None)))
    flow = next(block for block in post.blocks if block["type"] == "data_visualization")

    assert flow["chart"]["type"] == "bar"


def test_what_a_chart_shows_is_not_said_again_beneath_it() -> None:
    post = made()
    assert post.fallback_blocks is not None

    label = FRENCH.summary.by_category
    assert [str(blocks).count(f"*{label}") for blocks in (post.blocks, post.fallback_blocks)] == [
        0,
        1,
    ]


def test_late_ones_that_are_not_listed_are_said_to_be_of_confidential_cases() -> None:
    five = late(4) | {"late_count": 5}
    post, many = made(figures=figures(**five)), made(figures=figures(**late(23)))

    assert spaced(post.text).endswith(
        "et 1 échéance d'un dossier confidentiel, comptée sans détail"
    )
    assert spaced(many.text).endswith("et 3 autres")


def test_late_cases_are_listed_by_reference_in_words() -> None:
    post = made(figures=figures(**late()))
    line = (
        "• REC-2026-0007 : accusé de réception, 3 j de retard "
        "(échéance : mardi 27 octobre à 9 h 00)"
    )

    assert line in spaced(post.text)
    assert line in spaced(post.blocks[-2]["text"]["text"])


def test_where_charts_are_refused_the_same_is_said_without() -> None:
    post = made(figures=figures(**late()))
    assert post.fallback_blocks is not None

    assert kinds(post.blocks).count("data_visualization") == MESSAGE_CHARTS_MAX
    assert set(kinds(post.fallback_blocks)) == {"header", "section", "context"}
    assert "*Réclamations reçues :*" in spaced(post.fallback_blocks[2]["text"]["text"])
    assert "REC-2026-0007" in str(post.fallback_blocks)


def test_a_later_edition_says_that_it_replaces_the_one_before() -> None:
    said = spaced(made(edition=2).text).split("\n")

    assert said[1] == "Édition 2 : elle remplace la précédente."


def test_a_report_says_where_its_figures_come_from() -> None:
    stamp = spaced(made().blocks[-1]["elements"][0]["text"])

    assert stamp == (
        "Mois en cours : chiffres arrêtés au vendredi 30 octobre à 9 h 00. "
        "Édition 1 · empreinte 0123456789ab"
    )


def test_a_preview_lets_quality_managers_post_the_edition_they_saw() -> None:
    preview = summary_preview(
        report(edition=2), latest=report(), may_publish=True, zone=PARIS, texts=FRENCH
    )
    pressed = preview.blocks[-1]["elements"][0]

    assert edition_of(pressed["value"]) == (OCTOBER, 2)
    assert "Le canal a reçu l'édition 1" in spaced(preview.text)


def test_others_get_no_button() -> None:
    preview = summary_preview(report(), latest=None, may_publish=False, zone=PARIS, texts=FRENCH)

    assert "actions" not in kinds(preview.blocks)


def test_the_terminal_shows_the_same_without_markup() -> None:
    said = summary_text(report(), zone=PARIS, texts=ENGLISH)

    assert "Complaints received: 7 · September: 4" in spaced(said)
    assert "*" not in said


def counts(members: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """A breakdown of any of the members."""
    pairs = st.tuples(st.sampled_from(members), st.integers(1, 9_999_999))
    return st.lists(pairs, unique_by=lambda pair: pair[0]).map(tuple)


@st.composite
def any_figures(draw: st.DrawFn) -> Figures:
    """Figures of any size."""
    many = st.integers(0, 9_999_999)
    share = st.builds(Share, met=many, counted=many, pending=many)
    flow = st.builds(Flow, received=many, closed=many, open=many)
    tally = st.builds(
        Tally,
        complaints=flow,
        incidents=flow,
        ack=share,
        initial=share,
        extended=share,
        confidential=many,
        true_of=st.fixed_dictionaries({"injury": many}),
        lost_minutes=many,
    )
    return figures(
        tallies=(
            draw(st.none() | tally),
            *[draw(tally)] * 10,
            draw(st.none() | tally),
            draw(tally),
        ),
        ages=draw(st.tuples(many, many, many, many)),
        categories=draw(counts(Category)),
        parties=draw(counts(Party)),
        incident_types=draw(counts(IncidentType)),
        cause_families=draw(counts(CauseFamily)),
        outcomes=draw(counts(Outcome)),
        recurrences=(RECURRENT,) * draw(st.integers(0, 9)),
        **late(draw(st.integers(0, 300))),
    )


@EACH_LANGUAGE
@given(found=any_figures())
@settings(max_examples=40)
def test_slack_accepts_any_summary(texts: Texts, found: Figures) -> None:
    post = made(texts, figures=found, edition=3)
    preview = summary_preview(
        report(figures=found), latest=report(), may_publish=True, zone=PARIS, texts=texts
    )

    assert not check_message({"text": post.text, "blocks": post.blocks})
    assert not check_message({"text": post.text, "blocks": post.fallback_blocks})
    assert not check_message({"text": preview.text, "blocks": preview.blocks})
    assert max(len(post.text), len(preview.text)) <= 4_000


def bars_in(post: Post) -> dict[str, int]:
    """The bars of the complaints by category."""
    chart = [block["chart"] for block in post.blocks if block["type"] == "data_visualization"][-1]
    return {point["label"]: point["value"] for point in chart["series"][0]["data"]}


def test_the_bars_of_the_categories_add_up_however_many_there_are() -> None:
    ranked = tuple((category, 9 - rank) for rank, category in enumerate([*Category][:8]))
    many = bars_in(made(figures=figures(categories=ranked)))
    six = bars_in(made(figures=figures(categories=ranked[:6])))

    assert len(many) == len(six) == 6
    assert many["Autres catégories"] == 4 + 3 + 2
    assert "Autres catégories" not in six
