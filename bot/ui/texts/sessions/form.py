"""What is asked of a session that is written by hand."""

from bot.ui.texts.language import Area, Text


class SessionFormTexts(Area):
    """The form of a session, new or corrected, and the buttons that open it."""

    add = Text(fr="Ajouter une session", en="Add a session")
    correct = Text(fr="Corriger la session", en="Correct the session")
    code = Text(fr="Code", en="Code")
    title = Text(fr="Intitulé", en="Title")
    first_on = Text(fr="Premier jour", en="First day")
    last_on = Text(fr="Dernier jour", en="Last day")
    site = Text(fr="Site", en="Site")
    room = Text(fr="Salle", en="Room")
    trainers = Text(fr="Formateurs", en="Trainers")
    trainers_hint = Text(
        fr="Plusieurs noms : séparez-les par un point-virgule.",
        en="Several names: part them by semicolons.",
    )
    trainees = Text(fr="Nombre de stagiaires", en="Number of trainees")
    client = Text(fr="Client", en="Client")
    funder = Text(fr="Financeur", en="Funder")
    state = Text(fr="État", en="State")
    is_cancelled = Text(fr="Session annulée", en="Cancelled session")
    corrected = Text(
        fr="Si une liste ou un calendrier en parle, ce qu'il en dira ensuite aura le dernier mot.",
        en="Where a list or a calendar tells of it, what that says next has the last word.",
    )
