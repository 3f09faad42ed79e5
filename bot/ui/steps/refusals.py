"""A refusal in words: what, why, who can."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.actions import Action
from bot.domain.cases import Case
from bot.domain.lifecycles import Step
from bot.domain.office import Office
from bot.domain.policies import CAPSECURITE
from bot.domain.refusals import Reason, Refusal
from bot.domain.roles import HANDLING, Role
from bot.domain.taxonomy import Kind
from bot.ui.blocks import Block, section
from bot.ui.dates import moment, relative
from bot.ui.modal import again, modal
from bot.ui.people import mention, mentions
from bot.ui.steps.scene import Scene
from bot.ui.texts.catalogue import Texts

REFUSED = "refused"
CALLBACK_ID = "refused"

_BLOCKS = {"at": "told_at"}
"""Where a field of a step stands in its form, if not under its own name."""
_OPEN = frozenset({Role.OWNER, Role.QUALITY_MANAGER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What somebody tried; `what` is it as a verb: « clôturer ce dossier ».

    `action` where it was about one, whether it comes from a case or not.
    """

    what: str
    case: Case | None
    office: Office
    texts: Texts
    now: datetime
    action: Action | None = None

    @property
    def owner(self) -> str | None:
        """Whose action it is, or whose case."""
        concerned = self.action or self.case
        return concerned.owner if concerned else None

    @property
    def status(self) -> str:
        """Where the action stands, or the case, in words."""
        if self.action is not None:
            return self.texts.steps.words.action_status[self.action.status]
        return self.texts.words.status[self.case.status].lower() if self.case else ""

    @property
    def is_settled(self) -> bool:
        """Whether it was about a case that is over."""
        return self.action is None and self.case is not None and not self.case.status.is_open


def step_attempt(step: Step, scene: Scene) -> Attempt:
    """A step that somebody tried to take in a case."""
    return Attempt(
        what=scene.texts.steps.refused.to_do[step],
        case=scene.case,
        office=scene.office,
        texts=scene.texts,
        now=scene.now,
    )


def refusal_lines(refusal: Refusal, attempt: Attempt) -> list[str]:
    """What to say, in Slack's markup: one sentence for each thing."""
    match refusal.reason:
        case Reason.ROLE:
            return [" ".join(_who_can(refusal, attempt))]
        case Reason.INCOMPLETE:
            return [_sentence(refusal, attempt), *_missing(refusal, attempt)]
        case Reason.STATUS if attempt.is_settled:
            says = attempt.texts.steps.refused
            return [f"{_sentence(refusal, attempt)} {says.settled}"]
        case _:
            return [_sentence(refusal, attempt)]


def managers_line(office: Office, texts: Texts) -> list[str]:
    """« @qualite l'est. », after a sentence about quality managers."""
    says, people = texts.steps.refused, office.quality_managers
    if not people:
        return []
    template = says.many_are if len(people) > 1 else says.one_is
    return [template.format(who=mentions(people, texts))]


def field_errors(
    refusal: Refusal, view: dict[str, Any], *, attempt: Attempt
) -> dict[str, str] | None:
    """The sentence at the field it is about; None where the form has no such field."""
    block_id = _BLOCKS.get(refusal.field or "", refusal.field)
    if all(block.get("block_id") != block_id for block in view["blocks"]) or block_id is None:
        return None
    return {block_id: " ".join(refusal_lines(refusal, attempt))}


def warned(view: dict[str, Any], lines: Sequence[str]) -> Block:
    """The same form, all answers kept, that says on top why it was refused."""
    warning = section(":warning: " + "\n".join(lines), block_id=REFUSED)
    others = [block for block in view["blocks"] if block.get("block_id") != REFUSED]
    return again(view, [warning, *others])


def refused_modal(lines: Sequence[str], texts: Texts) -> Block:
    """The refusal alone, where there is no message to answer."""
    return modal(
        texts.steps.refused.title,
        [section("\n".join(lines))],
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
        return says.floor.format(floor=texts.words.severity[refusal.floor].lower())
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
    )


def _who_can(refusal: Refusal, attempt: Attempt) -> Iterator[str]:
    """« Seul un responsable qualité peut … », then who is one."""
    says, words = attempt.texts.steps.refused, attempt.texts.steps.words.role
    roles = [role for role in Role if role in refusal.roles & _known_roles(attempt.case)]
    *first, last = (words[role] for role in roles)
    who = says.roles_or.format(first=", ".join(first), last=last) if first else last
    template = says.role_many if first else says.reason[Reason.ROLE]
    yield template.format(who=who, what=attempt.what)
    if attempt.case is not None and attempt.case.confidential:
        return
    people = _people(frozenset(roles), attempt)
    if people:
        template = says.many_are if len(people) > 1 else says.one_is
        yield template.format(who=mentions(people, attempt.texts))


def _missing(refusal: Refusal, attempt: Attempt) -> Iterator[str]:
    says = attempt.texts.steps.refused
    for missing in refusal.missing:
        yield says.missing[missing]
    people = _people(HANDLING & _known_roles(attempt.case), attempt)
    if people:
        yield says.see_to.format(who=mentions(people, attempt.texts))


def _known_roles(case: Case | None) -> frozenset[Role]:
    """The roles that anybody can have on such a case."""
    if case is None:
        return _OPEN
    if case.confidential:
        return frozenset({Role.REPORTER, Role.OWNER, Role.HANDLER})
    known = _OPEN | {Role.REPORTER}
    return known | {Role.TRAINING_MANAGER} if case.kind is Kind.INCIDENT else known


def _people(roles: frozenset[Role], attempt: Attempt) -> tuple[str, ...]:
    """Who has one of these roles, without those whom the case is about."""
    case, office = attempt.case, attempt.office
    by_role = {
        Role.OWNER: (attempt.owner,) if attempt.owner else (),
        Role.QUALITY_MANAGER: office.quality_managers,
        Role.TRAINING_MANAGER: office.training_managers,
    }
    about = case.concerned_people if case else ()
    found = (person for role, people in by_role.items() if role in roles for person in people)
    return tuple(dict.fromkeys(person for person in found if person not in about))
