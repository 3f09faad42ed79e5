"""Messages: what users and the app write is shown as Slack shows it, and never as HTML."""

import re
from collections.abc import Iterable

import pytest
from playwright.async_api import expect

from tests.sandbox.page.conftest import Open
from tests.sandbox.page.school import (
    APP_DM,
    APP_USER,
    HELENE,
    LEA,
    OWEN,
    TRAINERS,
    Json,
    conversation,
    message,
    mrkdwn,
    plain,
    timestamp,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

EPOCH_OF_22_NOVEMBER = 1795341600
EPOCH_OF_1_JANUARY = 1798797600
TIME_TAG = re.compile(r"</?time[^>]*>")


async def shown_texts(open_screen: Open, texts: Iterable[str], person: str = LEA) -> list[str]:
    """The HTML of each message's text, as the browser holds it."""
    written = list(texts)
    messages = [message(HELENE, text, len(written) - n) for n, text in enumerate(written)]
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=messages))
    await screen.see(person, channel=TRAINERS)
    drawn = screen.page.locator(".message .text")
    return [await one.inner_html() for one in await drawn.all()]


async def test_markup_in_a_message_stays_text(open_screen: Open) -> None:
    attempts = [
        "&lt;img src=x onerror=alert(1)&gt;",
        "<img src=x onerror=alert(1)>",
        "*<img src=x onerror=alert(1)>*",
        "<https://example.org|&lt;img src=x onerror=alert(1)&gt;>",
        "`<img src=x onerror=alert(1)>`",
        "```<img src=x onerror=alert(1)>```",
    ]

    shown = await shown_texts(open_screen, attempts)

    assert len(shown) == len(attempts)
    assert not any("<img" in html for html in shown)
    assert all("img src=x onerror=alert(1)" in html for html in shown)


async def test_the_first_of_a_month_is_written_as_french_does(open_screen: Open) -> None:
    written = f"<!date^{EPOCH_OF_1_JANUARY}^{{date_long}} · {{date_short}} · {{date_slash}}|x>"

    (french,) = await shown_texts(open_screen, [written])
    (english,) = await shown_texts(open_screen, [written], OWEN)

    assert TIME_TAG.sub("", french) == "vendredi 1er janvier · 1er janv. · 01/01/2027"
    assert "1er" not in english


async def test_only_web_mail_and_telephone_become_links(open_screen: Open) -> None:
    addresses = ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", "tel:+33102030405"]

    shown = await shown_texts(open_screen, [f"<{address}|ici>" for address in addresses])

    assert ["<a" in html for html in shown] == [False, False, False, True]


async def test_mrkdwn_is_drawn_as_slack_does(open_screen: Open) -> None:
    drawn = {
        "*gras* _italique_ ~barré~": "<strong>gras</strong> <em>italique</em> <s>barré</s>",
        "*gras et _italique_*": "<strong>gras et <em>italique</em></strong>",
        "2*3*4 et snake_case_name": "2*3*4 et snake_case_name",
        "*ouvert mais pas fermé": "*ouvert mais pas fermé",
        "`*pas gras*`": "<code>*pas gras*</code>",
        "```a\nb```": "<pre><code>a\nb</code></pre>",
        "&gt; cité\nréponse": "<blockquote>cité</blockquote>réponse",
        "a\nb": "a<br>b",
        "&amp;lt; reste": "&amp;lt; reste",
        ":white_check_mark: :inconnu:": "✅ :inconnu:",
        f"<@{OWEN}>": '<span class="mention">@Owen Hughes</span>',
        f"<@{LEA}>": '<span class="mention mine">@Léa Marchand</span>',
        "<!channel>": '<span class="mention mine">@channel</span>',
        "<@U0INCONNU>": '<span class="mention">@U0INCONNU</span>',
        "<!date^1^{inconnu}|x> <!date^x^{time}|hier>": "{inconnu} hier",
    }

    shown = await shown_texts(open_screen, drawn)

    assert [TIME_TAG.sub("", html) for html in shown] == list(drawn.values())


async def test_a_link_shows_its_label_and_leaves_the_page_behind(open_screen: Open) -> None:
    (html,) = await shown_texts(open_screen, ["<https://example.org/?a=1&amp;b=2|la procédure>"])

    assert 'href="https://example.org/?a=1&amp;b=2"' in html
    assert 'rel="noopener noreferrer"' in html
    assert ">la procédure</a>" in html


