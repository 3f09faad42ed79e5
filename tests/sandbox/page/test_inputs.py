"""Every input element: it is drawn, named, worked as people do, and sends the API's value."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.sandbox.page.conftest import PHONE, Open, Screen
from tests.sandbox.page.school import (
    HELENE,
    LEA,
    OWEN,
    QUALITY,
    TRAINERS,
    Json,
    conversation,
    field,
    modal,
    mrkdwn,
    option,
    plain,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

OPTIONS = [option("Attestations", "certificates"), option("École et accueil", "school")]


async def open_form(open_screen: Open, *blocks: Json, **other: object) -> Screen:
    screen = await open_screen(
        conversation(TRAINERS, "formateurs", "channel"),
        conversation(QUALITY, "qualite", "private"),
        views=[modal(*blocks)],
        **other,
    )
    await screen.see(channel=TRAINERS)
    return screen


async def submitted(screen: Screen) -> Json:
    """What the form sends, by block."""
    await screen.page.get_by_role("button", name="Signaler").click()
    await screen.page.locator("form[aria-busy=false]").first.wait_for()
    (act,) = await screen.sandbox.acted("submit")
    return {block: values["value"] for block, values in act["values"].items()}


async def pick(box: Locator, *names: str) -> None:
    """Chooses in a searching select as a person with a mouse does."""
    for name in names:
        await box.click()
        await box.page.get_by_role("option", name=name).click()


async def test_untouched_inputs_send_what_the_app_gave_or_nothing(open_screen: Open) -> None:
    screen = await open_form(
        open_screen,
        field("text", "Texte", {"type": "plain_text_input"}, optional=True),
        field("given", "Donné", {"type": "plain_text_input", "initial_value": "déjà là"}),
        field("number", "Nombre", {"type": "number_input", "is_decimal_allowed": False}),
        field("select", "Choix", {"type": "static_select", "options": OPTIONS}),
        field("boxes", "Cases", {"type": "checkboxes", "options": OPTIONS}),
        field("radio", "Un seul", {"type": "radio_buttons", "options": OPTIONS}),
        field("people", "Personnes", {"type": "multi_users_select", "initial_users": [HELENE]}),
        field("day", "Jour", {"type": "datepicker", "initial_date": "2026-11-22"}),
        field("moment", "Reçue le", {"type": "datetimepicker", "initial_date_time": 1795341600}),
        field("files", "Pièces", {"type": "file_input"}),
    )

    assert await submitted(screen) == {
        "text": None,
        "given": "déjà là",
        "number": None,
        "select": None,
        "boxes": [],
        "radio": None,
        "people": [HELENE],
        "day": "2026-11-22",
        "moment": 1795341600,
        "files": [],
    }


async def test_text_fields_send_what_is_typed(open_screen: Open) -> None:
    screen = await open_form(
        open_screen,
        field("text", "Description", {"type": "plain_text_input", "multiline": True}),
        field("email", "Courriel", {"type": "email_text_input"}),
        field("url", "Adresse", {"type": "url_text_input"}),
        field("number", "Nombre", {"type": "number_input", "is_decimal_allowed": True}),
    )
    page = screen.page

    await page.get_by_label("Description").fill("deux\nlignes")
    await page.get_by_label("Courriel").fill("lea@example.org")
    await page.get_by_label("Adresse").fill("https://example.org")
    await page.get_by_label("Nombre").fill("3.5")

    assert await submitted(screen) == {
        "text": "deux\nlignes",
        "email": "lea@example.org",
        "url": "https://example.org",
        "number": "3.5",
    }


async def test_enter_in_a_single_line_submits_and_in_several_lines_does_not(
    open_screen: Open,
) -> None:
    screen = await open_form(
        open_screen,
        field("long", "Description", {"type": "plain_text_input", "multiline": True}),
        field("short", "Titre", {"type": "plain_text_input"}),
    )
    page = screen.page

    await page.get_by_label("Description").press_sequentially("a\nb")
    await page.get_by_label("Titre").fill("court")
    await page.keyboard.press("Enter")
    await page.locator("form[aria-busy=false]").first.wait_for()

    (act,) = await screen.sandbox.acted("submit")
    assert act["values"]["long"]["value"] == "a\nb"


async def test_a_select_is_searched_without_accents_by_keyboard_alone(open_screen: Open) -> None:
    screen = await open_form(
        open_screen, field("select", "Catégorie", {"type": "static_select", "options": OPTIONS})
    )
    page = screen.page

    await page.get_by_role("combobox", name="Catégorie").focus()
    await page.keyboard.type("ecole")
    await page.get_by_role("option", name="École et accueil").wait_for()
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("combobox")).to_have_value("École et accueil")
    assert await submitted(screen) == {"select": "school"}


async def test_escape_closes_the_list_and_not_the_modal(open_screen: Open) -> None:
    screen = await open_form(
        open_screen, field("select", "Catégorie", {"type": "static_select", "options": OPTIONS})
    )
    page = screen.page

    await page.get_by_role("combobox").click()
    await page.get_by_role("option").first.wait_for()
    await page.keyboard.press("Escape")
    await page.get_by_role("option").first.wait_for(state="hidden")

    await expect(page.get_by_role("dialog")).to_be_visible()
    await submitted(screen)
    assert "close_view" not in {act["do"] for act in screen.sandbox.acts}


async def test_several_choices_become_chips_that_can_be_taken_back(open_screen: Open) -> None:
    screen = await open_form(
        open_screen,
        field("many", "Catégories", {"type": "multi_static_select", "options": OPTIONS}),
    )
    page = screen.page
    box = page.get_by_role("combobox", name="Catégories")

    await pick(box, "Attestations", "École et accueil")
    await page.get_by_role("button", name="Retirer Attestations").click()

    assert await submitted(screen) == {"many": ["school"]}


async def test_people_and_conversations_are_offered_by_name(open_screen: Open) -> None:
    screen = await open_form(
        open_screen,
        field("user", "Pilote", {"type": "users_select"}),
        field("users", "Équipe", {"type": "multi_users_select"}),
        field("channel", "Canal", {"type": "channels_select"}),
        field(
            "talk",
            "Conversation",
            {"type": "conversations_select", "filter": {"include": ["private"]}},
        ),
    )
    page = screen.page

    await pick(page.get_by_role("combobox", name="Pilote"), "Hélène Vasseur")
    await pick(page.get_by_role("combobox", name="Équipe"), "Léa Marchand", "Owen Hughes")
    await pick(page.get_by_role("combobox", name="Canal"), "#formateurs")
    await page.get_by_role("combobox", name="Conversation").click()
    offered = await page.get_by_role("option").all_inner_texts()
    await page.get_by_role("option", name="#qualite").click()

    assert offered == ["#qualite"]
    assert await submitted(screen) == {
        "user": HELENE,
        "users": [LEA, OWEN],
        "channel": TRAINERS,
        "talk": QUALITY,
    }


async def test_people_who_left_and_the_app_are_not_offered(open_screen: Open) -> None:
    screen = await open_form(open_screen, field("user", "Pilote", {"type": "users_select"}))

    await screen.page.get_by_role("combobox", name="Pilote").click()
    await screen.page.get_by_role("option").first.wait_for()
    offered = " ".join(await screen.page.get_by_role("option").all_inner_texts())

    assert "Marc Parti" not in offered
    assert "Vigie" not in offered


async def test_external_options_are_asked_of_the_app(open_screen: Open) -> None:
    screen = await open_form(
        open_screen,
        field("case", "Dossier", {"type": "external_select", "min_query_length": 2}),
    )
    screen.sandbox.answers["suggest"] = {"ok": True, "options": [option("REC-2026-0007", "7")]}
    box = screen.page.get_by_role("combobox", name="Dossier")

    await box.press_sequentially("REC")
    await screen.page.get_by_role("option", name="REC-2026-0007").click()

    typed = [act["value"] for act in await screen.sandbox.acted("suggest", times=2)]
    assert typed == ["RE", "REC"]
    assert await submitted(screen) == {"case": "7"}


async def test_dates_and_times_are_sent_in_slacks_formats(open_screen: Open) -> None:
    screen = await open_form(
        open_screen,
        field("day", "Date prévue", {"type": "datepicker"}),
        field("time", "Heure de début", {"type": "timepicker"}),
        field("moment", "Reçue le", {"type": "datetimepicker"}),
    )
    page = screen.page

    await page.get_by_label("Date prévue").fill("2026-11-22")
    await page.get_by_label("Heure de début").fill("10:30")
    await page.get_by_label("Reçue le").fill("2026-11-22T11:00")

    await expect(page.get_by_text("dimanche 22 novembre 2026", exact=True)).to_be_visible()
    await expect(page.get_by_text("dimanche 22 novembre 2026 à 11:00")).to_be_visible()
    assert await submitted(screen) == {
        "day": "2026-11-22",
        "time": "10:30",
        "moment": 1795341600,
    }


@pytest.mark.parametrize(
    ("wall", "epoch"),
    [
        ("2027-03-28T01:59", 1806195540),
        ("2027-03-28T03:00", 1806195600),
        ("2026-10-25T02:30", 1792888200),
    ],
)
async def test_wall_clock_times_around_summer_time(
    open_screen: Open, wall: str, epoch: int
) -> None:
    """In the hour that is repeated, the first of the two counts."""
    screen = await open_form(open_screen, field("moment", "Reçue le", {"type": "datetimepicker"}))

    await screen.page.get_by_label("Reçue le").fill(wall)

    assert await submitted(screen) == {"moment": epoch}


@pytest.mark.parametrize(
    ("person", "typed", "shown", "day"),
    [
        (LEA, "4/12/2026", "04/12/2026", "2026-12-04"),
        (LEA, "4.12.26", "04/12/2026", "2026-12-04"),
        (LEA, "2026-12-04", "04/12/2026", "2026-12-04"),
        (LEA, "31/02/2026", "31/02/2026", None),
        (LEA, "demain", "demain", None),
        (OWEN, "12/4/2026", "12/04/2026", "2026-04-12"),
    ],
)
async def test_a_day_is_typed_and_shown_in_the_order_of_ones_language(
    open_screen: Open, person: str, typed: str, shown: str, day: str | None
) -> None:
    screen = await open_form(
        open_screen, field("day", "Date", {"type": "datepicker", "initial_date": "2026-11-22"})
    )
    await screen.see(person, channel=TRAINERS)
    box = screen.page.get_by_role("textbox", name="Date")
    await expect(box).to_have_value("22/11/2026")

    await box.fill(typed)
    await box.blur()

    await expect(box).to_have_value(shown)
    wrong = screen.page.get_by_text(re.compile("jj/mm/aaaa|dd/mm/yyyy"))
    await expect(wrong).to_have_count(1 if day is None else 0)
    assert await submitted(screen) == {"day": day}


@pytest.mark.parametrize(
    ("typed", "time"), [("9h30", "09:30"), ("14 h", "14:00"), ("9:30 pm", "21:30"), ("25:00", None)]
)
async def test_a_time_is_understood_as_people_write_it(
    open_screen: Open, typed: str, time: str | None
) -> None:
    screen = await open_form(open_screen, field("time", "Heure", {"type": "timepicker"}))

    await screen.page.get_by_role("textbox", name="Heure").fill(typed)

    assert await submitted(screen) == {"time": time}


async def test_boxes_and_radio_buttons_are_named_as_groups(open_screen: Open) -> None:
    screen = await open_form(
        open_screen,
        field("boxes", "Cases", {"type": "checkboxes", "options": OPTIONS}),
        field("radio", "Type", {"type": "radio_buttons", "options": OPTIONS}),
    )
    page = screen.page

    await page.get_by_role("group", name="Cases").first.get_by_label("Attestations").check()
    await page.get_by_role("radiogroup", name="Type").get_by_label("École et accueil").check()

    assert await submitted(screen) == {"boxes": ["certificates"], "radio": "school"}


async def test_a_picked_file_is_uploaded_and_its_id_sent(open_screen: Open, tmp_path: Path) -> None:
    screen = await open_form(
        open_screen,
        field("files", "Photos", {"type": "file_input", "filetypes": ["jpg"], "max_files": 2}),
    )
    screen.sandbox.answers["upload"] = {
        "ok": True,
        "file": {"id": "F7", "name": "salle.jpg", "size": 4},
    }
    photo, text = tmp_path / "salle.jpg", tmp_path / "notes.txt"
    photo.write_bytes(b"jpeg")
    text.write_text("x", encoding="utf-8")
    page = screen.page
    control = page.locator("input[type=file]:not([hidden])")

    await control.set_input_files([photo, text])
    await page.get_by_role("button", name="Retirer salle.jpg").wait_for()

    assert "image/*" in str(await control.get_attribute("accept"))
    await expect(page.get_by_text("notes.txt")).to_be_visible()
    assert [act["file"] for act in await screen.sandbox.acted("upload")] == ["salle.jpg"]
    assert await submitted(screen) == {"files": ["F7"]}


async def test_dropped_files_are_uploaded_too(open_screen: Open) -> None:
    screen = await open_form(open_screen, field("files", "Photos", {"type": "file_input"}))
    screen.sandbox.answers["upload"] = {"ok": True, "file": {"id": "F8", "name": "plan.pdf"}}

    await screen.page.evaluate(
        """() => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(["pdf"], "plan.pdf"));
          document.querySelector(".drop-zone").dispatchEvent(
            new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }"""
    )
    await screen.page.get_by_role("button", name="Retirer plan.pdf").wait_for()

    assert await submitted(screen) == {"files": ["F8"]}


async def test_a_choice_outside_an_input_tells_the_app_at_once(open_screen: Open) -> None:
    accessory = {"type": "static_select", "action_id": "value", "options": OPTIONS}
    section = {
        "type": "section",
        "block_id": "pick",
        "text": mrkdwn("Trier par"),
        "accessory": accessory,
    }
    screen = await open_form(open_screen, section)

    await pick(screen.page.get_by_role("combobox", name="Trier par"), "Attestations")

    (act,) = await screen.sandbox.acted("block_action")
    assert (act["view_id"], act["block_id"], act["value"]) == ("V1", "pick", "certificates")


async def test_only_dispatching_inputs_tell_the_app(open_screen: Open) -> None:
    radio = {"type": "radio_buttons", "options": OPTIONS}
    screen = await open_form(
        open_screen,
        field("quiet", "Discret", radio),
        field("loud", "Bavard", radio, dispatch_action=True),
    )
    page = screen.page

    await page.get_by_role("radiogroup", name="Discret").get_by_label("Attestations").check()
    await page.get_by_role("radiogroup", name="Bavard").get_by_label("Attestations").check()

    (act,) = await screen.sandbox.acted("block_action")
    assert act["block_id"] == "loud"
    assert act["values"]["quiet"]["value"] == "certificates"


async def test_placeholders_and_hints_are_shown(open_screen: Open) -> None:
    screen = await open_form(
        open_screen,
        field(
            "text",
            "Description",
            {"type": "plain_text_input", "placeholder": plain("Ce qui s'est passé")},
            hint=plain("Ni nom ni donnée de santé."),
        ),
        size=PHONE,
    )
    described = screen.page.get_by_role("textbox", name="Description")

    await expect(screen.page.get_by_placeholder("Ce qui s'est passé")).to_be_visible()
    assert (
        await described.evaluate(
            "node => document.getElementById(node.getAttribute('aria-describedby').split(' ')[0])"
            ".textContent"
        )
        == "Ni nom ni donnée de santé."
    )
