"""One-line sentences about a case, which cards, notices and modals are made of.

Those that return `str` are Slack markup, with what people wrote escaped.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.case_fields import Use, fields_for
from bot.domain.cases.cases import Case
from bot.domain.cases.on_spot import is_short
from bot.domain.cases.stages import PATHS, Stage, is_set_aside, stage_of
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.lateness import LateDate, late_at
from bot.domain.deadlines.open_deadlines import OpenDeadline, open_deadlines_of
from bot.domain.school.office import Office, Site
from bot.domain.steps.deciding import next_step
from bot.domain.steps.decisions import ALONE, CaseContext
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.on_spot import asks_who_was_told, is_nobody_told
from bot.domain.steps.waiting import reply_asked_by
from bot.ui.blocks.dates import by, day_of, deadline, moment, span
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.people import mention
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

EXCERPT_MAX = 700
"""Characters of a description on a card; « Voir le dossier » shows all of it."""
REMEDY_EXCERPT_MAX = 300
DUES_SHOWN = 5
"""Dates told of a case, soonest first; its own promises are two, others may set many."""


def title(case: Case, texts: Texts, *, brief: bool = False) -> str:
    """« Incident INC-2026-0012 · Technique · session dégradée », as plain text.

    A brief one leaves out what happened to the session.
    """
    if case.confidential:
        return texts.card.confidential_title.format(ref=case.ref)
    about = [subject(case, texts)]
    if case.kind is Kind.COMPLAINT:
        about.append(texts.words.severity.in_line[case.severity])
        about += [texts.card.to_confirm] if case.to_confirm else []
    elif is_short(case) and not brief:
        about.append(texts.card.on_spot)
    elif case.continuity is not None and not brief:
        about.append(texts.words.continuity.in_line[case.continuity])
    kind = texts.words.kind[case.kind]
    return texts.card.title.format(kind=kind, ref=case.ref, about=BETWEEN.join(about))


def subject(case: Case, texts: Texts) -> str:
    """The incident's type or the complaint's category, in a word or two."""
    if case.incident_type is not None:
        return texts.words.incident_type[case.incident_type]
    return "" if case.category is None else texts.words.category.short[case.category]


def severity(case: Case, texts: Texts) -> str:
    """« gravité modérée », « gravité modérée (à confirmer) »."""
    said = texts.card.severity.format(severity=texts.words.severity.in_line[case.severity])
    return unconfirmed(said, texts) if case.to_confirm else said


def unconfirmed(said: str, texts: Texts) -> str:
    """« gravité modérée (à confirmer) »: what Vigie proposes."""
    return texts.card.unconfirmed.format(said=said, to_confirm=texts.card.to_confirm)


def excerpt(case: Case, texts: Texts) -> str:
    """The beginning of the description between quotation marks, on one line, as plain text."""
    return texts.card.quoted.format(text=cut(one_line(case.description), EXCERPT_MAX))


def remedy(case: Case, texts: Texts) -> str | None:
    """The beginning of what the complainant asks for, as plain text."""
    if case.requested_remedy is None:
        return None
    asked = cut(one_line(case.requested_remedy), REMEDY_EXCERPT_MAX)
    return texts.card.remedy.format(text=asked)


def marks(case: Case, texts: Texts) -> list[str]:
    """« Une personne est blessée ou souffrante »: what is to be seen at once, where it is true."""
    names = (field.attribute for field in fields_for(Use.MARKED))
    return [texts.fields.marks[name] for name in names if getattr(case, name)]


def on_spot(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """« *Réglé sur place* par @formateur, … : … », or what was done at once all the same."""
    says = texts.steps.life
    done = [(says.done_at_once, one.by, one.at, one.what) for one in case.done_at_once]
    settled = says.on_spot if case.settled_on_spot else says.done_at_once
    done += [(settled, one.by, one.at, one.explanation) for one in case.measures if one.on_spot]
    return [
        template.format(
            who=mention(by),
            when=moment(at, office.zone, texts, now=now),
            text=mrkdwn(cut(one_line(text), REMEDY_EXCERPT_MAX)),
        )
        for template, by, at, text in done[-1:]
    ]


def validating(case: Case, texts: Texts, *, around: CaseContext) -> list[str]:
    """What a press of « Valider et clore » says besides, while it waits for one."""
    is_said = next_step(case, around=around) is Step.VALIDATE
    is_told = not is_nobody_told(case, around) or asks_who_was_told(case, around)
    return [texts.card.validating] if is_said and not is_told else []


def reception(case: Case, *, office: Office, texts: Texts, now: datetime) -> str:
    """« Stagiaire, par téléphone, reçue … » or « signalé par @formateur, … ».

    With the day by name: a card is read for weeks, and « hier » would be true for one day.
    """
    when = moment(case.received_at, office.zone, texts, now=now)
    if case.kind is Kind.INCIDENT:
        return texts.card.reported.format(who=mention(case.recorded_by), when=when)
    party, channel = texts.words.party[case.party], texts.words.channel.in_line[case.channel]
    return texts.card.received.format(party=party, channel=channel, when=when)


def recorded(case: Case, texts: Texts) -> str:
    """« saisie par @accueil »."""
    return texts.card.recorded.format(who=mention(case.recorded_by))


def site(where: Site, texts: Texts) -> str:
    """« Cayenne (heure du site) »: where it is, and whose clock the dates are told on."""
    return texts.card.site.format(site=mrkdwn(where.name))


def owners(case: Case, texts: Texts) -> list[str]:
    """« Pilote : @qualite », « Pilote : personne ».

    Nothing where nobody has it in hand and nobody needs to: it is over, or was settled on the spot.
    """
    is_free = case.owner is None and (is_short(case) or not case.status.is_open)
    return [] if is_free else [owner(case, texts)]


def owner(case: Case, texts: Texts) -> str:
    """« Pilote : @qualite », « Pilote : personne »."""
    who = texts.card.nobody if case.owner is None else mention(case.owner)
    return texts.card.owner.format(who=who)


def standing(case: Case, texts: Texts) -> str:
    """« À répondre »; of a case that was set aside also how: « Close · doublon »."""
    word = texts.words.stage_of(case.kind, stage_of(case))
    if not is_set_aside(case):
        return word
    return f"{word}{BETWEEN}{in_line(texts.words.status_of(case.kind, case.status))}"


def progress(case: Case, texts: Texts) -> str:
    """« À accuser → *À répondre* → … »; what was set aside has left the way, and stands alone."""
    here = stage_of(case)

    def said(stage: Stage) -> str:
        word = texts.words.stage_of(case.kind, stage)
        return f"*{word}*" if stage is here else word

    return (
        f"*{standing(case, texts)}*"
        if is_set_aside(case)
        else " → ".join(map(said, PATHS[case.kind]))
    )


def late_lines(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """« En retard de 5 h : accusé de réception (échéance : …) », for each broken promise."""
    return [
        texts.card.late.format(
            span=span(now - due.due_at, texts),
            what=in_line(owed(due, texts)),
            when=deadline(due.due_at, office.zone, texts, now=now),
        )
        for due in _broken(case, now=now)
    ]


def late_marks(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """« En retard : accusé de réception (échéance : …) »: without a delay, which would grow."""
    return [
        texts.card.late_mark.format(
            what=in_line(owed(due, texts)), when=deadline(due.due_at, office.zone, texts, now=now)
        )
        for due in _broken(case, now=now)
    ]


def due_lines(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """« Accusé de réception : avant … », for each promise that can still be kept."""
    return [
        due_line(due, office=office, texts=texts, now=now)
        for due in open_deadlines_of(case)
        if due.due_at >= now
    ][:DUES_SHOWN]


def answer_lines(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """« Réponse à notre proposition : demandée pour le … », « Mise en œuvre : annoncée … »."""
    says, today = texts.card, local_day(now, office.zone)
    days = ((says.answer_asked, reply_asked_by(case)), (says.in_place_on, case.in_place_due_on))
    return [said.format(day=day_of(on, texts, today=today)) for said, on in days if on is not None]


def due_line(due: OpenDeadline, *, office: Office, texts: Texts, now: datetime) -> str:
    """« Accusé de réception : avant dimanche 15 novembre à 17 h 50 »."""
    when = by(due.due_at, office.zone, texts, now=now)
    return texts.card.due.format(what=owed(due, texts), when=when)


def owed(due: OpenDeadline | LateDate, texts: Texts) -> str:
    """« Accusé de réception », « Notification à la CNIL »: what is to be done by then."""
    if due.external is not None:
        return texts.words.external_kind[due.external.kind]
    return texts.words.deadline[due.kind]


def to_do(case: Case, texts: Texts, *, around: CaseContext = ALONE) -> str:
    """« accuser réception »: what the case waits for, as its first button says.

    An open case in which no step presses waits for its actions.
    """
    if not case.status.is_open:
        return texts.case.nothing_left[case.status]
    step = next_step(case, around=around)
    return texts.case.finish_actions if step is None else texts.steps.to_do[step]


def in_line(word: str) -> str:
    """A word of ours without its capital, for the middle of a sentence."""
    return word[:1].lower() + word[1:]


def capital(line: str) -> str:
    """A line of ours as a sentence begins."""
    return line[:1].upper() + line[1:]


def said(plain_lines: Sequence[str | None], *, limit: int) -> str:
    """People's words for a message's `text`: escaped, then cut."""
    return cut(mrkdwn("\n".join(line for line in plain_lines if line)), limit)


def _broken(case: Case, *, now: datetime) -> tuple[LateDate, ...]:
    return late_at(case, now)[:DUES_SHOWN]
