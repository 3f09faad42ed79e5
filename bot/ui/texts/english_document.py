"""What stands on paper, in English."""

from bot.ui.texts.document_texts import DocumentTexts, FileTexts

ENGLISH_DOCUMENT = DocumentTexts(
    lang="en",
    unnamed="somebody",
    short_months=(
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ),
    also="{first}; {then}",
    contents="Contents",
    page="Page {page} of {pages}",
    table="Table",
    figure="Figure",
    summary_footer="{title} · edition {edition} · fingerprint {fingerprint}",
    summary_description=(
        "The month's complaints, incidents, deadlines and answers, for the team meeting."
    ),
    for_meeting="For the meeting on {when}",
    edition="Edition",
    correction="{edition}, which replaces the one before",
    figures_of="Figures as of",
    meeting="Meeting",
    promises="Policy version",
    fingerprint="Fingerprint",
    in_short="In short",
    figures="Figures",
    figures_caption="The month beside the one before, a year ago, and the months together",
    indicator="Indicator",
    twelve_months="Twelve months",
    flow_alt="Cases month by month. {months}.",
    category_alt="The month's complaints by category, most frequent first. {categories}.",
    alt_month="{month}: received {received}, closed {closed}, open at the end {open}",
    alt_category="{category}: {count}",
    breakdowns="Breakdowns and causes",
    late="Past due dates",
    late_caption="Cases that were late when this was made, the longest first",
    not_added="not applicable",
    months="Months",
    month="Month",
    met="{promise}: kept",
    counted="{promise}: counted",
    confidential="Confidential cases",
    injuries="Incidents with somebody hurt or unwell",
    lost_minutes="Minutes of training lost",
    breakdown_columns=("Breakdown", "Value", "Number"),
    file_name="summary-{period}-edition-{edition}",
    pdf=FileTexts(
        title="The month's summary, to print",
        sent="The summary as PDF, to print or to show.",
        waits="The summary's PDF is ready, but Slack does not take it: its storage is full, or "
        "uploads are disabled.",
    ),
    workbook=FileTexts(
        title="The summary's figures",
        sent="The summary's figures, in a workbook.",
        waits="The workbook of figures is ready, but Slack does not take it: its storage is "
        "full, or uploads are disabled.",
    ),
    picture=FileTexts(
        title="The summary's charts",
        sent="The summary's charts as a picture: Slack does not draw them itself here.",
        waits="The picture of the charts is ready, but Slack does not take it: its storage is "
        "full, or uploads are disabled.",
    ),
)
