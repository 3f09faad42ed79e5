"""What is said around the register and the evidence, in English."""

from bot.ui.texts.register import ParcelTexts, RegisterTexts

ENGLISH_REGISTER = RegisterTexts(
    workbook=ParcelTexts(
        title="Register of complaints and incidents",
        on_its_way="The register is on its way to your direct messages with Vigie.",
        sent="Here is the register, {period}.",
        waits="The register is ready, but Slack does not take it: the workspace is full, or "
        "uploads are disabled.",
    ),
    evidence=ParcelTexts(
        title="Evidence pack",
        on_its_way="The evidence pack is on its way to your direct messages with Vigie.",
        sent=(
            "Here is the evidence pack, {period}: register, history and letters of each case, "
            "monthly summaries, policy, and an index by Qualiopi indicator. "
            "Open index.html first."
        ),
        waits=(
            "The evidence pack is ready, but Slack does not take it: the workspace is full, "
            "or uploads are disabled."
        ),
    ),
    get_register="Send me the register",
    get_evidence="Send me the evidence pack",
    whole="since it was opened",
    between="from {first} to {last}",
    since="since {first}",
    until="until {last}",
    labels="People appear by what they do.",
    names="It holds names: pass it on only to those who must know them.",
    empty="No case and no action in this period: there is nothing to send.",
    how_register=(
        "Type /qualite registre, and if you wish a period (2026-10, 2026-S1 or 2026), "
        "a part (complaints, incidents or actions), and “names” for people's names."
    ),
    how_evidence=(
        "Type /qualite preuves and a period: 2026-10, 2026-S1 or 2026. "
        "Add “names” for people's names."
    ),
    kept_days=(
        "It waits {days} days on the server, where whoever runs Vigie can fetch it: `{path}`"
    ),
)
