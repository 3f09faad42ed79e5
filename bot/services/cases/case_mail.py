"""What a case shows of its mail, on its card and in its modal."""

from collections.abc import Sequence

from bot.domain.cases.cases import Case
from bot.domain.mail.case_mail import CaseMail, JoinedMail, is_taken_up
from bot.domain.mail.departures import MailedLetter
from bot.domain.steps.lifecycles import Step
from bot.services.unit_of_work import UnitOfWork
from storage.cases import journal
from storage.mail import letters, mails


def mail_of_case(work: UnitOfWork, case: Case) -> CaseMail:
    """The letters of a case, what came, and the answer that came since its last step."""
    sent, came = letters.of_case(work.connection, case.id), mails.joined(work.connection, case.id)
    return CaseMail(letters=sent, came=came, reply=_waiting_reply(work, case, sent, came))


def _waiting_reply(
    work: UnitOfWork, case: Case, sent: Sequence[MailedLetter], came: Sequence[JoinedMail]
) -> JoinedMail | None:
    reply = next((one for one in reversed(came) if not one.opened_case), None)
    if reply is None:
        return None
    done = journal.done_since(work.connection, case.id, reply.joined_at, events=tuple(Step))
    # a letter that was asked for before the answer came, and was accepted after it, answers nothing
    earlier = {one.settled_at for one in sent if one.frozen_at <= reply.joined_at}
    since = [(step, actor) for step, actor, at in done if at not in earlier]
    return None if is_taken_up(case, since, work.office) else reply
