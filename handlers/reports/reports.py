"""`/qualite bilan`: a month or a half-year for whoever asks, and what the channel is told of it."""

from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp

from bot.domain.calendar.periods import (
    FuturePeriodError,
    Month,
    Semester,
    UnreadablePeriodError,
    parse_period,
)
from bot.domain.cases.refusals import IllegalStepError
from bot.domain.errors import NotAllowedError
from bot.domain.reports.reviews import ApprovedMeanwhileError
from bot.services.reports.review_drafts import prepare_review
from bot.services.reports.reviews import (
    ReviewView,
    UnfinishedHalfYearError,
    approve_review,
    freeze_draft,
    look_at_review,
    write_review,
)
from bot.services.reports.summaries import preview_summary, publish_summary
from bot.services.school.offices import read_office
from bot.slack.payload_shapes import Pressed, View
from bot.ui.blocks.blocks import Post
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.blocks.read_back import text_in
from bot.ui.reports.review import (
    APPROVE_REVIEW,
    FREEZE_REVIEW,
    PLAN_ACTION,
    PREPARE_REVIEW,
    WRITE_REVIEW,
    edition_in,
    marked_in,
    review_preview,
)
from bot.ui.reports.review_forms import ReviewScene, read_change, review_modal, written_in
from bot.ui.reports.summary import PUBLISH_SUMMARY, edition_of, summary_preview
from bot.ui.steps.refusals import warned
from bot.ui.texts.catalogue import Texts
from handlers.dependencies import Dependencies
from handlers.listening import on_press, on_submit
from handlers.openings import Interaction, answer, show_view
from handlers.submissions import Submission

log = structlog.get_logger()


def register(app: AsyncApp, kit: Dependencies) -> None:
    """Register the buttons, menus and forms; `/qualite` answers with the preview."""
    reports = Reports(kit)
    on_press(app, PUBLISH_SUMMARY, reports.publish)
    for form in (WRITE_REVIEW, PLAN_ACTION):
        on_press(app, form, reports.press)
        on_submit(app, form, reports.submit, kit=kit)
    on_press(app, PREPARE_REVIEW, reports.prepare)
    on_press(app, FREEZE_REVIEW, reports.freeze)
    on_press(app, APPROVE_REVIEW, reports.approve)


