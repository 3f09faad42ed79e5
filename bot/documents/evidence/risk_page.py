"""The register of risks in the pack: each under watch as it stands when the pack is made."""

from collections.abc import Iterator, Mapping

from bot.documents.evidence import texts
from bot.documents.evidence.html import link, page_lines, section, table, text, ways
from bot.documents.evidence.making import Making
from bot.documents.register import words
from bot.domain.reports.quality_risks import Risk
from bot.ui.texts.catalogue import FRENCH


def add_risks(making: Making) -> None:
    """The analysis of risks, or that none is under watch."""
    paths = {case.ref: case.proofs[0].path for case in making.cases}
    shown = [_risk(one, making, paths) for one in making.register.risks()]
    parts = [*_begin(making), *(shown or [f"<p>{text(texts.NO_RISKS)}</p>"])]
    making.archive.add_lines(texts.RISKS_PAGE, page_lines(texts.RISKS, parts))


def _begin(making: Making) -> Iterator[str]:
    register = making.register
    at = texts.MADE_VALUE.format(at=register.now.astimezone(register.office.zone))
    yield ways(link(texts.INDEX, texts.BACK))
    yield f"<p>{text(texts.RISKS_ABOUT.format(at=at))}</p>"


def _risk(risk: Risk, making: Making, paths: Mapping[str, str]) -> str:
    rows = [
        *((text(label), text(said)) for label, said in _said(risk)),
        *((text(label), text(said)) for label, said in _answers(risk, making)),
    ]
    if risk.refs:
        told = (link(paths[ref], ref) if ref in paths else text(ref) for ref in risk.refs)
        rows.append((text(texts.RISK_LINKS), ", ".join(told)))
    if risk.looked_at is not None:
        day = f"{risk.looked_at.astimezone(making.register.office.zone):%d/%m/%Y}"
        said = texts.RISK_AGED.format(day=day) if risk.is_aged else day
        rows.append((text(texts.RISK_LOOKED_AT), text(said)))
    return section(f"{risk.ref} · {risk.name}", table(rows))


def _said(risk: Risk) -> Iterator[tuple[str, str]]:
    level = FRENCH.review.level
    judged = texts.RISK_LEVEL.format(
        likelihood=risk.likelihood, impact=risk.impact, level=level[risk.level]
    )
    residual = level[risk.residual] if risk.residual else ""
    yield texts.RISK_CAUSE, risk.cause or texts.RISK_UNTOLD
    yield texts.RISK_EFFECT, risk.effect or texts.RISK_UNTOLD
    yield texts.RISK_JUDGED, judged
    yield texts.RISK_CONTROL, risk.control or texts.RISK_UNTOLD
    yield texts.RISK_RESIDUAL, residual or texts.RISK_UNTOLD


def _answers(risk: Risk, making: Making) -> Iterator[tuple[str, str]]:
    """Whose it is, and what is done about it or who signed that it is borne."""
    yield texts.RISK_OWNER, words.person(risk.owner) if risk.owner else texts.RISK_UNOWNED
    if risk.treatment or not risk.is_answered:
        yield texts.RISK_TREATMENT, risk.treatment or texts.RISK_UNANSWERED
    if risk.accepted_by and risk.accepted_at:
        signed = texts.RISK_ACCEPTED.format(
            who=words.person(risk.accepted_by),
            at=risk.accepted_at.astimezone(making.register.office.zone),
            because=risk.accepted_because,
        )
        yield texts.RISK_ACCEPTANCE, signed
