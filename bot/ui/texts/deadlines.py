"""Texts of reminders, and days, moments and durations in words."""

from bot.domain.deadlines.reminders import Snooze
from bot.domain.school.policies import DeadlineKind
from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class ReminderTexts(Area):
    """Reminders of deadlines that come near or have passed."""

    expected = Choices(
        {
            DeadlineKind.ACK: Text(
                fr="l'accusé de réception est attendu {when}",
                en="the acknowledgement is due {when}",
            ),
            DeadlineKind.SOLUTION: Text(
                fr="la solution est attendue {when}", en="the solution is due {when}"
            ),
            DeadlineKind.CHARGE: Text(
                fr="la prise en charge est attendue {when}", en="somebody is to take it on {when}"
            ),
            DeadlineKind.INFORMATION: Text(
                fr="le point d'information est attendu {when}",
                en="the update to those concerned is due {when}",
            ),
            DeadlineKind.FOLLOW_UP: Text(
                fr="le suivi de satisfaction est attendu {when}",
                en="the satisfaction follow-up is due {when}",
            ),
            DeadlineKind.NEXT_STEP: Text(
                fr="rien n'a bougé depuis {since}", en="nothing has moved since {since}"
            ),
            DeadlineKind.ACTION: Text(
                fr="cette action est à faire {by}", en="this action is to be done {by}"
            ),
            DeadlineKind.EFFECT: Text(
                fr="l'effet de cette action est à vérifier {by}",
                en="the effect of this action is to be checked {by}",
            ),
            DeadlineKind.EXTERNAL: Text(
                fr="{external}, à faire {by}", en="{external}, to be done {by}"
            ),
        }
    )
    late = Choices(
        {
            DeadlineKind.ACK: Text(
                fr="l'accusé de réception est en retard de {span} (échéance : {when})",
                en="the acknowledgement is {span} late (due {when})",
            ),
            DeadlineKind.SOLUTION: Text(
                fr="la solution est en retard de {span} (échéance : {when})",
                en="the solution is {span} late (due {when})",
            ),
            DeadlineKind.CHARGE: Text(
                fr="la prise en charge est en retard de {span} (échéance : {when})",
                en="taking it on is {span} late (due {when})",
            ),
            DeadlineKind.INFORMATION: Text(
                fr="le point d'information est en retard de {span} (échéance : {when})",
                en="the update to those concerned is {span} late (due {when})",
            ),
            DeadlineKind.FOLLOW_UP: Text(
                fr="le suivi de satisfaction est attendu depuis {span} (prévu : {when})",
                en="the satisfaction follow-up has been awaited for {span} (planned: {when})",
            ),
            DeadlineKind.NEXT_STEP: Text(
                fr="rien n'a bougé depuis {since}", en="nothing has moved since {since}"
            ),
            DeadlineKind.ACTION: Text(
                fr="cette action est en retard de {span} (échéance : {when})",
                en="this action is {span} late (due {when})",
            ),
            DeadlineKind.EFFECT: Text(
                fr="la vérification de l'effet est en retard de {span} (échéance : {when})",
                en="checking the effect is {span} late (due {when})",
            ),
            DeadlineKind.EXTERNAL: Text(
                fr="{external}, en retard de {span} (échéance : {when})",
                en="{external}, {span} late (due {when})",
            ),
        }
    )
    sentence = Text(fr="*{ref}*{about} : {what}.", en="*{ref}*{about}: {what}.")
    now = Choices(
        {
            DeadlineKind.ACK: Text(
                fr="l'accusé de réception est dû maintenant", en="the acknowledgement is due now"
            ),
            DeadlineKind.SOLUTION: Text(
                fr="la solution est due maintenant", en="the solution is due now"
            ),
            DeadlineKind.CHARGE: Text(
                fr="la prise en charge est due maintenant", en="somebody is to take it on now"
            ),
            DeadlineKind.INFORMATION: Text(
                fr="le point d'information est dû maintenant", en="the update is due now"
            ),
            DeadlineKind.FOLLOW_UP: Text(
                fr="c'est le moment du suivi de satisfaction",
                en="the satisfaction follow-up is due now",
            ),
            DeadlineKind.NEXT_STEP: Text(
                fr="rien n'a bougé depuis {since}", en="nothing has moved since {since}"
            ),
            DeadlineKind.ACTION: Text(
                fr="le jour fixé pour cette action s'achève",
                en="the day set for this action is ending",
            ),
            DeadlineKind.EFFECT: Text(
                fr="le jour fixé pour vérifier l'effet de cette action s'achève",
                en="the day set for checking the effect of this action is ending",
            ),
            DeadlineKind.EXTERNAL: Text(
                fr="{external}, à faire maintenant", en="{external}, to be done now"
            ),
        }
    )
    last_moment = Text(
        fr="C'est le dernier moment ouvré avant l'échéance.",
        en="This is the last working moment before the deadline.",
    )
    to_do = Text(fr="À faire : {what}.", en="To do: {what}.")
    owner = Text(fr="Pilote : {who}.", en="Owner: {who}.")
    no_owner = Text(fr="Personne n'en est encore le pilote.", en="Nobody owns it yet.")
    owner_left = Text(
        fr="{who} n'est plus dans cet espace Slack : le dossier attend un pilote.",
        en="{who} is no longer in this workspace: the case needs an owner.",
    )
    unreached = Text(
        fr="Slack ne nous laisse pas écrire à {who} : à vous de relayer.",
        en="Slack does not let us write to {who}: please pass it on.",
    )
    after_outage = Text(
        fr="Vigie était à l'arrêt, ce rappel arrive donc en retard.",
        en="Vigie was down, so this reminder comes late.",
    )
    together = Both(
        fr=Counted(
            none="Aucune échéance ne vous attend.",
            one="1 échéance vous attend :",
            many="{count} échéances vous attendent :",
        ),
        en=Counted(
            none="No deadline awaits you.",
            one="1 deadline awaits you:",
            many="{count} deadlines await you:",
        ),
    )
    together_of_others = Both(
        fr=Counted(
            none="",
            one="1 échéance à suivre :",
            many="{count} échéances à suivre :",
        ),
        en=Counted(
            none="",
            one="1 deadline to follow:",
            many="{count} deadlines to follow:",
        ),
    )
    together_after_outage = Text(
        fr="Vigie était à l'arrêt. Voici où en sont les échéances :",
        en="Vigie was down. This is where deadlines stand:",
    )
    morning = Text(fr="Échéances au {day} :", en="Deadlines as of {day}:")
    morning_of = Text(
        fr="Les échéances de {who}, que Slack ne nous laisse pas prévenir :",
        en="The deadlines of {who}, to whom Slack does not let us write:",
    )
    week = Text(fr="Semaine du {day} : {count}. {late}", en="Week of {day}: {count}. {late}")
    own_week = Text(
        fr="Semaine du {day}, pour ce dont vous êtes pilote : {count}. {late}",
        en="Week of {day}, for what you are in charge of: {count}. {late}",
    )
    week_count = Both(
        fr=Counted(
            none="aucune échéance cette semaine",
            one="1 échéance cette semaine",
            many="{count} échéances cette semaine",
        ),
        en=Counted(
            none="no deadline this week",
            one="1 deadline this week",
            many="{count} deadlines this week",
        ),
    )
    late_promises = Both(
        fr=Counted(
            none="Aucune promesse dépassée :white_check_mark:",
            one="1 promesse dépassée :warning:",
            many="{count} promesses dépassées :warning:",
        ),
        en=Counted(
            none="No promise overdue :white_check_mark:",
            one="1 promise overdue :warning:",
            many="{count} promises overdue :warning:",
        ),
    )
    late_outside = Both(
        fr=Counted(
            none="",
            one="1 échéance extérieure dépassée",
            many="{count} échéances extérieures dépassées",
        ),
        en=Counted(
            none="", one="1 outside deadline overdue", many="{count} outside deadlines overdue"
        ),
    )
    late_actions = Both(
        fr=Counted(none="", one="1 action en retard", many="{count} actions en retard"),
        en=Counted(none="", one="1 action late", many="{count} actions late"),
    )
    late_checks = Both(
        fr=Counted(
            none="",
            one="1 vérification d'effet en retard",
            many="{count} vérifications d'effet en retard",
        ),
        en=Counted(none="", one="1 check of effect late", many="{count} checks of effect late"),
    )
    waiting = Both(
        fr=Counted(
            none="", one="1 dossier attend une suite", many="{count} dossiers attendent une suite"
        ),
        en=Counted(
            none="", one="1 case awaits its next step", many="{count} cases await their next step"
        ),
    )
    line = Text(fr="{when} · *{ref}* · {what}{who}", en="{when} · *{ref}* · {what}{who}")
    line_late = Text(
        fr="en retard de {span} · *{ref}* · {what}{who}", en="{span} late · *{ref}* · {what}{who}"
    )
    line_awaited = Text(
        fr="attendu depuis {span} · *{ref}* · {what}{who}",
        en="awaited for {span} · *{ref}* · {what}{who}",
    )
    line_since = Text(
        fr="attend une suite depuis {span} · *{ref}*{who}",
        en="awaits its next step for {span} · *{ref}*{who}",
    )
    and_more = Both(
        fr=Counted(none="", one="et 1 autre", many="et {count} autres"),
        en=Counted(none="", one="and 1 more", many="and {count} more"),
    )
    snooze = Text(fr="Me le rappeler", en="Remind me")
    snoozes = Choices(
        {
            Snooze.TWO_HOURS: Text(fr="Dans 2 h", en="In 2 hours"),
            Snooze.TOMORROW_MORNING: Text(fr="Demain matin", en="Tomorrow morning"),
            Snooze.MONDAY: Text(fr="Lundi", en="On Monday"),
        }
    )
    snoozed = Text(
        fr="C'est noté : nous vous le rappellerons {when}.", en="Noted: we will remind you {when}."
    )
    old = Text(
        fr="Ce rappel est ancien. Ce qui vous attend est à l'accueil de Vigie.",
        en="This reminder is old. What waits for you is in Vigie's Home tab.",
    )
    over = Text(
        fr=(
            "*{ref}*, {what} : il n'y a plus rien à rappeler. C'est fait, sans objet, ou la date "
            "a changé."
        ),
        en="*{ref}*, {what}: nothing is left to recall. It is done or no longer needed, or the "
        "date has changed.",
    )
    moot = Text(
        fr="Il n'y a plus rien à rappeler : cette échéance est tenue, ou elle a été déplacée.",
        en="There is nothing left to recall: this deadline was met or moved.",
    )
    audit = Both(
        fr=Counted(
            none="",
            one="1 dossier ouvert n'avait aucun rappel prévu.",
            many="{count} dossiers ouverts n'avaient aucun rappel prévu.",
        ),
        en=Counted(
            none="",
            one="1 open case had no reminder planned.",
            many="{count} open cases had no reminder planned.",
        ),
    )
    audit_done = Text(
        fr="C'est fait maintenant ; vérifiez tout de même : {refs}.",
        en="That is done now; have a look all the same: {refs}.",
    )


