"""The Home tab and the lists keep to what Slack takes, and say what they show."""

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from bot.domain.actions.listings import (
    COUNTED_MAX,
    PAGE,
    CaseFilter,
    CaseList,
    Concern,
    Concerned,
    Look,
    Period,
    Scope,
)
from bot.domain.cases.cases import Case
from bot.domain.cases.searching import EXCERPT_MAX, Found, Hit
from bot.domain.cases.stages import Stage
from bot.domain.cases.taxonomy import Category, Kind
from bot.domain.school.office import ReminderStyle
from bot.sandbox.payload_rules import check_message, check_view
from bot.ui.blocks.blocks import beside
from bot.ui.cases.card import VIEW_CASE
from bot.ui.cases.home import STYLE, Rights, home_view, style_in
from bot.ui.cases.home_look import ANY_FILTER, CLEAR, FILTER, SCOPE, TURN, look_of, looked_after
from bot.ui.cases.lists import found_post, list_post
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import NOW, OFFICE, QUALITY
from tests.support.cases import complaint, incident
from tests.support.forms import sent, spaced, used

LANGUAGES = pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
NARROW = CaseFilter(
    kind=Kind.COMPLAINT,
    stage=Stage.TO_ANSWER,
    category=Category.CONDUCT_VHD,
    period=Period.YEAR,
    owner=QUALITY,
)
EVERYTHING_ALLOWED = Rights(change_settings=True, export=True, prove=True)
TYPED = "&<>🚒 <!channel> " * 2_000


def found(*cases: Case, total: int | None = None, look: Look | None = None) -> CaseList:
    size = len(cases) if total is None else total
    return CaseList(
        look=look or Look(),
        cases=tuple(Concerned(case=case, concern=Concern.REPORTED) for case in cases),
        total=size,
        totals=dict.fromkeys((Scope.MINE, Scope.OVERDUE, Scope.OPEN), size),
        office=OFFICE,
    )


def a_page() -> tuple[Case, ...]:
    makes = (incident, complaint)
    return tuple(
        makes[number % 2](
            id=uuid4(), description=TYPED, owner=QUALITY, confidential=number % 3 == 0
        )
        for number in range(PAGE)
    )


def texts_in(view: dict[str, Any]) -> str:
    return json.dumps(view, ensure_ascii=False)


@LANGUAGES
@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize("page", [0, 57, 99])
def test_a_full_tab_of_a_huge_list_is_what_slack_takes(
    texts: Texts, scope: Scope, page: int
) -> None:
    look = Look(scope=scope, narrowed=NARROW, page=page)
    shown = found(*a_page(), total=COUNTED_MAX + 1, look=look)
    view = home_view(shown, texts=texts, now=NOW, may=EVERYTHING_ALLOWED)

    assert check_view(view, "home") == []
    assert look_of(sent(view)) == look


@LANGUAGES
@pytest.mark.parametrize("scope", list(Scope))
def test_an_empty_tab_is_what_slack_takes(texts: Texts, scope: Scope) -> None:
    view = home_view(found(look=Look(scope=scope)), texts=texts, now=NOW)

    assert check_view(view, "home") == []
    assert texts.home.empty[scope] in texts_in(view)


@LANGUAGES
@pytest.mark.parametrize("total", [0, PAGE, COUNTED_MAX + 1])
def test_an_answer_with_a_list_is_what_slack_takes(texts: Texts, total: int) -> None:
    post = list_post(found(*(a_page() if total else ()), total=total), texts=texts, now=NOW)

    assert check_message({"text": post.text, "blocks": post.blocks}) == []
    assert len(post.text) <= 4_000


def test_a_confidential_case_is_listed_by_its_reference_alone() -> None:
    case = complaint(confidential=True, description="propos déplacés", session="SSIAP 1")
    shown = texts_in(home_view(found(case), texts=FRENCH, now=NOW))

    assert case.ref in shown
    assert "propos" not in shown
    assert "SSIAP" not in shown


def test_what_people_wrote_is_never_markup() -> None:
    shown = home_view(found(incident(description="<!channel> *gras*")), texts=FRENCH, now=NOW)
    elements = [one for block in shown["blocks"] for one in block.get("elements", [])]
    excerpt = next(one for one in elements if "channel" in texts_in(one))

    assert excerpt["type"] == "plain_text"


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ({"action_id": f"{SCOPE}open"}, Look(scope=Scope.OPEN, narrowed=NARROW)),
        (
            {"action_id": f"{TURN}on", "value": "4"},
            Look(scope=Scope.REGISTER, narrowed=NARROW, page=4),
        ),
        ({"action_id": CLEAR}, Look(scope=Scope.REGISTER)),
    ],
)
def test_a_press_changes_what_is_looked_at(action: dict[str, Any], expected: Look) -> None:
    look = Look(scope=Scope.REGISTER, narrowed=NARROW, page=3)

    assert looked_after(look, used(action)) == expected


def test_a_choice_narrows_the_list_and_begins_at_its_first_page() -> None:
    chosen = {"action_id": ANY_FILTER, "selected_option": {"value": "kind:incident"}}
    somebody = {"action_id": f"{FILTER}owner", "selected_user": QUALITY}
    look = looked_after(looked_after(Look(page=7), used(chosen)), used(somebody))
    anything = {"action_id": ANY_FILTER, "selected_option": {"value": "kind:any"}}
    of_before = {"action_id": f"{FILTER}kind", "selected_option": {"value": "incident"}}

    assert looked_after(Look(), used(of_before)) == Look(narrowed=CaseFilter(kind=Kind.INCIDENT))
    assert look == Look(narrowed=CaseFilter(kind=Kind.INCIDENT, owner=QUALITY))
    assert looked_after(look, used(anything)) == Look(narrowed=CaseFilter(owner=QUALITY))


