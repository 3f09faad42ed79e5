"""The form « Nouvelle réclamation », filled in on behalf of whoever complains."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.cases import Complainant, ComplaintDraft
from bot.domain.deadlines import CLOCK_TOLERANCE, is_old
from bot.domain.sites import Site
from bot.domain.taxonomy import Category, Channel, Party, Severity
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block
from bot.ui.dates import day
from bot.ui.filing_form import (
    SESSION_MAX,
    Origin,
    description_inputs,
    known_source,
    origin_of,
    read_description,
    read_site,
    site_inputs,
)
from bot.ui.form_errors import FormErrors, Refusal
from bot.ui.modal import again, modal
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "complaint"

PARTY = "party"
COMPLAINANT = "complainant"
CONTACT = "contact"
CHANNEL = "channel"
RECEIVED = "received"
CATEGORY = "category"
SEVERITY = "severity"
SESSION = "session"
REMEDY = "remedy"
CONFIDENTIAL = "confidential"
FILES = "files"

NAME_MAX = 150
CONTACT_MAX = 200
REMEDY_MAX = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed:
    """The form is right, but for a date of reception so old that it is to be confirmed."""

    received_at: datetime


def complaint_modal(
    texts: Texts,
    *,
    submission_id: UUID,
    now: datetime,
    text: str = "",
    source: str | None = None,
    sites: tuple[Site, ...] = (),
) -> Block:
    """The form, with what is known already; `source` is the permalink `text` comes from."""
    says = texts.complaint
    description, joins = description_inputs(
        text, label=says.description, hint=says.description_hint, texts=texts
    )
    origin = Origin(submission_id=submission_id, source=known_source(source), joins=joins)
    return modal(
        says.title,
        [
            *description,
            *_who(texts),
            *_reception(texts, now),
            *_subject(texts),
            *site_inputs(sites, texts),
            *_rest(texts),
        ],
        callback_id=CALLBACK_ID,
        submit=says.submit,
        close=texts.forms.cancel,
        carried=origin.carried(),
    )


def read_complaint(
    view: dict[str, Any], *, reporter: str, now: datetime, sites: tuple[Site, ...] = ()
) -> ComplaintDraft | FormErrors | Unconfirmed:
    """The draft that the form holds, or what has to be corrected or confirmed first.

    More than five minutes ahead, « Reçue le » is refused; more than thirty days ago,
    it is to be confirmed (see `ask_confirmation`).
    """
    answers = Answers(view)
    site = read_site(answers, sites)
    draft = _draft(answers, origin_of(view), reporter=reporter, now=now, site=site)
    if draft is None or answers.refusals:
        return FormErrors(answers.refusals)
    if is_old(draft.received_at, now=now) and not answers.ticked(_old(draft.received_at)):
        return _unconfirmed(view, draft.received_at)
    return draft


def ask_confirmation(
    view: dict[str, Any], texts: Texts, *, unconfirmed: Unconfirmed, zone: ZoneInfo, now: datetime
) -> Block:
    """The same form, all answers kept, with a box under « Reçue le » that confirms its date."""
    on = day(unconfirmed.received_at, zone, texts, now=now)
    label = texts.complaint.old_confirmed.format(day=on)
    box = inputs.checkboxes([inputs.option(label, "yes")])
    asked = inputs.labelled(
        box, texts.complaint.old, block_id=_old(unconfirmed.received_at), optional=True
    )
    blocks: list[Block] = []
    for block in view["blocks"]:
        if not _is_confirmation(block.get("block_id")):
            blocks.append(block)
        if block.get("block_id") == RECEIVED:
            blocks.append(asked)
    return again(view, blocks)


def _draft(
    answers: Answers, origin: Origin, *, reporter: str, now: datetime, site: Site | None
) -> ComplaintDraft | None:
    """The draft, None where a compulsory choice is missing; see the refusals as well."""
    description = read_description(answers, origin)
    party, channel = answers.choice(PARTY, Party), answers.choice(CHANNEL, Channel)
    received_at = answers.instant(RECEIVED, latest=now + CLOCK_TOLERANCE)
    category, severity = answers.choice(CATEGORY, Category), answers.choice(SEVERITY, Severity)
    optional: dict[str, Any] = {
        "complainant": Complainant(
            name=answers.line(COMPLAINANT, limit=NAME_MAX),
            contact=answers.line(CONTACT, limit=CONTACT_MAX),
        ),
        "session": answers.line(SESSION, limit=SESSION_MAX),
        "requested_remedy": answers.line(REMEDY, limit=REMEDY_MAX),
        "confidential": bool(answers.ticked(CONFIDENTIAL)),
        "files": answers.files(FILES),
        "site": site,
    }
    if party is None or channel is None or received_at is None:
        return None
    if category is None or severity is None:
        return None
    return ComplaintDraft(
        submission_id=origin.submission_id,
        reporter=reporter,
        received_at=received_at,
        description=description,
        party=party,
        channel=channel,
        category=category,
        severity=severity,
        **optional,
    )


def _unconfirmed(view: dict[str, Any], received_at: datetime) -> Unconfirmed | FormErrors:
    """Ask, or, where it was asked of this very date and not ticked, refuse."""
    asked = _old(received_at)
    if any(block.get("block_id") == asked for block in view.get("blocks", ())):
        return FormErrors({asked: Refusal.NOT_CONFIRMED})
    return Unconfirmed(received_at=received_at)


def _old(received_at: datetime) -> str:
    """The block that confirms this date and no other."""
    return f"old_{int(received_at.timestamp())}"


def _is_confirmation(block_id: str | None) -> bool:
    return block_id is not None and block_id.startswith("old_")


def _who(texts: Texts) -> list[Block]:
    says = texts.complaint
    parties = inputs.select(inputs.options(texts.words.party), texts.forms.choose)
    return [
        inputs.labelled(parties, says.party, block_id=PARTY),
        inputs.labelled(
            inputs.text(limit=NAME_MAX),
            says.complainant,
            block_id=COMPLAINANT,
            hint=says.complainant_hint,
            optional=True,
        ),
        inputs.labelled(
            inputs.text(limit=CONTACT_MAX), says.contact, block_id=CONTACT, optional=True
        ),
    ]


def _reception(texts: Texts, now: datetime) -> list[Block]:
    says = texts.complaint
    channels = inputs.select(inputs.options(texts.words.channel), texts.forms.choose)
    return [
        inputs.labelled(channels, says.channel, block_id=CHANNEL),
        inputs.labelled(
            inputs.date_and_time(now), says.received, block_id=RECEIVED, hint=says.received_hint
        ),
    ]


def _subject(texts: Texts) -> list[Block]:
    says, words = texts.complaint, texts.words
    categories = inputs.select(inputs.options(words.category), texts.forms.choose)
    severities = inputs.select(
        inputs.options(words.severity, meanings=words.severity_meaning), texts.forms.choose
    )
    return [
        inputs.labelled(categories, says.category, block_id=CATEGORY),
        inputs.labelled(severities, says.severity, block_id=SEVERITY),
    ]


def _rest(texts: Texts) -> list[Block]:
    says = texts.complaint
    remedy = inputs.text(multiline=True, limit=REMEDY_MAX)
    box = inputs.checkboxes([inputs.option(says.confidential_yes, "yes")])
    return [
        inputs.labelled(
            inputs.text(limit=SESSION_MAX), says.session, block_id=SESSION, optional=True
        ),
        inputs.labelled(remedy, says.remedy, block_id=REMEDY, optional=True),
        inputs.labelled(box, says.confidential, block_id=CONFIDENTIAL, optional=True),
        inputs.labelled(inputs.files(), says.files, block_id=FILES, optional=True),
    ]
