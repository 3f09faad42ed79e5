"""Putting into inputs what a person typed or chose."""

from functools import partial

from bot.sandbox.client.input_state import Input, Lookup
from bot.sandbox.client.surfaces import View
from bot.sandbox.interactions.deed import BadDeedError, Deed
from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.payload_rules.objects import choices_of


def fill(deed: Deed, view: View) -> None:
    """Remember `values` in the view; raises BadDeedError on what no client could send."""
    inputs = {one.key: one for one in view.inputs()}
    for block_id, actions in _values(deed).items():
        for action_id, value in actions.items():
            if (block_id, action_id) not in inputs:
                raise BadDeedError(f"no input {block_id}/{action_id} in this view")
            view.touched[block_id, action_id] = state_of(deed, inputs[block_id, action_id], value)


def state_of(deed: Deed, one: Input, value: Json) -> JsonObject:
    """Slack's state of an element that has been set to `value`; raises BadDeedError."""
    lookup = Lookup(option=partial(_option, deed), file=partial(_file, deed))
    try:
        return one.state(value, lookup)
    except (TypeError, ValueError) as unfit:
        raise BadDeedError(str(unfit)) from unfit


def _values(deed: Deed) -> JsonObject:
    values = deed.body.get("values") or {}
    if not isinstance(values, dict) or not all(isinstance(one, dict) for one in values.values()):
        raise BadDeedError("values must be an object of objects")
    return values


def _option(deed: Deed, one: Input, value: str) -> JsonObject:
    suggested = deed.world.suggested.get((deed.person.id, *one.key), ())
    initial = [one.element[key] for key in ("initial_option",) if key in one.element]
    offered = [*choices_of(one.element), *suggested, *initial]
    offered += one.element.get("initial_options", [])
    found: JsonObject | None = next(
        (option for option in offered if option["value"] == value), None
    )
    if found is None:
        raise BadDeedError(f"{value!r} is not an option of {one.action_id}")
    return found


def _file(deed: Deed, file_id: str) -> JsonObject:
    file = deed.world.workspace.files.get(file_id)
    if file is None or file.user != deed.person.id:
        raise BadDeedError(f"no file {file_id} of this person")
    return file.as_slack(deed.world.base_url)
