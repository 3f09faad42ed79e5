"""Modals: a stack, errors at their fields, nothing typed is lost, keyboard alone will do."""

import pytest
from playwright.async_api import Page, expect

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


async def focus_comes_to(page: Page, name: str) -> None:
    """Wait until it is on what has this name or label."""
    await page.wait_for_function(
        "name => name === "
        "(document.activeElement.labels?.[0] ?? document.activeElement).textContent",
        arg=name,
    )


async def test_a_pushed_modal_appears_with_the_focus_in_its_first_field(open_screen: Open) -> None:
    screen = await open_modal(open_screen)

    await screen.sandbox.push("view_stack", views=[modal(TEXT, KIND)])
    dialog = screen.page.get_by_role("dialog", name="Signaler un incident")
    await dialog.wait_for()

    await focus_comes_to(screen.page, "Que se passe-t-il ?")
    await expect(dialog.get_by_text("Bac à sable, ce n'est pas Slack")).to_be_visible()


async def test_a_drafted_letter_is_read_from_its_beginning(open_screen: Open) -> None:
    draft = "\n".join(f"Ligne {number}" for number in range(80))
    letter = field(
        "letter",
        "Lettre",
        {"type": "plain_text_input", "multiline": True, "initial_value": draft},
    )
    screen = await open_modal(open_screen, modal(letter, KIND), size=PHONE, is_phone=True)
    box = screen.page.get_by_label("Lettre")

    await expect(box).to_be_focused()
    assert await box.evaluate("box => [box.selectionStart, box.scrollTop]") == [0, 0]
    assert await screen.page.locator(".modal-body").evaluate("body => body.scrollTop") == 0


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
    await focus_comes_to(page, "Technique")
    await expect(radio).to_have_attribute("aria-invalid", "true")
    described = str(await radio.get_attribute("aria-describedby"))
    await expect(page.locator(f"#{described}")).to_have_text("Choisissez un type.")


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

    await expect(page.get_by_label("Que se passe-t-il ?")).to_have_value("le projecteur est mort")
    await expect(page.get_by_role("button", name="Signaler")).to_be_enabled()


async def test_a_second_press_while_the_first_is_under_way_does_nothing(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT))

    await screen.page.evaluate(
        """() => {
          const form = document.querySelector("dialog form");
          form.requestSubmit();
          form.requestSubmit();
        }"""
    )
    first = await screen.sandbox.acted("submit")
    await screen.page.locator("form[aria-busy=false]").first.wait_for()

    assert await screen.sandbox.acted("submit") == first
    assert len(first) == 1


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

    await expect(box).to_have_value("le projecteur est mort")
    await expect(page.get_by_label("Technique")).to_have_count(0)


async def test_what_comes_to_stand_first_is_read_first(open_screen: Open) -> None:
    """A drafted letter stands above the answers that it was made from."""
    area = {"type": "plain_text_input", "multiline": True}
    more = [field(f"more_{number}", f"Suite {number}", area) for number in range(8)]
    screen = await open_modal(open_screen, modal(TEXT, *more), size=PHONE)
    await screen.page.get_by_label("Suite 7").focus()

    await screen.sandbox.push("view_stack", views=[modal(field("letter", "Lettre", area), *more)])

    await focus_comes_to(screen.page, "Lettre")
    await expect(screen.page.get_by_label("Lettre")).to_be_in_viewport()


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

    (act,) = await screen.sandbox.acted("submit")
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

    assert (await screen.sandbox.acted("close_view"))[0]["view_id"] == "V2"
    await expect(page.get_by_label("Que se passe-t-il ?")).to_have_value("gardé")


async def test_escape_and_the_cross_close(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT))
    page = screen.page

    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Fermer").click()

    escape, cross = await screen.sandbox.acted("close_view", times=2)
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

    await expect(box).to_be_focused()


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

    (command,) = await screen.sandbox.acted("command")
    (act,) = await screen.sandbox.acted("submit")
    assert (command["command"], command["text"]) == ("/incident", "le projecteur est mort")
    assert act["values"] == {
        "text": {"value": "le projecteur est mort"},
        "kind": {"value": "t"},
    }


async def test_on_a_phone_a_modal_fills_the_screen_and_says_where_one_is(open_screen: Open) -> None:
    screen = await open_modal(open_screen, modal(TEXT, KIND), size=PHONE)
    box = await screen.page.get_by_role("dialog").bounding_box()

    assert box == {"x": 0, "y": 0, **PHONE}
    await expect(screen.page.locator("dialog .not-slack-strip")).to_be_visible()
    assert not await screen.has_sideways_scroll()


async def test_a_view_without_submit_has_one_button(open_screen: Open) -> None:
    receipt = modal(
        {"type": "alert", "block_id": "a", "level": "success", "text": plain("C'est noté.")},
        submit=None,
        close=plain("Fermer la fenêtre"),
    )
    screen = await open_modal(open_screen, receipt)
    dialog = screen.page.get_by_role("dialog")

    await expect(dialog.get_by_text("C'est noté.")).to_be_visible()
    assert await dialog.locator("footer button:visible").all_inner_texts() == ["Fermer la fenêtre"]
