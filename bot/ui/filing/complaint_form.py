"""The form « Nouvelle réclamation », filled in on behalf of whoever complains."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.calendar.wall_time import CLOCK_TOLERANCE
from bot.domain.cases.cases import Complainant, ComplaintDraft, UploadedFile
from bot.domain.cases.taxonomy import Category, Channel, Party, Severity
from bot.domain.deadlines.due_dates import is_old
from bot.domain.school.office import Site
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, context, divider
from bot.ui.blocks.dates import day
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import again, modal
from bot.ui.filing.brought import NOTHING, Brought, BroughtMail
from bot.ui.filing.filing_form import (
    CONCERNED,
    Origin,
    brought_inputs,
    description_inputs,
    known_source,
    origin_of,
    read_brought,
    read_description,
    read_site,
    site_inputs,
)
from bot.ui.filing.session_choice import read_session, session_input
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "complaint"

PARTY = "party"
COMPLAINANT = "complainant"
CONTACT = "contact"
CHANNEL = "channel"
RECEIVED = "received"
CATEGORY = "category"
SEVERITY = "severity"
REMEDY = "remedy"
CONFIDENTIAL = "confidential"
FILES = "files"

NAME_MAX = 150
CONTACT_MAX = 200
REMEDY_MAX = 1_000

VIOLENCE = "is_violence"
"""The question whether it is a violence, where the words point to one."""
YES, NO = "yes", "no"


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
    brought: Brought = NOTHING,
    source: str | None = None,
    sites: tuple[Site, ...] = (),
    mail_id: UUID | None = None,
) -> Block:
    """The form, with what is known already; `source` is the permalink `text` comes from.

    Of an e-mail that was `brought` that is who wrote it, when, and how it came; `mail_id` is
    the mail of the school's own mailbox.
    """
    says = texts.complaint
    description, joins = description_inputs(
        text, label=texts.fields.labels["description"], hint=says.description_hint, texts=texts
    )
    origin = Origin(
        submission_id=submission_id, source=known_source(source), joins=joins, mail_id=mail_id
    )
    return modal(
        says.title,
        [
            *description,
            *brought_inputs(brought, texts),
            party_menu(texts),
            *who_complains(texts, brought.mail),
            *reception(texts, brought.mail, now=now),
            *_subject(texts),
            *site_inputs(sites, texts),
            *_rest(texts, brought.mail),
        ],
        callback_id=CALLBACK_ID,
        submit=says.submit,
        close=texts.forms.cancel,
        carried=origin.carried(),
    )


def read_complaint(
    view: View, *, reporter: str, now: datetime, sites: tuple[Site, ...] = ()
) -> ComplaintDraft | FormErrors | Unconfirmed:
    """The draft that the form holds, or what has to be corrected or confirmed first.

    The short form (`short_complaint`) is read as well: it asks for no category and no severity.
    More than five minutes ahead, « Reçue le » is refused; more than thirty days ago,
    it is to be confirmed (see `ask_confirmation`).
    """
    answers = Answers(view)
    site = read_site(answers, sites)
    files = read_brought(view, answers) + answers.files(FILES)
    draft = _draft(answers, origin_of(view), reporter=reporter, now=now, site=site, files=files)
    if draft is None or answers.refusals:
        return FormErrors(answers.refusals)
    if is_old(draft.received_at, now=now) and not _is_confirmed(answers, draft.received_at):
        return _unconfirmed(answers, draft.received_at)
    return draft


def ask_confirmation(
    view: View, texts: Texts, *, unconfirmed: Unconfirmed, zone: ZoneInfo, now: datetime
) -> Block:
    """The form with all answers kept, and on top a question about its date."""
    says, asked = texts.complaint, _old(unconfirmed.received_at)
    on = day(unconfirmed.received_at, zone, texts, now=now)
    choices = [
        inputs.option(says.old_confirmed.format(day=on), _CONFIRMED),
        inputs.option(says.old_corrected, _CORRECTED),
    ]
    first = [block for block in view.blocks if not _is_confirmation(block.get("block_id"))]
    above = [
        inputs.labelled(inputs.radio(choices), says.old, block_id=asked),
        context(texts.concerned.kept, block_id=f"{_OLD}kept"),
        divider() | {"block_id": f"{_OLD}line"},
    ]
    return again(view, [*above, *first])


def _draft(
    answers: Answers,
    origin: Origin,
    *,
    reporter: str,
    now: datetime,
    site: Site | None,
    files: tuple[UploadedFile, ...],
) -> ComplaintDraft | None:
    """The draft, None where a compulsory choice is missing; see the refusals as well."""
    party, channel = answers.choice(PARTY, Party), answers.choice(CHANNEL, Channel)
    received_at = answers.instant(RECEIVED, latest=now + CLOCK_TOLERANCE)
    subject = read_subject(answers, is_violence=origin.is_violence)
    others: dict[str, Any] = {
        "description": read_description(answers, origin),
        "complainant": Complainant(
            name=answers.line(COMPLAINANT, limit=NAME_MAX),
            contact=answers.line(CONTACT, limit=CONTACT_MAX),
        ),
        "session": read_session(answers),
        "requested_remedy": answers.line(REMEDY, limit=REMEDY_MAX),
        "confidential": bool(answers.ticked(CONFIDENTIAL)),
        "concerned_people": answers.people(CONCERNED),
        "files": files,
        "site": site,
        "mail_id": origin.mail_id,
    }
    if party is None or channel is None or received_at is None:
        return None
    if subject is None:
        return None
    return ComplaintDraft(
        submission_id=origin.submission_id,
        reporter=reporter,
        received_at=received_at,
        party=party,
        channel=channel,
        **subject,
        **others,
    )


def read_subject(answers: Answers, *, is_violence: bool) -> dict[str, Any] | None:
    """Category and severity, None where one is missing that was asked for.

    Whoever told that it is a violence has said its category. Who is asked for neither leaves both
    to be proposed later.
    """
    answered = answers.picked(VIOLENCE, [YES, NO])
    if answers.has(VIOLENCE) and answered is None:
        answers.refuse(VIOLENCE, FieldError.NOT_CHOSEN)
    told = {"category": Category.CONDUCT_VHD} if is_violence or answered == YES else {}
    if not answers.has(CATEGORY):
        return told
    category, severity = answers.choice(CATEGORY, Category), answers.choice(SEVERITY, Severity)
    if category is None or severity is None:
        return None
    return {"category": category, "severity": severity} | told


def _unconfirmed(answers: Answers, received_at: datetime) -> Unconfirmed | FormErrors:
    """Ask; or, where it was asked of this very date and not confirmed, refuse where it is said."""
    asked = _old(received_at)
    if not answers.has(asked):
        return Unconfirmed(received_at=received_at)
    is_to_correct = answers.picked(asked, [_CORRECTED]) is not None
    return FormErrors({RECEIVED if is_to_correct else asked: FieldError.NOT_CONFIRMED})


def _is_confirmed(answers: Answers, received_at: datetime) -> bool:
    """A form that an older release drew has a box to tick."""
    asked = _old(received_at)
    return answers.picked(asked, [_CONFIRMED]) is not None or bool(answers.ticked(asked))


_OLD, _CONFIRMED, _CORRECTED = "old_", "yes", "no"


def _old(received_at: datetime) -> str:
    """The block that confirms this date and no other."""
    return f"{_OLD}{int(received_at.timestamp())}"


def _is_confirmation(block_id: str | None) -> bool:
    return block_id is not None and block_id.startswith(_OLD)


def party_menu(texts: Texts) -> Block:
    """« Partie prenante »."""
    parties = inputs.select(inputs.options(texts.words.party), texts.forms.choose)
    return inputs.labelled(parties, texts.fields.labels["party"], block_id=PARTY)


def who_complains(texts: Texts, mail: BroughtMail | None) -> list[Block]:
    """« Réclamant », « Contact du réclamant »: of an e-mail, who wrote it."""
    named, sender = texts.fields.labels, mail.sender if mail else Complainant()
    return [
        inputs.labelled(
            inputs.text(initial=sender.name or "", limit=NAME_MAX),
            named["complainant"],
            block_id=COMPLAINANT,
            hint=texts.complaint.complainant_hint,
            optional=True,
        ),
        inputs.labelled(
            inputs.text(initial=sender.contact or "", limit=CONTACT_MAX),
            named["complainant_contact"],
            block_id=CONTACT,
            optional=True,
        ),
    ]


def reception(texts: Texts, mail: BroughtMail | None, *, now: datetime) -> list[Block]:
    """« Canal », « Reçue le »."""
    says, choices = texts.complaint, inputs.options(texts.words.channel.long)
    label = texts.fields.labels["channel"]
    by_mail = next(one for one in choices if one["value"] == Channel.EMAIL)
    channels = inputs.select(choices, texts.forms.choose, initial=by_mail if mail else None)
    received_at = min(mail.sent_at or now, now) if mail else now
    return [
        inputs.labelled(channels, label, block_id=CHANNEL),
        inputs.labelled(
            inputs.date_and_time(received_at),
            says.received,
            block_id=RECEIVED,
            hint=says.received_hint,
        ),
    ]


def _subject(texts: Texts) -> list[Block]:
    named, words = texts.fields.labels, texts.words
    categories = inputs.select(inputs.options(words.category), texts.forms.choose)
    severities = inputs.select(
        inputs.options(words.severity, meanings=words.severity.meaning), texts.forms.choose
    )
    return [
        inputs.labelled(categories, named["category"], block_id=CATEGORY),
        inputs.labelled(severities, named["severity"], block_id=SEVERITY),
    ]


def _rest(texts: Texts, mail: BroughtMail | None) -> list[Block]:
    says, named = texts.complaint, texts.fields.labels
    remedy = inputs.text(multiline=True, limit=REMEDY_MAX)
    yes = [inputs.option(says.confidential_yes, YES)]
    box = inputs.checkboxes(yes, ticked=yes if mail and mail.is_in_confidence else ())
    return [
        session_input(texts),
        inputs.labelled(remedy, named["requested_remedy"], block_id=REMEDY, optional=True),
        inputs.labelled(box, says.confidential, block_id=CONFIDENTIAL, optional=True),
        inputs.labelled(inputs.files(), named["attachments"], block_id=FILES, optional=True),
    ]
