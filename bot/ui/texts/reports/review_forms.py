"""Texts of the message about a half-yearly review, and of the forms that complete it."""

from bot.ui.texts.language import Area, Both, Counted, Text


class ReviewFormTexts(Area):
    """Missing parts, buttons and questions of a review."""

    missing = Text(
        fr="À compléter dans « {door} » : {parts}.", en="To be completed in “{door}”: {parts}."
    )
    no_risks = Text(fr="Risques", en="Risks")
    no_actions = Text(fr="Actions", en="Actions")
    untreated = Both(
        fr=Counted(none="", one="Traitement d'un risque", many="Traitement de {count} risques"),
        en=Counted(none="", one="Treatment of a risk", many="Treatment of {count} risks"),
    )
    left_empty = Text(fr="Non renseigné : {parts}.", en="Left empty: {parts}.")
    unfinished = Text(
        fr=(
            "Ces chiffres s'arrêtent avant la fin du semestre : Vigie les refera à sa fin, et le "
            "bilan s'approuvera alors."
        ),
        en=(
            "These figures stop before the half-year ends: Vigie counts them anew when it does, "
            "and the review is approved then."
        ),
    )
    approved_meanwhile = Text(
        fr=(
            "Rien n'est enregistré : le bilan a été approuvé entre-temps. Copiez votre texte ; "
            "« Corriger par une nouvelle édition », sous le bilan, permet de l'ajouter."
        ),
        en=(
            "Nothing is kept: the review was approved meanwhile. Copy your words; “Correct by a "
            "new edition”, under the review, lets you add them."
        ),
    )
    correct = Text(fr="Corriger par une nouvelle édition", en="Correct by a new edition")
    not_over = Text(
        fr="Le semestre n'est pas terminé : son bilan s'approuve après sa fin.",
        en="The half-year is not over: its review is approved after its end.",
    )
    risk_line = Text(fr="{number}. {risk} : niveau {level}", en="{number}. {risk}: level {level}")
    plan_line = Text(
        fr="• {ref}{title} ({owner}, échéance : {due})", en="• {ref}{title} ({owner}, due: {due})"
    )
    prepare = Text(fr="Préparer le bilan", en="Prepare the review")
    prepared = Text(
        fr="C'est fait : le projet de bilan part dans le canal qualité, avec son PDF.",
        en="Done: the draft is on its way to the quality channel, with its PDF.",
    )
    prepared_already = Text(
        fr="Ce bilan est déjà préparé : il est dans le canal qualité.",
        en="This review is prepared already: it is in the quality channel.",
    )
    not_prepared = Text(
        fr="Ce bilan n'est pas encore préparé.", en="This review is not prepared yet."
    )
    in_future = Text(
        fr="Ce semestre n'a pas commencé : il n'y a rien à analyser.",
        en="This half-year has not begun: there is nothing to review.",
    )
    complete = Text(fr="Compléter", en="Complete")
    judge_risk = Text(fr="Évaluer un risque", en="Judge a risk")
    another_risk = Text(fr="Ajouter un risque", en="Add a risk")
    plan_action = Text(fr="Plan d'action", en="Action plan")
    another_action = Text(fr="Ajouter une action", en="Add an action")
    new_pdf = Text(fr="Nouveau PDF", en="New PDF")
    approve = Text(fr="Approuver", en="Approve")
    approve_title = Text(fr="Approuver ce bilan ?", en="Approve this review?")
    approve_warning = Text(
        fr=(
            "Le bilan sera figé avec votre nom, et les actions du plan seront confiées à leurs "
            "pilotes."
        ),
        en="The review is frozen with your name, and the actions of its plan go to their owners.",
    )
    frozen = Text(
        fr="C'est fait : le PDF part dans le fil du bilan.",
        en="Done: the PDF is on its way to the review's thread.",
    )
    frozen_already = Text(
        fr="Le bilan a changé entre-temps : relisez-le, puis recommencez.",
        en="The review has changed meanwhile: read it again, then try once more.",
    )
    was_approved = Text(
        fr="Bilan approuvé. Les actions de son plan, s'il en a, sont confiées à leurs pilotes.",
        en="Review approved. The actions of its plan, if any, go to their owners.",
    )
    owner_gone = Text(
        fr=(
            "Le bilan n'est pas approuvé : un pilote du plan n'a plus de compte. Choisissez "
            "quelqu'un d'autre dans « Plan d'action »."
        ),
        en=(
            "The review is not approved: an owner in its plan has no account any more. Choose "
            "somebody else in “Action plan”."
        ),
    )
    save = Text(fr="Enregistrer", en="Save")
    ask_recurring = Text(
        fr="Analyse des réclamations récurrentes", en="Analysis of recurring complaints"
    )
    ask_difficulties = Text(
        fr="Analyse des difficultés les plus fréquentes",
        en="Analysis of the most frequent difficulties",
    )
    ask_feedback = Text(fr="Retours des parties prenantes", en="Feedback of stakeholders")
    ask_feedback_hint = Text(
        fr="Enquêtes de satisfaction, échanges avec les entreprises, les financeurs…",
        en="Satisfaction surveys, talks with companies and funders…",
    )
    ask_decisions = Text(
        fr="Décisions sur les processus et les prestations futures",
        en="Decisions on processes and future courses",
    )
    ask_participants = Text(fr="Participants", en="Participants")
    choose_people = Text(fr="Choisir des personnes", en="Choose people")
    control = Text(fr="Maîtrise existante", en="Existing control")
    residual = Text(fr="Niveau résiduel", en="Residual level")
    choose_level = Text(fr="Choisir un niveau", en="Choose a level")
    degrees = Both(
        fr=("1, très faible", "2, faible", "3, forte", "4, très forte"),
        en=("1, very low", "2, low", "3, high", "4, very high"),
    )
    take_out = Text(fr="Retirer", en="Take out")
    take_out_action = Text(fr="Retirer cette action du plan", en="Take this action out of the plan")
    origin = Text(fr="Dossiers d'origine", en="Cases it comes from")
    origin_hint = Text(
        fr="Leurs références, par exemple : REC-2026-0004, INC-2026-0012",
        en="Their references, for example: REC-2026-0004, INC-2026-0012",
    )
