"""Two lives as an auditor reads them: docs/journal-of-a-complaint.md and -of-an-incident.md.

Written anew by `python -m tests.support.journals`; a test compares. What people do stands in
`complaint_story` and `incident_story`, the page is that of the evidence, in Markdown.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.documents.evidence.history import history_page
from bot.domain.school.office import PARIS
from bot.services.register.register_lines import Line
from storage.cases import journal
from tests.support import complaint_story, incident_story
from tests.support.page_markdown import markdown_of
from tests.support.school import School, running_school
from tests.support.story import Story
from tests.support.times import StillClock, paris

DOCS = Path(__file__).parents[2] / "docs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """A case's life: when it begins, who does what, and the page that it comes to."""

    ref: str
    begins: str
    live: Callable[[Story], Awaitable[None]]
    title: str
    introduction: str
    page: Path


COMPLAINT = Journal(
    ref="REC-2026-0001",
    begins="2026-10-05 09:30",
    live=complaint_story.live,
    title="Le journal d'une réclamation",
    introduction="Du coup de téléphone à la clôture, avec une prolongation.",
    page=DOCS / "journal-of-a-complaint.md",
)
INCIDENT = Journal(
    ref="INC-2026-0001",
    begins="2026-11-09 10:40",
    live=incident_story.live,
    title="Le journal d'un incident",
    introduction="De la session interrompue à l'action corrective efficace.",
    page=DOCS / "journal-of-an-incident.md",
)
JOURNALS = (COMPLAINT, INCIDENT)
_HOW = (
    "École, personnes et faits sont inventés ; Slack est le bac à sable, l'horloge avance seule. "
    "C'est la page que donne `vigie evidence`, les noms en clair. "
    "`python -m tests.support.journals` l'écrit, un test la compare."
)


async def play(school: School, told: Journal) -> str:
    """Live the case, and give the page of its journal."""
    story = Story(school)
    await told.live(story)
    await story.settle()
    case = school.case(told.ref)
    with school.database.reading() as connection:
        entries = list(journal.history_of(connection, case.id))
        flaw = journal.first_flaw(connection)
    assert flaw is None, flaw
    page = markdown_of(history_page(Line(case=case), entries, zone=PARIS))
    _, _, body = page.partition("\n")
    above = f"# {told.title}\n\n{told.introduction} {_HOW}\n\n**{told.ref}**"
    below = f"---\n\n{len(entries)} entrées ; `vigie verify` trouve la chaîne intacte."
    return f"{above}\n{_named(body, school)}\n{below}\n"


@asynccontextmanager
async def running_story(folder: Path, told: Journal) -> AsyncIterator[School]:
    """A school whose clock only the story moves."""
    clock = StillClock(paris(told.begins))
    async with running_school(folder, base=clock, tick_seconds=0.1) as school:
        yield school


def _named(text: str, school: School) -> str:
    """The people by their names and Slack by an address, where the journal has this run's.

    Of the messages of one second it is chance which Slack numbers first.
    """
    people = school.sandbox.world.workspace.people
    text = text.replace(school.sandbox.base_url, "https://ecole.slack.test")
    text = re.sub(r"(?<=thread_ts=)(\d+)\.\d+", r"\1.000000", text)
    return re.sub("U0[A-Z]+", lambda found: people[found[0]].real_name, text)


async def _write(told: Journal) -> None:
    with TemporaryDirectory() as folder:
        async with running_story(Path(folder), told) as school:
            told.page.write_text(await play(school, told), encoding="utf-8")


if __name__ == "__main__":
    for one in JOURNALS:
        asyncio.run(_write(one))
