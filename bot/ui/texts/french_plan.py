"""What the action plan says, in French."""

from bot.domain.action_lists import PlanScope
from bot.domain.actions import ActionOrigin
from bot.ui.texts.plan import PlanTexts

FRENCH_PLAN = PlanTexts(
    title="Plan d'action",
    scope={
        PlanScope.OPEN: "En cours",
        PlanScope.MINE: "Les miennes",
        PlanScope.SETTLED: "Terminées",
    },
    empty={
        PlanScope.OPEN: "Aucune action n'est en cours parmi celles que vous pouvez voir.",
        PlanScope.MINE: "Vous n'avez aucune action en cours.",
        PlanScope.SETTLED: "Aucune action n'est terminée parmi celles que vous pouvez voir.",
    },
    action="*{ref}* · {kind} · {title}\n{facts}",
    due="pour le {day}",
    late="en retard : attendue le {day}",
    check="à vérifier le {day}",
    judged="vérifiée le {day}",
    done_again="refaite {count} fois, faute d'effet",
    origin={
        ActionOrigin.CASE: "dossier",
        ActionOrigin.DECISION: "décision de réunion",
        ActionOrigin.IMPROVEMENT: "axe d'amélioration",
        ActionOrigin.RECURRENCE: "sujet récurrent",
        ActionOrigin.REVIEW: "bilan semestriel",
    },
    origin_of="{origin} ({period})",
    origin_refs="{origin} {refs}",
    position="Actions {first} à {last} sur {total}",
    waiting="Actions qui vous attendent ({count})",
    waiting_more="Les autres sont dans le plan d'action.",
    close="Fermer",
)
