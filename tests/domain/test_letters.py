"""The letters: what each says, in clean French, whatever the facts contain."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import letter_drafts as drafts
from bot.domain.letter_drafts import SUMMARY_MAX, InformationPointFacts, ProposalFacts
from bot.domain.letters import NB, THIN, Correspondence, Letter, LetterKind
from bot.domain.outcomes import Outcome
from bot.domain.taxonomy import Channel, Party
from tests.support.lives import MEDIATOR, RECEIVED_AT, complaint

PARIS = ZoneInfo("Europe/Paris")


def say(instant: datetime) -> str:
    return instant.astimezone(PARIS).strftime("%d/%m/%Y")


TO = Correspondence(
    say=say,
    signature="L'équipe qualité",
    addressee="Mme Lavandine",
    owner="Camille Duval",
    function="responsable qualité",
    contact="qualite@example.org",
    appeal_to="la direction",
    privacy_notice="example.org/rgpd",
    mediator=MEDIATOR,
)
BARE = Correspondence(say=say, signature="L'équipe qualité")

FACTS = ProposalFacts(
    outcome=Outcome.PARTLY_UPHELD,
    examined="le registre des envois",
    findings="l'envoi a été oublié",
    solution="l'attestation vous est envoyée",
    reasons="la date était connue",
    implemented_on="25/11/2026",
    prevention="un rappel automatique",
    answer_by="30/11/2026",
)
POINT = InformationPointFacts(
    session="SSIAP 1, Lyon",
    happened_at="13/11/2026 à 10 h 42",
    what_happened="panne du projecteur",
    consequence="35 minutes perdues",
    measures="projecteur de secours",
    what_changes="fin à 17 h 35",
    next_point="demain à 9 h",
)


def every_letter(to: Correspondence, **facts: Any) -> list[Letter]:
    """One letter of each kind about the same case."""
    case = complaint(**facts)
    return [
        drafts.acknowledgement(case, to),
        drafts.information_request(case, to, questions="la copie", answer_by="20/11/2026"),
        drafts.extension(
            case, to, reason="r", done="analyse", remaining="expertise", new_due_at=RECEIVED_AT
        ),
        drafts.proposal(case, to, facts=FACTS),
        drafts.rejection(case, to, reasons="autre organisme"),
        drafts.duplicate(case, replace(case, ref="REC-2026-0003"), to, due="20/11/2026"),
        drafts.follow_up(replace(case, implemented_at=RECEIVED_AT), to, answer_by="30/11/2026"),
        drafts.information_point(to, POINT),
    ]


def test_there_is_a_letter_of_each_kind() -> None:
    assert [letter.kind for letter in every_letter(TO)] == list(LetterKind)


@pytest.mark.parametrize("to", [TO, BARE])
@pytest.mark.parametrize("party", [Party.TRAINEE, Party.FUNDER])
def test_french_typography_holds_throughout(to: Correspondence, party: Party) -> None:
    for letter in every_letter(to, party=party, channel=Channel.PHONE):
        text = f"{letter.subject}\n{letter.body}"

        assert not re.search(rf"(?<!{NB}):(?!/)", text), text
        assert not re.search(rf"(?<!{THIN})[;!?]", text), text
        assert not re.search(rf"«(?!{NB})|(?<!{NB})»", text), text
        assert not re.search(r"None|\.\.|  | \.| ,|\n{3}", text), text


def test_an_acknowledgement_names_the_case_and_the_date_of_the_solution() -> None:
    letter = drafts.acknowledgement(complaint(), TO)

    assert "REC-2026-0007" in letter.subject
    assert f"reçu, le {say(RECEIVED_AT)} par courriel" in letter.body
    assert "au plus tard le 13/12/2026" in letter.body
    assert "Camille Duval, responsable qualité, suit votre dossier" in letter.body
    assert "vos droits" in letter.body
    assert letter.body.startswith("Bonjour Mme Lavandine,")
    assert letter.body.endswith("L'équipe qualité")


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.IN_PERSON])
def test_what_was_said_aloud_is_put_in_writing(channel: Channel) -> None:
    """Qualiopi knows a complaint only in writing."""
    letter = drafts.acknowledgement(complaint(channel=channel), TO)

    assert "voici ce que nous en avons mis par écrit" in letter.body
    assert f"«{NB}Attestation SST toujours pas reçue.{NB}»" in letter.body


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_has_its_words(channel: Channel) -> None:
    assert drafts.acknowledgement(complaint(channel=channel), TO).body


def test_a_long_description_is_cut_at_a_word() -> None:
    summary = drafts.summary_of(complaint(description="formation " * 400))

    assert len(summary) <= SUMMARY_MAX + len(" […]")
    assert summary.endswith("formation […]")


def test_one_endless_word_is_cut_all_the_same() -> None:
    assert len(drafts.summary_of(complaint(description="é" * 40_000))) <= SUMMARY_MAX + 4


def test_asking_for_information_says_that_the_date_stands() -> None:
    letter = drafts.information_request(complaint(), TO, questions="q", answer_by="20/11/2026")

    assert "l'échéance du 13/12/2026 reste inchangée" in letter.body
    assert "document médical" in letter.body


def test_an_extension_says_both_dates_and_why() -> None:
    new_due_at = datetime(2027, 1, 10, 9, tzinfo=UTC)
    letter = drafts.extension(
        complaint(), TO, reason="l'expertise tarde", done="d", remaining="r", new_due_at=new_due_at
    )

    assert "au plus tard le 13/12/2026" in letter.body
    assert "au plus tard le 10/01/2027" in letter.body
    assert "l'expertise tarde" in letter.body


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.UPHELD, "nous vous présentons nos excuses"),
        (Outcome.PARTLY_UPHELD, "fondée en partie"),
        (Outcome.NOT_UPHELD, "ne pouvons pas y donner suite parce que"),
    ],
)
def test_a_proposal_says_what_was_found(outcome: Outcome, words: str) -> None:
    letter = drafts.proposal(complaint(), TO, facts=replace(FACTS, outcome=outcome))

    assert words.lower() in letter.body.lower()
    assert "écrivez à la direction" in letter.body


@pytest.mark.parametrize("party", Party)
def test_only_individuals_are_told_of_the_mediator(party: Party) -> None:
    letter = drafts.proposal(complaint(party=party), TO, facts=FACTS)

    assert (MEDIATOR.name in letter.body) == (party is Party.TRAINEE)


def test_without_a_mediator_none_is_promised() -> None:
    assert drafts.mediation(complaint(party=Party.TRAINEE), BARE) is None


def test_a_follow_up_asks_three_questions() -> None:
    letter = drafts.follow_up(complaint(implemented_at=RECEIVED_AT), TO, answer_by="30/11/2026")

    assert letter.body.count("?") == 3
    assert f"en place depuis le {say(RECEIVED_AT)}" in letter.body


def test_a_follow_up_of_a_refusal_claims_no_solution() -> None:
    letter = drafts.follow_up(complaint(), TO, answer_by="30/11/2026")

    assert "en place" not in letter.body


def test_an_information_point_names_no_case_and_no_person() -> None:
    letter = drafts.information_point(TO, POINT)

    assert "REC-" not in letter.body
    assert letter.body.startswith("Bonjour,")


@given(text=st.text(min_size=1, max_size=200).filter(str.strip))
def test_what_people_type_stands_in_the_letter_to_the_letter(text: str) -> None:
    """Braces, mentions and all: nothing a person typed is ever read as a template."""
    facts = replace(FACTS, findings=text, solution=f"{{solution}} {text}")

    proposal = drafts.proposal(complaint(), TO, facts=facts)
    acknowledgement = drafts.acknowledgement(complaint(description=text), TO)

    assert f"{{solution}} {text}" in proposal.body
    assert text.strip() in acknowledgement.body


@pytest.mark.parametrize("text", ["{ref}", "{0.__class__}", "%s %(a)s", "$x", "<!channel> <@U1>"])
def test_template_signs_are_only_text(text: str) -> None:
    letter = drafts.acknowledgement(complaint(description=text), TO)

    assert f"«{NB}{text}{NB}»" in letter.body


def test_a_duplicate_s_letter_names_the_other_case_and_its_date_if_one_is_promised() -> None:
    case, original = complaint(), complaint(ref="REC-2026-0003")
    promised = drafts.duplicate(case, original, TO, due="20/11/2026").body
    answered = drafts.duplicate(case, original, TO, due=None).body

    assert "déjà sous la référence REC-2026-0003" in promised
    assert "au plus tard le 20/11/2026" in promised
    assert "au plus tard" not in answered
