"""The post office on the page: mails are read, and whoever got one answers it or not."""

import asyncio

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Route, expect

from tests.sandbox.page.conftest import DESKTOP, PHONE, Open, Screen
from tests.sandbox.page.school import LEA, OWEN, TRAINERS, Json, conversation

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCHOOL, MARIE = "contact@ecole.example", "marie@example.org"


def mail(number: int, way: str, subject: str) -> Json:
    return {
        "id": f"M{number}",
        "way": way,
        "from": f"École <{SCHOOL}>" if way == "sent" else MARIE,
        "to": MARIE if way == "sent" else SCHOOL,
        "other": MARIE,
        "subject": subject,
        "at": "2026-11-17T08:30:00Z",
        "message_id": f"<{number}.l@ecole.example>",
        "text": "Bonjour,\n\n<b>pas du HTML</b>\n" + "Une longue ligne. " * 20,
        "files": ["attestation.pdf"],
    }


MAILS = [
    mail(2, "came", "Re: Votre réclamation"),
    mail(1, "sent", "Votre réclamation REC-2026-0001"),
]


def post(**changes: object) -> Json:
    return {"school": SCHOOL, "mails": MAILS, "mood": "take", "on_holiday": [], **changes}


async def at_post(
    open_screen: Open, place: str = "all", person: str = LEA, **how: object
) -> Screen:
    screen = await open_screen(conversation(TRAINERS, "formateurs", "channel"), post=post(), **how)
    screen.sandbox.mails = {one["id"]: one for one in MAILS}
    await screen.see(person, mail=place)
    await screen.page.locator("#post h2").wait_for()
    return screen


async def test_a_mail_is_found_by_the_keyboard_read_and_left(open_screen: Open) -> None:
    screen = await at_post(open_screen)
    page = screen.page
    await page.get_by_role("button", name="Votre réclamation REC-2026-0001").focus()
    await page.keyboard.press("Enter")

    await expect(page.locator("#post h2")).to_be_focused()
    await expect(page.locator(".mail-text")).to_contain_text("<b>pas du HTML</b>")
    await expect(page.locator(".mail-facts")).to_contain_text("<1.l@ecole.example>")
    await page.get_by_role("button", name="Retour").click()
    await expect(page.locator('[data-focus-key="M1"]')).to_be_focused()


async def test_the_channels_give_way_and_come_back(open_screen: Open) -> None:
    screen = await at_post(open_screen)
    page = screen.page
    await expect(page.locator("#conversation")).to_be_hidden()
    await expect(page.get_by_role("button", name="Courrier")).to_have_attribute(
        "aria-current", "page"
    )
    await page.get_by_role("button", name="formateurs").click()

    await expect(page.locator("#conversation")).to_be_visible()
    await expect(page.locator("#post")).to_be_hidden()


async def test_who_got_a_letter_answers_it(open_screen: Open) -> None:
    screen = await at_post(open_screen, "M1")
    await screen.page.get_by_label("Réponse").fill("Merci.")
    await screen.page.get_by_role("button", name="Envoyer", exact=True).click()
    await expect(screen.page.get_by_text("Le message est parti.").first).to_be_visible()

    assert screen.sandbox.posts == [("mail", {"do": "answer", "mail": "M1", "text": "Merci."})]
    await expect(screen.page.get_by_label("Réponse")).to_have_value("")


async def test_a_letter_comes_back(open_screen: Open) -> None:
    screen = await at_post(open_screen, "M1")
    await screen.page.get_by_role("button", name="Renvoyer comme non distribuable").click()
    await expect(screen.page.get_by_text("L'avis de non-distribution").first).to_be_visible()

    assert screen.sandbox.posts == [("mail", {"do": "bounce", "mail": "M1"})]


