"""The monthly summary as a message (policy §5), and as a preview for one reader."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.domain.periods import Month, parse_month
from bot.domain.reports import Report
from bot.ui.activity import activity_button
from bot.ui.blocks import Block, StepButton, actions, button, context, header, section
from bot.ui.dates import moment
from bot.ui.escape import cut
from bot.ui.limits import HEADER_MAX, MESSAGE_TEXT_MAX, SECTION_MAX
from bot.ui.post import Post
from bot.ui.read_back import page_in
from bot.ui.summary_charts import charts, late_table
from bot.ui.summary_lines import breakdown_lines, figure_lines, late_lines
from bot.ui.summary_sentences import sentences, title
from bot.ui.texts.catalogue import Texts

PUBLISH_SUMMARY = "publish_summary"
_FINGERPRINT_SHOWN = 12


def summary_post(report: Report, *, zone: ZoneInfo, texts: Texts) -> Post:
    """An edition for the quality channel: read in a minute, whole in its `text`."""
    lines = _Lines(report, zone=zone, texts=texts)
    return Post(
        text=cut("\n".join(lines.all), MESSAGE_TEXT_MAX),
        blocks=lines.blocks(with_charts=True),
        fallback_blocks=lines.blocks(with_charts=False),
    )


def summary_preview(
    report: Report, *, latest: Report | None, may_publish: bool, zone: ZoneInfo, texts: Texts
) -> Post:
    """A month as it is now, for whoever asked; quality managers may post it."""
    lines, says = _Lines(report, zone=zone, texts=texts, is_preview=True), texts.summary
    notes = [says.preview]
    if latest is not None:
        when = moment(latest.generated_at, zone, texts, now=report.generated_at)
        notes.append(says.told_before.format(edition=latest.edition, when=when))
    value = _edition_named(report)
    publish = button(StepButton(label=says.publish, action_id=PUBLISH_SUMMARY, value=value))
    activity = activity_button(report.figures.month, texts)
    return Post(
        text=cut("\n".join([*notes, *lines.all]), MESSAGE_TEXT_MAX),
        blocks=[
            *lines.blocks(with_charts=False),
            context(" ".join(notes)),
            *([actions([publish, activity])] if may_publish else []),
        ],
    )


def summary_text(report: Report, *, zone: ZoneInfo, texts: Texts) -> str:
    """The same for a terminal: plain lines without markup."""
    lines = _Lines(report, zone=zone, texts=texts, is_preview=True)
    return "\n".join(line.replace("*", "") for line in (*lines.all, lines.stamp))


def edition_of(value: str) -> tuple[Month, int]:
    """Which month and edition the button of a preview names."""
    month, _, edition = value.partition(":")
    return parse_month(month), page_in(edition)


def _edition_named(report: Report) -> str:
    return f"{report.figures.month}:{report.edition}"


class _Lines:
    """A report in lines, put into blocks in one order or another."""

    def __init__(
        self, report: Report, *, zone: ZoneInfo, texts: Texts, is_preview: bool = False
    ) -> None:
        self._report, self._zone, self._texts = report, zone, texts
        figures = report.figures
        now = report.generated_at
        at = report.meeting_at
        meeting = None if at is None else moment(at, zone, texts, now=now)
        self._title = title(figures, texts, meeting=meeting)
        is_correction = report.edition > 1 and not is_preview
        edition = texts.summary.edition.format(edition=report.edition)
        self._opening = [*([edition] if is_correction else []), *sentences(figures, texts)]
        self._figures = [] if figures.is_empty else figure_lines(figures, texts)
        self._breakdowns = breakdown_lines(figures, texts)
        self._late = late_lines(figures, zone, texts)
        self.stamp = self._stamped(is_preview=is_preview)

    @property
    def all(self) -> list[str]:
        return [self._title, *self._opening, *self._figures, *self._breakdowns, *self._told_late]

    def blocks(self, *, with_charts: bool) -> list[Block]:
        figures, texts = self._report.figures, self._texts
        has_charts = with_charts and not figures.is_empty
        table = [late_table(figures, self._zone, texts)] if figures.late else []
        return [
            header(cut(self._title, HEADER_MAX)),
            *_paragraph(self._opening),
            *_paragraph(self._figures),
            *(charts(figures, texts) if has_charts else []),
            *_paragraph(self._breakdowns),
            *(table if with_charts else _paragraph(self._told_late)),
            context(self.stamp),
        ]

    @property
    def _told_late(self) -> list[str]:
        if not self._late:
            return []
        return [f"*{self._texts.summary.late_title}*", *self._late]

    def _stamped(self, *, is_preview: bool) -> str:
        says, report = self._texts.summary, self._report
        template = says.stamp if report.figures.is_whole else says.stamp_running
        when = moment(report.generated_at, self._zone, self._texts, now=report.generated_at)
        taken = template.format(when=when)
        if is_preview:
            return taken
        origin = says.stamp_edition.format(
            edition=report.edition,
            policy=report.policy_version,
            fingerprint=report.fingerprint[:_FINGERPRINT_SHOWN],
        )
        return f"{taken} {origin}"


def _paragraph(lines: Sequence[str]) -> list[Block]:
    """The lines as one section, or none when there are none."""
    return [section(cut("\n".join(lines), SECTION_MAX))] if lines else []
