"""The card of a mail in the quality channel, and its line in a case's thread: no word of it."""

from datetime import datetime

from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.school.office import Office
from bot.ui.blocks.blocks import Block, Post, StepButton, actions, button, context, header, section
from bot.ui.blocks.dates import moment
from bot.ui.blocks.people import mention
from bot.ui.texts.catalogue import Texts

READ = "mail_read"
FILE = "mail_file"
ATTACH = "mail_attach"
SET_ASIDE = "mail_set_aside"
TAKE_BACK = "mail_take_back"


def mail_card(
    mail: Mail,
    case: Case | None,
    *,
    office: Office,
    texts: Texts,
    now: datetime,
    behind: int = 0,
) -> Post:
    """What may be known of a mail in the channel, what was made of it, and what can be pressed.

    `behind` counts those of its sender that have no card before this one is sorted.
    """
    says, when = texts.mails, moment(mail.received_at, office.zone, texts, now=now)
    if mail.is_in_confidence:
        title, facts = says.in_confidence, [says.confidence_hint.format(when=when)]
    else:
        title, facts = says.arrived.format(when=when), _facts(mail, texts)
    told = told_of(mail, case, texts)
    lines = [*facts, *([told] if told else [])]
    if behind:
        lines.append(says.behind.say(behind))
    return Post(
        text="\n".join([title, *lines]),
        blocks=[
            header(title),
            *([section("\n".join(lines))] if lines else []),
            *_buttons(mail, texts),
        ],
    )


def mail_line(mail: Mail, case: Case, *, office: Office, texts: Texts, now: datetime) -> Post:
    """One line beneath a case's card: a mail belongs to it, or did."""
    says = texts.mails
    if mail.case_id != case.id:
        return Post(text=says.line_gone, blocks=[section(says.line_gone)])
    when = moment(mail.received_at, office.zone, texts, now=now)
    said = says.line.format(when=when)
    read = [] if mail.erased_at else [actions([_button(says.read, READ, mail)])]
    return Post(text=said, blocks=[section(said), *read])


def mail_recall(
    mail: Mail, *, due: str | None, office: Office, texts: Texts, now: datetime
) -> Post:
    """Tells somebody that a mail waits; `due` is when its acknowledgement would be, said last."""
    says, when = texts.mails, moment(mail.received_at, office.zone, texts, now=now)
    said = says.recall.format(when=when)
    if due is not None:
        said = says.recall_last.format(when=when, due=due)
    return Post(text=said, blocks=[section(said), *_buttons(mail, texts)])


def _facts(mail: Mail, texts: Texts) -> list[str]:
    says = texts.mails
    shown = [one for one in mail.files if not one.is_folded]
    facts = [says.seems[mail.guess]]
    if shown:
        facts.append(says.files.say(len(shown)))
    if mail.cited_ref:
        facts.append(says.cites.format(ref=mail.cited_ref))
    return [" ".join(facts)]


def told_of(mail: Mail, case: Case | None, texts: Texts) -> str | None:
    """What was made of it; nothing of a confidential case but that there is one."""
    says, who = texts.mails, mention(mail.decided_by or VIGIE)
    match mail.state:
        case MailState.NEW:
            return None
        case MailState.FOLDED:
            return says.folded
        case MailState.SET_ASIDE:
            said = says.was_set_aside.format(who=who)
            return f"{said} {says.erased}" if mail.erased_at else said
        case MailState.FILED | MailState.ATTACHED:
            return _belongs(mail, case, texts, who=who)


def _belongs(mail: Mail, case: Case | None, texts: Texts, *, who: str) -> str:
    says, is_filed = texts.mails, mail.state is MailState.FILED
    if case is None or case.confidential or mail.is_in_confidence:
        discreetly = says.filed_discreetly if is_filed else says.attached_discreetly
        return discreetly.format(who=who)
    if is_filed:
        return says.filed.format(ref=case.ref, who=who)
    attached = says.attached_alone if mail.decided_by == VIGIE else says.attached
    return attached.format(ref=case.ref, who=who)


def _buttons(mail: Mail, texts: Texts) -> list[Block]:
    says = texts.mails
    if mail.erased_at is not None:
        return []
    buttons = [_button(says.read, READ, mail)]
    if mail.state is MailState.NEW:
        buttons += [
            _button(says.complaint, FILE, mail),
            _button(says.attach, ATTACH, mail),
            _button(says.set_aside, SET_ASIDE, mail),
        ]
    elif mail.state is not MailState.FILED:
        buttons.append(_button(says.take_back, TAKE_BACK, mail))
    return [actions(buttons)]


def _button(label: str, action_id: str, mail: Mail) -> Block:
    return button(StepButton(label=label, action_id=action_id, value=str(mail.id)))


def recall_over(texts: Texts) -> Post:
    """What a recall says once somebody sorted the mail."""
    said = texts.mails.recall_over
    return Post(text=said, blocks=[context(said)])
