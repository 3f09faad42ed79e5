"""A real Dovecot with mailboxes of its own, as nobody; Debian's package, never its service."""

import getpass
import grp
import imaplib
import json
import os
import shutil
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import mkdtemp
from typing import cast
from urllib.parse import parse_qs
from uuid import uuid4

import psutil

from tests.support.certificates import made_certificates
from tests.support.free_ports import free_port

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PASSWORD = "secret-of-a-test"
"""Of every mailbox; a name that was never heard of has one as well."""
_PATIENCE_SECONDS = 60
_ATTEMPTS = 5

_SHARED = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
first_valid_uid = 1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {secure_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
  mailbox Pourriel {{
    special_use = \\Junk
  }}
}}
"""

_2_3 = """
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%n
ssl_cert = <{certificate}
ssl_key = <{key}
passdb {{
  driver = static
  args = password={{plain}}{password}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.ext
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%n allow_all_users=yes
}}
"""

_2_3_OAUTH = """
introspection_mode = post
introspection_url = http://127.0.0.1:{tokens_port}/introspect
username_attribute = email
active_attribute = active
active_value = true
"""

_2_4_FIRST = """dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
"""

_2_4 = """
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {folder}/mail/%{{user | username}}
ssl_server_cert_file = {certificate}
ssl_server_key_file = {key}
passdb static {{
  password = {{plain}}{password}
}}
oauth2 {{
  introspection_mode = post
  introspection_url = http://127.0.0.1:{tokens_port}/introspect
  username_attribute = email
  active_attribute = active
  active_value = true
}}
userdb static {{
  static_allow_all_users = yes
  fields {{
    uid = {user}
    gid = {group}
    home = {folder}/mail/%{{user | username}}
  }}
}}
"""


class Dovecot:
    """One server; each user name is a mailbox of its own, made when it is first entered.

    `port` speaks in clear, `secure_port` with a certificate that `authority` signed for
    127.0.0.1. `tokens` are the OAuth2 tokens that are good, each with the user it stands for.
    """

    def __init__(self, folder: Path, tokens: dict[str, str], tokens_port: int) -> None:
        self.tokens = tokens
        self.port = self.secure_port = 0
        self._folder, self._tokens_port = folder, tokens_port
        self._certificates = made_certificates(folder)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def authority(self) -> Path:
        return self._certificates.authority

    def server_context(self) -> ssl.SSLContext:
        """For another server that is to have the same certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._certificates.certificate, self._certificates.key)
        return context

    def new_user(self) -> str:
        """A mailbox that nobody else uses."""
        return f"{uuid4().hex[:12]}@example.org"

    def entered(self, user: str) -> imaplib.IMAP4:
        """A client of the standard library that may write, for what a test arranges."""
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=_PATIENCE_SECONDS)
        client.login(user, PASSWORD)
        return client

    def deliver(
        self, user: str, raw: bytes, *, at: datetime | None = None, folder: str = "INBOX"
    ) -> None:
        """Let a mail arrive, at an instant if told, else now."""
        moment = imaplib.Time2Internaldate(at or time.time())
        with self.entered(user) as client:
            kind, answer = client.append(folder, "", moment, raw)
        assert kind == "OK", answer

    def flags(self, user: str, folder: str = "INBOX") -> list[str]:
        """What the server has noted of each mail."""
        with self.entered(user) as client:
            client.select(folder, readonly=True)
            _, answers = client.fetch("1:*", "(FLAGS)")
        return [cast("bytes", answer).decode() for answer in answers if answer]

    def start(self) -> None:
        """Listen, on the ports of before if there were any."""
        for _ in range(_ATTEMPTS):
            self._write_settings()
            command = (cast("str", DOVECOT), "-F", "-c", self._folder / "dovecot.conf")
            self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            if self._is_greeting():
                return
            self.stop()
        raise TimeoutError((self._folder / "log").read_text())

    def stop(self) -> None:
        """Cut every connection and end."""
        if self._process is not None:
            # told to end, it waits for those who speak with clients, and they for their clients
            family = psutil.Process(self._process.pid).children(recursive=True)
            self._process.kill()
            self._process.wait()
            for one in family:
                with suppress(psutil.NoSuchProcess):
                    one.kill()
            while not all(map(_has_ended, family)):
                time.sleep(0.005)
            self._process = None

    def _write_settings(self) -> None:
        if self._process is None and not self.port:
            self.port, self.secure_port = free_port(), free_port()
        user, group = _owner()
        values = {
            "folder": self._folder,
            "user": user,
            "group": group,
            "port": self.port,
            "secure_port": self.secure_port,
            "tokens_port": self._tokens_port,
            "password": PASSWORD,
            "certificate": self._certificates.certificate,
            "key": self._certificates.key,
        }
        first, rest = (_2_4_FIRST, _2_4) if _is_2_4() else ("", _2_3)
        settings = self._folder / "dovecot.conf"
        settings.write_text((first + _SHARED + rest).format(**values))
        (self._folder / "oauth2.ext").write_text(_2_3_OAUTH.format(**values))
        if os.geteuid() == 0:
            for path in (self._folder, *self._folder.rglob("*")):
                shutil.chown(path, user, group)

    def _is_greeting(self) -> bool:
        """Whether it says hello; one that found a port taken has ended instead."""
        process = cast("subprocess.Popen[bytes]", self._process)
        gives_up_at = time.monotonic() + _PATIENCE_SECONDS
        while process.poll() is None and time.monotonic() < gives_up_at:
            with suppress(OSError, imaplib.IMAP4.error):
                imaplib.IMAP4("127.0.0.1", self.port, timeout=1).shutdown()
                return True
            time.sleep(0.02)
        self.port = 0
        return False


@contextmanager
def own_dovecot() -> Iterator[Dovecot]:
    """A server while the block lasts."""
    assert DOVECOT is not None, "apt-get install dovecot-imapd"
    # not in pytest's folder, which only we may enter: run as root, the server is somebody else
    folder = Path(mkdtemp(prefix="vigie-dovecot-", dir=tempfile.gettempdir()))
    folder.chmod(0o755)
    with _introspection() as (tokens, tokens_port):
        server = Dovecot(folder, tokens, tokens_port)
        try:
            server.start()
            yield server
        finally:
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)


def _has_ended(one: psutil.Process) -> bool:
    """Whether a process holds nothing any more; nobody may fetch its status for a while."""
    try:
        return bool(one.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def _owner() -> tuple[str, str]:
    if os.geteuid() == 0:
        return "nobody", "nogroup"
    return getpass.getuser(), grp.getgrgid(os.getegid()).gr_name


def _is_2_4() -> bool:
    """Whether settings are written in the newer way."""
    answer = subprocess.run((cast("str", DOVECOT), "--version"), capture_output=True, check=True)
    major, minor = answer.stdout.decode().split(".")[:2]
    return (int(major), int(minor)) >= (2, 4)


@contextmanager
def _introspection() -> Iterator[tuple[dict[str, str], int]]:
    """Where Dovecot asks whose a token is (RFC 7662), and those that are good."""
    tokens: dict[str, str] = {}

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            user = tokens.get(form.get("token", [""])[0])
            said = {"active": False} if user is None else {"active": True, "email": user}
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield tokens, server.server_port
        finally:
            server.shutdown()
            thread.join()
