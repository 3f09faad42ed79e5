"""The thousand mails of the corpus taken in, and whatever of it is not where it belongs."""

from pathlib import Path

from storage.database import Database
from tests.soak.scenarios import Stopwatch
from tests.soak.survival import MAILS, Survival
from tests.support.mail_corpus.taking_in import take_corpus_in
from tests.support.mail_corpus.thousand import CASES, corpus


async def mails_taken_in(database: Database, folder: Path, *, count: int, seed: int) -> Survival:
    """So many mails, of which each is judged by what it was written to be."""
    watch, held = Stopwatch(), list(corpus(count, seed=seed))
    taken = take_corpus_in(database, held, folder / "files")
    return Survival(
        scenario=f"{MAILS} of the corpus",
        database=database.url.get_backend_name(),
        accepted=taken.recorded,
        cases=CASES,
        messages=len(held),
        flaws=taken.flaws,
        seconds=watch.seconds(),
        figures={
            "copies of others": str(len(held) - taken.recorded),
            "in the right thread": f"{taken.right_threads:.1%}",
        },
    )
