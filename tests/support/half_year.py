"""Six months of invented cases on paper: the pictures and PDFs of docs/reports.md.

Made anew by `python -m tests.support.half_year`, the same each time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from bot.demo.desk import Desk
from bot.demo.hosting import settings_for
from bot.demo.six_months import six_months, tell_without_bot
from bot.documents.reports.review_pages import review_document
from bot.documents.reports.summary_pages import summary_document
from bot.documents.typesetting.pages import Document
from bot.documents.typesetting.typesetting import set_page_picture, set_pdf, set_picture
from bot.domain.actions.actions import ActionKind
from bot.domain.calendar.periods import Month, Semester
from bot.domain.reports.quality_risks import RiskLevel
from bot.domain.reports.reviews import PlanEntry, Review, ReviewNotes
from bot.domain.school.office import PARIS, Locale, Office, Person
from bot.sandbox.people import Role
from bot.sandbox.server import Sandbox
from bot.services.reports.review_drafts import prepare_due_review
from bot.services.reports.reviews import approve_review, write_review
from bot.ui.texts.catalogue import texts_for
from storage import schema
from storage.database import Database
from storage.reports import editions
from storage.school import people
from tests.support.builders import opened
from tests.support.times import paris

FOLDER = Path(__file__).parents[2] / "docs" / "reports"
BEGINS, ENDS = paris("2026-01-05 09:00"), paris("2026-07-02 09:00")
HALF_YEAR, MONTH = Semester(year=2026, half=1), Month(year=2026, month=5)
PPI = 70


class HalfYear:
    """A school after six months, its last summary and its approved review."""

    def __init__(self, database: Database, sandbox: Sandbox, office: Office) -> None:
        self._database = database
        self._office = office
        self._workspace = sandbox.world.workspace

    @property
    def names(self) -> dict[str, str]:
        return {id_: one.real_name for id_, one in self._workspace.people.items()}

    def summary(self, locale: Locale) -> Document:
        with self._database.reading() as connection:
            told = editions.read_report(connection, MONTH, 1)
        return summary_document(told, zone=PARIS, texts=texts_for(locale), names=self.names)

    def review(self, locale: Locale, review: Review) -> Document:
        return review_document(review, zone=PARIS, texts=texts_for(locale), names=self.names)

    def approved(self) -> Review:
        """The review of the half-year as its people wrote and approved it."""
        manager = self._workspace.person(Role.QUALITY_MANAGER).id
        prepare_due_review(opened(self._database, now=ENDS, office=self._office))
        opened(self._database, now=ENDS, office=self._office).write(
            write_review, HALF_YEAR, self._written, actor=manager, submission_id=UUID(int=1)
        )
        approved = approve_review(
            opened(self._database, now=ENDS + timedelta(hours=2), office=self._office),
            HALF_YEAR,
            edition=2,
            actor=self._workspace.person(Role.TRAINING_MANAGER).id,
        )
        assert approved is not None
        return approved

    def _written(self, notes: ReviewNotes) -> ReviewNotes:
        owner = self._workspace.person(Role.OWNER).id
        first, *others = notes.risks
        judged = replace(
            first,
            control="Vérification du matériel la veille de chaque session",
            residual=RiskLevel.MODERATE,
            treatment="Matériel de secours sur chaque site",
        )
        return replace(
            notes,
            trainees=412,
            sessions=58,
            hours=2_900,
            recurring="Les demandes reviennent surtout en fin de session longue.",
            difficulties="Les pannes touchent deux salles ; leur matériel a plus de huit ans.",
            feedback="Enquêtes à chaud : 4,4 sur 5. Deux entreprises demandent un planning ferme.",
            decisions="Le matériel de projection est remplacé avant la rentrée.",
            participants=(
                self._workspace.person(Role.QUALITY_MANAGER).id,
                self._workspace.person(Role.TRAINING_MANAGER).id,
            ),
            risks=(judged, *others),
            plan=(
                PlanEntry(
                    kind=ActionKind.PREVENTIVE,
                    title="Remplacer les vidéoprojecteurs des deux salles les plus touchées",
                    owner=owner,
                    due_on=date(2026, 9, 15),
                    success_criterion="Au plus une panne au second semestre",
                ),
            ),
        )


@contextmanager
def half_year(folder: Path) -> Iterator[HalfYear]:
    """The first half of 2026, lived through by the services."""
    sandbox = Sandbox()
    settings = settings_for(sandbox, folder)
    database = Database(settings.database_url)
    schema.upgrade(database)
    _know_people(database, sandbox)
    desk = Desk(database, sandbox.world.workspace, defaults=settings.office)
    desk.set_up(BEGINS)
    told = six_months(desk, begins_at=BEGINS, ends_at=ENDS)
    tell_without_bot(database, told, begins_at=BEGINS, ends_at=ENDS, defaults=settings.office)
    yield HalfYear(database, sandbox, settings.office)
    database.close()


def _know_people(database: Database, sandbox: Sandbox) -> None:
    members = [
        Person(id=one.id, name=one.real_name) for one in sandbox.world.workspace.people.values()
    ]
    with database.writing() as connection:
        people.remember(connection, members)


def write(folder: Path) -> None:
    """Write every picture and PDF."""
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as place, half_year(Path(place)) as told:
        review = told.approved()
        summary = told.summary(Locale.FRENCH)
        french = told.review(Locale.FRENCH, review)
        english = told.review(Locale.ENGLISH, review)
        (folder / "bilan-2026-05.pdf").write_bytes(set_pdf(summary, made_at=ENDS))
        (folder / "bilan-2026-05.png").write_bytes(set_page_picture(summary, page=0, ppi=PPI))
        (folder / "graphiques.png").write_bytes(set_picture(summary.charts, lang="fr"))
        (folder / "bilan-2026-S1.pdf").write_bytes(set_pdf(french, made_at=review.generated_at))
        (folder / "review-2026-S1.pdf").write_bytes(set_pdf(english, made_at=review.generated_at))
        for number, page in ((2, 2), (3, 4)):
            picture = set_page_picture(french, page=page, ppi=PPI)
            (folder / f"bilan-2026-S1-{number}.png").write_bytes(picture)


if __name__ == "__main__":
    write(FOLDER)
