"""Names for decoded JSON, whose shape only a check at run time can tell."""

from typing import Any, TypeAlias

Json: TypeAlias = Any
JsonObject: TypeAlias = dict[str, Any]
