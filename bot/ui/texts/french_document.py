"""What stands on paper, in French."""

from bot.ui.texts.document_texts import DocumentTexts, FileTexts

FRENCH_DOCUMENT = DocumentTexts(
    lang="fr",
    unnamed="une personne",
    short_months=(
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
    also="{first} ; {then}",
    contents="Sommaire",
    page="Page {page} sur {pages}",
    table="Tableau",
    figure="Figure",
    summary_footer="{title} · édition {edition} · empreinte {fingerprint}",
    summary_description=(
        "Réclamations, incidents, délais et réponses du mois, pour la réunion d'équipe."
    ),
    for_meeting="Pour la réunion du {when}",
    edition="Édition",
    correction="{edition}, qui remplace la précédente",
    figures_of="Chiffres arrêtés",
    meeting="Réunion",
    promises="Version de la politique",
    fingerprint="Empreinte",
    in_short="En bref",
    figures="Chiffres",
    figures_caption="Le mois, comparé au précédent, à celui de l'an dernier et aux mois cumulés",
    indicator="Indicateur",
    twelve_months="Douze mois",
    flow_alt="Dossiers mois par mois. {months}.",
    category_alt="Réclamations du mois par catégorie, la plus fréquente d'abord. {categories}.",
    alt_month="{month} : reçus {received}, clos {closed}, ouverts à la fin {open}",
    alt_category="{category} : {count}",
    breakdowns="Répartitions et causes",
    late="Échéances dépassées",
    late_caption="Dossiers en retard au moment du bilan, le plus ancien d'abord",
    not_added="sans objet",
    months="Mois",
    month="Mois",
    met="{promise} : tenues",
    counted="{promise} : comptées",
    confidential="Dossiers confidentiels",
    injuries="Incidents avec une personne blessée ou souffrante",
    lost_minutes="Minutes de formation perdues",
    breakdown_columns=("Répartition", "Valeur", "Nombre"),
    file_name="bilan-{period}-edition-{edition}",
    pdf=FileTexts(
        title="Bilan du mois, à imprimer",
        sent="Le bilan en PDF, à imprimer ou à projeter.",
        waits="Le bilan en PDF est prêt, mais Slack ne l'accepte pas : l'espace de stockage est "
        "plein, ou le dépôt de fichiers désactivé.",
    ),
    workbook=FileTexts(
        title="Chiffres du bilan",
        sent="Les chiffres du bilan, dans un classeur.",
        waits="Le classeur des chiffres est prêt, mais Slack ne l'accepte pas : l'espace de "
        "stockage est plein, ou le dépôt de fichiers désactivé.",
    ),
    picture=FileTexts(
        title="Graphiques du bilan",
        sent="Les graphiques du bilan, en image : Slack ne les dessine pas ici lui-même.",
        waits="L'image des graphiques est prête, mais Slack ne l'accepte pas : l'espace de "
        "stockage est plein, ou le dépôt de fichiers désactivé.",
    ),
)
