"""The steps of a case in French: refusals, forms, what was done."""

from bot.domain.refusals import Missing, Reason
from bot.ui.texts.french_life import ACTION, LIFE, OUTSIDE
from bot.ui.texts.french_step_words import (
    ACTION_LABELS,
    ACTION_TO_DO,
    LABELS,
    TO_DO,
    WORDS,
)
from bot.ui.texts.step_catalogue import (
    AnsweringTexts,
    EndingTexts,
    HandlingTexts,
    IncidentStepTexts,
    LetterTexts,
    RefusedTexts,
    StepTexts,
)

_REFUSED = RefusedTexts(
    to_do=TO_DO,
    action_to_do=ACTION_TO_DO,
    reason={
        Reason.ROLE: "Seul {who} peut {what}.",
        Reason.KIND: "Cette étape n'existe pas pour ce genre de dossier.",
        Reason.STATUS: "À l'état « {status} », on ne peut pas {what}.",
        Reason.ALREADY_DONE: "C'est déjà fait.",
        Reason.TAKEN: "{person} a déjà ce dossier en charge.",
        Reason.EMPTY: "Ce champ est à remplir.",
        Reason.IN_FUTURE: "Cette date est à venir : donnez le moment où cela s'est passé.",
        Reason.TOO_EARLY: "C'est trop tôt : au plus tôt {limit}.",
        Reason.TOO_LATE: "C'est trop tard : au plus tard {limit}.",
        Reason.NOT_LATER: "La nouvelle date doit venir après {limit}.",
        Reason.TOO_MANY: (
            "Aucune autre prolongation n'est possible : la politique en permet {most} au plus. "
            "Il reste à proposer une solution."
        ),
        Reason.TOO_LONG: "Une prolongation ajoute {most} jours au plus.",
        Reason.OUT_OF_RANGE: "Cette valeur n'est pas possible ici.",
        Reason.NEEDS_REASON: "Dites pourquoi.",
        Reason.NEEDS_ANALYSIS: "Il manque l'analyse : faites « Analyser » d'abord.",
        Reason.NEEDS_ROOT_CAUSE: (
            "Il manque la cause racine et sa famille, obligatoires pour une gravité majeure "
            "ou critique : faites « Analyser » d'abord."
        ),
        Reason.NEEDS_MEDIATOR: (
            "Il manque le médiateur de la consommation, à nommer à tout particulier : "
            "un responsable qualité le renseigne avec `/qualite reglages`."
        ),
        Reason.NEEDS_LETTER: "Il manque ce qui a été écrit ou dit au réclamant.",
        Reason.NO_ADDRESSEE: "Le réclamant est injoignable : personne à qui l'adresser.",
        Reason.CONFLICT_OF_INTEREST: (
            "Ce dossier concerne cette personne : choisissez quelqu'un d'autre."
        ),
        Reason.HAS_LEFT: "Cette personne n'a plus de compte Slack : choisissez quelqu'un d'autre.",
        Reason.IS_BOT: "C'est une application : choisissez une personne.",
        Reason.NO_SUCH_CASE: "Aucun dossier du même genre ne porte cette référence.",
        Reason.SAME_CASE: "C'est la référence de ce dossier : donnez celle de l'autre.",
        Reason.IS_DUPLICATE: (
            "Ce dossier est lui-même un doublon : donnez la référence qu'il répète."
        ),
        Reason.INCOMPLETE: "Pas encore : avant de clôturer {ref}, il manque :",
        Reason.NOT_INDEPENDENT: (
            "L'effet d'une action est vérifié par quelqu'un d'autre que la personne "
            "qui l'a pilotée ou faite."
        ),
    },
    missing={
        Missing.ACKNOWLEDGEMENT: "• l'accusé de réception : « Accuser réception »",
        Missing.ANSWER: "• la réponse au réclamant : « Proposer une solution »",
        Missing.ROOT_CAUSE: "• la cause racine et sa famille : « Analyser »",
        Missing.IMPLEMENTATION: "• la mise en œuvre de la solution : « Mise en œuvre »",
        Missing.FOLLOW_UP: (
            "• l'avis du réclamant, ou deux tentatives de l'obtenir : « Suivi de satisfaction »"
        ),
        Missing.MEASURE: "• une mesure au moins : « Décider des mesures »",
        Missing.INFORMATION_POINT: (
            "• le point d'information, ou la raison de s'en passer : « Point d'information »"
        ),
        Missing.ACTIONS: "• la fin des actions en cours, ou leur passage au plan d'action",
        Missing.EXTERNAL_DEADLINES: "• ce que d'autres attendent : « Échéance tenue »",
    },
    role_many="Seuls {who} peuvent {what}.",
    roles_or="{first} ou {last}",
    one_is="{who} l'est.",
    many_are="{who} le sont.",
    settled="Il faut d'abord le rouvrir.",
    done_at="C'est déjà fait : {when}.",
    floor="En dessous de la gravité « {floor} », dites pourquoi.",
    see_to="Peuvent s'en charger : {who}.",
    title="Pas maintenant",
    now="Voici le dossier tel qu'il est.",
    lost="Votre texte n'est pas enregistré. Le voici, à reprendre si besoin :",
)

_LETTER = LetterTexts(
    subject="Objet",
    body="Lettre",
    told_at="Dit au destinataire le",
    means="Par quel moyen",
    write="Continuer",
    written=(
        "Relisez, adaptez, envoyez. Vigie n'envoie rien : ce texte est conservé tel quel, "
        "avec la date et le moyen."
    ),
    answer_by="Réponse souhaitée avant le",
)

