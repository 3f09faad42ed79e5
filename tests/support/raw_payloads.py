"""Slack's payloads written out by hand: one for everything that people can do to Vigie.

They speak of the cases and actions that `tests.support.besieged` keeps, under the ids below.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.listings import Scope
from bot.domain.school.meeting_exceptions import MeetingStep
from bot.domain.steps.doors import Door
from bot.domain.steps.lifecycles import Step
from bot.sandbox.cast import APP, GENERAL, HELENE, LEA, QUALITY, TEAM, TEAM_DOMAIN
from bot.ui.actions import action_plan, recurrence
from bot.ui.cases import card, case_view, home, home_look, lists, shown_files, timeline
from bot.ui.deadlines import reminders
from bot.ui.filing import complaint_form, incident_form, receipt, short_complaint
from bot.ui.filing.session_choice import SESSION
from bot.ui.mail import letter_lines, mail_card, mail_view
from bot.ui.reports import (
    meeting_days,
    meeting_questions,
    review,
    risk_lines,
    risk_register,
    risk_view,
    summary,
)
from bot.ui.school import policy_texts, rehearsal, settings_form, substitutes
from bot.ui.sealed import filing as sealed_filing
from bot.ui.sealed import handling as sealed_handling
from bot.ui.sealed import thread as sealed_thread
from bot.ui.sessions import appreciations, audits, dossier, informing, session_form, trainers
from bot.ui.steps import letters, menu, refusals
from handlers.cases.filing import SHORTCUTS

Json = dict[str, Any]

CARD_TS = "1795000000.000100"
MONTH, HALF_YEAR = "2026-10", "2026-S2"
TOPIC = "c:certificates_documents:method"
FORMS = (meeting_questions.NOTE_DECISION, meeting_questions.NOTE_IMPROVEMENT)
RISK_REASONS = (risk_view.ACCEPT_RISK, risk_view.SET_ASIDE)
REVIEW_FORMS = (review.WRITE_REVIEW, review.PLAN_ACTION)


def case_of(step: Step | str) -> UUID:
    """The case that is kept for a step."""
    return uuid5(NAMESPACE_OID, f"case {step}")


def action_of(step: ActionStep | str) -> UUID:
    """The action that is kept for a step."""
    return uuid5(NAMESPACE_OID, f"action {step}")


def commands() -> Mapping[str, Json]:
    """Everything to be typed, by the words."""
    words = {
        "/incident": ("alarme",),
        "/reclamation": ("attestation",),
        "/signalement": ("",),
        "/qualite": (
            "",
            "aide",
            "retards",
            "recherche alarme",
            "reglages",
            "actions",
            "reunions",
            f"registre {MONTH}",
            f"preuves {MONTH}",
            f"bilan {MONTH}",
            f"bilan {HALF_YEAR}",
            "REC-2026-0923",
            "session SST-26-041",
            "audit",
            "risques",
            "formateurs",
            "appreciations",
        ),
    }
    return {
        f"{name} {text}".strip(): _command(name, text)
        for name, texts in words.items()
        for text in texts
    }


RICH: Json = {
    "user": LEA,
    "text": f"<@{LEA}> : *panne* en <#{GENERAL}|salle-b> :fire:",
    "blocks": [
        {
            "type": "rich_text",
            "block_id": "x1",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "user", "user_id": LEA},
                        {"type": "text", "text": " : "},
                        {"type": "text", "text": "panne", "style": {"bold": True}},
                        {"type": "text", "text": " en "},
                        {"type": "channel", "channel_id": GENERAL},
                        {"type": "text", "text": " "},
                        {"type": "emoji", "name": "fire", "unicode": "1f525"},
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "indent": 0,
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [{"type": "text", "text": "écran noir"}],
                        }
                    ],
                },
            ],
        }
    ],
    "files": [
        {
            "id": "F0PHOTO",
            "name": "salle-b.png",
            "mode": "hosted",
            "filetype": "png",
            "size": 46_000,
            "url_private": "https://files.slack.com/files-pri/T-F0PHOTO/salle-b.png",
        }
    ],
}
"""What somebody typed and joined, as Slack describes it in a message shortcut."""
EMAILED: Json = {
    "subtype": "file_share",
    "user": "USLACKBOT",
    "text": "",
    "files": [
        {
            "id": "F0MAIL",
            "name": "Attestation_jamais_re__ue",
            "title": "Attestation jamais reçue",
            "mimetype": "text/html",
            "filetype": "email",
            "mode": "email",
            "editable": True,
            "size": 2_100,
            "subject": "Attestation jamais reçue",
            "from": [
                {
                    "address": "eglantine@example.org",
                    "name": "Mme Églantine",
                    "original": "Mme Églantine <eglantine@example.org>",
                }
            ],
            "to": [{"address": "ecole@example.org", "name": "", "original": "ecole@example.org"}],
            "cc": [],
            "attachments": [{"filename": "convocation.pdf", "size": 9_000, "url": None}],
            "plain_text": "Bonjour,\r\n\r\nJe n'ai rien reçu depuis le SSIAP 1.\r\n",
            "preview": "<html>Bonjour</html>",
            "headers": {
                "date": "Thu, 12 Nov 2026 08:05:00 +0100",
                "message_id": "<1@example.org>",
                "in_reply_to": None,
                "reply_to": None,
            },
            "url_private": "https://files.slack.com/files-pri/T-F0MAIL/mail",
        }
    ],
}
"""An e-mail that Slack's mail app posted: the file holds all there is."""


