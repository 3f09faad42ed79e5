"""Cases one below the other: in the Home tab, and in answers to `/qualite`."""

from datetime import datetime

from bot.domain.cases import Case
from bot.domain.listings import COUNTED_MAX, PAGE, CaseList, Concerned, Scope
from bot.domain.office import Office
from bot.domain.searching import Found, Hit
from bot.ui import case_lines
from bot.ui.action_plan import spoken_waiting, waiting_blocks
from bot.ui.blocks import Block, StepButton, button, context, header, plain, section
from bot.ui.card import VIEW_CASE
from bot.ui.escape import cut, mrkdwn, one_line
from bot.ui.people import mention
from bot.ui.post import Post
from bot.ui.texts.catalogue import Texts

WORDS_MAX = 100
"""Characters said again of what was looked for."""
ROW_EXCERPT_MAX = 140
"""Characters of a description in a list: a line or two on a phone."""


def case_rows(found: CaseList, *, texts: Texts, now: datetime) -> list[Block]:
    """Two blocks a case: what it is and what presses, then the facts in small print."""
    rows = (_row(row, office=found.office, texts=texts, now=now) for row in found.cases)
    return [block for row in rows for block in row]


def titled_row(case: Case, texts: Texts, *, first: str | None = None) -> Block:
    """A case's title, below the line that presses, with the button that opens it."""
    title = f"*{mrkdwn(case_lines.title(case, texts, brief=True))}*"
    lines = [first, title] if first else [title]
    view = StepButton(label=texts.card.view, action_id=VIEW_CASE, value=str(case.id))
    spoken = texts.card.view_spoken.format(ref=case.ref)
    return section("\n".join(lines)) | {"accessory": button(view, spoken=spoken)}


def list_post(found: CaseList, *, texts: Texts, now: datetime) -> Post:
    """The first page of a list, for one person's eyes."""
    says, scope = texts.home, found.look.scope
    if not found.cases and not found.waiting.actions:
        return Post(text=says.empty[scope], blocks=[section(plain(says.empty[scope]))])
    title = counted_title(scope, found.total, texts)
    rest = [context(plain(says.more_at_home))] if found.total > PAGE else []
    lines = [_spoken(row, office=found.office, texts=texts, now=now) for row in found.cases]
    lines += [says.more_at_home] if rest else []
    lines += spoken_waiting(found.waiting, texts=texts, zone=found.office.zone, now=now)
    own = waiting_blocks(found.waiting, texts=texts, zone=found.office.zone, now=now)
    return Post(
        text="\n".join([title, *lines]),
        blocks=[header(title), *case_rows(found, texts=texts, now=now), *rest, *own],
    )


def found_post(found: Found, *, texts: Texts) -> Post:
    """What a search found, for one person's eyes."""
    said = found_line(found, texts)
    lines = [mrkdwn(case_lines.title(hit.case, texts, brief=True)) for hit in found.hits]
    return Post(
        text="\n".join([mrkdwn(said), *lines]),
        blocks=[section(plain(said)), *found_rows(found, texts)],
    )


def found_line(found: Found, texts: Texts) -> str:
    """How many cases hold the words, as plain text."""
    says, words = texts.home, cut(one_line(found.words), WORDS_MAX)
    if not words:
        return says.search_what
    if not found.hits:
        return says.found_nothing.format(words=words)
    template = says.found_many if found.is_cut else says.found
    return template.format(words=words, total=len(found.hits))


def found_rows(found: Found, texts: Texts) -> list[Block]:
    """Two blocks a case: its title, then where the words stand."""
    rows = ((titled_row(hit.case, texts), _why(hit, texts)) for hit in found.hits)
    return [block for row in rows for block in row]


def counted_title(scope: Scope, total: int, texts: Texts) -> str:
    """« En retard (3) », « Dossiers ouverts (plus de 1000) »."""
    says = texts.home
    template, count = (says.count, total) if total <= COUNTED_MAX else (says.many, COUNTED_MAX)
    return says.scope_counted.format(scope=says.scope[scope], count=template.format(count=count))


def _why(hit: Hit, texts: Texts) -> Block:
    status = texts.words.status[hit.case.status]
    return context(status) if hit.case.confidential else context(plain(hit.excerpt), status)


def _row(row: Concerned, *, office: Office, texts: Texts, now: datetime) -> list[Block]:
    pressing = _pressing(row.case, office=office, texts=texts, now=now)
    facts = " · ".join(_facts(row, texts))
    if row.case.confidential:
        return [titled_row(row.case, texts, first=pressing), context(facts)]
    excerpt = cut(one_line(row.case.description), ROW_EXCERPT_MAX)
    return [titled_row(row.case, texts, first=pressing), context(plain(excerpt), facts)]


def _spoken(row: Concerned, *, office: Office, texts: Texts, now: datetime) -> str:
    title = mrkdwn(case_lines.title(row.case, texts, brief=True))
    pressing = _pressing(row.case, office=office, texts=texts, now=now)
    return " · ".join(part for part in (title, pressing) if part)


def _pressing(case: Case, *, office: Office, texts: Texts, now: datetime) -> str | None:
    """What is broken first, else what is due next; one line."""
    late = case_lines.late_lines(case, office=office, texts=texts, now=now)
    dues = case_lines.due_lines(case, office=office, texts=texts, now=now)
    return next(iter([*late, *dues]), None)


def _facts(row: Concerned, texts: Texts) -> list[str]:
    case = row.case
    who = texts.card.nobody if case.owner is None else mention(case.owner)
    facts = [texts.words.status[case.status], texts.card.owner.format(who=who)]
    return facts if row.concern is None else [*facts, texts.home.concern[row.concern]]
