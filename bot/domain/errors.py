"""What can be refused; the docstring of each error is its message for developers."""


class VigieError(Exception):
    """Something a person asked for was refused, or could not be done."""


class NotAllowedError(VigieError):
    """The person may not do this to this case."""


class CaseNotFoundError(VigieError):
    """No case has this reference or id, or the person may not see it."""


class ActionNotFoundError(VigieError):
    """No action has this reference or id."""


class UnreadableError(VigieError):
    """A button or a form does not carry what this release of Vigie writes into it."""


class StorageUnavailableError(VigieError):
    """The database did not take the work: it is locked, full or gone. Nothing was written."""


class CannotStartError(VigieError):
    """Slack or the database refused at the start; the message says what to mend."""
