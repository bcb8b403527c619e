"""The whole bot in real rooms: votes that survive SIGKILL, and posts that are sent once."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections import Counter
from typing import Any
from urllib.parse import quote

from tests.matrix.bot_process import BotProcess
from tests.matrix.conftest import BareEnters, BotStarts, JsEnters
from tests.matrix.person import BarePerson, JsPerson, Seen
from tests.matrix.synapse import Synapse

CROWD, MARKS = 60, ("✅", "❌", "⚪", "👍", "👎")
CHOICES = {"✅": "For", "❌": "Against", "⚪": "Abstain", "👍": "For", "👎": "Against"}


async def assembled(ana: JsPerson, moot: BotProcess, others: list[JsPerson | BarePerson], **how: Any) -> str:
    """A room where an assembly was founded whose votes may be short, with everybody in it."""
    room = await ana.create(invite=[moot.user_id], **how)
    await ana.wait(room, "I am Folkmoot", sender=moot.user_id)
    for person in others:
        await person.join(room)
    await ana.send(room, "!assembly found Depot")
    await ana.wait(room, "Depot is founded", sender=moot.user_id)
    await ana.send(room, "!assembly settings shortest:0h")
    await ana.wait(room, "Changed in Depot", sender=moot.user_id)
    return room


async def posts(ana: JsPerson, room: str, moot: BotProcess, words: str) -> list[Seen]:
    """The bot's own messages with these words, without edits."""
    seen = await ana.messages(room, "m.room.message")
    own = [m for m in seen if m.sender == moot.user_id and m.relation.get("rel_type") != "m.replace"]
    return [m for m in own if re.search(words, m.body)]


def counts(body: str) -> dict[str, int]:
    """The tally as a card shows it."""
    return {
        label: int(n) for label, n in re.findall(r"^(For|Against|Abstain) +[█░]+ +(\d+)$", body, re.MULTILINE)
    }


async def test_a_vote_survives_a_kill_and_is_closed_early(
    js: JsEnters, bare: BareEnters, start_bot: BotStarts
) -> None:
    moot, ana, ben = await start_bot(), await js("ana", strict=True), await js("ben")
    chi, dara, eli, fay = [await bare(name) for name in ("chi", "dara", "eli", "fay")]
    room = await assembled(ana, moot, [ben, chi, dara, eli, fay], version="11")
    await ben.send(room, "!motion propose Buy a kettle quorum:3 threshold:2/3")
    draft = await ana.wait(room, "a draft", sender=moot.user_id)
    await chi.react(room, draft.id, "✅")  # counts nothing
    await ana.send(room, "!motion second 1")
    vote = await ana.wait(room, "vote until", sender=moot.user_id)
    assert counts(vote.body) == {"For": 0, "Against": 0, "Abstain": 0}
    await ana.react(room, vote.id, "✅")
    await ben.send(room, "!vote 1 for")
    await chi.react(room, vote.id, "👎")
    await chi.react(room, vote.id, "👍🏽")
    taken = await dara.react(room, vote.id, "✅")
    await eli.react(room, vote.id, "❌")
    await dara.redact(room, taken)
    await ana.wait(room, "For +█+░* +3\nAgainst +█+░* +1\n", replaces=vote.id)
    await ana.kick(room, eli.user_id)
    await moot.kill()
    await fay.react(room, vote.id, "✅")
    await dara.react(room, vote.id, "❌")
    await moot.start(anew=True)
    await ana.wait(room, "For +█+░* +4\nAgainst +█+░* +2\n", replaces=vote.id)
    await ana.send(room, "!motion close 1")
    result = await ana.wait(room, "is carried", sender=moot.user_id, relates=vote.id)
    assert "For 4, against 2, abstain 0" in result.body
    await ana.wait(room, "carried", replaces=vote.id)
    for words in ("a draft", "^Motion 1 · (vote|carried)", "is carried"):
        assert len(await posts(ana, room, moot, words)) == (0 if words == "a draft" else 1)
    assert "kettle" not in moot.words().casefold()


async def test_a_burst_of_300_reactions_with_a_kill_in_its_middle(
    js: JsEnters, bare: BareEnters, start_bot: BotStarts, synapse: Synapse
) -> None:
    moot, ana = await start_bot(), await js("ana")
    crowd = [await bare("crowd") for _ in range(CROWD)]
    room = await assembled(ana, moot, [])
    await asyncio.gather(*(person.join(room) for person in crowd))
    await ana.send(room, "!motion propose Buy a kettle seconds:0")
    vote = await ana.wait(room, "vote until", sender=moot.user_id)
    half = asyncio.Event()
    sent = 0

    async def waver(person: BarePerson, marks: tuple[str, ...]) -> None:
        nonlocal sent
        for mark in marks:
            await person.react(room, vote.id, mark)
            sent += 1
            if sent >= CROWD * len(MARKS) // 2:
                half.set()

    orders = itertools.cycle(list(itertools.permutations(MARKS))[::7])
    burst = asyncio.gather(*(waver(person, next(orders)) for person in crowd))
    await half.wait()
    await moot.kill()
    await burst
    await moot.start()
    expected = standing(synapse, ana, room, vote.id)
    pattern = "".join(f"{label} +[█░]+ +{expected[label]}\n" for label in ("For", "Against", "Abstain"))
    await ana.wait(room, pattern, replaces=vote.id)
    await ana.send(room, "!motion close 1")
    result = await ana.wait(room, "Motion 1 is", sender=moot.user_id, relates=vote.id)
    told = "For {For}, against {Against}, abstain {Abstain}".format(**expected)
    assert told in result.body
    assert sum(expected.values()) == CROWD


def standing(server: Synapse, ana: JsPerson, room: str, message: str) -> Counter[str]:
    """What the server holds: everyone's last reaction."""
    target = f"{quote(room)}/relations/{quote(message)}/m.annotation/m.reaction"
    path = f"/_matrix/client/v1/rooms/{target}?limit=1000"
    last: dict[str, tuple[int, str]] = {}
    for event in server.request("GET", path, token=ana.login.token)["chunk"]:
        if "crowd" in event["sender"]:
            told = (event["origin_server_ts"], event["content"]["m.relates_to"]["key"])
            last[event["sender"]] = max(last.get(event["sender"], told), told)
    return Counter(
        {label: sum(CHOICES[key] == label for _, key in last.values()) for label in CHOICES.values()}
    )


async def test_killed_at_any_moment_each_post_is_sent_once(js: JsEnters, start_bot: BotStarts) -> None:
    moot, ana, ben = await start_bot(), await js("ana"), await js("ben")
    room = await assembled(ana, moot, [ben], encrypted=True)
    for number, (person, delay) in enumerate([(ana, 0.02), (ben, 0.06), (ana, 0.15)], start=1):
        await person.send(room, f"!motion propose Kettle number {number}")
        await asyncio.sleep(delay)  # not waiting for anything: the moment of the kill
        await moot.kill()
        await moot.start()
        await ana.wait(room, f"a draft.*Kettle number {number}", sender=moot.user_id)
    for number in range(1, 4):
        assert len(await posts(ana, room, moot, f"a draft.*\nKettle number {number}")) == 1
