"""Sites in what people see: offered where there are some, named where their clock is told."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.cases import refusals
from bot.domain.cases.cases import ComplaintDraft, IncidentDraft
from bot.domain.school.office import NAME_MAX, SITES_MAX, CardDetail, Site
from bot.domain.steps.lifecycles import Step
from bot.messages.notices import incident_notice
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.filing.complaint_form import complaint_modal, read_complaint
from bot.ui.filing.incident_form import incident_modal, read_incident
from bot.ui.filing.receipt import receipt_modal
from bot.ui.steps.letters import in_french
from bot.ui.steps.refusals import refusal_lines, step_attempt
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import CAYENNE, ELSEWHERE, NOUMEA, NOW, QUALITY
from tests.support.cases import complaint, incident
from tests.support.forms import Form, filled, labels, option_words, spaced
from tests.support.slack_limits import breaches_of_post, breaches_of_view
from tests.support.steps import scene
from tests.ui.test_card import made, shown
from tests.ui.test_case_view import opened, paragraphs
from tests.ui.test_reminders import content, recall, rounded_up, said

SITES = ELSEWHERE.sites
MANY = tuple(replace(NOUMEA, name=f"{number} ".ljust(NAME_MAX, "é")) for number in range(SITES_MAX))
INCIDENT = {"type": "technical", "continuity": "degraded"}
COMPLAINT = {
    "party": "trainee",
    "channel": "phone",
    "category": "certificates_documents",
    "severity": "moderate",
}


def forms(sites: tuple[Site, ...], texts: Texts = FRENCH) -> tuple[Form, Form]:
    known: dict[str, Any] = {"submission_id": uuid4(), "text": "panne", "sites": sites}
    return incident_modal(texts, **known), complaint_modal(texts, now=NOW, **known)


def read(
    views: tuple[Form, Form], sites: tuple[Site, ...], **given: Any
) -> list[IncidentDraft | ComplaintDraft | FormErrors]:
    reported = read_incident(filled(views[0], **INCIDENT | given), reporter=QUALITY, sites=sites)
    complained = read_complaint(
        filled(views[1], **COMPLAINT | given), reporter=QUALITY, now=NOW, sites=sites
    )
    assert isinstance(complained, ComplaintDraft | FormErrors)
    return [reported, complained]


@pytest.mark.parametrize(("texts", "hint"), [(FRENCH, "heure locale"), (ENGLISH, "local time")])
def test_both_forms_offer_the_sites(texts: Texts, hint: str) -> None:
    for view in forms(SITES, texts):
        (site,) = (block for block in view["blocks"] if block.get("block_id") == "site")

        assert option_words(labels(view)["Site"]) == ["Cayenne", "Nouméa"]
        assert site["optional"]
        assert hint in site["hint"]["text"]


def test_a_school_without_sites_is_not_asked() -> None:
    for view in forms(()):
        assert "Site" not in labels(view)


def test_the_chosen_site_is_read_and_none_may_be_chosen() -> None:
    chosen = read(forms(SITES), SITES, site="Cayenne")
    left_open = read(forms(SITES), SITES)

    assert [draft.site for draft in chosen if not isinstance(draft, FormErrors)] == [CAYENNE] * 2
    assert [draft.site for draft in left_open if not isinstance(draft, FormErrors)] == [None] * 2


def test_a_site_taken_off_meanwhile_is_refused_rather_than_lost() -> None:
    refused = FormErrors({"site": FieldError.NOT_CHOSEN})

    assert read(forms(SITES), (NOUMEA,), site="Cayenne") == [refused, refused]


def test_as_many_sites_as_there_may_be_keep_within_slack_s_limits() -> None:
    for view in forms(MANY):
        assert not breaches_of_view(view)
        assert "…" not in str(labels(view)["Site"])


def test_card_and_notice_tell_the_site_s_clock_and_say_so() -> None:
    """17:50 in Paris is 13:50 in Cayenne."""
    case = incident(site=CAYENNE)
    card, notice = (
        made(case, office=ELSEWHERE),
        incident_notice(case, office=ELSEWHERE, texts=FRENCH, now=NOW),
    )

    for post in (card, notice):
        assert "Cayenne (heure locale)" in shown(post)
        assert "Cayenne (heure locale)" in spaced(post.text)
        assert "13 h 50" in shown(post)
        assert "17 h 50" not in shown(post)
        assert not breaches_of_post(post)


def test_a_card_that_says_little_keeps_the_office_s_clock_and_names_no_site() -> None:
    minimal = replace(ELSEWHERE, card_detail=CardDetail.MINIMAL)
    cards = [
        made(complaint(site=CAYENNE), office=minimal),
        made(complaint(site=CAYENNE, confidential=True), office=ELSEWHERE),
    ]

    for card in cards:
        assert "Cayenne" not in shown(card) + card.text
        assert "17 h 50" in shown(card)


def test_a_site_s_name_is_no_markup() -> None:
    hostile = replace(CAYENNE, name="<!channel> & *gras*")

    assert "<!channel>" not in made(incident(site=hostile), office=ELSEWHERE).text


def test_the_dossier_names_the_site_and_tells_its_clock() -> None:
    said = "\n".join(paragraphs(opened(complaint(site=CAYENNE), office=ELSEWHERE)))

    assert "*Site :* Cayenne (heure locale)" in said
    assert "13 h 50" in said
    assert "17 h 50" not in said


def test_the_dossier_says_whose_hours_it_tells_to_who_lives_by_others() -> None:
    """Of a site they are said to be its own, whoever looks."""
    told = [
        "\n".join(paragraphs(opened(complaint(site=site), office=ELSEWHERE, lives_in=NOUMEA.zone)))
        for site in (None, CAYENNE)
    ]

    assert ["celles de Paris" in said for said in told] == [True, False]


def test_letters_tell_the_site_s_clock() -> None:
    there, here = scene(complaint(site=CAYENNE)), scene(complaint())

    assert "13 h 50" in spaced(in_french(NOW, there))
    assert "17 h 50" in spaced(in_french(NOW, here))


def test_the_receipt_names_the_site_whose_clock_it_tells() -> None:
    receipts = [
        receipt_modal(FRENCH, case=incident(site=site), told=(), office=ELSEWHERE, now=NOW)
        for site in (CAYENNE, None)
    ]

    assert "Cayenne (heure locale)" in spaced("\n".join(paragraphs(receipts[0])))
    assert "à 13 h 50" in paragraphs(receipts[0])[0]
    assert "heure locale" not in str(receipts[1])


def test_a_reminder_tells_the_site_s_clock_and_says_so() -> None:
    told = content(recall(case=complaint(site=CAYENNE, owner=QUALITY)))

    assert said(told) == (
        "*REC-2026-0007*, attestations, Cayenne (heure locale) : "
        "l'accusé de réception est attendu dimanche 15 novembre à 13 h 50."
    )
    assert "Cayenne (heure locale) : l'accusé" in spaced(rounded_up(told).text)


def test_a_reminder_of_a_confidential_case_names_no_site() -> None:
    told = content(recall(case=complaint(site=CAYENNE, confidential=True)))

    assert "Cayenne" not in said(told)
    assert "17 h 50" in said(told)


def test_a_refusal_tells_the_site_s_clock() -> None:
    refusal = refusals.Refusal(reason=refusals.Reason.NOT_LATER, field="new_due_at", limit=NOW)
    attempt = step_attempt(Step.EXTEND, scene(complaint(site=CAYENNE)))

    assert "13 h 50" in spaced("\n".join(refusal_lines(refusal, attempt)))
