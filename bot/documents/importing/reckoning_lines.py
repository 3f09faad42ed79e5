"""The reckoning of an import in lines, whatever was imported: sheets, rows told of, the sum."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.documents.importing.import_mapping import CLOSED_SETS, HEADERS
from bot.documents.importing.import_rows import DEFAULTS
from bot.documents.register import words
from bot.domain.cases.journal_entries import Plain
from bot.domain.register.register_changes import PERSONAL, Difference
from bot.domain.register.register_reckoning import COUNTS, TOLD, Reckoning, SheetCount, ToldRow
from bot.ui.texts.importing import ImportTexts

_SHOWN = 40
"""Characters of a cell that are shown."""


@dataclass(frozen=True, slots=True)
class ReckoningLines:
    """Says a reckoning; `headers` are the columns that the rows of this import may have.

    Of the fields `hidden` no value is shown.
    """

    texts: ImportTexts
    headers: Mapping[str, tuple[str, ...]] | None = None
    hidden: Collection[str] = PERSONAL

    def of(self, reckoning: Reckoning) -> Iterator[str]:
        """Each sheet with its columns, what was assumed, each row to be told of, the sum."""
        texts = self.texts
        for sheet in reckoning.sheets:
            yield f"{self._named(sheet)} · {self._counts(sheet)}"
            yield from (f"  {line}" for line in self._columns(sheet))
        for name, count in reckoning.assumed.items():
            usual = words.word(DEFAULTS[name])
            yield texts.assumed.format(field=self._label(name), count=count, default=usual)
        for name, count in reckoning.unread.items():
            yield texts.unread.format(field=self._label(name), count=count)
        yield from self._listed(texts.differing_title, reckoning.differing)
        yield from self._listed(texts.updated_title, reckoning.updated)
        refused = reckoning.total("refused")
        yield from self._listed(texts.refused_title, reckoning.refused, of=refused)
        if len(reckoning.sheets) > 1:
            total = {name: reckoning.total(name) for name in COUNTS}
            yield f"{texts.total} · {texts.counts.format(**total)}"

    def _named(self, sheet: SheetCount) -> str:
        texts = self.texts
        name = f"« {sheet.name} »" if sheet.name else texts.whole_file
        if sheet.why is not None:
            return texts.sheet_aside.format(name=name, why=texts.left_out[sheet.why])
        if sheet.kind is None:
            return name
        return texts.sheet.format(name=name, kind=texts.kinds[sheet.kind])

    def _counts(self, sheet: SheetCount) -> str:
        texts, counts = self.texts, {name: getattr(sheet, name) for name in COUNTS}
        updated = texts.updated.format(updated=sheet.updated) if sheet.updated else ""
        return texts.counts.format(**counts) + updated

    def _columns(self, sheet: SheetCount) -> Iterator[str]:
        for name, count in sheet.unknown.items():
            yield self.texts.unknown.format(name=name, count=count)
        if sheet.own:
            yield self.texts.own.format(names=", ".join(sheet.own))
        for name in sheet.lacking:
            yield self.texts.lacking.format(name=name)

    def _listed(
        self, title: str, rows: Sequence[ToldRow], *, of: int | None = None
    ) -> Iterator[str]:
        if not rows:
            return
        yield title
        for row in rows:
            yield f"  {self._row(row)}"
        if of is not None and of > TOLD:
            yield "  " + self.texts.more.format(count=of - TOLD)

    def _row(self, row: ToldRow) -> str:
        texts = self.texts
        where = texts.row_of_sheet if row.sheet else texts.row
        parts = [where.format(sheet=row.sheet, row=row.row)]
        if row.field is not None:
            shape = (
                texts.place if row.value and row.field not in self.hidden else texts.place_hidden
            )
            parts.append(shape.format(field=self._label(row.field), value=row.value[:_SHOWN]))
        if row.flaw is not None:
            parts.append(texts.flaws[row.flaw].format(hint=row.hint or row.ref))
        elif row.ref:
            parts.append(row.ref)
        return " · ".join([*parts, *map(self._difference, row.differences)])

    def _difference(self, one: Difference) -> str:
        is_hidden = one.before is None and one.after is None
        shape = self.texts.difference_hidden if is_hidden else self.texts.difference
        before, after = self._said(one.field, one.before), self._said(one.field, one.after)
        return shape.format(field=self._label(one.field), before=before, after=after)

    def _said(self, field: str, value: Plain) -> str:
        if value in (None, ""):
            return self.texts.nothing
        in_words = words.code_in_words(field, str(value)) if field in CLOSED_SETS else str(value)
        return " ".join(in_words.split())[:_SHOWN]

    def _label(self, field: str) -> str:
        headers = HEADERS if self.headers is None else self.headers
        return f"{headers[field][0]} ({field})"
