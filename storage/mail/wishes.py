"""A step as it was wished with a letter, and its case before, as the letter's row has them."""

from collections.abc import Mapping
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel, create_model

from bot.domain.cases.cases import Case
from bot.domain.steps.deciding import COMMANDS
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.lifecycles import Step
from storage.messages.payloads import adapter_of

_STEP = "step"


def stored_step(wanted: StepCommand) -> dict[str, Any]:
    """A step with all that it brings along, as JSON."""
    given: dict[str, Any] = adapter_of(type(wanted)).dump_python(wanted, mode="json")
    return {_STEP: str(wanted.step)} | given


def step_from(stored: Mapping[str, Any]) -> StepCommand:
    """The step as it was wished. Raises ValueError where a newer release knows it otherwise."""
    of_type: type = COMMANDS[Step(stored[_STEP])]
    given = {name: value for name, value in stored.items() if name != _STEP}
    read: StepCommand = adapter_of(of_type).validate_python(given)
    return read


def stored_before(before: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a case as JSON."""
    return _fields()(**before).model_dump(mode="json", include=set(before))


def before_from(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the case had them; what a newer release may have added is left alone."""
    read = _fields().model_validate(stored)
    return {name: getattr(read, name) for name in read.model_fields_set}


@cache
def _fields() -> type[BaseModel]:
    """Every field of a case, none of them compulsory. Made when first needed."""
    hints = get_type_hints(Case)
    shape: dict[str, Any] = {
        name: (kind, None) for name, kind in hints.items() if name != "as_read"
    }
    return create_model("FieldsOfCase", **shape)
