"""What a session's screen says of the cases that may be about it."""

from dataclasses import replace

import pytest

from bot.domain.register.session_dossiers import SessionDossier
from bot.ui.sessions.dossier import dossier_modal
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import NOW, OFFICE
from tests.support.cases import complaint
from tests.support.forms import spaced
from tests.support.gallery.sessions import KNOWN


@pytest.mark.parametrize(
    ("trainers", "said"),
    [
        ((), []),
        (("Yann Moreau",), ["Assurée par : Yann Moreau"]),
        (("Yann Moreau", "Léa <Martin>"), ["Assurée par : Yann Moreau, Léa &lt;Martin&gt;"]),
    ],
)
def test_says_who_its_trainers_are(trainers: tuple[str, ...], said: list[str]) -> None:
    known = replace(KNOWN, session=replace(KNOWN.session, trainers=trainers))
    dossier = SessionDossier(known=known, cases=(), total=0, page=0, read_at=NOW, office=OFFICE)
    about = spaced(dossier_modal(dossier, FRENCH)["blocks"][1]["elements"][0]["text"])

    assert [one for one in about.split(" · ") if one.startswith("Assurée par")] == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, ["Reçue le 13 novembre 2026"]),
        ("SST de novembre.", ["SST de novembre ·", "Reçue le 13 novembre 2026"]),
    ],
)
def test_a_case_that_may_be_of_it_bears_its_date_and_its_reference_once(
    written: str | None, said: list[str]
) -> None:
    case = complaint(session=written)
    dossier = SessionDossier(
        known=KNOWN, cases=(), total=0, page=0, read_at=NOW, office=OFFICE, likely=(case,)
    )
    titled, below = dossier_modal(dossier, FRENCH)["blocks"][-2:]

    assert case.ref in titled["text"]["text"]
    assert [spaced(one["text"]) for one in below["elements"]] == said
