"""What the manifest, the README and the guides name is really there."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from slack_bolt.app.async_app import AsyncApp

from bot.cli import cli
from bot.settings import Settings
from bot.ui.texts.catalogue import FRENCH
from bot.ui.texts.settings import EVIDENCE, REGISTER, SESSION, SUMMARY
from handlers import register_all
from handlers.cases import filing
from handlers.dependencies import Dependencies
from tests.support.said import leaves

ROOT = Path(__file__).parents[2]
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


class Recorder(AsyncApp):
    """Notes what is registered, by kind."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-none", signing_secret="none")
        self.noted: dict[str, set[str]] = {"command": set(), "shortcut": set(), "event": set()}

    def command(self, command: Any, *rest: Any, **more: Any) -> Any:
        self.noted["command"].add(str(command))
        return super().command(command, *rest, **more)

    def shortcut(self, constraints: Any, *rest: Any, **more: Any) -> Any:
        self.noted["shortcut"].add(str(constraints))
        return super().shortcut(constraints, *rest, **more)

    def event(self, event: Any, *rest: Any, **more: Any) -> Any:
        self.noted["event"].add(event if isinstance(event, str) else event["type"])
        return super().event(event, *rest, **more)


@pytest.fixture
def registered() -> dict[str, set[str]]:
    """Everything the handlers listen to; no collaborator is needed for that."""
    app = Recorder()
    nothing: Any = None
    kit: dict[str, Any] = dict.fromkeys(Dependencies.__dataclass_fields__, nothing)
    register_all(app, Dependencies(**kit | {"each_tick": lambda _job: None}))
    return app.noted


def test_the_commands_are_those_of_the_manifest(registered: dict[str, set[str]]) -> None:
    declared = {one["command"] for one in MANIFEST["features"]["slash_commands"]}

    assert registered["command"] == declared


def test_the_shortcuts_are_those_of_the_manifest(registered: dict[str, set[str]]) -> None:
    declared = {one["callback_id"] for one in MANIFEST["features"]["shortcuts"]}

    assert registered["shortcut"] == declared == set(filing.SHORTCUTS)


def test_no_event_is_listened_to_that_the_manifest_does_not_ask_for(
    registered: dict[str, set[str]],
) -> None:
    declared = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    # Slack names the subscription by channel type, the event itself is `message`
    heard = {name.partition(".")[0] for name in declared}

    assert registered["event"] <= heard


def test_every_variable_is_in_the_example_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z_]+)=", example, flags=re.MULTILINE))
    read = {
        str(field.validation_alias or name.upper()) for name, field in Settings.model_fields.items()
    }

    assert named == read


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_points_to_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    targets = re.findall(r"`make ([a-z-]+)", text)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert [link for link in links if not (page.parent / link).exists()] == []
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_modules_that_a_page_names_exist(page: Path) -> None:
    named = re.findall(r"`((?:\w+/)+\w+\.py)`", page.read_text(encoding="utf-8"))
    roots = (ROOT, ROOT / "bot", ROOT / "bot" / "ui", ROOT / "tests")

    assert [name for name in named if not any((root / name).exists() for root in roots)] == []


def test_the_picture_of_the_tree_names_what_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    picture = readme.split("## What it is made of")[1].split("```")[1]
    inside_bot = re.findall(r"^  ([\w/]+(?:\.py)?(?:  \w+\.py)*)", picture, flags=re.MULTILINE)
    names = [name for line in inside_bot for name in line.split()]

    assert names
    assert [name for name in names if not (ROOT / "bot" / name).exists()] == []


GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
LARGEST_PICTURE = 200_000
"""Bytes, so that a guide opens at once on a phone."""


def plain_spaces(text: str) -> str:
    return re.sub(r"[\u00a0\u202f\s]+", " ", text)


@pytest.fixture(scope="module")
def everything_said() -> str:
    """What Vigie says in French, in Slack and in its manifest."""
    said = [*leaves(FRENCH), *leaves(MANIFEST)]
    return "\n".join(plain_spaces(text) for _, text in said)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_the_labels_a_guide_quotes_are_those_that_people_see(
    guide: Path, everything_said: str
) -> None:
    text = plain_spaces(guide.read_text(encoding="utf-8"))
    quoted = set(re.findall("« (.+?) »", text)) - {"…"}

    assert sorted(label for label in quoted if label not in everything_said) == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_the_commands_and_variables_of_a_guide_exist(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    slash = {one["command"] for one in MANIFEST["features"]["slash_commands"]}
    group = typer.main.get_group(cli)
    typed = set(group.list_commands(typer.Context(group)))
    named = {
        "slash command": set(re.findall(r"`(/[a-z]+)", text)) - slash,
        "variable": {
            name
            for name in re.findall(r"\b(?:VIGIE|SLACK|DATABASE)_[A-Z_]+", text)
            if f"\n{name.removesuffix('_FILE')}=" not in example and f"\n{name}=" not in example
        },
        "vigie command": set(re.findall(r"`vigie ([a-z]+)", text)) - typed,
    }

    assert {kind: names for kind, names in named.items() if names} == {}


def test_what_follows_vigie_ctl_in_a_guide_is_known_to_it() -> None:
    script = (ROOT / "deploy" / "vigie-ctl").read_text(encoding="utf-8")
    own = {
        word
        for line in re.findall(r"^  ([a-z| -]+)\)", script, re.MULTILINE)
        for word in line.split(" | ")
    }
    group = typer.main.get_group(cli)
    text = "".join(guide.read_text(encoding="utf-8") for guide in GUIDES)
    named = set(re.findall(r"sudo vigie-ctl ([a-z]+)", text))

    assert {"doctor", "backup", "restore", "tokens"} <= named
    assert named <= own | set(group.list_commands(typer.Context(group)))


def test_what_follows_qualite_in_a_guide_is_answered() -> None:
    """With something else than the help."""
    text = "".join(guide.read_text(encoding="utf-8") for guide in GUIDES)
    patterns = (REGISTER, EVIDENCE, SESSION, SUMMARY)
    unknown = [
        words
        for words in re.findall(r"`/qualite ([^`]+)`", text)
        if words not in {"appreciations", "audit", "retards", "reglages", "risques"}
        and not re.match(r"recherche |REC-|INC-", words)
        and not any(pattern.fullmatch(words) for pattern in patterns)
    ]

    assert unknown == []


def test_pictures_are_small_shown_and_described() -> None:
    pictures = {path.name for path in (ROOT / "docs" / "guides" / "images").iterdir()}
    text = "".join(guide.read_text(encoding="utf-8") for guide in GUIDES)
    shown = re.findall(r'<img src="images/([\w.-]+)" width="\d+" alt="[^"]{20,}">', text)
    sizes = [path.stat().st_size for path in (ROOT / "docs" / "guides" / "images").iterdir()]

    assert set(shown) == pictures
    assert max(sizes) < LARGEST_PICTURE


def test_the_layers_drawn_in_the_readme_are_those_that_are_checked() -> None:
    """Each module once, and none on or below the line of one that it may not import."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    checked = layers_of(project["tool"]["importlinter"]["contracts"][0]["layers"])
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = layers_of(readme.partition("```\n__main__")[2].partition("```")[0].splitlines())
    heights = [checked[name] for name in drawn]

    assert len(drawn) > 25
    assert heights == sorted(heights)


def layers_of(lines: list[str]) -> dict[str, int]:
    """Which line each module stands on, from the top."""
    return {
        name: number
        for number, line in enumerate(lines)
        for name in re.findall(r"[\w.]+", line.replace("bot.", ""))
    }
