"""A complaint from a phone call to satisfied closure: an extension, a correction, two follow-ups.

Everybody in it is invented.
"""

from tests.support.filing import receipt
from tests.support.stepping import accepted, offering, open_case, take, write
from tests.support.story import Story
from tests.support.times import seconds

REF = "REC-2026-0001"


async def live(story: Story) -> None:
    """The whole life, step by step."""
    await _begin(story)
    await _examine(story)
    await _answer(story)
    await _follow_up(story)


async def _begin(story: Story) -> None:
    manager = await story.at("2026-10-05 09:32", "quality_manager")
    await manager.command("/qualite", "reglages")
    settings = await manager.open_view("Réglages")
    accepted(await manager.submit(settings, _SETTINGS))

    assistant = await story.at("2026-10-05 09:55", "no_locale")
    await assistant.command("/reclamation")
    form = await assistant.open_view("Nouvelle réclamation")
    receipt(await assistant.submit(form, _CALL))

    manager = await story.at("2026-10-05 10:20", "quality_manager")
    await open_case(manager, REF)
    pilot = await story.person("owner")
    await take(manager, "Attribuer", {"Pilote": pilot.id})
    await take(
        manager,
        "Qualifier",
        {"Gravité": "major", "Motif": "Sans l'attestation, elle ne peut pas tenir son poste."},
    )
    await take(
        manager,
        "Corriger la réception",
        {
            "Reçue le": seconds("2026-10-05 09:10"),
            "Motif de la correction": "Le journal des appels donne 9 h 10.",
        },
    )
    pilot = await story.at("2026-10-05 14:30", "owner")
    await open_case(pilot, REF)
    await take(pilot, "Accuser réception", {"Par quel moyen": "Courriel"})


async def _examine(story: Story) -> None:
    pilot = await story.at("2026-10-07 09:15", "owner")
    await open_case(pilot, REF)
    await write(
        pilot,
        "Demander des précisions",
        {"Ce qui nous manque": "- la date de la session ;\n- l'adresse où écrire."},
    )
    pilot = await story.at("2026-10-09 16:05", "owner")
    await open_case(pilot, REF)
    await take(
        pilot,
        "Précisions reçues",
        {
            "Ce que le réclamant a ajouté": "Session du 31 août et du 1er septembre.",
            "Reçu le": seconds("2026-10-09 15:40"),
        },
    )
    manager = await story.at("2026-10-12 11:00", "quality_manager")
    card = await manager.wait_for_message("qualite", REF)
    ts = await manager.reply(card, "Vu au secrétariat : la feuille d'émargement est signée.")
    await story.heard(REF, "add_note")
    said = next(one for one in manager.messages("qualite") if one.ts == ts)
    await manager.edit(said, "Vu au secrétariat : les deux émargements sont signés.")
    await story.heard(REF, "note_edited")

    pilot = await story.at("2026-10-20 10:00", "owner")
    await open_case(pilot, REF)
    manager_id = (await story.person("quality_manager")).id
    await pilot.press("Analyser", in_=await offering(pilot, "Analyser"))
    form = await pilot.open_view("Analyser")
    await pilot.press("Les cinq pourquoi", in_=form)
    whole = await pilot.open_view("Analyser", other_than=form)
    involved = {"Personnes associées à l'analyse": [manager_id]}
    accepted(await pilot.submit(whole, _ANALYSIS | involved))
    pilot = await story.at("2026-10-30 10:30", "owner")
    await open_case(pilot, REF)
    await write(pilot, "Prolonger", _EXTENSION)


async def _answer(story: Story) -> None:
    pilot = await story.at("2026-11-12 14:00", "owner")
    await open_case(pilot, REF)
    await write(pilot, "Proposer une solution", _PROPOSAL)
    pilot = await story.at("2026-11-16 09:20", "owner")
    await open_case(pilot, REF)
    await take(
        pilot,
        "Décision du réclamant",
        {
            "Décision du réclamant": "Acceptée",
            "Connue le": seconds("2026-11-14 18:00"),
            "Commentaire": "Par retour de courriel.",
        },
    )
    pilot = await story.at("2026-11-18 17:10", "owner")
    await open_case(pilot, REF)
    await take(
        pilot,
        "Mise en œuvre",
        {
            "En place depuis le": seconds("2026-11-18 11:00"),
            "Ce qui le montre": "Recommandé remis le 18 novembre, accusé de la Poste au dossier.",
        },
    )


async def _follow_up(story: Story) -> None:
    pilot = await story.at("2026-11-25 10:00", "owner")
    await open_case(pilot, REF)
    grown = (await take(pilot, "Suivi de satisfaction", {"Par quel moyen": "Courriel"})).view
    assert grown is not None
    accepted(await pilot.submit(grown))
    pilot = await story.at("2026-12-01 15:45", "owner")
    await open_case(pilot, REF)
    await take(pilot, "Suivi de satisfaction", _SATISFIED)
    manager = await story.at("2026-12-01 16:30", "quality_manager")
    await open_case(manager, REF)
    await take(
        manager,
        "Clôturer",
        {"Commentaire de clôture": "Relance automatique des attestations en place."},
    )


_SETTINGS = {
    "Signature des lettres": "Le service qualité",
    "Médiateur de la consommation\u00a0: nom": "Médiation Exemple",
    "Médiateur\u00a0: adresse postale": "1 rue Haute, 69000 Lyon",
    "Médiateur\u00a0: site": "mediation.exemple",
}
_CALL = {
    "Description": (
        "J'ai suivi votre SST fin août et je n'ai toujours pas mon attestation. Mon employeur "
        "me la réclame, sinon je ne peux plus tenir mon poste."
    ),
    "Partie prenante": "Stagiaire",
    "Réclamant": "Mme Nadia Ferrand",
    "Contact du réclamant": "nadia.ferrand@exemple.fr",
    "Canal": "Téléphone",
    "Reçue le": seconds("2026-10-05 09:40"),
}
_ANALYSIS = {
    "Constats": (
        "L'attestation a été éditée le 4 septembre, puis classée avec celles d'une autre session."
    ),
    "Cause racine": "Rien ne compare les attestations envoyées aux stagiaires inscrits.",
    "Famille de cause": "method",
    "Pourquoi\u202f? (1 sur 5)": "L'envoi a été oublié.",
    "Pourquoi\u202f? (2 sur 5)": "La pochette portait le nom d'une autre session.",
}
_EXTENSION = {
    "Motif de la prolongation": "le certificateur doit rééditer l'attestation à son nom.",
    "Ce qui est fait": "l'émargement est vérifié, la demande de réédition est partie.",
    "Ce qui reste à faire": "recevoir l'attestation et vous l'envoyer.",
    "Nouvelle échéance": seconds("2026-11-20 18:00"),
}
_PROPOSAL = {
    "La réclamation est": "Fondée",
    "Solution proposée": "l'envoi de l'attestation en recommandé, à nos frais",
    "Pour éviter que cela se reproduise": (
        "chaque vendredi, les attestations sont comparées aux inscrits."
    ),
}
_SATISFIED = {
    "Par quel moyen": "Téléphone",
    "Le problème est-il réglé\u202f?": "Oui",
    "Satisfaction, de 1 (pas du tout) à 5 (tout à fait)": "5",
    "Ce qu'en dit le réclamant": "Long, mais on m'a tenue au courant.",
}
