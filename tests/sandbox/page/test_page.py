"""The page around messages and modals: people, commands, clock, inspector, for everyone."""

import re
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from tests.sandbox.page.conftest import DESKTOP, PHONE, Open, Screen
from tests.sandbox.page.school import (
    APP_DM,
    APP_USER,
    HELENE,
    LEA,
    OLD,
    OWEN,
    QUALITY,
    TRAINERS,
    Json,
    conversation,
    field,
    message,
    modal,
    mrkdwn,
    option,
    plain,
    timestamp,
)
from tests.sandbox.page.stand_in import PAGE

pytestmark = pytest.mark.asyncio(loop_scope="session")

MONTHS = ["sept.", "oct.", "nov."]


def full_school() -> list[Json]:
    """Something of everything the page can draw."""
    parent = timestamp(40)
    card = [
        {"type": "header", "block_id": "1", "text": plain("Incident INC-2026-0012")},
        {"type": "section", "block_id": "2", "text": mrkdwn(f"Signalé par <@{LEA}> `code`")},
        {"type": "context", "block_id": "3", "elements": [mrkdwn("*Signalé* → Clos")]},
        {
            "type": "actions",
            "block_id": "4",
            "elements": [
                {
                    "type": "button",
                    "action_id": "take",
                    "text": plain("Prendre en charge"),
                    "style": "primary",
                },
                {
                    "type": "button",
                    "action_id": "drop",
                    "text": plain("Supprimer"),
                    "style": "danger",
                },
                {"type": "overflow", "action_id": "more", "options": [option("Clôturer", "c")]},
                {"type": "static_select", "action_id": "sort", "options": [option("Date", "d")]},
                {"type": "datepicker", "action_id": "day"},
            ],
        },
    ]
    figures = [
        chart("bar", "Reçues et closes", series=[line("Reçues", 3, 9, 4), line("Closes", 2, 6, 5)]),
        chart(
            "pie",
            "Catégories",
            segments=[{"label": "Attestations", "value": 7}, {"label": "Accueil", "value": 3}],
        ),
        {
            "type": "data_table",
            "block_id": "t",
            "caption": "En retard",
            "page_size": 2,
            "rows": [
                [cell("Référence"), cell("Heures")],
                *[
                    [cell(f"REC-2026-000{n}"), {"type": "raw_number", "value": n, "text": f"{n}"}]
                    for n in (3, 1, 2)
                ],
            ],
        },
    ]
    return [
        conversation(
            TRAINERS,
            "formateurs",
            "channel",
            topic="Entre formateurs",
            messages=[
                message(HELENE, "Bonjour <@U0LEAMARC>, <https://example.org|lire>", 1500),
                message(OWEN, "The projector is dead.", 40, thread_ts=parent, reply_count=1),
                message(HELENE, "J'arrive.", 30, thread_ts=parent),
                message(APP_USER, "fiche", 20, blocks=card),
                message(APP_USER, "Pour vous seul", 10, ephemeral=True),
            ],
        ),
        conversation(
            QUALITY,
            "qualite",
            "private",
            unread=1,
            messages=[message(APP_USER, "bilan", 5, channel=QUALITY, blocks=figures)],
        ),
        conversation(OLD, "ancienne-salle", "channel", archived=True),
    ]


def chart(kind: str, title: str, **content: object) -> Json:
    axis = {} if kind == "pie" else {"axis_config": {"categories": MONTHS}}
    return {
        "type": "data_visualization",
        "block_id": title,
        "title": title,
        "chart": {"type": kind, **content, **axis},
    }


def line(name: str, *values: int) -> Json:
    points = zip(MONTHS, values, strict=True)
    return {"name": name, "data": [{"label": label, "value": value} for label, value in points]}


def cell(text: str) -> Json:
    return {"type": "raw_text", "text": text}


