"""Who reads a mail in confidence: never somebody whom it names, as long as there is another."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.mail.reading import readers_of
from bot.domain.school.office import Office, Person
from tests.support.builders import OFFICE
from tests.support.mails import mail

ANNE, BORIS, CLARA, DENIS = (
    Person(id="U0ANNE", name="Anne Lefèvre"),
    Person(id="U0BORIS", name="Boris Petit"),
    Person(id="U0CLARA", name="Clara Dubois"),
    Person(id="U0DENIS", name="Denis Roy"),
)
MEMBERS = (ANNE, BORIS, CLARA, DENIS)
SCHOOL = replace(
    OFFICE,
    confidential_handlers=(ANNE.id, BORIS.id),
    quality_managers=(CLARA.id,),
    training_managers=(DENIS.id,),
)
ALL = "Anne, Boris, Clara et Denis m'ont harcelée."


def readers(*, office: Office = SCHOOL, **given: Any) -> tuple[str, ...]:
    usual: dict[str, Any] = {"is_in_confidence": True, "subject": "Harcèlement", "from_name": None}
    return readers_of(mail(**usual | given), office, MEMBERS)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"shown": "Le formateur m'a harcelée."}, (ANNE.id, BORIS.id)),
        ({"shown": "M. Petit m'a harcelée."}, (ANNE.id,)),
        ({"subject": "anne LEFEVRE", "shown": "Elle m'a giflée."}, (BORIS.id,)),
        ({"shown": "Voir ci-joint.", "attached": "Boris m'a harcelée."}, (ANNE.id,)),
        ({"shown": "Anne et Boris m'ont harcelée."}, (CLARA.id,)),
        ({"shown": "Anne, Boris et Clara m'ont harcelée."}, (DENIS.id,)),
        ({"shown": "Mon avis.", "from_name": "Boris Petit"}, (ANNE.id,)),
        ({"shown": "Mon avis.", "from_address": "boris.petit@example.org"}, (ANNE.id,)),
        ({"shown": "Mon avis.", "from_name": "Boris Autre"}, (ANNE.id, BORIS.id)),
    ],
)
def test_whoever_it_names_does_not_read_it(
    given: dict[str, Any], expected: tuple[str, ...]
) -> None:
    assert readers(**given) == expected


def test_who_is_greeted_quoted_or_signs_is_not_accused() -> None:
    text = "Bonjour Anne,\nLe formateur m'a harcelée.\nCordialement,\nBoris Autre"

    assert readers(shown=text, text=f"{text}\n> Anne Lefèvre") == (ANNE.id, BORIS.id)


def test_where_everybody_is_named_nothing_falls_into_silence() -> None:
    assert readers(shown=ALL) == (ANNE.id, BORIS.id)
    assert readers(shown=ALL, office=replace(SCHOOL, confidential_handlers=())) == (CLARA.id,)


def test_any_other_mail_is_for_the_quality_managers_whomever_it_names() -> None:
    assert readers(shown="Clara ne répond pas.", is_in_confidence=False) == (CLARA.id,)
