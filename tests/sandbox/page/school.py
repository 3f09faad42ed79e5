"""The invented school the page shows in its tests: people, channels, messages, views."""

from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

NOW = datetime(2026, 11, 17, 9, 30, tzinfo=UTC)

LEA, OWEN, HELENE, APP_USER = "U0LEAMARC", "U0OWENHUG", "U0HELENEV", "U0VIGIE"
TRAINERS, QUALITY, OLD, APP_DM = "C0FORMATEURS", "C0QUALITE", "C0ANCIEN", "D0LEAVIGIE"


def person(user: str, name: str, role: str, **other: object) -> Json:
    first, last, *_ = [*name.split(" "), ""]
    return {
        "id": user,
        "name": name.lower().replace(" ", "."),
        "real_name": name,
        "title": "",
        "initials": first[:1] + last[:1],
        "color": "#2a7f62",
        "role": role,
        "locale": "fr-FR",
        "tz": "Europe/Paris",
        "is_admin": False,
        "is_bot": False,
        "deleted": False,
        **other,
    }


PEOPLE = [
    person(LEA, "Léa Marchand", "trainer", title="Formatrice SSIAP et SST", color="#7a4b94"),
    person(
        OWEN,
        "Owen Hughes",
        "english_trainer",
        title="Trainer, aviation security",
        locale="en-GB",
        tz="Europe/London",
        color="#2f6f9f",
    ),
    person(HELENE, "Hélène Vasseur", "quality_manager", title="Responsable qualité"),
    person("U0PARTI", "Marc Parti", "deleted", title="Ancien formateur", deleted=True),
    person(APP_USER, "Vigie", "app", initials="V", color="#12414a", is_bot=True),
]

COMMANDS = [
    {
        "command": "/incident",
        "description": "Signaler un incident",
        "usage_hint": "[ce qui se passe]",
    },
    {
        "command": "/reclamation",
        "description": "Enregistrer une réclamation",
        "usage_hint": "[de quoi il s'agit]",
    },
    {"command": "/qualite", "description": "Vos dossiers, le registre", "usage_hint": "[aide]"},
]

SHORTCUTS = [
    {
        "name": "Signaler un incident",
        "type": "global",
        "callback_id": "report_incident",
        "description": "Ouvre le formulaire d'incident",
    },
    {
        "name": "Nouvelle réclamation",
        "type": "message",
        "callback_id": "new_complaint_from_message",
        "description": "Ouvre le formulaire, rempli avec ce message",
    },
]


def timestamp(minutes_ago: float) -> str:
    return f"{NOW.timestamp() - minutes_ago * 60:.6f}"


def message(user: str, text: str, minutes_ago: float, **other: object) -> Json:
    ts = timestamp(minutes_ago)
    channel = other.get("channel", TRAINERS)
    return {
        "channel": channel,
        "ts": ts,
        "user": user,
        "text": text,
        "blocks": [],
        "thread_ts": None,
        "reply_count": 0,
        "edited": False,
        "ephemeral": False,
        "bot": user == APP_USER,
        "files": [],
        "permalink": f"http://127.0.0.1:8017/archives/{channel}/p{ts.replace('.', '')}",
        **other,
    }


def conversation(channel: str, name: str, kind: str, **other: object) -> Json:
    return {
        "id": channel,
        "name": name,
        "kind": kind,
        "topic": "",
        "members": [LEA, OWEN, HELENE],
        "archived": False,
        "has_app": True,
        "unread": 0,
        "has_more": False,
        "messages": [],
        **other,
    }


def school(*conversations: Json, app_messages: tuple[Json, ...] = (), **other: object) -> Json:
    return {
        "now": NOW.isoformat().replace("+00:00", "Z"),
        "app": {
            "id": "A0VIGIE",
            "name": "Vigie",
            "user": APP_USER,
            "bot_id": "B0VIGIE",
            "connected": 2,
        },
        "team": {"id": "T0SANDBOX", "name": "Bac à sable", "domain": "bac-a-sable"},
        "people": PEOPLE,
        "commands": COMMANDS,
        "shortcuts": SHORTCUTS,
        "conversations": [
            *conversations,
            conversation(
                APP_DM, "Vigie", "dm", members=[LEA, APP_USER], messages=list(app_messages)
            ),
        ],
        "home": None,
        "views": [],
        **other,
    }


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(text: str, value: str, **other: object) -> Json:
    return {"text": plain(text), "value": value, **other}


def field(block: str, label: str, element: Json, **other: object) -> Json:
    """An input block whose only element has the action id `value`."""
    return {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": {"action_id": "value", **element},
        **other,
    }


def modal(*blocks: Json, view: str = "V1", **other: object) -> Json:
    return {
        "id": view,
        "type": "modal",
        "callback_id": "incident",
        "hash": "1.a",
        "title": plain("Signaler un incident"),
        "submit": plain("Signaler"),
        "close": plain("Annuler"),
        "blocks": list(blocks),
        "values": {},
        "errors": {},
        "files": {},
        **other,
    }
