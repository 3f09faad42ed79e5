"""Why a step is refused, what is missing, and who can."""

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.refusals import Missing, Reason
from bot.ui.texts.language import Area, Choices, Text


class RefusedTexts(Area):
    """Why a step is refused, what is missing, and who can.

    `to_do` is the step as a verb: « clôturer ce dossier ».
    """

    reason = Choices(
        {
            Reason.ROLE: Text(fr="Seul {who} peut {what}.", en="Only {who} can {what}."),
            Reason.KIND: Text(
                fr="Cette étape n'existe pas pour ce genre de dossier.",
                en="There is no such step for this kind of case.",
            ),
            Reason.STATUS: Text(
                fr="À l'état « {status} », on ne peut pas {what}.",
                en="While its status is “{status}”, nobody can {what}.",
            ),
            Reason.ALREADY_DONE: Text(fr="C'est déjà fait.", en="This is done already."),
            Reason.UNCHANGED: Text(
                fr="Rien n'est corrigé : changez au moins un fait, ou annulez.",
                en="Nothing is corrected: change one fact at least, or cancel.",
            ),
            Reason.TAKEN: Text(
                fr="{person} a déjà ce dossier en charge.",
                en="{person} has taken on this case already.",
            ),
            Reason.EMPTY: Text(fr="Ce champ est à remplir.", en="This field has to be filled in."),
            Reason.IN_FUTURE: Text(
                fr="Cette date est à venir : donnez le moment où cela s'est passé.",
                en="This date is yet to come: give the moment it happened.",
            ),
            Reason.IN_PAST: Text(
                fr="Cette date est passée : choisissez aujourd'hui ou un jour à venir.",
                en="This day is past: choose today or a day to come.",
            ),
            Reason.TOO_EARLY: Text(
                fr="C'est trop tôt : au plus tôt {limit}.",
                en="This is too early: {limit} at the earliest.",
            ),
            Reason.TOO_LATE: Text(
                fr="C'est trop tard : au plus tard {limit}.",
                en="This is too late: {limit} at the latest.",
            ),
            Reason.NOT_LATER: Text(
                fr="La nouvelle date doit venir après {limit}.",
                en="The new date has to come after {limit}.",
            ),
            Reason.TOO_MANY: Text(
                fr=(
                    "Aucune autre prolongation n'est possible : la politique en permet {most} au "
                    "plus. Il reste à proposer une solution."
                ),
                en=(
                    "No further extension is possible: the policy allows {most} at most. What is "
                    "left is to propose a solution."
                ),
            ),
            Reason.TOO_LONG: Text(
                fr="Une prolongation ajoute {most} jours au plus.",
                en="An extension adds {most} days at most.",
            ),
            Reason.OUT_OF_RANGE: Text(
                fr="Cette valeur n'est pas possible ici.", en="This value is not possible here."
            ),
            Reason.BELOW_FLOOR: Text(
                fr=(
                    "Cette catégorie demande au moins la gravité « {floor} ». Pour l'abaisser, "
                    "dites pourquoi dans « Qualifier »."
                ),
                en=(
                    "This category calls for the severity “{floor}” at least. To lower it, say why "
                    "in “Qualify”."
                ),
            ),
            Reason.TOO_GRAVE: Text(
                fr=(
                    "Une réclamation majeure ou critique ne se règle pas en une fois : faites "
                    "« Analyser », puis « Proposer une solution »."
                ),
                en=(
                    "A major or critical complaint is not settled in one go: do “Analyse”, then "
                    "“Propose a solution”."
                ),
            ),
            Reason.NEEDS_REASON: Text(fr="Dites pourquoi.", en="Say why."),
            Reason.NEEDS_ANALYSIS: Text(
                fr="Il manque l'analyse : faites « Analyser » d'abord.",
                en="The analysis is missing: do “Analyse” first.",
            ),
            Reason.NEEDS_ROOT_CAUSE: Text(
                fr=(
                    "Il manque la cause racine et sa famille, obligatoires pour une gravité "
                    "majeure ou critique : faites « Analyser » d'abord."
                ),
                en=(
                    "The root cause and its family are missing, and compulsory for a major or "
                    "critical severity: do “Analyse” first."
                ),
            ),
            Reason.NEEDS_MEDIATOR: Text(
                fr=(
                    "Il manque le médiateur de la consommation, à nommer à tout particulier : un "
                    "responsable qualité le renseigne avec `/qualite reglages`."
                ),
                en=(
                    "The consumer mediator is missing, whom every individual must be told of: a "
                    "quality manager sets it with `/qualite reglages`."
                ),
            ),
            Reason.NEEDS_LETTER: Text(
                fr="Il manque ce qui a été écrit ou dit au réclamant.",
                en="What the complainant was written or told is missing.",
            ),
            Reason.NO_ADDRESSEE: Text(
                fr="Le réclamant est injoignable : personne à qui l'adresser.",
                en="The complainant cannot be reached: there is nobody to tell.",
            ),
            Reason.CONFLICT_OF_INTEREST: Text(
                fr="Ce dossier concerne cette personne : choisissez quelqu'un d'autre.",
                en="This case concerns this person: choose somebody else.",
            ),
            Reason.NOBODY_LEFT: Text(
                fr=(
                    "Plus personne ne pourrait traiter ce dossier : nommez d'abord un autre "
                    "responsable avec `/qualite reglages`."
                ),
                en=(
                    "Nobody could handle this case any more: first choose somebody else in charge "
                    "with `/qualite reglages`."
                ),
            ),
            Reason.HAS_LEFT: Text(
                fr="Cette personne n'a plus de compte Slack : choisissez quelqu'un d'autre.",
                en="This person has no Slack account any more: choose somebody else.",
            ),
            Reason.IS_BOT: Text(
                fr="C'est une application : choisissez une personne.",
                en="This is an app: choose a person.",
            ),
            Reason.NO_SUCH_CASE: Text(
                fr="Aucun dossier du même genre ne porte cette référence.",
                en="No case of the same kind has this reference.",
            ),
            Reason.SAME_CASE: Text(
                fr="C'est la référence de ce dossier : donnez celle de l'autre.",
                en="This is the reference of this very case: give the other's.",
            ),
            Reason.IS_DUPLICATE: Text(
                fr="Ce dossier est lui-même un doublon : donnez la référence qu'il répète.",
                en="That case is a duplicate itself: give the one it repeats.",
            ),
            Reason.NOT_HANDLED: Text(
                fr=(
                    "Plus personne ne traite ce dossier : rouvrez-le d'abord, ou donnez la "
                    "référence d'un dossier en cours."
                ),
                en="Nobody sees to that case any more: reopen it first, or give one that is open.",
            ),
            Reason.HAS_DUPLICATES: Text(
                fr=(
                    "D'autres dossiers sont des doublons de {ref}, qui traite leur sujet : marquez "
                    "plutôt l'autre dossier comme doublon de celui-ci."
                ),
                en=(
                    "Other cases are duplicates of {ref}, which sees to their matter: mark the "
                    "other case as a duplicate of this one instead."
                ),
            ),
            Reason.INCOMPLETE: Text(
                fr="Pas encore : avant de clôturer {ref}, il manque :",
                en="Not yet: before {ref} can be closed, it lacks:",
            ),
            Reason.NOT_ON_SPOT: Text(
                fr=(
                    "Ce dossier ne se valide pas d'un geste : il n'est pas réglé sur place, ou "
                    "doit être traité en entier (blessure, danger, violence, confidentialité)."
                ),
                en=(
                    "This case cannot be validated at a press: it is not settled on the spot, or "
                    "has to be handled in full (somebody hurt, danger, violence, confidentiality)."
                ),
            ),
            Reason.LETTER_ON_ITS_WAY: Text(
                fr=(
                    "Une lettre de ce dossier est déjà en cours d'envoi par courriel, ou son issue "
                    "est inconnue : il faut d'abord savoir si elle est partie."
                ),
                en=(
                    "A letter of this case is already on its way by e-mail, or its outcome is "
                    "unknown: whether it has left comes first."
                ),
            ),
            Reason.LETTER_SENT_ALREADY: Text(
                fr=(
                    "La même lettre, mot pour mot, est partie à cette adresse depuis moins d'un "
                    "jour : changez-la si une autre doit partir."
                ),
                en=(
                    "The same letter, word for word, left for this address less than a day ago: "
                    "change it if another one is to leave."
                ),
            ),
            Reason.NO_MAIL: Text(
                fr=(
                    "Cette lettre ne peut pas partir par courriel : il faut une adresse, une "
                    "seule, sans accent."
                ),
                en=(
                    "This letter cannot leave by e-mail: it takes one address, and only one, "
                    "without accents."
                ),
            ),
            Reason.LETTER_SETTLED: Text(
                fr="On sait déjà ce que cette lettre est devenue : regardez le dossier.",
                en="What became of this letter is known already: look at the case.",
            ),
            Reason.NOT_INDEPENDENT: Text(
                fr=(
                    "L'effet d'une action est vérifié par quelqu'un d'autre que la personne qui "
                    "l'a pilotée ou faite."
                ),
                en=(
                    "The effect of an action is checked by somebody other than whoever owned or "
                    "did it."
                ),
            ),
        }
    )
    missing = Choices(
        {
            Missing.ACKNOWLEDGEMENT: Text(
                fr="• l'accusé de réception : « Accuser réception »",
                en="• the acknowledgement: “Acknowledge”",
            ),
            Missing.QUALIFICATION: Text(
                fr="• la catégorie et la gravité, encore à confirmer : « Qualifier »",
                en="• the category and the severity, still to be confirmed: “Qualify”",
            ),
            Missing.ANSWER: Text(
                fr=(
                    "• la réponse au réclamant : « Répondre et régler » si la réclamation est "
                    "mineure ou modérée, sinon « Proposer une solution »"
                ),
                en=(
                    "• the answer to the complainant: “Answer and settle” if the complaint is "
                    "minor or moderate, otherwise “Propose a solution”"
                ),
            ),
            Missing.ROOT_CAUSE: Text(
                fr="• la cause racine et sa famille : « Analyser »",
                en="• the root cause and its family: “Analyse”",
            ),
            Missing.IMPLEMENTATION: Text(
                fr="• la mise en œuvre de la solution : « Mise en œuvre »",
                en="• the solution put in place: “Implementation”",
            ),
            Missing.FOLLOW_UP: Text(
                fr=(
                    "• l'avis du réclamant, ou une tentative de l'obtenir (deux dès la gravité "
                    "modérée, ou si la réclamation n'est pas fondée) : « Suivi de satisfaction »"
                ),
                en=(
                    "• the complainant's opinion, or an attempt to have it (two from moderate up, "
                    "or if the complaint is not upheld): “Satisfaction follow-up”"
                ),
            ),
            Missing.MEASURE: Text(
                fr="• une mesure au moins : « Décider des mesures »",
                en="• one measure at least: “Decide on measures”",
            ),
            Missing.INFORMATION_POINT: Text(
                fr=(
                    "• le point d'information, ou la raison de s'en passer : « Point d'information "
                    "»"
                ),
                en=(
                    "• the update to those concerned, or why there is none: “Update those "
                    "concerned”"
                ),
            ),
            Missing.ACTIONS: Text(
                fr="• la fin des actions en cours, ou leur passage au plan d'action",
                en="• the end of its running actions, or their move to the action plan",
            ),
            Missing.EXTERNAL_DEADLINES: Text(
                fr="• ce que d'autres attendent : « Échéance tenue »",
                en="• what others wait for: “Deadline met”",
            ),
        }
    )
    role_many = Text(fr="Seuls {who} peuvent {what}.", en="Only {who} can {what}.")
    name_concerned = Text(fr="dire qui est mis en cause", en="say whom it is about")
    roles_or = Text(fr="{first} ou {last}", en="{first} or {last}")
    ask_one = Text(fr="Adressez-vous à {who}, {role}.", en="Turn to {who}, {role}.")
    ask_many = Text(
        fr="Adressez-vous à l'une de ces personnes : {who}.", en="Turn to one of these: {who}."
    )
    settled = Text(
        fr="Il faut d'abord rouvrir le dossier.", en="The case has to be reopened first."
    )
    action_status = Choices(
        {
            ActionStatus.TO_DO: Text(
                fr="Cette action est encore à faire.", en="This action is still to be done."
            ),
            ActionStatus.DONE: Text(
                fr="Cette action est déjà faite ; son effet reste à vérifier.",
                en="This action is done already; its effect is still to be checked.",
            ),
            ActionStatus.EFFECTIVE: Text(
                fr="Cette action est déjà faite, et son effet est vérifié.",
                en="This action is done already, and its effect has been checked.",
            ),
            ActionStatus.CANCELLED: Text(
                fr="Cette action a été annulée.", en="This action was cancelled."
            ),
        }
    )
    done_at = Text(fr="C'est déjà fait : {when}.", en="This is done already: {when}.")
    floor = Text(
        fr="En dessous de la gravité « {floor} », dites pourquoi.",
        en="Below the severity “{floor}”, say why.",
    )
    see_to_it = Text(fr="Vous pouvez vous en charger.", en="You can see to it yourself.")
    see_to = Text(fr="Peuvent s'en charger : {who}.", en="These can see to it: {who}.")
    spoke_of_harm = Text(
        fr=(
            "Ce dossier n'est pas clos : vos mots semblent parler d'une personne blessée, malade "
            "ou visée par une violence. Ils sont gardés en note, et le dossier est à traiter en "
            "entier."
        ),
        en=(
            "This case is not closed: your words seem to speak of somebody hurt, ill or met with "
            "violence. They are kept as a note, and the case has to be handled in full."
        ),
    )
    title = Text(fr="Pas maintenant", en="Not now")
    now = Text(fr="Voici le dossier tel qu'il est.", en="Here is the case as it is.")
    lost = Text(
        fr="Votre texte n'est pas enregistré. Le voici, à reprendre si besoin :",
        en="Your text was not saved. Here it is, to be used again:",
    )
