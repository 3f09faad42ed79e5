"""What is said around the register and the evidence, in French."""

from bot.ui.texts.register import ParcelTexts, RegisterTexts

FRENCH_REGISTER = RegisterTexts(
    workbook=ParcelTexts(
        title="Registre des réclamations et incidents",
        on_its_way="Le registre arrive dans vos messages directs avec Vigie.",
        sent="Voici le registre, {period}.",
        waits="Le registre est prêt, mais Slack ne l'accepte pas : l'espace de stockage est "
        "plein, ou le dépôt de fichiers désactivé.",
    ),
    evidence=ParcelTexts(
        title="Dossier de preuves",
        on_its_way="Le dossier de preuves arrive dans vos messages directs avec Vigie.",
        sent=(
            "Voici le dossier de preuves, {period} : registre, historique et lettres de chaque "
            "dossier, tableaux de bord, politique, et un index par indicateur Qualiopi. "
            "Ouvrez d'abord index.html."
        ),
        waits=(
            "Le dossier de preuves est prêt, mais Slack ne l'accepte pas : l'espace de "
            "stockage est plein, ou le dépôt de fichiers désactivé."
        ),
    ),
    get_register="Recevoir le registre",
    get_evidence="Recevoir le dossier de preuves",
    whole="depuis son ouverture",
    between="du {first} au {last}",
    since="depuis le {first}",
    until="jusqu'au {last}",
    labels="Les personnes y sont désignées par leur fonction.",
    names="Il contient des noms : ne le transmettez qu'à qui doit les connaître.",
    empty="Aucun dossier ni aucune action sur cette période : il n'y a rien à envoyer.",
    how_register=(
        "Écrivez /qualite registre, et si vous le souhaitez une période (2026-10, 2026-S1 ou 2026),"
        " une partie (réclamations, incidents ou actions), et « noms » pour les noms des personnes."
    ),
    how_evidence=(
        "Écrivez /qualite preuves et une période : 2026-10, 2026-S1 ou 2026. "
        "Ajoutez « noms » pour les noms des personnes."
    ),
    kept_days=(
        "Il attend {days} jours sur le serveur, où la personne qui administre Vigie peut le "
        "prendre : `{path}`"
    ),
)
