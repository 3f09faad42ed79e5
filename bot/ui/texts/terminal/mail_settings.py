"""Why mail cannot be set up so: what its variables should hold."""

from bot.ui.texts.language import Text

SENTENCES = (
    Text(fr="devrait être telle que {example}", en="should be such as {example}"),
    Text(
        fr="devrait être telle que {example}, sans rien après le port",
        en="should be such as {example}, with nothing behind the port",
    ),
    Text(
        fr="devrait être telle que {example}, avec le nom du dossier comme la boîte le montre",
        en="should be such as {example}, with a folder's name as the mailbox shows it",
    ),
    Text(
        fr=(
            "devrait être telle que {example}, sans identifiant ni mot de passe : leur place est "
            "dans VIGIE_MAIL_USER et VIGIE_MAIL_PASSWORD"
        ),
        en=(
            "should be such as {example}, without user or password: they belong in "
            "VIGIE_MAIL_USER and VIGIE_MAIL_PASSWORD"
        ),
    ),
    Text(
        fr="devrait être telle que {example} : en clair, elle ne quitte pas cette machine",
        en="should be such as {example}: in clear it goes no further than this machine",
    ),
    Text(
        fr="devrait être une adresse telle que {example}",
        en="should be an address such as {example}",
    ),
    Text(
        fr="devrait être une seule adresse telle que {example} ({why})",
        en="should be one address such as {example} ({why})",
    ),
    Text(fr="il n'y a pas d'adresse", en="there is no address"),
    Text(fr="il y a plus d'une adresse", en="there is more than one address"),
    Text(
        fr="il s'y trouve un saut de ligne ou un autre caractère de contrôle",
        en="there is a line break or another control character",
    ),
    Text(
        fr="trop peu de serveurs acceptent les lettres accentuées (RFC 6531)",
        en="letters with accents are taken by too few servers (RFC 6531)",
    ),
    Text(
        fr="elle a plus de {most} caractères, ou de {before} avant le @",
        en="it has more than {most} characters, or {before} before @",
    ),
    Text(fr="elle n'est pas telle que {example}", en="it is not such as {example}"),
    Text(
        fr="devrait tenir en une ligne sans caractère de contrôle",
        en="should be one line without control characters",
    ),
    Text(
        fr="devrait être le chemin d'un fichier de certificats au format PEM",
        en="should be the path of a file with certificates in PEM",
    ),
    Text(
        fr=(
            "devrait tenir le mot de passe de la boîte, ou celui que le fournisseur crée pour une "
            "application ; avec OAuth2, renseignez plutôt VIGIE_MAIL_OAUTH_TOKEN_URL, "
            "VIGIE_MAIL_OAUTH_CLIENT_ID et VIGIE_MAIL_OAUTH_CLIENT_SECRET"
        ),
        en=(
            "should hold the mailbox's password, or one that the provider makes for an "
            "application; with OAuth2, set VIGIE_MAIL_OAUTH_TOKEN_URL, VIGIE_MAIL_OAUTH_CLIENT_ID "
            "and VIGIE_MAIL_OAUTH_CLIENT_SECRET instead"
        ),
    ),
    Text(
        fr=(
            "devrait être vide quand VIGIE_MAIL_OAUTH_… est renseigné : un seul des deux sert, "
            "pour les deux serveurs"
        ),
        en=(
            "should be empty where VIGIE_MAIL_OAUTH_… is set: one of the two is used, for both "
            "servers"
        ),
    ),
    Text(
        fr=(
            "manque : OAuth2 demande l'adresse des jetons, l'identifiant de l'application et son "
            "secret"
        ),
        en=("is missing: OAuth2 needs the address of tokens, the application's id and its secret"),
    ),
    Text(
        fr="append demande VIGIE_IMAP_URL : la copie est déposée dans la boîte",
        en="append needs VIGIE_IMAP_URL: the copy is put into the mailbox",
    ),
)
