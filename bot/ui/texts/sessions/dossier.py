"""Texts of all that there is about a session."""

from bot.ui.texts.language import Area, Both, Counted, Text


class DossierTexts(Area):
    """`/qualite session CODE`: the session, its cases with their proofs, cases to link."""

    title = Text(fr="Session", en="Session")
    close = Text(fr="Fermer", en="Close")
    place = Text(fr="Lieu : {place}", en="Place: {place}")
    trainers = Text(fr="Assurée par : {names}", en="Taught by: {names}")
    trainees = Both(
        fr=Counted(none="0 stagiaire", one="1 stagiaire", many="{count} stagiaires"),
        en=Counted(none="0 trainees", one="1 trainee", many="{count} trainees"),
    )
    client = Text(fr="Client : {name}", en="Client: {name}")
    funder = Text(fr="Financeur : {name}", en="Funder: {name}")
    cancelled = Text(fr="Session annulée", en="Cancelled session")
    source = Text(fr="Source : {source}, vue le {day}", en="Source: {source}, seen on {day}")
    gone = Text(
        fr="Source : {source}, qui n'en parle plus depuis le {day}",
        en="Source: {source}, which tells of it no more since {day}",
    )
    none = Text(
        fr="*Aucune réclamation ni aucun aléa déclaré* à ce jour, {moment}.",
        en="*No complaint and no incident reported* as of {moment}.",
    )
    cases = Both(
        fr=Counted(none="", one="1 dossier", many="{count} dossiers"),
        en=Counted(none="", one="1 case", many="{count} cases"),
    )
    counted = Text(fr="*{cases}*, {moment}", en="*{cases}*, {moment}")
    hidden = Both(
        fr=Counted(
            none="",
            one="1 dossier confidentiel, que d'autres traitent, n'est pas montré ici.",
            many="{count} dossiers confidentiels, que d'autres traitent, ne sont pas montrés ici.",
        ),
        en=Counted(
            none="",
            one="1 confidential case, which others handle, is not shown here.",
            many="{count} confidential cases, which others handle, are not shown here.",
        ),
    )
    received = Text(fr="Reçue le {day}", en="Received on {day}")
    reported = Text(fr="Signalé le {day}", en="Reported on {day}")
    letter = Text(fr="{letter}, {means}, le {day}", en="{letter}, {means}, on {day}")
    action = Text(fr="Action {ref} · {title} · {status}", en="Action {ref} · {title} · {status}")
    more_actions = Both(
        fr=Counted(none="", one="et 1 autre action", many="et {count} autres actions"),
        en=Counted(none="", one="and 1 more action", many="and {count} more actions"),
    )
    files = Both(
        fr=Counted(none="aucune pièce", one="1 pièce", many="{count} pièces"),
        en=Counted(none="no file", one="1 file", many="{count} files"),
    )
    entries = Both(
        fr=Counted(none="", one="1 entrée au journal", many="{count} entrées au journal"),
        en=Counted(none="", one="1 entry in the journal", many="{count} entries in the journal"),
    )
    latest = Text(fr="{entries}, jusqu'au {day}", en="{entries}, until {day}")
    likely = Text(
        fr="*Peut-être de cette session*, d'après ce qui en est écrit ou qui l'a signalé",
        en="*Perhaps of this session*, by what is written of it or who reported it",
    )
    link = Text(fr="Rattacher", en="Link")
    link_spoken = Text(fr="Rattacher {ref} à la session", en="Link {ref} to the session")
    linked_because = Text(
        fr="Dossier rattaché à sa session.", en="The case was linked to its session."
    )
    previous = Text(fr="Page précédente", en="Previous page")
    next = Text(fr="Page suivante", en="Next page")
    unknown = Text(
        fr="Aucune session connue n'a le code « {code} ».",
        en="No session that is known has the code “{code}”.",
    )
    close_ones = Text(fr="Celles qui s'en approchent :", en="Those that come close:")
    today = Text(fr="Les sessions du jour :", en="The sessions of today:")
    nothing_today = Text(
        fr="Aucune session connue n'est tenue aujourd'hui. Donnez un code ou quelques mots.",
        en="No session that is known is held today. Give a code or some words.",
    )
    open = Text(fr="Ouvrir", en="Open")
    open_spoken = Text(fr="Ouvrir la session {code}", en="Open the session {code}")
