"""Errors for what is refused; the docstring of each is its message for developers."""


class VigieError(Exception):
    """Something a person asked for was refused, or could not be done."""


class NotAllowedError(VigieError):
    """The person may not do this to this case."""


class CaseErasedError(NotAllowedError):
    """The words of the case were erased: nobody may add to it, nor take a step in it."""


class CaseNotFoundError(VigieError):
    """No case has this reference or id, or the person may not see it."""


class CaseHiddenError(NotAllowedError, CaseNotFoundError):
    """No case has this reference, or none that the person may see: they do not learn which."""


class ActionNotFoundError(VigieError):
    """No action has this reference or id."""


class UnreadableError(VigieError):
    """A button or a form does not carry what this release of Vigie writes into it."""


class StorageUnavailableError(VigieError):
    """The database did not take the work: it is locked, full or gone. Nothing was written."""


class MisconfiguredError(VigieError):
    """Something is set wrong, and stays so until a person mends it; the message says what."""


class CannotStartError(VigieError):
    """Slack or the database refused at the start; the message says what to mend."""


class CannotEverStartError(CannotStartError, MisconfiguredError):
    """As above, and trying again changes nothing before a person has mended it."""
