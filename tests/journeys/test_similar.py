"""Two reports of one thing are found to be alike, and linked or set aside."""

import pytest

from tests.support.filing import file_incident
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School

pytestmark = pytest.mark.one_database

BROKEN = "Le vidéoprojecteur de la salle B ne s'allume plus"


async def opened(person: Person, ref: str) -> Seen:
    await person.command("/qualite", ref)
    return await person.open_view(ref)


@pytest.mark.both_databases
async def test_a_manager_links_a_similar_case_or_names_it_as_the_original(school: School) -> None:
    trainer, director = await school.person("trainer"), await school.person("training_manager")
    for text in (BROKEN, f"{BROKEN} depuis ce matin", BROKEN):
        await file_incident(trainer, text)
        await trainer.act("close_view", all=True)
    case = await opened(director, "INC-2026-0002")
    await director.press("Lier", in_=case)
    after = await director.open_view("INC-2026-0002", other_than=case)
    await director.press("Doublon", in_=after)
    form = await director.open_view("Doublon")
    told = await opened(trainer, "INC-2026-0002")

    assert "Dossiers semblables" in case.text
    assert "Dossiers liés" in after.text
    assert form.value("duplicate_of") in {"INC-2026-0001", "INC-2026-0003"}
    assert "Dossiers semblables" not in told.text
