"""What the rehearsal on the real workspace shows, and how it went."""

from collections.abc import Iterator

from bot.domain.school.rehearsal import Rehearsed, Tried
from bot.ui.blocks.blocks import Block, Post, StepButton, button, plain, section
from bot.ui.blocks.escape import cut
from bot.ui.blocks.modal import modal
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.rehearsal import RehearsalTexts

REHEARSE = "rehearse"
"""The button in the settings."""
REHEARSAL = "rehearsal"
"""The modal that it opens."""
WELL, NOTE, FAILURE = "✓", "•", "✗"
"""A mark before each line; the words say the same."""
_LINES_MAX = 2_900


def trial_post(text: str, texts: RehearsalTexts) -> Post:
    """A message that says that it is only tried."""
    marked = texts.marked(text)
    return Post(text=marked, blocks=[section(marked)])


def trial_charts(texts: RehearsalTexts) -> Post:
    """A chart such as the summary has, and in its place a sentence where Slack knows none."""
    said = trial_post(texts.charts, texts)
    points = [{"label": texts.mark, "value": 1}]
    chart: Block = {
        "type": "data_visualization",
        "title": texts.mark,
        "chart": {
            "type": "bar",
            "series": [{"name": texts.mark, "data": points}],
            "axis_config": {"categories": [texts.mark]},
        },
    }
    return Post(text=said.text, blocks=[*said.blocks, chart], fallback_blocks=said.blocks)


def trial_home(texts: RehearsalTexts) -> Block:
    """A Home tab that says that it is only tried, and how to have one's own back."""
    return {"type": "home", "blocks": [section(texts.marked(texts.home))]}


def rehearse_button(texts: Texts) -> Block:
    """Tries everything at once, from the settings."""
    label = texts.settings.rehearse
    return button(StepButton(label=label, action_id=REHEARSE, value=REHEARSE))


def rehearsal_modal(lines: list[str], texts: RehearsalTexts, *, close: str) -> Block:
    """What the rehearsal says for now, or how it went."""
    blocks = [section(plain(one)) for one in _gathered(lines)]
    return modal(texts.title, blocks, callback_id=REHEARSAL, close=close)


def _gathered(lines: list[str]) -> list[str]:
    """The lines in as few paragraphs as Slack takes them."""
    paragraphs = [""]
    for line in lines:
        if len(paragraphs[-1]) + len(line) > _LINES_MAX:
            paragraphs.append("")
        paragraphs[-1] += f"{cut(line, _LINES_MAX)}\n"
    return [one.rstrip() for one in paragraphs]


def rehearsal_lines(rehearsed: Rehearsed, texts: RehearsalTexts) -> Iterator[str]:
    """A line for each trial, with the remedy where it was refused; what stays; a conclusion."""
    for tried in rehearsed.tried:
        yield f"{_mark_of(tried)} {_trial_in_words(tried, texts)}"
        if tried.code is not None:
            yield f"    → {_remedy(tried, tried.code, texts)}"
    for left in rehearsed.left:
        yield f"{NOTE} {texts.left[left]}"
    yield texts.conclusion.say(sum(tried.is_failure for tried in rehearsed.tried))


def _mark_of(tried: Tried) -> str:
    if tried.is_failure:
        return FAILURE
    return NOTE if tried.has_fallback else WELL


def _trial_in_words(tried: Tried, texts: RehearsalTexts) -> str:
    what = texts.trial[tried.trial]
    if tried.missed is not None:
        return texts.not_tried.format(what=what, missed=texts.trial[tried.missed])
    if tried.code is None:
        return texts.done.format(what=what)
    said = texts.lost if tried.is_lost else texts.failed
    return said.format(what=what, code=tried.code, mark=texts.mark)


def _remedy(tried: Tried, code: str, texts: RehearsalTexts) -> str:
    if tried.has_fallback:
        return texts.falls_back
    return texts.remedy.get(code, texts.other_remedy)
