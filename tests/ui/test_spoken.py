"""What people said in a message, as they and others saw it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.blocks.spoken import message_words, spoken

NAMES = {"U0QUALITY": "Camille"}
WITH_NUMBER = "écrire (a@b.example) 06 01 02 03 04 (+33601020304)"


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
        ("<mailto:a@b.example|écrire> <tel:+33601020304|06 01 02 03 04>", WITH_NUMBER),
        ("<!subteam^S1> et <!here>", "@groupe et @here"),
        ("&lt;@U0QUALITY&gt;", "<@U0QUALITY>"),
        ("{name} %s < >", "{name} %s < >"),
        ("au feu :fire: :capsecurite:", "au feu \U0001f525 :capsecurite:"),
    ],
)
def test_references_are_read_as_people_see_them(text: str, seen: str) -> None:
    assert spoken(text, lambda user: NAMES.get(user, user)) == seen


def name_of(user: str) -> str:
    return NAMES.get(user, user)


def section(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(elements)}


def said(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def rich(*parts: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "rich_text", "block_id": "x", "elements": list(parts)}]


TYPED = rich(
    section(
        {"type": "user", "user_id": "U0QUALITY"},
        said(" : panne en "),
        {"type": "channel", "channel_id": "C0B"},
        said(", voir "),
        {"type": "link", "url": "https://a.example/x?a=1&amp;b=2", "text": "la photo"},
        said(" "),
        {"type": "emoji", "name": "fire", "unicode": "1f525"},
        {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fb"},
        {"type": "emoji", "name": "capsecurite"},
        said(" "),
        {"type": "broadcast", "range": "here"},
        said(" "),
        {"type": "usergroup", "usergroup_id": "S1"},
        said(" le "),
        {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "1er juin"},
        said("\n"),
    ),
    {
        "type": "rich_text_list",
        "style": "ordered",
        "offset": 1,
        "elements": [section(said("couper")), section(said("évacuer"))],
    },
    {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [section(said("vite"))]},
    {"type": "rich_text_quote", "elements": [said("a < b\nc")]},
    {"type": "rich_text_preformatted", "elements": [said("*E42*")]},
)
READ = (
    "@Camille : panne en #salle-b, voir la photo (https://a.example/x?a=1&b=2) "
    "\U0001f525\U0001f44b\U0001f3fb:capsecurite: @here @pilotes le 1er juin\n"
    "2. couper\n3. évacuer\n   • vite\n> a < b\n> c\n*E42*"
)


def test_what_was_typed_is_read_from_the_blocks_with_the_names_that_the_text_has() -> None:
    text = "<@U0QUALITY> : *panne* en <#C0B|salle-b> :fire: <!subteam^S1|@pilotes>"

    assert message_words({"text": text, "blocks": TYPED}, name_of) == READ


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"text": None, "files": None}, ""),
        ({"text": "*vu* <@U0QUALITY>", "blocks": []}, "*vu* @Camille"),
        (
            {
                "text": "This content can't be displayed.",
                "blocks": [
                    {"type": "header", "text": {"type": "plain_text", "text": "Alarme"}},
                    {"type": "divider"},
                    {
                        "type": "section",
                        "text": {"type": "mrkdwn", "text": "Vue par <@U0QUALITY> &amp; Léa"},
                        "fields": [{"type": "plain_text", "text": "salle 3"}],
                    },
                    {
                        "type": "context",
                        "elements": [{"type": "image", "alt_text": "x"}, {"type": "mrkdwn"}],
                    },
                    {"type": "actions", "elements": [{"type": "button"}]},
                ],
            },
            "Alarme\nVue par @Camille & Léa\nsalle 3",
        ),
        ({"text": "le texte", "blocks": [{"type": "chart_to_come"}]}, "le texte"),
        (
            {
                "text": "voici",
                "attachments": [
                    {"is_share": True, "from_url": "https://x.example", "text": "plus de <#C0B|b>"},
                    {"from_url": "https://page.example", "title": "Une page", "text": "aperçu"},
                    {"fallback": "Formulaire : nul", "fields": [{"title": "Note", "value": "1"}]},
                ],
            },
            "voici\n\nplus de #b\n\nNote\n1",
        ),
        ({"text": "", "attachments": [{"fallback": "Formulaire : nul"}]}, "Formulaire : nul"),
    ],
)
def test_messages_that_no_person_typed_are_read_as_they_are_seen(
    message: dict[str, Any], words: str
) -> None:
    assert message_words(message, name_of) == words


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "elements", "fields", "unicode", "indent", "url"]),
            inner | st.sampled_from(["rich_text", "rich_text_list", "emoji", "section", "mrkdwn"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(blocks=anything, attachments=anything)
def test_blocks_of_any_shape_are_read_or_passed_over(blocks: Any, attachments: Any) -> None:
    message = {"text": "le texte", "blocks": blocks, "attachments": attachments}

    assert message_words(message, name_of)
