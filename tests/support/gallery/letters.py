"""Letters by mail in a case and the answer to one, at every stage, and what can be decided."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from bot.domain.cases.letters import LetterKind
from bot.domain.mail.case_mail import JoinedMail
from bot.domain.mail.departures import LetterState, MailedLetter
from bot.ui.mail.letter_lines import letter_blocks, owed_lines
from bot.ui.mail.replies import came_blocks, reply_block
from bot.ui.texts.catalogue import Texts
from tests.support.builders import NOW, OFFICE, QUALITY

LETTER = MailedLetter(
    id=UUID(int=8),
    case_id=UUID(int=7),
    kind=LetterKind.ACKNOWLEDGEMENT,
    state=LetterState.SENDING,
    actor=QUALITY,
    message_id="<lettre@example.org>",
    sha256="ab",
    frozen_at=NOW,
)
REPLY = JoinedMail(mail_id=UUID(int=9), received_at=NOW, joined_at=NOW)


def letters(texts: Texts) -> Iterator[Any]:
    """Each state, once before its letter is asked for again."""
    told: dict[str, Any] = {"office": OFFICE, "texts": texts, "now": NOW + timedelta(hours=1)}
    waiting = replace(LETTER, retry_at=NOW + timedelta(hours=2))
    for one in (*(replace(LETTER, state=state) for state in LetterState), waiting):
        yield letter_blocks([one], may_decide=True, **told)
        yield owed_lines([one], **told)
    for may_read in (True, False):
        yield reply_block(REPLY, may_read=may_read, **told)
        yield came_blocks([replace(REPLY, opened_case=True), REPLY], may_read=may_read, **told)
    yield texts.letter_fates.not_decided


AREAS = {"letters": letters}
