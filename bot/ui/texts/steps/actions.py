"""Actions, the action plan, and topics that come back."""

from collections.abc import Mapping

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.listings import PlanScope
from bot.ui.texts.language import Area, Both, Choices, Counted, StepText, Text


class ActionTexts(Area):
    """Actions, in their forms."""

    kind = Text(fr="Type d'action", en="Type of action")
    title = Text(fr="Action", en="Action")
    owner = Text(fr="Pilote de l'action", en="Owner of the action")
    due_on = Text(fr="Échéance", en="Due on")
    criterion = Text(fr="Critère d'efficacité", en="Success criterion")
    criterion_hint = Text(
        fr="À quoi verra-t-on qu'elle a eu l'effet voulu ?",
        en="How will one see that it had the effect wanted?",
    )
    done_at = Text(fr="Faite le", en="Done on")
    proof = Text(fr="Preuve", en="Proof")
    proof_hint = Text(
        fr="Un texte, un lien ou une pièce : ce qui montre que l'action est faite.",
        en="A text, a link or a file: what shows that the action is done.",
    )
    link = Text(fr="Lien vers la preuve", en="Link to the proof")
    file = Text(fr="Pièce qui le prouve", en="File that proves it")
    check_on = Text(fr="Effet à vérifier le", en="Effect to be checked on")
    who_checks = Text(
        fr=(
            "L'effet est vérifié par une personne en charge qui n'a ni piloté ni fait l'action, "
            "sauf si personne d'autre ne le peut."
        ),
        en=(
            "The effect is checked by somebody in charge who neither owned nor did the action, "
            "unless nobody else can."
        ),
    )
    effective = Text(
        fr="L'action a-t-elle eu l'effet voulu ?", en="Did the action have the effect wanted?"
    )
    effective_yes = Text(fr="Oui, elle est efficace", en="Yes, it is effective")
    effective_no = Text(fr="Non, elle est à reprendre", en="No, it is to be done again")
    findings = Text(fr="Ce qui le montre", en="What shows it")
    again_on = Text(fr="À reprendre pour le", en="To be done again by")
    again_hint = Text(
        fr="Si elle n'a pas eu l'effet voulu.", en="If it did not have the effect wanted."
    )
    reason = Text(fr="Motif", en="Reason")


ACTION_STEPS: Mapping[ActionStep, StepText] = {
    ActionStep.COMPLETE: StepText(
        label=Text(fr="Action faite", en="Action done"),
        to_do=Text(fr="dire l'action faite", en="say that the action is done"),
        event=Text(fr="Action faite", en="Action done"),
        line=Text(fr="Action {action} faite, selon {who}.", en="Action {action} done, says {who}."),
    ),
    ActionStep.CHECK_EFFECT: StepText(
        label=Text(fr="Vérifier l'effet", en="Check the effect"),
        to_do=Text(fr="vérifier l'effet de l'action", en="check the effect of the action"),
        event=Text(fr="Effet de l'action vérifié", en="Action's effect checked"),
        line=Text(
            fr="Action {action} jugée efficace par {who}.",
            en="Action {action} found effective by {who}.",
        ),
        otherwise=Text(
            fr="Action {action} sans effet, selon {who} : à refaire pour le {day}.",
            en="Action {action} had no effect, says {who}: to be done again for {day}.",
        ),
    ),
    ActionStep.REOPEN: StepText(
        label=Text(fr="Rouvrir l'action", en="Reopen the action"),
        to_do=Text(fr="rouvrir l'action", en="reopen the action"),
        event=Text(fr="Action rouverte", en="Action reopened"),
        line=Text(
            fr="Action {action} à refaire, selon {who}, pour le {day}.",
            en="Action {action} to be done again, says {who}, for {day}.",
        ),
    ),
    ActionStep.RESCHEDULE: StepText(
        label=Text(fr="Changer l'échéance", en="Change the due date"),
        to_do=Text(fr="changer l'échéance de l'action", en="change the due date of the action"),
        event=Text(fr="Action reportée", en="Action moved to another day"),
        line=Text(
            fr="Action {action} reportée au {day} par {who}.",
            en="Action {action} moved to {day} by {who}.",
        ),
    ),
    ActionStep.REASSIGN: StepText(
        label=Text(fr="Changer de pilote", en="Change the owner"),
        to_do=Text(fr="changer le pilote de l'action", en="change the owner of the action"),
        event=Text(fr="Action confiée à une autre personne", en="Action given to somebody else"),
        line=Text(
            fr="Action {action} confiée à {owner} par {who}.",
            en="Action {action} given to {owner} by {who}.",
        ),
    ),
    ActionStep.MOVE_TO_PLAN: StepText(
        label=Text(fr="Verser au plan d'action", en="Move to action plan"),
        to_do=Text(fr="verser l'action au plan d'action", en="move the action to the action plan"),
        event=Text(
            fr="Action reprise par le plan d'action", en="Action carried on by the action plan"
        ),
        line=Text(
            fr="Action {action} reprise par le plan d'action, selon {who}.",
            en="Action {action} carried on by the action plan, says {who}.",
        ),
    ),
    ActionStep.CANCEL: StepText(
        label=Text(fr="Annuler l'action", en="Cancel the action"),
        to_do=Text(fr="annuler l'action", en="cancel the action"),
        event=Text(fr="Action annulée", en="Action cancelled"),
        line=Text(
            fr="Action {action} annulée par {who}.", en="Action {action} cancelled by {who}."
        ),
    ),
}


