"""The Home tab: buttons to file, four lists, their filters, ten cases a page, how to be told."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.actions.listings import COUNTED_MAX, PAGE, CaseFilter, CaseList, Scope
from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.searching import Found
from bot.domain.reports.risk_views import RiskCounts
from bot.domain.school.office import ReminderStyle
from bot.slack.payload_shapes import Pressed
from bot.ui.actions.action_plan import OPEN_PLAN, waiting_blocks
from bot.ui.blocks import inputs
from bot.ui.blocks.blocks import (
    Block,
    StepButton,
    actions,
    button,
    context,
    divider,
    header,
    plain,
    section,
)
from bot.ui.blocks.dates import whose_hours
from bot.ui.blocks.read_back import read_back, text_in
from bot.ui.cases.home_look import ANY, ANY_FILTER, CLEAR, FILTER, SCOPE, SEARCH, TURN, carried_of
from bot.ui.cases.lists import WORDS_MAX, case_rows, counted_title, found_line, found_rows
from bot.ui.reports.risk_register import register_step, risks_line
from bot.ui.school.substitutes import own_lines, substitutes_button
from bot.ui.sessions import audits
from bot.ui.sessions.appreciations import waiting_line
from bot.ui.steps.refusals import SETTINGS
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

CALLBACK_ID = "home"
FILE_INCIDENT = "home_file_incident"
FILE_COMPLAINT = "home_file_complaint"
STYLE = "home_reminder_style"
REGISTER = "home_register"
EVIDENCE = "home_evidence"
SEALED = "home_sealed"
"""The same for everybody, whoever handles sealed reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """A reader's rights in the tab beyond looking."""

    change_settings: bool = False
    export: bool = False
    prove: bool = False
    be_replaced: bool = False
    lead_risks: bool = False


NO_RIGHTS = Rights()


def home_view(
    found: CaseList,
    *,
    texts: Texts,
    now: datetime,
    searched: Found | None = None,
    may: Rights = NO_RIGHTS,
    reader: str = "",
    lives_in: ZoneInfo | None = None,
    risks: RiskCounts | None = None,
) -> Block:
    """The tab as it is now; what is looked at comes back with it, unseen.

    What was `searched` stands in place of the list. To a reader who `lives_in` another zone it
    says whose hours it tells.
    """
    zone = found.office.zone
    hours = whose_hours(zone, lives_in or zone, texts, now=now)
    if searched is None:
        below = _list(found, texts=texts, now=now, may=may)
    else:
        below = [header(texts.home.results), *_results(searched, texts)]
    return {
        "type": "home",
        "callback_id": CALLBACK_ID,
        "private_metadata": json.dumps(carried_of(found.look)),
        "blocks": [
            _doors(texts, may=may),
            *_away(found, reader, texts, now=now),
            *_risks(risks, texts),
            *waiting_line(found.to_judge, texts),
            _search(found.look.words, texts),
            _scopes(found, texts, is_list=searched is None),
            divider(),
            *below,
            *([context(plain(hours))] if hours else []),
            divider(),
            *_style(found.style, texts),
        ],
    }


def style_in(pressed: Pressed) -> ReminderStyle:
    """How somebody has just chosen to be told of deadlines."""
    return read_back(ReminderStyle, text_in(pressed))


def _style(style: ReminderStyle, texts: Texts) -> list[Block]:
    """The choice, in a block named by it: in one of the same name Slack keeps the old one."""
    says = texts.home
    choices = inputs.options(says.style)
    chosen = next(one for one in choices if one["value"] == style)
    menu = inputs.select(choices, says.styles, initial=chosen) | {"action_id": STYLE}
    return [
        section(says.styles) | {"accessory": menu, "block_id": f"style {style}"},
        context(plain(says.style_note)),
    ]


def _away(found: CaseList, reader: str, texts: Texts, *, now: datetime) -> list[Block]:
    """Who stands in for the reader today, and for whom they do."""
    today = local_day(now, found.office.zone)
    lines = own_lines(reader, found.office, texts, today=today)
    return [context("\n".join(lines))] if lines else []


def _risks(counts: RiskCounts | None, texts: Texts) -> list[Block]:
    """What waits in the register of risks for who leads."""
    line = risks_line(counts, texts) if counts else None
    return [context(plain(line))] if line else []


def _doors(texts: Texts, *, may: Rights) -> Block:
    says = texts.home
    steps = [
        StepButton(label=says.report, action_id=FILE_INCIDENT, value="incident", primary=True),
        StepButton(label=says.complain, action_id=FILE_COMPLAINT, value="complaint"),
    ]
    steps.append(StepButton(label=texts.sealed.button, action_id=SEALED, value="sealed"))
    steps.append(StepButton(label=texts.plan.title, action_id=OPEN_PLAN, value="plan"))
    if may.be_replaced:
        steps.append(substitutes_button(texts, own=True))
    if may.prove:
        steps.append(StepButton(label=texts.audit.button, action_id=audits.OPEN, value="audit"))
    if may.lead_risks:
        steps.append(register_step(texts))
    if may.change_settings:
        steps.append(StepButton(label=says.settings, action_id=SETTINGS, value="settings"))
    return actions([button(step) for step in steps])