class Reports:
    """Shows, opens and takes; who may is decided in the service, again at each submission."""

    def __init__(self, kit: Dependencies) -> None:
        self._kit = kit

    async def preview(self, period: str, origin: Interaction) -> None:
        """Answer with a month or a half-year as it is now; without a period, the month before."""
        texts = self._kit.texts_for(origin.user)
        try:
            wanted = parse_period(period) if period else await self._month_before()
        except UnreadablePeriodError:
            await answer(origin.respond, text=texts.summary.not_a_month)
            return
        is_review = isinstance(wanted, Semester)
        try:
            post = await self._post(wanted, reader=origin.user, texts=texts)
        except FuturePeriodError:
            says = texts.review_forms if is_review else texts.summary
            await answer(origin.respond, text=says.in_future)
        else:
            await answer(origin.respond, text=post.text, blocks=post.blocks)

    async def publish(self, origin: Interaction, pressed: Pressed) -> None:
        """Post the summary that the button names, once however often it is pressed."""
        kit, user = self._kit, origin.user
        month, edition = edition_of(text_in(pressed))
        published = await kit.with_transactions(publish_summary, month, edition=edition, actor=user)
        kit.wake_delivery()
        says = kit.texts_for(user).summary
        sentence = says.published if published else says.published_already
        await answer(origin.respond, text=sentence, replace_original=True)

    async def prepare(self, origin: Interaction, pressed: Pressed) -> None:
        """Prepare the review that the button names, once however often it is pressed."""
        kit, user = self._kit, origin.user
        semester, _ = marked_in(text_in(pressed))
        prepared = await kit.with_transactions(prepare_review, semester, actor=user)
        kit.wake_delivery()
        says = kit.texts_for(user).review_forms
        sentence = says.prepared if prepared else says.prepared_already
        await answer(origin.respond, text=sentence, replace_original=True)

    async def press(self, origin: Interaction, pressed: Pressed) -> None:
        """Open the form, unless it is not theirs to fill in: then the sentence says whose."""
        semester, mark = marked_in(text_in(pressed))
        view = await self._view(semester, origin.user)
        if not view.may_write:
            raise NotAllowedError
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        scene = ReviewScene(
            semester=semester,
            notes=view.review.notes,
            today=kit.clock.now().astimezone(view.office.zone).date(),
            calendar=view.office.calendar,
            texts=texts,
            mark=mark,
        )
        form = review_modal(pressed.action_id, scene, submission_id=uuid4())
        await show_view(kit.client, origin, view=form, texts=texts)

    async def submit(self, submission: Submission) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        async with submission.answered():
            try:
                refused = await self._keep(submission.view, user=submission.user)
            except ApprovedMeanwhileError:
                says = submission.texts.review_forms
                await submission.show(warned(submission.view, [says.approved_meanwhile]))
                return
            if refused is None:
                await submission.close()
                self._kit.wake_delivery()
            else:
                await submission.point_out(refused)

    async def freeze(self, origin: Interaction, pressed: Pressed) -> None:
        """Freeze another draft, whose PDF goes into the thread."""
        kit, user = self._kit, origin.user
        semester, edition = edition_in(text_in(pressed))
        frozen = await kit.with_transactions(freeze_draft, semester, edition=edition, actor=user)
        kit.wake_delivery()
        says = kit.texts_for(user).review_forms
        sentence = says.frozen if frozen else says.frozen_already
        await answer(origin.respond, text=sentence)

    async def approve(self, origin: Interaction, pressed: Pressed) -> None:
        """Freeze the review as approved by whoever pressed; its plan becomes actions."""
        kit, user = self._kit, origin.user
        texts = kit.texts_for(user)
        semester, edition = edition_in(text_in(pressed))
        try:
            approved = await kit.with_transactions(
                approve_review, semester, edition=edition, actor=user
            )
        except (IllegalStepError, UnfinishedHalfYearError) as error:
            says = texts.review_forms
            is_early = isinstance(error, UnfinishedHalfYearError)
            await answer(origin.respond, text=says.not_over if is_early else says.owner_gone)
            return
        kit.wake_delivery()
        says = texts.review_forms
        sentence = says.was_approved if approved else says.frozen_already
        await answer(origin.respond, text=sentence)

    async def _keep(self, view: View, *, user: str) -> FormErrors | None:
        """Write what the form holds; None once it is written."""
        kit, now = self._kit, self._kit.clock.now()
        office = await kit.read(read_office)
        change = read_change(view, today=now.astimezone(office.zone).date())
        if isinstance(change, FormErrors):
            return change
        semester, submission_id = written_in(view)
        await kit.run(write_review, semester, change, actor=user, submission_id=submission_id)
        log.info("review written", form=view.callback_id, by=user)
        return None

    async def _post(self, wanted: Month | Semester, *, reader: str, texts: Texts) -> Post:
        if isinstance(wanted, Month):
            preview = await self._kit.read(preview_summary, wanted, reader=reader)
            return summary_preview(
                preview.report,
                latest=preview.latest,
                may_publish=preview.may_publish,
                zone=preview.office.zone,
                texts=texts,
            )
        view = await self._view(wanted, reader)
        return review_preview(
            view.review,
            is_begun=view.is_begun,
            may_write=view.may_write,
            shows_plan=view.reads_plan,
            zone=view.office.zone,
            texts=texts,
        )

    async def _month_before(self) -> Month:
        office = await self._kit.read(read_office)
        return Month.of(self._kit.clock.now(), office.zone).previous

    async def _view(self, semester: Semester, user: str) -> ReviewView:
        kit = self._kit
        return await kit.read(look_at_review, semester, reader=user)
