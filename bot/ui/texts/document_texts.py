"""The types of what stands on paper beside a report's own words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTexts:
    """`sent` goes with a file into a thread; `waits` stands there where Slack takes none."""

    title: str
    sent: str
    waits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTexts:
    """`lang` is a code of BCP 47; `*_alt` say what a chart shows, for those who hear it."""

    lang: str
    unnamed: str
    short_months: tuple[str, ...]
    also: str
    contents: str
    page: str
    table: str
    figure: str
    # the monthly summary
    summary_footer: str
    summary_description: str
    for_meeting: str
    edition: str
    correction: str
    figures_of: str
    meeting: str
    promises: str
    fingerprint: str
    in_short: str
    figures: str
    figures_caption: str
    indicator: str
    twelve_months: str
    flow_alt: str
    category_alt: str
    alt_month: str
    alt_category: str
    breakdowns: str
    late: str
    late_caption: str
    not_added: str
    # the workbook
    months: str
    month: str
    met: str
    counted: str
    confidential: str
    injuries: str
    lost_minutes: str
    breakdown_columns: tuple[str, ...]
    # the files in the thread
    file_name: str
    pdf: FileTexts
    workbook: FileTexts
    picture: FileTexts
