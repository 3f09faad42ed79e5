"""Direct messages: an incident to a training manager, what is left to set up."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.cases import Case
from bot.domain.office import Office, OfficeChoice
from bot.domain.steps import ALONE
from bot.ui import case_lines
from bot.ui.blocks import context, header, plain, section
from bot.ui.card import case_buttons, facts_of, told_lines
from bot.ui.escape import mrkdwn
from bot.ui.people import mentions
from bot.ui.post import Post
from bot.ui.texts.catalogue import Texts


def incident_notice(case: Case, *, office: Office, texts: Texts, now: datetime) -> Post:
    """Tells a training manager of an incident at once (policy §4.1).

    Of a confidential one it says only that it exists: who may read it is decided where
    it is opened.
    """
    if case.confidential:
        opened = texts.notice.confidential.format(ref=case.ref)
        return Post(text=opened, blocks=[section(opened), case_buttons(case, texts)])
    office, title = office.at(case.site), case_lines.title(case, texts)
    late = case_lines.late_lines(case, office=office, texts=texts, now=now)
    dues = [*late, *case_lines.due_lines(case, office=office, texts=texts, now=now)]
    return Post(
        text="\n".join([title, *told_lines(case, office=office, texts=texts, now=now), *dues]),
        blocks=[
            header(title),
            *facts_of(case, office=office, texts=texts, now=now),
            *([section("\n".join(dues))] if dues else []),
            case_buttons(case, texts, around=ALONE),
            context(plain(texts.notice.why)),
        ],
    )


def trouble_notice(texts: Texts, *, kind: str, error: str) -> Post:
    """Tells a quality manager once that Slack takes no more messages of a kind, and why."""
    says = texts.trouble
    reason = says.reasons.get(error, says.other_reason.format(error=mrkdwn(error)))
    said = says.stopped.format(what=says.kinds.get(kind, says.other_kind), reason=reason)
    return Post(text=f"{said}\n{says.kept}", blocks=[section(said), context(says.kept)])


def setup_notice(texts: Texts, *, missing: Sequence[OfficeChoice], who: Sequence[str]) -> Post:
    """What is left to choose, and which people may; a workspace admin when there are none."""
    said = setup_left(texts, missing=missing, who=who)
    return Post(text=said, blocks=[section(said)])


def setup_left(texts: Texts, *, missing: Sequence[OfficeChoice], who: Sequence[str]) -> str:
    """The same as a paragraph."""
    words, says = texts.words.office_choice, texts.notice
    listed = [says.setup_missing.format(what=words[choice]) for choice in missing]
    by = says.setup_by.format(who=mentions(who, texts)) if who else says.setup_by_admin
    return "\n".join([says.setup, *listed, by])
