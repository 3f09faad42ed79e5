"""A refusal in words: what, why, who can."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import Action
from bot.domain.cases.cases import Case
from bot.domain.cases.refusals import Reason, Refusal
from bot.domain.cases.roles import HANDLING, Role
from bot.domain.cases.taxonomy import Kind
from bot.domain.school.office import Office
from bot.domain.school.policies import CAPSECURITE
from bot.domain.steps.lifecycles import Step
from bot.slack.payload_shapes import View
from bot.ui.blocks.blocks import Block, StepButton, actions, button, section
from bot.ui.blocks.dates import moment, relative
from bot.ui.blocks.modal import again, modal
from bot.ui.blocks.people import mention, mentions
from bot.ui.cases.case_lines import in_line
from bot.ui.steps.form import ActionContext, FormContext
from bot.ui.texts.catalogue import Texts

REFUSED = "refused"
SETTINGS = "home_settings"
"""The button that opens the settings, from wherever it stands."""
CALLBACK_ID = "refused"

_BLOCKS = {"at": "told_at"}
"""Where a field of a step stands in its form, if not under its own name."""
_OPEN = frozenset({Role.OWNER, Role.QUALITY_MANAGER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What `actor` attempted; `what` is it as a verb: « clôturer ce dossier ».

    `action` where it was about one, whether it comes from a case or not.
    """

    what: str
    case: Case | None
    office: Office
    texts: Texts
    now: datetime
    action: Action | None = None
    actor: str = ""

    @property
    def owner(self) -> str | None:
        """Whose action it is, or whose case."""
        concerned = self.action or self.case
        return concerned.owner if concerned else None

    @property
    def status(self) -> str:
        """Where the case stands, in words."""
        if self.case is None:
            return ""
        return in_line(self.texts.words.status_of(self.case.kind, self.case.status))

    @property
    def is_settled(self) -> bool:
        """Whether it was about a case that is over."""
        return self.action is None and self.case is not None and not self.case.status.is_open


def step_attempt(step: Step, scene: FormContext) -> Attempt:
    """A step that somebody tried to take in a case."""
    return Attempt(
        what=scene.texts.steps.to_do[step],
        case=scene.case,
        office=scene.office,
        texts=scene.texts,
        now=scene.now,
        actor=scene.actor,
    )


def action_attempt(step: ActionStep, scene: ActionContext) -> Attempt:
    """A step that somebody tried to take on an action."""
    return Attempt(
        what=scene.texts.steps.action_to_do[step],
        case=scene.case,
        action=scene.action,
        office=scene.office,
        texts=scene.texts,
        now=scene.now,
        actor=scene.actor,
    )


def refusal_lines(refusal: Refusal, attempt: Attempt) -> list[str]:
    """Sentences in Slack's markup, one for each thing."""
    match refusal.reason:
        case Reason.ROLE:
            return [" ".join(_who_can(refusal, attempt))]
        case Reason.INCOMPLETE:
            return [_sentence(refusal, attempt), *_missing(refusal, attempt)]
        case Reason.STATUS if attempt.action is not None:
            return [attempt.texts.steps.refused.action_status[attempt.action.status]]
        case Reason.STATUS if attempt.is_settled:
            says = attempt.texts.steps.refused
            return [f"{_sentence(refusal, attempt)} {says.settled}"]
        case _:
            return [_sentence(refusal, attempt)]


def way_out(refusal: Refusal, attempt: Attempt, *, person: str) -> list[Block]:
    """The button to the settings where they lack something, for who may change them."""
    is_theirs = person in attempt.office.quality_managers
    if refusal.reason is not Reason.NEEDS_MEDIATOR or not is_theirs:
        return []
    label = attempt.texts.home.settings
    return [actions([button(StepButton(label=label, action_id=SETTINGS, value="settings"))])]


def managers_line(office: Office, texts: Texts) -> list[str]:
    """« Adressez-vous à @qualite, responsable qualité. », after a sentence about them."""
    return _whom_to_ask(dict.fromkeys(office.in_quality, Role.QUALITY_MANAGER), texts)


def _whom_to_ask(people: Mapping[str, Role], texts: Texts) -> list[str]:
    says = texts.steps.refused
    if len(people) > 1:
        return [says.ask_many.format(who=mentions(tuple(people), texts))]
    return [
        says.ask_one.format(who=mention(person), role=in_line(texts.words.role[role]))
        for person, role in people.items()
    ]


