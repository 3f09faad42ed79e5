"""Steps as people take them: from the card, from its menu, from the case."""

from typing import Any

from bot.domain.steps.doors import BEHIND
from bot.ui.texts.catalogue import FRENCH
from tests.support.people import Person, Submitted
from tests.support.sandbox_screens import Seen

DOORS = {
    FRENCH.steps.label[step]: FRENCH.steps.doors.label[door]
    for door, steps in BEHIND.items()
    for step in steps
}
"""The label of the door before each step that has one."""


async def open_case(person: Person, ref: str) -> Seen:
    await person.command("/qualite", ref)
    return await person.open_view(ref)


async def take(person: Person, step: str, answers: dict[str, Any] | None = None) -> Submitted:
    """Take a step from the open case, once it is offered there."""
    form = await open_step(person, step)
    return accepted(await person.submit(form, answers or {}))


async def open_step(person: Person, step: str) -> Seen:
    """The form of a step from the open case, where need be through the door before it."""
    if door := DOORS.get(step):
        await person.press(door, in_=await offering(person, door))
        # not in the case beneath, which offers the same of each case that is like it
        await person.press(step, in_=await person.open_view(door))
    else:
        await person.press(step, in_=await offering(person, step))
    return await person.open_view(step)


async def offering(person: Person, step: str) -> Seen:
    """The open case, as soon as it offers a step: it is shown anew after each."""

    def look() -> Seen | None:
        views = [Seen(view) for view in person.window.state["views"]]
        return views[-1] if views and step in views[-1].buttons else None

    return await person.window.wait_until(look, patience=60, what=f"a case offering {step!r}")


def accepted(submitted: Submitted) -> Submitted:
    assert submitted.ok, submitted.errors
    return submitted


async def write(
    person: Person, step: str, answers: dict[str, Any], *, means: str = "Courriel", **more: Any
) -> Seen:
    """Take a step whose form grows a letter, and keep that as it is. Gives the grown form."""
    grown = (await take(person, step, answers)).view
    assert grown is not None
    accepted(await person.submit(grown, {"Par quel moyen": means} | more))
    return grown
