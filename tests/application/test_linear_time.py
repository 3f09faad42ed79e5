"""Nothing that people write holds up the bot: each pattern of ours takes as long as the text is."""

import re
from collections.abc import Callable
from dataclasses import astuple, replace
from functools import partial
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.register.columns import cell_text, guarded
from bot.documents.typesetting.legible import legible
from bot.documents.typesetting.pages import runs_of
from bot.domain.cases.cases import Complainant
from bot.domain.cases.confidentiality import (
    HIDDEN,
    discreet,
    hiding,
    hiding_words,
)
from bot.domain.cases.searching import excerpt_of, folded, telling_words, terms_of
from bot.domain.cases.similarity import LOOKED_AT_MAX, similar_to, sketch_of
from bot.domain.school.office import Person
from bot.sandbox.client import checks as client_checks
from bot.services.register.pseudonyms import Masks
from bot.ui.blocks.answers import clean
from bot.ui.blocks.escape import as_typed, cut, fitting, mrkdwn, one_line, put_together, split
from bot.ui.blocks.spoken import spoken
from bot.ui.texts.language import french
from bot.ui.texts.settings import REGISTER
from tests.support.cases import complaint
from tests.support.long_texts import CROWDED, LONGEST, opened_and_read, worded
from tests.support.patterns import (
    LENGTH,
    Known,
    Site,
    counted,
    known_patterns,
    repeated,
    sites,
    texts_against,
)

AT_MOST = 1.0
"""Seconds of processor for one text: what is linear takes a few hundredths at most.

How quick the linear is, benchmarks say: a second told apart by tenths is the machine's mood.
"""
NEGLIGIBLE = 0.008
"""Seconds below which growth is not looked at: a processor's own moods would be measured."""
ROUNDS_AT_MOST = 12
PARTS = 6
"""In how many tests the patterns are tried; listing them takes longer than a collection may."""
GROWTH = 10
"""Longest against a quarter of it: 4 for what is linear, 16 for what is quadratic."""


def seconds(work: Callable[[], object], *, rounds: int = 1, within: float = AT_MOST) -> float:
    """The least time of this thread's own that the work took, in so many rounds at least.

    A busy machine adds to it too, by what others leave of the processor's caches: what is not
    `within` its bound is measured again. What is, once, need not be.
    """
    taken = list[float]()
    while len(taken) < rounds or (min(taken) >= within and len(taken) < ROUNDS_AT_MOST):
        began = thread_time()
        work()
        taken.append(thread_time() - began)
        if taken[-1] < NEGLIGIBLE:
            break
    return min(taken)


def asking(pattern: re.Pattern[str], way: str, text: str) -> Callable[[], object]:
    ask = getattr(pattern, way)
    return (lambda: counted(ask(text))) if way == "finditer" else (lambda: ask(text))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_pattern_takes_time_in_proportion_to_the_text(part: int) -> None:
    for known in known_patterns()[part::PARTS]:
        for way in sorted(known.ways):
            for text in texts_against(known.pattern, LENGTH):
                is_linear(known, way, text)


