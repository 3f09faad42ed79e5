"""Texts of the audit: a sample, its proofs one press away, and the record of it."""

from bot.domain.register.audits import Sampled
from bot.ui.texts.language import Area, Both, Choices, Counted, Text


class AuditTexts(Area):
    """The form that draws a sample, the sample, and earlier ones."""

    title = Text(fr="Audit", en="Audit")
    button = Text(fr="Audit", en="Audit")
    submit = Text(fr="Tirer", en="Draw")
    close = Text(fr="Fermer", en="Close")
    shown_to = Text(fr="À qui vous montrez", en="To whom you show")
    shown_to_hint = Text(
        fr="Cet échantillon et ce qui en est montré restent écrits, avec la date et l'heure.",
        en="The sample and what of it is shown stay written down, with date and time.",
    )
    sampled = Text(fr="Tirer au sort", en="Draw by chance")
    kinds = Choices(
        {
            Sampled.SESSIONS: Text(fr="Des sessions", en="Sessions"),
            Sampled.CASES: Text(fr="Des dossiers", en="Cases"),
        }
    )
    count = Text(fr="Combien", en="How many")
    first_day = Text(fr="Du", en="From")
    last_day = Text(fr="Au", en="To")
    named = Text(fr="Ou ceux que l'auditeur nomme", en="Or those that the auditor names")
    named_hint = Text(
        fr="Codes de sessions et références de dossiers, séparés par des virgules.",
        en="Codes of sessions and references of cases, separated by commas.",
    )
    before = Text(fr="*Échantillons précédents*", en="*Earlier samples*")
    row = Text(fr="{moment}, pour {who} · {items}", en="{moment}, for {who} · {items}")
    items = Both(
        fr=Counted(none="rien", one="1 élément", many="{count} éléments"),
        en=Counted(none="nothing", one="1 item", many="{count} items"),
    )
    again = Text(fr="Revoir", en="See again")
    drawn = Text(
        fr="Échantillon du {moment}, par {by}, pour {who}",
        en="Sample of {moment}, by {by}, for {who}",
    )
    nothing = Text(
        fr="Rien à tirer : aucun élément de cette période n'est connu.",
        en="Nothing to draw: none of this period is known.",
    )
    unknown = Text(fr="Inconnus : {names}", en="Unknown: {names}")
    show = Text(fr="Montrer", en="Show")
    show_spoken = Text(fr="Montrer {name}", en="Show {name}")
    not_yet = Text(fr="pas encore montré", en="not shown yet")
    was_shown = Text(fr="montré le {moments}", en="shown on {moments}")
