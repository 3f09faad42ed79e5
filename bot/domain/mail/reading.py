"""Who may read a mail: those who decide about it, and once it belongs to a case, who sees that."""

from collections.abc import Iterable

from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import circle_free_of, circles_of
from bot.domain.cases.roles import may_see_complainant
from bot.domain.cases.searching import folded
from bot.domain.errors import VigieError
from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.mail.farewells import without_formulas
from bot.domain.school.office import Office, Person

_NAME_FROM = 3
"""Letters below which a part of a name is any word."""


class MailNotFoundError(VigieError):
    """No mail has this id, or its words are erased."""


class MailDecidedError(VigieError):
    """Somebody decided about this mail meanwhile; `mail` is as it is now."""

    def __init__(self, mail: Mail) -> None:
        super().__init__()
        self.mail = mail


class MailInConfidenceError(VigieError):
    """A mail to be read in confidence is not shown to all who follow an ordinary case by chance."""


def readers_of(mail: Mail, office: Office, members: Iterable[Person]) -> tuple[str, ...]:
    """Who decides about a mail that belongs to no case.

    One to be read in confidence is for the first of these circles in which somebody is whom it
    does not name: those who handle confidential cases, the quality managers, the training
    managers. Whoever it names may be whom it accuses. Where it names them all, the first circle
    stays: nothing must fall into silence.
    """
    if not mail.is_in_confidence:
        return office.in_quality
    named = named_in(mail, members)
    return circle_free_of(circles_of(office), named)


def named_in(mail: Mail, members: Iterable[Person]) -> frozenset[str]:
    """The members whom a mail names by any part of their name, or who have its sender's name.

    Whoever is only greeted or quoted is not, nor whoever bears the name that it is signed with.
    """
    told = _words_in(mail.subject, without_formulas(mail.shown or ""), mail.attached)
    by = _words_in(mail.from_name, mail.from_address)
    parts = {one.id: _words_in(one.name) for one in members}
    return frozenset(one for one, name in parts.items() if name & told or (name and name <= by))


def _words_in(*texts: str | None) -> frozenset[str]:
    words = folded("\n".join(filter(None, texts))).split()
    return frozenset(word for word in words if len(word) >= _NAME_FROM)


def may_read(
    person: str, mail: Mail, case: Case | None, office: Office, members: Iterable[Person]
) -> bool:
    """Whether somebody may read a mail; of one of a `case`, who may know its complainant.

    Nobody reads what came about themselves, since they do not see that case.
    """
    if case is not None:
        return may_see_complainant(person, case, office)
    return person in readers_of(mail, office, members)


def undecided(mail: Mail) -> Mail:
    """The mail itself. Raises MailDecidedError where somebody decided, or what it is did."""
    if mail.state is not MailState.NEW:
        raise MailDecidedError(mail)
    return mail