FORM = modal(
    field("text", "Description", {"type": "plain_text_input", "multiline": True}),
    field("kind", "Type", {"type": "radio_buttons", "options": [option("Technique", "t")]}),
    field("select", "Catégorie", {"type": "static_select", "options": [option("Accueil", "a")]}),
    field("people", "Personnes", {"type": "multi_users_select", "initial_users": [HELENE]}),
    field("moment", "Reçue le", {"type": "datetimepicker", "initial_date_time": 1795341600}),
    field("boxes", "Confidentiel", {"type": "checkboxes", "options": [option("Oui", "y")]}),
    field("files", "Photos", {"type": "file_input"}, optional=True),
    {"type": "alert", "block_id": "a", "level": "warning", "text": plain("Vérifiez la date.")},
    errors={"kind": "Choisissez un type."},
)

PLACES = ["list", "channel", "thread", "figures", "archived", "home", "modal", "inspector"]


async def go(screen: Screen, place: str, person: str = LEA) -> None:
    channel = {"list": "", "figures": QUALITY, "archived": OLD, "home": APP_DM}.get(place, TRAINERS)
    screen.sandbox.state["views"] = [FORM] if place == "modal" else []
    thread = timestamp(40) if place == "thread" else ""
    await screen.see(person, channel=channel, thread=thread)
    if place == "inspector":
        await screen.page.locator("[aria-controls=inspector]").click()


@pytest.mark.parametrize(
    ("size", "dark", "person", "words"),
    [
        (PHONE, False, LEA, "Bac à sable, ce n'est pas Slack"),
        (DESKTOP, True, OWEN, "Sandbox, this is not Slack"),
    ],
    ids=["phone", "desktop"],
)
async def test_every_place_can_be_read_named_and_recognised(
    open_screen: Open, *, size: dict[str, int], dark: bool, person: str, words: str
) -> None:
    """No faint text, no nameless control, no sideways scroll, and never taken for Slack."""
    screen = await open_screen(*full_school(), size=size, dark=dark)
    screen.sandbox.answers["inspect"] = {"envelopes": [ENVELOPE]}

    wrong = []
    for place in PLACES:
        await go(screen, place, person)
        wrong += [f"{place}: faint {text}" for text in await screen.page.evaluate(FAINT_TEXTS)]
        wrong += [f"{place}: nameless {one}" for one in await controls_without_name(screen.page)]
        if await screen.has_sideways_scroll():
            wrong.append(f"{place}: scrolls sideways")
        if not await screen.page.get_by_text(words).filter(visible=True).count():
            wrong.append(f"{place}: could be taken for Slack")

    assert wrong == []


async def test_on_a_phone_one_goes_into_a_channel_and_back(open_screen: Open) -> None:
    screen = await open_screen(*full_school(), size=PHONE)
    await screen.see()
    page = screen.page

    await page.get_by_role("button", name="formateurs").click()
    await page.get_by_role("heading", name="#formateurs").wait_for()
    await page.get_by_role("button", name="Retour").click()

    await expect(page.get_by_role("button", name="qualite")).to_be_visible()


LANDMARKS = ["landmark-one-main", "page-has-heading-one", "heading-order", "region"]


