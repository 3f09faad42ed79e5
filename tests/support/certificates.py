"""A private authority, and a certificate of a server on loopback that it signed."""

import subprocess
from pathlib import Path
from typing import NamedTuple

_EC = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")


class Certificates(NamedTuple):
    """Where they lie; the server's names the address 127.0.0.1 and nothing else."""

    authority: Path
    certificate: Path
    key: Path


def made_certificates(folder: Path) -> Certificates:
    """Fresh ones in a folder, made with the `openssl` that Dovecot's package brings."""
    at = Certificates(folder / "authority.pem", folder / "server.pem", folder / "server.key")
    authority_key = folder / "authority.key"
    _openssl("-keyout", authority_key, "-out", at.authority, "-subj", "/CN=Authority of a test")
    by = ("-CA", at.authority, "-CAkey", authority_key)
    names = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    is_no_authority = ("-addext", "basicConstraints=critical,CA:FALSE")
    _openssl(*by, "-keyout", at.key, "-out", at.certificate, *names, *is_no_authority)
    return at


def _openssl(*arguments: str | Path) -> None:
    subprocess.run(("openssl", "req", "-x509", *_EC, *arguments), check=True, capture_output=True)
