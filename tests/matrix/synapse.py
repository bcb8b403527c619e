"""A real Synapse on loopback, for as long as the tests run."""

import atexit
import base64
import hashlib
import hmac
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

REPOSITORY = Path(__file__).resolve().parents[2]
PYTHON = REPOSITORY / ".venv-synapse" / "bin" / "python"
STARTED = Path(tempfile.gettempdir()) / f"folkmoot-synapse-{os.getuid()}"
"""One note for each running server, so that the next run finds what a killed one left behind."""

SERVER_NAME = "moot.test"
MANY = {"per_second": 10_000, "burst_count": 10_000}
PATIENCE = 120.0
"""Seconds that a server may take to start, to end and to answer, on a machine that has much else to do."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
}


@dataclass(frozen=True)
class Login:
    """What an account needs to speak to its homeserver."""

    homeserver: str
    user_id: str
    device_id: str
    token: str
    password: str


class Synapse:
    """A homeserver that keeps its data over restarts and vanishes with the tests."""

    def __init__(self, *, default_limits: bool = False) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.home = Path(tempfile.mkdtemp(prefix="folkmoot-homeserver-"))
        self._secret = secrets.token_hex(16)
        self._process: subprocess.Popen[bytes] | None = None
        self._note = STARTED / f"{self.port}.json"
        self._write_config(default_limits)
        atexit.register(self.close)

    def start(self) -> None:
        """Starts the server and returns once it answers."""
        with (self.home / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [PYTHON, "-m", "synapse.app.homeserver", "-c", self.home / "hs.yaml"],
                cwd=self.home,
                stdout=log,
                stderr=log,
                env={**os.environ, "SYNAPSE_CACHE_FACTOR": "1"},
            )
        self._leave_note(self._process.pid)
        self._await_answer(deadline=time.monotonic() + PATIENCE)

    def stop(self) -> None:
        """Ends the server as an operator would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Ends the server as a power cut would."""
        self._end(signal.SIGKILL)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Holds the server where it stands: what is asked of it meanwhile is heard only then."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def restart(self) -> None:
        """Stops and starts the server on the same data and port."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Ends the server and forgets its data."""
        self._end(signal.SIGKILL)
        shutil.rmtree(self.home, ignore_errors=True)
        atexit.unregister(self.close)

    def register(self, name: str, *, admin: bool = False) -> Login:
        """Registers an account and logs it in on a device of its own."""
        path = "/_synapse/admin/v1/register"
        password = secrets.token_hex(8)
        nonce = str(self.request("GET", path)["nonce"])
        words = [nonce, name, password, "admin" if admin else "notadmin"]
        mac = hmac.new(self._secret.encode(), "\0".join(words).encode(), hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac}
        made = self.request("POST", path, body)
        return Login(self.url, made["user_id"], made["device_id"], made["access_token"], password)

    def request(
        self, method: str, path: str, body: dict[str, Any] | None = None, token: str | None = None
    ) -> dict[str, Any]:
        """Asks the server's HTTP interface and returns its JSON object; a refusal is raised."""
        return dict(self.read(path, token, body, method=method))

    def read(
        self, path: str, token: str | None = None, body: dict[str, Any] | None = None, *, method: str = "GET"
    ) -> Any:
        """Asks as request() does, also for what is no object."""
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.url + path, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            refusal.add_note(refusal.read().decode(errors="replace"))
            raise

    def _write_config(self, default_limits: bool) -> None:
        config = self._settings() | ({} if default_limits else _raised_limits())
        (self.home / "hs.yaml").write_text(json.dumps(config))
        (self.home / "log.yaml").write_text(json.dumps(LOGGING))
        seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        (self.home / "signing.key").write_text(f"ed25519 a_test {seed}\n")

    def _settings(self) -> dict[str, Any]:
        listener = {
            "type": "http",
            "port": self.port,
            "bind_addresses": ["127.0.0.1"],
            "resources": [{"names": ["client"]}],
        }
        return {
            "server_name": SERVER_NAME,
            "public_baseurl": self.url,
            "listeners": [listener],
            "database": {"name": "sqlite3", "args": {"database": str(self.home / "homeserver.db")}},
            "media_store_path": str(self.home / "media"),
            "signing_key_path": str(self.home / "signing.key"),
            "registration_shared_secret": self._secret,
            "macaroon_secret_key": secrets.token_hex(16),
            "form_secret": secrets.token_hex(16),
            "bcrypt_rounds": 4,
            "report_stats": False,
            "trusted_key_servers": [],
            "federation_domain_whitelist": [],
            "send_federation": False,
            "url_preview_enabled": False,
            "federation_ip_range_blacklist": [],
            "log_config": str(self.home / "log.yaml"),
            **_quiet(),
        }

    def _await_answer(self, deadline: float) -> None:
        while not self._answers():
            if self._process is None or self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Synapse did not start:\n{(self.home / 'log').read_text()[-2000:]}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return "versions" in self.request("GET", "/_matrix/client/versions")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        self._process.wait(timeout=PATIENCE)
        self._process = None
        self._note.unlink(missing_ok=True)

    def _leave_note(self, pid: int) -> None:
        STARTED.mkdir(mode=0o700, exist_ok=True)
        self._note.write_text(
            json.dumps({"server": _identity(pid), "owner": _identity(os.getpid()), "home": str(self.home)})
        )


def end_leftovers() -> int:
    """Ends the servers whose test run is gone, and says how many there were."""
    ended = 0
    for note, told in _notes():
        if _is_running(told["owner"]):
            continue
        if _is_running(told["server"]):
            psutil.Process(told["server"][0]).kill()
            ended += 1
        shutil.rmtree(told["home"], ignore_errors=True)
        note.unlink(missing_ok=True)
    return ended


def _notes() -> Iterator[tuple[Path, dict[str, Any]]]:
    for note in sorted(STARTED.glob("*.json")):
        try:
            yield note, json.loads(note.read_text())
        except (FileNotFoundError, ValueError):
            continue  # another run is just writing or removing it


def _identity(pid: int) -> list[float]:
    """A process by number and birth, since numbers are given out again."""
    return [pid, psutil.Process(pid).create_time()]


def _is_running(identity: list[float]) -> bool:
    pid, born = int(identity[0]), identity[1]
    try:
        process = psutil.Process(pid)
        return process.create_time() == born and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _quiet() -> dict[str, Any]:
    """Leaves out what a server does for people whom no test plays, and looks for garbage seldom."""
    return {
        "presence": {"enabled": False},
        "push": {"enabled": False},
        "enable_search": False,
        "gc_min_interval": ["10s", "60s", "10m"],
    }


def _raised_limits() -> dict[str, Any]:
    """Limits so wide that no test meets them."""
    plain = ["message", "registration", "registration_token_validity", "admin_redaction", "3pid_validation"]
    plain += ["room_creation", "media_create", "joins_per_room", "reports", "delayed_event_mgmt", "presence"]
    nested = {
        "rc_login": ["address", "account", "failed_attempts"],
        "rc_joins": ["local", "remote"],
        "rc_invites": ["per_room", "per_user", "per_issuer"],
        "rc_presence": ["per_user"],
    }
    limits: dict[str, Any] = {f"rc_{name}": MANY for name in plain}
    return limits | {name: dict.fromkeys(parts, MANY) for name, parts in nested.items()}