@pytest.mark.parametrize("place", ["", TRAINERS], ids=["the list", "a channel"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_every_place_has_its_landmarks_and_headings_in_order(
    open_screen: Open, size: dict[str, int], place: str
) -> None:
    screen = await open_screen(*full_school(), size=size)
    await screen.see(channel=place)

    rules = {"runOnly": {"type": "rule", "values": LANDMARKS}}
    found = (await Axe().run(screen.page, options=rules)).response["violations"]

    assert [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found] == []


async def test_the_page_speaks_the_language_of_who_looks(open_screen: Open) -> None:
    screen = await open_screen(*full_school())

    await screen.see(OWEN, channel=TRAINERS)

    await expect(screen.page.locator("html")).to_have_attribute("lang", "en")
    await expect(screen.page.get_by_role("button", name="Guided tour")).to_be_visible()
    await expect(screen.page.get_by_text("Only visible to you")).to_be_visible()


async def test_unread_messages_are_marked_and_read_when_seen(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=TRAINERS)
    page = screen.page

    await page.get_by_role("button", name="qualite, 1 message non lu").click()
    await page.get_by_text("Nouveaux messages").wait_for()

    assert (await screen.sandbox.acted("read"))[0]["channel"] == QUALITY


async def test_a_press_counts_while_what_is_pressed_is_drawn_anew(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=TRAINERS)
    page = screen.page
    await page.get_by_role("button", name="qualite, 1 message non lu").hover()
    await page.mouse.down()
    await screen.sandbox.push("conversation", conversation={"id": QUALITY, "unread": 2})
    await page.get_by_role("button", name="qualite, 2 messages non lus").wait_for()
    await page.mouse.up()

    await expect(page.locator(".conversation-link[aria-current]")).to_contain_text("qualite")


async def test_people_can_be_switched_here_or_in_another_window(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=TRAINERS)
    page = screen.page

    await page.get_by_text("Léa Marchand").first.click()
    offered = page.get_by_role("list", name="Changer de personne")
    names = await offered.locator("strong").all_inner_texts()
    aside = offered.get_by_role("link", name="Ouvrir dans une autre fenêtre : Owen Hughes")
    opens_in = await aside.get_attribute("target")
    await offered.get_by_role("link", name="Hélène Vasseur Responsable qualité", exact=True).click()
    await page.wait_for_url(f"**/?as={HELENE}**")

    assert names == ["Léa Marchand", "Owen Hughes", "Hélène Vasseur"]
    assert opens_in == "_blank"


async def test_somebody_is_chosen_when_the_address_names_nobody(open_screen: Open) -> None:
    screen = await open_screen(*full_school())

    await screen.page.goto(screen.address)
    await screen.page.locator(".conversation-link").first.wait_for()

    assert f"as={LEA}" in screen.page.url


async def test_commands_are_completed_with_their_usage(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=TRAINERS)
    page = screen.page
    box = page.get_by_role("textbox", name="Envoyer un message à #formateurs")

    await box.press_sequentially("/rec")
    options = page.get_by_role("option")
    offered = await options.all_inner_texts()
    await page.keyboard.press("Tab")

    assert len(offered) == 1
    assert "[de quoi il s'agit]" in offered[0]
    await expect(box).to_have_value("/reclamation ")


async def test_a_command_that_fails_comes_back_with_its_reason(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    screen.sandbox.answers["command"] = {
        "ok": False,
        "error": "operation_timeout",
        "notice": "Vigie n'a pas répondu à temps.",
    }
    await screen.see(channel=TRAINERS)
    box = screen.page.get_by_role("textbox", name="Envoyer un message à #formateurs")

    await box.fill("/incident le projecteur")
    await box.press("Enter")
    await screen.page.get_by_text("Vigie n'a pas répondu à temps.").wait_for()

    await expect(box).to_have_value("/incident le projecteur")


async def test_people_named_in_a_message_are_mentioned(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=TRAINERS)
    box = screen.page.get_by_role("textbox", name="Envoyer un message à #formateurs")

    await box.press_sequentially("Merci @hél")
    await screen.page.get_by_role("option", name="Hélène Vasseur").click()
    await box.press_sequentially("!")
    await box.press("Enter")

    (act,) = await screen.sandbox.acted("message")
    assert act["text"] == f"Merci <@{HELENE}> !"


async def test_global_shortcuts_are_one_button_away(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=TRAINERS)
    page = screen.page

    await page.get_by_role("button", name="Raccourcis").click()
    await page.get_by_role("menuitem", name="Signaler un incident").first.click()
    await page.get_by_role("menu").wait_for(state="detached")

    assert (await screen.sandbox.acted("global_shortcut"))[0]["callback_id"] == "report_incident"


async def test_an_archived_channel_can_only_be_read(open_screen: Open) -> None:
    screen = await open_screen(*full_school())

    await screen.see(channel=OLD)

    await expect(screen.page.get_by_text("Ce canal est archivé")).to_be_visible()
    await expect(screen.page.get_by_role("textbox")).to_have_count(0)


async def test_the_clock_is_moved_by_a_day(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    screen.sandbox.answers["clock"] = {"ok": True, "now": "2026-11-18T09:30:00Z"}
    await screen.see(channel=TRAINERS)
    page = screen.page
    clock = page.get_by_role("group", name="Horloge du bac à sable")
    before = await clock.locator("time").inner_text()

    await page.get_by_role("button", name="+1 jour").click()
    await clock.get_by_text("mer. 18 nov. 10:30").wait_for()
    await page.get_by_text("hier, mardi 17 novembre 2026").wait_for()

    assert before == "mar. 17 nov. 10:30"
    assert screen.sandbox.posts == [("clock", {"advance_seconds": 86400})]


ENVELOPE = {
    "seq": 1,
    "at": "2026-11-17T09:30:00Z",
    "type": "slash_commands",
    "what": "/incident",
    "payload": {"text": "le projecteur"},
    "connection": 1,
    "retry_attempt": 0,
    "outcome": "acked",
    "acked_ms": 4.1,
    "answer": None,
}


async def test_the_inspector_shows_what_passed_and_when(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    screen.sandbox.answers["inspect"] = {"connections": [{}, {}], "envelopes": [ENVELOPE]}
    await screen.see(channel=TRAINERS)
    page = screen.page

    await page.get_by_role("button", name="Inspecteur").click()
    drawer = page.get_by_role("complementary", name="Inspecteur")
    await drawer.get_by_text("slash_commands /incident").click()

    await expect(drawer.get_by_text("acquitté en 4,1 ms")).to_be_visible()
    await expect(drawer.get_by_text('"text": "le projecteur"')).to_be_visible()
    await expect(drawer.get_by_text("2 connexions de l'application")).to_be_visible()


async def test_a_fault_is_injected(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=TRAINERS)
    page = screen.page

    await page.get_by_role("button", name="Inspecteur").click()
    await page.get_by_role("tab", name="Pannes").click()
    await page.get_by_label("Méthode").select_option("chat.postMessage")
    await page.get_by_label("Panne", exact=True).select_option("drop_after")
    await page.get_by_role("button", name="Provoquer").click()
    await page.get_by_text("La panne est prête.").wait_for()

    (posted,) = screen.sandbox.posts
    fault = {"do": "inject", "method": "chat.postMessage", "kind": "drop_after", "times": 1}
    assert posted == ("faults", fault)


async def test_a_chart_gives_its_figures_as_a_table_too(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=QUALITY)
    figure = screen.page.get_by_role("figure", name="Reçues et closes")

    await figure.get_by_text("Voir les chiffres").click()

    rows = await figure.get_by_role("row").all_inner_texts()
    assert [re.split(r"\s+", row.strip()) for row in rows] == [
        ["Catégorie", "Reçues", "Closes"],
        ["sept.", "3", "2"],
        ["oct.", "9", "6"],
        ["nov.", "4", "5"],
    ]
    await expect(figure.locator("svg rect")).to_have_count(6)


async def test_a_data_table_is_sorted_filtered_and_paged(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=QUALITY)
    figure = screen.page.locator(".data-table")
    references = figure.locator("tbody th")
    first_page = await references.all_inner_texts()

    await figure.get_by_role("button", name="Heures").click()
    sorted_page = await references.all_inner_texts()
    await figure.get_by_role("button", name="Page suivante").click()
    second_page = await references.all_inner_texts()
    await figure.get_by_role("searchbox").fill("0002")

    assert first_page == ["REC-2026-0003", "REC-2026-0001"]
    assert sorted_page == ["REC-2026-0001", "REC-2026-0002"]
    assert second_page == ["REC-2026-0003"]
    assert await references.all_inner_texts() == ["REC-2026-0002"]


async def test_a_table_whose_cells_wrap_fits_a_phone(open_screen: Open) -> None:
    rows = [
        ["Indicateur", "novembre 2026", "octobre", "sur 12 mois"],
        ["Solutions dans le délai en vigueur", "3 sur 3", "4 sur 4", "19 sur 19 (100\u00a0%)"],
        ["Réclamations reçues", "5", "2", "sans objet"],
    ]
    table = {
        "type": "table",
        "column_settings": [{"is_wrapped": True}] * 4,
        "rows": [[cell(words) for words in row] for row in rows],
    }
    told = message(APP_USER, "bilan", 20, blocks=[table])
    quality = conversation(QUALITY, "qualite", "private", messages=[told])
    screen = await open_screen(quality, size=PHONE, is_phone=True)
    await screen.see(channel=QUALITY)
    frame = screen.page.locator(".table-scroll")

    assert await frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")


async def test_that_it_is_not_slack_stands_on_one_line_at_any_width(open_screen: Open) -> None:
    screen = await open_screen()
    await screen.see(channel=TRAINERS)
    for width in (760, 1000, 1280):
        await screen.page.set_viewport_size({"width": width, "height": 800})
        lines = await screen.page.locator(".not-slack").evaluate(
            "(one) => one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)"
        )

        assert round(lines) == 1, width


async def test_the_tour_writes_the_first_command_for_the_newcomer(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=TRAINERS)
    page = screen.page

    await page.get_by_role("button", name="Visite guidée").click()
    await page.get_by_role("button", name="Me montrer").click()
    box = page.get_by_role("textbox", name="Envoyer un message à #formateurs")
    written = await box.input_value()
    await page.get_by_role("button", name="Suivant").click()

    assert written == "/incident le projecteur est mort salle B"
    await expect(page.get_by_text("Étape 2 sur 6")).to_be_visible()


async def test_a_lost_connection_is_said_and_mended(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see(channel=TRAINERS)
    page = screen.page

    await screen.sandbox.sockets[0].close()
    await page.get_by_text("La connexion au bac à sable est coupée.").wait_for()
    await page.get_by_text("La connexion est rétablie.").wait_for()
    news = message(HELENE, "Revenue", 1)
    await screen.sandbox.push("message", channel=TRAINERS, message=news)

    await page.get_by_role("listitem").get_by_text("Revenue").wait_for()


async def test_both_languages_say_the_same_things_and_all_are_used(open_screen: Open) -> None:
    screen = await open_screen(*full_school())
    await screen.see()
    french, english = await screen.page.evaluate(CATALOGUE_KEYS)
    sources = [file for file in (PAGE / "js").rglob("*.js") if file.name != "strings.js"]
    words = {word for file in sources for word in re.findall(r"\w+", file.read_text("utf-8"))}

    assert french == english
    assert [key for key in french if "." not in key and key not in words] == []


CATALOGUE_KEYS = """async () => {
  const { CATALOGUES } = await import("/page/js/strings.js");
  const names = (texts) => Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "object" ? [key, ...Object.keys(text).map((name) => `${key}.${name}`)] : [key]);
  return CATALOGUES.map(names);
}"""

INTERACTIVE = {
    "button",
    "link",
    "textbox",
    "searchbox",
    "combobox",
    "checkbox",
    "radio",
    "menuitem",
    "option",
    "tab",
    "tabpanel",
    "dialog",
    "listbox",
    "spinbutton",
    "image",
    "figure",
    "region",
}


async def controls_without_name(page: Page) -> list[str]:
    """Roles of what a screen reader would find nameless, as Chromium itself computes names."""
    session = await page.context.new_cdp_session(page)
    tree: dict[str, Any] = await session.send("Accessibility.getFullAXTree")
    await session.detach()
    return [
        f"{node['role']['value']} {node.get('backendDOMNodeId')}"
        for node in tree["nodes"]
        if not node.get("ignored")
        and node.get("role", {}).get("value") in INTERACTIVE
        and not node.get("name", {}).get("value", "").strip()
    ]


# Texts whose contrast with what lies behind them is under 4.5:1 (3:1 when large), WCAG 1.4.3.
FAINT_TEXTS = r"""() => {
  const parse = (colour) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = ([r, g, b, a], under) =>
    [r, g, b].map((part, index) => (part * a + under[index] * (255 - a)) / 255);
  const ground = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const layer = parse(getComputedStyle(at).backgroundColor);
      if (layer[3] > 0) layers.unshift(layer);
      if (layer[3] === 255) break;
    }
    return layers.reduce((under, layer) => over(layer, under), [255, 255, 255]);
  };
  const light = (colour) => colour.map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const shown = (node) => node.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !node.closest(":disabled, svg, .spoken");
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !shown(node)) continue;
    const style = getComputedStyle(node);
    const behind = ground(node);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const contrast = ratio(over(parse(style.color), behind), behind);
    if (contrast < (isLarge ? 3 : 4.5)) faint.push(`${text.slice(0, 30)} ${contrast.toFixed(2)}`);
  }
  return faint;
}"""
