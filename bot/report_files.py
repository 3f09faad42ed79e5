"""A report's files, made from what was frozen: the PDF, the workbook, the charts as a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.documents.output import replacing
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.periods import Semester, parse_period
from bot.domain.reports import Report
from bot.domain.reviews import Review
from bot.services.offices import current_office
from bot.slack_gateway import PostponedError
from bot.ui.texts import texts_for
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.document_texts import FileTexts
from storage import cards, people, reports, reviews
from storage.cards import Place
from storage.claims import Claimed
from storage.database import Database

REPORT_NOT_POSTED = "report_not_posted"
"""Our own word beside Slack's: a file waits until the report stands whose thread it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportParcel:
    """A report's file, where it goes, and what is said of it; `alt` what a picture shows."""

    path: Path
    name: str
    place: Place
    says: FileTexts
    texts: Texts
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A frozen report and all that its files need to be worded."""

    report: Report | Review
    office: Office
    texts: Texts
    names: Mapping[str, str]


def pack_report(
    row: Claimed, *, database: Database, folder: Path, defaults: Office
) -> ReportParcel:
    """The file for a row, made now unless an attempt before made it.

    Raises PostponedError until the report's message stands, CannotWriteError and
    TypesettingError.
    """
    details = row.details or {}
    with database.reading() as connection:
        place = _place_of(connection, details)
        told = _told(connection, row, defaults)
    name = _name_of(row, told)
    path = folder / f"{row.id.hex[:8]}-{name}"
    if not path.exists():
        with replacing(path) as partial:
            _make(Outgoing(row.kind), partial, told)
    return ReportParcel(
        path=path,
        name=name,
        place=place,
        says=_says(row, told.texts),
        texts=told.texts,
        alt=_alt_of(row, told),
    )


def _place_of(connection: Connection, details: Mapping[str, Any]) -> Place:
    place = cards.place_of(connection, details["of"])
    if place is None:
        raise PostponedError(REPORT_NOT_POSTED)
    return place


def _told(connection: Connection, row: Claimed, defaults: Office) -> _Told:
    office = current_office(connection, defaults)
    return _Told(
        report=_report(connection, row.details or {}),
        office=office,
        texts=texts_for(office.locale),
        names={person.id: person.name for person in people.everyone(connection)},
    )


def _report(connection: Connection, details: Mapping[str, Any]) -> Report | Review:
    period, edition = parse_period(details["period"]), details["edition"]
    if isinstance(period, Semester):
        return reviews.read_review(connection, period, edition)
    return reports.read_report(connection, period, edition)


def _name_of(row: Claimed, told: _Told) -> str:
    details = row.details or {}
    suffix = {Outgoing.SUMMARY_WORKBOOK: "xlsx", Outgoing.SUMMARY_PICTURE: "png"}
    stem = told.texts.document.file_name.format(**details)
    return f"{stem}.{suffix.get(Outgoing(row.kind), 'pdf')}"


def _says(row: Claimed, texts: Texts) -> FileTexts:
    says = texts.document
    return {
        Outgoing.SUMMARY_PDF: says.pdf,
        Outgoing.SUMMARY_WORKBOOK: says.workbook,
        Outgoing.SUMMARY_PICTURE: says.picture,
        Outgoing.REVIEW_PDF: texts.review.pdf,
    }[Outgoing(row.kind)]


def _make(kind: Outgoing, path: Path, told: _Told) -> None:
    # the bot starts faster without what makes documents
    from bot.documents.review_pages import review_document  # noqa: PLC0415
    from bot.documents.summary_pages import summary_charts, summary_document  # noqa: PLC0415
    from bot.documents.summary_workbook import write_summary_workbook  # noqa: PLC0415
    from bot.documents.typesetting import set_pdf, set_picture  # noqa: PLC0415

    report, zone, texts = told.report, told.office.zone, told.texts
    if isinstance(report, Review):
        document = review_document(report, zone=zone, texts=texts, names=told.names)
        path.write_bytes(set_pdf(document, made_at=report.generated_at))
    elif kind is Outgoing.SUMMARY_PDF:
        document = summary_document(report, zone=zone, texts=texts, names=told.names)
        path.write_bytes(set_pdf(document, made_at=report.generated_at))
    elif kind is Outgoing.SUMMARY_PICTURE:
        charts = summary_charts(report.figures, texts)
        path.write_bytes(set_picture(charts, lang=texts.document.lang))
    else:
        write_summary_workbook(report, path, zone=zone, texts=texts)


def _alt_of(row: Claimed, told: _Told) -> str:
    if row.kind != Outgoing.SUMMARY_PICTURE or isinstance(told.report, Review):
        return ""
    from bot.documents.summary_pages import summary_charts  # noqa: PLC0415  # as above

    return " ".join(chart.alt for chart in summary_charts(told.report.figures, told.texts))
