"""The half-yearly review in French."""

from bot.domain.quality_risks import RiskLevel
from bot.ui.texts.counted import Counted
from bot.ui.texts.document_texts import FileTexts
from bot.ui.texts.review_texts import ReviewTexts

FRENCH_REVIEW = ReviewTexts(
    halves=("premier semestre", "second semestre"),
    title="Bilan du {half} {year}",
    half="{half} {year}",
    description="Analyse des réclamations et des difficultés du semestre, et plan d'action.",
    footer="{title} · édition {edition} · empreinte {fingerprint}",
    draft="Projet, à compléter et à approuver",
    approved="Approuvé par {who}, {when}",
    pdf=FileTexts(
        title="Bilan semestriel",
        sent="Le bilan semestriel en PDF.",
        waits=(
            "Le bilan semestriel en PDF est prêt, mais Slack ne l'accepte pas : l'espace de "
            "stockage est plein, ou le dépôt de fichiers désactivé."
        ),
    ),
    in_short="En bref",
    scope="Périmètre et méthode",
    scope_said=(
        (
            "Ce bilan porte sur les réclamations et les incidents reçus du {first} au {last}, "
            "tels que le registre les connaît le {when}. Il répond à la politique de gestion des "
            "réclamations, § 6 : analyse globale à la fin de chaque semestre, et plan d'action "
            "pour les réclamations récurrentes et les difficultés les plus fréquentes."
        ),
        (
            "Les pourcentages ne sont donnés qu'à partir de cinq dossiers ; « n.d. » indique une "
            "donnée qui n'a pas été fournie, jamais un zéro. Les dossiers confidentiels sont "
            "comptés sans détail. Aucune personne n'est évaluée ni classée."
        ),
    ),
    activity="Activité",
    trends="Volumes, délais et tendances",
    complaints="Réclamations",
    recurring="Réclamations récurrentes",
    difficulties="Incidents et difficultés les plus fréquentes",
    causes="Causes",
    feedback="Retours des parties prenantes",
    plan_before="Effet du plan d'action précédent",
    risks="Analyse des risques qualité",
    plan="Plan d'action",
    decisions="Décisions sur les processus et les prestations futures",
    validation="Participants et validation",
    volumes="{complaints} et {incidents} sur le semestre.",
    volumes_before=(
        "{complaints} et {incidents} sur le semestre, contre {before_complaints} et "
        "{before_incidents} au semestre précédent."
    ),
    recurrent=Counted(
        none="Aucune réclamation récurrente.",
        one="1 sujet de réclamation récurrent :",
        many="{count} sujets de réclamation récurrents :",
    ),
    frequent=Counted(
        none="Aucune difficulté fréquente.",
        one="1 difficulté fréquente :",
        many="{count} difficultés fréquentes :",
    ),
    none_recurrent="Aucun sujet n'est revenu trois fois dans le semestre.",
    none_frequent="Aucune difficulté n'est revenue trois fois dans le semestre.",
    topic="{topic}, {count} fois",
    topic_with_cause="{topic}, {count} fois, le plus souvent pour la même cause ({cause})",
    interrupted=Counted(
        none="Aucune session n'a dû être interrompue.",
        one="1 session a dû être interrompue.",
        many="{count} sessions ont dû être interrompues.",
    ),
    injuries=Counted(
        none="",
        one="1 incident avec une personne blessée ou souffrante.",
        many="{count} incidents avec une personne blessée ou souffrante.",
    ),
    lost_minutes="Temps de formation perdu : {count} min.",
    confidential=Counted(
        none="",
        one="1 dossier confidentiel, compté sans détail.",
        many="{count} dossiers confidentiels, comptés sans détail.",
    ),
    trainees="Stagiaires formés",
    sessions="Sessions réalisées",
    hours="Heures de formation",
    complaints_per_100="Réclamations pour 100 stagiaires",
    incidents_per_100="Incidents pour 100 sessions",
    to_write="À compléter.",
    nothing_planned="Aucune action n'avait été décidée au bilan précédent.",
    effective="Actions jugées efficaces, sur celles vérifiées dans le semestre : {share}.",
    on_time="Actions faites dans leur délai, sur celles échues dans le semestre : {share}.",
    judged={True: "efficace", False: "sans effet"},
    validated_by="Bilan approuvé par {who}, {when}.",
    not_validated="Bilan à approuver.",
    participants="Participants : {names}.",
    indicator="Indicateur",
    this_half="Ce semestre",
    figures_caption="Le semestre, comparé au précédent et au même semestre de l'an dernier",
    months_caption="Dossiers, mois par mois",
    months_alt="Dossiers mois par mois. {months}.",
    month_alt=(
        "{month} : {complaints} réclamations reçues, {incidents} incidents signalés, "
        "{open} dossiers ouverts à la fin"
    ),
    category_caption="Réclamations par catégorie",
    plan_before_caption="Actions décidées au bilan précédent, et ce qu'elles sont devenues",
    plan_before_columns=("Action", "Objet", "Pilote", "Échéance", "État", "Effet"),
    risk_caption="Risques, maîtrise existante et traitement",
    risk_columns=(
        "N°",
        "Risque",
        "Cause",
        "Dossiers",
        "Niveau",
        "Maîtrise existante",
        "Niveau résiduel",
        "Traitement",
    ),
    matrix_caption="Matrice des risques : probabilité et gravité, de 1 à 4",
    matrix_alt="Matrice des risques, probabilité et gravité de 1 à 4. {risks}.",
    matrix_risk="{number}, {risk} : probabilité {likelihood}, gravité {impact}, niveau {level}",
    likelihood="Probabilité",
    impact="Gravité",
    level={
        RiskLevel.LOW: "faible",
        RiskLevel.MODERATE: "modéré",
        RiskLevel.HIGH: "élevé",
        RiskLevel.CRITICAL: "critique",
    },
    plan_caption="Actions du plan",
    plan_columns=(
        "N°",
        "Action",
        "Type",
        "Pilote",
        "Échéance",
        "Indicateur de réussite",
        "Dossiers",
    ),
    severities="Gravités",
    missing="À compléter : {parts}.",
    risk_line="{number}. {risk} : niveau {level}",
    plan_line="• {ref}{title} ({owner}, échéance : {due})",
    prepare="Préparer le bilan",
    prepared="C'est fait : le projet de bilan part dans le canal qualité, avec son PDF.",
    prepared_already="Ce bilan est déjà préparé : il est dans le canal qualité.",
    not_prepared="Ce bilan n'est pas encore préparé.",
    in_future="Ce semestre n'a pas commencé : il n'y a rien à analyser.",
    complete="Compléter",
    judge_risk="Évaluer un risque",
    another_risk="Ajouter un risque",
    plan_action="Plan d'action",
    another_action="Ajouter une action",
    new_pdf="Nouveau PDF",
    approve="Approuver",
    approve_title="Approuver ce bilan ?",
    approve_warning=(
        "Le bilan sera figé avec votre nom, et les actions du plan seront confiées à leurs pilotes."
    ),
    frozen="C'est fait : le PDF part dans le fil du bilan.",
    frozen_already="Le bilan a changé entre-temps : relisez-le, puis recommencez.",
    was_approved="Bilan approuvé. Les actions du plan sont confiées à leurs pilotes.",
    owner_gone=(
        "Le bilan n'est pas approuvé : un pilote du plan n'a plus de compte. "
        "Choisissez quelqu'un d'autre dans « Plan d'action »."
    ),
    save="Enregistrer",
    ask_recurring="Réclamations récurrentes : analyse",
    ask_difficulties="Difficultés les plus fréquentes : analyse",
    ask_feedback="Retours des parties prenantes",
    ask_feedback_hint="Enquêtes de satisfaction, échanges avec les entreprises, les financeurs…",
    ask_decisions="Décisions sur les processus et les prestations futures",
    ask_participants="Participants",
    choose_people="Choisir des personnes",
    risk_name="Risque",
    control="Maîtrise existante",
    residual="Niveau résiduel",
    treatment="Traitement",
    choose_level="Choisir un niveau",
    degrees=("1, très faible", "2, faible", "3, forte", "4, très forte"),
    take_out="Retirer",
    take_out_risk="Retirer ce risque de la matrice",
    take_out_action="Retirer cette action du plan",
    origin="Dossiers d'origine",
    origin_hint="Leurs références, par exemple : REC-2026-0004, INC-2026-0012",
)
