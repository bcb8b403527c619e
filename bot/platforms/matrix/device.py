"""Logging in, always on the same device: its keys are on this disk, and nowhere else."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import nio
from nio.store import SqliteStore

from bot.api.secret import Secret
from bot.platforms import Refused
from bot.platforms.matrix.settings import MatrixSettings
from bot.platforms.matrix.wire import V3, Denied, Wire

DEVICE_FILE = "device.json"
LOST = (
    "the keys of Matrix device {device} are missing: put the folder {folder} back where it was, or delete "
    "{file} there and log in with the account's password or a fresh token, so that the bot gets a new device"
)


@dataclass(frozen=True)
class Device:
    """The device that this bot speaks from; token is empty where the configuration holds it."""

    user_id: str
    device_id: str
    token: str = ""

    def __repr__(self) -> str:
        return f"Device({self.user_id}, {self.device_id})"


class Login:
    """Opens the account on its device and makes sure that its keys are there."""

    def __init__(
        self, settings: MatrixSettings, password: Secret | None, token: Secret | None, folder: Path
    ) -> None:
        self.settings = settings
        self.password = password
        self.token = token
        self.folder = folder / settings.store
        self.file = self.folder / DEVICE_FILE

    async def open(self) -> Wire:
        """Logs in and loads the keys. Raises Refused where that can't go well, Unreachable to try again."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        wire = self.wire()
        try:
            device = await self.device(wire)
            await self.check_keys(wire, device)
        finally:
            await wire.client.close()
        self._write(device)
        return self._load(device)

    def read(self) -> Device | None:
        """The device of the last start, if there was one."""
        if not self.file.exists():
            return None
        return Device(**json.loads(self.file.read_text()))

    async def is_known(self, wire: Wire) -> bool:
        """Whether the server knows the keys of the device that is logged in."""
        return await _is_published(wire, wire.client.user_id, wire.client.device_id)

    async def device(self, wire: Wire) -> Device:
        """Logs in with what there is: the token, the last start's, or the password."""
        known = self.read()
        if self.token is not None:
            return await self._by_token(wire, self.token.reveal(), known)
        if known is not None and known.token:
            wire.client.access_token = known.token
            try:
                await wire.get(f"{V3}/account/whoami")
                return known
            except Denied:
                wire.client.access_token = ""  # logged out from elsewhere: in again, on the same device
        return await self._by_password(wire, known)

    async def _by_token(self, wire: Wire, token: str, known: Device | None) -> Device:
        wire.client.access_token = token
        try:
            told = await wire.get(f"{V3}/account/whoami")
        except Denied as denied:
            raise Refused(f"the homeserver does not take matrix.token ({denied.code})") from denied
        device = Device(str(told["user_id"]), str(told.get("device_id") or ""))
        if not device.device_id:
            raise Refused("matrix.token belongs to no device; log in with a password, or make another token")
        if known is not None and known.user_id != device.user_id:
            raise Refused(f"matrix.token belongs to {device.user_id}, the store to {known.user_id}")
        return device

    async def _by_password(self, wire: Wire, known: Device | None) -> Device:
        if self.password is None:
            raise Refused("Matrix needs a password or a token to log in")
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": self.settings.user},
            "password": self.password.reveal(),
            "initial_device_display_name": self.settings.device_name,
        }
        if known is not None:
            body["device_id"] = known.device_id
        try:
            told = await wire.post(f"{V3}/login", body)
        except Denied as denied:
            raise Refused(
                f"the homeserver does not take matrix.user and the password ({denied.code})"
            ) from denied
        wire.client.access_token = str(told["access_token"])
        return Device(str(told["user_id"]), str(told["device_id"]), str(told["access_token"]))

    async def check_keys(self, wire: Wire, device: Device) -> None:
        """Refuses a device whose keys are known to others but not here: it would be silent for ever."""
        if self._keys(device).exists():
            return
        if await _is_published(wire, device.user_id, device.device_id):
            raise Refused(LOST.format(device=device.device_id, folder=self.settings.store, file=DEVICE_FILE))

    def _keys(self, device: Device) -> Path:
        return self.folder / f"{device.device_id}.db"

    def _write(self, device: Device) -> None:
        if device == self.read():
            return
        fresh = self.file.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
            json.dump(asdict(device), file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.file)

    def _load(self, device: Device) -> Wire:
        wire = self.wire(self._keys(device).name)
        token = self.token.reveal() if self.token is not None else device.token
        self._keys(device).touch(mode=0o600)
        wire.client.restore_login(device.user_id, device.device_id, token)
        return wire

    def wire(self, keys: str = "") -> Wire:
        """A connection, with the keys of a device where their file is named."""
        # With these two at nought nio neither waits through a 429 by itself nor repeats what timed out.
        config = nio.AsyncClientConfig(
            store=SqliteStore,
            encryption_enabled=bool(keys),
            store_name=keys,
            max_limit_exceeded=0,
            max_timeouts=0,
        )
        proxy = self.settings.proxy or None
        homeserver = self.settings.homeserver.rstrip("/")
        return Wire(nio.AsyncClient(homeserver, store_path=str(self.folder), config=config, proxy=proxy))


async def _is_published(wire: Wire, user: str, device: str) -> bool:
    told = await wire.post(f"{V3}/keys/query", {"device_keys": {user: []}})
    return device in told.get("device_keys", {}).get(user, {})
