"""What the people of the corpus write: forty bodies, and the letters that they answer."""

from dataclasses import dataclass
from datetime import datetime

SCHOOL = "contact@ecole.example.org"
SCHOOL_NAME = "École Horizon"
AUTHSERV = "mx.ecole.example.org"
"""Whose Authentication-Results the school believes."""

BODIES = (
    "Bonjour,\n\nLa salle n'était pas chauffée, nous avons gardé nos manteaux.\n\nBien à vous",
    "Je n'ai toujours pas reçu mon attestation de fin de formation.",
    "Le formateur est arrivé avec une heure et demie de retard, sans prévenir ni s'excuser.",
    "Bonjour, la facture porte un mauvais numéro de SIRET. Notre OPCO l'a refusée deux fois.",
    "Madame, Monsieur,\n\nLe support de cours s'arrête à la page 40. Merci d'envoyer la suite.",
    "Le vidéoprojecteur est tombé en panne dès le matin et personne ne l'a remplacé.",
    "Ma convocation indiquait Corte alors que la session avait lieu à Bastia.",
    "Bonjour,\n\nLes exercices pratiques ont été annulés « faute de temps ». Je les ai payés.",
    "L'examen blanc ne correspondait pas au programme : douze questions hors sujet.",
    "Nous étions dix-huit dans une salle prévue pour dix. Certains sont restés debout.",
    "Je demande le remboursement de l'acompte de 120 €, la session a été reportée trois fois.",
    "Bonjour, mon nom est mal écrit sur le certificat : il manque l'accent et le tréma.",
    "Le parking promis était fermé. J'ai payé 18,50 € de stationnement chaque jour.",
    "La rampe d'accès est fermée à clé, je n'ai pas pu entrer par mes propres moyens.",
    "Le planning de décembre a changé pour la quatrième fois. Nos équipes ne suivent plus.",
    "Bonsoir,\n\nLe lien de la classe virtuelle ne marchait pas de 9 h à 11 h.\n\nMerci",
    "Le repas figurait sur la convention, il n'a pas été servi.",
    "J'ai été noté absent alors que j'attendais devant une porte close depuis 8 h 15.",
    "Les extincteurs de l'exercice étaient vides, nous avons fait semblant.",
    "Bonjour, personne ne répond au téléphone depuis lundi. J'ai appelé onze fois.",
    "La durée annoncée était de 21 heures, nous en avons suivi seize.",
    "Je conteste la note de l'épreuve écrite, la question 14 avait deux bonnes réponses.",
    "Bonjour,\n\nLe devis et la convention n'indiquent pas le même prix : 1 240 € contre 1 420 €.",
    "Le matériel de secours était périmé depuis 2023, dates à l'appui.",
    "Mon compte CPF a été débité deux fois. Je joins les deux relevés.",
    "Le formateur remplaçant ne connaissait ni le programme ni le matériel.",
    "Les travaux à côté de la salle ont duré toute la semaine, on n'entendait rien.",
    "Bonjour, je souhaite que mes coordonnées soient retirées de votre fichier d'envois.",
    "L'hôtel que vous aviez réservé n'avait aucune chambre à mon nom.",
    "La feuille d'émargement du 18 novembre manque au dossier, l'OPCO suspend le paiement.",
    "Le niveau du groupe était trop inégal : la moitié s'ennuyait, l'autre était perdue.",
    "Bonjour,\n\nDeux postes informatiques sur huit ne démarraient pas.\n\nCordialement",
    "Le diplôme est arrivé plié en quatre et déchiré, je demande un duplicata.",
    "Aucune pause n'a été faite de 8 h 30 à 13 h malgré nos demandes.",
    "La formation était annoncée en présentiel, elle s'est faite à distance sans mon accord.",
    "Les coordonnées du référent handicap affichées à l'accueil ne sont plus valables.",
    "Bonjour, le badge d'accès ne fonctionne pas, j'ai attendu quarante minutes à la grille.",
    "Le dossier d'inscription papier que j'ai déposé a été perdu, pièces comprises.",
    "Le sujet de l'œuvre étudiée à l'épreuve n'avait jamais été vu en cours… c'est injuste.",
    "Vous m'aviez promis une réponse sous quinze jours, nous en sommes à vingt-six.",
)
"""None speaks of anybody hurt or harassed; each is written in what Windows' French page holds."""

IN_CONFIDENCE = (
    "Le formateur m'a fait des remarques sexistes devant tout le groupe, plusieurs jours de suite.",
    "Un autre stagiaire me harcèle et me menace depuis le début de la session.",
)

THANKS = ("Merci de votre retour.", "Je vous réponds point par point.", "Voici ce que je sais.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter of the school's, to whom it went, and the case that it speaks of."""

    case: int
    ref: str
    message_id: str
    to: str
    name: str
    subject: str
    text: str
    at: datetime


def sent_letter(case: int, *, at: datetime) -> SentLetter:
    """The letter in the case of this number, from 0."""
    ref = f"REC-2026-{case + 1:04}"
    text = (
        f"Bonjour,\n\nNous avons bien reçu votre réclamation {ref}.\nNous vous répondrons sous "
        "quinze jours.\n\nLe service qualité"
    )
    return SentLetter(
        case=case,
        ref=ref,
        message_id=f"<{case + 1:032x}.l@ecole.example.org>",
        to=f"personne{case + 1}@example.net",
        name=f"Camille Modèle-{case + 1}",
        subject=f"Votre réclamation {ref}",
        text=text,
        at=at,
    )
