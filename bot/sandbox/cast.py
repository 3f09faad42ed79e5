"""The invented school: who works there and which channels it has."""

from bot.sandbox.conversations import Conversation, Kind
from bot.sandbox.people import Member, Role

TEAM = "T0SANDBOX"
TEAM_NAME = "Bac à sable"
TEAM_DOMAIN = "bac-a-sable"
APP = "A0VIGIE"
APP_USER = "U0VIGIE"
APP_BOT = "B0VIGIE"

GENERAL = "C0GENERAL"
TRAINERS = "C0FORMATEURS"
QUALITY = "C0QUALITE"
BOARD = "C0DIRECTION"
ARCHIVED = "C0ANCIEN"

LEA = "U0LEAMARC"
OWEN = "U0OWENHUG"
HELENE = "U0HELENEV"
KARIM = "U0KARIMBE"
THOMAS = "U0THOMASG"
SYLVIE = "U0SYLVIER"
INES = "U0INESCAR"
PAUL = "U0PAULLAM"


def members(app_name: str) -> list[Member]:
    return [
        Member(
            id=LEA,
            real_name="Léa Marchand",
            role=Role.TRAINER,
            title="Formatrice SSIAP et SST",
            color="7a4b94",
        ),
        Member(
            id=OWEN,
            real_name="Owen Hughes",
            role=Role.ENGLISH_TRAINER,
            title="Trainer, aviation security",
            locale="en-GB",
            tz="Europe/London",
            color="2f6f9f",
        ),
        Member(
            id=HELENE,
            real_name="Hélène Vasseur",
            role=Role.QUALITY_MANAGER,
            title="Responsable qualité",
            color="2a7f62",
        ),
        Member(
            id=KARIM,
            real_name="Karim Benali",
            role=Role.TRAINING_MANAGER,
            title="Responsable de formation",
            color="b3541e",
        ),
        Member(
            id=THOMAS,
            real_name="Thomas Guérin",
            role=Role.OWNER,
            title="Coordinateur pédagogique",
            color="8a6d1d",
        ),
        Member(
            id=SYLVIE,
            real_name="Sylvie Roche",
            role=Role.ADMIN,
            title="Directrice",
            is_admin=True,
            color="9c2f4f",
        ),
        Member(
            id=INES,
            real_name="Inès Caron",
            role=Role.NO_LOCALE,
            title="Assistante de formation",
            locale=None,
            color="4d5fa8",
        ),
        Member(
            id=PAUL,
            real_name="Paul Lambert",
            role=Role.DELETED,
            title="Formateur (parti)",
            deleted=True,
        ),
        Member(
            id=APP_USER, real_name=app_name, role=Role.APP, locale=None, is_bot=True, color="1d3557"
        ),
    ]


def conversations() -> list[Conversation]:
    everyone = {LEA, OWEN, HELENE, KARIM, THOMAS, SYLVIE, INES}
    return [
        Conversation(
            id=GENERAL,
            name="general",
            kind=Kind.PUBLIC,
            members=set(everyone),
            creator=SYLVIE,
            topic="La vie du centre",
        ),
        Conversation(
            id=TRAINERS,
            name="formateurs",
            kind=Kind.PUBLIC,
            members={LEA, OWEN, KARIM, THOMAS, INES},
            creator=KARIM,
            topic="Salles, matériel, remplacements",
        ),
        Conversation(
            id=QUALITY,
            name="qualite",
            kind=Kind.PRIVATE,
            members={HELENE, KARIM, THOMAS, SYLVIE, APP_USER},
            creator=HELENE,
            topic="Réclamations et incidents",
        ),
        Conversation(
            id=BOARD, name="direction", kind=Kind.PRIVATE, members={SYLVIE, KARIM}, creator=SYLVIE
        ),
        Conversation(
            id=ARCHIVED,
            name="ancienne-salle",
            kind=Kind.PUBLIC,
            members={KARIM, APP_USER},
            creator=KARIM,
            archived=True,
        ),
    ]
