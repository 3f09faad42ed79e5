"""Texts of appreciations: what surveys say of a session, and what is made of it."""

from bot.ui.texts.language import Area, Both, Counted, Text


class AppreciationTexts(Area):
    """Figures of a session, those that wait to be judged, the message about them."""

    answers = Both(
        fr=Counted(none="", one="1 réponse", many="{count} réponses"),
        en=Counted(none="", one="1 answer", many="{count} answers"),
    )
    said = Text(fr="*Appréciations* : {answers}", en="*Appreciations*: {answers}")
    mean = Text(fr="moyenne {mean} sur 5", en="mean {mean} out of 5")
    levels = Text(fr="de 5 à 1 : {counts}", en="from 5 to 1: {counts}")
    to_judge = Both(
        fr=Counted(none="", one="1 à requalifier", many="{count} à requalifier"),
        en=Counted(none="", one="1 to be requalified", many="{count} to be requalified"),
    )
    title = Text(fr="Appréciations", en="Appreciations")
    close = Text(fr="Fermer", en="Close")
    open = Text(fr="Requalifier", en="Requalify")
    waiting = Both(
        fr=Counted(
            none="Aucune appréciation ne vous attend.",
            one="*1 appréciation* de stagiaire est à requalifier.",
            many="*{count} appréciations* de stagiaires sont à requalifier.",
        ),
        en=Counted(
            none="No appreciation waits for you.",
            one="*1 trainee's appreciation* is to be requalified.",
            many="*{count} trainees' appreciations* are to be requalified.",
        ),
    )
    recalled = Both(
        fr=Counted(
            none="",
            one="Rappel : *1 appréciation* de stagiaire est toujours à requalifier.",
            many="Rappel : *{count} appréciations* de stagiaires sont toujours à requalifier.",
        ),
        en=Counted(
            none="",
            one="A reminder: *1 trainee's appreciation* is still to be requalified.",
            many="A reminder: *{count} trainees' appreciations* are still to be requalified.",
        ),
    )
    intro = Text(
        fr=(
            "Dites de chacune si c'est une réclamation, une difficulté, ou ni l'une ni l'autre. "
            "Aucun dossier n'est ouvert sans vous."
        ),
        en=(
            "Say of each whether it is a complaint, a difficulty, or neither. No case is opened "
            "without you."
        ),
    )
    more = Both(
        fr=Counted(
            none="", one="1 autre viendra ensuite.", many="{count} autres viendront ensuite."
        ),
        en=Counted(none="", one="1 other comes next.", many="{count} others come next."),
    )
    score = Text(fr="{points} sur {scale}", en="{points} out of {scale}")
    noted = Text(fr="Note : {score}.", en="Score: {score}.")
    unscored = Text(fr="sans note", en="without a score")
    answered = Text(fr="répondu le {day}", en="answered on {day}")
    no_words = Text(fr="Aucun commentaire.", en="No comment.")
    in_confidence = Text(
        fr=(
            "Ces mots parlent peut-être d'une violence, d'un harcèlement ou d'une discrimination : "
            "seules les personnes qui traitent les dossiers confidentiels les lisent."
        ),
        en=(
            "These words may speak of violence, harassment or discrimination: only those who "
            "handle confidential cases read them."
        ),
    )
    complaint = Text(fr="Réclamation", en="Complaint")
    difficulty = Text(fr="Difficulté", en="Difficulty")
    neither = Text(fr="Ni l'une ni l'autre", en="Neither")
    spoken = Text(
        fr="{choice} : appréciation de la session {code}",
        en="{choice}: appreciation of the session {code}",
    )
    submit = Text(fr="Enregistrer", en="Save")
    reason = Text(fr="Pourquoi", en="Why")
    reason_hint = Text(
        fr="Cette raison reste écrite avec l'appréciation.",
        en="The reason stays written with the appreciation.",
    )
    judged = Text(
        fr="Quelqu'un a déjà dit ce qu'est cette appréciation.",
        en="Somebody has already said what this appreciation is.",
    )
    not_found = Text(
        fr="Cette appréciation n'existe pas, ou ce n'est pas à vous d'en juger.",
        en="This appreciation does not exist, or is not yours to judge.",
    )
    over = Text(
        fr="Plus aucune appréciation ne vous attend.", en="No appreciation waits for you any more."
    )
