"""The payload rules accept what Slack's reference shows and refuse what goes beyond its limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import SectionBlock

from bot.sandbox.json_types import Json, JsonObject
from bot.sandbox.payload_rules import Surface, check_blocks, check_message, check_view


def plain(text: str) -> JsonObject:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str = "v") -> JsonObject:
    return {"text": plain(text), "value": value}


def section(**more: Json) -> JsonObject:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "Bonjour"}, **more}


def field(element: JsonObject, **more: Json) -> JsonObject:
    return {"type": "input", "label": plain("Sujet"), "element": element, **more}


def modal(*blocks: JsonObject, **more: Json) -> JsonObject:
    shown = {"type": "modal", "title": plain("Titre"), "submit": plain("Envoyer")}
    return shown | {"blocks": list(blocks) or [section()]} | more


def button(**more: Json) -> JsonObject:
    return {"type": "button", "text": plain("Ouvrir"), "action_id": "open", **more}


def select(*options: JsonObject, **more: Json) -> JsonObject:
    return {"type": "static_select", "action_id": "pick", "options": list(options)} | more


def bars(points: int = 2, series: int = 1) -> JsonObject:
    names = [f"M{n}" for n in range(points)]
    return {
        "type": "data_visualization",
        "title": "Réclamations reçues",
        "chart": {
            "type": "bar",
            "series": [
                {"name": f"S{n}", "data": [{"label": name, "value": 3} for name in names]}
                for n in range(series)
            ],
            "axis_config": {"categories": names, "x_label": "Mois"},
        },
    }


def table(rows: int = 2, columns: int = 2) -> JsonObject:
    row = [{"type": "raw_text", "text": "x"}] * columns
    return {"type": "data_table", "caption": "En retard", "rows": [row] * rows}


IN_MESSAGES = [
    section(accessory=button()),
    section(expand=True, fields=[plain("x" * 2000)] * 10),
    {"type": "header", "text": plain("x" * 150)},
    {"type": "actions", "elements": [button(action_id=f"a{n}") for n in range(25)]},
    {"type": "context", "elements": [plain("x"), {"type": "mrkdwn", "text": "y"}]},
    {"type": "divider", "block_id": "b"},
    {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "salle B"},
    bars(points=20, series=6),
    table(rows=101, columns=20),
    {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
    },
]

REFUSED_IN_MESSAGES = [
    (section(text=plain("x" * 3001)), "must be less than 3001 characters", "/blocks/0/text/text"),
    (section(text=plain("")), "must be more than 0 characters", "/blocks/0/text/text"),
    (section(text={"type": "text", "text": "x"}), "unsupported type: text", "/blocks/0/text"),
    ({"type": "section"}, "must define either `text` or `fields`", "/blocks/0"),
    (section(fields=[plain("x" * 2001)]), "less than 2001", "/blocks/0/fields/0/text"),
    (section(colour="red"), "invalid additional property: colour", "/blocks/0"),
    (section(block_id="x" * 256), "less than 256", "/blocks/0/block_id"),
    ({"type": "header", "text": plain("x" * 151)}, "less than 151", "/blocks/0/text/text"),
    ({"type": "actions", "elements": []}, "no fewer than 1 items", "/blocks/0/elements"),
    (
        {"type": "actions", "elements": [button(action_id=str(n)) for n in range(26)]},
        "no more than 25 items allowed",
        "/blocks/0/elements",
    ),
    (
        {"type": "actions", "elements": [button(), button()]},
        "action_id already exists",
        "/blocks/0",
    ),
    (section(accessory=button(text=plain("x" * 76))), "less than 76", "/accessory/text/text"),
    (section(accessory=button(value="x" * 2001)), "less than 2001", "/accessory/value"),
    (section(accessory=button(style="red")), "must be one of", "/accessory/style"),
    (section(accessory=select()), "no fewer than 1 items", "/accessory/options"),
    (section(accessory=select(*[option("o")] * 101)), "no more than 100", "/accessory/options"),
    (section(accessory=select(option("o" * 76))), "less than 76", "/options/0/text/text"),
    (section(accessory=select(option("o", "v" * 151))), "less than 151", "/options/0/value"),
    (
        section(accessory=select(option("o"), initial_option=option("p"))),
        "must be one of the options",
        "/accessory/initial_option",
    ),
    (
        section(accessory={"type": "overflow", "action_id": "m", "options": [option("o")] * 6}),
        "no more than 5 items",
        "/accessory/options",
    ),
    (
        section(accessory={"type": "checkboxes", "action_id": "m", "options": [option("o")] * 11}),
        "no more than 10 items",
        "/accessory/options",
    ),
    (
        section(accessory=button(confirm={"title": plain("Sûr ?"), "text": plain("Vraiment ?")})),
        "missing required field: confirm",
        "/accessory/confirm",
    ),
    ({"type": "alert", "text": plain("x")}, "unsupported type: alert", "/blocks/0"),
    ({"type": "image", "alt_text": "x"}, "exactly one of: image_url, slack_file", "/blocks/0"),
    (bars(series=7), "no more than 6 items", "/chart/series"),
    (bars(points=21), "no more than 20 items", "/axis_config/categories"),
    (bars() | {"title": "x" * 51}, "less than 51", "/blocks/0/title"),
    (table(rows=1), "no fewer than 2 items", "/blocks/0/rows"),
    (table(rows=102), "no more than 101 items", "/blocks/0/rows"),
    (table(columns=21), "no more than 20 items", "/blocks/0/rows/0"),
]


@pytest.mark.parametrize("block", IN_MESSAGES, ids=lambda block: block["type"])
def test_a_message_takes_each_block_at_its_limits(block: JsonObject) -> None:
    assert check_blocks([block]) == []


@pytest.mark.parametrize(("block", "sentence", "pointer"), REFUSED_IN_MESSAGES)
def test_a_message_refuses_what_goes_beyond(block: JsonObject, sentence: str, pointer: str) -> None:
    problems = check_blocks([block])

    assert any(sentence in one and f"{pointer}]" in one for one in problems), problems


def test_a_message_takes_fifty_blocks_and_no_more() -> None:
    assert check_blocks([section()] * 50) == []
    assert check_blocks([section()] * 51) == [
        "no more than 50 items allowed [json-pointer:/blocks]"
    ]


def test_a_message_takes_one_table_and_two_charts() -> None:
    assert check_blocks([table(), bars(), bars()]) == []
    assert check_blocks([table(), table()]) == ["only_one_table_allowed [json-pointer:/blocks]"]
    assert len(check_blocks([bars()] * 3)) == 1


def test_a_charts_labels_are_its_categories() -> None:
    chart = bars()
    chart["chart"]["axis_config"]["categories"] = ["M0", "M9"]

    assert "labels must match the categories" in check_blocks([chart])[0]


def test_a_data_tables_rows_are_equally_long_and_its_header_is_plain() -> None:
    uneven = table()
    uneven["rows"] = [uneven["rows"][0], uneven["rows"][0][:1]]
    styled = table()
    rich = {"type": "rich_text", "elements": []}
    styled["rows"] = [[rich, rich], styled["rows"][1]]

    assert "same number of cells" in check_blocks([uneven])[0]
    assert "must not be rich_text" in check_blocks([styled])[0]


def test_two_blocks_cannot_have_the_same_id() -> None:
    problems = check_blocks([section(block_id="b"), section(block_id="b")])

    assert problems == ["block_id already exists: b [json-pointer:/blocks/1/block_id]"]


def test_a_message_without_text_leaves_screen_readers_without_any() -> None:
    assert check_message({"blocks": [section()]}) == [
        "missing required field: text [json-pointer:/text]"
    ]
    assert check_message({"text": "x", "blocks": [section()]}) == []
    assert check_message({"text": "x" * 40_001}) != []


def test_metadata_is_an_event_type_and_an_object() -> None:
    good = {"event_type": "vigie_card", "event_payload": {"case": "1"}}

    assert check_message({"text": "x", "metadata": good}) == []
    assert check_message({"text": "x", "metadata": good | {"event_payload": "1"}}) != []


def test_blocks_of_slack_sdk_are_checked_as_they_travel() -> None:
    assert check_message({"text": "x", "blocks": [SectionBlock(text="Bonjour")]}) == []


def test_a_modal_takes_every_input_and_an_alert() -> None:
    kinds: list[JsonObject] = [
        {"type": "plain_text_input", "multiline": True, "max_length": 3000},
        {"type": "email_text_input"},
        {"type": "url_text_input"},
        {"type": "number_input", "is_decimal_allowed": False},
        {"type": "rich_text_input"},
        {"type": "datepicker", "initial_date": "2026-11-22"},
        {"type": "timepicker", "initial_time": "09:00"},
        {"type": "datetimepicker", "initial_date_time": 1_795_341_600},
        {"type": "users_select"},
        {"type": "multi_conversations_select", "filter": {"include": ["private"]}},
        {"type": "external_select", "min_query_length": 0},
        {"type": "multi_static_select", "options": [option("o")], "max_selected_items": 3},
        {"type": "radio_buttons", "options": [option("o")]},
        {"type": "file_input", "max_files": 10, "filetypes": ["jpg"]},
    ]
    alert = {"type": "alert", "level": "warning", "text": plain("x" * 200)}

    assert check_view(modal(alert, *(field(kind | {"action_id": "a"}) for kind in kinds))) == []


REFUSED_VIEWS = [
    (modal(title=plain("x" * 25)), "must be less than 25 characters", "/view/title/text"),
    (modal(private_metadata="x" * 3001), "less than 3001", "/view/private_metadata"),
    (modal(callback_id="x" * 256), "less than 256", "/view/callback_id"),
    (modal(*[section()] * 101), "no more than 100 items", "/view/blocks"),
    (modal(blocks=[]), "no fewer than 1 items", "/view/blocks"),
    (modal(table()), "unsupported type: data_table", "/view/blocks/0"),
    (modal(bars()), "unsupported type: data_visualization", "/view/blocks/0"),
    (
        modal(field({"type": "plain_text_input", "max_length": 3001})),
        "must be at most 3000",
        "/max_length",
    ),
    (
        modal(field({"type": "plain_text_input", "min_length": 9, "max_length": 3})),
        "min_length must not exceed max_length",
        "/view/blocks/0/element",
    ),
    (modal(field({"type": "file_input", "max_files": 11})), "must be at most 10", "/max_files"),
    (modal(field({"type": "number_input"})), "field: is_decimal_allowed", "/element"),
    (modal(field({"type": "datepicker", "initial_date": "22/11/2026"})), "format", "/initial_date"),
    (modal(field(button())), "unsupported type: button", "/element"),
]


@pytest.mark.parametrize(("view", "sentence", "pointer"), REFUSED_VIEWS)
def test_a_modal_refuses_what_goes_beyond(view: JsonObject, sentence: str, pointer: str) -> None:
    problems = check_view(view)

    assert any(sentence in one and f"{pointer}]" in one for one in problems), problems


def test_a_modal_with_an_input_needs_a_submit_button() -> None:
    view = modal(field({"type": "plain_text_input"}))
    del view["submit"]

    assert "must define `submit`" in check_view(view)[0]


def test_only_one_element_takes_the_focus() -> None:
    focused = field({"type": "plain_text_input", "focus_on_load": True})

    assert check_view(modal(focused)) == []
    assert check_view(modal(focused, focused)) != []


def test_a_view_beyond_250_kb_is_too_large() -> None:
    big = modal(*[section(text=plain("é" * 3000))] * 60)

    assert any("view_too_large" in one for one in check_view(big))


def test_a_home_tab_has_no_title_and_takes_tables() -> None:
    home = {"type": "home", "blocks": [section(), table()]}

    assert check_view(home, Surface.HOME) == []
    assert check_view(home | {"title": plain("x")}, "home") != []


@given(st.text(max_size=3200))
def test_a_sections_text_is_counted_in_code_points(text: str) -> None:
    problems = check_blocks([section(text=plain(text))])

    assert (problems == []) is (1 <= len(text) <= 3000)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)


@given(JSON | st.builds(dict, type=JSON, element=JSON))
def test_no_payload_however_odd_breaks_the_rules(payload: Json) -> None:
    problems = check_blocks([payload]) + check_view(payload)

    assert problems
