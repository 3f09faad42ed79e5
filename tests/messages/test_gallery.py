"""Every text is shown somewhere: who adds one shows it, who takes a place away takes its text."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.commands.doctor import checkup_lines
from bot.documents.register.words import code_in_words
from bot.domain.cases.letters import LetterKind
from bot.domain.cases.roles import Role
from bot.domain.school.checkup import Finding, Subject, Trouble
from bot.domain.school.office import Locale
from bot.ui.texts.catalogue import texts_for
from bot.ui.texts.checkup import CheckupTexts
from storage.database import Database
from tests.support.gallery import shown
from tests.support.gallery.answers import ALONE
from tests.support.gallery.cases import cards
from tests.support.gallery.messages import messages
from tests.support.message_examples import fill
from tests.support.shown import not_shown

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parents[2]
OF_THE_REGISTER = (re.compile(r"\.words\.letter\["), re.compile(r"\.words\.role\["))
"""Closed sets of which some members are named in the register alone, which speaks French."""


@pytest.fixture(scope="module")
def school(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("school") / "vigie.db"
    shutil.copy(sqlite_template, path)
    with closing(Database(f"sqlite:///{path}")) as database:
        fill(database)
        yield database


@pytest.mark.parametrize("locale", list(Locale))
def test_every_text_has_an_example(locale: Locale, school: Database, tmp_path: Path) -> None:
    texts = texts_for(locale)
    pieces: list[Any] = [*shown(texts), *messages(locale, school, tmp_path)]
    unshown = [
        path
        for path in not_shown(texts, pieces)
        if not any(one.match(path) for one in OF_THE_REGISTER)
    ]

    assert not unshown


@pytest.mark.parametrize("locale", list(Locale))
def test_every_text_of_the_doctor_has_an_example(locale: Locale) -> None:
    texts = CheckupTexts(locale)
    facts = dict.fromkeys(
        (
            "reason",
            "folder",
            "paths",
            "variable",
            "code",
            "scopes",
            "channel",
            "person",
            "count",
            "day",
        ),
        "x",
    )
    facts |= {"seconds": "600", "version": "x", "free": "x", "least": "x"}
    found = [Finding(subject=Subject.OUTBOX, trouble=one, facts=facts) for one in Trouble]
    well = [Finding(subject=one, facts=facts) for one in Subject]
    failures = [one for one in found if one.is_failure]
    pieces = [list(checkup_lines(some, texts)) for some in (found, well, failures[:1])]

    assert not not_shown(texts, pieces)


def test_the_register_says_the_words_that_only_it_says() -> None:
    words = texts_for(Locale.FRENCH).words

    assert [code_in_words("kind", kind) for kind in LetterKind] == list(words.letter.values())
    assert words.role.keys() == set(Role)


@pytest.mark.parametrize("path", ALONE)
def test_a_sentence_that_answers_alone_is_said_by_a_handler(path: str) -> None:
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "handlers").rglob("*.py")]

    assert any(re.search(rf"\.{path.rsplit('.', 1)[1]}\b", source) for source in sources)


def test_a_text_that_nothing_shows_is_found() -> None:
    texts = texts_for(Locale.FRENCH)
    pieces = list(cards(texts))

    assert ".errors.unavailable" in not_shown(texts, pieces)
    assert ".card.view" not in not_shown(texts, pieces)
