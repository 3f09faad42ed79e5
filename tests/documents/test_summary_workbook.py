"""A month's figures as a workbook: what is known, in columns wide enough, on one page across."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.documents.reports.summary_workbook import write_summary_workbook
from bot.domain.reports.figures import Report
from bot.domain.school.office import PARIS, Locale
from bot.ui.texts.catalogue import texts_for
from tests.support.reports import figures, late, report


def written(told: Report, folder: Path, locale: Locale = Locale.FRENCH) -> Any:
    path = folder / "bilan.xlsx"
    write_summary_workbook(told, path, zone=PARIS, texts=texts_for(locale))
    return openpyxl.load_workbook(path)


def test_only_months_that_are_known_have_a_row(tmp_path: Path) -> None:
    rows = list(written(report(), tmp_path)["Mois"].values)

    assert [row[0] for row in rows] == ["Mois", "sept. 26", "oct. 26"]
    assert "n.d." not in {cell for row in rows for cell in row}


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("count", [0, 24])
def test_no_word_is_cut(tmp_path: Path, locale: Locale, count: int) -> None:
    told = report(figures=figures(**late(count) if count else {}))
    for sheet in written(told, tmp_path, locale):
        for head, *below in sheet.columns:
            width = sheet.column_dimensions[head.column_letter].width
            assert max(len(word) for word in head.value.split()) < width
            assert max((len(str(cell.value)) for cell in below), default=0) < width
        lines = max(len(cell.value) / 14 for cell in sheet[1])
        assert (sheet.row_dimensions[1].height or 15) >= 15 * lines
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.page_setup.orientation == "landscape"
