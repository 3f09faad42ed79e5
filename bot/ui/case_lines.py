"""One-line sentences about a case, which cards, notices and modals are made of.

Those that return `str` are Slack markup, with what people wrote escaped.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.cases import Case, Status
from bot.domain.dues import Due, open_dues
from bot.domain.office import Office
from bot.domain.sites import Site
from bot.domain.steps import ALONE, Surroundings, next_step
from bot.domain.taxonomy import Kind
from bot.ui.dates import limit, moment, span
from bot.ui.escape import cut, mrkdwn, one_line
from bot.ui.people import mention
from bot.ui.texts.catalogue import Texts

EXCERPT_MAX = 700
"""Characters of a description on a card; « Voir le dossier » shows all of it."""
REMEDY_EXCERPT_MAX = 300
DUES_SHOWN = 5
"""Dates told of a case, soonest first; its own promises are two, others may set many."""

PATHS = {
    Kind.COMPLAINT: (
        Status.RECEIVED,
        Status.ACKNOWLEDGED,
        Status.UNDER_REVIEW,
        Status.SOLUTION_PROPOSED,
        Status.IN_IMPLEMENTATION,
        Status.FOLLOW_UP,
        Status.CLOSED,
    ),
    Kind.INCIDENT: (
        Status.REPORTED,
        Status.TAKEN_CHARGE,
        Status.MEASURES_DECIDED,
        Status.PARTIES_INFORMED,
        Status.ACTIONS_RUNNING,
        Status.CLOSED,
    ),
}
"""The usual way of a case, from its beginning to its end."""


def title(case: Case, texts: Texts, *, brief: bool = False) -> str:
    """« Incident INC-2026-0012 · Technique · session dégradée », as plain text.

    A brief one leaves out what happened to the session.
    """
    if case.confidential:
        return texts.card.confidential_title.format(ref=case.ref)
    about = [subject(case, texts)]
    if case.kind is Kind.COMPLAINT:
        about.append(texts.words.severity[case.severity].lower())
    elif case.continuity is not None and not brief:
        about.append(texts.words.continuity_in_line[case.continuity])
    kind = texts.words.kind[case.kind]
    return texts.card.title.format(kind=kind, ref=case.ref, about=" · ".join(about))


def subject(case: Case, texts: Texts) -> str:
    """The incident's type or the complaint's category, in a word or two."""
    if case.incident_type is not None:
        return texts.words.incident_type[case.incident_type]
    return "" if case.category is None else texts.words.category_short[case.category]


def severity(case: Case, texts: Texts) -> str:
    """« gravité modérée »."""
    return texts.card.severity.format(severity=texts.words.severity[case.severity].lower())


def excerpt(case: Case, texts: Texts) -> str:
    """The beginning of the description between quotation marks, on one line, as plain text."""
    return texts.card.quoted.format(text=cut(one_line(case.description), EXCERPT_MAX))


def remedy(case: Case, texts: Texts) -> str | None:
    """The beginning of what the complainant asks for, as plain text."""
    if case.requested_remedy is None:
        return None
    asked = cut(one_line(case.requested_remedy), REMEDY_EXCERPT_MAX)
    return texts.card.remedy.format(text=asked)


def reception(case: Case, *, office: Office, texts: Texts, now: datetime) -> str:
    """« Stagiaire, par téléphone, reçue … » or « signalé par @formateur, … ».

    With the day by name: a card is read for weeks, and « hier » would be true for one day.
    """
    when = moment(case.received_at, office.zone, texts, now=now)
    if case.kind is Kind.INCIDENT:
        return texts.card.reported.format(who=mention(case.recorded_by), when=when)
    party, channel = texts.words.party[case.party], texts.words.channel_in_line[case.channel]
    return texts.card.received.format(party=party, channel=channel, when=when)


def recorded(case: Case, texts: Texts) -> str:
    """« saisie par @accueil »."""
    return texts.card.recorded.format(who=mention(case.recorded_by))


def site(where: Site, texts: Texts) -> str:
    """« Cayenne (heure du site) »: where it is, and whose clock the dates are told on."""
    return texts.card.site.format(site=mrkdwn(where.name))


def owner(case: Case, texts: Texts) -> str:
    """« Pilote : @qualite », « Pilote : personne »."""
    who = texts.card.nobody if case.owner is None else mention(case.owner)
    return texts.card.owner.format(who=who)


def progress(case: Case, texts: Texts) -> str:
    """« Signalé → *Pris en charge* → … »; a status aside from the way stands alone."""
    words = texts.words.status
    if case.status not in PATHS[case.kind]:
        return f"*{words[case.status]}*"
    return " → ".join(
        f"*{words[status]}*" if status is case.status else words[status]
        for status in PATHS[case.kind]
    )


def late_lines(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """« En retard de 5 h : accusé de réception (échéance : …) », for each broken promise."""
    return [
        texts.card.late.format(
            span=span(now - due.at, texts),
            what=in_line(owed(due, texts)),
            when=moment(due.at, office.zone, texts, now=now),
        )
        for due in _broken(case, now=now)
    ]


def late_marks(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """« En retard : accusé de réception (échéance : …) »: without a delay, which would grow."""
    return [
        texts.card.late_mark.format(
            what=in_line(owed(due, texts)), when=moment(due.at, office.zone, texts, now=now)
        )
        for due in _broken(case, now=now)
    ]


def due_lines(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """« Accusé de réception : avant … », for each promise that can still be kept."""
    return [
        due_line(due, office=office, texts=texts, now=now)
        for due in open_dues(case)
        if due.at >= now
    ][:DUES_SHOWN]


def due_line(due: Due, *, office: Office, texts: Texts, now: datetime) -> str:
    """« Accusé de réception : avant dimanche 15 novembre à 17 h 50 »."""
    when = limit(due.at, office.zone, texts, now=now)
    return texts.card.due.format(what=owed(due, texts), when=when)


def owed(due: Due, texts: Texts) -> str:
    """« Accusé de réception », « Notification à la CNIL »: what is to be done by then."""
    if due.external is not None:
        return texts.steps.words.external_kind[due.external.kind]
    return texts.words.promise[due.promise]


def to_do(case: Case, texts: Texts, *, around: Surroundings = ALONE) -> str:
    """« accuser réception »: what the case waits for, as its first button says."""
    step = next_step(case, around=around)
    return texts.words.to_do[case.status] if step is None else texts.steps.refused.to_do[step]


def in_line(word: str) -> str:
    """A word of ours without its capital, for the middle of a sentence."""
    return word[:1].lower() + word[1:]


def capital(line: str) -> str:
    """A line of ours as a sentence begins."""
    return line[:1].upper() + line[1:]


def said(plain_lines: Sequence[str | None], *, limit: int) -> str:
    """What people wrote, for a message's `text`: escaped, then cut."""
    return cut(mrkdwn("\n".join(line for line in plain_lines if line)), limit)


def _broken(case: Case, *, now: datetime) -> list[Due]:
    return [due for due in open_dues(case) if due.at < now][:DUES_SHOWN]
