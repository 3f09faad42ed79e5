"""Which column of somebody else's register is which: known headers, or a mapping file in YAML."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from bot.documents.typed_cells import folded
from bot.domain.errors import VigieError
from bot.domain.taxonomy import Kind

HEADERS: Mapping[str, tuple[str, ...]] = {
    "ref": ("N°", "No", "Numéro", "Référence", "Réf", "N° de dossier", "N° de réclamation"),
    "kind": ("Nature",),
    "received_at": ("Reçu le", "Reçue le", "Date de réception", "Date réception", "Date"),
    "subject": ("Objet", "Sujet"),
    "description": ("Description", "Faits", "Description des faits", "Détail", "Détails"),
    "party": ("Partie prenante", "Origine", "Émetteur"),
    "complainant": ("Réclamant", "Nom du réclamant", "Nom"),
    "complainant_contact": ("Contact du réclamant", "Contact", "Coordonnées"),
    "channel": ("Canal", "Mode de réception", "Reçu par"),
    "category": ("Catégorie", "Thème"),
    "severity": ("Gravité", "Criticité"),
    "site": ("Site",),
    "session_ref": ("Session ou formation", "Session", "Formation"),
    "requested_remedy": ("Solution souhaitée", "Demande du réclamant", "Demande"),
    "confidentiality": ("Confidentialité", "Confidentiel"),
    "incident_type": ("Type", "Type d'incident"),
    "continuity": ("Session maintenue",),
    "injury": ("Personne blessée", "Blessure"),
    "status": ("État", "Statut"),
    "ack_sent_at": ("AR envoyé le", "Accusé de réception", "Date AR", "Date de l'AR"),
    "analysis": ("Analyse",),
    "root_cause": ("Cause racine", "Cause"),
    "cause_family": ("Famille de cause",),
    "solution": ("Solution proposée", "Solution", "Réponse", "Réponse apportée"),
    "proposed_at": ("Proposée le", "Date de réponse", "Date de la réponse"),
    "outcome": ("Issue",),
    "implemented_at": ("Mise en œuvre le", "Date de mise en œuvre"),
    "closed_at": ("Clôturé le", "Clos le", "Date de clôture", "Clôture"),
}
"""What a register may tell, by the identifiers of our own export, and headers it is known by."""

NEEDED = ("received_at", "description")
"""What no case can do without; a subject will do for a description."""

_FIELD_OF_HEADER = {
    folded(header): field for field, headers in HEADERS.items() for header in (field, *headers)
}


class BadMappingError(VigieError):
    """The mapping file is not one; the message says where."""


class ColumnMapping(BaseModel):
    """What the mapping file may say: `columns` and `values` by our identifiers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind | None = None
    sheet: str | None = None
    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    defaults: dict[str, str] = {}

    @field_validator("columns", "values", "defaults")
    @classmethod
    def _known_fields(cls, value: dict[str, object]) -> dict[str, object]:
        for field in value:
            if field not in HEADERS:
                raise ValueError(f"{field} is none of {', '.join(HEADERS)}")
        return value


def read_mapping(path: Path) -> ColumnMapping:
    """Read a mapping file. Raises BadMappingError."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return ColumnMapping.model_validate(content or {})
    except OSError as error:
        raise BadMappingError(f"{path} cannot be read: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadMappingError(f"{path} is not YAML: {' '.join(str(error).split())}.") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise BadMappingError(f"{path}, {place}: {first['msg']}.") from error


def fields_at(header: Sequence[object], mapping: ColumnMapping) -> dict[int, str]:
    """Which field each column of a header row holds; what the file maps wins over what we know."""
    mapped = {folded(name): field for field, name in mapping.columns.items()}
    found: dict[int, str] = {}
    for index, cell in enumerate(header):
        name = folded(cell)
        field = mapped.get(name) or _FIELD_OF_HEADER.get(name)
        is_elsewhere = field in mapping.columns and name not in mapped
        if field and not is_elsewhere and field not in found.values():
            found[index] = field
    return found
