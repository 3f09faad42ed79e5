"""What is on a person's screen: texts, inputs and buttons, found by the words people read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Element:
    """An element and the block it stands in; `option` where it is an entry of an overflow menu."""

    block: Json
    element: Json
    option: Json | None = None

    @property
    def where(self) -> Json:
        return {"block_id": self.block["block_id"], "action_id": self.element["action_id"]}


@dataclass(frozen=True, slots=True)
class Seen:
    """A message, a modal or a Home tab as it was when it was looked at."""

    raw: Json = field(repr=False)

    @property
    def id(self) -> str:
        return str(self.raw["id"])

    @property
    def ts(self) -> str:
        return str(self.raw["ts"])

    @property
    def channel(self) -> str:
        return str(self.raw["channel"])

    @property
    def address(self) -> Json:
        """How an act names this place."""
        if "ts" in self.raw:
            return {"channel": self.channel, "ts": self.ts}
        return {"view_id": self.id}

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.raw["blocks"]
        return list(_flat(blocks))

    @property
    def title(self) -> str:
        return str((self.raw.get("title") or {}).get("text", ""))

    @property
    def errors(self) -> dict[str, str]:
        """Sentences at fields, by the label people read."""
        return {self.label_of(one): text for one, text in self.raw["errors"].items()}

    @property
    def text(self) -> str:
        """All that can be read in it, line by line."""
        lines = [self.title, str(self.raw.get("text", "")), *_texts(self.raw["blocks"])]
        return "\n".join(line for line in lines if line)

    @property
    def labels(self) -> list[str]:
        """The labels of its inputs."""
        return [_label(block) for block in self.blocks if block["type"] == "input"]

    def label_of(self, block_id: str) -> str:
        """The label of an input block, or its id where it has none."""
        found = (_label(block) for block in self.blocks if block["block_id"] == block_id)
        return next(found, "") or block_id

    @property
    def buttons(self) -> list[str]:
        """What can be pressed: buttons and entries of overflow menus."""
        return [_name(one) for one in self._pressable()]

    def input(self, name: str) -> Element:
        """An input by its label, block_id or action_id."""
        for block in self.blocks:
            if block["type"] == "input":
                element = block["element"]
                if name in {_label(block), block["block_id"], element["action_id"]}:
                    return Element(block, element)
        raise LookupError(f"no input {name!r}; there are {self.labels}")

    def pressable(self, name: str) -> Element:
        """A button or an entry of an overflow menu, by its text or action_id."""
        for one in self._pressable():
            if name in {_name(one), one.element["action_id"]}:
                return one
        raise LookupError(f"no button {name!r}; there are {self.buttons}")

    def element(self, name: str) -> Element:
        """Any other element by its action_id, placeholder or the label of its block."""
        for block in self.blocks:
            for element in _elements(block):
                placeholder = element.get("placeholder", {}).get("text")
                if name in {element.get("action_id"), placeholder, _label(block)}:
                    return Element(block, element)
        raise LookupError(f"no element {name!r}")

    def value(self, name: str) -> Any:
        """What an input holds as far as the sandbox knows."""
        where = self.input(name).where
        return self.raw["values"][where["block_id"]][where["action_id"]]

    def _pressable(self) -> Iterator[Element]:
        for block in self.blocks:
            for element in _elements(block):
                if element["type"] == "button":
                    yield Element(block, element)
                elif element["type"] == "overflow":
                    yield from (Element(block, element, one) for one in element["options"])


def chosen(element: Json, value: Any) -> Any:
    """Values of options where they were named by what they read; True ticks every checkbox."""
    match element["type"]:
        case "checkboxes" if isinstance(value, bool):
            return [option["value"] for option in element["options"]] if value else []
        case "static_select" | "radio_buttons" if value is not None:
            return option_value(element, value)
        case "multi_static_select" | "checkboxes":
            return [option_value(element, one) for one in value]
        case _:
            return value


def option_value(element: Json, wanted: str) -> str:
    """The value of the option that reads `wanted`, or has it as its value."""
    groups = element.get("option_groups", ())
    options = [*element.get("options", ()), *(one for group in groups for one in group["options"])]
    for option in options:
        if wanted in {option["text"]["text"], option["value"]}:
            return str(option["value"])
    readable = [option["text"]["text"] for option in options]
    raise LookupError(f"no option {wanted!r}; there are {readable}")


def _name(one: Element) -> str:
    return str((one.option or one.element)["text"]["text"])


def _label(block: Json) -> str:
    return str(block.get("label", {}).get("text", ""))


def _flat(blocks: list[Json]) -> Iterator[Json]:
    for block in blocks:
        yield block
        yield from _flat(block.get("child_blocks", []))


def _elements(block: Json) -> list[Json]:
    found = [block.get("accessory"), block.get("element")]
    found += [*block.get("elements", ()), *block.get("actions", ())]
    return [one for one in found if isinstance(one, dict) and "action_id" in one]


def _texts(payload: Any) -> Iterator[str]:
    """Every string a reader would see, in reading order."""
    if isinstance(payload, list):
        for one in payload:
            yield from _texts(one)
    elif isinstance(payload, dict):
        for key, value in payload.items():
            if key in {"text", "title", "alt_text", "caption", "name"} and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
