"""Trainers whom nobody knows are matched once, by a manager, and stay so."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.errors import NotAllowedError
from bot.domain.school.office import Locale
from bot.services.sessions.choosing import offered_sessions
from bot.services.sessions.trainers import match_trainers, strangers
from bot.ui.sessions.trainers import read_trainers, trainers_form
from bot.ui.texts.catalogue import texts_for
from storage.database import Database
from storage.tables import journal
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.forms import filled
from tests.support.sessions import SST, keep_sessions

NAMED = replace(SST, trainers=("Y. Moreau", "Léa Petit"))


def match(database: Database, **persons: str) -> int:
    told = {key.replace("_", " "): person for key, person in persons.items()}
    return opened(database).write(match_trainers, told, actor=QUALITY)


def test_a_name_is_matched_once_and_the_session_is_that_member_s_then(database: Database) -> None:
    keep_sessions(database, NAMED, replace(SST, code="A", trainers=()))
    before = opened(database).read(strangers, reader=QUALITY)
    left = match(database, moreau_y=TRAINER)
    again = match(database, moreau_y="U0OTHER", nobody="U0OTHER")
    keep_sessions(database, NAMED)
    first = opened(database).read(offered_sessions, "", reader=TRAINER)[0]
    with database.reading() as connection:
        events = connection.execute(select(journal.c.event)).scalars().all()

    assert before == {"lea petit": "Léa Petit", "moreau y": "Y. Moreau"}
    assert (left, again) == (1, 1)
    assert first.session.code == "SST-26-041"
    assert events == ["trainers_matched"]


@pytest.mark.one_database
def test_only_who_shows_proofs_says_who_they_are(database: Database) -> None:
    keep_sessions(database, NAMED)

    with pytest.raises(NotAllowedError):
        opened(database).write(match_trainers, {"moreau y": TRAINER}, actor=TRAINER)


def test_the_form_is_read_by_the_names_that_it_asked_about() -> None:
    unknown = {"lea petit": "Léa Petit", "moreau y": "Y. Moreau"}
    form = trainers_form(unknown, texts_for(Locale.FRENCH))

    assert read_trainers(filled(form, name_1=TRAINER, name_0=None)) == {"moreau y": TRAINER}