_HANDLING = HandlingTexts(
    owner="Pilote",
    choose_person="Choisir une personne",
    category="Catégorie",
    severity="Gravité",
    nature="Nature",
    concerned="Personnes mises en cause",
    concerned_hint="Elles ne pourront plus voir ni traiter ce dossier.",
    confidential="Confidentiel",
    confidential_yes="Réserver le récit aux personnes désignées",
    qualify_reason="Motif",
    qualify_reason_hint="Nécessaire pour abaisser une gravité imposée par la catégorie.",
    inadmissible="Qualifiée ainsi, la réclamation est recevable. Sinon : « Non recevable ».",
    note="Note",
    reason="Motif de la correction",
    received_at="Reçue le",
    received_at_hint="Les échéances promises sont recalculées ; une date prolongée reste.",
    description="Description",
    description_long="La description est longue : corrigez-la par une note.",
    affected_count="Stagiaires touchés",
    lost_minutes="Minutes perdues",
    injury="Santé",
    injury_yes="Une personne est blessée ou souffrante",
)

_ANSWERING = AnsweringTexts(
    waive_reason="Pourquoi personne ne peut être joint",
    waive_reason_hint="Par exemple, une réclamation anonyme : aucun accusé n'est alors dû.",
    questions="Ce qui nous manque",
    no_pause="Cette demande ne suspend rien : la solution reste attendue {when}.",
    information="Ce que le réclamant a ajouté",
    information_at="Reçu le",
    analysis="Constats",
    root_cause="Cause racine",
    root_cause_due="Gravité {severity} : la cause racine et sa famille sont obligatoires.",
    cause_family="Famille de cause",
    why="Pourquoi ? ({number} sur 5)",
    people_involved="Personnes associées à l'analyse",
    outcome="La réclamation est",
    solution="Solution proposée",
    reasons="Raisons de ce qui n'est pas retenu",
    reasons_hint="Si elle n'est fondée qu'en partie, ou pas du tout.",
    implemented_on="Mise en œuvre prévue le",
    prevention="Pour éviter que cela se reproduise",
    in_letter=("Ces textes et les constats entrent dans la lettre, que vous relirez juste après."),
    decision="Décision du réclamant",
    decided_at="Connue le",
    exhausted="Recours",
    exhausted_yes="Tous les recours sont épuisés",
    comment="Commentaire",
    extension_reason="Motif de la prolongation",
    extension_done="Ce qui est fait",
    extension_remaining="Ce qui reste à faire",
    new_due_at="Nouvelle échéance",
    due_now="Échéance actuelle : {when}. La nouvelle date doit être dite avant.",
    due_past=(
        "L'échéance du {when} est passée : la nouvelle date sera notée, "
        "mais l'échéance reste manquée."
    ),
    implemented_at="En place depuis le",
    implementation="Ce qui le montre",
    asked_at="Question posée ou réponse reçue le",
    solved="Le problème est-il réglé ?",
    solved_hint=(
        "Sans réponse encore, laissez vide : la tentative est notée, "
        "et la lettre rédigée si vous écrivez."
    ),
    score="Note de 1 à 5",
    verbatim="Ce qu'en dit le réclamant",
)

_ENDING = EndingTexts(
    complete="Tout ce que la politique demande est fait : le dossier peut être clôturé.",
    closing_reason="Commentaire de clôture",
    closing_reason_due="Le réclamant dit le problème non réglé : pourquoi clôturer",
    reopen_reason="Pourquoi rouvrir ce dossier",
    answer_due_at="Nouvelle échéance de réponse",
    inadmissibility="Motif de non-recevabilité",
    inadmissibility_reason="Explication donnée au réclamant",
    duplicate_of="Référence du dossier d'origine",
    duplicate_hint="Par exemple REC-2026-0003. Les deux dossiers seront liés.",
    untold="Réclamant à ne pas prévenir : pourquoi",
    untold_hint="Par exemple, le même appel saisi deux fois. Laissez vide pour lui écrire.",
    withdraw_reason="Pourquoi le dossier est retiré",
)

_INCIDENT = IncidentStepTexts(
    measures="Mesures",
    explanation="Ce qui est décidé",
    continuity="La session peut-elle continuer ?",
    lost_minutes="Minutes perdues",
    certifier_rule="Règle du certificateur",
    certifier_hint="Si le contenu est ajusté : comment la durée réglementée est tenue.",
    parties="Personnes informées",
    parties_hint="Par fonction, par exemple : les douze stagiaires et leur employeur.",
    what_happened="Ce qui s'est passé",
    no_names="Ni nom ni donnée de santé : ce texte est diffusé.",
    consequence="Conséquence pour la session",
    what_changes="Ce qui change pour les personnes informées",
    next_point="Prochain point",
    waived="Sans objet : motif",
    waived_hint="Personne à informer ? Dites seulement pourquoi, le reste peut rester vide.",
)

FRENCH_STEPS = StepTexts(
    label=LABELS,
    action_label=ACTION_LABELS,
    submit="Enregistrer",
    words=WORDS,
    refused=_REFUSED,
    letter=_LETTER,
    handling=_HANDLING,
    answering=_ANSWERING,
    ending=_ENDING,
    incident=_INCIDENT,
    action=ACTION,
    outside=OUTSIDE,
    life=LIFE,
)
