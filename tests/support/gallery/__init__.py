"""Every text where people meet it: screens, messages and papers of made-up cases."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.ui.texts.catalogue import Texts
from tests.support.gallery import (
    answers,
    cases,
    deadlines,
    letters,
    mails,
    reports,
    risks,
    school,
    sealed,
    sessions,
    steps,
)

AREAS: Mapping[str, Callable[[Texts], Iterator[Any]]] = {
    **cases.AREAS,
    **steps.AREAS,
    **deadlines.AREAS,
    **school.AREAS,
    **reports.AREAS,
    **risks.AREAS,
    **mails.AREAS,
    **letters.AREAS,
    **answers.AREAS,
    **sessions.AREAS,
    **sealed.AREAS,
}
"""What shows them, by what is shown; messages, which need a database, stand beside."""


def shown(texts: Texts) -> Iterator[Any]:
    """All of it, in one language."""
    for area in AREAS.values():
        yield from area(texts)