class PlanTexts(Area):
    title = Text(fr="Plan d'action", en="Action plan")
    scope = Choices(
        {
            PlanScope.OPEN: Text(fr="En cours", en="Open"),
            PlanScope.MINE: Text(fr="Les miennes", en="Mine"),
            PlanScope.SETTLED: Text(fr="Terminées", en="Settled"),
        }
    )
    empty = Choices(
        {
            PlanScope.OPEN: Text(
                fr="Aucune action n'est en cours parmi celles que vous pouvez voir.",
                en="No action is open among those you may see.",
            ),
            PlanScope.MINE: Text(
                fr="Vous n'avez aucune action en cours.", en="You have no open action."
            ),
            PlanScope.SETTLED: Text(
                fr="Aucune action n'est terminée parmi celles que vous pouvez voir.",
                en="No action is settled among those you may see.",
            ),
        }
    )
    action = Text(
        fr="*{ref}* · {kind} · {title}\n{facts}", en="*{ref}* · {kind} · {title}\n{facts}"
    )
    due = Text(fr="pour le {day}", en="due {day}")
    late = Text(fr="en retard : attendue le {day}", en="late: it was due {day}")
    check = Text(fr="à vérifier le {day}", en="to be checked {day}")
    check_late = Text(
        fr="vérification en retard : attendue le {day}", en="check late: it was due {day}"
    )
    judged = Text(fr="vérifiée le {day}", en="checked {day}")
    reopened = Both(
        fr=Counted(
            none="",
            one="rouverte, faute d'effet",
            many="rouverte {count} fois, faute d'effet",
        ),
        en=Counted(
            none="",
            one="reopened for want of effect",
            many="reopened {count} times for want of effect",
        ),
    )
    origin_of = Text(fr="{origin} ({period})", en="{origin} ({period})")
    origin_refs = Text(fr="{origin} {refs}", en="{origin} {refs}")
    position = Text(
        fr="Actions {first} à {last} sur {total}", en="Actions {first} to {last} of {total}"
    )
    waiting = Text(
        fr="Actions qui vous attendent ({count})", en="Actions waiting for you ({count})"
    )
    waiting_more = Text(
        fr="Les autres sont dans le plan d'action.", en="The others are in the action plan."
    )
    close = Text(fr="Fermer", en="Close")


class RecurrenceTexts(Area):
    """The message to quality managers, and what comes of its button."""

    recurs = Text(
        fr="Sujet récurrent : *{topic}*, {count} cas en six mois.",
        en="Recurring topic: *{topic}*, {count} cases in six months.",
    )
    came_back = Text(
        fr="*{topic}* revient, alors que {ref} avait été jugée efficace.",
        en="*{topic}* is back, although {ref} had been judged effective.",
    )
    topic = Text(fr="{about} ({cause})", en="{about} ({cause})")
    cause_unknown = Text(fr="cause à analyser", en="cause to be analysed")
    case = Text(fr="• {title}, {when}", en="• {title}, {when}")
    open_action = Text(fr="Ouvrir une action", en="Open an action")
    opened = Text(
        fr="C'est noté : {ref} est au plan d'action.", en="Noted: {ref} is in the action plan."
    )
    running = Text(
        fr="{ref} porte déjà sur ce sujet : {status}.",
        en="{ref} is about this topic already: {status}.",
    )
