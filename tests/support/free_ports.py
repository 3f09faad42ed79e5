"""A port for a server that cannot be given a socket that is bound already."""

import random
import socket
from contextlib import closing, suppress
from pathlib import Path


def free_port() -> int:
    """One below those that connections to elsewhere are given: none of them takes it meanwhile."""
    lowest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    while True:
        port = random.SystemRandom().randrange(lowest // 2, lowest)
        with suppress(OSError), closing(socket.socket()) as one:
            one.bind(("127.0.0.1", port))
            return port