def shortcuts() -> Mapping[str, Json]:
    """The four shortcuts of the manifest, and those on messages that say more than a text."""
    return {
        **{name: _shortcut(name) for name in SHORTCUTS},
        "incident from a rich message": _on_message("report_incident_from_message", RICH),
        "complaint from an e-mail": _on_message("new_complaint_from_message", EMAILED),
        "incident from an e-mail": _on_message("report_incident_from_message", EMAILED),
    }


def presses() -> Mapping[str, Json]:
    """Every button, menu and field that tells the app at once."""
    view = case_screen()
    pressed = {
        **{f"step {step}": _pressed(menu.PREFIX + step, case_of(step)) for step in Step},
        **{
            f"action step {step}": _pressed(menu.ACTION_PREFIX + step, action_of(step))
            for step in ActionStep
        },
        **{
            f"door {door}": _pressed(menu.DOOR_PREFIX + door, case_of(Step.QUALIFY))
            for door in Door
        },
        "whys": _told_at_once("ask_why", "why", Step.ANALYSE),
        "step from the menu": _chosen(menu.MORE, f"{Step.ADD_NOTE}:{case_of(Step.ADD_NOTE)}"),
        "action step from the menu": _chosen(
            menu.MORE_ON_ACTION, f"{ActionStep.COMPLETE}:{action_of(ActionStep.COMPLETE)}"
        ),
        "outcome": _told_at_once("outcome", "upheld", Step.PROPOSE_SOLUTION),
        "means": _told_at_once(letters.MEANS, letters.MAIL_NOW, Step.ACKNOWLEDGE),
        "audience": _told_at_once("audience", "not_owed", Step.INFORM_PARTIES),
        "same": _pressed(lists.SAME, f"{case_of(Step.QUALIFY)}:INC-2026-0901", view=view),
        "similar": _chosen(
            lists.SIMILAR_MORE, f"{lists.LINK}:{case_of(Step.QUALIFY)}:INC-2026-0901", view=view
        ),
        "link": _pressed(lists.LINK, f"{case_of(Step.QUALIFY)}:INC-2026-0901", view=view),
        "case": _pressed(card.VIEW_CASE, case_of(Step.QUALIFY)),
        "newer": _pressed(timeline.NEWER, "0", view=view),
        "older": _pressed(timeline.OLDER, "1", view=view),
        "shown files": _pressed(shown_files.SHOW_FILES, case_of(Step.QUALIFY), view=view),
        "letters on paper": _pressed(shown_files.PRINT_LETTERS, case_of(Step.QUALIFY), view=view),
        "more files": _pressed(receipt.ADD_FILES, case_of(Step.QUALIFY)),
        "more session": _pressed(receipt.ADD_SESSION, case_of(Step.QUALIFY)),
        "form again": _pressed(receipt.REOPEN_FORM, f"{incident_form.CALLBACK_ID}\nalarme"),
        "rehearse": _pressed(rehearsal.REHEARSE, "rehearse", view=_settings()),
        "snooze": _chosen(
            reminders.SNOOZE,
            f"tomorrow_morning|{case_of(Step.QUALIFY)}|solution|2026-12-13T16:50:20+00:00",
        ),
        "summary": _pressed(summary.PUBLISH_SUMMARY, f"{MONTH}:1"),
        **{
            name: _pressed(name, f"{MONTH}:1") for name in (*FORMS, meeting_questions.WRITE_MINUTES)
        },
        "activity": _pressed(meeting_questions.TELL_ACTIVITY, MONTH),
        "recurrence": _pressed(recurrence.OPEN_ACTION, TOPIC),
        "review": _pressed(review.PREPARE_REVIEW, HALF_YEAR),
        review.WRITE_REVIEW: _pressed(review.WRITE_REVIEW, HALF_YEAR),
        review.JUDGE_RISK: _chosen(review.JUDGE_RISK, HALF_YEAR),
        review.PLAN_ACTION: _chosen(review.PLAN_ACTION, HALF_YEAR),
        review.FREEZE_REVIEW: _pressed(review.FREEZE_REVIEW, f"{HALF_YEAR}:2"),
        review.APPROVE_REVIEW: _pressed(review.APPROVE_REVIEW, f"{HALF_YEAR}:2"),
    }
    # only who filed a case may say that it is settled
    pressed[f"step {Step.SETTLE_ON_SPOT}"]["user"]["id"] = LEA
    return {
        **pressed,
        **_on_a_violence(),
        **_on_mails(),
        **_on_the_home_tab(),
        **_in_lists(),
        **_on_a_session(),
        **_on_risks(),
        **_on_the_sealed_path(),
    }


