"""The pictures of a half-yearly review, each with what it shows in words for who cannot see it."""

from collections.abc import Sequence

from bot.documents.pages import Chart, Dot, Series
from bot.documents.paper import listed, month_label
from bot.domain.figures import Tally
from bot.domain.quality_risks import Risk
from bot.domain.reviews import ReviewFigures
from bot.ui.review_lines import risk_name
from bot.ui.texts.catalogue import Texts


def months_chart(figures: ReviewFigures, texts: Texts) -> Chart:
    """Complaints and incidents received, and cases still open, month by month."""
    says = texts.summary
    tallies = [tally or Tally() for tally in figures.months]
    names = [month_label(month, texts) for month in figures.semester.months]
    complaints = tuple(tally.complaints.received for tally in tallies)
    incidents = tuple(tally.incidents.received for tally in tallies)
    still_open = tuple(tally.open for tally in tallies)
    told = [
        texts.review.month_alt.format(month=name, complaints=came, incidents=seen, open=left)
        for name, came, seen, left in zip(names, complaints, incidents, still_open, strict=True)
    ]
    return Chart(
        shape="columns",
        caption=texts.review.months_caption,
        alt=texts.review.months_alt.format(months=listed(told, texts)),
        labels=tuple(names),
        series=(
            Series(name=says.complaints_received, values=complaints),
            Series(name=says.incidents_received, values=incidents),
            Series(name=says.open, values=still_open, is_line=True),
        ),
    )


def risk_matrix(risks: Sequence[Risk], texts: Texts) -> Chart:
    """Likelihood against impact, a numbered dot for each risk."""
    says = texts.review
    told = [
        says.matrix_risk.format(
            number=number,
            risk=risk_name(risk, texts),
            likelihood=risk.likelihood,
            impact=risk.impact,
            level=says.level[risk.level],
        )
        for number, risk in enumerate(risks, start=1)
    ]
    return Chart(
        shape="matrix",
        caption=says.matrix_caption,
        alt=says.matrix_alt.format(risks=listed(told, texts)),
        likelihood=says.likelihood,
        impact=says.impact,
        risks=tuple(
            Dot(number=number, likelihood=risk.likelihood, impact=risk.impact)
            for number, risk in enumerate(risks, start=1)
        ),
    )
