"""What tasks cost those who do them: docs/gestures.md.

Written anew by `python -m tests.support.gesture_tasks`; a test compares the two, and holds each
task to what it may cost at most.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.gestures import Cost, Gesture, Hand
from tests.support.school import School, running_school

PAGE = Path(__file__).parents[2] / "docs" / "gestures.md"

INTRODUCTION = """\
# What tasks cost those who do them

Counted by playing each task in the sandbox, on the forms as Vigie shows them: **presses / fields
typed / screens / compulsory entries that the form does not fill in**. A select or a date is two
presses, an entry of the menu « … » too; a radio button, a box, a button and sending are one each; a
command is none, what is typed behind it is a field. A screen is a form with all its pages: a
letter's page belongs to its form. `python -m tests.support.gesture_tasks` writes this page, a test
compares.
"""

NOTES = """
*Before* is how Vigie was when counting began. People who had used it for a day then put the minor
complaint at 25 presses and 8 fields on 9 screens with 26 compulsory entries, the telephone at 10
presses and 9 fields, what is no complaint at 8 and 2, by hand. An entry of the menu « … » was one
press to them (three steps of the complaint stood there); it seems that a letter's page was a screen
of its own, what a form fills in compulsory too, and each choice a field.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What somebody wants done: `begun` by others, then counted, and how the case then stands.

    `before` is what it cost when counting began.
    """

    what: str
    begun: tuple[Gesture, ...] = ()
    counted: tuple[Gesture, ...]
    before: Cost
    most: Cost | None = None
    status: str


TRAINER, ASSISTANT, MANAGER = "trainer", "no_locale", "quality_manager"
_SETTINGS = Gesture(
    by=MANAGER,
    command="/qualite",
    text="reglages",
    pages=(
        {
            "Médiateur de la consommation : nom": "Médiation Exemple",
            "Médiateur : adresse postale": "1 rue Haute, 69000 Lyon",
            "Médiateur : site": "mediation.exemple",
        },
    ),
)


def _incident(continuity: str, **more: str) -> Gesture:
    asked = {"Type": "Technique", "La session peut-elle continuer ?": continuity}
    return Gesture(
        by=TRAINER,
        command="/incident",
        text="le projecteur est mort salle B",
        pages=(asked | more,),
    )


_SETTLED = _incident(
    "En mode dégradé", **{"Déjà réglé ? Ce que vous avez fait": "Remplacé par celui de la salle C."}
)
_VALIDATED = Gesture(by=MANAGER, press=("Valider et clore",))
_SETTLED_LATER = Gesture(
    by=TRAINER,
    press=("C'est réglé",),
    place="dm",
    pages=(
        {
            "Ce que vous avez fait": "Disjoncteur remis, reprise à 10 h.",
            "Qui avez-vous prévenu ?": "les onze stagiaires",
        },
    ),
)
_COMPLAINT = Gesture(
    by=ASSISTANT,
    command="/reclamation",
    pages=(
        {
            "Description": "Elle attend son attestation depuis trois semaines.",
            "Partie prenante": "Stagiaire",
            "Réclamant": "Mme Nadia Ferrand",
            "Contact du réclamant": "06 00 00 00 00",
            "Canal": "Téléphone",
        },
    ),
)
_LIFE = (
    Gesture(by=MANAGER, press=("Accuser réception",), pages=({},)),
    Gesture(
        by=MANAGER,
        press=("Répondre et régler",),
        pages=(
            {
                "La réclamation est": "Fondée",
                "Constats": "Envoi oublié : la pochette portait le nom d'une autre session.",
                "Solution proposée": "l'envoi de l'attestation en recommandé",
                "Mise en œuvre": "Faite aujourd'hui",
            },
            {},
        ),
    ),
    Gesture(
        by=MANAGER,
        press=("Suivi de satisfaction",),
        pages=(
            {
                "Le problème est-il réglé ?": "Oui",
                "Satisfaction, de 1 (pas du tout) à 5 (tout à fait)": "5",
                "Ce qu'en dit le réclamant": "Merci.",
            },
        ),
    ),
)
TASKS = (
    Task(
        what="A trainer reports an incident that is settled on the spot",
        counted=(_SETTLED,),
        before=Cost(3, 1, 1, 2),
        most=Cost(5, 2, 1, 2),
        status="measures_decided",
    ),
    Task(
        what="… and the office closes it",
        begun=(_SETTLED,),
        counted=(_VALIDATED,),
        before=Cost(13, 3, 4, 8),
        most=Cost(1, 0, 0, 0),
        status="closed",
    ),
    Task(
        what="A trainer notes a complaint by telephone",
        counted=(_COMPLAINT,),
        before=Cost(9, 3, 1, 5),
        most=Cost(6, 4, 1, 3),
        status="received",
    ),
    Task(
        what="A minor complaint, upheld: from its acknowledgement to its closing",
        begun=(_COMPLAINT,),
        counted=_LIFE,
        before=Cost(28, 7, 7, 8),
        most=Cost(12, 4, 4, 9),
        status="closed",
    ),
    Task(
        what="A session that was stopped, settled within the hour: after its report",
        begun=(_incident("Non"),),
        counted=(_SETTLED_LATER, _VALIDATED),
        before=Cost(16, 4, 4, 10),
        most=Cost(3, 2, 1, 1),
        status="closed",
    ),
    Task(
        what="What was filed is no complaint",
        begun=(_COMPLAINT,),
        counted=(
            Gesture(
                by=MANAGER,
                press=("Classer autrement", "Non recevable"),
                pages=(
                    {
                        "Explication donnée au réclamant": "Elle demande un programme.",
                    },
                    {},
                ),
            ),
        ),
        before=Cost(7, 1, 1, 3),
        most=Cost(4, 1, 1, 0),
        status="rejected",
    ),
)


async def play(school: School) -> dict[str, Cost]:
    """Every task in turn, each on a case of its own; what each comes to."""
    hand = Hand(school)
    await hand.play((_SETTINGS,))
    played = {}
    for task in TASKS:
        await hand.play(task.begun)
        played[task.what] = await hand.play(task.counted)
        await school.settled()
        assert school.case(hand.ref).status == task.status, task.what
    return played


def page_of(played: dict[str, Cost]) -> str:
    """The page as it should be."""
    return "\n".join([INTRODUCTION, *_rows(played), NOTES])


def _rows(played: dict[str, Cost]) -> Iterator[str]:
    yield "| task | before | now | at most |"
    yield "|---|---|---|---|"
    for task in TASKS:
        yield f"| {task.what} | {task.before} | {played[task.what]} | {task.most or ''} |"


@asynccontextmanager
async def running_tasks(folder: Path) -> AsyncIterator[School]:
    """A school in which nothing comes due meanwhile."""
    async with running_school(folder) as school:
        yield school


async def _write() -> None:
    with TemporaryDirectory() as folder:
        async with running_tasks(Path(folder)) as school:
            PAGE.write_text(page_of(await play(school)), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write())
