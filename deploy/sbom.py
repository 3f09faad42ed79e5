"""The parts that a release is made of, as CycloneDX: each line of the lock with its hashes."""

import json
import re
import sys
import uuid
from pathlib import Path

_PART = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;]+)(.*(?:\n .*)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill(lock: str, version: str) -> dict[str, object]:
    """The bill of materials; the same lock and version make the same one."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'vigie {version} {lock}')}",
        "version": 1,
        "metadata": {"component": _component("vigie", version, kind="application")},
        "components": [
            _component(name, pinned) | {"properties": _hashes(rest)}
            for name, pinned, rest in _PART.findall(lock)
        ],
    }


def _component(name: str, version: str, *, kind: str = "library") -> dict[str, object]:
    purl = f"pkg:pypi/{name}@{version}"
    return {"type": kind, "bom-ref": purl, "name": name, "version": version, "purl": purl}


def _hashes(rest: str) -> list[dict[str, str]]:
    """Of each file that may be installed for it: a component has several, one a platform."""
    return [{"name": "vigie:sha256", "value": found} for found in sorted(_HASH.findall(rest))]


if __name__ == "__main__":
    print(json.dumps(bill(Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]), indent=1))  # noqa: T201  # its output
