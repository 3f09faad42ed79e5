"""Payloads as nobody's Slack sends them: something in them gone, of another kind, or forged."""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from bot.sandbox.cast import KARIM, LEA, OWEN, PAUL
from tests.support.raw_payloads import Json, case_of

_KINDS = {("type",), ("event", "type"), ("command",)}
"""What says which kind of payload it is: otherwise it is another payload, or none at all."""
_HUGE = 60_000

_TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "\0",
            "a\0b",
            "\ud800",
            "\udfff\ud800",
            "é" * _HUGE,
            "<!channel>",
            "%s{0}{user}",
            "null",
            "{}",
            "[1]",
            '{"case": "x"}',
            "-1",
            "9" * 40,
            "0001-01-01",
            "9999-12-31",
            "2026-13-45",
            "25:99",
            ":",
            ":::",
            "|||",
            "../../etc/passwd",
            "http://[",
            "2026-S3:x",
            "REC-9999-9999",
        ]
    ),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=12),
)
_IDS = st.sampled_from(
    [OWEN, LEA, KARIM, PAUL, "U0NOBODY", "T0OTHER", str(case_of("none")), str(case_of("original"))]
)
_NUMBERS = st.one_of(
    st.sampled_from([0, -1, 2**31, 2**63, 2**64, 10**30, 1e300, -1e300, 0.5]), st.integers()
)
_LEAVES = st.one_of(st.none(), st.booleans(), _NUMBERS, _TEXTS, _IDS)
ODD = st.one_of(
    _LEAVES,
    st.recursive(
        _LEAVES,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(_TEXTS, inner, max_size=3)
        ),
        max_leaves=5,
    ),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to a payload: where, by a number that any payload has a place for."""

    place: int
    is_gone: bool
    instead: Any

    def on(self, payload: Json) -> Json:
        """The payload with this done to it."""
        changed = copy.deepcopy(payload)
        places = [one for one in _places(changed) if one not in _KINDS]
        if not places:
            return changed
        *way, last = places[self.place % len(places)]
        parent: Any = changed
        for key in way:
            parent = parent[key]
        if self.is_gone:
            del parent[last]
        elif last == "private_metadata" and isinstance(parent[last], str):
            parent[last] = self._on_carried(parent[last])
        else:
            parent[last] = self.instead
        return changed

    def _on_carried(self, carried: str) -> Any:
        """What a form carries unseen is forged from within more often than thrown away."""
        if self.place % 4 == 0 or not carried.startswith('{"'):
            return self.instead
        known = json.loads(carried)
        name = sorted(known)[self.place % len(known)]
        return json.dumps(known | {name: self.instead})


CHANGES = st.lists(
    st.builds(
        Change,
        place=st.integers(min_value=0, max_value=2**16),
        is_gone=st.sampled_from([True, False, False]),
        instead=ODD,
    ),
    min_size=1,
    max_size=3,
)


def mutated(payload: Json, changes: list[Change]) -> Json:
    """The payload with all of it done, one thing after the other."""
    for change in changes:
        payload = change.on(payload)
    if "command" in payload:  # travels as a form, in which everything is text
        return {name: str(value) for name, value in payload.items()}
    return payload


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    entries: Any
    if isinstance(node, dict):
        entries = list(node.items())
    elif isinstance(node, list):
        entries = list(enumerate(node))
    else:
        return
    for key, value in entries:
        here = (*path, key)
        yield here
        yield from _places(value, here)
