"""Files that answers hand over on Matrix: closed in encrypted rooms, with the key for those in them."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from typing import Any

import nio
from nio.crypto.attachments import decrypt_attachment

from bot.verifying import verified
from tests.matrix.conftest import BotStarts, JsEnters, NioEnters
from tests.matrix.nio_person import NioPerson
from tests.matrix.test_private_words import welcome_to
from tests.matrix.test_votes import assembled


async def downloaded(person: NioPerson, url: str) -> bytes:
    answer = await person.client.download(mxc=url)
    assert isinstance(answer, nio.DownloadResponse), answer
    return bytes(answer.body)


def opened(sealed: bytes, file: dict[str, Any]) -> bytes:
    return decrypt_attachment(sealed, file["key"]["k"], file["hashes"]["sha256"], file["iv"])


async def decided(room: str, ana: Any, moot: Any) -> None:
    await ana.send(room, "!motion propose Buy a kettle seconds:0")
    await ana.wait(room, "vote until", sender=moot.user_id)
    await ana.send(room, "!vote 1 for")
    await ana.send(room, "!motion close 1")
    await ana.wait(room, "is carried", sender=moot.user_id)


async def test_another_client_downloads_and_opens_the_file_of_an_encrypted_room(
    js: JsEnters, nio_person: NioEnters, start_bot: BotStarts
) -> None:
    moot, ana, ben = await start_bot(), await js("ana"), await nio_person("ben")
    room = await assembled(ana, moot, [], encrypted=True)
    await ben.join(room)
    await decided(room, ana, moot)
    asked = await ben.send(room, "!motion export 1")
    said = await ben.wait(room, r"^motion-1\.json$", sender=moot.user_id)
    assert said.decrypted
    assert said.content["msgtype"] == "m.file"
    assert said.content["info"]["mimetype"] == "application/json"
    assert "url" not in said.content
    assert said.relation["m.in_reply_to"]["event_id"] == asked
    file = said.content["file"]
    sealed = await downloaded(ben, file["url"])
    assert b"folkmoot" not in sealed
    content = opened(sealed, file)
    assert len(content) == said.content["info"]["size"]
    checked = verified(content)
    assert checked.code == 0, checked.lines
    assert checked.lines[0].startswith("The result of motion 1 holds: carried. For 1,")


async def test_in_an_open_room_it_is_an_ordinary_file(
    js: JsEnters, nio_person: NioEnters, start_bot: BotStarts
) -> None:
    moot, ana, ben = await start_bot(), await js("ana"), await nio_person("ben")
    room = await assembled(ana, moot, [])
    await ben.join(room)
    await decided(room, ana, moot)
    await ben.send(room, "!motion export 1")
    said = await ben.wait(room, r"^motion-1\.json$", sender=moot.user_id)
    assert "file" not in said.content
    assert verified(await downloaded(ben, said.content["url"])).code == 0


async def test_a_copy_of_what_is_kept_is_taken_away_again(js: JsEnters, start_bot: BotStarts) -> None:
    moot, ana, ben = await start_bot(), await js("ana"), await js("ben")
    room = await assembled(ana, moot, [ben])
    await ben.send(room, "!member join")
    await ben.wait(room, "on the roll of", sender=moot.user_id)
    direct = await welcome_to(ben, moot.user_id)
    await ben.send(direct, "!member export-me")
    await ben.wait(direct, "what-is-kept-about-me.json", sender=moot.user_id)
    await moot.stop()
    with closing(sqlite3.connect(moot.folder / "moot.db")) as native, native:
        assert len(native.execute("UPDATE fleeting SET due_at = 0 RETURNING id").fetchall()) == 1
    await moot.start()
    await ben.wait(direct, type="m.room.redaction", sender=moot.user_id)


async def test_a_chart_is_a_picture_whose_words_say_what_is_on_it(js: JsEnters, start_bot: BotStarts) -> None:
    moot, ana = await start_bot(), await js("ana")
    room = await assembled(ana, moot, [])
    await ana.send(room, "!campaign start Free Erlan goal:10")
    await ana.wait(room, "0 of 10", sender=moot.user_id)
    with closing(sqlite3.connect(moot.folder / "moot.db")) as native, native:
        hour = int(time.time()) // 3600
        for person in range(100, 107):
            native.execute(
                "INSERT INTO signatures (campaign, person, version, standing, shown, marks, hour) "
                "VALUES (1, ?, 1, 1, 0, 0, ?)",
                (person, hour),
            )
        shown = json.dumps({"total": 7, "vouched": 0, "rows": {"day": {str(hour // 24): [5, 0]}}})
        native.execute("INSERT INTO campaign_breakdowns (campaign, shown, at) VALUES (1, ?, 0)", (shown,))
    await ana.send(room, "!campaign tally erlan")
    said = await ana.wait(room, "^Signatures over time: from 0 on", sender=moot.user_id)
    assert said.content["msgtype"] == "m.image"
    assert said.content["filename"] == "campaign-1.png"
    assert said.content["info"]["mimetype"] == "image/png"
    assert said.content["info"]["w"] > said.content["info"]["h"] > 0
