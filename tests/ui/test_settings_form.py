"""The form of `/qualite reglages`."""

from dataclasses import asdict, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.confidentiality import SettingsRights, Unfit
from bot.domain.reports.meetings import (
    PlainMeeting,
    Rank,
    Weekday,
    checked_rule,
    plain_meeting,
    rule_of,
)
from bot.domain.school.office import Locale, Mediator, Office, OfficeChange
from bot.slack.payload_shapes import View
from bot.ui.blocks.form_errors import FieldError, FormErrors, form_errors
from bot.ui.school.settings_form import (
    read_handlers,
    read_settings,
    refused_choices,
    settings_modal,
)
from bot.ui.texts.catalogue import FRENCH, texts_for
from tests.support.builders import DIRECTION, NOW, OFFICE, QUALITY
from tests.support.forms import Form, filled, labels

MEDIATOR = Mediator(
    name="Médiation Exemple", address="1 rue Haute, 69000 Lyon", website="mediation.example"
)
NO_MEDIATOR = Mediator(name="", address="", website="")
EVERY_OTHER_TUESDAY = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;BYHOUR=9;BYMINUTE=30"

meetings = st.builds(
    PlainMeeting,
    rank=st.sampled_from(Rank),
    weekday=st.sampled_from(Weekday),
    time=st.times().map(lambda time: f"{time:%H:%M}"),
)
people = st.lists(st.sampled_from(["U1", "U2", "U3"]), unique=True).map(tuple)
words = st.sampled_from(["Médiation {Exemple}", "1 rue <Haute>, 69000 Lyon"])
offices = st.builds(
    Office,
    quality_channel=st.sampled_from([None, "C1"]),
    quality_managers=people.filter(bool),
    training_managers=people,
    confidential_handlers=people,
    mediator=st.none() | st.builds(Mediator, name=words, address=words, website=words),
    signature=st.none() | words,
    privacy_notice=st.none() | words,
    letterhead=st.none() | words,
    violence_contact=st.none() | words,
    shows_pictures=st.booleans(),
    locale=st.sampled_from(Locale),
    meeting_rule=meetings.map(rule_of) | st.just(EVERY_OTHER_TUESDAY),
)


def form(office: Office = OFFICE) -> Form:
    return settings_modal(FRENCH, office=office)


def read(view: View) -> OfficeChange | FormErrors:
    return read_settings(view, now=NOW)


def chosen_of(office: Office) -> dict[str, Any]:
    """The choices of an office as the form gives them: what is unset is empty."""
    empty = {
        "mediator": asdict(NO_MEDIATOR),
        "signature": "",
        "privacy_notice": "",
        "letterhead": "",
        "violence_contact": "",
    }
    known = asdict(office)
    return {
        field.name: empty[field.name]
        if known[field.name] is None and field.name in empty
        else known[field.name]
        for field in fields(OfficeChange)
    }


@given(offices, st.sampled_from(Locale))
def test_saved_as_it_is_the_form_changes_nothing(office: Office, locale: Locale) -> None:
    change = read(filled(settings_modal(texts_for(locale), office=office)))

    assert isinstance(change, OfficeChange)
    assert asdict(change) == chosen_of(office)


def test_only_private_channels_are_offered() -> None:
    assert labels(form())["Canal qualité"]["filter"]["include"] == ["private"]


def test_a_new_installation_starts_from_an_empty_form() -> None:
    found = read(filled(form(Office()), quality_managers=[QUALITY]))

    assert found == OfficeChange(
        quality_channel=None,
        quality_managers=(QUALITY,),
        training_managers=(),
        meeting_rule="FREQ=MONTHLY;BYDAY=1TU;BYHOUR=9;BYMINUTE=0",
        locale=Locale.FRENCH,
        confidential_handlers=(),
        mediator=NO_MEDIATOR,
        signature="",
        privacy_notice="",
        letterhead="",
        violence_contact="",
        shows_pictures=True,
    )


