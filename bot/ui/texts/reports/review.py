"""Texts of the half-yearly review's document."""

from bot.domain.reports.quality_risks import RiskLevel
from bot.ui.texts.language import Area, Both, Choices, Counted, Text
from bot.ui.texts.reports.documents import FileTexts


class ReviewTexts(Area):
    """`halves` name the half-years of a year, as they follow the word for review."""

    halves = Both(fr=("premier semestre", "second semestre"), en=("first half", "second half"))
    title = Text(fr="Bilan du {half} {year}", en="Review of the {half} of {year}")
    half = Text(fr="{half} {year}", en="{half} of {year}")
    description = Text(
        fr="Analyse des réclamations et des difficultés du semestre, et plan d'action.",
        en="Analysis of the half-year's complaints and difficulties, and its action plan.",
    )
    footer = Text(
        fr="{title} · édition {edition} · empreinte {fingerprint}",
        en="{title} · edition {edition} · fingerprint {fingerprint}",
    )
    draft = Text(fr="Projet, à compléter et à approuver", en="Draft, to be completed and approved")
    approved = Text(fr="Approuvé par {who}, {when}", en="Approved by {who}, {when}")
    pdf = Both(
        fr=FileTexts(
            title="Bilan semestriel",
            sent="Le bilan semestriel en PDF.",
            waits=(
                "Le bilan semestriel en PDF est prêt, mais Slack ne l'accepte pas : l'espace de "
                "stockage est plein, ou le dépôt de fichiers désactivé."
            ),
        ),
        en=FileTexts(
            title="Half-yearly review",
            sent="The half-yearly review as PDF.",
            waits=(
                "The half-yearly review's PDF is ready, but Slack does not take it: its storage is "
                "full, or uploads are disabled."
            ),
        ),
    )
    # its sections
    in_short = Text(fr="En bref", en="In short")
    scope = Text(fr="Périmètre et méthode", en="Scope and method")
    scope_said = Both(
        fr=(
            (
                "Ce bilan porte sur les réclamations et les incidents reçus du {first} au {last}, "
                "tels que le registre les connaît le {when}. Il répond à la politique de gestion "
                "des réclamations, § 6 : analyse globale à la fin de chaque semestre, et plan "
                "d'action pour les réclamations récurrentes et les difficultés les plus fréquentes."
            ),
            (
                "Les pourcentages ne sont donnés qu'à partir de cinq dossiers ; « n.d. » indique "
                "une donnée qui n'a pas été fournie, jamais un zéro. Les dossiers confidentiels "
                "sont comptés sans détail. Aucune personne n'est évaluée ni classée."
            ),
        ),
        en=(
            (
                "This review is about the complaints and incidents received from {first} to "
                "{last}, as the register knew them on {when}. The complaints policy asks for it, § "
                "6: a global analysis at the end of each half-year, and an action plan for "
                "recurring complaints and the most frequent difficulties."
            ),
            (
                "Percentages are given from five cases on; “n/a” stands for a figure that was not "
                "given, never for zero. Confidential cases are counted without detail. Nobody is "
                "rated or ranked."
            ),
        ),
    )
    activity = Text(fr="Activité", en="Activity")
    trends = Text(fr="Volumes, délais et tendances", en="Volumes, deadlines and trends")
    complaints = Text(fr="Réclamations", en="Complaints")
    recurring = Text(fr="Réclamations récurrentes", en="Recurring complaints")
    difficulties = Text(
        fr="Incidents et difficultés les plus fréquentes",
        en="Incidents and the most frequent difficulties",
    )
    causes = Text(fr="Causes", en="Causes")
    feedback = Text(fr="Retours des parties prenantes", en="Feedback of stakeholders")
    plan_before = Text(fr="Effet du plan d'action précédent", en="Effect of the plan before")
    risks = Text(fr="Analyse des risques qualité", en="Quality risks")
    plan = Text(fr="Plan d'action", en="Action plan")
    decisions = Text(
        fr="Décisions sur les processus et les prestations futures",
        en="Decisions on processes and future courses",
    )
    validation = Text(fr="Participants et validation", en="Participants and approval")
    # what they say
    volumes = Text(
        fr="{complaints} et {incidents} sur le semestre.",
        en="{complaints} and {incidents} in the half-year.",
    )
    volumes_before = Text(
        fr=(
            "{complaints} et {incidents} sur le semestre, contre {before_complaints} et "
            "{before_incidents} au semestre précédent."
        ),
        en=(
            "{complaints} and {incidents} in the half-year, against {before_complaints} and "
            "{before_incidents} in the one before."
        ),
    )
    recurrent = Both(
        fr=Counted(
            none="Aucune réclamation récurrente.",
            one="1 sujet de réclamation récurrent :",
            many="{count} sujets de réclamation récurrents :",
        ),
        en=Counted(
            none="No recurring complaint.",
            one="1 topic of complaint recurs:",
            many="{count} topics of complaint recur:",
        ),
    )
    frequent = Both(
        fr=Counted(
            none="Aucune difficulté fréquente.",
            one="1 difficulté fréquente :",
            many="{count} difficultés fréquentes :",
        ),
        en=Counted(
            none="No frequent difficulty.",
            one="1 frequent difficulty:",
            many="{count} frequent difficulties:",
        ),
    )
    no_cause = Text(
        fr="Aucune cause n'est établie, hors dossiers confidentiels.",
        en="No cause is established, confidential cases apart.",
    )
    none_recurrent = Text(
        fr="Aucun sujet n'est revenu trois fois dans le semestre.",
        en="No topic came back three times in the half-year.",
    )
    none_frequent = Text(
        fr="Aucune difficulté n'est revenue trois fois dans le semestre.",
        en="No difficulty came back three times in the half-year.",
    )
    topic = Text(fr="{topic}, {count} fois.", en="{topic}, {count} times.")
    topic_with_cause = Text(
        fr="{topic}, {count} fois, le plus souvent pour la même cause ({cause}).",
        en="{topic}, {count} times, mostly of the same cause ({cause}).",
    )
    interrupted = Both(
        fr=Counted(
            none="Aucune session n'a dû être interrompue.",
            one="1 session a dû être interrompue.",
            many="{count} sessions ont dû être interrompues.",
        ),
        en=Counted(
            none="No session had to stop.",
            one="1 session had to stop.",
            many="{count} sessions had to stop.",
        ),
    )
    to_confirm = Both(
        fr=Counted(
            none="",
            one=(
                "1 réclamation n'est pas encore qualifiée : sa catégorie et sa gravité, comptées "
                "ici, sont proposées par Vigie et à confirmer."
            ),
            many=(
                "{count} réclamations ne sont pas encore qualifiées : leur catégorie et leur "
                "gravité, comptées ici, sont proposées par Vigie et à confirmer."
            ),
        ),
        en=Counted(
            none="",
            one=(
                "1 complaint is not qualified yet: its category and severity, counted here, are "
                "proposed by Vigie and to be confirmed."
            ),
            many=(
                "{count} complaints are not qualified yet: their category and severity, counted "
                "here, are proposed by Vigie and to be confirmed."
            ),
        ),
    )
    lost_time = Text(
        fr="Temps de formation perdu : {lasting}.", en="Training time lost: {lasting}."
    )
    confidential = Both(
        fr=Counted(
            none="",
            one="1 dossier confidentiel, compté sans détail.",
            many="{count} dossiers confidentiels, comptés sans détail.",
        ),
        en=Counted(
            none="",
            one="1 confidential case, counted without detail.",
            many="{count} confidential cases, counted without detail.",
        ),
    )
    trainees = Text(fr="Stagiaires formés", en="Trainees")
    sessions = Text(fr="Sessions réalisées", en="Sessions held")
    hours = Text(fr="Heures de formation", en="Hours of training")
    complaints_per_100 = Text(
        fr="Réclamations pour 100 stagiaires", en="Complaints per 100 trainees"
    )
    incidents_per_100 = Text(fr="Incidents pour 100 sessions", en="Incidents per 100 sessions")
    to_write = Text(fr="À compléter.", en="To be completed.")
    left_empty = Text(fr="Non renseigné.", en="Left empty.")
    nothing_planned = Text(
        fr="Aucune action n'avait été décidée au bilan précédent.",
        en="The review before had decided no action.",
    )
    effective = Text(
        fr="Actions jugées efficaces, sur celles vérifiées dans le semestre : {share}.",
        en="Actions found effective, of those checked in the half-year: {share}.",
    )
    on_time = Text(
        fr="Actions faites dans leur délai, sur celles échues dans le semestre : {share}.",
        en="Actions done in time, of those due in the half-year: {share}.",
    )
    none_checked = Text(
        fr="Aucune action n'a été vérifiée dans le semestre.",
        en="No action was checked in the half-year.",
    )
    none_due = Text(
        fr="Aucune action n'était à faire dans le semestre.",
        en="No action was due in the half-year.",
    )
    judged = Choices(
        {
            True: Text(fr="efficace", en="effective"),
            False: Text(fr="sans effet", en="without effect"),
        }
    )
    validated_by = Text(
        fr="Bilan approuvé par {who}, {when}.", en="Review approved by {who}, {when}."
    )
    not_validated = Text(fr="Bilan à approuver.", en="Review to be approved.")
    participants = Text(fr="Participants : {names}.", en="Participants: {names}.")
    # tables and charts
    indicator = Text(fr="Indicateur", en="Indicator")
    figures_caption = Text(
        fr="Les chiffres du semestre, par indicateur", en="The half-year's figures, by indicator"
    )
    months_caption = Text(fr="Dossiers, mois par mois", en="Cases, month by month")
    months_alt = Text(fr="Dossiers mois par mois. {months}.", en="Cases month by month. {months}.")
    month_alt = Text(
        fr=(
            "{month} : réclamations reçues {complaints}, incidents signalés {incidents}, dossiers "
            "ouverts à la fin {open}"
        ),
        en=(
            "{month}: complaints received {complaints}, incidents reported {incidents}, cases open "
            "at the end {open}"
        ),
    )
    category_caption = Text(fr="Réclamations par catégorie", en="Complaints by category")
    plan_before_caption = Text(
        fr="Actions décidées au bilan précédent, et ce qu'elles sont devenues",
        en="Actions that the review before decided, and what became of them",
    )
    plan_before_columns = Both(
        fr=("Action", "Objet", "Pilote", "Échéance", "État", "Effet"),
        en=("Action", "What", "Owner", "Due", "Status", "Effect"),
    )
    risk_caption = Text(
        fr="Risques, maîtrise existante et traitement", en="Risks, existing control and treatment"
    )
    risk_columns = Both(
        fr=(
            "N°",
            "Risque",
            "Cause",
            "Dossiers",
            "Niveau",
            "Maîtrise existante",
            "Niveau résiduel",
            "Traitement",
        ),
        en=(
            "No.",
            "Risk",
            "Cause",
            "Cases",
            "Level",
            "Existing control",
            "Residual level",
            "Treatment",
        ),
    )
    risk_effect = Text(fr="{risk}. Effet : {effect}", en="{risk}. Effect: {effect}")
    risk_accepted = Text(
        fr="Accepté par {who} le {when} : {because}.", en="Accepted by {who} on {when}: {because}."
    )
    risk_owner = Text(fr="Pilote : {who}.", en="Owner: {who}.")
    risk_aged = Text(fr="Pas revu depuis un an.", en="Not looked at for a year.")
    matrix_caption = Text(
        fr="Matrice des risques : probabilité et gravité, de 1 à 4",
        en="Matrix of risks: likelihood and impact, 1 to 4",
    )
    matrix_alt = Text(
        fr="Matrice des risques, probabilité et gravité de 1 à 4. {risks}.",
        en="Matrix of risks, likelihood and impact from 1 to 4. {risks}.",
    )
    matrix_risk = Text(
        fr="{number}, {risk} : probabilité {likelihood}, gravité {impact}, niveau {level}",
        en="{number}, {risk}: likelihood {likelihood}, impact {impact}, level {level}",
    )
    likelihood = Text(fr="Probabilité", en="Likelihood")
    impact = Text(fr="Gravité", en="Impact")
    level = Choices(
        {
            RiskLevel.LOW: Text(fr="faible", en="low"),
            RiskLevel.MODERATE: Text(fr="modéré", en="moderate"),
            RiskLevel.HIGH: Text(fr="élevé", en="high"),
            RiskLevel.CRITICAL: Text(fr="critique", en="critical"),
        }
    )
    plan_caption = Text(fr="Actions du plan", en="Actions of the plan")
    plan_columns = Both(
        fr=("N°", "Action", "Type", "Pilote", "Échéance", "Indicateur de réussite", "Dossiers"),
        en=("No.", "Action", "Kind", "Owner", "Due", "Success criterion", "Cases"),
    )
    severities = Text(fr="Gravités", en="Severities")
