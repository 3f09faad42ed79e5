"""The files of a report, made from what was frozen: the PDF, the workbook, charts as a picture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.documents.typesetting.output import replacing
from bot.domain.calendar.periods import parse_semester
from bot.domain.messages.reports import (
    ReportFile,
    ReviewPdf,
    SummaryPdf,
    SummaryPicture,
    SummaryWorkbook,
)
from bot.domain.reports.figures import Report
from bot.domain.reports.reviews import Review
from bot.messages import kind
from bot.messages.kind import FileContext, FileKind, Rendered, shared, thread_of
from bot.slack.files import Upload
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.reports.documents import FileTexts
from storage.reports import editions
from storage.school import people

REPORT_NOT_POSTED = "report_not_posted"
"""Our own word beside Slack's: a file waits until the report stands whose thread it belongs to."""

R = TypeVar("R", Report, Review)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """What the files of a frozen report need to be worded."""

    zone: ZoneInfo
    texts: Texts
    names: Mapping[str, str]


def _kind(
    example: ReportFile,
    suffix: str,
    *,
    read: Callable[[Connection, ReportFile], R],
    write: Callable[[R, Path, _Wording], object],
    says: Callable[[Texts], FileTexts],
    alt: Callable[[R, Texts], str] = lambda _report, _texts: "",
) -> FileKind[ReportFile]:
    """A kind of files of reports; `alt` says what a picture shows."""

    def render(message: ReportFile, context: FileContext) -> Rendered:
        texts, said = context.texts, says(context.texts)
        with context.transactions.reading() as work:
            place = thread_of(work, message.of, missing=REPORT_NOT_POSTED)
            report = read(work.connection, message)
            names = {person.id: person.name for person in people.everyone(work.connection)}
        stem = texts.document.file_name.format(period=message.period, edition=message.edition)
        path = context.folder / f"{context.row.id.hex[:8]}-{stem}.{suffix}"
        if not path.exists():
            with replacing(path) as partial:
                write(report, partial, _Wording(zone=context.office.zone, texts=texts, names=names))
        upload = Upload(
            path=path,
            name=f"{stem}.{suffix}",
            title=said.title,
            comment=said.sent,
            alt=alt(report, texts),
        )
        return shared(upload, context, waits=said.waits, channel=place.channel, thread_ts=place.ts)

    return FileKind(example=example, render=render)


def _summary(connection: Connection, message: ReportFile) -> Report:
    return editions.read_report(connection, message.month, message.edition)


def _review(connection: Connection, message: ReportFile) -> Review:
    return editions.read_review(connection, parse_semester(message.period), message.edition)


# the bot starts faster without what makes documents


def _write_summary_pdf(report: Report, path: Path, by: _Wording) -> None:
    from bot.documents.reports.summary_pages import summary_document  # noqa: PLC0415
    from bot.documents.typesetting.typesetting import set_pdf  # noqa: PLC0415

    document = summary_document(report, zone=by.zone, texts=by.texts, names=by.names)
    path.write_bytes(set_pdf(document, made_at=report.generated_at))


def _write_summary_workbook(report: Report, path: Path, by: _Wording) -> None:
    from bot.documents.reports.summary_workbook import write_summary_workbook  # noqa: PLC0415

    write_summary_workbook(report, path, zone=by.zone, texts=by.texts)


def _write_summary_picture(report: Report, path: Path, by: _Wording) -> None:
    from bot.documents.reports.summary_pages import summary_charts  # noqa: PLC0415
    from bot.documents.typesetting.typesetting import set_picture  # noqa: PLC0415

    charts = summary_charts(report.figures, by.texts)
    path.write_bytes(set_picture(charts, lang=by.texts.document.lang))


def _picture_alt(report: Report, texts: Texts) -> str:
    from bot.documents.reports.summary_pages import summary_charts  # noqa: PLC0415

    return " ".join(chart.alt for chart in summary_charts(report.figures, texts))


def _write_review_pdf(review: Review, path: Path, by: _Wording) -> None:
    from bot.documents.reports.review_pages import review_document  # noqa: PLC0415
    from bot.documents.typesetting.typesetting import set_pdf  # noqa: PLC0415

    document = review_document(review, zone=by.zone, texts=by.texts, names=by.names)
    path.write_bytes(set_pdf(document, made_at=review.generated_at))


KINDS = (
    _kind(
        SummaryPdf(period=kind.MONTH, edition=1, of=kind.SUMMARY),
        "pdf",
        read=_summary,
        write=_write_summary_pdf,
        says=lambda texts: texts.document.pdf,
    ),
    _kind(
        SummaryWorkbook(period=kind.MONTH, edition=1, of=kind.SUMMARY),
        "xlsx",
        read=_summary,
        write=_write_summary_workbook,
        says=lambda texts: texts.document.workbook,
    ),
    _kind(
        SummaryPicture(period=kind.MONTH, edition=1, of=kind.SUMMARY),
        "png",
        read=_summary,
        write=_write_summary_picture,
        says=lambda texts: texts.document.picture,
        alt=_picture_alt,
    ),
    _kind(
        ReviewPdf(period=kind.SEMESTER, edition=1, of=f"review:{kind.SEMESTER}"),
        "pdf",
        read=_review,
        write=_write_review_pdf,
        says=lambda texts: texts.review.pdf,
    ),
)
