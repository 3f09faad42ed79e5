"""What `vigie mail check` looks at, and what it can find wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.mail.providers import Provider


class MailSubject(StrEnum):
    """What is looked at, in the order in which it is told."""

    TOKEN = "token"  # noqa: S105  # a word, not a token
    OUTGOING = "outgoing"
    INCOMING = "incoming"
    FOLDER = "folder"
    SENT = "sent"
    SENDER = "sender"
    ARRIVALS = "arrivals"
    JUNK = "junk"
    TRIAL = "trial"
    CLOCK = "clock"
    PROOF = "proof"


class MailFault(StrEnum):
    """What can be wrong; each has its remedy."""

    NO_OUTGOING = "no_outgoing"
    NO_INCOMING = "no_incoming"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    DROPPED = "dropped"
    CERTIFICATE = "certificate"
    TLS = "tls"
    NO_STARTTLS = "no_starttls"
    NO_LOGIN = "no_login"
    LOGIN_REFUSED = "login_refused"
    TOKEN_NOT_GIVEN = "token_not_given"  # noqa: S105  # a word
    TOKEN_NOT_TAKEN = "token_not_taken"  # noqa: S105  # a word
    TOKENS_UNREACHABLE = "tokens_unreachable"
    ODD_ANSWER = "odd_answer"
    NO_FOLDER = "no_folder"
    NO_SENT = "no_sent"
    OTHER_SENDER = "other_sender"
    PASSWORD_ENDS = "password_ends"  # noqa: S105  # a word
    SILENT = "silent"
    IN_JUNK = "in_junk"
    TRIAL_REFUSED = "trial_refused"
    TRIAL_UNCERTAIN = "trial_uncertain"
    TRIAL_NOT_SEEN = "trial_not_seen"
    TRIAL_IN_JUNK = "trial_in_junk"
    CLOCK_APART = "clock_apart"
    NO_PROOF = "no_proof"
    OTHER_AUTHSERV = "other_authserv"
    AUTHSERV_NOT_SET = "authserv_not_set"
    NOT_VOUCHED_FOR = "not_vouched_for"


LETS_MAIL_WORK = frozenset(
    {
        MailFault.NO_OUTGOING,
        MailFault.NO_INCOMING,
        MailFault.NO_SENT,
        MailFault.OTHER_SENDER,
        MailFault.PASSWORD_ENDS,
        MailFault.SILENT,
        MailFault.IN_JUNK,
        MailFault.NO_PROOF,
        MailFault.OTHER_AUTHSERV,
        MailFault.AUTHSERV_NOT_SET,
        MailFault.NOT_VOUCHED_FOR,
    }
)
"""What is to be known rather than mended first: letters leave and mails arrive all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFinding:
    """A finding on one subject. Without `fault` all is well.

    `facts` fill the sentence: names of servers and folders, codes and counts, no secret and
    nobody's words.
    """

    subject: MailSubject
    fault: MailFault | None = None
    provider: Provider = Provider.OTHER
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_failure(self) -> bool:
        """Whether mail cannot do its work before this is mended."""
        return self.fault is not None and self.fault not in LETS_MAIL_WORK