def _on_the_sealed_path() -> Mapping[str, Json]:
    """What leads to a report of violence, as its author and as one of the two who handle it."""
    door = screen("V0DOOR", sealed_filing.CALLBACK_ID, "{}")
    listed = screen("V0SEALEDLIST", sealed_handling.LIST, "{}")
    shown = screen("V0SEALED", sealed_handling.REPORT, "{}")
    report = case_of("sealed")
    return {
        "sealed": _pressed(home.SEALED, "sealed", view=home_tab()),
        "sealed code": _pressed(sealed_filing.HAS_CODE, sealed_filing.HAS_CODE, view=door),
        "sealed list": _pressed(sealed_filing.HANDLE, sealed_filing.HANDLE, view=door),
        "sealed report": _pressed(sealed_handling.OPEN_REPORT, report, view=listed),
        "sealed step": _pressed(sealed_handling.ACT, report, view=shown),
    }


def _on_risks() -> Mapping[str, Json]:
    """What can be pressed in the register of risks, and on the screen of one."""
    register = screen("V0RISKS", risk_register.CALLBACK_ID, '{"look": "kept:0"}')
    risk = case_of("risk")
    shown = screen("V0RISK", risk_view.CALLBACK_ID, f'{{"risk": "{risk}", "over": null}}')
    forms = (risk_view.CHANGE_RISK, *RISK_REASONS)
    return {
        "risks": _pressed(risk_lines.OPEN_REGISTER, "risks", view=home_tab()),
        "risks aside": _pressed(f"{risk_register.TURN}set_aside", "set_aside:0", view=register),
        "risk added": _pressed(risk_register.ADD_RISK, "add", view=register),
        "usual risk": _pressed(recurrence.OPEN_RISK, "equipment", view=register),
        "risk looked over": _pressed(risk_view.LOOK_OVER, risk, view=shown),
        **{name: _pressed(name, risk) for name in forms},
    }


