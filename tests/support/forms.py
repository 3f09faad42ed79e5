"""What Slack's client does with a form: fill it in, and send its state."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.slack.payload_shapes import Pressed, View

Form = dict[str, Any]


def filled(view: Form, **answers: Any) -> View:
    """The view as submitted, each input by its block_id; what is not given stays as it was.

    A text for a text input, a value for a choice, a list of values for boxes, seconds
    for a date and time, ids for people.
    """
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    unknown = answers.keys() - {block["block_id"] for block in inputs}
    assert not unknown, f"no such input: {unknown}"
    values = {
        block["block_id"]: {
            block["element"]["action_id"]: _state(
                block["element"], answers.get(block["block_id"], ...)
            )
        }
        for block in inputs
    }
    return sent(view, values)


def sent(view: Form, values: Mapping[str, Any] | None = None) -> View:
    """The view as the gate hands it on, with the state of its inputs if any is given."""
    return View.model_validate(
        view | {"id": "V0VIEW", "hash": "1.a", "external_id": "", "state": {"values": values or {}}}
    )


def used(element: Form) -> Pressed:
    """A button or a menu as the gate hands it on once it was used."""
    return Pressed.model_validate({"action_id": "any"} | element)


def labels(view: Form) -> dict[str, Form]:
    """Each input's element by its label, the no-break spaces made plain."""
    return {
        spaced(block["label"]["text"]): block["element"]
        for block in view["blocks"]
        if block["type"] == "input"
    }


def option_words(element: Form) -> list[str]:
    """The words of an element's options."""
    return [option["text"]["text"] for option in element["options"]]


def spaced(text: str) -> str:
    """The text with plain spaces only, to be compared with what people type."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def _state(element: Form, answer: Any) -> Form:
    kind = element["type"]
    return {"type": kind} | _READERS[kind](element, answer)


def _typed(element: Form, answer: Any) -> Form:
    return {"value": element.get("initial_value") if answer is ... else answer}


def _chosen(element: Form, answer: Any) -> Form:
    if answer is ...:
        return {"selected_option": element.get("initial_option")}
    return {"selected_option": _option(element, answer)}


def _searched(element: Form, answer: Any) -> Form:
    """What a search offered, or the text that was typed into it, which it offers as well."""
    if answer is ...:
        return {"selected_option": element.get("initial_option")}
    option = {"text": {"type": "plain_text", "text": answer or ""}, "value": answer}
    return {"selected_option": option if answer else None}


def _ticked(element: Form, answer: Any) -> Form:
    if answer is ...:
        return {"selected_options": element.get("initial_options", [])}
    return {"selected_options": [_option(element, value) for value in answer]}


def _option(element: Form, value: str) -> Form:
    return next(option for option in element["options"] if option["value"] == value)


def _plain(name: str, initial: str) -> Callable[[Form, Any], Form]:
    return lambda element, answer: {name: element.get(initial) if answer is ... else answer}


_READERS: dict[str, Callable[[Form, Any], Form]] = {
    "plain_text_input": _typed,
    "radio_buttons": _chosen,
    "static_select": _chosen,
    "external_select": _searched,
    "checkboxes": _ticked,
    "multi_static_select": _ticked,
    "users_select": _plain("selected_user", "initial_user"),
    "datepicker": _plain("selected_date", "initial_date"),
    "number_input": _typed,
    "datetimepicker": _plain("selected_date_time", "initial_date_time"),
    "timepicker": _plain("selected_time", "initial_time"),
    "multi_users_select": _plain("selected_users", "initial_users"),
    "conversations_select": _plain("selected_conversation", "initial_conversation"),
    "file_input": _plain("files", "initial_files"),
}