async def test_somebody_goes_on_holiday_and_the_button_says_so(open_screen: Open) -> None:
    screen = await at_post(open_screen, "M1")
    button = screen.page.get_by_role("button", name="En congé")
    await expect(button).to_have_attribute("aria-pressed", "false")
    async with screen.page.expect_response("**/sandbox/mail"):
        await button.click()
    await screen.sandbox.push("post", post=post(on_holiday=[MARIE]))

    await expect(button).to_have_attribute("aria-pressed", "true")
    assert screen.sandbox.posts == [("mail", {"do": "holiday", "address": MARIE, "on": True})]


async def test_nobody_answers_for_the_school(open_screen: Open) -> None:
    screen = await at_post(open_screen, "M2")

    await expect(screen.page.locator(".post-answers")).to_have_count(0)


async def test_somebody_writes_to_the_school(open_screen: Open) -> None:
    screen = await at_post(open_screen)
    page = screen.page
    await page.get_by_role("button", name="Écrire à l'école").click()
    await expect(page.get_by_label("De", exact=True)).to_be_focused()
    await page.get_by_label("Objet").fill("Attestation")
    await page.get_by_label("Message").fill("Toujours rien reçu.")
    await page.get_by_role("button", name="Envoyer", exact=True).click()
    await expect(page.get_by_role("button", name="Écrire à l'école")).to_be_visible()

    assert screen.sandbox.posts == [
        (
            "mail",
            {
                "do": "write",
                "from": "claire.martin@example.org",
                "subject": "Attestation",
                "text": "Toujours rien reçu.",
            },
        )
    ]


async def test_the_next_letters_fate_is_chosen_and_shown(open_screen: Open) -> None:
    screen = await at_post(open_screen)
    fate = screen.page.get_by_label("La prochaine lettre de l'école")
    async with screen.page.expect_response("**/sandbox/mail"):
        await fate.select_option("arrive, mais la ligne coupe")
    await screen.sandbox.push("post", post=post(mood="refuse"))

    await expect(fate).to_have_value("refuse")
    assert screen.sandbox.posts == [("mail", {"do": "mood", "mood": "drop"})]


async def test_a_mail_shows_as_it_comes(open_screen: Open) -> None:
    screen = await at_post(open_screen)
    await screen.sandbox.push("post", post=post(mails=[mail(3, "came", "Une facture"), *MAILS]))

    await expect(screen.page.locator(".mails li").first).to_contain_text("Une facture")


async def test_what_is_being_written_stays_while_mails_come(open_screen: Open) -> None:
    screen = await at_post(open_screen, "M1")
    await screen.page.get_by_label("Réponse").fill("Je réponds")
    await screen.sandbox.push("post", post=post(mails=[mail(3, "came", "x"), *MAILS]))
    await screen.sandbox.push("ready", now="2026-11-17T09:30:00Z")

    await expect(screen.page.get_by_label("Réponse")).to_have_value("Je réponds")


async def test_it_speaks_english_to_who_reads_it(open_screen: Open) -> None:
    screen = await at_post(open_screen, person=OWEN)

    await expect(screen.page.get_by_role("button", name="Write to the school")).to_be_visible()
    await expect(screen.page.locator(".mails li").first).to_contain_text("Received")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("place", ["all", "new", "M1"])
async def test_everyone_can_use_it(
    open_screen: Open, place: str, size: dict[str, int], *, dark: bool
) -> None:
    screen = await at_post(open_screen, place, size=size, dark=dark)
    found = (await Axe().run(screen.page)).response["violations"]

    assert [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found] == []
    assert not await screen.has_sideways_scroll()


async def test_who_went_elsewhere_while_a_mail_leaves_stays_there(open_screen: Open) -> None:
    screen = await at_post(open_screen, "new")
    page, may_answer = screen.page, asyncio.Event()

    async def answer_later(route: Route) -> None:
        await may_answer.wait()
        await route.continue_()

    await page.route("**/sandbox/mail", answer_later)
    await page.get_by_label("Message").fill("Toujours rien reçu.")
    await page.get_by_role("button", name="Envoyer", exact=True).click()
    await page.get_by_role("button", name="formateurs").click()
    may_answer.set()

    await expect(page.get_by_text("Le message est parti.").first).to_be_visible()
    await expect(page.locator("#conversation")).to_be_visible()
