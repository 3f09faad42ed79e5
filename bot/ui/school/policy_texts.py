"""« Politique »: the versions of the complaints policy that are kept, and how one is added."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from bot.domain.register.policy_texts import KeptPolicy, PoliciesKept, PolicyDraft, PolicyFile
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers, is_blank
from bot.ui.blocks.blocks import (
    Block,
    StepButton,
    actions,
    button,
    context,
    divider,
    plain,
    section,
)
from bot.ui.blocks.dates import full_day_of
from bot.ui.blocks.escape import cut
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.limits import SECTION_MAX
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.people import mention
from bot.ui.blocks.read_back import read_back
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

OPEN, ADD = "policy_open", "policy_add"
CALLBACK_ID = "policy_form"
DAY, TEXT, MORE, FILE = "in_force_on", "text", "text_more", "document"
SHOWN_MAX = 20
"""Versions of at most four blocks each: a view takes a hundred."""


def policy_button(texts: Texts) -> Block:
    """Opens the list, from the settings."""
    return button(StepButton(label=texts.policies.title, action_id=OPEN, value=OPEN))


def policies_modal(kept: PoliciesKept, texts: Texts) -> Block:
    """Each version with its day, its words, its document; the latest first."""
    says = texts.policies
    add = StepButton(label=says.add, action_id=ADD, value=ADD)
    blocks = [
        *([] if kept.kept else [section(plain(says.none))]),
        actions([button(add)]),
        context(plain(says.what)),
    ]
    for one in kept.kept[:SHOWN_MAX]:
        blocks += [divider(), *_version(one, texts, is_current=one == kept.current)]
    if more := says.more.say(len(kept.kept[SHOWN_MAX:])):
        blocks.append(context(plain(more)))
    return modal(says.title, blocks, callback_id=OPEN, close=says.close)


def policy_form(texts: Texts, *, submission_id: UUID, today: date) -> Block:
    """Asks from which day it holds, and for its text, its document, or both."""
    says = texts.policies
    asked = [
        inputs.labelled(inputs.day(today), says.from_day, block_id=DAY),
        inputs.labelled(
            inputs.files(1), says.document, block_id=FILE, hint=says.document_hint, optional=True
        ),
        *(
            inputs.labelled(inputs.text(multiline=True), label, block_id=name, optional=True)
            for name, label in ((TEXT, says.words), (MORE, says.words_more))
        ),
    ]
    return modal(
        says.title,
        asked,
        callback_id=CALLBACK_ID,
        submit=says.submit,
        close=texts.forms.cancel,
        carried={"submission": str(submission_id)},
    )


def read_policy_form(view: View) -> PolicyDraft | FormErrors:
    """The version that the form holds, or what has to be given first."""
    answers = Answers(view)
    day, files = answers.given_day(DAY), answers.files(FILE)
    parts = (answers.text(name) for name in (TEXT, MORE))
    text = "\n".join(part.strip() for part in parts if not is_blank(part))
    if not (text or files):
        answers.refuse(TEXT, FieldError.BLANK)
    if answers.refusals or day is None:
        return FormErrors(answers.refusals)
    return PolicyDraft(
        submission_id=read_back(UUID, carried_by(view).get("submission")),
        in_force_on=day,
        text=text or None,
        file=files[0] if files else None,
    )


def _version(one: KeptPolicy, texts: Texts, *, is_current: bool) -> Iterator[Block]:
    says = texts.policies
    facts = [says.since.format(day=full_day_of(one.in_force_on, texts))]
    facts += [says.current] if is_current else []
    yield section(BETWEEN.join([*facts, says.added.format(who=mention(one.added_by))]))
    if one.file is not None:
        yield context(plain(_document(one.file, texts)))
    if one.text:
        yield section(plain(cut(one.text, SECTION_MAX)))


def _document(file: PolicyFile, texts: Texts) -> str:
    says = texts.policies
    if file.sha256:
        return says.file_kept.format(name=file.name)
    template = says.file_refused if file.refused else says.file_coming
    return template.format(name=file.name)
