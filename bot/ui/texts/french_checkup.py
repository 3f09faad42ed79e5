"""What the doctor says in French."""

from bot.domain.checkup import Subject, Trouble
from bot.ui.texts.checkup import CheckupTexts
from bot.ui.texts.typography import typeset

FRENCH_CHECKUP = typeset(
    CheckupTexts(
        well={
            Subject.DATABASE: "La base de données répond, et son schéma est à jour.",
            Subject.FILES: "Le dossier des pièces, {folder}, accepte l'écriture.",
            Subject.BOT_TOKEN: "Slack accepte le jeton du bot.",
            Subject.SCOPES: "Toutes les autorisations nécessaires sont accordées.",
            Subject.CLOCK: "L'horloge de cette machine est à l'heure.",
            Subject.REQUESTS: "Les demandes de Slack peuvent arriver jusqu'ici.",
            Subject.CHANNEL: "Le canal qualité {channel} est privé, et Vigie en est membre.",
            Subject.PEOPLE: "{person} est membre de l'espace de travail.",
            Subject.OUTBOX: "Aucun message n'est resté en souffrance.",
        },
        wrong={
            Trouble.DATABASE_AWAY: "La base de données ne répond pas ({reason}).",
            Trouble.DATABASE_NOT_MADE: "La base de données n'existe pas encore.",
            Trouble.SCHEMA_OLD: "Le schéma de la base n'est pas celui de cette version de Vigie.",
            Trouble.FILES_NOT_WRITABLE: "Le dossier des pièces, {folder}, refuse l'écriture.",
            Trouble.TOKEN_MALFORMED: "{variable} est vide ou mal recopié.",
            Trouble.TOKEN_REFUSED: "Slack refuse le jeton du bot ({code}).",
            Trouble.SLACK_AWAY: "Slack est injoignable ({reason}).",
            Trouble.SCOPES_MISSING: "Des autorisations manquent : {scopes}.",
            Trouble.CLOCK_WRONG: "L'horloge de cette machine s'écarte de {seconds} s de Slack.",
            Trouble.SOCKET_REFUSED: "Slack refuse d'ouvrir une connexion ({code}).",
            Trouble.SECRET_MISSING: "Ni SLACK_APP_TOKEN ni SLACK_SIGNING_SECRET n'est renseigné.",
            Trouble.CHANNEL_NOT_CHOSEN: "Aucun canal qualité n'est choisi.",
            Trouble.CHANNEL_NOT_SEEN: "Vigie ne voit pas le canal qualité {channel} ({code}).",
            Trouble.CHANNEL_NOT_JOINED: "Vigie n'est pas membre du canal qualité {channel}.",
            Trouble.CHANNEL_PUBLIC: "Le canal qualité {channel} est public.",
            Trouble.CHANNEL_ARCHIVED: "Le canal qualité {channel} est archivé.",
            Trouble.NO_QUALITY_MANAGER: "Aucun responsable qualité n'est désigné.",
            Trouble.NO_TRAINING_MANAGER: "Aucun responsable de formation n'est désigné.",
            Trouble.PERSON_UNKNOWN: "Slack ne connaît pas {person} ({code}).",
            Trouble.PERSON_LEFT: "{person} a quitté l'espace de travail.",
            Trouble.MESSAGES_STOPPED: "Messages que Slack a refusés pour de bon : {count}.",
        },
        remedy={
            Trouble.DATABASE_AWAY: "Vérifiez DATABASE_URL, et que le serveur est démarré.",
            Trouble.DATABASE_NOT_MADE: (
                "vigie run la créera. Si elle devrait exister, vérifiez DATABASE_URL."
            ),
            Trouble.SCHEMA_OLD: (
                "vigie run et vigie migrate l'amènent à jour ; sauvegardez d'abord : vigie backup."
            ),
            Trouble.FILES_NOT_WRITABLE: (
                "Donnez-en le droit au compte de Vigie, ou changez VIGIE_FILES_FOLDER."
            ),
            Trouble.TOKEN_MALFORMED: (
                "Recopiez-le de la page de l'application, sur api.slack.com/apps : "
                "xoxb-… pour le bot, xapp-… pour l'application."
            ),
            Trouble.TOKEN_REFUSED: (
                "Recopiez SLACK_BOT_TOKEN depuis OAuth & Permissions, "
                "ou réinstallez l'application dans l'espace de travail."
            ),
            Trouble.SLACK_AWAY: (
                "Vérifiez le réseau, le pare-feu (sortie HTTPS) et SLACK_API_URL."
            ),
            Trouble.SCOPES_MISSING: (
                "Recollez manifest.yml dans App Manifest, puis réinstallez l'application."
            ),
            Trouble.CLOCK_WRONG: "Mettez la machine à l'heure par NTP (timedatectl set-ntp true).",
            Trouble.SOCKET_REFUSED: (
                "Activez Socket Mode, et recopiez SLACK_APP_TOKEN depuis Basic Information, "
                "App-Level Tokens, avec l'autorisation connections:write."
            ),
            Trouble.SECRET_MISSING: (
                "Renseignez SLACK_APP_TOKEN (Socket Mode), ou SLACK_SIGNING_SECRET (mode HTTP)."
            ),
            Trouble.CHANNEL_NOT_CHOSEN: "Dans Slack : /qualite reglages.",
            Trouble.CHANNEL_NOT_SEEN: (
                "Invitez Vigie dans le canal (/invite @Vigie), ou choisissez-en un autre : "
                "/qualite reglages."
            ),
            Trouble.CHANNEL_NOT_JOINED: "Dans ce canal : /invite @Vigie.",
            Trouble.CHANNEL_PUBLIC: (
                "Rendez-le privé, ou choisissez un canal privé : /qualite reglages."
            ),
            Trouble.CHANNEL_ARCHIVED: (
                "Désarchivez-le, ou choisissez-en un autre : /qualite reglages."
            ),
            Trouble.NO_QUALITY_MANAGER: "Dans Slack : /qualite reglages.",
            Trouble.NO_TRAINING_MANAGER: (
                "Personne n'est prévenu des incidents en direct. Dans Slack : /qualite reglages."
            ),
            Trouble.PERSON_UNKNOWN: "Désignez quelqu'un d'autre : /qualite reglages.",
            Trouble.PERSON_LEFT: "Désignez quelqu'un d'autre : /qualite reglages.",
            Trouble.MESSAGES_STOPPED: (
                "Les responsables qualité en connaissent la raison. Vigie réessaie à son "
                "démarrage, et quand les réglages sont enregistrés."
            ),
        },
        all_well="Vigie peut travailler.",
        one_failure="Un point est à corriger avant que Vigie puisse travailler.",
        failures="{count} points sont à corriger avant que Vigie puisse travailler.",
    )
)
