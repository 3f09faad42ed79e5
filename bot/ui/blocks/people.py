"""People and names inside a sentence."""

from collections.abc import Sequence

from bot.ui.texts.catalogue import Texts

_NAMED = 10
"""People named one by one; a message stays short and within its limit."""


def mention(person: str) -> str:
    """The mark-up that shows, and notifies, a member."""
    return f"<@{person}>"


def mentions(people: Sequence[str], texts: Texts) -> str:
    """All of them, named up to ten, the others counted."""
    named = ", ".join(mention(person) for person in people[:_NAMED])
    others = texts.notice.and_others.say(len(people[_NAMED:]))
    return f"{named} {others}" if others else named
