"""Quantities in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A quantity in words: for none, for one, and for `{count}` of them."""

    none: str
    one: str
    many: str

    def say(self, count: int) -> str:
        if count > 1:
            return self.many.format(count=count)
        return self.one if count else self.none
