"""What a task costs whoever does it, counted while it is played on the real forms.

A task is a script by labels. What it comes to follows from the views that Vigie shows: which
inputs are compulsory, what they hold when the form opens, and what kind each is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.support.forms import spaced
from tests.support.journeys import REFERENCE
from tests.support.people import Person, close_all
from tests.support.sandbox_screens import Element, Json, Seen
from tests.support.school import School

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cost:
    """Presses, fields typed, screens, and compulsory entries that the form does not fill in.

    A select, a date and an entry of a menu are two presses; a radio button, a box, a button and
    sending are one each; a command is none, what is typed behind it a field. A screen is a form
    with all its pages.
    """

    presses: int = 0
    typed: int = 0
    screens: int = 0
    compulsory: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.presses + other.presses,
            self.typed + other.typed,
            self.screens + other.screens,
            self.compulsory + other.compulsory,
        )

    def __str__(self) -> str:
        return f"{self.presses} / {self.typed} / {self.screens} / {self.compulsory}"

    def is_within(self, most: "Cost") -> bool:
        """Whether nothing of it is more than that."""
        pairs = zip(self.parts, most.parts, strict=True)
        return all(one <= other for one, other in pairs)

    @property
    def parts(self) -> tuple[int, int, int, int]:
        return self.presses, self.typed, self.screens, self.compulsory


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """One thing that somebody sets about: a command, or buttons from a message of the case.

    The first button stands beneath the message in the `place`, the next one in what the first
    opens. `pages` are the answers to the form that comes of it, one for each time it is sent; none
    where the button does it alone. `text` is typed behind the command.
    """

    by: str
    command: str = ""
    text: str = ""
    press: tuple[str, ...] = ()
    place: str = "qualite"
    pages: tuple[Answers, ...] = ()


@dataclass(slots=True)
class Hand:
    """Does gestures on one case after another, and counts."""

    school: School
    ref: str = ""
    cost: Cost = field(default_factory=Cost)
    _people: dict[str, Person] = field(default_factory=dict)

    async def play(self, gestures: tuple[Gesture, ...]) -> Cost:
        """Do them in turn; what they cost together."""
        self.cost = Cost()
        for gesture in gestures:
            await self._do(gesture)
        return self.cost

    async def _do(self, gesture: Gesture) -> None:
        person = await self._person(gesture.by)
        if gesture.command:
            await person.command(gesture.command, gesture.text)
            self._add(typed=bool(gesture.text))
        else:
            await self._press(person, gesture)
        if gesture.pages:
            await self._fill(person, gesture.pages)

    async def _person(self, role: str) -> Person:
        """Somebody of the school, who has closed what they had open."""
        if role not in self._people:
            self._people[role] = await self.school.person(role)
        person = self._people[role]
        await close_all(person)
        return person

    async def _press(self, person: Person, gesture: Gesture) -> None:
        first, *then = gesture.press
        await self.school.settled()  # what stood in the menu may be a button by now

        def beneath_a_message() -> Seen | None:
            about = (one for one in person.messages(gesture.place) if self.ref in one.text)
            return next((one for one in about if first in one.buttons and self._is_new(one)), None)

        found = await _found(person, beneath_a_message, f"{first!r} on {self.ref}")
        await self._push(person, first, found)
        for name in then:
            opened = partial(_opened, person, button=name)
            await self._push(person, name, await _found(person, opened, name))

    def _is_new(self, seen: Seen) -> bool:
        """Whether a window shows a message as it was written last."""
        conversation = self.school.sandbox.world.workspace.conversations[seen.channel]
        return bool(conversation.messages[seen.ts].blocks == seen.raw["blocks"])

    async def _push(self, person: Person, name: str, shown: Seen) -> None:
        """A button, or an entry of a menu, which is opened first."""
        is_entry = shown.pressable(name).option is not None
        self._add(presses=2 if is_entry else 1)
        await person.press(name, in_=shown)

    async def _fill(self, person: Person, pages: tuple[Answers, ...]) -> None:
        """Answer what is asked, page after page, until the form is no more."""
        shown: Seen | None = await _found(person, partial(_opened, person), "a form")
        asked: set[str] = set()
        for given in pages:
            assert shown is not None, f"no page for {given}"
            shown = await self._send(person, shown, given, asked)
        assert shown is None or not _is_form(shown), (shown.title, shown.labels)
        self._add(screens=1, compulsory=len(asked))
        if found := REFERENCE.search(shown.text if shown else ""):
            self.ref = found[0]

    async def _send(
        self, person: Person, shown: Seen, given: Answers, asked: set[str]
    ) -> Seen | None:
        """Answer one page and send it; what is then on top, and what was `asked` besides."""
        asked |= _unfilled(shown)
        first = [label for label in given if _redraws(shown, label)]
        for label in first:
            shown = await self._choose(person, shown, label, given[label])
            asked |= _unfilled(shown)
        answers = {_block_of(shown, one): given[one] for one in given if one not in first}
        self._add(presses=1 + _presses(shown, answers), typed=_typed(shown, answers))
        sent = await person.submit(shown, answers)
        assert sent.ok, (shown.title, sent.errors)
        return sent.view

    async def _choose(self, person: Person, shown: Seen, label: str, value: Any) -> Seen:
        """Answer what the form is drawn anew for, and see it so."""
        found = shown.input(_block_of(shown, label))
        self._add(presses=_presses_for(found, value))
        await person.choose(found.element["action_id"], value, in_=shown)
        drawn_anew = partial(_opened, person, other_than=shown.raw["hash"])
        return await _found(person, drawn_anew, f"the form after {label!r}")

    def _add(self, **more: int) -> None:
        self.cost += Cost(**more)


async def _found(person: Person, look: Callable[[], Seen | None], what: str) -> Seen:
    return await person.window.wait_until(look, patience=60, what=what)


def _opened(person: Person, *, button: str = "", other_than: str = "") -> Seen | None:
    """The modal on top: a form, or what has this button."""
    views = [Seen(view) for view in person.window.state["views"]]
    if not views or views[-1].raw["hash"] == other_than:
        return None
    is_it = button in views[-1].buttons if button else _is_form(views[-1])
    return views[-1] if is_it else None


def _is_form(shown: Seen) -> bool:
    return bool(shown.raw["submit"])


def _block_of(shown: Seen, label: str) -> str:
    """The input that is labelled so, whatever kind of spaces stand in it."""
    named = _named(shown)
    assert label in named, (label, list(named))
    return str(named[label]["block_id"])


def _named(shown: Seen) -> dict[str, Json]:
    """The inputs by their labels, with plain spaces."""
    inputs = (block for block in shown.blocks if block["type"] == "input")
    return {spaced(shown.label_of(block["block_id"])): block for block in inputs}


def _unfilled(shown: Seen) -> set[str]:
    """The compulsory inputs that hold nothing as they are shown."""
    inputs = (block for block in shown.blocks if block["type"] == "input")
    return {
        block["block_id"]
        for block in inputs
        if not block.get("optional") and not shown.value(block["block_id"])
    }


def _redraws(shown: Seen, label: str) -> bool:
    return bool(_named(shown).get(label, {}).get("dispatch_action"))


def _presses(shown: Seen, answers: Answers) -> int:
    return sum(_presses_for(shown.input(label), value) for label, value in answers.items())


def _presses_for(found: Element, value: Any) -> int:
    kind: str = found.element["type"]
    several = len(value) if isinstance(value, list) else 1
    match kind:
        case "radio_buttons" | "checkboxes":
            return several
        case _ if _is_typed(found.element):
            return 0
        case _:
            return 2 * several


def _typed(shown: Seen, answers: Answers) -> int:
    return sum(_is_typed(shown.input(label).element) for label in answers)


def _is_typed(element: Json) -> bool:
    return str(element["type"]).endswith("text_input") or element["type"] == "number_input"
