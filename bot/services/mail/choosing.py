"""To which case somebody may want to attach a mail: a few that are likely, of those they see."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from bot.domain.cases.roles import may_see
from bot.domain.mail.arrivals import Mail
from bot.domain.mail.likely import LIKELY_MAX, LikelyCase, Pointer, alike
from bot.domain.mail.reading import undecided
from bot.services.mail.triage import look_at_mail
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases, search
from storage.mail import mails


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChoice:
    """A mail that is to be attached, and the cases that it may belong to, the likeliest first."""

    mail: Mail
    likely: tuple[LikelyCase, ...]


def likely_cases(work: UnitOfWork, mail_id: UUID, *, reader: str) -> CaseChoice:
    """The cases that a mail cites, that know its sender or that tell of the same.

    Raises MailNotFoundError, NotAllowedError, and MailDecidedError where it was decided about.
    """
    mail = undecided(look_at_mail(work, mail_id, reader=reader).mail)
    pointed = _pointed(work, mail, reader=reader)
    found = cases.by_ids(work.connection, pointed)
    seen = (one for one in pointed if one in found and may_see(reader, found[one], work.office))
    likely = [LikelyCase(case=found[one], by=pointed[one]) for one in seen]
    return CaseChoice(mail=mail, likely=tuple(likely[:LIKELY_MAX]))


def _pointed(work: UnitOfWork, mail: Mail, *, reader: str) -> Mapping[UUID, Pointer]:
    """Every case that the mail points to, each by what tells most; of equals the most alike."""
    connection, sender = work.connection, mail.from_address
    refs = [mail.cited_ref] if mail.cited_ref else []
    known = mails.known_cases(connection, cites=mail.cites, refs=refs)
    cited = dict.fromkeys((*known.by_id.values(), *known.by_ref.values()), Pointer.CITED)
    same = mails.cases_of_address(connection, sender) if sender else ()
    near = search.near(connection, mail.received_at, reader=reader, office=work.office)
    pointed = alike(mail, near) | dict.fromkeys(same, Pointer.ADDRESS) | cited
    ranks = list(Pointer)
    return dict(sorted(pointed.items(), key=lambda one: ranks.index(one[1])))
