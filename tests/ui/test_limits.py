"""Every modal and message keeps to Slack's limits, with the longest texts, in both languages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.cases.journal_entries import Event, TimelineEntry
from bot.domain.cases.taxonomy import Category, Continuity, Kind
from bot.domain.school.office import PARIS, CardDetail, Office, OfficeChoice
from bot.messages.notices import incident_notice
from bot.messages.school import trouble_notice
from bot.ui.cases.card import card
from bot.ui.cases.case_view import CaseLook, case_modal
from bot.ui.cases.timeline import TimelinePage
from bot.ui.filing.brought import Brought, BroughtFile, BroughtMail
from bot.ui.filing.complaint_form import Unconfirmed, ask_confirmation, complaint_modal
from bot.ui.filing.incident_form import incident_modal
from bot.ui.filing.receipt import could_not_save, receipt_modal, receipt_post, reopen_notice
from bot.ui.school.help import help_post, setup_notice, short_help
from bot.ui.school.settings_form import settings_modal
from bot.ui.texts.catalogue import ENGLISH, FRENCH, Texts
from tests.support.builders import NOW
from tests.support.cases import complaint, incident, kept_file
from tests.support.forms import sent
from tests.support.slack_limits import breaches_of_post, breaches_of_view

LANGUAGES = pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["french", "english"])
WRITINGS = pytest.mark.parametrize(
    "written",
    [
        "nul",
        "x" * 2_917 + "&" * 77 + "<>",  # 2,996 characters that escaping makes 3,310
        "x" * 3_001,
        "&<>" * 13_333,
        "🚒" * 40_000,
        "é \n" * 13_333,
        "<!channel> <@U012AB3CD> \u202e م \u200b " * 1_000,
    ],
    ids=["word", "escaped", "3001", "entities", "emoji", "lines", "marks"],
)
CROWD = Office(
    quality_channel="C0QUALITE",
    quality_managers=tuple(f"U0QUALITY{number}" for number in range(99)),
    training_managers=tuple(f"U0DIRECTION{number}" for number in range(99)),
)
LONG_SESSION = "&" * 150


def longest(case: Case, written: str) -> Case:
    return replace(
        case,
        description=written,
        session=LONG_SESSION,
        requested_remedy="<" * 1_000,
        owner="U0QUALITY",
        file_count=10,
        injury=True,
        continuity=Continuity.NO if case.kind is Kind.INCIDENT else None,
    )


def cases(written: str) -> list[Case]:
    return [longest(incident(), written), longest(complaint(), written)]


@LANGUAGES
@WRITINGS
@pytest.mark.fault(22)
def test_of_filing_forms(texts: Texts, written: str) -> None:
    link = "https://capsecurite.slack.com/archives/C0EQUIPE/p1794588600000100"
    known: Any = {
        "submission_id": uuid4(),
        "text": written,
        "source": link,
        "brought": Brought(
            files=tuple(BroughtFile(id=f"F{n}", name=f"{written[:60]}.png") for n in range(10)),
            mail=BroughtMail(sender=Complainant(name=written, contact=written), attachments=12),
        ),
    }
    first = incident_modal(texts, **known)
    second = complaint_modal(texts, now=NOW, **known)
    old = Unconfirmed(received_at=datetime(2025, 9, 24, 10, tzinfo=UTC))
    asked = ask_confirmation(sent(second), texts, unconfirmed=old, zone=PARIS, now=NOW)

    for view in (first, second, asked, could_not_save(sent(asked), texts)):
        assert not breaches_of_view(view)


@LANGUAGES
def test_of_forms_whose_words_are_never_cut(texts: Texts) -> None:
    views = [
        incident_modal(texts, submission_id=uuid4()),
        complaint_modal(texts, submission_id=uuid4(), now=NOW),
        settings_modal(texts, office=CROWD),
        settings_modal(texts, office=replace(CROWD, meeting_rule="FREQ=YEARLY;BYHOUR=9")),
    ]

    for view in views:
        assert not breaches_of_view(view)
        assert "…" not in str(view)


@LANGUAGES
@WRITINGS
def test_of_cards_and_notices(texts: Texts, written: str) -> None:
    for case in cases(written):
        for detail in CardDetail:
            for later in (timedelta(0), timedelta(days=400)):
                post = card(
                    case,
                    office=replace(CROWD, card_detail=detail),
                    texts=texts,
                    now=NOW + later,
                    mention=True,
                )
                assert not breaches_of_post(post)
        assert not breaches_of_post(incident_notice(case, office=CROWD, texts=texts, now=NOW))


@LANGUAGES
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("kind", Kind)
def test_of_cards_and_cases_in_every_status(texts: Texts, status: Status, kind: Kind) -> None:
    case = incident(status=status) if kind is Kind.INCIDENT else complaint(status=status)
    view = case_modal(CaseLook(case=case, office=CROWD, texts=texts, now=NOW))

    assert not breaches_of_post(card(case, office=CROWD, texts=texts, now=NOW))
    assert not breaches_of_view(view)


@LANGUAGES
@pytest.mark.parametrize("category", Category)
def test_of_cards_in_every_category(texts: Texts, category: Category) -> None:
    post = card(complaint(category=category), office=CROWD, texts=texts, now=NOW)

    assert not breaches_of_post(post)
    assert "…" not in post.blocks[0]["text"]["text"]


@LANGUAGES
@WRITINGS
@pytest.mark.fault(22)
def test_of_whole_cases(texts: Texts, written: str) -> None:
    entry = TimelineEntry(
        at=NOW, actor="U0QUALITY", event=Event.FILE_REFUSED, details={"text": written[:3_000]}
    )
    for case in cases(written):
        look = CaseLook(
            case=case,
            office=CROWD,
            texts=texts,
            now=NOW,
            complainant=Complainant(name="&" * 150, contact="<" * 200),
            files=[kept_file("&" * 250), kept_file("&" * 250, refused="too_large")] * 30,
            timeline=TimelinePage(entries=[entry] * 5, number=50, total=500),
        )
        assert not breaches_of_view(case_modal(look))


FILES = [kept_file("&" * 250), kept_file("<" * 250, refused="too_large")] * 15


@LANGUAGES
@WRITINGS
def test_of_answers_to_one_person(texts: Texts, written: str) -> None:
    for case in cases(written):
        view = receipt_modal(
            texts,
            case=replace(case, confidential=True),
            told=CROWD.training_managers,
            office=replace(CROWD, quality_channel=None),
            now=NOW,
            files=FILES,
        )
        assert not breaches_of_view(view)
        post = receipt_post(case, FILES, office=CROWD, texts=texts)
        assert not breaches_of_post(post)
    for post in (
        help_post(texts),
        short_help(texts, typed=written),
        reopen_notice(texts, form="complaint", text=written),
        setup_notice(texts, missing=tuple(OfficeChoice), who=CROWD.quality_managers),
        trouble_notice(texts, kind="card", error="channel_not_found"),
    ):
        assert not breaches_of_post(post)