@pytest.mark.parametrize(
    ("person", "shown"), [(LEA, "dimanche 22 novembre 11:00"), (OWEN, "Sunday 22 November")]
)
async def test_dates_are_written_for_the_reader(open_screen: Open, person: str, shown: str) -> None:
    text = f"<!date^{EPOCH_OF_22_NOVEMBER}^{{date_long}} {{time}}|bientôt>"

    (html,) = await shown_texts(open_screen, [text], person)

    assert shown in html.replace(",", "")


async def test_a_message_is_drawn_from_its_blocks(open_screen: Open) -> None:
    blocks = [
        {"type": "header", "block_id": "1", "text": plain("Incident INC-2026-0012")},
        {"type": "section", "block_id": "2", "text": mrkdwn("*Technique*"), "fields": []},
        {"type": "context", "block_id": "3", "elements": [mrkdwn("Signalé")]},
        {"type": "inconnu", "block_id": "4"},
    ]
    screen = await open_screen(
        conversation(
            TRAINERS,
            "formateurs",
            "channel",
            messages=[message(APP_USER, "lu à voix haute", 5, blocks=blocks)],
        )
    )
    await screen.see(channel=TRAINERS)
    drawn = screen.page.locator(".message .blocks")

    await expect(drawn.get_by_role("heading", name="Incident INC-2026-0012")).to_be_visible()
    await expect(drawn.locator("strong", has_text="Technique")).to_be_visible()
    await expect(drawn.get_by_text("inconnu")).to_be_visible()
    await expect(drawn.get_by_text("lu à voix haute")).to_have_count(0)


async def test_pressing_a_button_tells_the_app_its_value(open_screen: Open) -> None:
    card = message(APP_USER, "fiche", 5, blocks=[actions(button("take", "Prendre en charge"))])
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=[card]))
    await screen.see(channel=TRAINERS)

    await screen.page.get_by_role("button", name="Prendre en charge").click()

    (act,) = await screen.sandbox.acted("block_action")
    assert act["as"] == LEA
    assert act["ts"] == card["ts"]
    assert (act["block_id"], act["action_id"], act["value"]) == ("a", "take", "7")


@pytest.mark.parametrize(("answer", "sent"), [("Garder", 0), ("Oui, supprimer", 1)])
async def test_a_question_is_asked_before_a_confirmed_action(
    open_screen: Open, answer: str, sent: int
) -> None:
    question = {
        "title": plain("Supprimer ?"),
        "text": mrkdwn("C'est définitif."),
        "confirm": plain("Oui, supprimer"),
        "deny": plain("Garder"),
        "style": "danger",
    }
    card = message(
        APP_USER, "fiche", 5, blocks=[actions(button("del", "Effacer la fiche", confirm=question))]
    )
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=[card]))
    await screen.see(channel=TRAINERS)

    await screen.page.get_by_role("button", name="Effacer la fiche").click()
    dialog = screen.page.get_by_role("alertdialog", name="Supprimer ?")
    await dialog.get_by_role("button", name=answer).click()
    await dialog.wait_for(state="detached")

    assert len(await screen.sandbox.acted("block_action", times=sent)) == sent


async def test_the_overflow_menu_is_worked_by_keyboard(open_screen: Open) -> None:
    menu: Json = {
        "type": "overflow",
        "action_id": "more",
        "options": [
            {"text": plain("Attribuer"), "value": "assign"},
            {"text": plain("Clôturer"), "value": "close"},
        ],
    }
    card = message(APP_USER, "fiche", 5, blocks=[actions(menu)])
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=[card]))
    await screen.see(channel=TRAINERS)
    page = screen.page

    await page.get_by_role("button", name="Plus d'actions").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.get_by_role("menu").wait_for(state="detached")

    (act,) = await screen.sandbox.acted("block_action")
    assert act["value"] == "close"


async def test_an_ephemeral_message_says_so_and_can_be_dismissed(open_screen: Open) -> None:
    note = message(APP_USER, "Pour vous", 5, ephemeral=True)
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=[note]))
    await screen.see(channel=TRAINERS)

    await screen.page.get_by_role("button", name="Effacer ce message").click()

    await expect(screen.page.get_by_text("Visible par vous seul")).to_be_visible()
    assert (await screen.sandbox.acted("dismiss"))[0]["ts"] == note["ts"]


