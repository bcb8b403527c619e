"""Cross-signing: the account's keys, made from one seed, and this device signed by them.

Clients now keep out devices that their owner has not signed (MSC4153): an unsigned bot could neither read
nor be read there. nio has no cross-signing, hence this.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.api.secret import Secret
from bot.platforms.matrix.wire import V3, Denied, Wire

SEED_FILE = "cross-signing.seed"
USAGES = ("master", "self_signing", "user_signing")


class NotSigned(Exception):
    """Other keys stand for this account already, and without its password they can't be replaced."""


@dataclass(frozen=True)
class Identity:
    """The three keys of one account."""

    user_id: str
    keys: dict[str, Ed25519PrivateKey]

    @classmethod
    def from_seed(cls, seed: bytes, user_id: str) -> Identity:
        """Makes the keys that belong to a seed; the same seed gives the same keys."""
        return cls(user_id, {usage: _derive(seed, usage) for usage in USAGES})

    def public(self, usage: str) -> str:
        """A key's public half, as Matrix writes it."""
        return _unpadded(self.keys[usage].public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def upload(self) -> dict[str, Any]:
        """All three public keys, the second and third signed by the first."""
        master, signing, others = (self._published(usage) for usage in USAGES)
        return {
            "master_key": master,
            "self_signing_key": self.sign(signing, "master"),
            "user_signing_key": self.sign(others, "master"),
        }

    def sign(self, told: dict[str, Any], usage: str) -> dict[str, Any]:
        """The same object with a signature by one of the keys beside those it has."""
        bare = {key: value for key, value in told.items() if key not in ("signatures", "unsigned")}
        signature = _unpadded(self.keys[usage].sign(canonical(bare)))
        signatures = {user: dict(by) for user, by in told.get("signatures", {}).items()}
        signatures.setdefault(self.user_id, {})[f"ed25519:{self.public(usage)}"] = signature
        return bare | {"signatures": signatures}

    def _published(self, usage: str) -> dict[str, Any]:
        key = self.public(usage)
        return {"user_id": self.user_id, "usage": [usage], "keys": {f"ed25519:{key}": key}}


def canonical(told: dict[str, Any]) -> bytes:
    """Matrix's canonical JSON, which is what signatures are made over."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def read_seed(folder: Path) -> bytes | None:
    """The seed, where there is one yet."""
    path = folder / SEED_FILE
    return base64.b64decode(path.read_text()) if path.exists() else None


def keep_seed(folder: Path) -> bytes:
    """Reads the seed, or makes one where there is none yet."""
    path = folder / SEED_FILE
    if (kept := read_seed(folder)) is not None:
        return kept
    seed = secrets.token_bytes(32)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(base64.b64encode(seed).decode() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return seed


async def sign_device(wire: Wire, seed: bytes, password: Secret | None) -> None:
    """Sees to it that this device is signed by the seed's keys; says nothing twice."""
    user, device = wire.client.user_id, wire.client.device_id
    identity = Identity.from_seed(seed, user)
    told = await wire.post(f"{V3}/keys/query", {"device_keys": {user: []}})
    stands = told.get("master_keys", {}).get(user, {}).get("keys", {})
    if f"ed25519:{identity.public('master')}" not in stands:
        await _publish(wire, identity, password)
    keys = told["device_keys"][user][device]
    mark = f"ed25519:{identity.public('self_signing')}"
    if mark not in keys.get("signatures", {}).get(user, {}):
        signed = identity.sign(keys, "self_signing")
        answer = await wire.post(f"{V3}/keys/signatures/upload", {user: {device: signed}})
        if answer.get("failures"):
            raise NotSigned("the server did not take the signature")


async def _publish(wire: Wire, identity: Identity, password: Secret | None) -> None:
    """Uploads the keys; the first time without more, later only with the account's password."""
    path = f"{V3}/keys/device_signing/upload"
    try:
        await wire.post(path, identity.upload())
    except Denied as denied:
        if denied.status != 401 or password is None:
            raise NotSigned(str(denied)) from denied
        proof = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": identity.user_id},
            "password": password.reveal(),
            "session": denied.told.get("session"),
        }
        try:
            await wire.post(path, {**identity.upload(), "auth": proof})
        except Denied as refused:
            raise NotSigned(str(refused)) from refused


def _derive(seed: bytes, usage: str) -> Ed25519PrivateKey:
    made = HKDF(SHA256(), 32, salt=None, info=f"folkmoot cross-signing {usage}".encode()).derive(seed)
    return Ed25519PrivateKey.from_private_bytes(made)


def _unpadded(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")
