"""Both languages side by side: what an area says, for a reader of either.

A text that a language lacks is a type error, for both are named. A text with `{names}` is a
template for `str.format`; what is put into it comes escaped already. French is written with plain
spaces, which an editor shows and keeps; a narrow no-break space goes before ; ! ? and a no-break
space before : inside « » and in times and quantities (Imprimerie nationale's rules). In either
language no line begins with the « · » that stands between two things.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Generic, TypeVar, overload

from bot.domain.school.office import Locale

Said = TypeVar("Said")
Member = TypeVar("Member")
SomeArea = TypeVar("SomeArea", bound="Area")


class Area:
    """The texts of one area in one language: read from it, each is a plain `str`."""

    def __init__(self, locale: Locale) -> None:
        self.reads = locale


class Both(Generic[Said]):
    """One thing in both languages; read from an area, it is what its reader's language says."""

    def __init__(self, *, fr: Said, en: Said) -> None:
        self.by_locale: Mapping[Locale, Said] = {
            Locale.FRENCH: typeset(fr),
            Locale.ENGLISH: typeset(en, undotted),
        }

    @overload
    def __get__(self, area: None, owner: type[Area]) -> "Both[Said]": ...
    @overload
    def __get__(self, area: Area, owner: type[Area]) -> Said: ...
    def __get__(self, area: Area | None, owner: type[Area]) -> "Both[Said] | Said":
        return self if area is None else self.by_locale[area.reads]


Text = Both[str]
"""A sentence, or a word."""


class Choices(Generic[Member]):
    """A text for each member of a closed set; read from an area, a mapping of plain `str`."""

    def __init__(self, texts: Mapping[Member, Text]) -> None:
        self.by_locale: Mapping[Locale, Mapping[Member, str]] = {
            locale: {member: text.by_locale[locale] for member, text in texts.items()}
            for locale in Locale
        }

    @overload
    def __get__(self, area: None, owner: type[Area]) -> "Choices[Member]": ...
    @overload
    def __get__(self, area: Area, owner: type[Area]) -> Mapping[Member, str]: ...
    def __get__(
        self, area: Area | None, owner: type[Area]
    ) -> "Choices[Member] | Mapping[Member, str]":
        return self if area is None else self.by_locale[area.reads]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepText:
    """How a step is called: on its button, as a verb, in the timeline, in the card's thread.

    `otherwise` is the line where nobody could be told, or where it changed nothing after all.
    """

    label: Text
    to_do: Text
    event: Text
    line: Text
    otherwise: Text | None = None


def said_of(steps: Mapping[Member, StepText], place: str) -> Choices[Member]:
    """The wording of each step in one place: the name of a text of `StepText`.

    Where nothing is said otherwise, the usual line is.
    """
    return Choices({step: getattr(said, place) or said.line for step, said in steps.items()})


class Word:
    """The word for a member of a closed set, and what stands in its place where it does not fit.

    `short` for little room, `long` with what it covers, `in_line` inside a sentence, `meaning`
    what a form says below it, `of_complaint` where *réclamation* changes its ending. What is left
    out is the word itself, in a line without its capital.
    """

    def __init__(
        self,
        *,
        fr: str,
        en: str,
        short: Text | None = None,
        long: Text | None = None,
        in_line: Text | None = None,
        meaning: Text | None = None,
        of_complaint: Text | None = None,
    ) -> None:
        self.text = Text(fr=fr, en=en)
        self.short = short or self.text
        self.long = long or self.text
        self.in_line = in_line or Text(fr=_small(fr), en=_small(en))
        self.meaning = meaning or self.text
        self.of_complaint = of_complaint or self.text


def _small(word: str) -> str:
    return word[:1].lower() + word[1:]


class Terms(dict[Member, str]):
    """The words of a closed set in one language, by member, and their other forms."""

    def __init__(self, words: Mapping[Member, Word], locale: Locale) -> None:
        super().__init__({member: word.text.by_locale[locale] for member, word in words.items()})
        self.short = {member: word.short.by_locale[locale] for member, word in words.items()}
        self.long = {member: word.long.by_locale[locale] for member, word in words.items()}
        self.in_line = {member: word.in_line.by_locale[locale] for member, word in words.items()}
        self.meaning = {member: word.meaning.by_locale[locale] for member, word in words.items()}
        self.of_complaint = {
            member: word.of_complaint.by_locale[locale] for member, word in words.items()
        }


class Vocabulary(Generic[Member]):
    """The words of a closed set; read from an area, its terms in its reader's language."""

    def __init__(self, words: Mapping[Member, Word]) -> None:
        self.by_locale = {locale: Terms(words, locale) for locale in Locale}

    @overload
    def __get__(self, area: None, owner: type[Area]) -> "Vocabulary[Member]": ...
    @overload
    def __get__(self, area: Area, owner: type[Area]) -> Terms[Member]: ...
    def __get__(self, area: Area | None, owner: type[Area]) -> "Vocabulary[Member] | Terms[Member]":
        return self if area is None else self.by_locale[area.reads]


class SubArea(Generic[SomeArea]):
    """An area inside another."""

    def __init__(self, area: type[SomeArea]) -> None:
        self.by_locale = {locale: area(locale) for locale in Locale}

    @overload
    def __get__(self, area: None, owner: type[Area]) -> "SubArea[SomeArea]": ...
    @overload
    def __get__(self, area: Area, owner: type[Area]) -> SomeArea: ...
    def __get__(self, area: Area | None, owner: type[Area]) -> "SubArea[SomeArea] | SomeArea":
        return self if area is None else self.by_locale[area.reads]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A quantity in words: for none, for one, and for `{count}` of them."""

    none: str
    one: str
    many: str

    def say(self, count: int) -> str:
        if count > 1:
            return self.many.format(count=count)
        return self.one if count else self.none


NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
BETWEEN = f"{NO_BREAK}· "
"""Between two things on a line, the second of which may go to the next line, without the dot."""

Node = TypeVar("Node")

_RULES = (
    (re.compile(r" (?=[;!?])"), NARROW_NO_BREAK),
    (re.compile(r" (?=:(?:[\s*]|$))"), NO_BREAK),  # not before :emoji:
    (re.compile(r"(?<=«) | (?=»)"), NO_BREAK),
    (re.compile(r"(?<=[\d}]) (?=(?:h|min|j|jours|Mo|ko)\b)"), NO_BREAK),
    (re.compile(r"(?<=[\d}].h) (?=[\d{])"), NO_BREAK),
)


def french(text: str) -> str:
    """The text with its no-break spaces."""
    for place, space in _RULES:
        text = place.sub(space, text)
    return undotted(text)


def undotted(text: str) -> str:
    """The text in which no line can begin with a dot between two things."""
    return text.replace(" · ", BETWEEN)


def typeset(node: Node, text: Callable[[str], str] = french) -> Node:
    """A catalogue, or any part of one, with every text as `text` makes it."""
    result: Any = node
    if isinstance(node, str):
        result = text(node)
    elif isinstance(node, tuple):
        result = tuple(typeset(item, text) for item in node)
    elif isinstance(node, Mapping):
        result = {key: typeset(value, text) for key, value in node.items()}
    elif is_dataclass(node) and not isinstance(node, type):
        changes = {field.name: typeset(getattr(node, field.name), text) for field in fields(node)}
        result = replace(node, **changes)
    return result  # type: ignore[no-any-return]  # each branch gives back the type it was given