def _on_a_session() -> Mapping[str, Json]:
    """What can be pressed on the screen of a session, and the button that opens it."""
    view = screen("V0SESSION", dossier.CALLBACK_ID, '{"session": "sst-26-041", "page": 1}')
    turns = {name: _pressed(name, name, view=view) for name in (dossier.PREVIOUS, dossier.NEXT)}
    link = _pressed(dossier.LINK, case_of(Step.QUALIFY), view=view)
    sample = screen("V0SAMPLE", audits.SAMPLE_ID, "{}")
    waiting = screen("V0WAITING", appreciations.CALLBACK_ID, "{}")
    judged = (appreciations.COMPLAINT, appreciations.DIFFICULTY, appreciations.NEITHER)
    return {
        "appreciations": _pressed(appreciations.OPEN, "appreciations", view=home_tab()),
        **{name: _pressed(name, case_of(Step.QUALIFY), view=waiting) for name in judged},
        **turns,
        "session": _pressed(dossier.OPEN, "sst-26-041"),
        "session added": _pressed(session_form.ADD, "+SST-26-042"),
        "session corrected": _pressed(session_form.CORRECT, "sst-26-041", view=view),
        "linked case": link,
        "audit": _pressed(audits.OPEN, "audit", view=home_tab()),
        "information": _pressed(informing.OPEN, "open", view=home_tab()),
        "earlier audit": _pressed(audits.AGAIN, case_of(Step.QUALIFY), view=sample),
        "shown proof": _pressed(audits.SHOW, f"{case_of(Step.QUALIFY)}:0", view=sample),
    }


def suggestions() -> Mapping[str, Json]:
    """Every menu that asks for its options."""
    asked = {"action_id": SESSION, "block_id": SESSION, "value": "ssiap"}
    return {"sessions": _interaction("block_suggestion", LEA) | asked | {"view": case_screen()}}


def _settings() -> Json:
    """The settings' form, which knows where the command that opened it is answered."""
    carried = json.dumps({settings_form.ANSWER_AT: RESPONSE_URL})
    return screen("V0SETTINGS", settings_form.CALLBACK_ID, carried)


def _told_at_once(field: str, value: str, step: Step) -> Json:
    """A choice in a step's form, which draws it anew."""
    carried = f'{{"case": "{case_of(step)}", "submission": "{case_of(step)}"}}'
    return _chosen(field, value, view=screen("V0STEP", f"{menu.PREFIX}{step}", carried))


def _on_a_violence() -> Mapping[str, Json]:
    """The short form's button, and the one that takes it back."""
    carried = json.dumps({"submission": str(case_of("violence"))})
    form = screen("V0COMPLAINT", complaint_form.CALLBACK_ID, carried)
    names = (short_complaint.TELL_VIOLENCE, short_complaint.TAKE_BACK_VIOLENCE)
    return {name: _pressed(name, name, view=form) for name in names}


MAIL_BUTTONS = (
    mail_card.READ,
    mail_card.FILE,
    mail_card.ATTACH,
    mail_card.SET_ASIDE,
    mail_card.TAKE_BACK,
)


LETTER_BUTTONS = (letter_lines.LEFT, letter_lines.NOT_LEFT, letter_lines.AGAIN)


def mail_of(button: str) -> UUID:
    """The mail on whose card a button is pressed."""
    return case_of(button)


def _on_mails() -> Mapping[str, Json]:
    carried = json.dumps({"mail": str(mail_of(mail_card.READ))})
    shown = screen("V0MAIL", mail_view.CALLBACK_ID, carried)
    whole = _pressed(mail_view.WHOLE, mail_of(mail_card.READ), view=shown)
    letter = screen("V0CASE", case_view.CALLBACK_ID, f'{{"case": "{case_of(Step.QUALIFY)}"}}')
    decided = {one: _pressed(one, mail_of(one), view=letter) for one in LETTER_BUTTONS}
    on_cards = {one: _pressed(one, mail_of(one)) for one in MAIL_BUTTONS}
    return on_cards | {mail_view.WHOLE: whole} | decided


def _on_the_home_tab() -> Mapping[str, Json]:
    tab = home_tab()
    buttons = {
        home.FILE_INCIDENT: "incident",
        home.FILE_COMPLAINT: "complaint",
        refusals.SETTINGS: "settings",
        home_look.CLEAR: "clear",
        home.REGISTER: "register",
        home.EVIDENCE: "evidence",
        f"{home_look.TURN}on": "1",
        f"{home_look.SCOPE}{Scope.OVERDUE}": "overdue",
        home_look.SEARCH: "alarme",
    }
    return {
        **{f"home {name}": _pressed(name, value, view=tab) for name, value in buttons.items()},
        "home kind": _chosen(f"{home_look.FILTER}kind", "incident", view=tab),
        "home period": _chosen(f"{home_look.FILTER}period", "year", view=tab),
        "home owner": _pressed(f"{home_look.FILTER}owner", None, view=tab, selected_user=HELENE),
        "home style": _chosen(home.STYLE, "morning_digest", view=tab),
    }


