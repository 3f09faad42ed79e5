"""Reading a survey once: what each row would become, and the reckoning of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.documents.importing.list_reading import left_out, rows_read
from bot.documents.importing.register_reading import Row
from bot.documents.sessions.survey_files import SurveyTable, SurveyTables
from bot.documents.sessions.survey_rows import read_answer
from bot.domain.register.imported import RowFlaw
from bot.domain.register.imported_appreciations import AppreciationRow
from bot.domain.register.register_reckoning import Reckoning, SheetCount, ToldRow, keep
from bot.domain.sessions.appreciations import Appreciation
from bot.services.register.appreciation_importing import AppreciationMatch
from bot.services.register.register_matching import batches

Matched = Callable[[Sequence[AppreciationRow], Counter[str]], Sequence[AppreciationMatch]]
Watched = Callable[[Iterable[Row]], Iterable[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyChecking:
    """The dependencies of a check, and the answers that are new.

    `scale` is what was asked for where the file does not tell; `scales` are those that were read.
    `said` counts how often the file has said the same.
    """

    zone: ZoneInfo
    scale: int | None
    matched: Matched
    reckoning: Reckoning = field(default_factory=Reckoning)
    new: list[Appreciation] = field(default_factory=list)
    scales: set[int] = field(default_factory=set)
    said: Counter[str] = field(default_factory=Counter)


def check_survey(found: SurveyTables, checking: SurveyChecking, *, watched: Watched) -> Reckoning:
    """Read every row of every table; where one is refused, none of the others is taken.

    Of sheets set aside every row is left out.

    Raises NoScaleError at the first score of which nobody told the scale.
    """
    reckoning = checking.reckoning
    for one in found.tables:
        count = SheetCount(name=one.table.sheet.name)
        reckoning.sheets.append(count)
        _check_table(one, count, checking, watched)
    reckoning.sheets += map(left_out, found.found.aside)
    reckoning.wait()
    return reckoning


def _check_table(
    one: SurveyTable, count: SheetCount, checking: SurveyChecking, watched: Watched
) -> None:
    def read(row: Row) -> AppreciationRow:
        answer = read_answer(row, checking.zone, scale=one.scale or checking.scale)
        if answer.score is not None:
            checking.scales.add(answer.score.out_of)
        return answer

    rows = rows_read(watched(one.table.rows()), count, checking.reckoning, read=read)
    for batch in batches(rows):
        verdicts = checking.matched([answer for _, answer in batch], checking.said)
        for (row, _), verdict in zip(batch, verdicts, strict=True):
            _settle(row, verdict, count, checking)


def _settle(
    row: Row, verdict: AppreciationMatch, count: SheetCount, checking: SurveyChecking
) -> None:
    if verdict.appreciation is None:
        count.refused += 1
        value = row.text("session") or ""
        told = ToldRow(
            sheet=count.name, row=row.number, flaw=RowFlaw.NO_SESSION, field="session", value=value
        )
        keep(checking.reckoning.refused, told)
    elif verdict.is_known:
        count.there += 1
    else:
        count.taken += 1
        checking.new.append(verdict.appreciation)
