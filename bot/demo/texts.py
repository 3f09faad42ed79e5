"""What the invented people of the demo say and write, and what its operator reads."""

RUNNING = "Bac à sable Vigie : {address}  (Ctrl-C pour arrêter)"

SIGNATURE = "Le service qualité"
MEDIATOR, MEDIATOR_ADDRESS = "Médiation Exemple", "1 rue de l'Exemple, 69000 Lyon"
COMPLAINANT = "Camille Fictive"
MAIL_FROM, MAIL_SUBJECT = "claire.martin@example.org", "Attestation SST"
MAIL = (
    "Bonjour,\n\nCinq semaines après la formation SST, je n'ai toujours pas reçu mon attestation, "
    "malgré deux appels. Mon employeur me la réclame.\n\nMerci de me répondre.\nClaire Martin\n"
)

SEALED_FUNCTIONS = ("Responsable qualité", "Directrice", "Assistante de formation")
SEALED_CONTACT = "Association Exemple d'aide aux victimes, 01 00 00 00 00"

PROOF = "Fait, vérifié sur place ; procédure mise à jour."
CAME_BACK = "Le même cas est revenu."
DID_NOT_COME_BACK = "Aucun cas semblable depuis."

HAPPENED = "un imprévu a perturbé la session."
TIME_LOST = "{minutes} minutes perdues."
CAUGHT_UP = "le temps perdu est rattrapé avant la fin de la session."
INFORMED = "les stagiaires de la session"

FIRST_OFFER = "Une heure de rattrapage en visio."
DELAYED_BY = "deux pièces sont attendues d'un tiers."
DONE_SO_FAR, REMAINING = "la vérification des dossiers.", "la rectification des pièces."
NOT_A_COMPLAINT = "il s'agit d'une demande de renseignements, transmise au service commercial."