async def test_a_thread_opens_beside_and_takes_replies(open_screen: Open) -> None:
    parent = timestamp(9)
    messages = [
        message(OWEN, "Projecteur mort", 9, thread_ts=parent, reply_count=1),
        message(HELENE, "J'arrive", 8, thread_ts=parent),
    ]
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=messages))
    await screen.see(channel=TRAINERS)
    page = screen.page
    await expect(page.locator("#conversation").get_by_text("J'arrive")).to_have_count(0)

    await page.get_by_role("button", name="1 réponse").click()
    thread = page.get_by_role("complementary", name="Fil de discussion")
    await thread.get_by_role("textbox").fill("Merci")
    await page.keyboard.press("Enter")

    await expect(thread.get_by_text("J'arrive")).to_be_visible()
    (act,) = await screen.sandbox.acted("message")
    assert (act["text"], act["thread_ts"]) == ("Merci", parent)


async def test_a_thread_with_the_app_stays_among_its_messages(open_screen: Open) -> None:
    told = message(APP_USER, "INC-2026-0012 : pris en charge", 9, channel=APP_DM)
    screen = await open_screen(app_messages=(told,))
    await screen.see(channel=APP_DM, tab="messages")
    page = screen.page

    await page.locator(".message").hover()
    await page.get_by_role("button", name="Répondre dans le fil").click()
    thread = page.get_by_role("complementary", name="Fil de discussion")
    await thread.get_by_role("textbox").fill("Le projecteur remarche")
    await page.keyboard.press("Enter")

    (act,) = await screen.sandbox.acted("message")
    assert (act["text"], act["thread_ts"]) == ("Le projecteur remarche", told["ts"])
    await expect(page.get_by_role("tab", name="Messages")).to_have_attribute(
        "aria-selected", "true"
    )


async def test_pushed_messages_appear_change_and_go(open_screen: Open) -> None:
    first = message(HELENE, "Bonjour", 5)
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=[first]))
    await screen.see(channel=TRAINERS)
    page = screen.page
    news = message(HELENE, "Nouvelle", 1)

    await screen.sandbox.push("message", channel=TRAINERS, message=news)
    await page.get_by_role("listitem").get_by_text("Nouvelle").wait_for()
    changed = news | {"text": "Corrigée", "edited": True}
    await screen.sandbox.push("message_changed", channel=TRAINERS, message=changed)
    await page.get_by_role("listitem").get_by_text("Corrigée").wait_for()
    await screen.sandbox.push("message_deleted", channel=TRAINERS, ts=first["ts"])
    await page.get_by_role("listitem").get_by_text("Bonjour").wait_for(state="detached")

    await expect(page.get_by_text("(modifié)")).to_be_visible()
    await expect(page.locator(".message")).to_have_count(1)


async def test_a_changed_card_keeps_the_focus_on_its_button(open_screen: Open) -> None:
    card = message(APP_USER, "fiche", 5, blocks=[actions(button("take", "Prendre en charge"))])
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=[card]))
    await screen.see(channel=TRAINERS)
    page = screen.page

    await page.get_by_role("button", name="Prendre en charge").focus()
    new = card | {"blocks": [actions(button("take", "Passer la main"))]}
    await screen.sandbox.push("message_changed", channel=TRAINERS, message=new)
    await page.get_by_role("button", name="Passer la main").wait_for()

    await expect(page.get_by_role("button", name="Passer la main")).to_be_focused()


async def test_a_shortcut_of_the_message_menu_names_the_message(open_screen: Open) -> None:
    text = message(HELENE, "Il manque une attestation", 5)
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=[text]))
    await screen.see(channel=TRAINERS)
    page = screen.page

    await page.get_by_text("Il manque une attestation").hover()
    await page.get_by_role("button", name="Actions sur le message").click()
    await page.get_by_role("menuitem", name="Nouvelle réclamation").click()
    await page.get_by_role("menu").wait_for(state="detached")

    (act,) = await screen.sandbox.acted("message_shortcut")
    assert (act["callback_id"], act["ts"]) == ("new_complaint_from_message", text["ts"])


async def test_ones_own_message_is_edited_with_its_mentions(open_screen: Open) -> None:
    mine = message(LEA, f"Merci <@{HELENE}> &amp; bravo", 5)
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=[mine]))
    await screen.see(channel=TRAINERS)
    page = screen.page

    await page.get_by_text("bravo").hover()
    await page.get_by_role("button", name="Actions sur le message").click()
    await page.get_by_role("menuitem", name="Modifier le message").click()
    editor = page.get_by_role("textbox", name="Modifier le message")
    shown = await editor.input_value()
    await editor.press("End")
    await editor.press_sequentially("!")
    await editor.press("Enter")
    await editor.wait_for(state="detached")

    (act,) = await screen.sandbox.acted("edit_message")
    assert shown == "Merci @Hélène Vasseur & bravo"
    assert act["text"] == f"Merci <@{HELENE}> & bravo!"


