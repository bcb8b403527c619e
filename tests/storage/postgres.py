"""A PostgreSQL of the tests' own, from what Debian installs: loopback, a free port, a folder that goes."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

_DEBIAN = Path("/usr/lib/postgresql")
_SERVICE_ACCOUNTS = ("postgres", "nobody")
_FASTER = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest there is."""
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]), reverse=True)
    if versions:
        return versions[0].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _not_root() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root lends it a service's account."""
    if os.geteuid() != 0:
        return {}
    for name in _SERVICE_ACCOUNTS:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise LookupError("no account to run PostgreSQL under")


class PostgresServer:
    """Started by start(), ended with its folder by close()."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._whose = _not_root()
        self.folder = Path(tempfile.mkdtemp(prefix="folkmoot-postgres-"))
        if self._whose:
            os.chown(self.folder, self._whose["user"], self._whose["group"])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]

    @property
    def url(self) -> str:
        return f"postgresql+asyncpg://folkmoot@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        data = str(self.folder / "data")
        made = ("-D", data, "-U", "folkmoot", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        self._run("initdb", *made)
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} " + " ".join(_FASTER)
        self._run(
            "pg_ctl", "-D", data, "-w", "-t", "60", "-l", str(self.folder / "log"), "-o", options, "start"
        )

    def close(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        with (self.folder / "output").open("ab") as output:
            done = subprocess.run(
                command, cwd=self.folder, stdout=output, stderr=output, timeout=120, **self._whose
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{(self.folder / 'output').read_text()}")
