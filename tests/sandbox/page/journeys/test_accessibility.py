"""axe-core finds nothing serious on what people look at, in light and in dark, wide and narrow."""

import pytest
from axe_playwright_python.async_playwright import Axe

from bot.sandbox.cast import GENERAL, HELENE, QUALITY
from tests.support.journeys import record_complaint
from tests.support.windows import DESKTOP, PHONE, OpenWindow, Window

pytestmark = pytest.mark.asyncio(loop_scope="session")

GRAVE = {"serious", "critical"}


async def grave_problems(window: Window) -> list[str]:
    """Each with the elements it is about, as axe names them."""
    found = (await Axe().run(window.page)).response["violations"]
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:5]}"
        for one in found
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize(
    ("size", "dark"), [(DESKTOP, False), (PHONE, True)], ids=["desktop light", "phone dark"]
)
async def test_channel_modals_and_home_have_no_serious_problem(
    open_window: OpenWindow, size: dict[str, int], *, dark: bool
) -> None:
    window = await open_window(size=size, dark=dark)
    await record_complaint(window, "Salle à plus de 30 degrés deux jours de suite.")
    problems = {"channel": await grave_problems(window)}
    await window.message("Salle à plus").get_by_role("button", name="Voir le dossier").click()
    await window.dialog.get_by_text("Échéances").first.wait_for()
    problems["case"] = await grave_problems(window)
    await window.close()
    await window.see(HELENE, channel=GENERAL)
    await window.write("/incident essai")
    await window.form("Signaler un incident")
    problems["form"] = await grave_problems(window)
    await window.close()
    await window.see(HELENE, channel=QUALITY)
    await window.write("/qualite bilan")
    await window.message("Bilan d").wait_for()
    problems["summary"] = await grave_problems(window)
    await window.go_home()
    problems["home"] = await grave_problems(window)

    assert {place: found for place, found in problems.items() if found} == {}
