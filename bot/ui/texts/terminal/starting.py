"""Why Vigie does not start: what is set wrong, and who refused."""

from bot.ui.texts.language import Text

SENTENCES = (
    # settings
    Text(fr="{name} : {what}.", en="{name}: {what}."),
    Text(fr="devrait être du texte en UTF-8", en="should be text in UTF-8"),
    Text(fr="devrait être du texte sans caractère nul", en="should be text without a NUL"),
    Text(
        fr="devrait être un fuseau horaire tel que Europe/Paris",
        en="should be a time zone such as Europe/Paris",
    ),
    Text(
        fr="devrait être une règle de réunion telle que {rule} ({why})",
        en="should be a meeting's rule such as {rule} ({why})",
    ),
    Text(
        fr="ce n'est pas une règle iCalendar à l'heure locale, telle que {rule}",
        en="it is no iCalendar rule of local time, such as {rule}",
    ),
    Text(fr="il n'en vient plus aucune réunion", en="no meeting ever comes of it again"),
    Text(
        fr="elle donne plus de trois réunions en une semaine",
        en="it makes more than three meetings in one week",
    ),
    Text(
        fr="devrait tenir des jours d'avant l'an {year}",
        en="should hold days before the year {year}",
    ),
    Text(
        fr="devrait laisser un jour ouvré dans chaque année",
        en="should leave a working day in every year",
    ),
    Text(
        fr="devrait être l'identifiant d'un canal tel que C0123ABCD, et non son nom",
        en="should be a channel's id such as C0123ABCD, not its name",
    ),
    Text(
        fr=(
            "devrait être des identifiants de personnes tels que U0123ABCD, séparés par des "
            "virgules"
        ),
        en="should be ids of people such as U0123ABCD, separated by commas",
    ),
    Text(
        fr="devrait être une adresse où écouter, telle que 127.0.0.1",
        en="should be an address to listen on, such as 127.0.0.1",
    ),
    Text(
        fr="devrait être une adresse telle que https://slack.com/api/",
        en="should be an address such as https://slack.com/api/",
    ),
    Text(
        fr="devrait être l'adresse https d'un calendrier",
        en="should be an https address of a calendar",
    ),
    Text(
        fr="devrait être une adresse https à prévenir tant que tout va bien",
        en="should be an https address that is asked as long as all is well",
    ),
    Text(
        fr=(
            "DATABASE_URL n'est pas renseigné, et Vigie est installée sur cette machine avec ses "
            "propres réglages : tapez sudo vigie-ctl au lieu de vigie, avec les mêmes mots."
        ),
        en=(
            "DATABASE_URL is not set, and Vigie is installed on this machine with settings of its "
            "own: type sudo vigie-ctl instead of vigie, with the same words."
        ),
    ),
    Text(fr="devrait être le chemin d'un dossier", en="should be the path of a folder"),
    Text(
        fr="devrait être le chemin d'un dossier, et un fichier s'y trouve",
        en="should be the path of a folder, and a file is there",
    ),
    Text(
        fr=(
            "devrait être sqlite:///file.db ou postgresql://user:password@host/database, avec %40 "
            "pour un @ dans le mot de passe"
        ),
        en=(
            "should be sqlite:///file.db or postgresql://user:password@host/database, with %40 "
            "for an @ in the password"
        ),
    ),
    Text(
        fr="devrait avoir trois barres avant le chemin du fichier : sqlite:///file.db",
        en="should have three slashes before the file's path: sqlite:///file.db",
    ),
    Text(
        fr=(
            "devrait nommer un fichier et rien d'autre, tel que sqlite:///vigie.db : ce qui est "
            "gardé en mémoire est perdu"
        ),
        en=(
            "should name a file and nothing else, such as sqlite:///vigie.db: what is kept in "
            "memory is lost"
        ),
    ),
    Text(
        fr="devrait nommer chaque site une fois, et {site} y est deux fois",
        en="should name each site once, and {site} stands there twice",
    ),
    Text(fr="devrait nommer {count} sites au plus", en="should name {count} sites at most"),
    Text(
        fr="devrait tenir des sites tels que {example}, et {words} n'en est pas un",
        en="should hold sites such as {example}, and {words} is none",
    ),
    Text(
        fr="devrait donner à chaque site un nom de {count} caractères au plus",
        en="should give each site a name of {count} characters at most",
    ),
    Text(
        fr=(
            "devrait donner à {site} un fuseau horaire tel que America/Cayenne, puis au besoin une "
            "barre et l'un de {known} ; {place} n'en est pas un"
        ),
        en=(
            "should give {site} a time zone such as America/Cayenne, then maybe a slash and one of "
            "{known}; {place} is no such thing"
        ),
    ),
    Text(fr="« {kind} » y est deux fois", en="« {kind} » is there twice"),
    Text(
        fr="devrait être tel que ack=24h,4h ou action=7d,1d/weekly, pour : {kinds}",
        en="should be such as ack=24h,4h or action=7d,1d/weekly, of: {kinds}",
    ),
    Text(
        fr="après la barre, devrait être l'un de : {paces}",
        en="after the slash should be one of: {paces}",
    ),
    Text(
        fr="« {word} » devrait être des jours ou des heures avant l'échéance, tels que 2d ou 4h",
        en="« {word} » should be days or hours before the deadline, such as 2d or 4h",
    ),
    Text(
        fr="« {word} » devrait venir après l'étape qui précède, et dans les 90 jours",
        en="« {word} » should come later than the step before it, and within 90 days",
    ),
    Text(
        fr="devrait être un nombre entier",
        en="input should be a valid integer, unable to parse string as an integer",
    ),
    Text(
        fr="devrait être un nombre",
        en="input should be a valid number, unable to parse string as a number",
    ),
    Text(fr="devrait être un nombre fini", en="input should be a finite number"),
    Text(
        fr="devrait être au moins {least}",
        en="input should be greater than or equal to {least}",
    ),
    Text(fr="devrait être au plus {most}", en="input should be less than or equal to {most}"),
    Text(fr="devrait être {this} ou {that}", en="input should be {this} or {that}"),
    Text(
        fr="devrait tenir des jours tels que 2026-12-24, séparés par des virgules",
        en="input should be a valid date or datetime, {why}",
    ),
    Text(
        fr="devrait tenir des jours tels que 2026-12-24, séparés par des virgules",
        en="datetimes provided to dates should have {why}",
    ),
    Text(
        fr="{file} est illisible : {why}.",
        en="{file} cannot be read: {why}.",
    ),
    Text(
        fr="{file} devrait être du texte en UTF-8 : enregistrez-le de nouveau ainsi.",
        en="{file} should be text in UTF-8: save it anew as such.",
    ),
    Text(
        fr="{file} : la ligne {line} devrait être telle que NOM=valeur.",
        en="{file}: line {line} should be such as NAME=value.",
    ),
    # tokens
    Text(
        fr=(
            "SLACK_APP_TOKEN manque : il devrait tenir le jeton d'application (xapp-…) du Socket "
            "Mode ; pour le mode HTTP, renseignez plutôt SLACK_SIGNING_SECRET."
        ),
        en=(
            "SLACK_APP_TOKEN is missing: it should hold the app-level token (xapp-…) for Socket "
            "Mode; for HTTP mode set SLACK_SIGNING_SECRET instead."
        ),
    ),
    Text(
        fr="{name} manque : il devrait tenir un jeton qui commence par {prefix}.",
        en="{name} is missing: it should hold a token that starts with {prefix}.",
    ),
    Text(
        fr="{name} est mal écrit : il devrait tenir un jeton qui commence par {prefix}.",
        en="{name} is malformed: it should hold a token that starts with {prefix}.",
    ),
    # the start
    Text(
        fr="{name} : Slack ne peut pas répondre maintenant ({code}).",
        en="{name}: Slack cannot say now ({code}).",
    ),
    Text(
        fr=(
            "{name} : Slack a refusé le jeton ({code}) ; copiez-le de nouveau depuis la page de "
            "l'application."
        ),
        en="{name}: Slack refused the token ({code}); copy it anew from the app's page.",
    ),
    Text(
        fr="SLACK_API_URL : Slack est injoignable ({why}).",
        en="SLACK_API_URL: Slack cannot be reached ({why}).",
    ),
    Text(
        fr=(
            "{before} L'horloge de cette machine indique {day} : mettez-la d'abord à l'heure "
            "(timedatectl set-ntp true)."
        ),
        en=("{before} This machine's clock says {day}: set it first (timedatectl set-ntp true)."),
    ),
    Text(
        fr="DATABASE_URL : la base de données est inutilisable ({why}).",
        en="DATABASE_URL: the database cannot be used ({why}).",
    ),
    Text(
        fr="DATABASE_URL : cette base est celle d'un autre programme ; Vigie en veut une à elle.",
        en="DATABASE_URL: the database is another program's; Vigie needs one of its own.",
    ),
    Text(
        fr=(
            "DATABASE_URL : la base est en {encoding}, qui ne peut pas tenir tout texte : "
            "refaites-la avec ENCODING 'UTF8' TEMPLATE template0."
        ),
        en=(
            "DATABASE_URL: the database is in {encoding}, which cannot hold every text: make it "
            "anew with ENCODING 'UTF8' TEMPLATE template0."
        ),
    ),
    Text(
        fr=(
            "Le schéma, {schema}, date d'avant la première version de Vigie ; cette version met à "
            "niveau ceux d'à partir de {oldest}."
        ),
        en=(
            "The schema, {schema}, is from before Vigie's first release; this version brings up to "
            "date those from {oldest} on."
        ),
    ),
    Text(
        fr="VIGIE_HTTP_PORT : impossible d'écouter sur {place} ({why}).",
        en="VIGIE_HTTP_PORT: cannot listen on {place} ({why}).",
    ),
    Text(
        fr="Le port {port} est pris ({why}) ; nommez-en un autre : make demo PORT=8020",
        en="Port {port} is taken ({why}); name another: make demo PORT=8020",
    ),
    Text(
        fr=(
            "La base de données n'a pas pris le travail : elle est verrouillée, pleine ou partie. "
            "Rien n'a été écrit."
        ),
        en="The database did not take the work: it is locked, full or gone. Nothing was written.",
    ),
    Text(fr="la base de données est verrouillée", en="database is locked"),
    Text(fr="le fichier {file} ne peut pas être ouvert", en="unable to open database file {file}"),
    Text(
        fr=("--http : Slack n'appelle qu'une adresse https, telle que https://vigie.example.org."),
        en="--http: Slack calls an https address only, such as https://vigie.example.org.",
    ),
    Text(
        fr=(
            "Le courrier n'est pas réglé : VIGIE_MAIL_FROM, et VIGIE_SMTP_URL ou "
            "VIGIE_IMAP_URL, manquent."
        ),
        en=(
            "Mail is not set up: VIGIE_MAIL_FROM, and VIGIE_SMTP_URL or VIGIE_IMAP_URL, are "
            "missing."
        ),
    ),
    Text(
        fr="Les courriels d'avant se prennent depuis aujourd'hui ou l'un des 30 jours précédents.",
        en="Earlier mails are read since today or one of the 30 days before.",
    ),
)
