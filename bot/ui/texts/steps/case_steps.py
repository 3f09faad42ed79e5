"""The steps of cases of both kinds along the way, and dates that others set."""

from collections.abc import Mapping

from bot.domain.steps.lifecycles import Step
from bot.ui.texts.language import Area, StepText, Text


class HandlingTexts(Area):
    """Assigning, qualifying, noting, correcting."""

    owner = Text(fr="Pilote", en="Owner")
    choose_person = Text(fr="Choisir une personne", en="Choose a person")
    category = Text(fr="Catégorie", en="Category")
    severity = Text(fr="Gravité", en="Severity")
    proposed = Text(
        fr=(
            "Catégorie et gravité proposées par Vigie, d'après la saisie et les réclamations "
            "précédentes : confirmez-les ou corrigez-les."
        ),
        en=(
            "Category and severity as Vigie proposes them, from what was entered and earlier ones: "
            "confirm or correct them."
        ),
    )
    nature = Text(fr="Nature", en="Nature")
    concerned = Text(fr="Personnes mises en cause", en="People complained about")
    concerned_hint = Text(
        fr="Elles ne pourront plus voir ni traiter ce dossier.",
        en="They will no longer see or handle this case.",
    )
    confidential = Text(fr="Confidentiel", en="Confidential")
    confidential_yes = Text(
        fr="Réserver le récit aux personnes désignées",
        en="Only the people designated will read what happened",
    )
    qualify_reason = Text(fr="Motif", en="Reason")
    qualify_reason_hint = Text(
        fr="Nécessaire pour abaisser une gravité imposée par la catégorie.",
        en="Needed to lower a severity that the category imposes.",
    )
    inadmissible = Text(
        fr="Qualifiée ainsi, la réclamation est recevable. Sinon : « Classer autrement ».",
        en="Qualified so, the complaint is admissible. Otherwise: “Classify otherwise”.",
    )
    note = Text(fr="Note", en="Note")
    reason = Text(fr="Motif de la correction", en="Reason for the correction")
    received_at = Text(fr="Reçue le", en="Received on")
    received_at_hint = Text(
        fr="Les échéances promises sont recalculées ; une date prolongée reste.",
        en="What was promised is reckoned anew; an extended date stays.",
    )
    description = Text(fr="Description", en="Description")
    description_long = Text(
        fr="La description est longue : corrigez-la par une note.",
        en="The description is long: correct it by a note.",
    )
    affected_count = Text(fr="Stagiaires touchés", en="Trainees affected")
    lost_minutes = Text(fr="Minutes perdues", en="Minutes lost")
    injury = Text(fr="Santé", en="Health")


class OutsideTexts(Area):
    """External deadlines, in their forms and in the case."""

    kind = Text(fr="Ce qui est attendu", en="What is awaited")
    what = Text(fr="De quoi s'agit-il ?", en="What is it about?")
    what_hint = Text(
        fr="Par exemple : courrier de l'OPCO du 12 novembre. Ni nom ni donnée de santé.",
        en="For example: the funder's letter of 12 November. No names, no health data.",
    )
    due_at = Text(fr="Échéance", en="Due")
    law = Text(
        fr=(
            "Accident du travail : 48 heures, dimanches et jours fériés non compris. Violation de "
            "données personnelles : 72 heures. Le délai court du moment où l'on a su."
        ),
        en=(
            "Accident at work: 48 hours, Sundays and public holidays aside. Breach of personal "
            "data: 72 hours. Both run from when somebody knew."
        ),
    )
    which = Text(fr="Laquelle ?", en="Which one?")
    choice = Text(fr="{kind}, {due}", en="{kind}, {due}")
    at = Text(fr="Fait le", en="Done on")
    moot = Text(fr="Sans objet", en="No longer needed")
    moot_yes = Text(fr="Cette échéance est sans objet", en="This deadline is no longer needed")
    note = Text(fr="Ce qui le montre", en="What shows it")
    note_hint = Text(
        fr="Un numéro de dépôt, un recommandé ; si l'échéance est sans objet, pourquoi.",
        en="A filing number, a registered letter; if it is no longer needed, why.",
    )
    is_open = Text(fr="{kind} : {what}, notée par {who}", en="{kind}: {what}, noted by {who}")
    is_settled = Text(
        fr="{kind} : {what}, {how}, {when} (au plus tard {due})",
        en="{kind}: {what}, {how}, {when} (by {due} at the latest)",
    )
    is_moot = Text(
        fr="{kind} : {what}, sans objet : {note}", en="{kind}: {what}, no longer needed: {note}"
    )
    in_time = Text(fr="à temps", en="in time")
    too_late = Text(fr="trop tard", en="too late")


