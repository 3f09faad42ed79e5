"""Texts that speak of somebody hurt, in danger or met with violence, and those that do not."""

import pytest

from bot.domain.cases.harm import speaks_of_harm
from bot.domain.cases.proposing import suspects_misconduct
from tests.support import said_of_harm

HARM = (
    "Une stagiaire s'est blessée à la main.",
    "Un stagiaire a fait un malaise pendant l'exercice.",
    "MALAISE en salle B",
    "Un candidat est tombé dans l'escalier.",
    "Elle a glissé sur le sol mouillé, rien de grave.",
    "Chute d'un stagiaire depuis l'échelle.",
    "Il s'est coupé au doigt avec le cutter.",
    "Il s'est brûlé à la main.",
    "Un stagiaire saigne du nez.",
    "Il a mal au dos depuis l'exercice de portage.",
    "Un participant a menacé le formateur.",
    "Une stagiaire dit avoir été agressée sur le parking.",
    "Bagarre entre deux participants.",
    "Insultes entre stagiaires pendant la pause.",
    "Propos racistes pendant la pause.",
    "Un stagiaire a bousculé une collègue.",
    "Le formateur a reçu un coup de poing.",
    "Danger : le câble est dénudé.",
    "Le rétroprojecteur a pris feu.",
    "Odeur de gaz dans l'atelier.",
    "Nous avons appelé les pompiers.",
    "Aucun blessé grave, mais deux personnes choquées.",
    "Emmené aux urgences par un collègue.",
    "Les pompiers sont venus.",
    "On a appelé le 15.",
    "Une stagiaire a perdu connaissance.",
    "Crise d'épilepsie pendant la pause.",
    "Arrêt cardiaque, défibrillateur utilisé.",
    "Réaction allergique au repas.",
    "Il a reçu une décharge électrique.",
    "Marie est tombée dans l'escalier.",
    "Chute de plain-pied dans le couloir.",
    "Karim s'est coupé avec le cutter.",
    "Elle s'est foulé la cheville.",
    "Il s'est cogné la tête.",
    "Plaie à la main, pansement posé.",
    "Le chien a mordu un stagiaire.",
    "Un extincteur lui est tombé sur le pied.",
    "Un stagiaire s'est battu avec un autre.",
    "Deux stagiaires se sont battus.",
    "Ils en sont venus aux mains.",
    "Altercation entre deux stagiaires.",
    "Un stagiaire violent a été exclu.",
    "Gestes déplacés envers une stagiaire.",
    "Une stagiaire est en pleurs, humiliée devant le groupe.",
    "Début d'incendie dans la salle B.",
    "Le feu a pris dans la poubelle.",
    "Fumée dans la salle, évacuée.",
    "Anna slipped and hit her head.",
    "He passed out.",
    "She was groped.",
    "Fire in the kitchen.",
    "A trainee is hurt.",
    "A trainee fell on the stairs.",
    "Somebody threatened the trainer.",
    "The charger caught fire.",
)
NONE = (
    "Le projecteur est mort.",
    "Le projecteur est mort, salle B.",
    "La batterie est morte, remplacée par celle de la salle C.",
    "Le réseau est tombé vers 10 h.",
    "Le serveur est tombé en panne pendant l'examen.",
    "Les écrans sont bloqués.",
    "J'ai donné un coup de main à l'accueil pour rebrancher.",
    "Un coup de fil au prestataire a suffi.",
    "Chute de tension dans la salle.",
    "La centrale d'alarme ne s'allume plus.",
    "Formation incendie retardée, extincteur vide.",
    "Équivalence pompiers : un dossier manque.",
    "Le planning est bousculé par la grève des trains.",
    "Orage violent, les stagiaires arrivent en retard.",
    "Personne n'est blessé, le vidéoprojecteur est tombé du plafond.",
    "Aucun blessé, l'étagère s'est décrochée.",
    "Faute de frappe sur les convocations.",
    "Manque de prise en main du logiciel.",
    "Menace de pluie sur l'exercice extérieur.",
    "Le support de cours est coupé en bas de page.",
    "Sans danger : l'ampoule a grillé.",
    "Le formateur a coupé le courant pour rebrancher.",
    "Exercice incendie dans la salle B reporté.",
    "Appelé le 15 novembre pour confirmer la salle.",
    "Les résultats sont sur la tête de lecture du réseau.",
    "Le courant est coupé au tableau.",
    "Une personne attendue n'est pas venue.",
    "The projector is dead.",
    "The network went down at ten.",
    "",
)


@pytest.mark.parametrize("text", [*HARM, *said_of_harm.HARM])
def test_it_is_found_in_what_people_write(text: str) -> None:
    assert speaks_of_harm(text)


@pytest.mark.parametrize("text", [*NONE, *said_of_harm.NOBODY])
def test_what_is_said_of_things_is_none(text: str) -> None:
    assert not speaks_of_harm(text)


def test_one_of_several_texts_will_do() -> None:
    assert speaks_of_harm("L'échelle a cédé.", "Le stagiaire blessé est parti aux urgences.")


@pytest.mark.parametrize("text", [*said_of_harm.VIOLENCE, *said_of_harm.HARASSMENT])
def test_what_somebody_did_to_somebody_is_asked_about_in_complaints_too(text: str) -> None:
    assert suspects_misconduct(text)