@pytest.mark.parametrize(
    ("value", "stage"),
    [("status:waiting_info", Stage.TO_ANSWER), ("status:closed", Stage.OVER), ("status:any", None)],
)
def test_a_tab_published_when_it_offered_statuses_narrows_to_their_stage(
    value: str, stage: Stage | None
) -> None:
    chosen = {"action_id": ANY_FILTER, "selected_option": {"value": value}}

    assert looked_after(Look(), used(chosen)).narrowed == CaseFilter(stage=stage)


def test_one_menu_and_the_owner_stand_before_the_first_case_and_say_what_is_chosen() -> None:
    look = Look(scope=Scope.OPEN, narrowed=NARROW)
    view = home_view(found(*a_page(), look=look), texts=FRENCH, now=NOW)
    before = next(n for n, block in enumerate(view["blocks"]) if block["type"] == "header")
    filters, chosen = view["blocks"][before + 1 : before + 3]

    assert [one["type"] for one in filters["elements"]] == [
        "static_select",
        "users_select",
        "button",
    ]
    assert spaced(chosen["elements"][0]["text"]) == (
        "Filtres : Réclamation · À répondre · Violence, harcèlement, discrimination · "
        "12 derniers mois"
    )


@pytest.mark.parametrize(
    ("lives_in", "is_said"), [("Indian/Reunion", True), ("Europe/Brussels", False)]
)
def test_whose_hours_it_tells_is_said_to_who_lives_by_others(
    lives_in: str, *, is_said: bool
) -> None:
    view = home_view(found(incident()), texts=FRENCH, now=NOW, lives_in=ZoneInfo(lives_in))

    said = "Les heures indiquées sont celles de Paris." in texts_in(view)
    assert said == is_said


def test_what_stands_in_one_line_is_kept_apart() -> None:
    view = home_view(found(incident()), texts=FRENCH, now=NOW)
    (line,) = [
        block["elements"]
        for block in view["blocks"]
        if block["type"] == "context" and "projecteur" in texts_in(block)
    ]

    assert line[0]["text"].endswith(" ·")
    assert spaced(line[1]["text"]).startswith("À prendre en charge · Pilote")


@pytest.mark.parametrize(
    ("concern", "said"),
    [
        (Concern.OWNED, "À accuser · vous en êtes pilote"),
        (Concern.UNOWNED, "À accuser · à attribuer"),
        (Concern.REPORTED, f"À accuser · Pilote : <@{QUALITY}> · saisi par vous, à suivre"),
        (None, f"À accuser · Pilote : <@{QUALITY}>"),
    ],
)
def test_who_owns_a_case_is_said_once(concern: Concern | None, said: str) -> None:
    case = complaint(owner=None if concern is Concern.UNOWNED else QUALITY)
    shown = replace(found(case), cases=(Concerned(case=case, concern=concern),))

    assert said in spaced(texts_in(home_view(shown, texts=FRENCH, now=NOW)))


def test_no_full_stop_stands_before_the_mark_between() -> None:
    for words, said in (("Le lien manque.", "Le lien manque ·"), ("Salle B", "Salle B ·")):
        assert beside(words, "Close")["elements"][0]["text"] == said
    assert len(beside("", "Close")["elements"]) == 1


def test_the_title_of_a_case_stands_above_what_presses() -> None:
    view = home_view(found(incident()), texts=FRENCH, now=NOW)
    (row,) = [
        block["text"]["text"]
        for block in view["blocks"]
        if block.get("accessory", {}).get("action_id") == VIEW_CASE
    ]

    assert [line.startswith("*Incident INC-") for line in row.split("\n")] == [True, False]


@pytest.mark.parametrize(
    "metadata", ["", "{}", "nonsense", '{"scope": "gone"}', "[]", '{"page": null}']
)
def test_a_tab_of_an_earlier_version_shows_the_usual_list(metadata: str) -> None:
    assert look_of(sent({"type": "home", "blocks": [], "private_metadata": metadata})) == Look()


@LANGUAGES
@pytest.mark.parametrize("words", ["", "certificat", TYPED])
@pytest.mark.parametrize("is_cut", [False, True])
def test_what_a_search_found_is_what_slack_takes(texts: Texts, words: str, *, is_cut: bool) -> None:
    hits = tuple(Hit(case=case, excerpt=TYPED[:EXCERPT_MAX]) for case in a_page())
    for some in ((), hits):
        post = found_post(Found(words=words, hits=some, is_cut=is_cut, office=OFFICE), texts=texts)

        assert check_message({"text": post.text, "blocks": post.blocks}) == []
        assert "<!channel>" not in post.text


@LANGUAGES
@pytest.mark.parametrize("style", ReminderStyle)
def test_how_its_reader_is_told_of_deadlines_can_be_chosen_at_its_foot(
    texts: Texts, style: ReminderStyle
) -> None:
    """In a block named by the choice: in one of the same name Slack keeps showing the old one."""
    shown = home_view(replace(found(), style=style), texts=texts, now=NOW)
    *_, choice, note = shown["blocks"]
    menu = choice["accessory"]

    assert check_view(shown, "home") == []
    assert menu["action_id"] == STYLE
    assert [style_in(used({"selected_option": one})) for one in menu["options"]] == list(
        ReminderStyle
    )
    assert style_in(used({"selected_option": menu["initial_option"]})) is style
    assert style in choice["block_id"]
    assert texts.home.style_note in str(note)
