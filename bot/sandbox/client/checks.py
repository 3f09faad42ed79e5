"""What Slack's client checks in a modal before it tells the app of a submission."""

import re
from collections.abc import Callable

from bot.sandbox.client.input_state import Input, held_value
from bot.sandbox.client.texts import ClientTexts
from bot.sandbox.json_types import Json, JsonObject

LONGEST_TEXT = 3000
LARGEST_FILE = 10 * 1024 * 1024
"""Bytes a file_input takes (docs: file-input-element)."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s][^@\s.]*\.[^@\s]+")
_URL = re.compile(r"https?://\S+")
_WHOLE = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?\d+([.,]\d+)?")


def field_error(one: Input, state: JsonObject, texts: ClientTexts) -> str | None:
    """The sentence shown at the field, or None where nothing is wrong."""
    held = held_value(state)
    if held in (None, "", []):
        return None if one.block.get("optional") else texts.required
    check = _CHECKS.get(one.kind, _within_max_selected)
    return check(one.element, held, texts)


def _text(element: JsonObject, held: str, texts: ClientTexts) -> str | None:
    if len(held) < element.get("min_length", 0):
        return texts.too_short.format(element["min_length"])
    longest = element.get("max_length", LONGEST_TEXT)
    return texts.too_long.format(longest) if len(held) > longest else None


def _email(_element: JsonObject, held: str, texts: ClientTexts) -> str | None:
    return None if _EMAIL.fullmatch(held) else texts.not_an_email


def _url(_element: JsonObject, held: str, texts: ClientTexts) -> str | None:
    return None if _URL.fullmatch(held) else texts.not_a_url


def _number(element: JsonObject, held: str, texts: ClientTexts) -> str | None:
    form = _DECIMAL if element["is_decimal_allowed"] else _WHOLE
    if not form.fullmatch(held):
        return texts.not_a_number
    value = float(held.replace(",", "."))
    if "min_value" in element and value < float(element["min_value"]):
        return texts.too_low.format(element["min_value"])
    if "max_value" in element and value > float(element["max_value"]):
        return texts.too_high.format(element["max_value"])
    return None


def _files(element: JsonObject, held: list[JsonObject], texts: ClientTexts) -> str | None:
    most = element.get("max_files", 10)
    if len(held) > most:
        return texts.too_many.format(most)
    if any(file["size"] > LARGEST_FILE for file in held):
        return texts.file_too_large
    taken = element.get("filetypes")
    if taken and any(file["filetype"] not in taken for file in held):
        return texts.file_type.format(", ".join(taken))
    return None


def _within_max_selected(element: JsonObject, held: Json, texts: ClientTexts) -> str | None:
    most = element.get("max_selected_items")
    return texts.too_many.format(most) if most and len(held) > most else None


_CHECKS: dict[str, Callable[[JsonObject, Json, ClientTexts], str | None]] = {
    "plain_text_input": _text,
    "email_text_input": _email,
    "url_text_input": _url,
    "number_input": _number,
    "file_input": _files,
}
