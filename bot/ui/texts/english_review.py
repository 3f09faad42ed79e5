"""The half-yearly review in English."""

from bot.domain.quality_risks import RiskLevel
from bot.ui.texts.counted import Counted
from bot.ui.texts.document_texts import FileTexts
from bot.ui.texts.review_texts import ReviewTexts

ENGLISH_REVIEW = ReviewTexts(
    halves=("first half", "second half"),
    title="Review of the {half} of {year}",
    half="{half} of {year}",
    description="Analysis of the half-year's complaints and difficulties, and its action plan.",
    footer="{title} · edition {edition} · fingerprint {fingerprint}",
    draft="Draft, to be completed and approved",
    approved="Approved by {who}, {when}",
    pdf=FileTexts(
        title="Half-yearly review",
        sent="The half-yearly review as PDF.",
        waits=(
            "The half-yearly review's PDF is ready, but Slack does not take it: its storage is "
            "full, or uploads are disabled."
        ),
    ),
    in_short="In short",
    scope="Scope and method",
    scope_said=(
        (
            "This review is about the complaints and incidents received from {first} to {last}, "
            "as the register knew them on {when}. The complaints policy asks for it, § 6: a "
            "global analysis at the end of each half-year, and an action plan for recurring "
            "complaints and the most frequent difficulties."
        ),
        (
            "Percentages are given from five cases on; “n/a” stands for a figure that was not "
            "given, never for zero. Confidential cases are counted without detail. Nobody is "
            "rated or ranked."
        ),
    ),
    activity="Activity",
    trends="Volumes, deadlines and trends",
    complaints="Complaints",
    recurring="Recurring complaints",
    difficulties="Incidents and the most frequent difficulties",
    causes="Causes",
    feedback="Feedback of stakeholders",
    plan_before="Effect of the plan before",
    risks="Quality risks",
    plan="Action plan",
    decisions="Decisions on processes and future courses",
    validation="Participants and approval",
    volumes="{complaints} and {incidents} in the half-year.",
    volumes_before=(
        "{complaints} and {incidents} in the half-year, against {before_complaints} and "
        "{before_incidents} in the one before."
    ),
    recurrent=Counted(
        none="No recurring complaint.",
        one="1 topic of complaint recurs:",
        many="{count} topics of complaint recur:",
    ),
    frequent=Counted(
        none="No frequent difficulty.",
        one="1 frequent difficulty:",
        many="{count} frequent difficulties:",
    ),
    none_recurrent="No topic came back three times in the half-year.",
    none_frequent="No difficulty came back three times in the half-year.",
    topic="{topic}, {count} times",
    topic_with_cause="{topic}, {count} times, mostly of the same cause ({cause})",
    interrupted=Counted(
        none="No session had to stop.",
        one="1 session had to stop.",
        many="{count} sessions had to stop.",
    ),
    injuries=Counted(
        none="",
        one="1 incident with somebody hurt or unwell.",
        many="{count} incidents with somebody hurt or unwell.",
    ),
    lost_minutes="Training time lost: {count} min.",
    confidential=Counted(
        none="",
        one="1 confidential case, counted without detail.",
        many="{count} confidential cases, counted without detail.",
    ),
    trainees="Trainees",
    sessions="Sessions held",
    hours="Hours of training",
    complaints_per_100="Complaints per 100 trainees",
    incidents_per_100="Incidents per 100 sessions",
    to_write="To be completed.",
    nothing_planned="The review before had decided no action.",
    effective="Actions found effective, of those checked in the half-year: {share}.",
    on_time="Actions done in time, of those due in the half-year: {share}.",
    judged={True: "effective", False: "without effect"},
    validated_by="Review approved by {who}, {when}.",
    not_validated="Review to be approved.",
    participants="Participants: {names}.",
    indicator="Indicator",
    this_half="This half-year",
    figures_caption="The half-year beside the one before and the same a year ago",
    months_caption="Cases, month by month",
    months_alt="Cases month by month. {months}.",
    month_alt=(
        "{month}: {complaints} complaints received, {incidents} incidents reported, "
        "{open} cases open at the end"
    ),
    category_caption="Complaints by category",
    plan_before_caption="Actions that the review before decided, and what became of them",
    plan_before_columns=("Action", "What", "Owner", "Due", "State", "Effect"),
    risk_caption="Risks, existing control and treatment",
    risk_columns=(
        "No.",
        "Risk",
        "Cause",
        "Cases",
        "Level",
        "Existing control",
        "Residual level",
        "Treatment",
    ),
    matrix_caption="Matrix of risks: likelihood and impact, 1 to 4",
    matrix_alt="Matrix of risks, likelihood and impact from 1 to 4. {risks}.",
    matrix_risk="{number}, {risk}: likelihood {likelihood}, impact {impact}, level {level}",
    likelihood="Likelihood",
    impact="Impact",
    level={
        RiskLevel.LOW: "low",
        RiskLevel.MODERATE: "moderate",
        RiskLevel.HIGH: "high",
        RiskLevel.CRITICAL: "critical",
    },
    plan_caption="Actions of the plan",
    plan_columns=("No.", "Action", "Kind", "Owner", "Due", "Success criterion", "Cases"),
    severities="Severities",
    missing="To be completed: {parts}.",
    risk_line="{number}. {risk}: level {level}",
    plan_line="• {ref}{title} ({owner}, due: {due})",
    prepare="Prepare the review",
    prepared="Done: the draft is on its way to the quality channel, with its PDF.",
    prepared_already="This review is prepared already: it is in the quality channel.",
    not_prepared="This review is not prepared yet.",
    in_future="This half-year has not begun: there is nothing to review.",
    complete="Complete",
    judge_risk="Judge a risk",
    another_risk="Add a risk",
    plan_action="Action plan",
    another_action="Add an action",
    new_pdf="New PDF",
    approve="Approve",
    approve_title="Approve this review?",
    approve_warning=(
        "The review is frozen with your name, and the actions of its plan go to their owners."
    ),
    frozen="Done: the PDF is on its way to the review's thread.",
    frozen_already="The review has changed meanwhile: read it again, then try once more.",
    was_approved="Review approved. The actions of its plan go to their owners.",
    owner_gone=(
        "The review is not approved: an owner in its plan has no account any more. "
        "Choose somebody else in “Action plan”."
    ),
    save="Save",
    ask_recurring="Recurring complaints: analysis",
    ask_difficulties="Most frequent difficulties: analysis",
    ask_feedback="Feedback of stakeholders",
    ask_feedback_hint="Satisfaction surveys, talks with companies and funders…",
    ask_decisions="Decisions on processes and future courses",
    ask_participants="Participants",
    choose_people="Choose people",
    risk_name="Risk",
    control="Existing control",
    residual="Residual level",
    treatment="Treatment",
    choose_level="Choose a level",
    degrees=("1, very low", "2, low", "3, high", "4, very high"),
    take_out="Take out",
    take_out_risk="Take this risk out of the matrix",
    take_out_action="Take this action out of the plan",
    origin="Cases it comes from",
    origin_hint="Their references, for example: REC-2026-0004, INC-2026-0012",
)