def _in_lists() -> Mapping[str, Json]:
    plan = screen("V0PLAN", action_plan.CALLBACK_ID, '{"scope": "open", "page": 0}')
    meetings = screen("V0MEETINGS", "meetings", "{}")
    stand_ins = screen("V0SUBSTITUTES", substitutes.SUBSTITUTES, "{}")
    return {
        "substitutes": _pressed(substitutes.SUBSTITUTES, "substitutes", view=home_tab()),
        "substitute added": _pressed(substitutes.ADD_SUBSTITUTE, "add", view=stand_ins),
        "substitute ended": _pressed(
            substitutes.END_SUBSTITUTE, case_of("substitute"), view=stand_ins
        ),
        "plan": _pressed(action_plan.OPEN_PLAN, "plan", view=home_tab()),
        "plan scope": _pressed(f"{action_plan.SCOPE}mine", "mine", view=plan),
        "plan page": _pressed(f"{action_plan.TURN}on", "1", view=plan),
        "policies": _pressed(policy_texts.OPEN, "policies", view=home_tab()),
        "policy added": _pressed(policy_texts.ADD, "add", view=home_tab()),
        "meetings": _pressed(meeting_days.MEETINGS, "meetings", view=home_tab()),
        "meeting added": _pressed(meeting_days.ADD_MEETING, "add", view=meetings),
        "meeting moved": _chosen(
            meeting_days.MEETING_MENU, f"{MeetingStep.MOVE}:2026-12-01", view=meetings
        ),
        "meeting cancelled": _chosen(
            meeting_days.MEETING_MENU, f"{MeetingStep.CANCEL}:2027-01-05", view=meetings
        ),
    }


def submitted() -> tuple[str, ...]:
    """The callback ids of all forms; the forms themselves are opened by the presses."""
    return (
        incident_form.CALLBACK_ID,
        complaint_form.CALLBACK_ID,
        receipt.ADD_FILES,
        receipt.ADD_SESSION,
        mail_card.ATTACH,
        settings_form.CALLBACK_ID,
        settings_form.HANDLERS_ID,
        meeting_days.MEETING_FORM,
        substitutes.SUBSTITUTE_FORM,
        audits.CALLBACK_ID,
        session_form.CALLBACK_ID,
        informing.CALLBACK_ID,
        appreciations.NEITHER,
        policy_texts.CALLBACK_ID,
        trainers.CALLBACK_ID,
        meeting_questions.TELL_ACTIVITY,
        recurrence.OPEN_ACTION,
        meeting_questions.WRITE_MINUTES,
        *FORMS,
        *REVIEW_FORMS,
        risk_view.CHANGE_RISK,
        *RISK_REASONS,
        sealed_filing.CALLBACK_ID,
        sealed_thread.CODE_FORM,
        sealed_handling.STEP_FORM,
        *(menu.PREFIX + step for step in Step if step is not Step.TAKE_CHARGE),
        *(menu.ACTION_PREFIX + step for step in ActionStep),
    )


def submission(view: Json, *, user: str = HELENE) -> Json:
    """A filled-in form as Slack sends it."""
    return _interaction("view_submission", user) | {"view": view, "response_urls": []}


def events() -> Mapping[str, Json]:
    """What Slack tells of by itself."""
    reply = {
        "type": "message",
        "channel": QUALITY,
        "channel_type": "group",
        "user": LEA,
        "text": "vu avec le gardien",
        "ts": "1795000100.000100",
        "thread_ts": CARD_TS,
    }
    changed = {
        "type": "message",
        "subtype": "message_changed",
        "channel": QUALITY,
        "channel_type": "group",
        "ts": "1795000200.000100",
        "message": reply | {"text": "vu avec la gardienne"},
        "previous_message": reply,
    }
    deleted = changed | {"subtype": "message_deleted", "deleted_ts": reply["ts"]}
    member = {
        "id": LEA,
        "name": "lea",
        "deleted": False,
        "is_admin": False,
        "is_bot": False,
        "locale": "fr-FR",
        "tz": "Europe/Paris",
        "profile": {"real_name": "Léa Marchand", "display_name": "Léa"},
    }
    file = {"id": "F0FILE", "name": "plan.png", "size": 12, "url_private": "https://a.example/f"}
    return {
        "reply": _event(reply),
        "reply with a file": _event(reply | {"subtype": "file_share", "files": [file]}),
        "reply changed": _event(changed),
        "reply deleted": _event({key: one for key, one in deleted.items() if key != "message"}),
        "home opened": _event(
            {"type": "app_home_opened", "user": LEA, "tab": "home", "view": home_tab()}
        ),
        "words to Vigie": _event(reply | {"channel": "D0LEA", "channel_type": "im"}),
        "member changed": _event({"type": "user_change", "user": member}),
        "member joined": _event({"type": "team_join", "user": member | {"id": "U0NEWCOMER"}}),
    }


