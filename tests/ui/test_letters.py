"""The letters: what each says, in clean French, whatever the facts contain."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.cases import Case
from bot.domain.cases.letters import (
    Correspondence,
    InformationPointFacts,
    Letter,
    LetterKind,
    ProposalFacts,
    without_letters,
)
from bot.domain.cases.outcomes import Outcome
from bot.domain.cases.taxonomy import Channel, Means, Party, Severity
from bot.domain.cases.traces import FollowUp
from bot.ui.texts import letters as drafts
from bot.ui.texts.language import NARROW_NO_BREAK as THIN
from bot.ui.texts.language import NO_BREAK as NB
from bot.ui.texts.letters import SUMMARY_MAX
from tests.support.lives import MEDIATOR, NOW, RECEIVED_AT, SOLUTION_DUE_AT, complaint

PARIS = ZoneInfo("Europe/Paris")


def say(instant: datetime) -> str:
    return instant.astimezone(PARIS).strftime("%d/%m/%Y")


TO = Correspondence(
    say=say,
    signature="L'équipe qualité",
    addressee="Mme Lavandine",
    owner="Camille Duval",
    function="responsable qualité",
    privacy_notice="example.org/rgpd",
    mediator=MEDIATOR,
)
BARE = Correspondence(say=say, signature="L'équipe qualité")

FACTS = ProposalFacts(
    outcome=Outcome.PARTLY_UPHELD,
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


def asked(
    case: Case, to: Correspondence, *, now: datetime = NOW, answer_from: datetime = NOW
) -> Letter:
    return drafts.information_request(
        case, to, questions="la copie", answer_by="30/11/2026", answer_from=answer_from, now=now
    )


def extended(case: Case, to: Correspondence, *, now: datetime = NOW) -> Letter:
    return drafts.extension(
        case,
        to,
        reason="l'expertise tarde",
        done="analyse",
        remaining="expertise",
        new_due_at=datetime(2027, 1, 10, 9, tzinfo=UTC),
        now=now,
    )


def every_letter(to: Correspondence, **facts: Any) -> list[Letter]:
    """One letter of each kind about the same case."""
    case = complaint(**facts)
    return [
        drafts.acknowledgement(case, to, now=NOW),
        asked(case, to),
        extended(case, to),
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
    letter = drafts.acknowledgement(complaint(), TO, now=NOW)

    assert "REC-2026-0007" in letter.subject
    assert f"reçu votre réclamation, par courriel, le {say(RECEIVED_AT)}." in letter.body
    assert "au plus tard le 13/12/2026" in letter.body
    assert "Camille Duval, responsable qualité, suit votre dossier" in letter.body
    assert "vos droits" in letter.body
    assert letter.body.startswith("Bonjour Mme Lavandine,")
    assert letter.body.endswith("L'équipe qualité")


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.IN_PERSON])
def test_what_was_said_aloud_is_not_quoted_to_who_said_it(channel: Channel) -> None:
    """Who took the call put it into words of their own: « Une stagiaire appelle : … »."""
    told = "Une stagiaire appelle : elle n'a rien reçu."
    wish = "envoi de l'attestation\ncette semaine"
    case = complaint(channel=channel, description=told, session="SST, Lyon", requested_remedy=wish)
    body = drafts.acknowledgement(case, TO, now=NOW).body

    assert "stagiaire appelle" not in body
    assert f"- sujet{NB}: attestations\n- session ou formation{NB}: SST, Lyon\n" in body
    assert f"- demande{NB}: envoi de l'attestation cette semaine\n" in body


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.IN_PERSON])
def test_what_was_said_aloud_is_called_no_message(channel: Channel) -> None:
    for letter in every_letter(TO, channel=channel):
        assert "message" not in f"{letter.subject} {letter.body}"


def test_a_confidential_complaint_is_examined_with_nobody_named() -> None:
    usual, secret = (
        drafts.acknowledgement(complaint(confidential=hidden), TO, now=NOW).body
        for hidden in (False, True)
    )

    assert "avec les équipes concernées" in usual
    assert "façon confidentielle" in secret
    assert "avec les" not in secret


def test_only_an_answer_and_what_comes_after_it_name_the_mediator() -> None:
    told = {
        letter.kind
        for letter in every_letter(TO, party=Party.TRAINEE)
        if "différend" in letter.body
    }

    assert told == {LetterKind.PROPOSAL, LetterKind.REJECTION, LetterKind.FOLLOW_UP}


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_has_its_words(channel: Channel) -> None:
    assert drafts.acknowledgement(complaint(channel=channel), TO, now=NOW).body


def test_a_long_description_is_cut_at_a_word() -> None:
    summary = drafts.summary_of(complaint(description="formation " * 400))

    assert len(summary) <= SUMMARY_MAX + len(" […]")
    assert summary.endswith("formation […]")


def test_one_endless_word_is_cut_all_the_same() -> None:
    assert len(drafts.summary_of(complaint(description="é" * 40_000))) <= SUMMARY_MAX + 4


def test_asking_for_information_says_that_the_date_stands() -> None:
    letter = asked(complaint(ack_sent_at=RECEIVED_AT), TO)

    assert "l'échéance du 13/12/2026 reste inchangée" in letter.body
    assert "document médical" in letter.body


def test_asking_for_information_once_the_date_is_past_says_that_it_is() -> None:
    body = asked(complaint(ack_sent_at=RECEIVED_AT), TO, now=SOLUTION_DUE_AT).body

    assert f"disposons. L'échéance du 13/12/2026 est passée{NB}: nous regrettons" in body
    assert "inchangée" not in body


def test_an_answer_asked_by_a_later_day_leaves_the_date_unsaid() -> None:
    day = datetime(2026, 12, 14, tzinfo=PARIS)
    after, same_day = (
        asked(complaint(ack_sent_at=RECEIVED_AT), TO, answer_from=at).body
        for at in (day, day - timedelta(days=1))
    )

    assert "dont nous disposons.\n" in after
    assert "échéance" not in after
    assert "l'échéance du 13/12/2026 reste inchangée" in same_day


def test_an_extension_after_the_date_says_that_it_was_not_kept() -> None:
    before, after = (extended(complaint(), TO, now=now).body for now in (NOW, SOLUTION_DUE_AT))

    assert "Ce délai ne suffit pas, pour la raison suivante" in before
    assert "13/12/2026. Nous n'avons pas pu tenir ce délai, pour la raison suivante" in after


TOLD = {"ack_sent_at": RECEIVED_AT}


@pytest.mark.parametrize(
    ("facts", "now", "extension", "question"),
    [
        (TOLD, NOW, "Nous nous étions engagés à vous répondre", "reste inchangée"),
        ({}, NOW, "Nous prévoyions de vous répondre", ", et vous répondrons au plus tard le 13"),
        (TOLD, SOLUTION_DUE_AT, "Nous nous étions engagés à vous répondre", "est passée"),
        ({}, SOLUTION_DUE_AT, "Nous aurions dû vous répondre", "Nous aurions dû vous répondre"),
    ],
)
def test_no_letter_speaks_of_a_promise_that_nobody_was_told_of(
    facts: dict[str, Any], now: datetime, extension: str, question: str
) -> None:
    case = complaint(**facts)
    more_time, asks = extended(case, TO, now=now).body, asked(case, TO, now=now).body

    assert extension in more_time
    assert question in asks
    assert ("Nous avons bien reçu" in more_time) is not bool(facts)


def test_an_extension_says_both_dates_and_why() -> None:
    letter = extended(complaint(), TO)

    assert "au plus tard le 13/12/2026" in letter.body
    assert "au plus tard le 10/01/2027" in letter.body
    assert "l'expertise tarde" in letter.body


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome.UPHELD, "nous vous présentons nos excuses"),
        (Outcome.PARTLY_UPHELD, "partiellement fondée"),
        (Outcome.NOT_UPHELD, f"qu'elle n'est pas fondée, pour la raison suivante{NB}:\nla date"),
    ],
)
def test_a_proposal_says_what_was_found(outcome: Outcome, words: str) -> None:
    letter = drafts.proposal(complaint(), TO, facts=replace(FACTS, outcome=outcome))

    assert words.lower() in letter.body.lower()


def test_a_refusal_offers_nothing_that_nobody_offered() -> None:
    refused = replace(FACTS, outcome=Outcome.NOT_UPHELD, reasons="Règle commune à tous.")
    offering = drafts.proposal(complaint(), TO, facts=refused).body
    bare = drafts.proposal(complaint(), TO, facts=replace(refused, solution=None)).body

    assert f"Nous vous proposons toutefois{NB}:\nl'attestation" in offering
    assert "proposons" not in bare
    assert "vous convient-elle" not in bare
    assert f"suivante{NB}:\nRègle commune à tous.\n\n" in bare


@pytest.mark.parametrize("outcome", [Outcome.NOT_UPHELD, Outcome.NO_FURTHER_ACTION])
def test_a_refusal_quotes_nothing_of_our_own_analysis(outcome: Outcome) -> None:
    body = drafts.proposal(complaint(), TO, facts=replace(FACTS, outcome=outcome)).body

    assert "l'envoi a été oublié" not in body
    assert "constat" not in body


@pytest.mark.parametrize("to", [TO, BARE])
def test_no_capital_follows_a_colon_on_its_line(to: Correspondence) -> None:
    """What people type begins as they like, on a line of its own."""
    for outcome in Outcome:
        facts = replace(FACTS, outcome=outcome, findings="Constat", reasons="Raison")
        letters = [*every_letter(to), drafts.proposal(complaint(), to, facts=facts)]

        for letter in letters:
            assert not re.search(rf"{NB}: [A-ZÉÀ](?!é?dia)", letter.body), letter.body


@pytest.mark.parametrize("party", Party)
def test_only_individuals_are_told_of_the_mediator(party: Party) -> None:
    letter = drafts.proposal(complaint(party=party), TO, facts=FACTS)

    assert (MEDIATOR.name in letter.body) == (party is Party.TRAINEE)


def test_without_a_mediator_none_is_promised() -> None:
    assert drafts.mediation(complaint(party=Party.TRAINEE), BARE) is None


def test_an_acknowledgement_after_the_date_promises_no_past_day() -> None:
    body = drafts.acknowledgement(complaint(), TO, now=SOLUTION_DUE_AT).body

    assert f"Nous aurions dû vous répondre au plus tard le 13/12/2026{NB}: nous regrettons" in body
    assert "vous répondrons" not in body


def test_a_follow_up_asks_three_questions() -> None:
    letter = drafts.follow_up(complaint(implemented_at=RECEIVED_AT), TO, answer_by="30/11/2026")

    assert letter.body.count("?") == 3
    assert f"en place depuis le {say(RECEIVED_AT)}" in letter.body


@pytest.mark.parametrize(
    ("severity", "asked_before", "said"),
    [
        (Severity.MINOR, 0, "nous clôturerons le dossier"),
        (Severity.MODERATE, 0, "nous vous poserons la question une seconde fois avant de clôturer"),
        (Severity.MODERATE, 1, "nous clôturerons le dossier"),
    ],
)
def test_silence_closes_nothing_while_a_second_question_is_due(
    severity: Severity, asked_before: int, said: str
) -> None:
    asked = FollowUp(at=RECEIVED_AT, by="U0QUALITE", means=Means.EMAIL)
    case = complaint(
        severity=severity,
        outcome=Outcome.UPHELD,
        implemented_at=RECEIVED_AT,
        followups=(asked,) * asked_before,
    )

    assert said in drafts.follow_up(case, TO, answer_by="30/11/2026").body


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
    acknowledgement = drafts.acknowledgement(complaint(description=text), TO, now=NOW)

    assert f"{{solution}} {text}" in proposal.body
    assert text.strip() in acknowledgement.body


@pytest.mark.parametrize("text", ["{ref}", "{0.__class__}", "%s %(a)s", "$x", "<!channel> <@U1>"])
def test_template_signs_are_only_text(text: str) -> None:
    letter = drafts.acknowledgement(complaint(description=text), TO, now=NOW)

    assert f"«{NB}{text}{NB}»" in letter.body


def test_a_duplicate_s_letter_names_the_other_case_and_its_date_if_one_is_promised() -> None:
    case, original = complaint(), complaint(ref="REC-2026-0003")
    promised = drafts.duplicate(case, original, TO, due="20/11/2026").body
    answered = drafts.duplicate(case, original, TO, due=None).body

    assert "déjà sous la référence REC-2026-0003" in promised
    assert "au plus tard le 20/11/2026" in promised
    assert "au plus tard" not in answered


@pytest.mark.parametrize("kind", LetterKind)
def test_who_may_not_know_the_complainant_reads_no_letter_to_them(kind: LetterKind) -> None:
    letter = {"kind": kind, "subject": "Votre réclamation", "body": "Bonjour Mme Exemple"}
    told = {"at": "2026-11-13T16:50:00+00:00", "means": "email", "letter": letter}
    details = {"told": told, "letter": letter, "reason": "précision"}
    left = without_letters(details)

    assert (left == details) is (kind is LetterKind.INFORMATION_POINT)
    assert ("Mme Exemple" in str(left)) is (kind is LetterKind.INFORMATION_POINT)
    assert left["reason"] == "précision"
