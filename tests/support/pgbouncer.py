"""A real PgBouncer before a server, as many hosts have one; Debian's package."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy.engine import make_url

from tests.support.free_ports import free_port

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SERVERS = 3
"""Server connections: fewer than the clients that take turns on them."""
_PATIENCE_SECONDS = 60

_SETTINGS = """
[databases]
* = host={host} user=postgres pool_size={servers}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
server_round_robin = 1
max_client_conn = 100
"""


@contextmanager
def pooled(url: str, mode: str) -> Iterator[str]:
    """The URL by which the server is reached through a pooler of that mode."""
    assert PGBOUNCER is not None, "apt-get install pgbouncer"
    folder, port = Path(mkdtemp(prefix="vigie-pgbouncer-")), free_port()
    folder.chmod(0o755)
    host = str(make_url(url).query["host"])
    settings = folder / "pgbouncer.ini"
    settings.write_text(_SETTINGS.format(host=host, port=port, mode=mode, servers=SERVERS))
    settings.chmod(0o644)
    # as root it has to become another: the one who may enter the server's folder
    user = ("-u", Path(host).owner()) if os.geteuid() == 0 else ()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen((PGBOUNCER, *user, settings), stderr=log, stdout=log)
        try:
            _wait_for(port)
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()
            process.wait()
            shutil.rmtree(folder)


def _wait_for(port: int) -> None:
    gives_up_at = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < gives_up_at:
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port), timeout=1)):
            return
        time.sleep(0.05)
    raise TimeoutError(port)
