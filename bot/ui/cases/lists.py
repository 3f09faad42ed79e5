"""Cases one below the other: in the Home tab, in answers to `/qualite`, beside a similar one."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from bot.domain.actions.listings import COUNTED_MAX, PAGE, CaseList, Concern, Concerned, Scope
from bot.domain.cases.cases import Case
from bot.domain.cases.searching import Found, Hit
from bot.domain.school.office import Office
from bot.domain.steps.lifecycles import Step
from bot.slack.payload_shapes import Pressed
from bot.ui.actions.action_plan import spoken_waiting, waiting_blocks
from bot.ui.blocks.blocks import (
    Block,
    Post,
    StepButton,
    beside,
    button,
    context,
    header,
    overflow,
    plain,
    section,
)
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.people import mention
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.cases import case_lines
from bot.ui.cases.card import VIEW_CASE
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

WORDS_MAX = 100
"""Characters said again of what was looked for."""
ROW_EXCERPT_MAX = 140
"""Characters of a description in a list: a line or two on a phone."""
_SAYS_OWNER = frozenset({Concern.OWNED, Concern.UNOWNED})

SAME = "similar_same"
LINK = "similar_link"
"""What may be done with a case like the open one; beginnings of values in its menu « … ».

Views opened earlier have a button for each.
"""
SIMILAR_MORE = "similar_more"
"""Action ids; their value names the open case and the other one."""


def case_rows(found: CaseList, *, texts: Texts, now: datetime) -> list[Block]:
    """Two blocks a case: what it is and what presses, then the facts in small print."""
    rows = (_row(row, office=found.office, texts=texts, now=now) for row in found.cases)
    return [block for row in rows for block in row]


def titled_row(case: Case, texts: Texts, *, below: str | None = None) -> Block:
    """A case's title, above the line that presses, with the button that opens it."""
    title = f"*{mrkdwn(case_lines.title(case, texts, brief=True))}*"
    lines = [title, below] if below else [title]
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
    """The hits of a search, for one person's eyes."""
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
    match len(found.hits), found.is_cut:
        case 0, _:
            template = says.found_nothing
        case 1, False:
            template = says.found_one
        case _, True:
            template = says.found_many
        case _:
            template = says.found
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
    stands = case_lines.standing(hit.case, texts)
    return context(stands) if hit.case.confidential else beside(hit.excerpt, stands)


def _row(row: Concerned, *, office: Office, texts: Texts, now: datetime) -> list[Block]:
    pressing = _pressing(row.case, office=office, texts=texts, now=now)
    facts = BETWEEN.join(_facts(row, texts))
    if row.case.confidential:
        return [titled_row(row.case, texts, below=pressing), context(facts)]
    excerpt = cut(one_line(row.case.description), ROW_EXCERPT_MAX)
    return [titled_row(row.case, texts, below=pressing), beside(excerpt, facts)]


def _spoken(row: Concerned, *, office: Office, texts: Texts, now: datetime) -> str:
    title = mrkdwn(case_lines.title(row.case, texts, brief=True))
    pressing = _pressing(row.case, office=office, texts=texts, now=now)
    return BETWEEN.join(part for part in (title, pressing) if part)


def _pressing(case: Case, *, office: Office, texts: Texts, now: datetime) -> str | None:
    """The deadline broken first, else the one due next; one line."""
    late = case_lines.late_lines(case, office=office, texts=texts, now=now)
    dues = case_lines.due_lines(case, office=office, texts=texts, now=now)
    return next(iter([*late, *dues]), None)


def _facts(row: Concerned, texts: Texts) -> list[str]:
    """Who owns a case, unless that is what makes it the reader's."""
    case, concern = row.case, row.concern
    who = texts.card.nobody if case.owner is None else mention(case.owner)
    owner = [] if concern in _SAYS_OWNER else [texts.card.owner.format(who=who)]
    why = [] if concern is None else [texts.home.concern[concern]]
    return [case_lines.standing(case, texts), *owner, *why]


def similar_blocks(case: Case, similar: Sequence[Case], *, texts: Texts) -> list[Block]:
    """The cases most like this one; nothing where there are none."""
    if not similar:
        return []
    rows = [block for other in similar for block in _similar_row(case, other, texts)]
    return [section(f"*{texts.similar.title}*"), *rows]


def pair_in(pressed: Pressed) -> tuple[str, UUID, str]:
    """What is to be done, with the open case and the other's reference."""
    said, wanted = text_in(pressed), pressed.action_id
    if wanted == SIMILAR_MORE:
        wanted, _, said = said.partition(":")
    case_id, _, ref = said.partition(":")
    return wanted, read_back(UUID, case_id), ref


def _similar_row(case: Case, other: Case, texts: Texts) -> Iterator[Block]:
    """Its menu stands beside it, since a row of buttons for each case would say the same again."""
    pair = f"{case.id}:{other.ref}"
    title = mrkdwn(case_lines.title(other, texts, brief=True))
    excerpt = cut(one_line(other.description), ROW_EXCERPT_MAX)
    choices = [
        (texts.steps.label[Step.MARK_DUPLICATE], f"{SAME}:{pair}"),
        (texts.similar.link, f"{LINK}:{pair}"),
    ]
    yield section(f"*{title}*") | {"accessory": overflow(choices, action_id=SIMILAR_MORE)}
    yield beside(excerpt, case_lines.standing(other, texts))