async def test_arrow_keys_go_from_message_to_message(open_screen: Open) -> None:
    messages = [message(HELENE, "Première", 9), message(OWEN, "Deuxième", 8)]
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=messages))
    await screen.see(channel=TRAINERS)
    page = screen.page
    focused = "document.activeElement.querySelector('.text')?.textContent"

    await page.get_by_role("region", name="Messages de #formateurs").focus()
    await page.keyboard.press("ArrowUp")
    last = await page.evaluate(focused)
    await page.keyboard.press("ArrowUp")

    assert last == "Deuxième"
    assert await page.evaluate(focused) == "Première"


async def test_files_of_a_message_open_in_the_page(open_screen: Open) -> None:
    photo = {
        "id": "F1",
        "name": "salle.jpg",
        "title": "salle.jpg",
        "mimetype": "image/jpeg",
        "filetype": "jpg",
        "size": 81234,
        "user": LEA,
        "url": "/sandbox/files/F1?as=" + LEA,
    }
    screen = await open_screen(
        conversation(
            TRAINERS, "formateurs", "channel", messages=[message(LEA, "Photo", 5, files=[photo])]
        )
    )
    await screen.see(channel=TRAINERS)

    await screen.page.get_by_role("button", name="Ouvrir salle.jpg").click()

    viewer = screen.page.get_by_role("dialog", name="salle.jpg")
    await expect(viewer.get_by_role("img")).to_be_visible()
    await expect(viewer.get_by_role("link", name="Télécharger")).to_be_visible()


async def test_five_thousand_messages_scroll_with_few_of_them_drawn(open_screen: Open) -> None:
    everything = [message(HELENE, f"Message {n}", 5000 - n) for n in range(5000)]
    screen = await open_screen(
        conversation(TRAINERS, "formateurs", "channel", messages=everything[-200:], has_more=True)
    )
    screen.sandbox.older = everything[:-200]
    await screen.see(channel=TRAINERS)
    page = screen.page

    most_drawn = await page.evaluate(SCROLL_TO_TOP)

    assert most_drawn <= 240
    await expect(page.get_by_text("Message 0", exact=True)).to_be_visible()
    await expect(page.get_by_text("Voici le début de #formateurs.")).to_be_visible()


# Scrolls up until the very first message is drawn; answers the most messages drawn at a time.
SCROLL_TO_TOP = """async () => {
  const scroller = document.querySelector("#conversation .scroller");
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let most = 0;
  while (!document.querySelector(".list-start").textContent.startsWith("Voici")) {
    scroller.scrollTop -= 2000;
    await frame();
    most = Math.max(most, document.querySelectorAll(".message").length);
  }
  scroller.scrollTop = 0;
  await frame();
  return most;
}"""


async def test_reading_older_messages_is_not_disturbed_by_new_ones(open_screen: Open) -> None:
    messages = [message(HELENE, f"Message {n}", 300 - n) for n in range(200)]
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel", messages=messages))
    await screen.see(channel=TRAINERS)
    page = screen.page
    being_read = page.get_by_text("Message 150", exact=True)
    latest = page.get_by_role("button", name="Aller au plus récent")

    await being_read.scroll_into_view_if_needed()
    await latest.wait_for()
    before = await being_read.bounding_box()
    news = message(OWEN, "Nouveau", 1)
    await screen.sandbox.push("message", channel=TRAINERS, message=news)
    await page.get_by_role("status").get_by_text("Nouveau").wait_for(state="attached")
    after = await being_read.bounding_box()
    await latest.click()

    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 3
    await expect(page.get_by_role("listitem").get_by_text("Nouveau")).to_be_visible()


async def test_the_home_tab_shows_what_the_app_published(open_screen: Open) -> None:
    home = {
        "id": "VHOME",
        "type": "home",
        "blocks": [{"type": "section", "block_id": "1", "text": mrkdwn("Rien ne vous attend.")}],
        "values": {},
    }
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel"))
    await screen.see(channel=APP_DM)
    page = screen.page
    await expect(page.get_by_role("tab", name="Accueil")).to_have_attribute("aria-selected", "true")

    await screen.sandbox.push("home", view=home)

    await page.get_by_text("Rien ne vous attend.").wait_for()
    assert (await screen.sandbox.acted("open_home"))[0]["tab"] == "home"


def actions(*elements: Json) -> Json:
    return {"type": "actions", "block_id": "a", "elements": list(elements)}


def button(action: str, text: str, **other: object) -> Json:
    return {"type": "button", "action_id": action, "text": plain(text), "value": "7", **other}