def case_screen() -> Json:
    """The open case's modal, as far as Vigie reads it."""
    carried = f'{{"case": "{case_of(Step.QUALIFY)}"}}'
    return screen("V0CASE", case_view.CALLBACK_ID, carried)


def home_tab() -> Json:
    """A published Home tab."""
    return screen("V0HOME", home.CALLBACK_ID, '{"scope": "mine", "page": 0}') | {"type": "home"}


def screen(view_id: str, callback_id: str, carried: str) -> Json:
    """A view as Slack describes it, without what Vigie does not read."""
    return {
        "id": view_id,
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": carried,
        "hash": "1795000000.abc",
        "team_id": TEAM,
        "app_installed_team_id": TEAM,
        "blocks": [],
        "state": {"values": {}},
        "previous_view_id": None,
        "root_view_id": view_id,
    }


def _command(name: str, text: str) -> Json:
    return {
        "team_id": TEAM,
        "team_domain": TEAM_DOMAIN,
        "channel_id": GENERAL,
        "channel_name": "general",
        "user_id": HELENE,
        "user_name": "helene",
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": RESPONSE_URL,
        "trigger_id": "1.2.a",
    }


RESPONSE_URL = "http://127.0.0.1:9/response/none"
"""Nobody listens there."""


def _interaction(kind: str, user: str) -> Json:
    return {
        "type": kind,
        "api_app_id": APP,
        "team": {"id": TEAM, "domain": TEAM_DOMAIN},
        "user": {"id": user, "username": "somebody", "team_id": TEAM},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": "1.2.a",
    }


def _shortcut(name: str) -> Json:
    if not name.endswith("_from_message"):
        return _interaction("shortcut", HELENE) | {"callback_id": name, "action_ts": "1.1"}
    return _on_message(name, {"user": LEA, "text": "le projecteur est mort"})


def _on_message(name: str, message: Json) -> Json:
    return _interaction("message_action", HELENE) | {
        "callback_id": name,
        "action_ts": "1.1",
        "message_ts": CARD_TS,
        "channel": {"id": GENERAL, "name": "general"},
        "message": {"type": "message", "ts": CARD_TS, **message},
        "response_url": RESPONSE_URL,
    }


def _pressed(action_id: str, value: object, *, view: Json | None = None, **more: Any) -> Json:
    action = {
        "type": "button",
        "action_id": action_id,
        "block_id": "b1",
        "action_ts": "1795000300.000100",
    }
    given = {} if value is None else {"value": str(value)}
    place: Json = (
        {
            "container": {"type": "message", "message_ts": CARD_TS, "channel_id": QUALITY},
            "channel": {"id": QUALITY, "name": "privategroup"},
            "message": {"type": "message", "ts": CARD_TS, "text": "REC-2026-0020"},
            "response_url": RESPONSE_URL,
        }
        if view is None
        else {"container": {"type": "view", "view_id": view["id"]}, "view": view}
    )
    actions = [action | given | more]
    return _interaction("block_actions", HELENE) | place | {"actions": actions}


def _chosen(action_id: str, value: str, *, view: Json | None = None) -> Json:
    option = {"text": {"type": "plain_text", "text": "choix"}, "value": value}
    return _pressed(action_id, None, view=view, type="overflow", selected_option=option)


def _event(event: Json) -> Json:
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": APP,
        "event_id": f"Ev{event['type']}{event.get('subtype', '')}",
        "event_time": 1_795_000_000,
        "authorizations": [{"team_id": TEAM, "user_id": "U0VIGIE", "is_bot": True}],
        "event": event,
    }
