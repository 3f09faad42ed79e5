"""`vigie appreciations …`: what trainees said of sessions in surveys."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.console import progress, say, texts_before, warn, working
from bot.documents.importing.reckoning_lines import ReckoningLines
from bot.documents.importing.register_reading import Row
from bot.documents.sessions.survey_checking import SurveyChecking, check_survey
from bot.documents.sessions.survey_files import survey_in
from bot.domain.register.register_reckoning import COUNTS, Reckoning
from bot.domain.school.office import Office
from bot.domain.sessions.appreciations import SCALES
from bot.services.register.appreciation_importing import import_appreciations, match_answers
from bot.services.school.offices import read_office
from bot.ui.texts.importing import import_texts_for
from bot.ui.texts.sessions.surveys import SURVEY_COLUMNS, SurveyImportTexts

_WORDS = frozenset({"verbatim"})
"""Columns of which no cell is ever shown."""


def import_file(
    file: Annotated[Path, typer.Argument()],
    scale: Annotated[int | None, typer.Option(min=SCALES[0], max=SCALES[-1])] = None,
    encoding: Annotated[str | None, typer.Option()] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> None:
    """Bring in a survey's answers. A second time it changes nothing.

    Nothing is written unless every row can be. Ends with a reckoning of every row; status 0 only
    when none was refused or left out.
    """
    with working() as (_, transactions):
        office = transactions.read(read_office)
        checking = SurveyChecking(
            zone=office.zone,
            scale=scale,
            matched=lambda rows, said: transactions.read(match_answers, rows, said),
        )
        reckoning = _checked(file, checking, encoding=encoding)
        waiting = 0
        if not dry_run and not reckoning.total("refused"):
            found = transactions.write(import_appreciations, checking.new, source=file.name)
            waiting = len(found)
    _tell(checking, office, waiting=waiting, is_done=not dry_run)


def _checked(file: Path, checking: SurveyChecking, *, encoding: str | None) -> Reckoning:
    found = survey_in(file, encoding=encoding)
    with progress() as bar:

        def watched(rows: Iterable[Row]) -> Iterable[Row]:
            return bar.track(rows, description=texts_before().doing["check"])

        return check_survey(found, checking, watched=watched)


def _tell(checking: SurveyChecking, office: Office, *, waiting: int, is_done: bool) -> None:
    """The reckoning on stdout; what is wrong in one sentence on stderr, and status 1."""
    texts, says = import_texts_for(office.locale), SurveyImportTexts(office.locale)
    reckoning = checking.reckoning
    for line in ReckoningLines(texts, SURVEY_COLUMNS, hidden=_WORDS).of(reckoning):
        say(line)
    if checking.scales:
        say(says.scale.format(scales=", ".join(map(str, sorted(checking.scales)))))
    counts = {name: reckoning.total(name) for name in COUNTS}
    if reckoning.total("refused"):
        warn(texts.nothing_imported.format(**counts))
        raise typer.Exit(1)
    say((says.imported if is_done else says.would_import).format(**counts))
    if said := says.waiting.say(waiting):
        say(said)
    if not reckoning.is_whole:
        warn(texts.left_out_sentence.format(**counts))
        raise typer.Exit(1)
