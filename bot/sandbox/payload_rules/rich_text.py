"""The rich_text block and what it is made of."""

from bot.sandbox.payload_rules.checks import (
    Check,
    boolean,
    by_type,
    choice,
    integer,
    items,
    shape,
    string,
)
from bot.sandbox.payload_rules.objects import IDENTIFIER, URL

_STYLES = "bold italic strike code underline highlight client_highlight unlink"
_STYLE = shape({}, dict.fromkeys(_STYLES.split(), boolean))


def _inline(
    kind: str, required: dict[str, Check], optional: dict[str, Check] | None = None
) -> dict[str, Check]:
    return {kind: shape({"type": choice(kind), **required}, {"style": _STYLE, **(optional or {})})}


_INLINE = by_type(
    {
        **_inline("text", {"text": string(at_least=1)}),
        **_inline("link", {"url": URL}, {"text": string(), "unsafe": boolean}),
        **_inline("emoji", {"name": string(at_least=1)}, {"unicode": string()}),
        **_inline("user", {"user_id": string(at_least=1)}),
        **_inline("channel", {"channel_id": string(at_least=1)}),
        **_inline("usergroup", {"usergroup_id": string(at_least=1)}),
        **_inline("broadcast", {"range": choice("here", "channel", "everyone")}),
        **_inline(
            "date",
            {"timestamp": integer(), "format": string(at_least=1)},
            {"url": URL, "fallback": string()},
        ),
        **_inline("color", {"value": string(at_least=1)}),
    }
)

_SECTION = shape({"type": choice("rich_text_section"), "elements": items(_INLINE)})
_BORDER: dict[str, Check] = {"border": integer(at_least=0, at_most=1)}

RICH_TEXT = shape(
    {
        "type": choice("rich_text"),
        "elements": items(
            by_type(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_quote": shape(
                        {"type": choice("rich_text_quote"), "elements": items(_INLINE)}, _BORDER
                    ),
                    "rich_text_preformatted": shape(
                        {"type": choice("rich_text_preformatted"), "elements": items(_INLINE)},
                        {**_BORDER, "language": string()},
                    ),
                    "rich_text_list": shape(
                        {
                            "type": choice("rich_text_list"),
                            "style": choice("bullet", "ordered"),
                            "elements": items(_SECTION, at_least=1),
                        },
                        {
                            **_BORDER,
                            "indent": integer(at_least=0, at_most=8),
                            "offset": integer(at_least=0),
                        },
                    ),
                }
            )
        ),
    },
    {"block_id": IDENTIFIER},
)
