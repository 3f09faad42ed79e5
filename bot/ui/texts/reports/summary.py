"""Texts of the summary before the meeting."""

from bot.ui.texts.language import Area, Both, Counted, Text


class SummaryTexts(Area):
    """`of_months` are the months, January first, as they follow the word for summary."""

    of_months = Both(
        fr=(
            "de janvier",
            "de février",
            "de mars",
            "d'avril",
            "de mai",
            "de juin",
            "de juillet",
            "d'août",
            "de septembre",
            "d'octobre",
            "de novembre",
            "de décembre",
        ),
        en=(
            "of January",
            "of February",
            "of March",
            "of April",
            "of May",
            "of June",
            "of July",
            "of August",
            "of September",
            "of October",
            "of November",
            "of December",
        ),
    )
    title = Text(fr="Bilan {of_month} {year}", en="Summary {of_month} {year}")
    title_for_meeting = Text(
        fr="Bilan {of_month} {year}, pour la réunion du {when}",
        en="Summary {of_month} {year}, for the meeting of {when}",
    )
    edition = Text(
        fr="Édition {edition} : elle remplace la précédente.",
        en="Edition {edition}: it replaces the one before.",
    )
    # the three sentences
    complaints = Both(
        fr=Counted(none="Aucune réclamation", one="1 réclamation", many="{count} réclamations"),
        en=Counted(none="No complaint", one="1 complaint", many="{count} complaints"),
    )
    incidents = Both(
        fr=Counted(none="aucun incident", one="1 incident", many="{count} incidents"),
        en=Counted(none="no incident", one="1 incident", many="{count} incidents"),
    )
    volumes = Text(fr="{complaints} et {incidents}.", en="{complaints} and {incidents}.")
    volumes_before = Text(
        fr=(
            "{complaints} et {incidents}, contre {before_complaints} et {before_incidents} en "
            "{month}."
        ),
        en=(
            "{complaints} and {incidents}, against {before_complaints} and {before_incidents} in "
            "{month}."
        ),
    )
    both_kept = Text(
        fr="Les deux promesses sont tenues : {ack}, {solution}.",
        en="Both promises are kept: {ack}, {solution}.",
    )
    one_kept = Text(
        fr="La promesse échue est tenue : {share}.",
        en="The promise that came due is kept: {share}.",
    )
    one_missed = Text(
        fr="Une des deux promesses n'est pas tenue partout : {shares}.",
        en="One of the two promises is not kept throughout: {shares}.",
    )
    both_missed = Text(
        fr="Aucune des deux promesses n'est tenue partout : {ack}, {solution}.",
        en="Neither promise is kept throughout: {ack}, {solution}.",
    )
    of_the_month = Text(fr="Pour le mois : {shares}.", en="For the month: {shares}.")
    nothing_due = Text(
        fr="Aucun accusé de réception ni aucune solution n'est à compter pour le mois.",
        en="No acknowledgement and no solution counts for the month.",
    )
    acks = Both(
        fr=Counted(
            none="0 accusé de réception",
            one="1 accusé de réception",
            many="{count} accusés de réception",
        ),
        en=Counted(
            none="0 acknowledgements", one="1 acknowledgement", many="{count} acknowledgements"
        ),
    )
    solutions = Both(
        fr=Counted(none="0 solution", one="1 solution", many="{count} solutions"),
        en=Counted(none="0 solutions", one="1 solution", many="{count} solutions"),
    )
    ack_share = Text(fr="{met} sur {counted} en 48 h", en="{met} out of {counted} within 48 h")
    solution_share = Text(
        fr="{met} sur {counted} en un mois", en="{met} out of {counted} within a month"
    )
    solution_share_extended = Text(
        fr="{met} sur {counted} dans le délai annoncé",
        en="{met} out of {counted} by the date announced",
    )
    look_at = Text(fr="À regarder : {what}.", en="To look at: {what}.")
    look_also = Text(fr="{first} ; {then}", en="{first}; {then}")
    nothing_to_look_at = Text(
        fr="Rien n'appelle d'attention particulière.", en="Nothing calls for particular attention."
    )
    late = Both(
        fr=Counted(none="", one="1 échéance est dépassée", many="{count} échéances sont dépassées"),
        en=Counted(none="", one="1 due date is past", many="{count} due dates are past"),
    )
    late_promises = Both(
        fr=Counted(none="", one="1 promesse est dépassée", many="{count} promesses sont dépassées"),
        en=Counted(none="", one="1 promise is overdue", many="{count} promises are overdue"),
    )
    late_outside = Both(
        fr=Counted(
            none="",
            one="1 échéance extérieure est dépassée",
            many="{count} échéances extérieures sont dépassées",
        ),
        en=Counted(
            none="",
            one="1 outside deadline is overdue",
            many="{count} outside deadlines are overdue",
        ),
    )
    were_late_promises = Both(
        fr=Counted(
            none="",
            one="1 promesse était dépassée à la fin du mois",
            many="{count} promesses étaient dépassées à la fin du mois",
        ),
        en=Counted(
            none="",
            one="1 promise was overdue at the end of the month",
            many="{count} promises were overdue at the end of the month",
        ),
    )
    were_late_outside = Both(
        fr=Counted(
            none="",
            one="1 échéance extérieure était dépassée à la fin du mois",
            many="{count} échéances extérieures étaient dépassées à la fin du mois",
        ),
        en=Counted(
            none="",
            one="1 outside deadline was overdue at the end of the month",
            many="{count} outside deadlines were overdue at the end of the month",
        ),
    )
    recurs = Text(
        fr="{topic}, {count} fois en six mois pour la même cause ({cause})",
        en="{topic}, {count} times in six months for the same cause ({cause})",
    )
    injuries = Both(
        fr=Counted(
            none="",
            one="1 incident avec une personne blessée ou souffrante",
            many="{count} incidents avec une personne blessée ou souffrante",
        ),
        en=Counted(
            none="",
            one="1 incident with somebody hurt or unwell",
            many="{count} incidents with somebody hurt or unwell",
        ),
    )
    more_open = Text(
        fr="les dossiers ouverts passent de {before} à {now}",
        en="open cases go from {before} to {now}",
    )
    # an empty month
    before_all = Text(
        fr="Le registre ne contient aucun dossier reçu jusqu'à la fin {of_month} {year}.",
        en="The register holds no case received up to the end {of_month} {year}.",
    )
    empty = Text(
        fr="Aucune réclamation et aucun incident en {month} {year}.",
        en="No complaint and no incident in {month} {year}.",
    )
    still_open = Both(
        fr=Counted(
            none="Aucun dossier n'est ouvert.",
            one="1 dossier reste ouvert.",
            many="{count} dossiers restent ouverts.",
        ),
        en=Counted(
            none="No case is open.",
            one="1 case is still open.",
            many="{count} cases are still open.",
        ),
    )
    was_open = Both(
        fr=Counted(
            none="Aucun dossier n'était ouvert à la fin du mois.",
            one="1 dossier restait ouvert à la fin du mois.",
            many="{count} dossiers restaient ouverts à la fin du mois.",
        ),
        en=Counted(
            none="No case was open at the end of the month.",
            one="1 case was still open at the end of the month.",
            many="{count} cases were still open at the end of the month.",
        ),
    )
    # the figures
    complaints_received = Text(fr="Réclamations reçues", en="Complaints received")
    complaints_closed = Text(fr="Réclamations closes", en="Complaints closed")
    incidents_received = Text(fr="Incidents signalés", en="Incidents reported")
    incidents_closed = Text(fr="Incidents clos", en="Incidents closed")
    open_at_end = Text(fr="Dossiers ouverts à la fin", en="Cases open at the end")
    ack = Text(fr="Accusés de réception en 48 h", en="Acknowledged within 48 h")
    initial = Text(fr="Solutions en un mois", en="Solutions within a month")
    extended = Text(fr="Solutions dans le délai en vigueur", en="Solutions by the date in force")
    complaint_rate = Text(fr="Réclamations pour 100 stagiaires", en="Complaints per 100 trainees")
    incident_rate = Text(fr="Incidents pour 100 sessions", en="Incidents per 100 sessions")
    rate = Text(fr="{rate} ({count} pour {among})", en="{rate} ({count} for {among})")
    rate_of_few = Text(fr="{count} pour {among}", en="{count} for {among}")
    decimal_mark = Text(fr=",", en=".")
    compared = Text(fr="{period} : {value}", en="{period}: {value}")
    month_of_year = Text(fr="{month} {year}", en="{month} {year}")
    rolling = Text(fr="sur {count} mois", en="over {count} months")
    share = Text(fr="{met} sur {counted}", en="{met} of {counted}")
    share_percent = Text(
        fr="{met} sur {counted} ({percent}\u00a0%)", en="{met} of {counted} ({percent}%)"
    )
    pending = Text(fr="{share}, {count} en attente", en="{share}, {count} pending")
    only_pending = Text(fr="{count} en attente", en="{count} pending")
    nothing_was_due = Text(fr="rien n'était dû", en="nothing was due")
    unknown = Text(fr="n.d.", en="n/a")
    # the breakdowns
    breakdown = Text(fr="*{label} :* {values}", en="*{label}:* {values}")
    counted = Text(fr="{name} {count}", en="{name} {count}")
    others = Text(fr="autres {count}", en="others {count}")
    other_categories = Text(fr="Autres catégories", en="Other categories")
    to_confirm = Both(
        fr=Counted(
            none="",
            one="1 réclamation comptée sous une catégorie encore à confirmer.",
            many="{count} réclamations comptées sous une catégorie encore à confirmer.",
        ),
        en=Counted(
            none="",
            one="1 complaint counted under a category still to be confirmed.",
            many="{count} complaints counted under a category still to be confirmed.",
        ),
    )
    by_category = Text(fr="Réclamations par catégorie", en="Complaints by category")
    by_party = Text(fr="Réclamations par partie prenante", en="Complaints by stakeholder")
    by_type = Text(fr="Incidents par type", en="Incidents by type")
    by_cause = Text(fr="Familles de causes", en="Families of causes")
    outcomes = Text(fr="Réponses données", en="Answers given")
    on_spot = Both(
        fr=Counted(
            none="",
            one="*Réglé sur place :* 1 incident",
            many="*Réglés sur place :* {count} incidents",
        ),
        en=Counted(
            none="",
            one="*Settled on the spot:* 1 incident",
            many="*Settled on the spot:* {count} incidents",
        ),
    )
    lost_time = Text(
        fr="*Temps de formation perdu :* {lasting}", en="*Training time lost:* {lasting}"
    )
    ages = Text(fr="Âge des dossiers ouverts", en="Age of open cases")
    age_bands = Both(
        fr=("7 jours au plus :", "8 à 15 jours :", "16 à 30 jours :", "plus de 30 jours :"),
        en=("up to 7 days:", "8 to 15 days:", "16 to 30 days:", "over 30 days:"),
    )
    recurrences = Text(fr="Sujets récurrents", en="Recurrent topics")
    recurrence = Text(
        fr="{topic} ({cause}) : {count} en six mois", en="{topic} ({cause}): {count} in six months"
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
    actions_on_time = Text(fr="Actions faites à l'échéance", en="Actions done by their day")
    actions_effective = Text(fr="Actions vérifiées efficaces", en="Actions judged effective")
    actions_running = Text(fr="*Actions à faire :* {count}", en="*Actions to do:* {count}")
    actions_late = Both(
        fr=Counted(none="", one="dont 1 en retard", many="dont {count} en retard"),
        en=Counted(none="", one="1 of them late", many="{count} of them late"),
    )
    checks = Text(fr="*Effets à vérifier :* {count}", en="*Effects to be checked:* {count}")
    checks_late = Both(
        fr=Counted(none="", one="dont 1 en retard", many="dont {count} en retard"),
        en=Counted(none="", one="1 of them late", many="{count} of them late"),
    )
    last_meeting = Text(
        fr="*Décisions de la dernière réunion (bilan {of_month}) :* {states}",
        en="*Decisions of the last meeting (summary {of_month}):* {states}",
    )
    decided_done = Both(
        fr=Counted(none="", one="1 faite", many="{count} faites"),
        en=Counted(none="", one="1 done", many="{count} done"),
    )
    decided_running = Both(
        fr=Counted(none="", one="1 en cours", many="{count} en cours"),
        en=Counted(none="", one="1 under way", many="{count} under way"),
    )
    decided_late = Both(
        fr=Counted(none="", one="1 en retard", many="{count} en retard"),
        en=Counted(none="", one="1 late", many="{count} late"),
    )
    decided_cancelled = Both(
        fr=Counted(none="", one="1 annulée", many="{count} annulées"),
        en=Counted(none="", one="1 cancelled", many="{count} cancelled"),
    )
    # charts and table
    flow_chart = Both(
        fr=Counted(
            none="",
            one="Dossiers du mois",
            many="Dossiers, {count} derniers mois",
        ),
        en=Counted(none="", one="Cases of the month", many="Cases, last {count} months"),
    )
    category_chart = Text(fr="Réclamations par catégorie", en="Complaints by category")
    received = Text(fr="Reçus", en="Received")
    closed = Text(fr="Clos", en="Closed")
    open = Text(fr="Ouverts à la fin", en="Open at the end")
    cases = Text(fr="Dossiers", en="Cases")
    late_title = Text(fr="Échéances dépassées", en="Past due dates")
    were_late_title = Text(
        fr="Échéances dépassées à la fin du mois", en="Past due dates at the end of the month"
    )
    late_columns = Both(
        fr=("Référence", "Promesse", "Échéance", "Retard"),
        en=("Reference", "Promise", "Due date", "Late by"),
    )
    late_line = Text(
        fr="• {ref} : {what}, {span} de retard (échéance : {when})",
        en="• {ref}: {what}, {span} late (due: {when})",
    )
    more_late = Both(
        fr=Counted(none="", one="et 1 autre", many="et {count} autres"),
        en=Counted(none="", one="and 1 more", many="and {count} more"),
    )
    late_hidden = Both(
        fr=Counted(
            none="",
            one="et 1 échéance d'un dossier confidentiel, comptée sans détail",
            many="et {count} échéances de dossiers confidentiels, comptées sans détail",
        ),
        en=Counted(
            none="",
            one="and 1 date of a confidential case, counted without detail",
            many="and {count} dates of confidential cases, counted without detail",
        ),
    )
    # where the figures come from
    stamp = Text(fr="Chiffres au {when}.", en="Figures as of {when}.")
    stamp_running = Text(
        fr="Mois en cours : chiffres arrêtés au {when}.",
        en="The month is not over: figures as of {when}.",
    )
    stamp_edition = Text(
        fr="Édition {edition} · empreinte {fingerprint}",
        en="Edition {edition} · fingerprint {fingerprint}",
    )
    stamp_anchor = Text(fr="{origin} · journal {anchor}", en="{origin} · journal {anchor}")
    # the answer to the command
    preview = Text(fr="Aperçu, que vous seul voyez.", en="A preview that only you see.")
    told_before = Text(
        fr="Le canal a reçu l'édition {edition}, {when}.",
        en="The channel was given edition {edition}, {when}.",
    )
    publish = Text(fr="Publier dans le canal", en="Post in the channel")
    published = Text(
        fr="C'est fait : le bilan part dans le canal qualité.",
        en="Done: the summary is on its way to the quality channel.",
    )
    published_already = Text(
        fr="Cette édition est déjà dans le canal qualité.",
        en="This edition is in the quality channel already.",
    )
    in_future = Text(
        fr="Ce mois n'a pas commencé : il n'y a rien à compter.",
        en="This month has not begun: there is nothing to count.",
    )
    not_a_month = Text(
        fr="Indiquez un mois ou un semestre, par exemple : /qualite bilan 2026-10, 2026-S1",
        en="Name a month or a half-year, for example: /qualite bilan 2026-10, 2026-S1",
    )
