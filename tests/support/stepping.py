"""Steps as people take them: from the card, from its menu, from the case."""

from typing import Any

from tests.support.people import Person, Submitted
from tests.support.sandbox_screens import Seen


async def open_case(person: Person, ref: str) -> Seen:
    await person.command("/qualite", ref)
    return await person.open_view(ref)


async def take(person: Person, step: str, answers: dict[str, Any] | None = None) -> Submitted:
    """Take a step from the open case, once it is offered there."""
    await person.press(step, in_=await offering(person, step))
    form = await person.open_view(step)
    return accepted(await person.submit(form, answers or {}))


async def offering(person: Person, step: str) -> Seen:
    """The open case, as soon as it offers a step: it is shown anew after each."""

    def look() -> Seen | None:
        views = [Seen(view) for view in person.window.state["views"]]
        return views[-1] if views and step in views[-1].buttons else None

    return await person.window.wait_until(look, patience=10, what=f"a case offering {step!r}")


def accepted(submitted: Submitted) -> Submitted:
    assert submitted.ok, submitted.errors
    return submitted


async def write(
    person: Person, step: str, answers: dict[str, Any], *, means: str = "Email", **more: Any
) -> Seen:
    """Take a step whose form grows a letter, and keep that as it is. Gives the grown form."""
    grown = (await take(person, step, answers)).view
    assert grown is not None
    accepted(await person.submit(grown, {"Par quel moyen": means} | more))
    return grown
