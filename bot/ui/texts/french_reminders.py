"""What is said in French of deadlines, before and after; written with plain spaces."""

from bot.domain.policies import DeadlineKind
from bot.domain.snoozes import Snooze
from bot.ui.texts.catalogue import Counted, ReminderTexts

FRENCH_REMINDERS = ReminderTexts(
    expected={
        DeadlineKind.ACK: "l'accusé de réception est attendu {when}",
        DeadlineKind.SOLUTION: "la solution est attendue {when}",
        DeadlineKind.CHARGE: "la prise en charge est attendue {when}",
        DeadlineKind.INFORMATION: "le point d'information est attendu {when}",
        DeadlineKind.FOLLOW_UP: "le suivi de satisfaction est attendu {when}",
        DeadlineKind.NEXT_STEP: "rien n'a bougé depuis {since}",
        DeadlineKind.ACTION: "cette action est à réaliser avant {when}",
        DeadlineKind.EXTERNAL: "{external}, à faire avant {when}",
    },
    late={
        DeadlineKind.ACK: "l'accusé de réception est en retard de {span} (échéance : {when})",
        DeadlineKind.SOLUTION: "la solution est en retard de {span} (échéance : {when})",
        DeadlineKind.CHARGE: "la prise en charge est en retard de {span} (échéance : {when})",
        DeadlineKind.INFORMATION: (
            "le point d'information est en retard de {span} (échéance : {when})"
        ),
        DeadlineKind.FOLLOW_UP: (
            "le suivi de satisfaction est en retard de {span} (échéance : {when})"
        ),
        DeadlineKind.NEXT_STEP: "rien n'a bougé depuis {since}",
        DeadlineKind.ACTION: "cette action est en retard de {span} (échéance : {when})",
        DeadlineKind.EXTERNAL: ("{external}, en retard de {span} (échéance : {when})"),
    },
    name={
        DeadlineKind.ACK: "accusé de réception",
        DeadlineKind.SOLUTION: "solution",
        DeadlineKind.CHARGE: "prise en charge",
        DeadlineKind.INFORMATION: "point d'information",
        DeadlineKind.FOLLOW_UP: "suivi de satisfaction",
        DeadlineKind.NEXT_STEP: "suite à donner",
        DeadlineKind.ACTION: "action",
        DeadlineKind.EXTERNAL: "échéance extérieure",
    },
    sentence="*{ref}*{about} : {what}.",
    last_moment="Nous sommes {weekday}, dernier moment ouvré avant l'échéance.",
    to_do="À faire : {what}.",
    owner="Pilote : {who}.",
    no_owner="Personne n'en est encore le pilote.",
    owner_left="{who} n'est plus dans cet espace Slack : le dossier attend un pilote.",
    unreached="Slack ne nous laisse pas écrire à {who} : à vous de relayer.",
    after_outage="Vigie était à l'arrêt, ce rappel arrive donc en retard.",
    together=Counted(
        none="Aucune échéance ne vous attend.",
        one="1 échéance vous attend :",
        many="{count} échéances vous attendent :",
    ),
    together_after_outage="Vigie était à l'arrêt. Voici où en sont vos échéances :",
    morning="Vos échéances, ce matin :",
    morning_of="Les échéances de {who}, que Slack ne nous laisse pas prévenir :",
    week="Semaine du {day} : {count}. {late}",
    week_count=Counted(
        none="aucune échéance cette semaine",
        one="1 échéance cette semaine",
        many="{count} échéances cette semaine",
    ),
    week_late=Counted(
        none="Aucune échéance dépassée :white_check_mark:",
        one="1 échéance dépassée :warning:",
        many="{count} échéances dépassées :warning:",
    ),
    line="{when} · *{ref}* · {what}{who}",
    line_late="en retard de {span} · *{ref}* · {what}{who}",
    line_since="attend une suite depuis {span} · *{ref}*{who}",
    and_more=Counted(none="", one="et 1 autre", many="et {count} autres"),
    snooze="Me le rappeler",
    snoozes={
        Snooze.TWO_HOURS: "Dans 2 h",
        Snooze.TOMORROW_MORNING: "Demain matin",
        Snooze.MONDAY: "Lundi",
    },
    snoozed="C'est noté : nous vous le rappellerons {when}.",
    moot="Il n'y a plus rien à rappeler : cette échéance est tenue, ou elle a été déplacée.",
    audit=Counted(
        none="Chaque dossier ouvert a un rappel prévu.",
        one="1 dossier ouvert n'avait aucun rappel prévu.",
        many="{count} dossiers ouverts n'avaient aucun rappel prévu.",
    ),
    audit_done="C'est fait maintenant ; vérifiez tout de même : {refs}.",
)
