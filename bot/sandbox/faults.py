"""Faults a test or a developer asks for: errors, lost connections, slowness."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ANY_METHOD = "*"


class FaultKind(StrEnum):
    ERROR = "error"
    HTTP_500 = "http_500"
    RATE_LIMITED = "rate_limited"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    DELAY = "delay"


@dataclass(slots=True, kw_only=True)
class Fault:
    """What befalls the next `times` calls of a method, or `percent` of all of them.

    With `text` only calls that carry it, so that no other message is hit in the place of the
    one that is meant. `error` goes with ERROR, `retry_after` (seconds) with RATE_LIMITED,
    `seconds` with DELAY.
    """

    kind: FaultKind
    method: str = ANY_METHOD
    text: str = ""
    times: int = 1
    percent: float | None = None
    seed: int = 0
    error: str = "internal_error"
    retry_after: int = 1
    seconds: float = 0.0
    _chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.kind = FaultKind(self.kind)
        self._chance = random.Random(self.seed)  # noqa: S311  (repeatable, not secret)

    def strikes(self, method: str, arguments: Mapping[str, object]) -> bool:
        """Whether this call is hit; counts it down."""
        if not self._means(method, arguments):
            return False
        if self.percent is not None:
            return self._chance.random() * 100 < self.percent
        if self.times <= 0:
            return False
        self.times -= 1
        return True

    def _means(self, method: str, arguments: Mapping[str, object]) -> bool:
        if self.method not in {ANY_METHOD, method}:
            return False
        return not self.text or self.text in json.dumps(arguments, ensure_ascii=False)


class Faults:
    def __init__(self) -> None:
        self.pending: list[Fault] = []

    def inject(self, fault: Fault) -> None:
        self.pending.append(fault)

    def clear(self) -> None:
        self.pending.clear()

    def next_for(self, method: str, arguments: Mapping[str, object]) -> Fault | None:
        """The fault that befalls this call, if any."""
        struck = next((one for one in self.pending if one.strikes(method, arguments)), None)
        self.pending = [fault for fault in self.pending if fault.percent or fault.times > 0]
        return struck
