"""Modals: a stack, errors at their fields, nothing typed is lost, keyboard alone will do."""

import asyncio

import pytest
from playwright.async_api import Page

from tests.sandbox.page.conftest import PHONE, Open, Screen
from tests.sandbox.page.school import (
    TRAINERS,
    Json,
    conversation,
    field,
    modal,
    option,
    plain,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXT = field("text", "Que se passe-t-il ?", {"type": "plain_text_input", "multiline": True})
KIND = field(
    "kind",
    "Type",
    {"type": "radio_buttons", "options": [option("Technique", "t"), option("Pédagogique", "p")]},
)


async def open_modal(open_screen: Open, *views: Json, **other: object) -> Screen:
    screen = await open_screen(
        conversation(TRAINERS, "formateurs", "channel"), views=list(views), **other
    )
    await screen.see(channel=TRAINERS)
    return screen


async def focused(page: Page) -> str:
    """What has the focus, by its name or label."""
    name: str = await page.evaluate(
        "(document.activeElement.labels?.[0] ?? document.activeElement).textContent"
    )
    return name


async def test_a_pushed_modal_appears_with_the_focus_in_its_first_field(open_screen: Open) -> None:
    screen = await open_modal(open_screen)

    await screen.sandbox.push("view_stack", views=[modal(TEXT, KIND)])
    dialog = screen.page.get_by_role("dialog", name="Signaler un incident")
    await dialog.wait_for()

    assert await focused(screen.page) == "Que se passe-t-il ?"
    assert await dialog.get_by_text("Bac à sable, ce n'est pas Slack").is_visible()


async def test_errors_are_shown_and_read_at_their_fields(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT, KIND))
    screen.sandbox.answers["submit"] = {
        "ok": False,
        "error": "invalid_fields",
        "errors": {"kind": "Choisissez un type."},
        "source": "app",
    }
    page = screen.page

    await page.get_by_role("button", name="Signaler").click()
    await page.get_by_role("alert").filter(has_text="Choisissez un type.").wait_for()

    radio = page.get_by_label("Technique")
    assert await focused(page) == "Technique"
    assert await radio.get_attribute("aria-invalid") == "true"
    described = str(await radio.get_attribute("aria-describedby"))
    assert await page.locator(f"#{described}").inner_text() == "Choisissez un type."


async def test_an_error_for_no_field_is_said_at_the_foot(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT))
    screen.sandbox.answers["submit"] = {
        "ok": False,
        "error": "invalid_fields",
        "errors": {"elsewhere": "Quelque chose ne va pas."},
    }

    await screen.page.get_by_role("button", name="Signaler").click()

    await screen.page.locator(".modal-problem", has_text="Quelque chose ne va pas.").wait_for()


async def test_a_silent_app_leaves_the_text_and_says_so(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT))
    screen.sandbox.answers["submit"] = {
        "ok": False,
        "error": "operation_timeout",
        "notice": "Vigie n'a pas répondu à temps.",
    }
    page = screen.page

    await page.get_by_label("Que se passe-t-il ?").fill("le projecteur est mort")
    await page.get_by_role("button", name="Signaler").click()
    await page.get_by_text("Vigie n'a pas répondu à temps.").wait_for()

    assert await page.get_by_label("Que se passe-t-il ?").input_value() == "le projecteur est mort"
    assert await page.get_by_role("button", name="Signaler").is_enabled()


async def test_a_second_press_while_the_first_is_under_way_does_nothing(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT))

    await screen.page.evaluate(
        """() => {
          const form = document.querySelector("dialog form");
          form.requestSubmit();
          form.requestSubmit();
        }"""
    )
    await screen.page.locator("form[aria-busy=false]").first.wait_for()

    assert len(screen.sandbox.acts_of("submit")) == 1


async def test_what_is_typed_survives_a_change_of_the_view(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT, KIND))
    page = screen.page
    box = page.get_by_label("Que se passe-t-il ?")

    await box.press_sequentially("le projecteur")
    hint = {
        "type": "context",
        "block_id": "new",
        "elements": [{"type": "mrkdwn", "text": "Noté"}],
    }
    await screen.sandbox.push("view_stack", views=[modal(hint, TEXT | {"hint": plain("court")})])
    await page.get_by_text("Noté").wait_for()
    await page.keyboard.type(" est mort")

    assert await box.input_value() == "le projecteur est mort"
    assert await page.get_by_label("Technique").count() == 0


