"""`/qualite bilan 2026-S1`, and what is done to the half-year's review in the quality channel."""

import re
from typing import Any
from uuid import uuid4

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond

from bot.domain.errors import NotAllowedError
from bot.domain.periods import Semester, UnreadablePeriodError, parse_semester
from bot.domain.refusals import IllegalStepError
from bot.services.offices import read_office
from bot.services.reviewing import (
    FutureSemesterError,
    ReviewView,
    approve_review,
    freeze_draft,
    look_at_review,
    prepare_review,
    write_review,
)
from bot.ui.form_errors import FormErrors
from bot.ui.read_back import text_in
from bot.ui.review import (
    APPROVE_REVIEW,
    FREEZE_REVIEW,
    JUDGE_RISK,
    PLAN_ACTION,
    PREPARE_REVIEW,
    WRITE_REVIEW,
    edition_in,
    marked_in,
    review_preview,
)
from bot.ui.review_forms import ReviewScene, read_change, review_modal, written_in
from handlers.kit import Kit
from handlers.openings import Origin, answer, show_view
from handlers.submissions import Submission

log = structlog.get_logger()

REVIEW = re.compile(r"(?:bilan|summary|revue|review)\s+(?P<period>\d{4}-S\d+)", re.IGNORECASE)
"""What to type after `/qualite`."""


def register(app: AsyncApp, kit: Kit) -> None:
    """Register the buttons, menus and forms; `/qualite` answers with the preview."""
    reviews = Reviews(kit)
    for form in (WRITE_REVIEW, JUDGE_RISK, PLAN_ACTION):
        app.action(form)(reviews.press)
        app.view(form)(reviews.submit)
    app.action(PREPARE_REVIEW)(reviews.prepare)
    app.action(FREEZE_REVIEW)(reviews.freeze)
    app.action(APPROVE_REVIEW)(reviews.approve)


class Reviews:
    """Shows, opens and takes; who may is decided in the service, again at each submission."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    async def preview(self, period: str, command: dict[str, Any], respond: AsyncRespond) -> None:
        """Answer with a half-year as it is now."""
        user = command["user_id"]
        texts = self._kit.texts_for(user)
        try:
            view = await self._view(parse_semester(period), user)
        except UnreadablePeriodError:
            await answer(respond, text=texts.summary.not_a_month)
            return
        except FutureSemesterError:
            await answer(respond, text=texts.review.in_future)
            return
        post = review_preview(
            view.review,
            is_begun=view.is_begun,
            may_write=view.may_write,
            zone=view.office.zone,
            texts=texts,
        )
        await answer(respond, text=post.text, blocks=post.blocks)

    async def prepare(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Prepare the review that the button names, once however often it is pressed."""
        await ack()
        kit, user = self._kit, body["user"]["id"]
        semester, _ = marked_in(text_in(body["actions"][0]))
        prepared = await kit.workers.run(
            prepare_review,
            kit.database,
            semester,
            actor=user,
            now=kit.clock.now(),
            defaults=kit.defaults,
        )
        kit.wake_delivery()
        says = kit.texts_for(user).review
        sentence = says.prepared if prepared else says.prepared_already
        await answer(respond, text=sentence, replace_original=True)

    async def press(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Open the form, unless it is not theirs to fill in: then the sentence says whose."""
        await ack()
        origin, pressed = Origin.of(body, respond), body["actions"][0]
        semester, mark = marked_in(text_in(pressed))
        view = await self._view(semester, origin.user)
        if not view.may_write:
            raise NotAllowedError
        kit, texts = self._kit, self._kit.texts_for(origin.user)
        scene = ReviewScene(
            semester=semester,
            notes=view.review.notes,
            today=kit.clock.now().astimezone(view.office.zone).date(),
            texts=texts,
            mark=mark,
        )
        form = review_modal(pressed["action_id"], scene, submission_id=uuid4())
        await show_view(kit.client, origin, view=form, texts=texts)

    async def submit(self, ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Commit, then acknowledge; what cannot be kept now stays in the form."""
        submission = Submission.of(ack, body, view, kit=self._kit)
        async with submission.answered():
            refused = await self._keep(view, user=submission.user)
            if refused is None:
                await submission.close()
                self._kit.wake_delivery()
            else:
                await submission.point_out(refused)

    async def freeze(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Freeze another draft, whose PDF goes into the thread."""
        await ack()
        kit, user = self._kit, body["user"]["id"]
        semester, edition = edition_in(text_in(body["actions"][0]))
        frozen = await kit.workers.run(
            freeze_draft,
            kit.database,
            semester,
            edition=edition,
            actor=user,
            now=kit.clock.now(),
            defaults=kit.defaults,
        )
        kit.wake_delivery()
        says = kit.texts_for(user).review
        await self._tell(respond, says.frozen if frozen else says.frozen_already)

    async def approve(self, ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        """Freeze the review as approved by whoever pressed; its plan becomes actions."""
        await ack()
        kit, user = self._kit, body["user"]["id"]
        texts = kit.texts_for(user)
        semester, edition = edition_in(text_in(body["actions"][0]))
        try:
            approved = await kit.workers.run(
                approve_review,
                kit.database,
                semester,
                edition=edition,
                actor=user,
                now=kit.clock.now(),
                defaults=kit.defaults,
            )
        except IllegalStepError:
            await self._tell(respond, texts.review.owner_gone)
            return
        kit.wake_delivery()
        says = texts.review
        await self._tell(respond, says.was_approved if approved else says.frozen_already)

    async def _tell(self, respond: AsyncRespond, sentence: str) -> None:
        await answer(respond, text=sentence)

    async def _keep(self, view: dict[str, Any], *, user: str) -> FormErrors | None:
        """Write what the form holds; None once it is written."""
        kit, now = self._kit, self._kit.clock.now()
        office = await kit.workers.run(read_office, kit.database, kit.defaults)
        change = read_change(view, today=now.astimezone(office.zone).date())
        if isinstance(change, FormErrors):
            return change
        semester, submission_id = written_in(view)
        await kit.workers.run(
            write_review,
            kit.database,
            semester,
            change,
            actor=user,
            now=now,
            defaults=kit.defaults,
            submission_id=submission_id,
        )
        log.info("review written", form=view["callback_id"], by=user)
        return None

    async def _view(self, semester: Semester, user: str) -> ReviewView:
        kit = self._kit
        return await kit.workers.run(
            look_at_review,
            kit.database,
            semester,
            reader=user,
            now=kit.clock.now(),
            defaults=kit.defaults,
        )
