"""Texts of `vigie doctor`."""

from collections.abc import Mapping

from bot.domain.school.checkup import Subject, Trouble
from bot.ui.texts.language import Area, Both, Choices, Counted, Text

_WELL: Mapping[Subject, Text] = {
    Subject.VERSION: Text(fr="Vigie, version {version}.", en="Vigie, version {version}."),
    Subject.DATABASE: Text(
        fr="La base de données répond, et son schéma est à jour.",
        en="The database answers, and its schema is the newest.",
    ),
    Subject.FILES: Text(
        fr="Le dossier des pièces, {folder}, accepte l'écriture.",
        en="The folder of kept files, {folder}, can be written to.",
    ),
    Subject.MODES: Text(
        fr="La base, les pièces et les réglages sont fermés aux autres comptes.",
        en="Database, kept files and settings are closed to other accounts.",
    ),
    Subject.DISK: Text(
        fr="Le disque a de la place : {free} Mo libres.",
        en="The disk has room: {free} MB are free.",
    ),
    Subject.BACKUP: Text(
        fr="La dernière sauvegarde a moins de {span}.",
        en="The last backup is less than {span} old.",
    ),
    Subject.REHEARSAL: Text(
        fr="Une sauvegarde a été restaurée à l'essai il y a moins de {span}.",
        en="A backup was restored on trial less than {span} ago.",
    ),
    Subject.SEALED: Text(
        fr=(
            "Le coffre des signalements, {folder}, est complet, fermé aux autres comptes, et les "
            "sauvegardes ne l'emportent pas."
        ),
        en=(
            "The sealed store, {folder}, is whole, closed to other accounts, and backups do not "
            "take it along."
        ),
    ),
    Subject.BOT_TOKEN: Text(fr="Slack accepte le jeton du bot.", en="Slack accepts the bot token."),
    Subject.SCOPES: Text(
        fr="Toutes les autorisations nécessaires sont accordées.",
        en="All scopes that are needed are granted.",
    ),
    Subject.CLOCK: Text(
        fr="L'horloge de cette machine est à l'heure.", en="This machine's clock is right."
    ),
    Subject.REQUESTS: Text(
        fr="Les demandes de Slack peuvent arriver jusqu'ici.", en="Slack's requests can get here."
    ),
    Subject.CHANNEL: Text(
        fr="Le canal qualité {channel} est privé, et Vigie en est membre.",
        en="The quality channel {channel} is private, and Vigie is a member.",
    ),
    Subject.PEOPLE: Text(
        fr="{person} est membre de l'espace de travail.",
        en="{person} is a member of the workspace.",
    ),
    Subject.OUTBOX: Text(
        fr="Aucun message n'est resté en souffrance.", en="No message was left unsent."
    ),
}
_WRONG: Mapping[Trouble, Text] = {
    Trouble.DATABASE_AWAY: Text(
        fr="La base de données ne répond pas ({reason}).",
        en="The database does not answer ({reason}).",
    ),
    Trouble.DATABASE_FOREIGN: Text(
        fr="La base de données est celle d'un autre programme.",
        en="The database is another program's.",
    ),
    Trouble.DATABASE_ENCODING: Text(
        fr="L'encodage de la base de données n'est pas UTF8.",
        en="The database's encoding is not UTF8.",
    ),
    Trouble.DATABASE_NOT_MADE: Text(
        fr="La base de données n'existe pas encore.", en="The database does not exist yet."
    ),
    Trouble.SCHEMA_OLD: Text(
        fr="Le schéma de la base n'est pas celui de cette version de Vigie.",
        en="The schema is not the one of this version of Vigie.",
    ),
    Trouble.FILES_NOT_WRITABLE: Text(
        fr="Le dossier des pièces, {folder}, refuse l'écriture.",
        en="The folder of kept files, {folder}, cannot be written to.",
    ),
    Trouble.READABLE_BY_ALL: Text(
        fr="Ouverts à tous les comptes de cette machine : {paths}.",
        en="Open to every account of this machine: {paths}.",
    ),
    Trouble.DISK_TIGHT: Text(
        fr="Le disque est presque plein : {free} Mo libres, il en faudrait {least}.",
        en="The disk is nearly full: {free} MB are free, and {least} are needed.",
    ),
    Trouble.BACKUP_OLD: Text(
        fr="La dernière sauvegarde est trop ancienne : {span}.",
        en="The last backup is too old: {span}.",
    ),
    Trouble.BACKUP_NEVER: Text(
        fr="Aucune sauvegarde n'a été faite.", en="No backup was ever made."
    ),
    Trouble.NOT_REHEARSED: Text(
        fr="Aucune sauvegarde n'a été restaurée à l'essai ces trois derniers mois.",
        en="No backup was restored on trial these last three months.",
    ),
    Trouble.SEALED_NOT_MADE: Text(
        fr="Il n'y a pas de coffre pour signaler une violence ou un harcèlement.",
        en="There is no sealed store for reports of violence or harassment.",
    ),
    Trouble.SEALED_OPEN: Text(
        fr="Le coffre, {folder}, est ouvert à d'autres comptes de cette machine.",
        en="The sealed store, {folder}, is open to other accounts of this machine.",
    ),
    Trouble.SEALED_COPIED: Text(
        fr="Les sauvegardes emportent le coffre, {folder}, ou il contient ce qu'elles emportent.",
        en="Backups take the sealed store, {folder}, along, or it holds what they take.",
    ),
    Trouble.SEALED_UNUSABLE: Text(
        fr="Le coffre, {folder}, est absent, illisible ou incomplet.",
        en="The sealed store, {folder}, is missing, unreadable or not whole.",
    ),
    Trouble.NUMBERS_OLD: Text(
        fr="Les numéros publics n'ont pas été relus depuis le {day}.",
        en="The public numbers were last read on {day}.",
    ),
    Trouble.TOKEN_MALFORMED: Text(
        fr="{variable} est vide ou mal recopié.", en="{variable} is empty or was not copied whole."
    ),
    Trouble.TOKEN_REFUSED: Text(
        fr="Slack refuse le jeton du bot ({code}).", en="Slack refuses the bot token ({code})."
    ),
    Trouble.SLACK_AWAY: Text(
        fr="Slack est injoignable ({reason}).", en="Slack cannot be reached ({reason})."
    ),
    Trouble.SCOPES_MISSING: Text(
        fr="Des autorisations manquent : {scopes}.", en="Scopes are missing: {scopes}."
    ),
    Trouble.CLOCK_WRONG: Text(
        fr="L'horloge de cette machine s'écarte de {span} de celle de Slack.",
        en="This machine's clock is {span} away from Slack's.",
    ),
    Trouble.SOCKET_REFUSED: Text(
        fr="Slack refuse d'ouvrir une connexion ({code}).",
        en="Slack refuses to open a connection ({code}).",
    ),
    Trouble.REQUESTS_NOT_SEEN: Text(
        fr="En mode HTTP, on ne voit pas d'ici si les demandes de Slack arrivent.",
        en="In HTTP mode nobody sees from here whether Slack's requests arrive.",
    ),
    Trouble.SECRET_MISSING: Text(
        fr="Ni SLACK_APP_TOKEN ni SLACK_SIGNING_SECRET n'est renseigné.",
        en="Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set.",
    ),
    Trouble.CHANNEL_NOT_CHOSEN: Text(
        fr="Aucun canal qualité n'est choisi.", en="No quality channel is chosen."
    ),
    Trouble.CHANNEL_NOT_SEEN: Text(
        fr="Vigie ne voit pas le canal qualité {channel} ({code}).",
        en="Vigie does not see the quality channel {channel} ({code}).",
    ),
    Trouble.CHANNEL_NOT_JOINED: Text(
        fr="Vigie n'est pas membre du canal qualité {channel}.",
        en="Vigie is not a member of the quality channel {channel}.",
    ),
    Trouble.CHANNEL_PUBLIC: Text(
        fr="Le canal qualité {channel} est public.", en="The quality channel {channel} is public."
    ),
    Trouble.CHANNEL_ARCHIVED: Text(
        fr="Le canal qualité {channel} est archivé.",
        en="The quality channel {channel} is archived.",
    ),
    Trouble.NO_QUALITY_MANAGER: Text(
        fr="Aucun responsable qualité n'est désigné.", en="No quality manager is named."
    ),
    Trouble.NO_TRAINING_MANAGER: Text(
        fr="Aucun responsable de formation n'est désigné.", en="No training manager is named."
    ),
    Trouble.PERSON_UNKNOWN: Text(
        fr="Slack ne connaît pas {person} ({code}).", en="Slack does not know {person} ({code})."
    ),
    Trouble.PERSON_LEFT: Text(
        fr="{person} a quitté l'espace de travail.", en="{person} has left the workspace."
    ),
    Trouble.MESSAGES_STOPPED: Text(
        fr="Messages que Slack a refusés pour de bon : {count}.",
        en="Messages that Slack refused for good: {count}.",
    ),
    Trouble.FILES_NOT_HANDED_OUT: Text(
        fr="Pièces que Slack ne remet pas à Vigie, et qui attendent : {count}.",
        en="Files that Slack does not hand out, and that wait: {count}.",
    ),
}
_REMEDY: Mapping[Trouble, Text] = {
    Trouble.DATABASE_AWAY: Text(
        fr="Vérifiez DATABASE_URL, et que le serveur est démarré.",
        en="Check DATABASE_URL, and that the server runs.",
    ),
    Trouble.DATABASE_FOREIGN: Text(
        fr="Donnez à Vigie une base à elle dans DATABASE_URL.",
        en="Give Vigie one of its own in DATABASE_URL.",
    ),
    Trouble.DATABASE_ENCODING: Text(
        fr="Recréez-la : CREATE DATABASE vigie ENCODING 'UTF8' TEMPLATE template0.",
        en="Make it anew: CREATE DATABASE vigie ENCODING 'UTF8' TEMPLATE template0.",
    ),
    Trouble.DATABASE_NOT_MADE: Text(
        fr="vigie run la créera. Si elle devrait exister, vérifiez DATABASE_URL.",
        en="vigie run makes it; if it should exist, check DATABASE_URL.",
    ),
    Trouble.SCHEMA_OLD: Text(
        fr=("vigie run et vigie migrate l'amènent à jour ; sauvegardez d'abord : vigie backup."),
        en="vigie run and vigie migrate bring it up; first back up: vigie backup.",
    ),
    Trouble.FILES_NOT_WRITABLE: Text(
        fr="Donnez-en le droit au compte de Vigie, ou changez VIGIE_FILES_FOLDER.",
        en="Let Vigie's account write there, or set VIGIE_FILES_FOLDER.",
    ),
    Trouble.READABLE_BY_ALL: Text(
        fr="Fermez-les aux autres : chmod o= {paths}", en="Close them to others: chmod o= {paths}"
    ),
    Trouble.DISK_TIGHT: Text(
        fr="Faites-y de la place, ou agrandissez-le.", en="Make room there, or enlarge it."
    ),
    Trouble.BACKUP_OLD: Text(
        fr=(
            "Faites-en une (vigie backup), et voyez pourquoi elles s'arrêtent. Si un autre "
            "programme les fait, mettez VIGIE_BACKUP_HOURS à 0."
        ),
        en=(
            "Make one (vigie backup), and see why they stopped. Where another program makes "
            "them, set VIGIE_BACKUP_HOURS to 0."
        ),
    ),
    Trouble.BACKUP_NEVER: Text(
        fr=(
            "Faites-en une chaque nuit : vigie backup. Si un autre programme les fait, mettez "
            "VIGIE_BACKUP_HOURS à 0."
        ),
        en=(
            "Make one each night: vigie backup. Where another program makes them, set "
            "VIGIE_BACKUP_HOURS to 0."
        ),
    ),
    Trouble.NOT_REHEARSED: Text(
        fr="Essayez la dernière : vigie rehearse, puis le nom de l'archive.",
        en="Try the last one: vigie rehearse, and the archive's name.",
    ),
    Trouble.SEALED_NOT_MADE: Text(
        fr=(
            "Renseignez VIGIE_SEALED_FOLDER, puis lancez à deux vigie sealed init ; sans coffre, "
            "/signalement dit seulement à qui s'adresser."
        ),
        en=(
            "Set VIGIE_SEALED_FOLDER, then run vigie sealed init with two people present; without "
            "a store /signalement only says whom to reach."
        ),
    ),
    Trouble.SEALED_OPEN: Text(
        fr="Fermez-le, puis changez de clé : chmod -R go= {folder}, puis vigie sealed rotate.",
        en="Close it, then change keys: chmod -R go= {folder}, then vigie sealed rotate.",
    ),
    Trouble.SEALED_COPIED: Text(
        fr=(
            "Déplacez-le hors du dossier de la base et de celui des pièces, changez "
            "VIGIE_SEALED_FOLDER, et demandez-vous si l'instantané de la machine les prend "
            "ensemble."
        ),
        en=(
            "Move it out of the folders of database and kept files, change VIGIE_SEALED_FOLDER, "
            "and ask yourself whether the machine's snapshot takes both."
        ),
    ),
    Trouble.SEALED_UNUSABLE: Text(
        fr=(
            "Lancez vigie sealed init si rien n'y fut déposé ; sinon vigie sealed recover, avec la "
            "clé de secours."
        ),
        en=(
            "Run vigie sealed init if nothing was ever filed; else vigie sealed recover, with the "
            "escrow key."
        ),
    ),
    Trouble.NUMBERS_OLD: Text(
        fr="Relisez-les dans bot/ui/texts/sealed/numbers.toml, à l'adresse notée à côté de chacun.",
        en="Read them again in bot/ui/texts/sealed/numbers.toml, at the address beside each.",
    ),
    Trouble.TOKEN_MALFORMED: Text(
        fr=(
            "Recopiez-le de la page de l'application, sur api.slack.com/apps : xoxb-… pour "
            "le bot, xapp-… pour l'application."
        ),
        en=(
            "Copy it anew from the app's page at api.slack.com/apps: xoxb-… for the bot, "
            "xapp-… for the app."
        ),
    ),
    Trouble.TOKEN_REFUSED: Text(
        fr=(
            "Recopiez SLACK_BOT_TOKEN depuis OAuth & Permissions, ou réinstallez "
            "l'application dans l'espace de travail."
        ),
        en="Copy SLACK_BOT_TOKEN anew from OAuth & Permissions, or reinstall the app.",
    ),
    Trouble.SLACK_AWAY: Text(
        fr="Vérifiez le réseau, le pare-feu (sortie HTTPS) et SLACK_API_URL.",
        en="Check the network, the firewall (HTTPS out) and SLACK_API_URL.",
    ),
    Trouble.SCOPES_MISSING: Text(
        fr="Recollez manifest.yml dans App Manifest, puis réinstallez l'application.",
        en="Paste manifest.yml into App Manifest, then reinstall the app.",
    ),
    Trouble.CLOCK_WRONG: Text(
        fr="Mettez la machine à l'heure par NTP (timedatectl set-ntp true).",
        en="Set the clock by NTP (timedatectl set-ntp true).",
    ),
    Trouble.SOCKET_REFUSED: Text(
        fr=(
            "Activez Socket Mode, et recopiez SLACK_APP_TOKEN depuis Basic Information, "
            "App-Level Tokens, avec l'autorisation connections:write."
        ),
        en=(
            "Turn Socket Mode on, and copy SLACK_APP_TOKEN from Basic Information, "
            "App-Level Tokens, with the scope connections:write."
        ),
    ),
    Trouble.REQUESTS_NOT_SEEN: Text(
        fr=(
            "L'application doit avoir été créée avec vigie manifest --http, et son adresse "
            "être marquée Verified dans Event Subscriptions. Puis essayez /qualite aide."
        ),
        en=(
            "The app must have been made with vigie manifest --http, and its address be "
            "marked Verified in Event Subscriptions. Then try /qualite aide."
        ),
    ),
    Trouble.SECRET_MISSING: Text(
        fr="Renseignez SLACK_APP_TOKEN (Socket Mode), ou SLACK_SIGNING_SECRET (mode HTTP).",
        en="Set SLACK_APP_TOKEN (Socket Mode), or SLACK_SIGNING_SECRET (HTTP mode).",
    ),
    Trouble.CHANNEL_NOT_CHOSEN: Text(
        fr="Dans Slack : /qualite reglages.", en="In Slack: /qualite reglages."
    ),
    Trouble.CHANNEL_NOT_SEEN: Text(
        fr=(
            "Invitez Vigie dans le canal (/invite @Vigie), ou choisissez-en un autre : "
            "/qualite reglages."
        ),
        en="Invite Vigie there (/invite @Vigie), or choose another: /qualite reglages.",
    ),
    Trouble.CHANNEL_NOT_JOINED: Text(
        fr="Dans ce canal : /invite @Vigie.", en="In that channel: /invite @Vigie."
    ),
    Trouble.CHANNEL_PUBLIC: Text(
        fr="Rendez-le privé, ou choisissez un canal privé : /qualite reglages.",
        en="Make it private, or choose a private one: /qualite reglages.",
    ),
    Trouble.CHANNEL_ARCHIVED: Text(
        fr="Désarchivez-le, ou choisissez-en un autre : /qualite reglages.",
        en="Unarchive it, or choose another: /qualite reglages.",
    ),
    Trouble.NO_QUALITY_MANAGER: Text(
        fr="Dans Slack : /qualite reglages.", en="In Slack: /qualite reglages."
    ),
    Trouble.NO_TRAINING_MANAGER: Text(
        fr=("Personne n'est prévenu des incidents en direct. Dans Slack : /qualite reglages."),
        en="Nobody is told of incidents directly. In Slack: /qualite reglages.",
    ),
    Trouble.PERSON_UNKNOWN: Text(
        fr="Désignez quelqu'un d'autre : /qualite reglages.",
        en="Name somebody else: /qualite reglages.",
    ),
    Trouble.PERSON_LEFT: Text(
        fr="Désignez quelqu'un d'autre : /qualite reglages.",
        en="Name somebody else: /qualite reglages.",
    ),
    Trouble.MESSAGES_STOPPED: Text(
        fr=(
            "Les responsables qualité en connaissent la raison. Vigie réessaie à son "
            "démarrage, et quand les réglages sont enregistrés."
        ),
        en=(
            "The quality managers know why. Vigie tries again when it starts, and when the "
            "settings are saved."
        ),
    ),
    Trouble.FILES_NOT_HANDED_OUT: Text(
        fr=(
            "Vérifiez l'autorisation files:read, puis réinstallez l'application dans "
            "l'espace de travail ; Vigie réessaie d'elle-même. Une pièce que Vigie n'a pas "
            "le droit de voir attend aussi."
        ),
        en=(
            "Check files:read, then reinstall the app into the workspace; Vigie tries "
            "again by itself. A file that Vigie may not see waits as well."
        ),
    ),
}


class CheckupTexts(Area):
    """`well` says that a subject is in order, `wrong` what is not, `remedy` what to do."""

    well = Choices(_WELL)
    wrong = Choices(_WRONG)
    remedy = Choices(_REMEDY)
    conclusion = Both(
        fr=Counted(
            none="Vigie peut travailler.",
            one="Un point est à corriger avant que Vigie puisse travailler.",
            many="{count} points sont à corriger avant que Vigie puisse travailler.",
        ),
        en=Counted(
            none="Vigie can work.",
            one="One thing is to be mended before Vigie can work.",
            many="{count} things are to be mended before Vigie can work.",
        ),
    )
