"""What is made of the longest texts that somebody can send."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from bot.domain.cases.confidentiality import discreet_case
from bot.messages.notices import owner_notice
from bot.ui.cases.card import card
from bot.ui.filing.complaint_form import complaint_modal
from bot.ui.filing.incident_form import incident_modal, read_incident
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import NOW, OFFICE
from tests.support.cases import complaint
from tests.support.forms import sent
from tests.support.patterns import NASTY, repeated

CROWDED = " ".join(f"Prénom{number} Nomdefamille-{number}" for number in range(300)) * 5
LONGEST = {piece[:20]: repeated(piece) for piece in (*NASTY, CROWDED)}
"""By what each repeats."""
FIELD_LENGTH = 3_000
"""Characters that Slack takes in one input."""


def worded(text: str) -> None:
    """Word the messages that go out about a case with this text."""
    case = replace(complaint(description=text, session=text[:150]), requested_remedy=text[:1_000])
    told = discreet_case(case, ("Mme Églantine Durand", "eglantine.durand@example.org"))
    card(told, office=OFFICE, texts=FRENCH, now=NOW)
    owner_notice(told, office=OFFICE, texts=FRENCH, now=NOW)


def opened_and_read(text: str) -> None:
    """Make both forms with this text and read one: where all events arrive, everybody waits."""
    about: dict[str, Any] = {"submission_id": uuid4(), "text": text}
    complaint_modal(FRENCH, now=NOW, **about)
    form = incident_modal(FRENCH, **about)
    written = {"type": "plain_text_input", "value": text[:FIELD_LENGTH]}
    texts = [block for block in form["blocks"] if "Que se passe-t-il" in str(block)]
    values = {block["block_id"]: {"input": written} for block in texts}
    read_incident(sent(form, values), reporter="U0TRAINER", sites=())