def is_linear(known: Known, way: str, text: str) -> None:
    seen, work = (known.place, way, text[:40]), asking(known.pattern, way, text)
    long = seconds(work)
    assert long < AT_MOST, seen

    if long >= NEGLIGIBLE:
        quarter = text[: LENGTH // 4 - 4] + text[-4:]
        bound = seconds(asking(known.pattern, way, quarter), rounds=3) * GROWTH
        assert long < bound or seconds(work, within=bound) < bound, seen


def test_patterns_made_as_they_are_needed_are_known_here() -> None:
    """Those of signs and of words are tried below; a terminal's sentences are short.

    A mail's boundary is a fixed text, tried with mails of thirty megabytes.
    """
    assert sites() == {
        Site(module="bot.mail.mime", function="_pieces"),
        Site(module="bot.sandbox.payload_rules.checks", function="string"),
        Site(module="bot.documents.typesetting.legible", function="_patterns"),
        Site(module="bot.domain.cases.confidentiality", function="hide"),
        Site(module="bot.commands.wording", function="_pattern"),
    }


# What hid addresses, telephone numbers and mentions before, and took far too long over it.
OLD_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
OLD_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
OLD_TYPED_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
OLD_ASKED = re.compile(r"(?:registre|register)(?:\s+(?P<words>.+))?", re.IGNORECASE)
SHORT = 200


def like(alphabet: str) -> st.SearchStrategy[str]:
    pieces = st.sampled_from([*alphabet, "a@b.fr", "x.y+z@c-d.example.org", "@", "..", "<@U1|"])
    return st.lists(pieces, max_size=SHORT // 8).map("".join)


@given(like("abé.+'-@_ \n"))
def test_the_same_addresses_are_hidden_as_by_the_pattern_without_bounds(text: str) -> None:
    assert discreet(text) == OLD_EMAIL.sub(HIDDEN, text)


@given(like("UWA12<@>| a"))
def test_the_same_mentions_are_hidden_but_for_labels_that_hold_a_bracket(text: str) -> None:
    hide = Masks([]).against(Complainant())
    shorter = re.sub(r"<(?=<@[UW])|\|[^<>]*<", " ", text)

    assert hide(shorter) == OLD_EMAIL.sub(HIDDEN, OLD_MENTION.sub(HIDDEN, shorter))


@given(like("ab.@- "))
def test_the_same_is_taken_for_an_address_in_an_input(text: str) -> None:
    now, before = client_checks._EMAIL, OLD_TYPED_EMAIL

    assert bool(now.fullmatch(text)) == bool(before.fullmatch(text))


@given(st.lists(st.sampled_from(["registre", "REGISTER", " ", "\n", "noms", "2026"])).map("".join))
def test_the_same_is_asked_by_a_command(text: str) -> None:
    now, before = REGISTER.fullmatch(text.strip()), OLD_ASKED.fullmatch(text.strip())

    assert (now and now["words"]) == (before and before["words"])


@given(
    st.text(alphabet="abAB-é. ", max_size=SHORT),
    st.lists(st.text(alphabet="abé", min_size=1, max_size=4), max_size=5),
)
def test_words_are_hidden_together_as_they_are_one_by_one(text: str, words: list[str]) -> None:
    one_by_one = text
    for word in words:
        one_by_one = re.sub(rf"(?<!\w){word}(?!\w)", HIDDEN, one_by_one, flags=re.IGNORECASE)

    assert hiding_words(words)(text) == one_by_one


NAMES = [f"Prénom{number} Nomdefamille-{number}" for number in range(300)]


def linked(text: str) -> str:
    return spoken(text, lambda _: "Quelqu'un")


@pytest.mark.parametrize(
    "treat",
    [
        hiding(NAMES),
        Masks([Person(id=f"U{number}", name=name) for number, name in enumerate(NAMES)]).against(
            Complainant(name="Anne-Sophie de la Tour d'Auvergne", contact="- " * 100)
        ),
        linked, clean, mrkdwn, one_line, as_typed, folded, terms_of, telling_words, runs_of,
        cell_text, guarded, french, legible,
        lambda text: excerpt_of(text, ("introuvable",)),
        lambda text: cut(mrkdwn(text), 3_000),
        lambda text: fitting(text, size=3_000),
        lambda text: put_together(*astuple(split(text, 3_000))),
    ],
)  # fmt: skip
def test_the_longest_message_is_dealt_with_at_once(treat: Callable[[str], object]) -> None:
    taken = {text[:20]: seconds(partial(treat, text)) for text in LONGEST.values()}

    assert max(taken.values()) < AT_MOST, taken


@pytest.mark.parametrize("make", [worded, opened_and_read])
@pytest.mark.parametrize("text", LONGEST.values(), ids=map(repr, LONGEST))
def test_messages_and_forms_with_the_longest_text_are_made_at_once(
    make: Callable[[str], None], text: str
) -> None:
    assert seconds(partial(make, text)) < AT_MOST


@pytest.mark.parametrize("words", ["Prénom 12 ", "\ufdfa ", CROWDED], ids=["few", "wide", "many"])
def test_three_hundred_long_cases_are_compared_in_some_seconds(words: str) -> None:
    text = repeated(words)
    case = complaint(description=f"un deux trois {text}")
    others = [
        replace(sketch_of(complaint(description=f"un deux trois {text}")), ref=f"REC-{number}")
        for number in range(LOOKED_AT_MAX)
    ]

    assert len(similar_to(case, others)) == 3
    assert seconds(lambda: similar_to(case, others), rounds=1, within=5) < 5
