"""Texts of documents, and around the register's and the evidence's files."""

from dataclasses import dataclass

from bot.ui.texts.language import Area, Both, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTexts:
    """`sent` goes with a file into a thread; `waits` stands there where Slack takes none."""

    title: str
    sent: str
    waits: str


class DocumentTexts(Area):
    """`lang` is a code of BCP 47; `*_alt` say what a chart shows, for those who hear it."""

    lang = Text(fr="fr", en="en")
    unnamed = Text(fr="une personne", en="somebody")
    short_months = Both(
        fr=(
            "janv.",
            "févr.",
            "mars",
            "avr.",
            "mai",
            "juin",
            "juil.",
            "août",
            "sept.",
            "oct.",
            "nov.",
            "déc.",
        ),
        en=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    )
    also = Text(fr="{first} ; {then}", en="{first}; {then}")
    contents = Text(fr="Sommaire", en="Contents")
    page = Text(fr="Page {page} sur {pages}", en="Page {page} of {pages}")
    table = Text(fr="Tableau", en="Table")
    figure = Text(fr="Figure", en="Figure")
    square = Text(
        fr="□ : un signe, le plus souvent un émoji, que les polices de ce document n'ont pas.",
        en="□: a sign, most often an emoji, that the fonts of this document do not have.",
    )
    # the monthly summary
    summary_footer = Text(
        fr="{title} · édition {edition} · empreinte {fingerprint}",
        en="{title} · edition {edition} · fingerprint {fingerprint}",
    )
    preview_footer = Text(fr="{title} · aperçu, non publié", en="{title} · preview, not published")
    not_published = Text(fr="aperçu, non publié", en="preview, not published")
    summary_description = Text(
        fr="Réclamations, incidents, délais et réponses du mois, pour la réunion d'équipe.",
        en="The month's complaints, incidents, deadlines and answers, for the team meeting.",
    )
    for_meeting = Text(fr="Pour la réunion du {when}", en="For the meeting on {when}")
    edition = Text(fr="Édition", en="Edition")
    correction = Text(
        fr="{edition}, qui remplace la précédente", en="{edition}, which replaces the one before"
    )
    figures_of = Text(fr="Chiffres arrêtés", en="Figures as of")
    meeting = Text(fr="Réunion", en="Meeting")
    promises = Text(fr="Version de la politique", en="Policy version")
    fingerprint = Text(fr="Empreinte", en="Fingerprint")
    anchor = Text(fr="Ancrage du journal", en="Journal's anchor")
    in_short = Text(fr="En bref", en="In short")
    figures = Text(fr="Chiffres", en="Figures")
    figures_caption = Text(
        fr="Les chiffres du mois, par indicateur", en="The month's figures, by indicator"
    )
    indicator = Text(fr="Indicateur", en="Indicator")
    month_by_month = Text(fr="Mois par mois", en="Month by month")
    flow_alt = Text(fr="Dossiers mois par mois. {months}.", en="Cases month by month. {months}.")
    category_alt = Text(
        fr="Réclamations du mois par catégorie, la plus fréquente d'abord. {categories}.",
        en="The month's complaints by category, most frequent first. {categories}.",
    )
    alt_month = Text(
        fr="{month} : reçus {received}, clos {closed}, ouverts à la fin {open}",
        en="{month}: received {received}, closed {closed}, open at the end {open}",
    )
    alt_category = Text(fr="{category} : {count}", en="{category}: {count}")
    breakdowns = Text(fr="Répartitions et causes", en="Breakdowns and causes")
    late = Text(fr="Échéances dépassées", en="Past due dates")
    late_caption = Text(
        fr="Du retard le plus long au plus court, hors dossiers confidentiels",
        en="The longest overdue first, without confidential cases",
    )
    not_added = Text(fr="sans objet", en="not applicable")
    # the workbook
    months = Text(fr="Mois", en="Months")
    month = Text(fr="Mois", en="Month")
    met = Text(fr="{promise} : tenues", en="{promise}: kept")
    counted = Text(fr="{promise} : comptées", en="{promise}: counted")
    confidential = Text(fr="Dossiers confidentiels", en="Confidential cases")
    injuries = Text(
        fr="Incidents avec une personne blessée ou souffrante",
        en="Incidents with somebody hurt or unwell",
    )
    settled_on_spot = Text(fr="Incidents réglés sur place", en="Incidents settled on the spot")
    lost_minutes = Text(fr="Minutes de formation perdues", en="Minutes of training lost")
    breakdown_columns = Both(
        fr=("Répartition", "Valeur", "Nombre"), en=("Breakdown", "Value", "Number")
    )
    # the files in the thread
    file_name = Text(fr="bilan-{period}-edition-{edition}", en="summary-{period}-edition-{edition}")
    pdf = Both(
        fr=FileTexts(
            title="Bilan du mois, à imprimer",
            sent="Le bilan en PDF, à imprimer ou à projeter.",
            waits=(
                "Le bilan en PDF est prêt, mais Slack ne l'accepte pas : l'espace de stockage est "
                "plein, ou le dépôt de fichiers désactivé."
            ),
        ),
        en=FileTexts(
            title="The month's summary, to print",
            sent="The summary as PDF, to print or to show.",
            waits=(
                "The summary's PDF is ready, but Slack does not take it: its storage is full, or "
                "uploads are disabled."
            ),
        ),
    )
    workbook = Both(
        fr=FileTexts(
            title="Chiffres du bilan",
            sent="Les chiffres du bilan, dans un classeur.",
            waits=(
                "Le classeur des chiffres est prêt, mais Slack ne l'accepte pas : l'espace de "
                "stockage est plein, ou le dépôt de fichiers désactivé."
            ),
        ),
        en=FileTexts(
            title="The summary's figures",
            sent="The summary's figures, in a workbook.",
            waits=(
                "The workbook of figures is ready, but Slack does not take it: its storage is "
                "full, or uploads are disabled."
            ),
        ),
    )
    picture = Both(
        fr=FileTexts(
            title="Graphiques du bilan",
            sent="Les graphiques du bilan, en image : Slack ne les dessine pas ici lui-même.",
            waits=(
                "L'image des graphiques est prête, mais Slack ne l'accepte pas : l'espace de "
                "stockage est plein, ou le dépôt de fichiers désactivé."
            ),
        ),
        en=FileTexts(
            title="The summary's charts",
            sent="The summary's charts as a picture: Slack does not draw them itself here.",
            waits=(
                "The picture of the charts is ready, but Slack does not take it: its storage is "
                "full, or uploads are disabled."
            ),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelTexts:
    """`sent` goes with the file, `waits` where Slack takes none."""

    title: str
    on_its_way: str
    sent: str
    waits: str


class RegisterTexts(Area):
    workbook = Both(
        fr=ParcelTexts(
            title="Registre des réclamations et incidents",
            on_its_way="Le registre arrive dans vos messages directs avec Vigie.",
            sent="Voici le registre, {period}.",
            waits=(
                "Le registre est prêt, mais Slack ne l'accepte pas : l'espace de stockage est "
                "plein, ou le dépôt de fichiers désactivé."
            ),
        ),
        en=ParcelTexts(
            title="Register of complaints and incidents",
            on_its_way="The register is on its way to your direct messages with Vigie.",
            sent="Here is the register, {period}.",
            waits=(
                "The register is ready, but Slack does not take it: the workspace is full, or "
                "uploads are disabled."
            ),
        ),
    )
    evidence = Both(
        fr=ParcelTexts(
            title="Dossier de preuves",
            on_its_way="Le dossier de preuves arrive dans vos messages directs avec Vigie.",
            sent=(
                "Voici le dossier de preuves, {period} : registre, historique et lettres de chaque "
                "dossier, tableaux de bord, politique, et un index par indicateur Qualiopi. Ouvrez "
                "d'abord index.html."
            ),
            waits=(
                "Le dossier de preuves est prêt, mais Slack ne l'accepte pas : l'espace de "
                "stockage est plein, ou le dépôt de fichiers désactivé."
            ),
        ),
        en=ParcelTexts(
            title="Evidence pack",
            on_its_way="The evidence pack is on its way to your direct messages with Vigie.",
            sent=(
                "Here is the evidence pack, {period}: register, history and letters of each case, "
                "monthly summaries, policy, and an index by Qualiopi indicator. Open index.html "
                "first."
            ),
            waits=(
                "The evidence pack is ready, but Slack does not take it: the workspace is full, or "
                "uploads are disabled."
            ),
        ),
    )
    get_register = Text(fr="Recevoir le registre", en="Send me the register")
    get_evidence = Text(fr="Recevoir le dossier de preuves", en="Send me the evidence pack")
    whole = Text(fr="depuis son ouverture", en="since it was opened")
    between = Text(fr="du {first} au {last}", en="from {first} to {last}")
    since = Text(fr="depuis le {first}", en="since {first}")
    until = Text(fr="jusqu'au {last}", en="until {last}")
    labels = Text(
        fr="Les personnes y sont désignées par leur fonction.", en="People appear by what they do."
    )
    names = Text(
        fr="Il contient des noms : ne le transmettez qu'à qui doit les connaître.",
        en="It holds names: pass it on only to those who must know them.",
    )
    incomplete = Text(
        fr="Il y manque au moins un document : index.html dit lequel et pourquoi.",
        en="It lacks at least one document: index.html says which and why.",
    )
    empty = Text(
        fr="Aucun dossier ni aucune action sur cette période : il n'y a rien à envoyer.",
        en="No case and no action in this period: there is nothing to send.",
    )
    how_register = Text(
        fr=(
            "Écrivez /qualite registre, et si vous le souhaitez une période (2026-10, 2026-S1 ou "
            "2026), une partie (réclamations, incidents ou actions), et « noms » pour les noms des "
            "personnes."
        ),
        en=(
            "Type /qualite registre, and if you wish a period (2026-10, 2026-S1 or 2026), a part "
            "(complaints, incidents or actions), and “names” for people's names."
        ),
    )
    how_evidence = Text(
        fr=(
            "Écrivez /qualite preuves et une période : 2026-10, 2026-S1 ou 2026. Ajoutez « noms » "
            "pour les noms des personnes."
        ),
        en=(
            "Type /qualite preuves and a period: 2026-10, 2026-S1 or 2026. Add “names” for "
            "people's names."
        ),
    )
    kept_days = Text(
        fr=(
            "Il attend {days} jours sur le serveur, où la personne qui administre Vigie peut le "
            "prendre : `{path}`"
        ),
        en="It waits {days} days on the server, where whoever runs Vigie can fetch it: `{path}`",
    )
