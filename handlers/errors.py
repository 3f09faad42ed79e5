"""Answers to errors that no listener expected."""

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.calendar.periods import UnreadablePeriodError
from bot.domain.errors import (
    ActionNotFoundError,
    CaseErasedError,
    CaseHiddenError,
    CaseNotFoundError,
    NotAllowedError,
    StorageUnavailableError,
    UnreadableError,
)
from bot.domain.mail.reading import MailDecidedError, MailNotFoundError
from bot.domain.reports.risks import RiskNotFoundError
from bot.domain.sessions.appreciations import AppreciationJudgedError, AppreciationNotFoundError
from bot.logs import described
from bot.services.school.offices import read_office
from bot.slack.payload_shapes import ByMember, Command, Shape, ViewSubmission
from bot.slack.payloads import SENT
from bot.ui.blocks.blocks import Post
from bot.ui.steps.refusals import managers_line, warned
from bot.ui.texts.catalogue import Texts
from handlers.dependencies import Dependencies
from handlers.openings import tell_person

log = structlog.get_logger()

UNREADABLE = (UnreadableError, UnreadablePeriodError)
FORESEEN = (
    StorageUnavailableError,
    NotAllowedError,
    CaseNotFoundError,
    ActionNotFoundError,
    MailNotFoundError,
    MailDecidedError,
    RiskNotFoundError,
    AppreciationNotFoundError,
    AppreciationJudgedError,
    *UNREADABLE,
)
"""Foreseen errors: no fault, and each has a sentence."""
NOBODY_MAY = (CaseHiddenError, CaseErasedError)
"""Refusals that name nobody who may instead."""


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Turn every error into a sentence for the person, and a line without content in the log."""

    async def explain(
        error: Exception, ack: AsyncAck, respond: AsyncRespond, context: AsyncBoltContext
    ) -> None:
        sent: Shape | None = context.get(SENT)
        if sent is None:  # whoever sent it is answered nothing, nowhere
            note(error)
            return
        user = sent.person
        note(error, user=user)
        said = [sentence_for(error, kit.texts_for(user))]
        if isinstance(error, NotAllowedError) and not isinstance(error, NOBODY_MAY):
            said += await _who_may(kit, user)
        if isinstance(sent, ViewSubmission):
            # counts only where the listener had not answered; all that was typed stays
            await ack(response_action="update", view=warned(sent.view, [" ".join(said)]))
        elif isinstance(sent, (ByMember, Command)):
            post = Post(text=" ".join(said), blocks=[])
            await tell_person(kit.client, respond, user=user, post=post)

    app.error(explain)


async def _who_may(kit: Dependencies, user: str) -> list[str]:
    """The quality managers by name; nothing while there is none, or no register to ask."""
    try:
        office = await kit.read(read_office)
    except StorageUnavailableError:
        return []
    return managers_line(office, kit.texts_for(user))


def sentence_for(error: Exception, texts: Texts) -> str:
    """A sentence for an error: what happened and what to do, never a code alone."""
    says = texts.errors
    sentences: dict[type[Exception], str] = {
        StorageUnavailableError: says.unavailable,
        CaseHiddenError: says.hidden,  # these two before what they are a kind of
        CaseErasedError: says.erased,
        NotAllowedError: says.not_allowed,
        CaseNotFoundError: says.not_found,
        ActionNotFoundError: says.action_not_found,
        MailNotFoundError: texts.mails.not_found,
        MailDecidedError: texts.mails.decided,
        RiskNotFoundError: texts.risks.gone,
        AppreciationNotFoundError: texts.appreciations.not_found,
        AppreciationJudgedError: texts.appreciations.judged,
        **dict.fromkeys(UNREADABLE, says.unreadable),
    }
    fitting = (said for kind, said in sentences.items() if isinstance(error, kind))
    return next(fitting, says.unexpected)


def note(error: Exception, **about: str) -> None:
    """Write an error to the log; nobody need look into what somebody may not do."""
    match error:
        case StorageUnavailableError():
            log.warning("database unavailable", error=str(error), **about)
        case NotAllowedError() | CaseNotFoundError() | ActionNotFoundError():
            log.info("refused", error=type(error).__name__, **about)
        case MailNotFoundError() | MailDecidedError() | RiskNotFoundError():
            log.info("refused", error=type(error).__name__, **about)
        case AppreciationNotFoundError() | AppreciationJudgedError():
            log.info("refused", error=type(error).__name__, **about)
        case UnreadableError() | UnreadablePeriodError():
            log.warning("not understood", **described(error), **about)
        case _:
            log.error("listener failed", **described(error), **about)
