"""The tests' own tools: a homeserver that restarts, and people who hear each other."""

import json
import os
import subprocess
import sys
import urllib.error

import psutil
import pytest

from tests.matrix import synapse as servers
from tests.matrix.conftest import BareEnters, JsEnters, NioEnters, Register
from tests.matrix.person import Refused
from tests.matrix.synapse import MANY, Synapse

VERSIONS = pytest.mark.parametrize("version", ["11", "12"])
LEFT_BEHIND = """
import os, signal
from tests.matrix.synapse import Synapse
server = Synapse()
server.start()
print(server._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_server_keeps_accounts_over_restart_and_kill(strict_synapse: Synapse) -> None:
    ana = strict_synapse.register("keeper")
    whoami = "/_matrix/client/v3/account/whoami"
    strict_synapse.restart()
    assert strict_synapse.request("GET", whoami, token=ana.token)["user_id"] == ana.user_id
    strict_synapse.kill()
    strict_synapse.start()
    assert strict_synapse.request("GET", whoami, token=ana.token)["device_id"] == ana.device_id


def test_leftover_of_a_killed_run_is_ended() -> None:
    if not servers.PYTHON.exists():
        pytest.skip("needs-environment: Synapse is not installed (bash tests/environments.sh)")
    env = {**os.environ, "PYTHONPATH": str(servers.REPOSITORY)}
    run = subprocess.run([sys.executable, "-c", LEFT_BEHIND], stdout=subprocess.PIPE, env=env)
    left = psutil.Process(int(run.stdout))
    assert left.is_running()
    assert servers.end_leftovers() >= 1
    left.wait(10)
    assert not left.is_running()


def test_default_limits_bind_and_raised_ones_do_not(synapse: Synapse, strict_synapse: Synapse) -> None:
    def say(server: Synapse, times: int) -> None:
        ana = server.register("limited")
        room = server.request("POST", "/_matrix/client/v3/createRoom", {}, ana.token)["room_id"]
        for number in range(times):
            path = f"/_matrix/client/v3/rooms/{room}/send/m.room.message/{number}"
            server.request("PUT", path, {"msgtype": "m.text", "body": "hm"}, ana.token)

    say(synapse, 15)
    with pytest.raises(urllib.error.HTTPError) as refused:
        say(strict_synapse, 15)
    assert refused.value.code == 429
    assert json.loads(refused.value.__notes__[0])["retry_after_ms"] > 0
    assert MANY["burst_count"] > 15


@VERSIONS
async def test_people_talk_in_the_open(js: JsEnters, nio_person: NioEnters, version: str) -> None:
    ana, ben = await js("ana"), await nio_person("ben")
    room = await ana.create("Depot", version=version)
    await ben.join(room)
    said = await ana.send(room, "Good morning", html="<b>Good</b> morning")
    assert (await ben.wait(room, "Good morning")).id == said
    reaction = await ben.react(room, said, "✅")
    await ana.wait(room, type="m.reaction", sender=ben.user_id)
    await ana.redact(room, reaction)
    await ana.wait(room, type="m.room.redaction")
    assert ben.user_id in await ana.members(room)
    created = next(one for one in await ana.messages(room) if one.type == "m.room.create")
    assert created.content["room_version"] == version


@VERSIONS
async def test_people_talk_in_private(js: JsEnters, nio_person: NioEnters, version: str) -> None:
    ana, ben, chi = await js("ana"), await nio_person("ben"), await js("chi", strict=True)
    room = await ana.create("Depot", version=version, encrypted=True)
    await ben.join(room)
    await chi.join(room)
    said = await ana.send(room, "Between us")
    heard = await chi.wait(room, "Between us")
    assert (heard.id, heard.encrypted, heard.shield) == (said, True, "none")
    assert await chi.trust(ana.user_id, ana.login.device_id)
    assert not await chi.trust(ben.user_id, ben.login.device_id)
    await ben.send(room, "From a device that nobody signed")
    kept_out = await chi.wait(room, undecrypted=True, sender=ben.user_id)
    assert kept_out.failure
    assert (await ana.wait(room, "nobody signed")).shield == "red"


async def test_a_withdrawal_can_carry_a_null_reason(js: JsEnters, bare: BareEnters) -> None:
    ana, ben = await js("ana"), await bare("ben")
    room = await ana.create()
    await ben.join(room)
    said = await ana.send(room, "Hm")
    reaction = await ben.react(room, said, "👍")
    withdrawal = await ben.redact(room, reaction)
    seen = await ana.wait(room, type="m.room.redaction", sender=ben.user_id)
    assert seen.id == withdrawal
    assert seen.content["reason"] is None


async def test_waiting_in_vain_ends(js: JsEnters) -> None:
    ana = await js("ana", crypto=False)
    room = await ana.create()
    with pytest.raises(Refused, match="waited 100 ms"):
        await ana.wait(room, "never said", timeout=100)


async def test_kick_invitation_and_power(js: JsEnters, register: Register) -> None:
    ana, ben = await js("ana"), await js("ben")
    room = await ana.create(open=False, direct=True)
    await ana.invite(room, ben.user_id)
    assert await ben.invited(sender=ana.user_id) == room
    await ben.join(room)
    await ana.power(room, ben.user_id, 50)
    levels = await ana.request("GET", f"/rooms/{room}/state/m.room.power_levels")
    assert levels["users"][ben.user_id] == 50
    await ana.kick(room, ben.user_id)
    assert await ana.members(room) == [ana.user_id]