class DateTexts(Area):
    """Weekdays begin on Monday."""

    weekdays = Both(
        fr=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        en=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    )
    months = Both(
        fr=(
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ),
        en=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
    )
    first_of_month = Text(fr="1er", en="1")
    day = Text(fr="{weekday} {day} {month}", en="{weekday} {day} {month}")
    day_with_year = Text(fr="{weekday} {day} {month} {year}", en="{weekday} {day} {month} {year}")
    moment = Text(fr="{day} à {time}", en="{day} at {time}")
    on = Text(fr="le {moment}", en="on {moment}")
    today = Text(fr="aujourd'hui", en="today")
    yesterday = Text(fr="hier", en="yesterday")
    before = Text(fr="avant {moment}", en="by {moment}")
    before_today = Text(fr="aujourd'hui avant {time}", en="today by {time}")
    by_day = Text(fr="{day} au plus tard", en="{day} at the latest")
    time = Text(fr="{hour} h {minute:02}", en="{hour:02}:{minute:02}")
    whose_hours = Text(
        fr="Les heures indiquées sont celles de {place}.", en="Times are {place} time."
    )
    minutes = Text(fr="{count} min", en="{count} min")
    hours = Text(fr="{count} h", en="{count} h")
    hours_and_minutes = Text(fr="{hours} h {minutes:02}", en="{hours} h {minutes:02}")
    days = Text(fr="{count} j", en="{count} days")
