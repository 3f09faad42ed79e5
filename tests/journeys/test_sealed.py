"""A report of violence: filed without a trace in Slack's messages, read by two, answered."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import StorageUnavailableError
from bot.logs import QUIET
from bot.scanning.needles import Needles
from bot.scanning.places import found_beneath
from bot.ui.blocks.blocks import Block
from handlers.sealed import filing
from storage.sealed import reports
from tests.support.forms import spaced
from tests.support.people import Person
from tests.support.sandbox_screens import Seen
from tests.support.school import School
from tests.support.stepping import offering

pytestmark = pytest.mark.one_database

WHAT, DANGER = "Que s'est-il passé ?", "Êtes-vous, ou quelqu'un d'autre, en danger maintenant ?"
CONCERNED = "L'une de ces personnes est-elle mise en cause ?"
STORY = "Zwirgnel m'a poussée contre le mur de l'atelier"
ANSWER = "Trouzibel vous a lue et vous propose un rendez-vous"
STEP, DONE = "Ce que vous faites", "Ce qui est fait, dit ou décidé"
CODE = re.compile(r"\d{4} \d{4} \d{4} \d{4}")


def field(view: Seen, label: str) -> str:
    """An input's label as the screen has it, with its no-break spaces."""
    return next(one for one in view.labels if spaced(one) == label)


async def form_of(person: Person, *, named: list[str] | None = None) -> Seen:
    await person.command("/signalement", "des mots Zwirgnel de trop")
    door = await person.open_view("Signaler à l'abri")
    chosen: dict[str, Any] = {field(door, DANGER): "Non", field(door, CONCERNED): named or []}
    done = await person.submit(door, chosen)
    assert done.view is not None
    return done.view


async def test_it_is_filed_handled_and_answered_and_slack_s_messages_know_nothing(
    sealed: School,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    for library in QUIET:  # as `set_up_logs` has it, whatever the level of ours
        caplog.set_level(logging.WARNING, logger=library)
    trainer, manager = await sealed.person("trainer"), await sealed.person("quality_manager")
    director = await sealed.person("admin")
    form = await form_of(trainer)
    filed = await trainer.submit(form, {field(form, WHAT): STORY})
    assert filed.view is not None
    (code,) = CODE.findall(spaced(filed.view.text))
    again = await sealed.send_again("sealed_filing")
    nudge = await manager.wait_for_message("dm", "quelque chose vous attend")
    await director.wait_for_message("dm", "quelque chose vous attend")

    await manager.command("/signalement")
    door = await offering(manager, "J'ai déjà un code")
    await manager.press("Traiter les signalements", in_=door)
    await manager.press("Ouvrir", in_=await offering(manager, "Ouvrir"))
    report = await offering(manager, "Agir")
    await manager.press("Agir", in_=report)
    step = await manager.open_view("Agir")
    told = await manager.submit(step, {STEP: "Écrire à la personne", DONE: ANSWER})
    await trainer.command("/signalement")
    await trainer.press("J'ai déjà un code", in_=await offering(trainer, "J'ai déjà un code"))
    asked = await trainer.open_view("Votre signalement")
    wrong = await trainer.submit(asked, {"Votre code": "1234 5678 9012 3456"})
    thread = await trainer.submit(asked, {"Votre code": code})
    await sealed.settled()

    assert STORY in report.text
    assert told.view is not None
    assert ANSWER in told.view.text
    assert list(wrong.errors) == ["Votre code"]
    assert thread.view is not None
    assert ANSWER in thread.view.text
    assert code in spaced(json.dumps(again.answer, ensure_ascii=False))
    assert spaced(nudge.text) == "Vigie : quelque chose vous attend. Ouvrez l'accueil de Vigie."
    logged = caplog.text + capsys.readouterr().out
    assert_nowhere(sealed, tmp_path, logged, [STORY, "Zwirgnel", ANSWER, "Trouzibel", code])


def assert_nowhere(school: School, folder: Path, log: str, words: list[str]) -> None:
    """In no message, published Home, file or log; nor does a log say who used these screens."""
    world = school.sandbox.world
    said = "".join(
        one.text + json.dumps(one.blocks)
        for where in world.workspace.conversations.values()
        for one in where.messages.values()
    )
    homes = json.dumps([str(home) for home in world.surfaces._homes.values()])
    in_files = found_beneath(Needles(tuple(words)), [folder])

    assert not [word for word in words if word in spaced(said) or word in homes]
    assert in_files == {}
    assert not [line for line in log.splitlines() if any(word in line for word in words)]
    assert not [line for line in log.splitlines() if "sealed" in line]


async def test_where_all_are_named_nothing_is_kept_and_somebody_outside_is_shown(
    sealed: School,
) -> None:
    trainer = await sealed.person("trainer")
    people = [sealed.sandbox.user(role) for role in ("quality_manager", "admin", "no_locale")]
    shown = await form_of(trainer, named=people)

    assert "Association Exemple" in shown.text
    assert not shown.labels


async def test_a_receipt_that_cannot_be_shown_says_nothing_untrue_and_the_form_counts_once(
    sealed: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = await sealed.person("trainer")
    form = await form_of(trainer)
    with monkeypatch.context() as broken:
        broken.setattr(filing, "receipt_modal", _fails)
        unsure = (await trainer.submit(form, {field(form, WHAT): STORY})).view
    assert unsure is not None
    filed = (await trainer.submit(unsure, {field(unsure, WHAT): STORY})).view
    with sealed.database.reading() as connection:
        kept = reports.every(connection)

    assert "ce n'est peut-être pas enregistré" in unsure.text
    assert filed is not None
    assert "Votre code" in filed.text
    assert len(kept) == 1


def _fails(*_: object, **__: object) -> Block:
    raise StorageUnavailableError("gone")


async def test_without_a_store_it_says_whom_to_reach(school: School) -> None:
    trainer = await school.person("trainer")
    await trainer.command("/signalement", "au secours")
    shown = await trainer.open_view("Signaler à l'abri")

    assert "Vigie ne garde rien" in shown.text
    assert "3919" in shown.text


async def test_an_incident_whose_words_point_that_way_is_offered_it_before_it_is_kept(
    sealed: School,
) -> None:
    trainer = await sealed.person("trainer")
    await trainer.command("/incident", STORY)
    form = await trainer.open_view("Signaler un incident")
    usual = {
        "Type": "Organisationnelle",
        field(form, "La session peut-elle continuer ?"): "Oui",
    }
    asked = (await trainer.submit(form, usual)).view
    assert asked is not None
    question = field(asked, "Est-ce une violence, un harcèlement ou une discrimination ?")
    sealed_form = (await trainer.submit(asked, {question: "Oui, le déposer à l'abri"})).view

    assert sealed_form is not None
    assert STORY in json.dumps(sealed_form.raw, ensure_ascii=False)
    assert sealed.number_of_cases() == 0
    filed = await trainer.submit(sealed_form, {field(sealed_form, DANGER): "Non"})
    assert filed.view is not None
    assert CODE.search(spaced(filed.view.text))
    assert sealed.number_of_cases() == 0
