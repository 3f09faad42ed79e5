"""Modals behave as in Slack's client: state, checks, answers to a submission, the stack."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import cast
from bot.sandbox.server import Sandbox
from tests.support.people import NotDoneError, Person
from tests.support.sandbox_raw_app import RawApp
from tests.support.sandbox_screens import Json, Seen


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str) -> Json:
    return {"text": plain(text), "value": text.lower()}


def field(name: str, kind: str, /, *, optional: bool = False, **element: Any) -> Json:
    return {
        "type": "input",
        "block_id": name.lower(),
        "label": plain(name),
        "optional": optional,
        "element": {"type": kind, "action_id": "a", **element},
    }


def modal(*blocks: Json, title: str = "Formulaire", **more: Any) -> Json:
    shown = {"type": "modal", "callback_id": "form", "title": plain(title)}
    return shown | {"submit": plain("Envoyer"), "blocks": list(blocks) or [NOTE]} | more


NOTE = {"type": "section", "text": plain("Bonjour")}
SUBJECT = field("Sujet", "plain_text_input")

EVERY_INPUT: dict[str, tuple[str, Json, object, Json]] = {
    "Texte": ("plain_text_input", {}, "bonjour", {"value": "bonjour"}),
    "Courriel": ("email_text_input", {}, "a@b.fr", {"value": "a@b.fr"}),
    "Adresse": ("url_text_input", {}, "https://b.fr", {"value": "https://b.fr"}),
    "Nombre": ("number_input", {"is_decimal_allowed": False}, "3", {"value": "3"}),
    "Choix": (
        "static_select",
        {"options": [option("Un"), option("Deux")]},
        "Deux",
        {"selected_option": option("Deux")},
    ),
    "Choix multiples": (
        "multi_static_select",
        {"options": [option("Un"), option("Deux")]},
        ["Un", "Deux"],
        {"selected_options": [option("Un"), option("Deux")]},
    ),
    "Case": (
        "checkboxes",
        {"options": [option("Confidentiel")]},
        True,
        {"selected_options": [option("Confidentiel")]},
    ),
    "Radio": (
        "radio_buttons",
        {"options": [option("Oui"), option("Non")]},
        "Non",
        {"selected_option": option("Non")},
    ),
    "Personne": ("users_select", {}, "quality_manager", {"selected_user": cast.HELENE}),
    "Personnes": (
        "multi_users_select",
        {},
        ["Karim Benali"],
        {"selected_users": [cast.KARIM]},
    ),
    "Salon": ("conversations_select", {}, "general", {"selected_conversation": cast.GENERAL}),
    "Jour": ("datepicker", {}, "2026-11-22", {"selected_date": "2026-11-22"}),
    "Heure": ("timepicker", {}, "09:30", {"selected_time": "09:30"}),
    "Instant": ("datetimepicker", {}, 1_795_341_600, {"selected_date_time": 1_795_341_600}),
}

EMPTY: Json = {
    "value": None,
    "selected_option": None,
    "selected_options": [],
    "selected_user": None,
    "selected_users": [],
    "selected_conversation": None,
    "selected_date": None,
    "selected_time": None,
    "selected_date_time": None,
}


@pytest.fixture
async def app(sandbox: Sandbox) -> AsyncIterator[RawApp]:
    async with RawApp.at(sandbox) as running:
        yield running


@pytest.fixture
async def trainer(sandbox: Sandbox) -> AsyncIterator[Person]:
    async with Person.at(sandbox.base_url, "trainer") as person:
        yield person


async def shown(app: RawApp, trainer: Person, view: Json) -> Seen:
    app.view = view
    await trainer.command("/incident", "x")
    return await trainer.open_view()


async def test_every_input_says_what_was_put_in_and_null_where_nothing_was(
    app: RawApp, trainer: Person
) -> None:
    fields = [
        field(name, kind, optional=True, **element)
        for name, (kind, element, _, _) in EVERY_INPUT.items()
    ]
    view = await shown(app, trainer, modal(*fields))
    await trainer.submit(view)
    untouched = (await app.next("view_submission"))["view"]["state"]["values"]
    view = await shown(app, trainer, modal(*fields))
    await trainer.submit(view, {name: value for name, (_, _, value, _) in EVERY_INPUT.items()})
    filled = (await app.next("view_submission"))["view"]["state"]["values"]

    for name, (kind, _, _, held) in EVERY_INPUT.items():
        empty = {key: EMPTY[key] for key in held}
        assert untouched[name.lower()]["a"] == {"type": kind} | empty
        assert filled[name.lower()]["a"] == {"type": kind} | held


async def test_rich_text_and_files_travel_as_slacks_objects(app: RawApp, trainer: Person) -> None:
    rich = field("Riche", "rich_text_input")
    pieces = field("Pièces", "file_input", max_files=2)
    view = await shown(app, trainer, modal(rich, pieces))
    await trainer.submit(view, {"Riche": "bonjour", "Pièces": [("salle.jpg", b"\xff\xd8photo")]})
    values = (await app.next("view_submission"))["view"]["state"]["values"]

    file = values["pièces"]["a"]["files"][0]
    assert values["riche"]["a"]["rich_text_value"]["type"] == "rich_text"
    assert (file["name"], file["mimetype"], file["size"]) == ("salle.jpg", "image/jpeg", 7)


REFUSED_BY_CLIENT = [
    (SUBJECT, None, "Ce champ est obligatoire."),
    (field("Sujet", "plain_text_input", min_length=5), "abc", "Saisissez au moins 5 caractères."),
    (field("Sujet", "plain_text_input", max_length=5), "abcdef", "Saisissez au plus 5 caractères."),
    (SUBJECT, "x" * 3001, "Saisissez au plus 3000 caractères."),
    (field("Sujet", "email_text_input"), "lea", "Saisissez une adresse e-mail valide."),
    (field("Sujet", "url_text_input"), "lea", "Saisissez une adresse web valide."),
    (field("Sujet", "number_input", is_decimal_allowed=False), "1,5", "Saisissez un nombre."),
    (
        field("Sujet", "number_input", is_decimal_allowed=True, min_value="2"),
        "1,5",
        "Saisissez un nombre supérieur ou égal à 2.",
    ),
    (
        field("Sujet", "number_input", is_decimal_allowed=True, max_value="2"),
        "2.5",
        "Saisissez un nombre inférieur ou égal à 2.",
    ),
    (
        field(
            "Sujet",
            "multi_static_select",
            options=[option("Un"), option("Deux")],
            max_selected_items=1,
        ),
        ["Un", "Deux"],
        "Choisissez au plus 1 éléments.",
    ),
    (field("Sujet", "checkboxes", options=[option("Un")]), [], "Ce champ est obligatoire."),
    (
        field("Sujet", "file_input", filetypes=["pdf"]),
        [("salle.jpg", b"x")],
        "Ce type de fichier n'est pas accepté ici (acceptés\N{NO-BREAK SPACE}: pdf).",
    ),
    (
        field("Sujet", "file_input", max_files=1),
        [("a.jpg", b"x"), ("b.jpg", b"x")],
        "Choisissez au plus 1 éléments.",
    ),
    (
        field("Sujet", "file_input"),
        [("film.mov", b"x" * (10 * 1024 * 1024 + 1))],
        "Chaque fichier doit peser au plus 10 Mo.",
    ),
]


@pytest.mark.parametrize(("block", "value", "sentence"), REFUSED_BY_CLIENT)
async def test_the_client_checks_before_it_tells_the_app(
    app: RawApp, trainer: Person, block: Json, value: object, sentence: str
) -> None:
    view = await shown(app, trainer, modal(block))
    done = await trainer.submit(view, {"Sujet": value})

    assert done.errors == {"Sujet": sentence}
    assert done.answer["source"] == "client"
    assert done.view is not None
    assert done.view.errors == done.errors
    assert all(payload.get("type") != "view_submission" for payload in app.payloads)


async def test_a_3000_character_text_with_an_emoji_is_taken(app: RawApp, trainer: Person) -> None:
    view = await shown(app, trainer, modal(SUBJECT))
    done = await trainer.submit(view, {"Sujet": "é" * 2999 + "🔥"})

    assert done.ok


async def test_an_empty_answer_closes_the_modal_and_clear_the_whole_stack(
    app: RawApp, trainer: Person
) -> None:
    view = await shown(app, trainer, modal())
    closed = await trainer.submit(view)
    app.answers["view_submission"] = {"response_action": "push", "view": modal(title="Deux")}
    pushed = await trainer.submit(await shown(app, trainer, modal()))
    app.answers["view_submission"] = {"response_action": "clear"}
    assert pushed.view is not None
    cleared = await trainer.submit(pushed.view)

    assert closed.view is None
    assert pushed.view.title == "Deux"
    assert cleared.view is None


async def test_an_update_changes_the_modal_and_keeps_inputs_whose_ids_stay(
    app: RawApp, trainer: Person
) -> None:
    other = field("Lieu", "plain_text_input", optional=True, initial_value="salle A")
    app.answers["view_submission"] = {
        "response_action": "update",
        "view": modal(SUBJECT, other, title="Presque"),
    }
    view = await shown(app, trainer, modal(SUBJECT))
    done = await trainer.submit(view, {"Sujet": "projecteur"})

    assert done.view is not None
    assert (done.view.id, done.view.title) == (view.id, "Presque")
    assert done.view.value("Sujet") == "projecteur"
    assert done.view.value("Lieu") == "salle A"


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nulle-part": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "explode"},
        "du texte",
    ],
)
async def test_an_answer_slack_does_not_take_leaves_the_modal_open(
    sandbox: Sandbox, app: RawApp, trainer: Person, answer: Json | str
) -> None:
    view = await shown(app, trainer, modal(SUBJECT))
    app.answers["view_submission"] = answer
    with pytest.raises(NotDoneError) as refused:
        await trainer.submit(view, {"Sujet": "x"})

    assert refused.value.code == "app_error"
    assert (await trainer.open_view()).id == view.id
    assert sandbox.world.inspector.refused[-1].where == "answer to view_submission"


async def test_a_silent_app_leaves_the_modal_open_with_its_text(
    sandbox: Sandbox, app: RawApp, trainer: Person
) -> None:
    view = await shown(app, trainer, modal(SUBJECT))
    sandbox.world.sockets.ack_timeout = 0.1
    app.silent = True
    with pytest.raises(NotDoneError) as refused:
        await trainer.submit(view, {"Sujet": "projecteur"})
    app.silent, sandbox.world.sockets.ack_timeout = False, 3.0
    again = await trainer.submit(await trainer.open_view())
    submitted = (await app.next("view_submission"))["view"]["state"]["values"]

    assert refused.value.code == "operation_timeout"
    assert again.ok
    assert submitted["sujet"]["a"]["value"] == "projecteur"


async def test_the_stack_is_three_deep(app: RawApp, trainer: Person) -> None:
    app.answers["view_submission"] = {"response_action": "push", "view": modal(title="Encore")}
    view: Seen | None = await shown(app, trainer, modal())
    for _ in range(2):
        assert view
        view = (await trainer.submit(view)).view
    assert view
    with pytest.raises(NotDoneError) as fourth:
        await trainer.submit(view)
    trigger = (await app.next("view_submission"))["trigger_id"]
    with pytest.raises(SlackApiError) as pushed:
        await app.client.views_push(trigger_id=trigger, view=modal())

    assert fourth.value.code == "app_error"
    assert pushed.value.response["error"] == "push_limit_reached"


async def test_closing_tells_the_app_only_where_it_asked(app: RawApp, trainer: Person) -> None:
    quiet = await shown(app, trainer, modal(title="Discret"))
    await trainer.close(quiet)
    told = await shown(app, trainer, modal(title="Suivi", notify_on_close=True))
    await trainer.close(told)
    closed = await app.next("view_closed")

    assert closed["view"]["id"] == told.id
    assert closed["is_cleared"] is False
    assert "trigger_id" not in closed
    with pytest.raises(NotDoneError, match="view_gone"):
        await trainer.close(told)


async def test_a_trigger_opens_one_modal_within_three_seconds(
    sandbox: Sandbox, app: RawApp, trainer: Person
) -> None:
    await shown(app, trainer, modal())
    used = app.payloads[-1]["trigger_id"]
    app.view = None
    await trainer.command("/incident", "x")
    late = app.payloads[-1]["trigger_id"]
    sandbox.world.clock.advance(timedelta(seconds=3.1))
    errors = []
    for trigger in (used, late, "123.456.abc"):
        with pytest.raises(SlackApiError) as refused:
            await app.client.views_open(trigger_id=trigger, view=modal())
        errors.append(refused.value.response["error"])

    assert errors == ["exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id"]


async def test_an_update_with_a_stale_hash_conflicts(app: RawApp, trainer: Person) -> None:
    view = await shown(app, trainer, modal(external_id="dossier-1"))
    first = await app.client.views_update(
        view_id=view.id, hash=view.raw["hash"], view=modal(title="Un", external_id="dossier-1")
    )
    with pytest.raises(SlackApiError) as stale:
        await app.client.views_update(view_id=view.id, hash=view.raw["hash"], view=modal())
    await app.client.views_update(
        external_id="dossier-1", hash=first["view"]["hash"], view=modal(title="Deux")
    )
    with pytest.raises(SlackApiError) as gone:
        await app.client.views_update(external_id="dossier-1", view=modal())

    assert stale.value.response["error"] == "hash_conflict"
    assert (await trainer.open_view("Deux")).id == view.id
    assert gone.value.response["error"] == "not_found"


async def test_a_view_beyond_the_limits_is_refused_with_pointers(
    app: RawApp, trainer: Person
) -> None:
    await trainer.command("/incident", "x")
    with pytest.raises(SlackApiError) as refused:
        await app.client.views_open(
            trigger_id=app.payloads[-1]["trigger_id"], view=modal(title="x" * 25)
        )
    long = [NOTE | {"text": plain("é" * 3000)}] * 45
    with pytest.raises(SlackApiError) as large:
        await app.client.views_open(trigger_id=app.payloads[-1]["trigger_id"], view=modal(*long))

    answer = refused.value.response
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    assert large.value.response["error"] == "view_too_large"
