"""A face that runs in this process, before a door that only notes."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.api.card import Card
from bot.api.clock import SystemClock
from bot.api.people import Address
from bot.api.secret import Secret
from bot.platforms import Send
from bot.platforms.matrix.client import MatrixFace
from bot.platforms.matrix.device import DEVICE_FILE
from bot.platforms.matrix.settings import MatrixSettings
from tests.matrix.door import NotingDoor
from tests.matrix.synapse import SERVER_NAME, Login


class RunningFace:
    """The bot's Matrix face by itself, which can be stopped and started again on the same device."""

    def __init__(self, login: Login, folder: Path, **settings: Any) -> None:
        chosen = {"invite_from": [f"*:{SERVER_NAME}"], **settings}
        self.settings = MatrixSettings(homeserver=login.homeserver, user=login.user_id, **chosen)
        self.login = login
        self.folder = folder
        self.password: Secret | None = Secret(login.password)
        self.token: Secret | None = None
        self.door = NotingDoor()
        self.face = self._made()
        self._running: asyncio.Task[None] | None = None

    @property
    def user_id(self) -> str:
        """The bot's account."""
        return self.login.user_id

    @property
    def device_id(self) -> str:
        """The device that the bot made for itself when it logged in."""
        return str(json.loads((self.folder / self.settings.store / DEVICE_FILE).read_text())["device_id"])

    @property
    def kept_token(self) -> str:
        """The token that the bot keeps with its device."""
        return str(json.loads((self.folder / self.settings.store / DEVICE_FILE).read_text())["token"])

    async def start(self) -> None:
        """Starts the face and returns once it has caught up; raises what ended it instead."""
        self.face = self._made()
        caught = self.door.caught
        self._running = asyncio.create_task(self.face.run(self.door))
        ready = asyncio.create_task(self.door.until(lambda: self.door.caught > caught))
        done, _ = await asyncio.wait([self._running, ready], return_when=asyncio.FIRST_COMPLETED)
        if self._running in done:
            ready.cancel()
            ended, self._running = self._running, None
            ended.result()
        await ready

    @property
    def ended(self) -> bool:
        """Whether the face has ended by itself."""
        return self._running is None or self._running.done()

    async def stop(self) -> None:
        """Stops the face where it stands."""
        if self._running is not None:
            running, self._running = self._running, None
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    async def send(self, room: str, card: Card, key: str = "0" * 20, **how: Any) -> str:
        """Posts a card as the outbox would."""
        return await self.face.send(Send(Address("matrix", room), card, key, 1, **how))

    def log_out(self) -> None:
        """Ends the bot's session from elsewhere, as its owner could."""
        asked = urllib.request.Request(
            f"{self.login.homeserver}/_matrix/client/v3/logout",
            data=b"{}",
            headers={"Authorization": f"Bearer {self.kept_token}"},
        )
        urllib.request.urlopen(asked, timeout=120).close()

    async def find(self, room: str, key: str, since: datetime) -> str | None:
        """Looks for a card as the outbox would."""
        return await self.face.find(Send(Address("matrix", room), Card(), key, 1), since)

    def _made(self) -> MatrixFace:
        return MatrixFace(self.settings, self.password, self.token, self.folder, SystemClock())
