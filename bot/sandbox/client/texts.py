"""What Slack's client says by itself, in the person's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientTexts:
    required: str
    too_short: str
    too_long: str
    not_an_email: str
    not_a_url: str
    not_a_number: str
    too_low: str
    too_high: str
    too_many: str
    file_type: str
    file_too_large: str
    timed_out: str
    not_connected: str
    app_error: str
    in_thread: str
    gone: str
    archived: str
    not_allowed: str
    unknown_command: str


FRENCH = ClientTexts(
    required="Ce champ est obligatoire.",
    too_short="Saisissez au moins {} caractères.",
    too_long="Saisissez au plus {} caractères.",
    not_an_email="Saisissez une adresse e-mail valide.",
    not_a_url="Saisissez une adresse web valide.",
    not_a_number="Saisissez un nombre.",
    too_low="Saisissez un nombre supérieur ou égal à {}.",
    too_high="Saisissez un nombre inférieur ou égal à {}.",
    too_many="Choisissez au plus {} éléments.",
    file_type="Ce type de fichier n'est pas accepté ici (acceptés\N{NO-BREAK SPACE}: {}).",
    file_too_large="Chaque fichier doit peser au plus 10 Mo.",
    timed_out="{} n'a pas répondu à temps (operation_timeout). Réessayez.",
    not_connected="{} n'est pas joignable pour l'instant (dispatch_failed).",
    app_error="Un problème est survenu avec {}. Réessayez.",
    in_thread="Cette commande ne peut pas être utilisée dans un fil.",
    gone="Ce que vous cherchez n'est plus là.",
    archived="Cette conversation est archivée.",
    not_allowed="Vous n'avez pas le droit de faire cela.",
    unknown_command="Cette commande n'existe pas.",
)

ENGLISH = ClientTexts(
    required="This is a required field.",
    too_short="Enter at least {} characters.",
    too_long="Enter at most {} characters.",
    not_an_email="Enter a valid email address.",
    not_a_url="Enter a valid URL.",
    not_a_number="Enter a number.",
    too_low="Enter a number of at least {}.",
    too_high="Enter a number of at most {}.",
    too_many="Choose at most {} items.",
    file_type="This type of file is not accepted here (accepted: {}).",
    file_too_large="Each file must be at most 10 MB.",
    timed_out="{} did not answer in time (operation_timeout). Try again.",
    not_connected="{} cannot be reached for now (dispatch_failed).",
    app_error="Something went wrong with {}. Try again.",
    in_thread="This command cannot be used in a thread.",
    gone="What you are looking for is no longer there.",
    archived="This conversation is archived.",
    not_allowed="You are not allowed to do that.",
    unknown_command="There is no such command.",
)