CASE_STEPS: Mapping[Step, StepText] = {
    Step.TAKE_CHARGE: StepText(
        label=Text(fr="Prendre en charge", en="Take on"),
        to_do=Text(fr="prendre ce dossier en charge", en="take on this case"),
        event=Text(fr="Prise en charge", en="Taken on"),
        line=Text(fr="Dossier pris en charge par {who}.", en="Case taken on by {who}."),
    ),
    Step.ASSIGN: StepText(
        label=Text(fr="Attribuer", en="Assign"),
        to_do=Text(fr="attribuer ce dossier", en="assign this case"),
        event=Text(fr="Attribution", en="Assigned"),
        line=Text(fr="Dossier confié à {owner} par {who}.", en="Case given to {owner} by {who}."),
    ),
    Step.QUALIFY: StepText(
        label=Text(fr="Qualifier", en="Qualify"),
        to_do=Text(fr="qualifier ce dossier", en="qualify this case"),
        event=Text(fr="Qualification", en="Qualified"),
        line=Text(
            fr="Dossier qualifié par {who} : gravité {severity}.",
            en="Case qualified by {who}: {severity} severity.",
        ),
    ),
    Step.ADD_ACTION: StepText(
        label=Text(fr="Ajouter une action", en="Add an action"),
        to_do=Text(fr="ajouter une action", en="add an action"),
        event=Text(fr="Action ajoutée", en="Action added"),
        line=Text(
            fr="Action {action} confiée à {owner} par {who}, pour le {day}.",
            en="Action {action} given to {owner} by {who}, for {day}.",
        ),
    ),
    Step.ADD_NOTE: StepText(
        label=Text(fr="Ajouter une note", en="Add a note"),
        to_do=Text(fr="ajouter une note", en="add a note"),
        event=Text(fr="Note", en="Note"),
        line=Text(fr="Note ajoutée par {who}.", en="Note added by {who}."),
    ),
    Step.CORRECT_FACTS: StepText(
        label=Text(fr="Corriger les faits", en="Correct the facts"),
        to_do=Text(fr="corriger les faits", en="correct the facts"),
        event=Text(fr="Faits corrigés", en="Facts corrected"),
        line=Text(fr="Faits corrigés par {who}.", en="Facts corrected by {who}."),
    ),
    Step.CORRECT_RECEPTION: StepText(
        label=Text(fr="Corriger la réception", en="Correct date received"),
        to_do=Text(fr="corriger la date de réception", en="correct the date received"),
        event=Text(fr="Date de réception corrigée", en="Date received corrected"),
        line=Text(
            fr="Date de réception corrigée par {who}.", en="Date received corrected by {who}."
        ),
    ),
    Step.NOTE_EXTERNAL: StepText(
        label=Text(fr="Ajouter une échéance", en="Add a deadline"),
        to_do=Text(fr="ajouter une échéance extérieure", en="add an outside deadline"),
        event=Text(fr="Échéance extérieure notée", en="Outside deadline noted"),
        line=Text(
            fr="{external} : échéance {due}, notée par {who}.",
            en="{external}: due {due}, noted by {who}.",
        ),
    ),
    Step.SETTLE_EXTERNAL: StepText(
        label=Text(fr="Échéance tenue", en="Deadline met"),
        to_do=Text(fr="répondre à l'échéance extérieure", en="meet the outside deadline"),
        event=Text(fr="Échéance extérieure close", en="Outside deadline settled"),
        line=Text(fr="{external} : c'est fait, selon {who}.", en="{external}: done, says {who}."),
        otherwise=Text(
            fr="{external} : sans objet, selon {who}.",
            en="{external}: no longer needed, says {who}.",
        ),
    ),
}