def test_everything_can_be_changed() -> None:
    view = filled(
        form(),
        quality_channel="C2",
        quality_managers=[QUALITY, DIRECTION],
        training_managers=[],
        meeting="-1",
        meeting_day="FR",
        meeting_time="14:05",
        locale="en",
        confidential_handlers=[DIRECTION],
        mediator_name=MEDIATOR.name,
        mediator_address=MEDIATOR.address,
        mediator_website=MEDIATOR.website,
        signature="L'équipe qualité",
        privacy_notice="https://ecole.example/rgpd",
        letterhead="CAPsécurité\n1 rue du Port",
        violence_contact="Mme Exemple, 01 00 00 00 00",
        shows_pictures=[],
    )

    assert read(view) == OfficeChange(
        quality_channel="C2",
        quality_managers=(QUALITY, DIRECTION),
        training_managers=(),
        meeting_rule="FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=14;BYMINUTE=5",
        locale=Locale.ENGLISH,
        confidential_handlers=(DIRECTION,),
        mediator=MEDIATOR,
        signature="L'équipe qualité",
        privacy_notice="https://ecole.example/rgpd",
        letterhead="CAPsécurité\n1 rue du Port",
        violence_contact="Mme Exemple, 01 00 00 00 00",
        shows_pictures=False,
    )


def test_a_written_rule_wins_over_the_plain_choices() -> None:
    found = read(filled(form(), meeting_rule=f"rrule:{EVERY_OTHER_TUESDAY.lower()} "))

    assert isinstance(found, OfficeChange)
    assert found.meeting_rule == EVERY_OTHER_TUESDAY


def test_who_may_not_change_the_handlers_reads_who_they_are() -> None:
    office = replace(OFFICE, confidential_handlers=("U0HANDLER",))
    view = settings_modal(
        FRENCH, office=office, rights=SettingsRights(choices=True, handlers=False)
    )
    change = read(filled(view))

    assert "<@U0HANDLER>" in str(view)
    assert "Référents des dossiers confidentiels" not in labels(view)
    assert isinstance(change, OfficeChange)
    assert change.confidential_handlers is None


def test_a_handler_who_leads_nothing_else_is_asked_for_the_handlers_alone() -> None:
    office = replace(OFFICE, confidential_handlers=("U0HANDLER",))
    rights = SettingsRights(choices=False, handlers=True)
    view = settings_modal(FRENCH, office=office, rights=rights)

    assert list(labels(view)) == ["Référents des dossiers confidentiels"]
    assert view["callback_id"] == "settings_handlers"
    assert read_handlers(filled(view, confidential_handlers=["U0OTHER"])) == ("U0OTHER",)


@pytest.mark.parametrize("unfit", Unfit)
@pytest.mark.parametrize("locale", Locale)
def test_why_somebody_cannot_be_chosen_is_said_at_the_field(unfit: Unfit, locale: Locale) -> None:
    said = form_errors(refused_choices({"quality_managers": unfit}), texts_for(locale))

    assert list(said) == ["quality_managers"]
    assert said["quality_managers"].endswith(".")


def test_without_a_quality_manager_nobody_could_change_it_back() -> None:
    assert read(filled(form(), quality_managers=[])) == FormErrors(
        {"quality_managers": FieldError.NOT_CHOSEN}
    )


def test_a_rule_that_names_no_meeting_is_refused_at_its_field() -> None:
    assert read(filled(form(), meeting_rule="le mardi")) == FormErrors(
        {"meeting_rule": FieldError.NOT_A_RULE}
    )


def test_a_meeting_without_time_is_refused_at_its_field() -> None:
    assert read(filled(form(), meeting_time=None)) == FormErrors(
        {"meeting_time": FieldError.NOT_CHOSEN}
    )


@given(meetings)
def test_a_plain_meeting_is_its_rule_and_back(meeting: PlainMeeting) -> None:
    rule = rule_of(meeting)

    assert plain_meeting(rule) == meeting
    assert checked_rule(rule, now=NOW) == rule


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "=",
        "tous les mardis",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=SECONDLY;BYHOUR=9",
        "FREQ=MONTHLY;BYDAY=1TU;BYHOUR=25",
        "FREQ=MONTHLY;BYDAY=1XX;BYHOUR=9",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=TU;BYHOUR=9",  # would be sought for ever
        "FREQ=MONTHLY;UNTIL=20260101;BYHOUR=9",  # over
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31;BYHOUR=9",
    ],
)
def test_what_is_no_rule_of_meetings_is_not_taken(rule: str) -> None:
    assert checked_rule(rule, now=NOW) is None


def test_a_mediator_is_named_whole_or_not_at_all() -> None:
    view = filled(form(), mediator_name="Médiation Exemple")

    assert read(view) == FormErrors(
        {"mediator_address": FieldError.BLANK, "mediator_website": FieldError.BLANK}
    )
