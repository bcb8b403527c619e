"""What `python -m bot check` looks at on Matrix, each with the way to mend it."""

from __future__ import annotations

from pathlib import Path

from bot.api.secret import Secret
from bot.platforms import Finding, Refused, Unreachable
from bot.platforms.matrix.device import Device, Login
from bot.platforms.matrix.settings import MatrixSettings
from bot.platforms.matrix.signing import SEED_FILE, Identity, read_seed
from bot.platforms.matrix.wire import V3, Denied, Wire


async def check(
    settings: MatrixSettings, password: Secret | None, token: Secret | None, folder: Path
) -> list[Finding]:
    """Homeserver, log-in, the device's keys and signature, and whose invitations are taken."""
    if password is None and token is None:
        mend = "Set FOLKMOOT_MATRIX_PASSWORD or FOLKMOOT_MATRIX_TOKEN, or their files under [matrix]."
        return [Finding("Matrix: password or token", False, mend)]
    login = Login(settings, password, token, folder)
    wire = login.wire()
    try:
        return [*await _look(wire, login), _invitations(settings)]
    except Unreachable as trouble:
        mend = f"Can't be reached ({trouble.reason}). Look at matrix.homeserver, proxy and the network."
        return [Finding("Matrix: homeserver", False, mend)]
    finally:
        await wire.client.close()


async def _look(wire: Wire, login: Login) -> list[Finding]:
    try:
        versions = await wire.get("/_matrix/client/versions")
    except Denied:
        versions = {}
    if "versions" not in versions:
        return [Finding("Matrix: homeserver", False, "matrix.homeserver is the address of no Matrix server.")]
    before = login.read()
    try:
        device = await login.device(wire)
    except Refused as refusal:
        return [Finding("Matrix: log-in", False, refusal.reason)]
    findings = [Finding(f"Matrix: logged in as {device.user_id}", True)]
    try:
        await login.check_keys(wire, device)
        findings.append(Finding("Matrix: the keys of the device are here", True))
        findings.append(await _signature(wire, login, device))
    except Refused as refusal:
        findings.append(Finding("Matrix: keys of the device", False, refusal.reason))
    if before is None and login.token is None:
        await wire.post(f"{V3}/logout", {})  # a look leaves no device behind
    return findings


async def _signature(wire: Wire, login: Login, device: Device) -> Finding:
    """Whether clients that refuse unsigned devices will trust this one."""
    what = "Matrix: the device is signed by its account"
    told = await wire.post(f"{V3}/keys/query", {"device_keys": {device.user_id: []}})
    stands = told.get("master_keys", {}).get(device.user_id, {}).get("keys", {})
    seed = read_seed(login.folder)
    ours = (
        seed is not None and f"ed25519:{Identity.from_seed(seed, device.user_id).public('master')}" in stands
    )
    if ours or not stands or login.password is not None:
        return Finding(what, True)
    mend = (
        f"Other cross-signing keys stand for this account. Put {SEED_FILE} back into {login.settings.store}, "
        "or set the account's password once, so that the bot can replace them."
    )
    return Finding(what, False, mend)


def _invitations(settings: MatrixSettings) -> Finding:
    if settings.invite_from:
        return Finding(f"Matrix: takes invitations from {', '.join(settings.invite_from)}", True)
    mend = 'Nobody can invite the bot. Set matrix.invite_from, for example to ["*:example.org"].'
    return Finding("Matrix: invitations", False, mend)