def field_errors(refusal: Refusal, view: View, *, attempt: Attempt) -> dict[str, str] | None:
    """The sentence at the field it is about; None where the form has no such field."""
    block_id = _BLOCKS.get(refusal.field or "", refusal.field)
    if all(block.get("block_id") != block_id for block in view.blocks) or block_id is None:
        return None
    return {block_id: " ".join(refusal_lines(refusal, attempt))}


def warned(view: View, lines: Sequence[str]) -> Block:
    """The form with all answers kept, saying on top why it was refused."""
    warning = section(":warning: " + "\n".join(lines), block_id=REFUSED)
    others = [block for block in view.blocks if block.get("block_id") != REFUSED]
    return again(view, [warning, *others])


def refused_modal(lines: Sequence[str], texts: Texts, *, below: Sequence[Block] = ()) -> Block:
    """The refusal alone, where there is no message to answer."""
    return modal(
        texts.steps.refused.title,
        [section("\n".join(lines)), *below],
        callback_id=CALLBACK_ID,
        close=texts.case.close,
    )


def _sentence(refusal: Refusal, attempt: Attempt) -> str:
    says, texts = attempt.texts.steps.refused, attempt.texts
    where = attempt.case.site if attempt.case else None
    zone, now = attempt.office.at(where).zone, attempt.now
    if refusal.reason is Reason.ALREADY_DONE and refusal.done_at:
        return says.done_at.format(when=relative(refusal.done_at, zone, texts, now=now))
    if refusal.reason is Reason.NEEDS_REASON and refusal.floor:
        return says.floor.format(floor=texts.words.severity.in_line[refusal.floor])
    many = refusal.reason is Reason.TOO_MANY
    most = CAPSECURITE.max_extensions if many else CAPSECURITE.max_extension_days
    case = attempt.case
    return says.reason[refusal.reason].format(
        what=attempt.what,
        who="",
        ref=case.ref if case else "",
        status=attempt.status,
        person=mention(refusal.person) if refusal.person else "",
        limit=moment(refusal.limit, zone, texts, now=now) if refusal.limit else "",
        most=most,
        floor=texts.words.severity.in_line[refusal.floor] if refusal.floor else "",
    )


def _who_can(refusal: Refusal, attempt: Attempt) -> Iterator[str]:
    """« Seul un responsable qualité peut … », then who is one."""
    says, words = attempt.texts.steps.refused, attempt.texts.words.role.in_line
    roles = [role for role in Role if role in refusal.roles & _known_roles(attempt.case)]
    *first, last = (words[role] for role in roles)
    who = says.roles_or.format(first=", ".join(first), last=last) if first else last
    template = says.role_many if first else says.reason[Reason.ROLE]
    what = says.name_concerned if refusal.field == "concerned_people" else attempt.what
    yield template.format(who=who, what=what)
    if attempt.case is not None and attempt.case.confidential:
        return
    people = _people(frozenset(roles), attempt)
    yield from _whom_to_ask(people, attempt.texts)


def _missing(refusal: Refusal, attempt: Attempt) -> Iterator[str]:
    says = attempt.texts.steps.refused
    for missing in refusal.missing:
        yield says.missing[missing]
    people = _people(HANDLING & _known_roles(attempt.case), attempt)
    if attempt.actor in people:
        yield says.see_to_it
    elif people:
        yield says.see_to.format(who=mentions(tuple(people), attempt.texts))


def _known_roles(case: Case | None) -> frozenset[Role]:
    """The roles that anybody can have on such a case."""
    if case is None:
        return _OPEN
    if case.confidential:
        return frozenset({Role.REPORTER, Role.OWNER, Role.HANDLER})
    known = _OPEN | {Role.REPORTER}
    return known | {Role.TRAINING_MANAGER} if case.kind is Kind.INCIDENT else known


def _people(roles: frozenset[Role], attempt: Attempt) -> dict[str, Role]:
    """Who has one of these roles, and which, without those whom the case is about."""
    case, office = attempt.case, attempt.office
    by_role = {
        Role.OWNER: (attempt.owner,) if attempt.owner else (),
        Role.QUALITY_MANAGER: office.in_quality,
        Role.TRAINING_MANAGER: office.in_training,
    }
    about = case.concerned_people if case else ()
    found: dict[str, Role] = {}
    for role in (role for role in by_role if role in roles):
        found |= {person: role for person in by_role[role] if person not in {*found, *about}}
    return found
