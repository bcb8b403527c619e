"""The bot's device: the same one after every start, signed by its owner, never silent without saying why."""

from __future__ import annotations

import shutil
import stat
from datetime import timedelta

import pytest

from bot.api.secret import Secret
from bot.platforms import Refused
from bot.platforms.matrix.device import DEVICE_FILE
from bot.platforms.matrix.signing import SEED_FILE
from tests.matrix.conftest import FaceStarts, JsEnters, Register
from tests.matrix.running import RunningFace
from tests.matrix.test_talking import welcome


async def test_reads_after_a_restart_what_was_said_meanwhile(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana", strict=True)
    room = await welcome(ana, moot, encrypted=True)
    device = moot.device_id
    await moot.stop()
    said = await ana.send(room, "!vote 12 for")
    await moot.start()
    answer = await ana.wait(room, "You said vote 12 for", relates=said)
    assert (moot.device_id, answer.shield) == (device, "none")
    devices = await ana.request("POST", "/keys/query", {"device_keys": {moot.user_id: []}})
    assert device in devices["device_keys"][moot.user_id]


async def test_files_are_for_the_bot_alone(start_face: FaceStarts) -> None:
    moot = await start_face()
    store = moot.folder / moot.settings.store
    await moot.stop()
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in store.iterdir()}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    assert {SEED_FILE, DEVICE_FILE, f"{moot.device_id}.db"} <= set(modes)


async def test_refuses_to_start_without_the_keys_of_its_device(start_face: FaceStarts) -> None:
    moot = await start_face()
    await moot.stop()
    (moot.folder / moot.settings.store / f"{moot.device_id}.db").unlink()
    with pytest.raises(Refused, match=f"keys of Matrix device {moot.device_id} are missing"):
        await moot.start()


async def test_a_token_whose_device_spoke_elsewhere_is_refused(
    start_face: FaceStarts, register: Register
) -> None:
    moot = await start_face(register("moot"))
    await moot.stop()
    other = RunningFace(moot.login, moot.folder.with_name("elsewhere"))
    other.password, other.token = None, Secret(moot.kept_token)
    with pytest.raises(Refused, match=f"keys of Matrix device {moot.device_id} are missing"):
        await other.start()
    other.token = Secret("syt_no_such_token")
    with pytest.raises(Refused, match=r"does not take matrix\.token"):
        await other.start()


async def test_a_fresh_token_serves_without_a_password(
    js: JsEnters, register: Register, start_face: FaceStarts
) -> None:
    login = register("moot")
    moot = RunningFace(login, (await start_face()).folder.with_name("token"))
    moot.password, moot.token = None, Secret(login.token)
    await moot.start()
    ana = await js("ana", strict=True)
    room = await welcome(ana, moot, encrypted=True)
    await ana.send(room, "!motion list")
    assert (await ana.wait(room, "You said motion list")).shield == "none"
    assert moot.device_id == login.device_id
    assert login.token not in (moot.folder / moot.settings.store / DEVICE_FILE).read_text()
    await moot.stop()


async def test_logged_out_from_elsewhere_it_comes_back_on_the_same_device(
    js: JsEnters, start_face: FaceStarts
) -> None:
    moot, ana = await start_face(), await js("ana", strict=True)
    room = await welcome(ana, moot, encrypted=True)
    device = moot.device_id
    await moot.stop()
    moot.log_out()
    await moot.start()
    assert moot.device_id == device
    await ana.send(room, "!motion list")
    assert (await ana.wait(room, "You said motion list")).shield == "none"


async def test_logged_out_while_it_runs_it_logs_in_again(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana", strict=True)
    room = await welcome(ana, moot, encrypted=True)
    device, caught = moot.device_id, moot.door.caught
    moot.log_out()
    await moot.door.until(lambda: moot.door.caught > caught)
    said = await ana.send(room, "!motion list")
    assert (await ana.wait(room, "You said motion list", relates=said)).shield == "none"
    assert moot.device_id == device


async def test_a_restored_bot_is_the_same_person_at_a_new_device(
    js: JsEnters, start_face: FaceStarts
) -> None:
    moot, ana = await start_face(), await js("ana", strict=True)
    room = await welcome(ana, moot, encrypted=True)
    before = await ana.request("POST", "/keys/query", {"device_keys": {moot.user_id: []}})
    await moot.stop()
    restored = RunningFace(moot.login, moot.folder.with_name("restored"))
    store = restored.folder / restored.settings.store
    store.mkdir(parents=True)
    shutil.copy(moot.folder / moot.settings.store / SEED_FILE, store)
    await restored.start()
    after = await ana.request("POST", "/keys/query", {"device_keys": {moot.user_id: []}})
    assert after["master_keys"] == before["master_keys"]
    assert restored.device_id != moot.device_id
    said = await ana.send(room, "!motion list")
    assert (await ana.wait(room, "You said motion list", relates=said)).shield == "none"
    await restored.stop()


async def test_keys_made_elsewhere_are_replaced_with_the_password(
    js: JsEnters, start_face: FaceStarts
) -> None:
    moot, ana = await start_face(), await js("ana", strict=True)
    await moot.stop()
    (moot.folder / moot.settings.store / SEED_FILE).unlink()
    await moot.start()
    room = await welcome(ana, moot, encrypted=True)
    assert (await ana.wait(room, "I am Folkmoot")).shield == "none"


async def test_unreadable_is_said_once(
    js: JsEnters, start_face: FaceStarts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.matrix.listening.KEYS_MAY_COME", timedelta(seconds=1))
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot, encrypted=True)
    gibberish = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "ciphertext": "AwgAEoABgibberish",
        "device_id": ana.login.device_id,
        "sender_key": "a" * 43,
        "session_id": "b" * 43,
    }
    for number in range(2):
        await ana.request("PUT", f"/rooms/{room}/send/m.room.encrypted/gibberish{number}", gibberish)
    await ana.wait(room, "I could not read that", sender=moot.user_id)
    said = await ana.send(room, "!motion list")
    await ana.wait(room, "You said", relates=said)
    told = [m for m in await ana.messages(room, "m.room.message") if "I could not read that" in m.body]
    assert len(told) == 1
