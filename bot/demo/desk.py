"""The school's people at work: what they do goes through the services, each thing at its moment."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.domain.action_steps import WantedOnAction
from bot.domain.actions import Action, ActionDraft, ActionKind
from bot.domain.cases import Case
from bot.domain.letters import Correspondence, Letter, Mediator, Told
from bot.domain.office import Locale, Office, OfficeChange
from bot.domain.steps import AddAction, Wanted
from bot.domain.taxonomy import Kind, Means
from bot.domain.wall_time import local_day
from bot.sandbox.people import Role
from bot.sandbox.workspace import Workspace
from bot.services.actions import take_action_step
from bot.services.filing import Draft, file_case
from bot.services.offices import change_office, read_office
from bot.services.steps import look_at, take_step
from bot.ui.steps.letters import correspondence
from bot.ui.steps.scene import Scene
from bot.ui.texts import texts_for
from storage import actions
from storage.database import Database

HOURS_A_DAY = 10.5
"""Of the office's day, from 8:00 to 18:30."""
MEDIATOR = Mediator(
    name="Médiation Exemple",
    address="1 rue de l'Exemple, 69000 Lyon",
    website="mediation.example",
)


class Desk:
    """Files cases and takes steps in the invented people's names."""

    def __init__(self, database: Database, workspace: Workspace, *, defaults: Office) -> None:
        self._database = database
        self._workspace = workspace
        self._defaults = defaults
        self.office = read_office(database, defaults)

    def set_up(self, at: datetime) -> None:
        """What a school says of itself once, so that letters can be written to consumers."""
        office = self.office
        change = OfficeChange(
            quality_channel=office.quality_channel,
            quality_managers=office.quality_managers,
            training_managers=office.training_managers,
            meeting_rule=office.meeting_rule,
            locale=Locale.FRENCH,
            mediator=MEDIATOR,
            signature="Le service qualité",
        )
        self.office = change_office(
            self._database,
            change,
            actor=self.person(Role.QUALITY_MANAGER),
            is_admin=False,
            defaults=self._defaults,
            now=at,
        )

    def person(self, role: Role) -> str:
        """The id of whoever has a role in the school."""
        return self._workspace.person(role).id

    def later(self, at: datetime, *, days: float = 0, hours: float = 0) -> datetime:
        """So many working days and hours on."""
        amount = timedelta(hours=hours + days * HOURS_A_DAY)
        return self.office.calendar.add_working_time(at, amount)

    def day_after(self, at: datetime, days: int) -> date:
        """The local day so many days on."""
        return local_day(at, self.office.zone) + timedelta(days=days)

    def file(self, draft: Draft, *, at: datetime) -> Case:
        """File a case."""
        return file_case(self._database, draft, now=at, defaults=self._defaults).case

    def take(self, case: Case, wanted: Wanted, *, by: Role, at: datetime) -> Case:
        """Take a step on a case."""
        return take_step(
            self._database,
            case.id,
            wanted,
            actor=self.person(by),
            now=at,
            defaults=self._defaults,
        ).case

    def tell(
        self, case: Case, draft: Callable[[Correspondence], Letter], *, by: Role, at: datetime
    ) -> Told:
        """A letter as drafted, sent by courriel at this moment."""
        return Told(letter=draft(self._correspondence(case, by, at)), at=at, means=Means.EMAIL)

    def add_action(self, case: Case, title: str, *, by: Role, at: datetime) -> Action:
        """An action of the case, to be done within three weeks."""
        draft = ActionDraft(
            kind=ActionKind.CORRECTIVE,
            title=title,
            owner=self.person(by),
            due_on=self.day_after(at, 21),
            success_criterion="Aucun cas semblable en trois mois",
        )
        lead = Role.QUALITY_MANAGER if case.kind is Kind.COMPLAINT else Role.TRAINING_MANAGER
        self.take(case, AddAction(action=draft), by=lead, at=at)
        with self._database.reading() as connection:
            return actions.of_case(connection, case.id)[-1]

    def take_action(
        self, action: Action, wanted: WantedOnAction, *, by: Role, at: datetime
    ) -> None:
        """Take a step on an action."""
        take_action_step(
            self._database,
            action.id,
            wanted,
            actor=self.person(by),
            now=at,
            defaults=self._defaults,
        )

    def _correspondence(self, case: Case, by: Role, at: datetime) -> Correspondence:
        view = look_at(
            self._database,
            case.id,
            reader=self.person(by),
            defaults=self._defaults,
            now=at,
        )
        scene = Scene(
            case=view.case,
            office=view.office,
            actor=self.person(by),
            texts=texts_for(Locale.FRENCH),
            now=at,
            complainant=view.complainant,
            name_of=lambda user: self._workspace.people[user].real_name,
        )
        return correspondence(scene)
