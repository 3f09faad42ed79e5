"""What people said in a message, as they and others saw it."""

import pytest

from bot.ui.spoken import spoken

NAMES = {"U0QUALITY": "Camille"}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a &lt; b &amp; c", "a < b & c"),
        ("vu avec <@U0QUALITY>", "vu avec @Camille"),
        ("<@U0GONE|ancien>", "@ancien"),
        ("dans <#C0QUALITE|qualite>", "dans #qualite"),
        ("<!channel> <!subteam^S1|@pilotes> <!date^1^x|hier>", "@channel @pilotes hier"),
        ("<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2"),
        ("<https://a.example|le devis>", "le devis (https://a.example)"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("&lt;@U0QUALITY&gt;", "<@U0QUALITY>"),
        ("{name} %s < >", "{name} %s < >"),
    ],
)
def test_references_are_read_as_people_see_them(text: str, seen: str) -> None:
    assert spoken(text, lambda user: NAMES.get(user, user)) == seen
