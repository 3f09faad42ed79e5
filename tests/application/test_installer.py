"""install.sh unpacks nothing from an address before it is what its sum says."""

import hashlib
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

SCRIPT = Path(__file__).parents[2] / "deploy" / "install.sh"
NAME = "vigie-1.2.3-debian.tar.gz"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, and writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def publish(folder: Path) -> str:
    """An archive of one file, its sum beside it; the sum."""
    (folder / "vigie-ctl").write_text("of the release")
    with tarfile.open(folder / NAME, "w:gz") as archive:
        archive.add(folder / "vigie-ctl", arcname="vigie-1.2.3/vigie-ctl")
    found = hashlib.sha256((folder / NAME).read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  install.sh\n{found}  {NAME}\n")
    return found


def fetched(temporary: Path, *words: str) -> tuple[int, str, str]:
    """Status, what was laid out, what was said; nothing is left when it ends."""
    command = f'source {SCRIPT}; fetch "$@"; printf "\\n%s" "$(cat "$SOURCE/vigie-ctl")"'
    done = subprocess.run(
        ("bash", "-c", command, "install.sh", *words),
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert list(temporary.iterdir()) == []
    return done.returncode, done.stdout.rpartition("\n")[2], done.stderr.strip()


def test_what_an_address_holds_is_held_against_its_sum_before_it_is_unpacked(
    tmp_path: Path,
) -> None:
    folder, temporary = tmp_path / "published", tmp_path / "temporary"
    folder.mkdir()
    temporary.mkdir()
    right = publish(folder)
    with served(folder) as url:
        good = [
            fetched(temporary, f"{url}/{NAME}"),
            fetched(temporary, f"{url}/{NAME}", right.upper()),
            fetched(temporary, f"file://{folder}/{NAME}"),
        ]
        (folder / NAME).write_bytes((folder / NAME).read_bytes() + b"\n")
        changed = fetched(temporary, f"{url}/{NAME}")
        given = fetched(temporary, f"{url}/{NAME}", "1" * 64)
        (folder / "SHA256SUMS").write_text(f"{right}  another.tar.gz\n")
        unknown = fetched(temporary, f"{url}/{NAME}")
        (folder / "SHA256SUMS").unlink()
        without = fetched(temporary, f"{url}/{NAME}")
        gone = fetched(temporary, f"{url}/vigie-9.9.9-debian.tar.gz")
    elsewhere = fetched(temporary, f"http://example.org/{NAME}")

    assert good == [(0, "of the release", "")] * 3
    refused = [changed, given, unknown, without, gone, elsewhere]
    assert [status for status, _, _ in refused] == [1] * 6
    assert [laid_out for _, laid_out, _ in refused if laid_out == "of the release"] == []
    for (_, _, said), words in zip(
        refused,
        (
            "n'a pas l'empreinte attendue. Rien n'est déplié",
            "n'a pas l'empreinte attendue. Rien n'est déplié",
            f"Aucune empreinte n'est connue pour {NAME}",
            "Il n'y a pas de SHA256SUMS à côté de l'archive",
            "Le téléchargement a échoué",
            "L'adresse doit commencer par https://",
        ),
        strict=True,
    ):
        assert words in said
