"""Kept files as they are shown in Slack: the button, the names, and what is said beside them."""

import re
from datetime import timedelta
from pathlib import PurePosixPath

from bot.delivery.kept_files import FileFault
from bot.ui.blocks.blocks import Block, StepButton, actions, button, context
from bot.ui.blocks.escape import mrkdwn, one_line, shown
from bot.ui.texts.catalogue import Texts

SHOW_FILES = "case_show_files"
PRINT_LETTERS = "case_print_letters"
NAME_MAX = 120
"""Characters of a file's name in Slack: what a phone shows, and any disk takes."""
_SUFFIX_MAX = 12
_SEPARATORS = re.compile(r"[/\\]")
_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c<>:"|?*]')
_LIVE = frozenset({".htm", ".html", ".mht", ".mhtml", ".shtml", ".svg", ".svgz", ".xht", ".xhtml"})
"""Endings of pages and drawings that a program would open, with whatever script is in them."""
_PICTURES = {
    "image/avif": ".avif",
    "image/bmp": ".bmp",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
}
_ENDINGS = {".jpeg": ".jpg", ".jpe": ".jpg", ".tiff": ".tif"}


def safe_name(name: str, media_type: str | None) -> str:
    """A name that is one, whatever was typed: no folder, no hidden mark, no page or drawing.

    A picture ends as what it is, so that Slack shows it; what is none never ends as one that a
    program would run.
    """
    bare = one_line(_UNFIT.sub("", shown(_SEPARATORS.split(name)[-1]))).strip(" .")
    path = PurePosixPath(bare or "piece")
    stem, suffix = path.stem, path.suffix
    if len(suffix) > _SUFFIX_MAX:
        stem, suffix = path.name, ""
    suffix = _true_suffix(suffix, media_type)
    return stem[: NAME_MAX - len(suffix)].rstrip() + suffix


def _true_suffix(suffix: str, media_type: str | None) -> str:
    ending = _ENDINGS.get(suffix.lower(), suffix.lower())
    due = _PICTURES.get(media_type or "")
    if due is not None:
        return suffix if ending == due else suffix + due
    is_live = ending in _LIVE or media_type in {"text/html", "image/svg+xml"}
    return suffix + ".txt" if is_live else suffix


def is_picture(media_type: str | None) -> bool:
    """Whether Slack shows it as a picture."""
    return media_type in _PICTURES


def files_button(case_id: str, texts: Texts) -> Block:
    """« Voir les pièces »."""
    label = texts.files.show
    return actions([button(StepButton(label=label, action_id=SHOW_FILES, value=case_id))])


def on_their_way(count: int, texts: Texts) -> Block:
    """Where to look for them."""
    return context(texts.files.on_their_way.say(count))


def beside_file(ref: str, name: str, texts: Texts, *, lives: timedelta) -> str:
    """What stands beside a file: whose it is, and how long Slack shows it."""
    hours = round(lives / timedelta(hours=1))
    return texts.files.shown.format(ref=ref, name=mrkdwn(name), until=texts.files.hours.say(hours))


def letters_button(case_id: str, texts: Texts) -> Block:
    """« Lettres en PDF »."""
    label = texts.files.print_letters
    return actions([button(StepButton(label=label, action_id=PRINT_LETTERS, value=case_id))])


def letters_on_their_way(count: int, texts: Texts) -> Block:
    """Where to look for them."""
    return context(texts.files.letters_on_their_way.say(count))


def beside_letter(ref: str, what: str, texts: Texts, *, lives: timedelta) -> str:
    """What stands beside a letter: what it is, and how long Slack shows it."""
    hours = round(lives / timedelta(hours=1))
    return texts.files.letter.format(ref=ref, what=what, until=texts.files.hours.say(hours))


def in_place_of(ref: str, name: str, texts: Texts, *, fault: FileFault) -> str:
    """Why a file is not shown."""
    return texts.files.fault[fault].format(ref=ref, name=mrkdwn(name))
