"""The forms of a risk come back as they were asked, and say at its field what is wrong."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.domain.errors import UnreadableError
from bot.domain.reports.quality_risks import RiskLevel
from bot.domain.reports.risk_views import RiskTrace, RiskView
from bot.domain.reports.risks import RiskDraft, RiskEvent, UsualRisk
from bot.domain.school.office import Locale
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.reports.risk_forms import RiskAsked, asked_in, read_risk_form, risk_form
from bot.ui.reports.risk_lines import known_mark
from bot.ui.reports.risk_register import beneath, look_of
from bot.ui.reports.risk_view import risk_modal
from bot.ui.texts.catalogue import texts_for
from tests.support.builders import NOW, QUALITY
from tests.support.forms import filled, sent, spaced
from tests.support.gallery.risks import AGED, ASIDE, KEPT, linked, registers, seen, traces
from tests.support.slack_limits import breaches_of_view

TEXTS = texts_for(Locale.FRENCH)
LONG = "é" * 3_000
FORM = uuid4()
REFS = "rec-2026-0007; ACT-2026-0003\nREC-2026-0007"


def form(view: RiskView | None) -> dict[str, Any]:
    return risk_form(view, TEXTS, submission_id=FORM, over={"view": "V1", "look": "kept:2"})


def test_a_risk_comes_back_as_it_was_asked_with_the_register_beneath() -> None:
    view = filled(form(seen(KEPT, links=linked(1))), refs=REFS)

    assert read_risk_form(view) == (KEPT.said, ("REC-2026-0007", "ACT-2026-0003"))
    assert asked_in(view) == RiskAsked(
        mark=str(KEPT.id), seen=1, submission_id=FORM, over={"view": "V1", "look": "kept:2"}
    )
    assert look_of({"look": "kept:2"}).page == 2


def test_a_usual_risk_brings_its_words_and_asks_how_grave_it_is() -> None:
    view = form(seen(None, mark=UsualRisk.TRAINER_ABSENT))
    judged = filled(view, likelihood="2", impact="4", residual="low")

    assert read_risk_form(filled(view)) == FormErrors(
        dict.fromkeys(("likelihood", "impact"), FieldError.NOT_CHOSEN)
    )
    assert read_risk_form(judged) == (
        RiskDraft(
            title="Formateur absent sans remplaçant",
            cause="Un seul formateur est qualifié pour ce domaine.",
            effect="La session est reportée, et les stagiaires se sont déplacés pour rien.",
            likelihood=2,
            impact=4,
            residual=RiskLevel.LOW,
        ),
        (),
    )


@pytest.mark.parametrize("refs", ["le projecteur", "REC-2026-0001 et INC-2026-0002", "REC-26-1"])
def test_what_is_no_reference_is_said_at_its_field(refs: str) -> None:
    assert read_risk_form(filled(form(seen(KEPT)), refs=refs)) == FormErrors(
        {"refs": FieldError.UNKNOWN_REFS}
    )


@pytest.mark.parametrize("locale", Locale)
def test_the_longest_risk_stays_within_slack_s_limits(locale: Locale) -> None:
    texts = texts_for(locale)
    words: Any = dict.fromkeys(("title", "cause", "effect", "control", "treatment"), LONG)
    longest = replace(AGED, said=replace(AGED.said, **words), set_aside_because=LONG)
    shown = seen(longest, links=linked(30), hidden=3, traces=traces())
    views = (
        risk_modal(shown, texts),
        risk_form(shown, texts, submission_id=FORM),
        *(one for one in registers(texts) if isinstance(one, dict)),
    )

    assert [breach for one in views for breach in breaches_of_view(one)] == []


def test_a_mark_that_names_nothing_is_not_read() -> None:
    assert known_mark("equipment") == "equipment"
    assert known_mark(str(FORM)) == str(UUID(str(FORM)))
    with pytest.raises(UnreadableError):
        known_mark("equipement")


def test_only_the_register_lies_beneath() -> None:
    (page, *_) = registers(TEXTS)
    assert isinstance(page, dict)

    assert beneath(sent(page)) == {"view": "V0VIEW", "look": "kept:0"}
    assert beneath(sent(form(None))) is None
    assert beneath(None) is None


def test_a_risk_just_looked_over_offers_no_button_that_would_note_nothing() -> None:
    def labels(view: RiskView) -> list[str]:
        blocks = risk_modal(view, TEXTS)["blocks"]
        acts = next(one for one in blocks if one["type"] == "actions")
        return [spaced(one["text"]["text"]) for one in acts["elements"]]

    assert "Revu, rien à changer" in labels(seen(KEPT))
    assert labels(seen(KEPT, is_looked_over=True))[:2] == ["Modifier", "Accepter ce risque"]


def test_the_reason_of_what_was_signed_or_set_aside_stays_in_the_history() -> None:
    told = [
        RiskTrace(at=NOW, actor=QUALITY, event=event, details={"text": f"Rare & *{event}*"})
        for event in (RiskEvent.ACCEPTED, RiskEvent.SET_ASIDE)
    ]
    history = risk_modal(seen(KEPT, traces=told), TEXTS)["blocks"][-1]["elements"][0]["text"]
    accepted, aside = spaced(history).splitlines()

    assert "accepté : Rare &amp; " in accepted
    assert "écarté : Rare &amp; " in aside


def test_a_risk_set_aside_unjudged_says_so_within_its_line() -> None:
    aside = replace(ASIDE, said=RiskDraft(title="Examen"))
    line = risk_modal(seen(aside), TEXTS)["blocks"][1]["elements"][0]["text"]

    assert "risque usuel du métier · pas encore évalué" in spaced(line)
