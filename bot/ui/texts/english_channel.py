"""What the quality channel reads: a case's card, notices, and what went wrong, in English."""

from bot.ui.texts.catalogue import Counted
from bot.ui.texts.channel_texts import CardTexts, NoticeTexts, TroubleTexts

ENGLISH_CARD = CardTexts(
    title="{kind} {ref} · {about}",
    late_title="Overdue · {title}",
    confidential_title="Confidential case {ref}",
    quoted="“{text}”",
    severity="severity {severity}",
    received="{party}, {channel}, received {when}",
    recorded="entered by {who}",
    reported="reported by {who}, {when}",
    site="{site} (local time)",
    remedy="Solution asked for: {text}",
    injury=":adhesive_bandage: Somebody is injured or unwell",
    files=Counted(none="no file", one="1 file", many="{count} files"),
    due="{what}: by {when}",
    late="*Overdue by {span}: {what}* (was due {when})",
    late_mark="*Overdue: {what}* (was due {when})",
    owner="Owner: {who}",
    nobody="nobody",
    mention_stopped="{who}: the session has stopped.",
    mention_injury="{who}: somebody is injured or unwell.",
    mention_both="{who}: the session has stopped, and somebody is injured or unwell.",
    mention_plain="{who}: this case cannot wait.",
    view="View case",
    view_spoken="View case {ref}",
)

ENGLISH_NOTICE = NoticeTexts(
    why="You receive this message because you are in charge of training.",
    confidential="A confidential case has just been opened: {ref}.",
    setup="Before Vigie can do all its work, these remain to be chosen:",
    setup_missing="• {what}",
    setup_by="This is done with `/qualite reglages`, by {who}.",
    setup_by_admin=(
        "This is done with `/qualite reglages`, by an administrator of this Slack workspace."
    ),
    and_others=Counted(none="", one="and 1 other", many="and {count} others"),
)

ENGLISH_TROUBLE = TroubleTexts(
    stopped="Slack refuses {what}: {reason}.",
    kept="Nothing is lost: all is recorded, and Vigie will go on once this is mended.",
    kinds={
        "card": "the cards of the quality channel",
        "incident_notice": "a direct message about an incident",
        "step_line": "a line in the thread of a card",
        "reporter_news": "news of a case, in a direct message",
        "owner_notice": "word of a case to its owner",
        "action_notice": "word of an action to the one who is to do it",
        "keep_file": "an attached file",
        "summary": "the monthly summary",
        "review": "the half-yearly review",
        "review_pdf": "the half-yearly review's PDF",
        "summary_pdf": "the summary's PDF",
        "summary_workbook": "the summary's workbook",
        "summary_picture": "the summary's charts",
        "register": "a register that was asked for",
        "evidence": "an evidence pack that was asked for",
        "recurrence": "word of a recurring topic",
        "meeting_day_off": "word of a meeting on a holiday",
        "activity_request": "the question about the month's activity",
        "meeting_questions": "the questions for the meeting",
        "meeting_line": "a decision or the minutes of the meeting",
    },
    other_kind="a message",
    reasons={
        "channel_not_found": "the channel is gone, or Vigie is not invited to it",
        "not_in_channel": "Vigie is not invited to the channel",
        "is_archived": "the channel is archived",
        "is_inactive": "the channel is archived",
        "restricted_action": "the workspace does not let Vigie write there",
        "user_disabled": "the person's account is closed",
        "user_not_found": "the person is not in this workspace",
        "messages_tab_disabled": "direct messages to Vigie are switched off",
        "cannot_typeset": "the document could not be set",
        "too_many_rows": "a sheet holds a million rows at most; try a year at a time",
    },
    other_reason="it answered “{error}”",
)