def _search(words: str, texts: Texts) -> Block:
    """The box for words; named by them, since in one of the same name Slack keeps old text."""
    says = texts.home
    element = inputs.text(initial=words, placeholder=says.search_example, limit=WORDS_MAX)
    return {
        "type": "input",
        "block_id": f"search {words}",
        "label": plain(says.search_label),
        "element": element | {"action_id": SEARCH},
        "dispatch_action": True,
    }


def _results(searched: Found, texts: Texts) -> list[Block]:
    clear = StepButton(label=texts.home.clear_search, action_id=CLEAR, value=CLEAR)
    said = section(plain(found_line(searched, texts)))
    return [said, *found_rows(searched, texts), actions([button(clear)])]


def _scopes(found: CaseList, texts: Texts, *, is_list: bool) -> Block:
    """The four lists; the header below says in words which of them is shown, if any is."""
    return actions(
        [
            button(
                StepButton(
                    label=counted_title(scope, found.totals[scope], texts)
                    if scope in found.totals
                    else texts.home.scope[scope],
                    action_id=f"{SCOPE}{scope}",
                    value=scope,
                    primary=is_list and scope is found.look.scope,
                )
            )
            for scope in Scope
        ]
    )


def _list(found: CaseList, *, texts: Texts, now: datetime, may: Rights) -> list[Block]:
    look, says, zone = found.look, texts.home, found.office.zone
    own = waiting_blocks(found.waiting, texts=texts, zone=zone, now=now)
    narrows = look.scope is not Scope.MINE or not look.narrowed.is_empty
    filters = _filters(look.narrowed, texts) if narrows else []
    exports = _exports(texts, may=may) if look.scope is Scope.REGISTER else []
    top = [header(says.scope[look.scope]), *filters, *exports]
    if not found.cases and own:
        return own
    if not found.cases:
        nothing = says.empty[look.scope] if look.narrowed.is_empty else says.no_match
        return [*top, section(plain(nothing))]
    rows = case_rows(found, texts=texts, now=now)
    return [*top, *rows, context(_position(found, texts)), *_turns(found, texts), *own]


def _exports(texts: Texts, *, may: Rights) -> list[Block]:
    """The button for the register as a file, narrowed as the list is in kind and dates."""
    says = texts.register
    doors = [
        (may.export, StepButton(label=says.get_register, action_id=REGISTER, value="register")),
        (may.prove, StepButton(label=says.get_evidence, action_id=EVIDENCE, value="evidence")),
    ]
    buttons = [button(step) for is_open, step in doors if is_open]
    return [actions(buttons)] if buttons else []


def _filters(narrowed: CaseFilter, texts: Texts) -> list[Block]:
    """One menu for all but the owner, and in words what is chosen.

    In a block named by them: in one of the same name Slack keeps old choices.
    """
    says = texts.home
    elements = [_menu(texts), _people(narrowed.owner, says.any_owner)]
    if not narrowed.is_empty:
        elements.append(button(StepButton(label=says.clear, action_id=CLEAR, value=CLEAR)))
    named = "/".join(str(value or "") for value in asdict(narrowed).values())
    row = actions(elements) | {"block_id": f"filters {named}"}
    chosen = [
        words[getattr(narrowed, name)]
        for name, _, words in _choices(texts)
        if getattr(narrowed, name)
    ]
    said = says.narrowed.format(chosen=BETWEEN.join(chosen))
    return [row, context(plain(said))] if chosen else [row]


def _choices(texts: Texts) -> list[tuple[str, str, Mapping[Any, str]]]:
    """Each field of `CaseFilter` that has a closed set: its choice of all, and its words."""
    says, words = texts.home, texts.words
    return [
        ("kind", says.any_kind, words.kind),
        ("stage", says.any_stage, words.stage),
        ("category", says.any_category, words.category.short),
        ("period", says.any_period, says.period),
    ]


def _menu(texts: Texts) -> Block:
    """On a phone each menu takes a line: five pushed the first case out of sight."""
    groups = [
        {
            "label": plain(any_),
            "options": [
                inputs.option(any_, f"{name}:{ANY}"),
                *(inputs.option(word, f"{name}:{member}") for member, word in words.items()),
            ],
        }
        for name, any_, words in _choices(texts)
    ]
    return {
        "type": "static_select",
        "action_id": ANY_FILTER,
        "placeholder": plain(texts.home.narrow),
        "option_groups": groups,
    }


def _people(chosen: str | None, any_: str) -> Block:
    element: Block = {
        "type": "users_select",
        "action_id": f"{FILTER}owner",
        "placeholder": plain(any_),
    }
    return element | {"initial_user": chosen} if chosen else element


def _position(found: CaseList, texts: Texts) -> str:
    first = found.look.page * PAGE + 1
    last = first + len(found.cases) - 1
    if found.total > COUNTED_MAX:
        return texts.home.position_many.format(first=first, last=last, total=COUNTED_MAX)
    return texts.home.position.format(first=first, last=last, total=found.total)


def _turns(found: CaseList, texts: Texts) -> list[Block]:
    page, says = found.look.page, texts.home
    is_more = (page + 1) * PAGE < min(found.total, COUNTED_MAX)
    turns = [
        (page > 0, StepButton(label=says.previous, action_id=f"{TURN}back", value=str(page - 1))),
        (is_more, StepButton(label=says.next, action_id=f"{TURN}on", value=str(page + 1))),
    ]
    buttons = [button(step) for is_there, step in turns if is_there]
    return [actions(buttons)] if buttons else []
