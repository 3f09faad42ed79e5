"""Whatever people type is filed whole, or refused at its field."""

import pytest

from tests.support.filing import CONTINUES, file_incident
from tests.support.school import School

pytestmark = pytest.mark.one_database

TEXTS = {
    "one word": "nul",
    "emoji": "🔥🚒 évacuation 👩🏽‍🚒",
    "right to left and zero width": "\u200b\u202eحريق\u202c fin",
    "mentions": "<!channel> <@U0HELENEV> <#C0GENERAL> & <b>vite</b>",
    "escapes to more than a section holds": "<" * 737 + "a" * (2_996 - 737),
    "mrkdwn": "*gras* _ital_ `code` ~non~ > cité",
    "a formula": "=1+1",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.fault(21)
async def test_a_text_is_kept_as_it_was_typed(school: School, text: str) -> None:
    trainer, manager = await school.person("trainer"), await school.person("quality_manager")
    await file_incident(trainer, text)
    await manager.wait_for_message("qualite", "INC-2026-0001")

    assert school.case("INC-2026-0001").description == text
    assert list(school.sandbox.world.inspector.refused) == []


async def test_a_nul_character_is_dropped(school: School) -> None:
    await file_incident(await school.person("trainer"), "alarme\0 salle 2")

    assert school.case("INC-2026-0001").description == "alarme salle 2"


@pytest.mark.parametrize("length", [3_001, 40_000])
@pytest.mark.fault(21)
async def test_a_long_message_becomes_a_case_whole(school: School, length: int) -> None:
    trainer = await school.person("trainer")
    text = ("aléa " * length)[:length].strip()
    await trainer.say(text)
    message = await trainer.wait_for_message("general", "aléa")
    await trainer.shortcut("Signaler un incident", on=message)
    form = await trainer.open_view("Signaler un incident")
    await trainer.submit(form, {"Type": "Technique", CONTINUES: "Oui"})

    assert school.case("INC-2026-0001").description.startswith(text)


async def test_blank_text_is_refused_at_its_field(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.command("/incident")
    form = await trainer.open_view("Signaler un incident")
    answers = {"Que se passe-t-il\u202f?": "   ", "Type": "Technique", CONTINUES: "Oui"}
    submitted = await trainer.submit(form, answers)

    assert list(submitted.errors) == ["Que se passe-t-il\u202f?"]
    assert school.number_of_cases() == 0


async def test_an_unknown_word_after_qualite_is_said_to_be_so_with_what_helps(
    school: School,
) -> None:
    trainer = await school.person("trainer")
    await trainer.command("/qualite", "bonjour <!channel>")
    told = await trainer.wait_for_message("general", "ne connaît pas")
    await trainer.command("/qualite", "aide")
    whole = await trainer.wait_for_message("general", "/qualite preuves")

    assert told.raw["ephemeral"]
    assert "bonjour &lt;!channel&gt;" in told.text
    assert "/qualite aide" in told.text
    assert "/qualite preuves" not in told.text
    assert "`appreciations`, `registre`, `preuves`" in told.text
    assert "ne connaît pas" not in whole.text


async def test_an_unknown_reference_is_said_to_be_unknown(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.command("/qualite", "REC-2031-0042")

    assert (await trainer.wait_for_message("general", "Aucun dossier")).raw["ephemeral"]
