"""The longest messages that Slack takes, made to be hard to read, hold up nobody's form."""

import asyncio

import pytest

from tests.support.filing import CONTINUES
from tests.support.people import Person
from tests.support.school import School

pytestmark = pytest.mark.one_database

LONGEST = 40_000
HARD = {
    "an address without an end": "@" + "a" * (LONGEST - 1),
    "mentions without an end": ("<@U1|" * LONGEST)[: LONGEST // 4],
    "a pasted log": ("2026-11-02T10:00:00 a.b+c@d-e 06 1 06 1 M. A " * LONGEST)[:LONGEST],
}
FORM_OPENS_IN = 3.0
"""Seconds until Slack says that the app did not answer, and lets no form be opened."""


async def file_message(person: Person, mark: str, text: str) -> None:
    """Write a message, and make an incident of it by its shortcut."""
    await person.say(f"{mark} {text}"[:LONGEST])
    message = await person.wait_for_message("general", mark)
    await person.shortcut("Signaler un incident", on=message)
    form = await person.open_view("Signaler un incident")
    await person.submit(form, {"Type": "Technique", CONTINUES: "Oui"})


async def open_forms(colleague: Person, *, until: asyncio.Event) -> int:
    """Open the form again and again, each within Slack's time; says how often."""
    opened = 0
    while not until.is_set() or not opened:
        await colleague.command("/incident", f"alarme {opened}")
        form = await colleague.open_view("Signaler un incident", patience=FORM_OPENS_IN)
        await colleague.close(form)
        await colleague.no_view()
        opened += 1
    return opened


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
async def test_four_at_once_let_a_colleague_s_form_open(school: School, text: str) -> None:
    roles = ("trainer", "quality_manager", "training_manager", "admin")
    people = [await school.person(role) for role in roles]
    colleague, done = await school.person("owner"), asyncio.Event()
    opening = asyncio.create_task(open_forms(colleague, until=done))
    await asyncio.gather(
        *(file_message(person, f"salle-{number}", text) for number, person in enumerate(people))
    )
    for number in range(1, 5):
        await people[1].wait_for_message("qualite", f"INC-2026-{number:04}")
    done.set()

    assert await opening > 0
    assert school.number_of_cases() == 4
