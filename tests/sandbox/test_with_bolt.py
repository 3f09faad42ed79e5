"""The real slack_bolt and its aiohttp Socket Mode client work against the sandbox."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import cast
from bot.sandbox.server import Sandbox
from tests.support.people import Person
from tests.support.sandbox_app import bolt_app, connected

Json = dict[str, Any]


def form(text: str) -> Json:
    return {
        "type": "modal",
        "callback_id": "incident",
        "title": {"type": "plain_text", "text": "Signaler un incident"},
        "submit": {"type": "plain_text", "text": "Signaler"},
        "blocks": [
            {
                "type": "input",
                "block_id": "what",
                "label": {"type": "plain_text", "text": "Que se passe-t-il ?"},
                "element": {
                    "type": "plain_text_input",
                    "action_id": "text",
                    "multiline": True,
                    **({"initial_value": text} if text else {}),
                },
            },
            {
                "type": "input",
                "block_id": "kind",
                "label": {"type": "plain_text", "text": "Type"},
                "element": {
                    "type": "radio_buttons",
                    "action_id": "kind",
                    "options": [
                        {"text": {"type": "plain_text", "text": "Technique"}, "value": "technical"},
                        {
                            "text": {"type": "plain_text", "text": "Pédagogique"},
                            "value": "teaching",
                        },
                    ],
                },
            },
        ],
    }


def card(text: str) -> list[Json]:
    return [
        {"type": "section", "text": {"type": "plain_text", "text": text}},
        {
            "type": "actions",
            "block_id": "steps",
            "elements": [
                {
                    "type": "button",
                    "action_id": "take",
                    "text": {"type": "plain_text", "text": "Prendre en charge"},
                    "style": "primary",
                    "value": "1",
                }
            ],
        },
    ]


def incident_app(sandbox: Sandbox) -> AsyncApp:
    """Files an incident, posts its card, updates it when someone takes it."""
    app = bolt_app(sandbox)

    @app.command("/incident")
    async def ask(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=form(body["text"]))

    @app.view("incident")
    async def file(ack: AsyncAck, view: Json, client: AsyncWebClient) -> None:
        values = view["state"]["values"]
        if values["what"]["text"]["value"] == "rien":
            await ack(response_action="errors", errors={"what": "Dites-nous ce qui se passe."})
            return
        await ack()
        text = values["what"]["text"]["value"]
        await client.chat_postMessage(channel=cast.QUALITY, text=text, blocks=card(text))

    @app.action("take")
    async def take(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        text = f"Pris en charge par <@{body['user']['id']}>"
        await client.chat_update(
            channel=body["channel"]["id"],
            ts=body["message"]["ts"],
            text=text,
            blocks=card(text)[:1],
        )

    return app


async def test_an_incident_goes_from_command_to_card_to_button(sandbox: Sandbox) -> None:
    async with (
        connected(incident_app(sandbox), sandbox),
        Person.at(sandbox.base_url, "trainer") as trainer,
        Person.at(sandbox.base_url, "quality_manager") as helene,
    ):
        await trainer.command("/incident", "le projecteur est mort")
        view = await trainer.open_view("Signaler un incident")
        done = await trainer.submit(view, {"Type": "Technique"})
        seen = await helene.wait_for_message("qualite", "le projecteur est mort")
        await helene.press("Prendre en charge", in_=seen)
        taken = await helene.wait_for_message("qualite", "Pris en charge par")

    assert done.ok
    assert done.view is None
    assert view.value("Que se passe-t-il ?") == "le projecteur est mort"
    assert taken.ts == seen.ts
    assert not sandbox.world.inspector.refused


async def test_errors_are_shown_at_their_fields_and_the_modal_stays(sandbox: Sandbox) -> None:
    async with (
        connected(incident_app(sandbox), sandbox),
        Person.at(sandbox.base_url, "trainer") as trainer,
    ):
        await trainer.command("/incident", "")
        view = await trainer.open_view()
        untouched = await trainer.submit(view)
        refused = await trainer.submit(view, {"Que se passe-t-il ?": "rien", "Type": "Technique"})

    assert untouched.errors == {
        "Que se passe-t-il ?": "Ce champ est obligatoire.",
        "Type": "Ce champ est obligatoire.",
    }
    assert untouched.answer["source"] == "client"
    assert refused.errors == {"Que se passe-t-il ?": "Dites-nous ce qui se passe."}
    assert refused.answer["source"] == "app"
    assert refused.view is not None
    assert refused.view.value("Type") == "technical"


async def test_the_card_in_the_private_channel_is_hidden_from_the_trainer(
    sandbox: Sandbox,
) -> None:
    client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url)
    async with (
        Person.at(sandbox.base_url, "trainer") as trainer,
        Person.at(sandbox.base_url, "quality_manager") as helene,
    ):
        await client.chat_postMessage(channel=cast.QUALITY, text="confidentiel")
        await client.chat_postMessage(channel=cast.LEA, text="pour Léa")
        await trainer.wait_for_message("dm", "pour Léa")
        await helene.wait_for_message("qualite", "confidentiel")

    assert cast.QUALITY not in trainer.window.conversations
    assert cast.QUALITY not in trainer.window.messages
    assert "pour Léa" not in str(helene.window.messages)
