"""Every step's form: what it opens with, what it grows, what it reads."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest

from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.cases.letters import LetterKind
from bot.domain.cases.roles import FOLLOWING, Role
from bot.domain.cases.taxonomy import (
    Category,
    Channel,
    Continuity,
    Kind,
    Means,
    Measure,
    Party,
    Severity,
)
from bot.domain.steps.answering import Analyse, ProposeSolution, RecordFollowUp
from bot.domain.steps.deciding import decide
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.ending import Reject
from bot.domain.steps.incident import InformParties
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.domain.steps.opening import Acknowledge
from bot.domain.steps.settling import AnswerAndSettle
from bot.slack.payload_shapes import View
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.steps.drafting import Drafted, with_letter
from bot.ui.steps.form import FormContext
from bot.ui.steps.forms import (
    FORMS,
    asked_in,
    drawn_anew,
    read_step,
    submission_of,
)
from bot.ui.steps.letters import ByMail
from bot.ui.steps.opening import NEW_DUE_AT
from bot.ui.texts.catalogue import ENGLISH, FRENCH
from tests.support.builders import QUALITY
from tests.support.forms import Form, filled, labels, sent, spaced
from tests.support.lives import (
    NOW,
    SOLUTION_DUE_AT,
    case_in,
    complaint,
    fresh,
    incident,
    last_entry_of,
    original_of,
    ready_for,
)
from tests.support.steps import ANSWERS, MINUTE, SUBMISSION, form, instant, scene

KINDS = [(step, kind) for kind in Kind for step in FORMS if lifecycle_of(kind).rule(step)]
EVERY_FORM = pytest.mark.parametrize(("step", "kind"), KINDS)


def case_for(step: Step, kind: Kind) -> Case:
    """A case on which the step may be taken."""
    if step is Step.CLOSE:
        done = case_in(Status.CLOSED, kind, closed_at=None, closed_by=None)
        return replace(done, status=LAST[kind])
    rule = lifecycle_of(kind).rule(step)
    assert rule is not None
    return ready_for(step, case_in(next(iter(rule.moves)), kind))


LAST = {Kind.COMPLAINT: Status.FOLLOW_UP, Kind.INCIDENT: Status.PARTIES_INFORMED}


def read(
    step: Step, seen: FormContext, **answers: Any
) -> StepCommand | ByMail | Drafted | FormErrors:
    """What the form says, filled in."""
    return read_step(filled(form(step, seen), **answers), seen)


def grown(step: Step, seen: FormContext, **answers: Any) -> Form:
    """The form with the letter it grew."""
    view = filled(form(step, seen), **answers)
    drafted = read_step(view, seen)
    assert isinstance(drafted, Drafted)
    return with_letter(view, seen, drafted=drafted)


def again(view: View, seen: FormContext) -> Drafted:
    """The letter to be read once more."""
    drafted = read_step(view, seen)
    assert isinstance(drafted, Drafted)
    return drafted


def anew(step: Step, seen: FormContext, **answers: Any) -> Form:
    """The form as it asks once one of its answers was told at once."""
    return drawn_anew(filled(form(step, seen), **answers), seen)


def said_in(view: Form) -> str:
    """What it says without asking."""
    said = [block for block in view["blocks"] if block["type"] != "input"]
    return spaced(json.dumps(said, ensure_ascii=False))


def least(step: Step, seen: FormContext) -> dict[str, Any]:
    """What is compulsory in the form and not filled in already."""
    offered = {block.get("block_id") for block in form(step, seen)["blocks"]}
    if step is Step.MARK_DUPLICATE:
        return {"duplicate_of": original_of(seen.case).ref.lower()}
    return ANSWERS[step] | ({"analysis": "envoi oublié"} if "analysis" in offered else {})


def kept(step: Step, seen: FormContext, **answers: Any) -> StepCommand:
    """The step that the form asks for, its letter read and kept if it has one."""
    wanted = read(step, seen, **answers)
    if isinstance(wanted, Drafted):
        view = grown(step, seen, **answers)
        wanted = read_step(filled(view, **{"means": "email"} | answers), seen)
    assert not isinstance(wanted, FormErrors | ByMail | Drafted), wanted
    return wanted


def test_every_step_but_taking_charge_has_a_form() -> None:
    assert set(Step) - set(FORMS) == {Step.TAKE_CHARGE}


@EVERY_FORM
def test_a_form_carries_its_case_and_its_submission(step: Step, kind: Kind) -> None:
    seen = scene(case_for(step, kind))
    view = sent(form(step, seen))

    assert asked_in(view) == (step, seen.case.id)
    assert submission_of(view) == SUBMISSION


@EVERY_FORM
def test_a_filled_in_form_is_a_step_that_can_be_taken(step: Step, kind: Kind) -> None:
    seen = scene(case_for(step, kind))
    wanted = kept(step, seen, **least(step, seen))
    decision = decide(
        seen.case, wanted, actor=QUALITY, roles=FOLLOWING, now=seen.now, around=seen.around
    )

    assert decision.event.name == last_entry_of(step)


@EVERY_FORM
def test_an_empty_form_is_refused_at_fields_that_it_has(step: Step, kind: Kind) -> None:
    seen = scene(case_for(step, kind))
    view = form(step, seen)
    result = read_step(sent(view), seen)

    if isinstance(result, FormErrors):
        blocks = {block.get("block_id") for block in view["blocks"]}
        assert result.refusals.keys() <= blocks
    else:
        assert step in {Step.CLOSE, Step.INFORM_PARTIES}


class TestLetters:
    """Drafted from the case, read, changed, kept word for word."""

    def test_the_acknowledgement_stands_in_its_form_at_once(self) -> None:
        view = form(Step.ACKNOWLEDGE, scene(complaint(channel=Channel.PHONE, owner=QUALITY)))
        letter = spaced(labels(view)["Lettre"]["initial_value"])

        assert "Bonjour Mme Exemple," in letter
        assert "enregistrée sous la référence REC-2026-0007" in letter
        assert "votre réclamation, par téléphone, le vendredi 13 novembre 2026." in letter
        assert "au plus tard le dimanche 13 décembre 2026." in letter
        assert "Hélène Vidal, responsable qualité, suit votre dossier" in letter

    def test_who_answers_reads_where_to_reach_the_complainant(self) -> None:
        seen = scene(complaint())

        assert "Réclamant : Mme Exemple · mme@example.org" in said_in(form(Step.ACKNOWLEDGE, seen))
        assert "example" not in said_in(form(Step.ACKNOWLEDGE, replace(seen, complainant=None)))

    @pytest.mark.parametrize(
        ("channel", "is_shown"), [(Channel.PHONE, True), (Channel.EMAIL, False)]
    )
    def test_what_was_noted_of_a_call_is_there_to_complete_the_letter(
        self, channel: Channel, *, is_shown: bool
    ) -> None:
        said = said_in(form(Step.ACKNOWLEDGE, scene(complaint(channel=channel))))

        assert ("Attestation SST toujours pas reçue." in said) is is_shown

    def test_what_is_kept_is_the_letter_as_it_was_changed(self) -> None:
        seen = scene(complaint())
        wanted = read(Step.ACKNOWLEDGE, seen, letter="Bonjour,\n\n{résumé} <@U1>", means="phone")

        assert isinstance(wanted, Acknowledge)
        assert wanted.told.letter.kind is LetterKind.ACKNOWLEDGEMENT
        assert wanted.told.letter.body == "Bonjour,\n\n{résumé} <@U1>"
        assert wanted.told.means is Means.PHONE
        assert wanted.told.at == MINUTE or wanted.told.at <= seen.now

    def test_an_unchanged_letter_is_kept_whole_however_long(self) -> None:
        long = "Mot {entre} accolades et <!channel> & co. " * 60
        seen = scene(case_in(Status.UNDER_REVIEW, Kind.COMPLAINT, analysis=long.strip()))
        answers = {"outcome": "upheld", "solution": long[:2_900]}
        drafted = read(Step.PROPOSE_SOLUTION, seen, **answers)
        wanted = kept(Step.PROPOSE_SOLUTION, seen, **answers)

        assert isinstance(drafted, Drafted)
        assert isinstance(wanted, ProposeSolution)
        assert wanted.told is not None
        assert wanted.told.letter == drafted.letter

    def test_a_letter_without_its_means_is_refused(self) -> None:
        seen = scene(complaint(channel=Channel.IN_PERSON), complainant=None)

        assert read(Step.ACKNOWLEDGE, seen) == FormErrors({"means": FieldError.NOT_CHOSEN})

    @pytest.mark.parametrize(
        ("channel", "contact", "means"),
        [
            (Channel.PHONE, "mme@example.org", Means.EMAIL),
            (Channel.PHONE, "06 05 35 85 83", Means.PHONE),
            (Channel.EMAIL, None, Means.EMAIL),
            (Channel.POST, "1 rue Haute, Lyon", Means.POST),
        ],
    )
    def test_they_are_told_at_their_address_or_as_they_came_unless_one_says_otherwise(
        self, channel: Channel, contact: str | None, means: Means
    ) -> None:
        seen = scene(complaint(channel=channel), complainant=Complainant(contact=contact))
        wanted = read(Step.ACKNOWLEDGE, seen)

        assert isinstance(wanted, Acknowledge)
        assert wanted.told.means is means

    def test_a_blank_letter_is_refused(self) -> None:
        seen = scene(complaint())

        assert read(Step.ACKNOWLEDGE, seen, letter=" \u200b\n") == FormErrors(
            {"letter": FieldError.BLANK}
        )

    @pytest.mark.parametrize("step", [step for step, one in FORMS.items() if one.draft])
    def test_the_letter_comes_first_and_what_was_typed_stays_beneath(self, step: Step) -> None:
        kind = Kind.INCIDENT if step is Step.INFORM_PARTIES else Kind.COMPLAINT
        seen = scene(case_for(step, kind))
        first = form(step, seen)
        view = first if FORMS[step].is_drafted_at_once else grown(step, seen, **least(step, seen))
        named = [block.get("block_id") for block in view["blocks"]]
        asked = [block["block_id"] for block in first["blocks"] if block["type"] == "input"]

        assert named[0] == "letter"
        assert set(asked) <= set(named)
        assert view["callback_id"] == first["callback_id"]
        assert view["submit"]["text"] == "Enregistrer"
        assert not [block for block in view["blocks"] if block.get("dispatch_action")]

    def test_another_category_has_the_letter_drafted_anew_and_read_again(self) -> None:
        seen = scene(complaint(channel=Channel.PHONE, to_confirm=True))
        named = filled(form(Step.ACKNOWLEDGE, seen), category="trainer", means="email")
        redrafted = again(named, seen)
        shown = with_letter(named, seen, drafted=redrafted)
        taken = read_step(filled(shown, category="trainer", means="email"), seen)

        assert redrafted.notice == FRENCH.steps.letter.redrafted
        assert [block["block_id"] for block in shown["blocks"][:2]] == ["letter_notice", "letter@1"]
        assert isinstance(taken, Acknowledge)
        assert "sujet : formateur" in spaced(taken.told.letter.body)
        assert taken.category is Category.TRAINER

    def test_what_somebody_wrote_into_it_stays_and_is_looked_at_again(self) -> None:
        seen = scene(complaint(channel=Channel.PHONE, to_confirm=True))
        said = {"category": "trainer", "means": "email", "letter": "Madame, c'est noté."}
        named = filled(form(Step.ACKNOWLEDGE, seen), **said)
        kept = again(named, seen)
        taken = read_step(filled(with_letter(named, seen, drafted=kept), **said), seen)

        assert kept.notice == FRENCH.steps.letter.to_check
        assert isinstance(taken, Acknowledge)
        assert taken.told.letter.body == "Madame, c'est noté."

    def test_another_signatory_has_the_mediator_named(self) -> None:
        mediator = scene(complaint()).around.mediator
        case = case_in(Status.UNDER_REVIEW, Kind.COMPLAINT, party=Party.TRAINEE)
        seen = scene(case, office=replace(scene(case).office, mediator=mediator))
        told = {"outcome": "not_upheld", "reasons": "règle commune", "signatory": "company"}
        page = grown(Step.PROPOSE_SOLUTION, seen, **told)
        redrafted = again(filled(page, **told | {"signatory": "individual"}), seen)

        assert isinstance(read_step(filled(page, **told), seen), ProposeSolution)
        assert "Médiation Exemple" in redrafted.letter.body

    def test_nobody_is_written_to_who_cannot_be_reached(self) -> None:
        case = case_in(Status.UNDER_REVIEW, Kind.COMPLAINT, ack_not_applicable="anonyme")
        wanted = read(Step.PROPOSE_SOLUTION, scene(case), outcome="upheld", solution="excuses")

        assert isinstance(wanted, ProposeSolution)
        assert wanted.told is None

    def test_a_trainee_s_answer_names_the_mediator(self) -> None:
        office = scene(complaint()).office
        mediator = scene(complaint()).around.mediator
        case = case_in(Status.UNDER_REVIEW, Kind.COMPLAINT, party=Party.TRAINEE)
        seen = scene(case, office=replace(office, mediator=mediator))
        view = grown(Step.PROPOSE_SOLUTION, seen, outcome="not_upheld", reasons="règle commune")

        assert "Médiation Exemple" in labels(view)["Lettre"]["initial_value"]


class TestAnswer:
    """A refusal offers nothing unless somebody offers something."""

    SEEN = scene(case_in(Status.UNDER_REVIEW, Kind.COMPLAINT))

    @pytest.mark.parametrize(
        ("outcome", "is_owed"), [("upheld", True), ("partly_upheld", True), ("not_upheld", False)]
    )
    def test_a_solution_is_asked_for_where_something_is_owed(
        self, outcome: str, *, is_owed: bool
    ) -> None:
        view = anew(Step.PROPOSE_SOLUTION, self.SEEN, outcome=outcome)
        blocks = {block.get("block_id"): block for block in view["blocks"]}
        read = read_step(filled(view, outcome=outcome), self.SEEN)

        assert blocks["solution"]["optional"] is not is_owed
        assert (read == FormErrors({"solution": FieldError.BLANK})) is is_owed

    def test_a_refusal_is_taken_without_one(self) -> None:
        wanted = kept(
            Step.PROPOSE_SOLUTION, self.SEEN, outcome="not_upheld", reasons="règle commune"
        )

        assert isinstance(wanted, ProposeSolution)
        assert wanted.solution is None
        assert wanted.told is not None
        assert "proposons" not in wanted.told.letter.body

    @pytest.mark.parametrize(
        ("outcome", "is_owed"), [("upheld", False), ("partly_upheld", False), ("not_upheld", True)]
    )
    def test_who_is_told_no_is_told_why(self, outcome: str, *, is_owed: bool) -> None:
        view = anew(Step.PROPOSE_SOLUTION, self.SEEN, outcome=outcome)
        blocks = {block.get("block_id"): block for block in view["blocks"]}
        read = read_step(filled(view, outcome=outcome, solution="excuses"), self.SEEN)

        assert ("reasons" in blocks) is (outcome != "upheld")
        assert blocks.get("reasons", {}).get("optional", True) is not is_owed
        assert (read == FormErrors({"reasons": FieldError.BLANK})) is is_owed

    def test_a_refusal_that_goes_to_nobody_needs_no_words_for_them(self) -> None:
        case = case_in(Status.UNDER_REVIEW, Kind.COMPLAINT, ack_not_applicable="anonyme")
        wanted = read(Step.PROPOSE_SOLUTION, scene(case), outcome="not_upheld")

        assert isinstance(wanted, ProposeSolution)

    def test_what_goes_into_the_letter_is_said_until_the_letter_is_there(self) -> None:
        seen, answers = self.SEEN, {"outcome": "upheld", "solution": "excuses"}
        before = said_in(form(Step.PROPOSE_SOLUTION, seen))
        after = said_in(grown(Step.PROPOSE_SOLUTION, seen, **answers))

        assert "entrent dans la lettre" in before
        assert "entrent dans la lettre" not in after
        assert "vous relirez la lettre" in after


class TestLateQuestions:
    """A letter that asks for more never calls a past date unchanged."""

    @pytest.mark.parametrize(
        ("late", "answer_by", "said"),
        [
            (0, "2026-12-13", "l'échéance du dimanche 13 décembre 2026 reste inchangée"),
            (0, "2026-12-14", "disposons.\n"),
            (30, "2026-12-31", "L'échéance du dimanche 13 décembre 2026 est passée"),
        ],
    )
    def test_it_says_what_is_true_of_the_date(self, late: int, answer_by: str, said: str) -> None:
        case = case_in(Status.ACKNOWLEDGED, Kind.COMPLAINT, current_due_at=SOLUTION_DUE_AT)
        seen = scene(case, now=NOW + timedelta(days=late))
        drafted = read(Step.REQUEST_INFORMATION, seen, questions="la date", answer_by=answer_by)

        assert isinstance(drafted, Drafted)
        assert said in spaced(drafted.letter.body)
        assert ("inchangée" in drafted.letter.body) is ("inchangée" in said)


class TestFollowUp:
    """The question by letter, or its answer."""

    def test_an_answer_needs_no_letter(self) -> None:
        seen = scene(case_in(Status.FOLLOW_UP, Kind.COMPLAINT))
        wanted = read(Step.FOLLOW_UP, seen, means="email", solved="partly", score="3")

        assert isinstance(wanted, RecordFollowUp)
        assert (wanted.score, wanted.letter) == (3, None)

    def test_a_question_by_telephone_needs_none_either(self) -> None:
        seen = scene(case_in(Status.FOLLOW_UP, Kind.COMPLAINT))
        wanted = read(Step.FOLLOW_UP, seen, means="phone")

        assert isinstance(wanted, RecordFollowUp)
        assert wanted.solved is None

    def test_it_closes_what_is_solved_unless_the_box_is_unticked(self) -> None:
        seen = scene(case_in(Status.FOLLOW_UP, Kind.COMPLAINT))
        wanted = read(Step.FOLLOW_UP, seen, solved="yes")
        kept_open = read(Step.FOLLOW_UP, seen, solved="yes", closes=[])

        assert isinstance(wanted, RecordFollowUp)
        assert isinstance(kept_open, RecordFollowUp)
        assert (wanted.closes, kept_open.closes) == (True, False)

    def test_the_box_is_offered_to_who_may_close(self) -> None:
        case = case_in(Status.FOLLOW_UP, Kind.COMPLAINT, party=Party.TRAINEE)
        pilot = scene(case, roles=frozenset({Role.OWNER}))

        assert "Clore le dossier" in labels(form(Step.FOLLOW_UP, scene(case)))
        assert "Clore le dossier" not in labels(form(Step.FOLLOW_UP, pilot))


def test_the_day_told_in_an_answer_is_the_one_announced() -> None:
    seen = scene(case_in(Status.UNDER_REVIEW, Kind.COMPLAINT))
    answers = {"outcome": "upheld", "solution": "excuses", "implemented_on": "2026-12-04"}
    wanted = kept(Step.PROPOSE_SOLUTION, seen, **answers)

    assert isinstance(wanted, ProposeSolution)
    assert wanted.promised_on == date(2026, 12, 4)


class TestSettlement:
    """One form, and its letter, for an answer with all that it stands for."""

    SAID: ClassVar[dict[str, Any]] = {
        "outcome": "upheld",
        "analysis": "envoi oublié",
        "solution": "l'envoi ce jour",
    }

    def written(self, **answers: Any) -> str:
        """The letter that the answers make."""
        drafted = read(Step.ANSWER_AND_SETTLE, self.seen(), **self.SAID | answers)
        assert isinstance(drafted, Drafted)
        return spaced(drafted.letter.body)

    def seen(self, **given: Any) -> FormContext:
        return scene(case_in(Status.ACKNOWLEDGED, Kind.COMPLAINT, **given))

    def test_what_is_done_today_is_said_to_be_in_place(self) -> None:
        letter = self.written(in_place="today")
        wanted = kept(Step.ANSWER_AND_SETTLE, self.seen(), **self.SAID, in_place="today")

        assert "Voici ce que nous avons mis en place :\nl'envoi ce jour" in letter
        assert "Mise en œuvre : lundi 23 novembre 2026" in letter
        assert "nous réexaminerons votre réclamation" in letter
        assert isinstance(wanted, AnswerAndSettle)
        assert (wanted.implemented_at, wanted.promised_on) == (NOW, None)

    def test_what_is_done_later_is_promised_for_its_day(self) -> None:
        answers = {"in_place": "another_day", "implemented_at": "2026-12-04"}
        letter = self.written(**answers)
        wanted = kept(Step.ANSWER_AND_SETTLE, self.seen(), **self.SAID, **answers)

        assert "Voici ce que nous allons mettre en place :" in letter
        assert "Mise en œuvre : vendredi 4 décembre 2026" in letter
        assert isinstance(wanted, AnswerAndSettle)
        assert (wanted.implemented_at, wanted.promised_on) == (None, date(2026, 12, 4))

    def test_a_day_that_is_past_is_one_on_which_it_was_done(self) -> None:
        answers = {"in_place": "another_day", "implemented_at": "2026-11-20"}
        wanted = kept(Step.ANSWER_AND_SETTLE, self.seen(), **self.SAID, **answers)

        assert isinstance(wanted, AnswerAndSettle)
        assert wanted.implemented_at is not None
        assert wanted.implemented_at.date() == date(2026, 11, 20)

    def test_another_day_has_to_be_said(self) -> None:
        answers = {"in_place": "another_day", "implemented_at": None}

        assert read(Step.ANSWER_AND_SETTLE, self.seen(), **self.SAID, **answers) == FormErrors(
            {"implemented_at": FieldError.NOT_CHOSEN}
        )

    def test_who_is_told_no_is_asked_nothing_of_putting_it_in_place(self) -> None:
        view = anew(Step.ANSWER_AND_SETTLE, self.seen(), outcome="not_upheld")
        answers = {"outcome": "not_upheld", "solution": None, "reasons": "la salle était ouverte"}
        letter = self.written(**answers)

        assert "Mise en œuvre" not in labels(view)
        assert "Mise en œuvre" not in letter
        assert "n'est pas fondée" in letter

    def test_the_first_answer_acknowledges_too(self) -> None:
        seen = scene(complaint())
        drafted = read(Step.ANSWER_AND_SETTLE, seen, **self.SAID, in_place="today")

        assert isinstance(drafted, Drafted)
        assert "enregistrée sous la référence REC-2026-0007" in drafted.letter.body

    def test_nobody_to_answer_needs_no_letter(self) -> None:
        seen = self.seen(ack_sent_at=None, ack_not_applicable="anonyme")
        wanted = read(Step.ANSWER_AND_SETTLE, seen, **self.SAID, in_place="today")

        assert isinstance(wanted, AnswerAndSettle)
        assert wanted.told is None


class TestIncident:
    """Measures and the information point."""

    def test_adjusting_the_content_asks_for_the_certifier_s_rule(self) -> None:
        seen = scene(case_in(Status.TAKEN_CHARGE, Kind.INCIDENT))
        answers = {"measures": ["content_adjustment"], "explanation": "module retiré"}

        assert read(Step.DECIDE_MEASURES, seen, **answers) == FormErrors(
            {"certifier_rule": FieldError.BLANK}
        )

    def test_minutes_lost_are_a_whole_number(self) -> None:
        seen = scene(case_in(Status.TAKEN_CHARGE, Kind.INCIDENT))
        answers = ANSWERS[Step.DECIDE_MEASURES] | {"lost_minutes": "une heure"}

        assert read(Step.DECIDE_MEASURES, seen, **answers) == FormErrors(
            {"lost_minutes": FieldError.NOT_A_COUNT}
        )

    def test_nobody_to_inform_needs_only_the_reason(self) -> None:
        seen = scene(case_in(Status.MEASURES_DECIDED, Kind.INCIDENT))
        view = anew(Step.INFORM_PARTIES, seen, audience="not_owed")
        back = anew(Step.INFORM_PARTIES, seen, audience="owed")
        assert (view["submit"]["text"], back["submit"]["text"]) == ("Enregistrer", "Continuer")
        wanted = read_step(filled(view, waived_because="exercice"), seen)

        assert labels(view).keys() == {
            "Faut-il informer quelqu'un ?",
            "Pourquoi personne n'est à informer",
        }
        assert wanted == InformParties(waived_because="exercice")

    def test_sent_before_it_was_drawn_anew_it_asks_for_the_choice_again(self) -> None:
        seen = scene(case_in(Status.MEASURES_DECIDED, Kind.INCIDENT))

        assert read(Step.INFORM_PARTIES, seen, audience="not_owed") == FormErrors(
            {"audience": FieldError.NOT_CHOSEN}
        )

    def test_a_form_of_an_older_release_still_says_that_nobody_is_to_be_told(self) -> None:
        """It asked for everything at once, and for no audience."""
        seen = scene(case_in(Status.MEASURES_DECIDED, Kind.INCIDENT))
        values = {"waived_because": {"waived_because": {"value": "exercice"}}}

        assert read_step(sent(form(Step.INFORM_PARTIES, seen), values), seen) == InformParties(
            waived_because="exercice"
        )

    def test_all_measures_of_the_policy_are_offered(self) -> None:
        view = form(Step.DECIDE_MEASURES, scene(case_in(Status.TAKEN_CHARGE, Kind.INCIDENT)))
        offered = [option["value"] for option in labels(view)["Mesures"]["options"]]

        assert offered == [measure.value for measure in Measure]

    def test_the_form_starts_from_what_is_known(self) -> None:
        case = incident(status=Status.TAKEN_CHARGE, continuity=Continuity.NO, lost_minutes=40)
        wanted = read(Step.DECIDE_MEASURES, scene(case), **ANSWERS[Step.DECIDE_MEASURES])

        assert (wanted.continuity, wanted.lost_minutes) == (Continuity.NO, 40)  # type: ignore[union-attr]  # else the test fails


class TestGravity:
    """What a major case asks for besides."""

    def test_a_major_case_cannot_be_analysed_without_its_root_cause(self) -> None:
        seen = scene(complaint(severity=Severity.MAJOR))

        assert read(Step.ANALYSE, seen, analysis="constats") == FormErrors(
            {"root_cause": FieldError.BLANK, "cause_family": FieldError.NOT_CHOSEN}
        )

    def test_a_root_cause_comes_with_its_family(self) -> None:
        seen = scene(complaint())

        assert read(Step.ANALYSE, seen, analysis="constats", root_cause="oubli") == FormErrors(
            {"cause_family": FieldError.NOT_CHOSEN}
        )


class TestRejection:
    """What is no complaint is answered in a few presses, always with its reason."""

    def test_the_reason_is_proposed_and_says_what_the_letter_will(self) -> None:
        seen = scene(complaint(description="Bonjour, combien coûte le SST ?"))
        reason = labels(form(Step.REJECT, seen))["Motif de non-recevabilité"]["initial_option"]
        rejected = kept(Step.REJECT, seen, admissibility_reason="")

        assert reason["value"] == "information_request"
        assert isinstance(rejected, Reject)
        assert rejected.told is not None
        assert rejected.admissibility_reason == f"{reason['description']['text']}."
        assert spaced(rejected.admissibility_reason) in spaced(rejected.told.letter.body)

    def test_own_words_take_its_place(self) -> None:
        seen = scene(complaint())
        rejected = kept(Step.REJECT, seen, admissibility_reason="Elle relève du bailleur.")

        assert isinstance(rejected, Reject)
        assert rejected.admissibility_reason == "Elle relève du bailleur."

    def test_another_reason_has_to_be_said(self) -> None:
        refused = read(Step.REJECT, scene(complaint()), inadmissibility="other")

        assert isinstance(refused, FormErrors)
        assert refused.refusals == {"admissibility_reason": FieldError.BLANK}

    def test_the_record_is_in_french_whoever_answers(self) -> None:
        seen = scene(complaint(), texts=ENGLISH)
        rejected = kept(Step.REJECT, seen, admissibility_reason="")

        assert isinstance(rejected, Reject)
        assert "formations" in rejected.admissibility_reason


class TestAnalysis:
    """The cause is asked of what is grave; how to find it, of who presses for it."""

    def test_the_five_whys_stand_behind_a_button(self) -> None:
        seen = scene(complaint())
        before, after = form(Step.ANALYSE, seen), anew(Step.ANALYSE, seen)

        assert "Pourquoi ? (1 sur 5)" not in labels(before)
        assert "Les cinq pourquoi" in said_in(before)
        assert "Pourquoi ? (5 sur 5)" in labels(after)
        assert "Les cinq pourquoi" not in said_in(after)

    def test_whys_that_are_known_are_shown_at_once(self) -> None:
        seen = scene(complaint(five_whys=("personne ne relance",)))
        view = form(Step.ANALYSE, seen)

        assert labels(view)["Pourquoi ? (1 sur 5)"]["initial_value"] == "personne ne relance"

    @pytest.mark.parametrize("severity", Severity)
    def test_the_cause_of_a_complaint_is_compulsory_from_major_up(self, severity: Severity) -> None:
        case = complaint(severity=severity, description="sans suite")
        refused = read(Step.ANALYSE, scene(case), analysis="constats")
        is_grave = severity in {Severity.MAJOR, Severity.CRITICAL}

        assert isinstance(refused, FormErrors) is is_grave
        assert ("obligatoires" in said_in(form(Step.ANALYSE, scene(case)))) is is_grave

    def test_that_the_session_stopped_does_not_make_it_compulsory(self) -> None:
        given = {"continuity": Continuity.NO, "severity": Severity.MAJOR}
        case = case_in(Status.TAKEN_CHARGE, Kind.INCIDENT, **given)
        confirmed = replace(case, qualified_at=NOW)

        assert isinstance(read(Step.ANALYSE, scene(case), analysis="constats"), Analyse)
        assert isinstance(read(Step.ANALYSE, scene(confirmed), analysis="constats"), FormErrors)


def test_forms_start_from_the_case_as_it_is() -> None:
    case = fresh(Kind.COMPLAINT)
    wanted = read(Step.QUALIFY, scene(case))

    assert (wanted.severity, wanted.category) == (case.severity, case.category)  # type: ignore[union-attr]  # else the test fails


def test_more_time_is_suggested_after_today_also_where_the_date_has_passed() -> None:
    case = case_for(Step.EXTEND, Kind.COMPLAINT)
    assert case.current_due_at is not None
    now = case.current_due_at + timedelta(days=40)
    (picker,) = (
        block["element"]["initial_date_time"]
        for block in form(Step.EXTEND, scene(case, now=now))["blocks"]
        if block.get("element", {}).get("type") == "datetimepicker"
        and block["block_id"] == NEW_DUE_AT
    )

    assert instant(picker) > now + timedelta(days=14)


def test_a_correction_without_a_description_says_what_to_write() -> None:
    seen = scene(fresh(Kind.COMPLAINT))

    assert read(Step.CORRECT_FACTS, seen, description=" ", reason="faute de frappe") == FormErrors(
        {"description": FieldError.EMPTY}
    )
