"""Texts of the register of risks: its pages, one risk, and the forms that change it."""

from bot.domain.reports.risks import RiskEvent, RiskOrigin, RiskStatus
from bot.ui.texts.language import Area, Both, Choices, Counted, SubArea, Text
from bot.ui.texts.reports.usual_risks import UsualRiskTexts


class RiskTexts(Area):
    """`/qualite risques`; levels and degrees are called as in the review."""

    usual = SubArea(UsualRiskTexts)
    # the register
    title = Text(fr="Risques", en="Risks")
    button = Text(fr="Risques", en="Risks")
    close = Text(fr="Fermer", en="Close")
    as_of = Text(
        fr="*Risques sur la qualité des formations*, au {moment}",
        en="*Risks on the quality of training*, as of {moment}",
    )
    kept = Both(
        fr=Counted(none="Aucun risque suivi", one="1 risque suivi", many="{count} risques suivis"),
        en=Counted(none="No risk followed", one="1 risk followed", many="{count} risks followed"),
    )
    examine_count = Both(
        fr=Counted(none="", one="1 à examiner", many="{count} à examiner"),
        en=Counted(none="", one="1 to examine", many="{count} to examine"),
    )
    aged_count = Both(
        fr=Counted(none="", one="1 pas revu depuis un an", many="{count} pas revus depuis un an"),
        en=Counted(
            none="", one="1 not looked at for a year", many="{count} not looked at for a year"
        ),
    )
    at_home = Text(fr="Risques : {counts}", en="Risks: {counts}")
    proposed = Text(
        fr="*Proposés par Vigie*, parce qu'un sujet est revenu",
        en="*Proposed by Vigie*, because a topic came back",
    )
    usual_ones = Text(
        fr="*Risques usuels du métier*, à retenir ou à écarter",
        en="*Usual risks of the trade*, to be kept or set aside",
    )
    set_aside = Text(fr="*Risques écartés*", en="*Risks set aside*")
    nothing = Text(fr="Aucun risque n'est suivi pour l'instant.", en="No risk is followed for now.")
    nothing_aside = Text(fr="Aucun risque n'est écarté.", en="No risk is set aside.")
    row = Text(fr="*{risk}*\n{facts}", en="*{risk}*\n{facts}")
    level = Text(fr="niveau {level}", en="level {level}")
    residual_level = Text(
        fr="niveau {level}, résiduel {residual}", en="level {level}, residual {residual}"
    )
    owned = Text(fr="pilote : {owner}", en="owner: {owner}")
    unowned = Text(fr="sans pilote", en="without an owner")
    looked_at = Text(fr="revu le {day}", en="looked at on {day}")
    aged = Text(
        fr=":hourglass: pas revu depuis le {day}", en=":hourglass: not looked at since {day}"
    )
    unanswered = Text(
        fr=":warning: ni traitement ni acceptation", en=":warning: neither treated nor accepted"
    )
    accepted_short = Text(fr="accepté par {who}", en="accepted by {who}")
    recurs = Text(fr="sujet récurrent", en="recurring topic")
    examine_it = Text(fr="Examiner le risque", en="Examine the risk")
    see = Text(fr="Voir", en="See")
    see_spoken = Text(fr="Voir le risque {risk}", en="See the risk {risk}")
    examine = Text(fr="Examiner", en="Examine")
    examine_spoken = Text(fr="Examiner le risque {risk}", en="Examine the risk {risk}")
    add = Text(fr="Ajouter un risque", en="Add a risk")
    aside_button = Text(fr="Écartés ({count})", en="Set aside ({count})")
    kept_button = Text(fr="Risques suivis", en="Risks followed")
    previous = Text(fr="Page précédente", en="Previous page")
    next = Text(fr="Page suivante", en="Next page")
    position = Text(
        fr="Risques {first} à {last} sur {total}", en="Risks {first} to {last} of {total}"
    )
    aged_told = Both(
        fr=Counted(
            none="",
            one="Un risque n'a pas été revu depuis un an :",
            many="{count} risques n'ont pas été revus depuis un an :",
        ),
        en=Counted(
            none="",
            one="A risk was not looked at for a year:",
            many="{count} risks were not looked at for a year:",
        ),
    )
    aged_line = Text(fr="• {risk}, depuis le {day}", en="• {risk}, since {day}")
    open_register = Text(fr="Ouvrir le registre des risques", en="Open the register of risks")
    # one risk
    status = Choices(
        {
            RiskStatus.PROPOSED: Text(fr="à examiner", en="to examine"),
            RiskStatus.KEPT: Text(fr="suivi", en="followed"),
            RiskStatus.SET_ASIDE: Text(fr="écarté", en="set aside"),
        }
    )
    origin = Choices(
        {
            RiskOrigin.USUAL: Text(fr="risque usuel du métier", en="usual risk of the trade"),
            RiskOrigin.RECURRENCE: Text(
                fr="proposé parce qu'un sujet est revenu", en="proposed because a topic came back"
            ),
            RiskOrigin.OWN: Text(fr="ajouté par l'école", en="added by the school"),
        }
    )
    cause_said = Text(fr="*Cause* : {text}", en="*Cause*: {text}")
    effect_said = Text(fr="*Effet* : {text}", en="*Effect*: {text}")
    control_said = Text(fr="*Maîtrise existante* : {text}", en="*Existing control*: {text}")
    treatment_said = Text(fr="*Traitement* : {text}", en="*Treatment*: {text}")
    judged = Text(
        fr="*Probabilité* {likelihood} sur 4, *gravité* {impact} sur 4 : niveau {level}",
        en="*Likelihood* {likelihood} of 4, *impact* {impact} of 4: level {level}",
    )
    residual_said = Text(fr="*Niveau résiduel* : {text}", en="*Residual level*: {text}")
    not_judged = Text(fr="pas encore évalué", en="not judged yet")
    accepted = Text(
        fr="*Accepté* par {who}, le {moment} : {text}", en="*Accepted* by {who}, {moment}: {text}"
    )
    aside_because = Text(fr="*Écarté* : {text}", en="*Set aside*: {text}")
    links = Text(fr="*Ce qui le montre, et ce qui le traite*", en="*What shows it and treats it*")
    linked_case = Text(
        fr="• {title} · {state} · lien posé par {who} le {day}",
        en="• {title} · {state} · linked by {who} on {day}",
    )
    linked_action = Text(
        fr="• {ref} · {title} · {state} · lien posé par {who} le {day}",
        en="• {ref} · {title} · {state} · linked by {who} on {day}",
    )
    hidden = Both(
        fr=Counted(
            none="",
            one="et 1 lien que vous ne pouvez pas voir",
            many="et {count} liens que vous ne pouvez pas voir",
        ),
        en=Counted(
            none="", one="and 1 link that you may not see", many="and {count} that you may not see"
        ),
    )
    more_links = Both(
        fr=Counted(none="", one="et 1 autre lien", many="et {count} autres liens"),
        en=Counted(none="", one="and 1 more link", many="and {count} more links"),
    )
    history = Text(fr="*Historique*", en="*History*")
    vigie = Text(fr="Vigie", en="Vigie")
    trace = Text(fr="• {moment} · {who} · {what}", en="• {moment} · {who} · {what}")
    events = Choices(
        {
            RiskEvent.PROPOSED: Text(fr="proposé", en="proposed"),
            RiskEvent.KEPT: Text(fr="retenu", en="kept"),
            RiskEvent.CHANGED: Text(fr="modifié", en="changed"),
            RiskEvent.LOOKED_AT: Text(fr="revu, rien à changer", en="looked at, nothing to change"),
            RiskEvent.ACCEPTED: Text(fr="accepté", en="accepted"),
            RiskEvent.SET_ASIDE: Text(fr="écarté", en="set aside"),
            RiskEvent.LINKED: Text(fr="lien ajouté", en="link added"),
        }
    )
    changed = Text(fr="{what} : {fields}", en="{what}: {fields}")
    degree_changed = Text(fr="{field} de {before} à {after}", en="{field} from {before} to {after}")
    fields = Choices(
        {
            "title": Text(fr="intitulé", en="title"),
            "cause": Text(fr="cause", en="cause"),
            "effect": Text(fr="effet", en="effect"),
            "likelihood": Text(fr="probabilité", en="likelihood"),
            "impact": Text(fr="gravité", en="impact"),
            "control": Text(fr="maîtrise existante", en="existing control"),
            "residual": Text(fr="niveau résiduel", en="residual level"),
            "treatment": Text(fr="traitement", en="treatment"),
            "owner": Text(fr="pilote", en="owner"),
            "linked": Text(fr="liens ajoutés", en="links added"),
            "unlinked": Text(fr="liens retirés", en="links removed"),
        }
    )
    keep = Text(fr="Retenir", en="Keep")
    change = Text(fr="Modifier", en="Change")
    look_over = Text(fr="Revu, rien à changer", en="Looked at, nothing to change")
    accept = Text(fr="Accepter ce risque", en="Accept this risk")
    aside = Text(fr="Écarter", en="Set aside")
    take_back = Text(fr="Reprendre", en="Take back")
    # the forms
    save = Text(fr="Enregistrer", en="Save")
    ask_title = Text(fr="Risque", en="Risk")
    ask_cause = Text(fr="Cause", en="Cause")
    ask_effect = Text(
        fr="Effet sur la qualité des formations", en="Effect on the quality of training"
    )
    ask_owner = Text(fr="Pilote", en="Owner")
    ask_treatment = Text(fr="Traitement", en="Treatment")
    treatment_hint = Text(
        fr="Ce qui reste à faire. Sans traitement, un risque s'accepte avec un nom et une raison.",
        en="What is still to be done. Without one, a risk is accepted by name, for a reason.",
    )
    ask_refs = Text(fr="Dossiers et actions liés", en="Linked cases and actions")
    refs_hint = Text(
        fr="Leurs références, par exemple : REC-2026-0004, ACT-2026-0012",
        en="Their references, for example: REC-2026-0004, ACT-2026-0012",
    )
    ask_accepted = Text(
        fr="Pourquoi ce risque est accepté ainsi", en="Why this risk is accepted as it is"
    )
    accept_hint = Text(
        fr=(
            "Votre nom et la date restent avec cette raison. Si la probabilité, la gravité ou le "
            "niveau résiduel changent, le risque est à accepter de nouveau."
        ),
        en=(
            "Your name and the date stay with this reason. If likelihood, impact or residual level "
            "change, the risk has to be accepted anew."
        ),
    )
    ask_aside = Text(fr="Pourquoi l'écarter", en="Why set it aside")
    aside_hint = Text(
        fr="Par exemple : nous ne donnons pas cette formation.",
        en="For example: we do not give this course.",
    )
    changed_meanwhile = Text(
        fr=(
            "Rien n'est enregistré : ce risque a changé entre-temps. Copiez votre texte, fermez, "
            "puis rouvrez le risque."
        ),
        en=(
            "Nothing is kept: this risk changed meanwhile. Copy your words, close, then open the "
            "risk again."
        ),
    )
    gone = Text(
        fr="Ce risque n'est plus suivi : rouvrez le registre des risques.",
        en="This risk is followed no more: open the register of risks again.",
    )
