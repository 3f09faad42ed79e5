"""The school's people at work: what they do goes through the services, each thing at its moment."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.demo import texts
from bot.domain.actions.action_steps import ActionCommand
from bot.domain.actions.actions import Action, ActionDraft, ActionKind
from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.cases import Case
from bot.domain.cases.letters import Communication, Correspondence, Letter
from bot.domain.cases.taxonomy import Kind, Means
from bot.domain.school.office import Locale, Mediator, Office, OfficeChange
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.handling import AddAction
from bot.sandbox.people import Role
from bot.sandbox.workspace import Workspace
from bot.services.actions.actions import take_action_step
from bot.services.cases.filing import Draft, file_case
from bot.services.school.offices import change_office
from bot.services.steps.steps import look_at, take_step
from bot.services.unit_of_work import Transactions
from bot.slack.directory import person_of
from bot.ui.steps.form import FormContext
from bot.ui.steps.letters import correspondence
from bot.ui.texts.catalogue import texts_for
from storage.actions import actions
from storage.database import Database
from storage.school import people
from storage.school.office import current_office

HOURS_A_DAY = 10.5
"""Of the office's day, from 8:00 to 18:30."""
MEDIATOR = Mediator(
    name=texts.MEDIATOR, address=texts.MEDIATOR_ADDRESS, website="mediation.example"
)


class Desk:
    """Files cases and takes steps in the invented people's names."""

    def __init__(self, database: Database, workspace: Workspace, *, defaults: Office) -> None:
        self._database = database
        self._workspace = workspace
        self._defaults = defaults
        with database.reading() as connection:
            self.office = current_office(connection, defaults)

    def set_up(self, at: datetime) -> None:
        """A school's details that letters to consumers need."""
        self._meet_everyone(at)
        office = self.office
        change = OfficeChange(
            quality_channel=office.quality_channel,
            quality_managers=office.quality_managers,
            training_managers=office.training_managers,
            meeting_rule=office.meeting_rule,
            locale=Locale.FRENCH,
            mediator=MEDIATOR,
            signature=texts.SIGNATURE,
        )
        self.office = self._at(at).write(
            change_office, change, actor=self.person(Role.QUALITY_MANAGER), is_admin=False
        )

    def _meet_everyone(self, at: datetime) -> None:
        """As the bot does from Slack's list: nobody is chosen whom Vigie does not know."""
        members = [
            person_of(one.as_slack(team="", now=at)) for one in self._workspace.people.values()
        ]
        with self._database.writing() as connection:
            people.remember(connection, members)

    def person(self, role: Role) -> str:
        """The id of whoever has a role in the school."""
        return self._workspace.person(role).id

    def later(self, at: datetime, *, days: float = 0, hours: float = 0) -> datetime:
        """So many working days and hours on."""
        amount = timedelta(hours=hours + days * HOURS_A_DAY)
        return self.office.calendar.add_working_time(at, amount)

    def day_after(self, at: datetime, days: int) -> date:
        """The local day so many days on, or the first working day after it."""
        on = local_day(at, self.office.zone) + timedelta(days=days)
        return self.office.calendar.working_day_from(on)

    def _at(self, at: datetime) -> Transactions:
        return Transactions(database=self._database, defaults=self._defaults, now=at)

    def file(self, draft: Draft, *, at: datetime) -> Case:
        """File a case."""
        return file_case(self._at(at), draft).case

    def take(self, case: Case, wanted: StepCommand, *, by: Role, at: datetime) -> Case:
        """Take a step on a case."""
        return self._at(at).write(take_step, case.id, wanted, actor=self.person(by)).case

    def tell(
        self, case: Case, draft: Callable[[Correspondence], Letter], *, by: Role, at: datetime
    ) -> Communication:
        """A letter as drafted, sent by courriel at this moment."""
        return Communication(
            letter=draft(self._correspondence(case, by, at)), at=at, means=Means.EMAIL
        )

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

    def take_action(self, action: Action, wanted: ActionCommand, *, by: Role, at: datetime) -> None:
        """Take a step on an action."""
        self._at(at).write(take_action_step, action.id, wanted, actor=self.person(by))

    def _correspondence(self, case: Case, by: Role, at: datetime) -> Correspondence:
        view = self._at(at).read(look_at, case.id, reader=self.person(by))
        scene = FormContext(
            case=view.case,
            office=view.office,
            actor=self.person(by),
            texts=texts_for(Locale.FRENCH),
            now=at,
            complainant=view.complainant,
            name_of=lambda user: self._workspace.people[user].real_name,
        )
        return correspondence(scene)
