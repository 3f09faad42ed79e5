"""Texts for the two who handle sealed reports: the list, a report, a step, the nudge."""

from bot.domain.sealed.dues import DueKind
from bot.domain.sealed.reports import SealedStep
from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class SealedHandlingTexts(Area):
    """Read by the handlers alone, but for the nudge, which says nothing."""

    nudge = Text(
        fr="Vigie : quelque chose vous attend. Ouvrez l'accueil de Vigie.",
        en="Vigie: something waits for you. Open Vigie's Home tab.",
    )
    list_title = Text(fr="Signalements", en="Reports")
    none = Text(fr="Aucun signalement ne vous attend.", en="There is no report for you to handle.")
    row = Text(fr="*{ref}* · {state}", en="*{ref}* · {state}")
    unread = Text(fr=":large_blue_circle: À lire", en=":large_blue_circle: To be read")
    opened_by = Text(fr="ouvert en dernier par {name}", en="last opened by {name}")
    open = Text(fr="Ouvrir", en="Open")
    open_spoken = Text(fr="Ouvrir {ref}", en="Open {ref}")
    in_danger = Text(
        fr=":rotating_light: Danger signalé au dépôt", en=":rotating_light: Danger told at filing"
    )
    due = Choices(
        {
            DueKind.ACKNOWLEDGE: Text(fr="écrire au plus tard le {day}", en="write by {day}"),
            DueKind.ASSESS: Text(fr="évaluer au plus tard le {day}", en="assess by {day}"),
            DueKind.MEET: Text(fr="rencontrer au plus tard le {day}", en="meet by {day}"),
            DueKind.ANSWER: Text(
                fr="dire ce qui est fait au plus tard le {day}", en="tell what is done by {day}"
            ),
            DueKind.WATCH: Text(
                fr="vérifier l'absence de représailles le {day}",
                en="check that nobody takes revenge on {day}",
            ),
        }
    )
    flawed = Both(
        fr=Counted(
            none="",
            one=(
                ":warning: 1 signalement ne s'ouvre pas : ses données ont été changées ou retirées "
                "hors de Vigie, ou ses clés manquent. Prévenez ensemble la direction."
            ),
            many=(
                ":warning: {count} signalements ne s'ouvrent pas : leurs données ont été changées "
                "ou retirées hors de Vigie, ou leurs clés manquent. Prévenez ensemble la direction."
            ),
        ),
        en=Counted(
            none="",
            one=(
                ":warning: 1 report does not open: its data were changed or taken away outside "
                "Vigie, or its keys are missing. Tell the management together."
            ),
            many=(
                ":warning: {count} reports do not open: their data were changed or taken away "
                "outside Vigie, or their keys are missing. Tell the management together."
            ),
        ),
    )
    told = Text(fr="*{label}*\n{said}", en="*{label}*\n{said}")
    filed = Text(fr="Déposé le {moment}", en="Filed on {moment}")
    added = Text(fr="*Ajouté* avec le code, le {moment}", en="*Added* with the code, on {moment}")
    opened = Text(fr="Ouvert par {name}, le {moment}", en="Opened by {name}, on {moment}")
    done = Text(fr="*{step}* · {name}, le {moment}", en="*{step}* · {name}, on {moment}")
    proposed = Text(
        fr="Proposé : *{step}* · {name}, le {moment}",
        en="Proposed: *{step}* · {name}, on {moment}",
    )
    earlier = Both(
        fr=Counted(none="", one="1 entrée plus ancienne", many="{count} entrées plus anciennes"),
        en=Counted(none="", one="1 earlier entry", many="{count} earlier entries"),
    )
    one_alone = Text(
        fr=(
            "Personne d'autre que vous ne peut l'ouvrir : pour clore, écarter ou effacer, faites "
            "contresigner sur papier par le contact hors de l'école ({contact})."
        ),
        en=(
            "You alone can open it: to close, set aside or erase it, have it countersigned on "
            "paper by the contact outside the school ({contact})."
        ),
    )
    newcomers = Text(
        fr=(
            "Pas d'accès, faute d'avoir été là au dépôt : {names}. Admettez ces personnes si rien "
            "ne les met en cause ici."
        ),
        en=(
            "Came since it was filed, without access: {names}. Admit them if this is not about "
            "them."
        ),
    )
    act = Text(fr="Agir", en="Act")
    submit = Text(fr="Enregistrer", en="Keep")
    back = Text(fr="Annuler", en="Cancel")
    which = Text(fr="Ce que vous faites", en="What you do")
    choose = Text(fr="Choisir", en="Choose")
    step = Choices(
        {
            SealedStep.REPLY: Text(fr="Écrire à la personne", en="Write to the person"),
            SealedStep.ANSWER: Text(fr="Lui dire ce qui est fait", en="Tell what is done"),
            SealedStep.ASSESSMENT: Text(
                fr="Évaluer : recevable, risque", en="Assess: admissible, risk"
            ),
            SealedStep.MEASURE: Text(fr="Mesure de protection", en="Protective measure"),
            SealedStep.HEARD: Text(fr="Personne entendue", en="Somebody heard"),
            SealedStep.HELP: Text(fr="Aide extérieure", en="Outside help"),
            SealedStep.AUTHORITY: Text(
                fr="Autorité prévenue, ou pourquoi non", en="Authority informed, or why not"
            ),
            SealedStep.MEETING: Text(fr="Rendez-vous tenu", en="Meeting held"),
            SealedStep.FINDING: Text(fr="Constat", en="Finding"),
            SealedStep.WATCH: Text(
                fr="Absence de représailles vérifiée", en="Checked that nobody takes revenge"
            ),
            SealedStep.NOTE: Text(fr="Note", en="Note"),
            SealedStep.ADMIT: Text(fr="Admettre qui est arrivé", en="Admit who came"),
            SealedStep.OUT_OF_SCOPE: Text(fr="Écarter : hors du champ", en="Set aside"),
            SealedStep.CLOSE: Text(fr="Clore, avec la lettre de fin", en="Close, with a letter"),
            SealedStep.ERASE: Text(fr="Effacer", en="Erase"),
        }
    )
    meaning = Choices(
        {
            SealedStep.REPLY: Text(fr="lu avec le code", en="read with the code"),
            SealedStep.ANSWER: Text(fr="lu avec le code, sous 3 mois", en="read with the code"),
            SealedStep.ASSESSMENT: Text(
                fr="et les mesures du jour même", en="and the same day's measures"
            ),
            SealedStep.MEASURE: Text(
                fr="séparer, changer de groupe, suspendre ; qui a consenti",
                en="separate, change groups, suspend; who consented",
            ),
            SealedStep.HEARD: Text(
                fr="qui, quand, par quels deux, relu et signé",
                en="who, when, by which two, read again and signed",
            ),
            SealedStep.HELP: Text(
                fr="3919, 116 006, médecine du travail, association",
                en="3919, 116 006, occupational doctor, association",
            ),
            SealedStep.AUTHORITY: Text(
                fr="mineur ou vulnérable : le jour même ; avis pris",
                en="minor or vulnerable: the same day; advice taken",
            ),
            SealedStep.MEETING: Text(fr="quand, avec qui", en="when, with whom"),
            SealedStep.FINDING: Text(
                fr="établi, non établi, en partie ; décisions, recours",
                en="established, not, in part; decisions, appeal",
            ),
            SealedStep.WATCH: Text(
                fr="1, 3 et 6 mois après la clôture", en="1, 3 and 6 months after closing"
            ),
            SealedStep.NOTE: Text(fr="lue par qui traite", en="read by who handles"),
            SealedStep.ADMIT: Text(
                fr="si rien ne met cette personne en cause", en="if this is not about them"
            ),
            SealedStep.OUT_OF_SCOPE: Text(
                fr="à deux ; la raison est lue avec le code", en="by two; the reason is told"
            ),
            SealedStep.CLOSE: Text(
                fr="à deux ; la lettre est lue avec le code", en="by two; the letter is told"
            ),
            SealedStep.ERASE: Text(
                fr="à deux, une fois fini ; sans retour", en="by two, once ended; for good"
            ),
        }
    )
    text = Text(fr="Ce qui est fait, dit ou décidé", en="What is done, said or decided")
    text_hint = Text(
        fr="Des faits ; pour qui a déposé, des mots qu'on peut lire seul le soir.",
        en="Facts; for who filed it, words that one can read alone in the evening.",
    )
    countersigned = Text(
        fr="Si personne d'autre ne peut l'ouvrir : qui a contresigné sur papier, et quand",
        en="If you are alone: who countersigned on paper, and when",
    )
    by_two = Text(
        fr=(
            "Clore, écarter et effacer se décident à deux : la première personne propose, la "
            "seconde fait le même choix."
        ),
        en="Closing, setting aside and erasing take two: one proposes, the other chooses the same.",
    )
    not_yet = Text(
        fr=(
            "Pas encore : on n'efface qu'un signalement clos ou écarté, et quand personne d'autre "
            "ne peut l'ouvrir, il faut la contresignature."
        ),
        en="Not yet: only an ended report is erased, and alone you need the countersignature.",
    )
    erased = Text(
        fr="C'est effacé : sa clé est détruite, et ses anciennes copies ne s'ouvrent plus quand "
        "celles du coffre sont périmées, dans 35 jours au plus.",
        en="It is erased: its key is destroyed, and its old copies open no more once the store's "
        "own are out of date, in 35 days at most.",
    )