async def test_an_input_with_a_new_id_starts_from_what_the_app_gave(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT))
    page = screen.page
    fresh = field(
        "other", "Numéro de salle", {"type": "plain_text_input", "initial_value": "donné"}
    )

    await page.get_by_label("Que se passe-t-il ?").fill("perdu")
    await screen.sandbox.push("view_stack", views=[modal(fresh)])
    await page.get_by_label("Numéro de salle").wait_for()
    await page.get_by_role("button", name="Signaler").click()
    await page.locator("form[aria-busy=false]").first.wait_for()

    (act,) = screen.sandbox.acts_of("submit")
    assert act["values"] == {"other": {"value": "donné"}}


async def test_a_second_view_lies_on_the_first_and_leads_back_to_it(open_screen: Open) -> None:
    first, second = modal(TEXT), modal(KIND, view="V2", title=plain("Détails"))
    screen = await open_modal(open_screen, first)
    screen.sandbox.answers["close_view"] = {"ok": True, "views": [first]}
    page = screen.page

    await page.get_by_label("Que se passe-t-il ?").fill("gardé")
    await screen.sandbox.push("view_stack", views=[first, second])
    await page.get_by_role("dialog", name="Détails").wait_for()
    await page.get_by_role("button", name="Retour").click()
    await page.get_by_role("dialog", name="Signaler un incident").wait_for()

    assert screen.sandbox.acts_of("close_view")[0]["view_id"] == "V2"
    assert await page.get_by_label("Que se passe-t-il ?").input_value() == "gardé"


async def test_escape_and_the_cross_close(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT))
    page = screen.page

    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Fermer").click()
    await asyncio.sleep(0.1)

    escape, cross = screen.sandbox.acts_of("close_view")
    assert escape["view_id"] == "V1"
    assert cross["all"] is True


async def test_closing_gives_the_focus_back(open_screen: Open) -> None:
    screen = await open_modal(open_screen)
    page = screen.page
    box = page.get_by_role("textbox", name="Envoyer un message à #formateurs")

    await box.focus()
    await screen.sandbox.push("view_stack", views=[modal(TEXT)])
    await page.get_by_role("dialog").wait_for()
    await screen.sandbox.push("view_stack", views=[])
    await page.get_by_role("dialog").wait_for(state="hidden")

    assert await box.evaluate("node => node === document.activeElement")


async def test_tab_never_leaves_the_modal(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT, KIND))
    page = screen.page

    inside = []
    for _ in range(12):
        await page.keyboard.press("Tab")
        inside.append(
            await page.evaluate(
                "document.activeElement === document.body"
                " || document.activeElement.closest('dialog') !== null"
            )
        )

    assert all(inside)


async def test_an_incident_is_filed_with_the_keyboard_alone(open_screen: Open) -> None:
    screen = await open_modal(open_screen)
    page = screen.page

    await page.get_by_role("textbox").focus()
    await page.keyboard.type("/inc")
    await page.keyboard.press("Enter")
    await page.keyboard.type("le projecteur est mort")
    await page.keyboard.press("Enter")
    await screen.sandbox.push("view_stack", views=[modal(TEXT, KIND)])
    await page.get_by_role("dialog").wait_for()
    await page.keyboard.type("le projecteur est mort")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.locator("form[aria-busy=false]").first.wait_for()

    (command,) = screen.sandbox.acts_of("command")
    (act,) = screen.sandbox.acts_of("submit")
    assert (command["command"], command["text"]) == ("/incident", "le projecteur est mort")
    assert act["values"] == {
        "text": {"value": "le projecteur est mort"},
        "kind": {"value": "t"},
    }


async def test_on_a_phone_a_modal_fills_the_screen_and_says_where_one_is(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT, KIND), size=PHONE)
    box = await screen.page.get_by_role("dialog").bounding_box()

    assert box == {"x": 0, "y": 0, **PHONE}
    assert await screen.page.locator("dialog .not-slack-strip").is_visible()
    assert not await screen.has_sideways_scroll()


async def test_a_view_without_submit_has_one_button(open_screen: Open) -> None:
    receipt = modal(
        {"type": "alert", "block_id": "a", "level": "success", "text": plain("C'est noté.")},
        submit=None,
        close=plain("Fermer la fenêtre"),
    )
    screen = await open_modal(open_screen, receipt)
    dialog = screen.page.get_by_role("dialog")

    assert await dialog.get_by_text("C'est noté.").is_visible()
    assert await dialog.locator("footer button:visible").all_inner_texts() == ["Fermer la fenêtre"]
