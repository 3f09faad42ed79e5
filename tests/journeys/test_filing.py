"""Filing, from the words typed to the card in the quality channel."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases.confidentiality import discreet
from tests.support.filing import CASES, CONTINUES, LAVANDINE, file_complaint, file_incident
from tests.support.sandbox_screens import Seen
from tests.support.school import School

pytestmark = pytest.mark.one_database

INCIDENT_TYPES = {
    "technical": "Technique",
    "organisational": "Organisationnelle",
    "pedagogical": "Pédagogique",
}


def raw_text(message: Seen) -> str:
    """Everything in a message as it was sent, mrkdwn and all."""
    return json.dumps(message.raw, ensure_ascii=False)


def mrkdwn_of(part: Any) -> str:
    """Only what Slack would read as mrkdwn: a plain text notifies nobody."""
    match part:
        case {"type": "plain_text"}:
            return ""
        case dict():
            return "\n".join(mrkdwn_of(inner) for inner in part.values())
        case list():
            return "\n".join(mrkdwn_of(inner) for inner in part)
        case _:
            return str(part)


@pytest.mark.both_databases
async def test_a_trainer_files_in_one_command_and_three_taps(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    receipt = await file_incident(trainer, "le projecteur est mort salle B")
    card = await manager.wait_for_message("qualite", "INC-2026-0001")

    assert "INC-2026-0001" in receipt.text
    assert "le projecteur est mort salle B" in card.text
    assert school.case("INC-2026-0001").recorded_by == trainer.id


async def test_between_command_and_form_there_is_one_call(school: School) -> None:
    trainer = await school.person("trainer")
    before = len(school.calls())
    await trainer.command("/incident", "alarme")
    await trainer.open_view("Signaler un incident")

    assert school.calls()[before:] == ["views.open"]


async def test_an_incident_costs_three_calls_more_and_one_for_each_manager_told(
    school: School,
) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    quality = await school.person("quality_manager")
    before = len(school.calls())
    await file_incident(trainer, "alarme")
    await manager.wait_for_message("dm", "INC-2026-0001")
    await quality.wait_for_message("qualite", "INC-2026-0001")
    await trainer.wait_for_message("dm", "INC-2026-0001")

    called = school.calls()[before:]
    assert sorted(called) == [*["chat.postMessage"] * 3, "views.open"]


async def test_a_receipt_stays_and_news_of_the_case_come_beneath_it(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    await file_incident(trainer, "alarme")
    receipt = await trainer.wait_for_message("dm", "Référence")
    notice = await manager.wait_for_message("dm", "INC-2026-0001")
    await manager.press("Prendre en charge", in_=notice)
    news = await trainer.wait_for_message("dm", "pris en charge")

    assert "Référence\u00a0: *INC-2026-0001*, le " in receipt.text
    assert news.raw["thread_ts"] == receipt.ts


@pytest.mark.both_databases
async def test_the_training_manager_is_told_at_once_and_opens_the_case(school: School) -> None:
    trainer, manager = await school.person("trainer"), await school.person("training_manager")
    await file_incident(trainer, "malaise d'un stagiaire")
    notice = await manager.wait_for_message("dm", "INC-2026-0001")
    await manager.press("Voir le dossier", in_=notice)

    assert "INC-2026-0001" in (await manager.open_view("INC-2026-0001")).title


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
async def test_every_text_of_the_field_is_filed_whole_and_shown_rightly(
    school: School, case: dict[str, Any]
) -> None:
    reporter, manager = await school.person("trainer"), await school.person("quality_manager")
    is_incident = case["kind"] == "incident"
    if is_incident:
        await file_incident(reporter, case["text"], Type=INCIDENT_TYPES[case["incident_type"]])
    else:
        await file_complaint(reporter, case)
    ref = "INC-2026-0001" if is_incident else "REC-2026-0001"
    read = mrkdwn_of((await manager.wait_for_message("qualite", ref)).raw)

    assert school.case(ref).description == case["text"]
    assert not [typed for typed in ("<!channel>", "<!here>", "<@U012AB3CD>") if typed in read]
    assert list(school.sandbox.world.inspector.refused) == []


async def test_the_complainant_is_never_in_the_channel(school: School) -> None:
    manager = await school.person("quality_manager")
    someone = {"Réclamant": "Mme Églantine", "Contact du réclamant": "eglantine@example.org"}
    await file_complaint(manager, LAVANDINE, **someone)
    card = await manager.wait_for_message("qualite", "REC-2026-0001")
    await manager.press("Voir le dossier", in_=card)
    case = await manager.open_view("REC-2026-0001")

    assert "glantine" not in raw_text(card)
    assert "Lavandine" not in raw_text(card)
    assert "Mme Églantine" in case.text
    assert "eglantine@example.org" in case.text


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_no_name_number_or_address_of_the_fields_texts_would_be_posted(
    case: dict[str, Any],
) -> None:
    posted = discreet(case["text"])

    assert not re.search(r"Lavandine|Mirabelle|example\.org|06 39", posted)


@pytest.mark.fault(23)
async def test_a_confidential_case_shows_reference_and_dates_only(school: School) -> None:
    manager = await school.person("quality_manager")
    await file_complaint(manager, LAVANDINE, Confidentiel=True)
    card = await manager.wait_for_message("qualite", "REC-2026-0001")

    assert "SST" not in raw_text(card)
    assert "ttestation" not in raw_text(card)


async def test_a_case_is_opened_by_its_reference_by_those_who_may(school: School) -> None:
    manager, stranger = await school.person("quality_manager"), await school.person("trainer")
    await file_complaint(manager, LAVANDINE)
    await manager.close(await manager.open_view())
    await manager.command("/qualite", "rec-2026-0001")
    await stranger.command("/qualite", "REC-2026-0001")

    assert "REC-2026-0001" in (await manager.open_view("REC-2026-0001")).title
    assert (await stranger.wait_for_message("general", "y ont accès")).raw["ephemeral"]


async def test_a_date_in_the_future_is_refused_at_its_field(school: School) -> None:
    manager = await school.person("quality_manager")
    await manager.command("/reclamation", "nul")
    form = await manager.open_view("Nouvelle réclamation")
    tomorrow = int((school.clock.now() + timedelta(days=1)).timestamp())
    submitted = await manager.submit(form, complaint_answers() | {"Reçue le": tomorrow})

    assert list(submitted.errors) == ["Reçue le"]


async def test_a_date_long_ago_asks_for_confirmation_and_keeps_what_was_typed(
    school: School,
) -> None:
    manager = await school.person("quality_manager")
    await manager.command("/reclamation", "nul")
    form = await manager.open_view("Nouvelle réclamation")
    long_ago = int((school.clock.now() - timedelta(days=40)).timestamp())
    asking = (await manager.submit(form, complaint_answers() | {"Reçue le": long_ago})).view
    assert asking is not None
    added = next(label for label in asking.labels if label not in form.labels)
    done = (await manager.submit(asking, {added: "yes"})).view

    assert done is not None
    assert "REC-2026-0001" in done.text
    assert school.case("REC-2026-0001").description == "nul"


def complaint_answers() -> dict[str, Any]:
    """What a complaint must say at least."""
    return {
        "Partie prenante": "Stagiaire",
        "Canal": "Téléphone",
        "Catégorie": "other",
        "Gravité": "Mineure",
    }


async def test_a_message_becomes_an_incident_with_its_text_and_its_address(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.say("plus de courant en salle 3")
    message = await trainer.wait_for_message("general", "plus de courant")
    await trainer.shortcut("Signaler un incident", on=message)
    form = await trainer.open_view("Signaler un incident")
    await trainer.submit(form, {"Type": "Technique", CONTINUES: "Non"})
    description = school.case("INC-2026-0001").description

    assert description.startswith("plus de courant en salle 3\n")
    assert "/archives/C0GENERAL/p" in description


async def test_an_incident_made_of_a_reply_leads_to_it_in_its_thread(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.say("qui a la clé ?")
    asked = await trainer.wait_for_message("general", "qui a la clé")
    await trainer.reply(asked, "la porte est bloquée")
    reply = await trainer.wait_for_message("general", "bloquée")
    await trainer.shortcut("Signaler un incident", on=reply)
    form = await trainer.open_view("Signaler un incident")
    await trainer.submit(form, {"Type": "Technique", CONTINUES: "Oui"})

    assert f"?thread_ts={asked.ts}&cid=" in reply.raw["permalink"]
    assert school.case("INC-2026-0001").description.endswith(reply.raw["permalink"])


@pytest.mark.parametrize("shortcut", ["Signaler un incident", "Nouvelle réclamation"])
async def test_the_global_shortcuts_open_the_same_forms(school: School, shortcut: str) -> None:
    trainer = await school.person("trainer")
    await trainer.shortcut(shortcut)

    assert (await trainer.open_view(shortcut)).title == shortcut


async def test_an_english_trainer_reads_english(school: School) -> None:
    trainer = await school.person("english_trainer")
    await trainer.command("/incident", "the projector is dead")
    form = await trainer.open_view()
    first_type = form.input("type").element["options"][0]

    assert form.title == "Report an incident"
    assert first_type["text"]["text"] == "Technical"


async def test_somebody_without_a_language_reads_the_offices(school: School) -> None:
    assistant = await school.person("no_locale")
    await assistant.command("/incident", "x")

    assert (await assistant.open_view()).title == "Signaler un incident"


async def test_who_files_too_much_keeps_the_text_and_reads_when_to_send_it(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.domain.cases.quotas.OF_MEMBERS", 1)
    trainer = await school.person("trainer")
    await file_incident(trainer, "alarme")
    await trainer.close(await trainer.open_view())
    await trainer.command("/incident", "encore l'alarme")
    form = await trainer.open_view("Signaler un incident")
    answers = {"Type": "Technique", CONTINUES: "Oui"}
    kept = (await trainer.submit(form, answers)).view
    hurt = {"À préciser": ["injury"]}
    assert kept is not None
    done = (await trainer.submit(kept, hurt)).view

    assert "envoyez-les à partir de" in kept.text
    assert kept.labels == form.labels
    assert done is not None
    assert "INC-2026-0002" in done.text
    assert school.case("INC-2026-0002").description == "encore l'alarme"
