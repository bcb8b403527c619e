"""What thirty people decide on every face: by consensus, with amendments, and in secret through two kills."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from tests.recounts import assert_apart, assert_listed, assert_voted, recount, verify
from tests.stages import Slip, Stage

T = TypeVar("T")
NAMES = (
    *("ana", "ben", "chi", "dara", "eli", "fay", "gus", "hana", "ivo", "jun"),
    *("kim", "lea", "mia", "noa", "oli", "pia", "quin", "rosa", "sam", "tia"),
    *("uma", "vik", "wes", "xia", "yara", "zoe", "ada", "bo", "cem", "dov"),
)
DEADLINE = 180.0
MARKS = {"For": "✅", "Against": "❌", "Abstain": "⚪", "Stand aside": "🟡"}
REASON = "the ward would stand empty at night"
_ROW = re.compile(r"^\W*(For|Against|Abstain|Stand aside|Block)\W+(\d+)\s*$", re.MULTILINE)


TEXT = "We ask for the first of May off."
ACCEPTED = "We ask for the first of May off, paid in full."
AMENDED = "We ask for the first and second of May off, paid in full."
ENDED = {"1": "lost", "2": "carried", "3.2": "carried", "3": "carried", "4": "carried"}
"""How each motion of the story ends."""
RECEIPT = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


async def come(look: Callable[[], Awaitable[T | None]], what: Callable[[], str] | str) -> T:
    """What look finds, once it finds it."""
    try:
        async with asyncio.timeout(DEADLINE):
            while True:
                if (found := await look()) is not None:
                    return found
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"never came: {what if isinstance(what, str) else what()}") from None


async def post_with(stage: Stage, *words: str) -> str:
    """The newest post that says all these words, once it is there."""
    seen: Sequence[str] = ()

    async def look() -> str | None:
        nonlocal seen
        seen = await stage.posts()
        return next((text for text in reversed(seen) if all(word in text for word in words)), None)

    return await come(look, lambda: f"{words} in {seen[-3:]}")


def counts_on(text: str) -> Counter[str]:
    """The tally that a card shows, without zeros."""
    return +Counter({label: int(count) for label, count in _ROW.findall(text)})


async def counted(stage: Stage, number: str, votes: Mapping[str, str]) -> None:
    """Returns once all these votes are counted, as anyone may read."""
    wanted, told = Counter(votes.values()), ""

    async def look() -> bool | None:
        nonlocal told
        told = await stage.ask("ana", "motion show", number=number)
        return True if counts_on(told) == wanted else None

    await come(look, lambda: f"{wanted} on {told}")


async def decide(stage: Stage, number: str, votes: Mapping[str, str], result: str) -> str:
    """All vote in the open, and Ana closes the vote as nobody is left; the post of the result."""
    await post_with(stage, open_card(number))
    await stage.vote(votes, number)
    await counted(stage, number, votes)
    await stage.say("ana", f"motion close {number}")
    return await post_with(stage, f" {number} is {result}")


def open_card(number: str) -> str:
    """How the card begins on which a motion or an amendment is voted."""
    whole, _, part = number.partition(".")
    return f"Amendment {number} to motion {whole} · vote until" if part else f"Motion {number} · vote until"


def typed(choice: str) -> str:
    """A choice as people type it."""
    return choice.lower().replace(" ", "-")


def all_but(usual: str, **others: str) -> dict[str, str]:
    """Everybody's votes: the usual one, but for those who are named."""
    return {name: others.get(name, usual) for name in NAMES}


async def play(stage: Stage) -> Mapping[str, str]:
    """The three decisions, one after the other, each checked from its file; how every motion ended."""
    await stage.found()
    await by_consensus(stage)
    await with_amendments(stage)
    slips = await in_secret(stage)
    first = await checked(stage, "1", "lost", {"aye": 28, "abstain": 1, "block": 1})
    second = await checked(stage, "2", "carried", {"aye": 28, "abstain": 1, "stand-aside": 1})
    amended = await checked(stage, "3.2", "carried", {"aye": 17, "no": 13})
    main = await checked(stage, "3", "carried", {"aye": 21, "no": 6, "abstain": 3})
    assert main["texts"]["3"]["text"] == AMENDED
    record = await checked(stage, "4", "carried", {"aye": 20, "no": 9, "abstain": 1})
    assert_listed(record, {slip.receipt: slip.choice for slip in slips.values()}, len(NAMES))
    assert_apart(stage.database, [slip.receipt for slip in slips.values()])
    records = {"1": first, "2": second, "3.2": amended, "3": main, "4": record}
    return {number: recount(each["decided"])[0] for number, each in records.items()}


async def by_consensus(stage: Stage) -> None:
    """One blocks, so it is worded anew; then one stands aside and it is carried."""
    await stage.say("ben", 'motion propose "Two nurses leave at ten" threshold:consensus seconds:0')
    await post_with(stage, "Motion 1 · vote until")
    await stage.react("fay", "1", "🛑")
    await stage.ask("fay", "ballot block", number="1", reason=REASON)
    lost = await decide(stage, "1", all_but("For", fay="Block", gus="Abstain"), "not carried:")
    assert "1 blocked it" in lost, lost
    assert REASON in await stage.ask("ana", "motion show", number="1")
    await stage.say("ben", 'motion propose "Two nurses leave once two came" threshold:consensus seconds:0')
    carried = await decide(stage, "2", all_but("For", fay="Stand aside", gus="Abstain"), "carried:")
    assert "stand aside 1" in carried, carried


async def with_amendments(stage: Stage) -> None:
    """The mover accepts one, the assembly votes on the other, and then on what the motion has become."""
    await stage.say("ben", f'motion propose "A day off" threshold:"2/3 of the roll" text:"{TEXT}"')
    await post_with(stage, "Motion 3 · a draft")
    await stage.say("chi", f"motion amend 3 {ACCEPTED}")
    await post_with(stage, "Amendment 3.1 to motion 3 · a draft")
    await stage.say("dara", "motion amend 3 We ask for the first and second of May off.")
    await post_with(stage, "Amendment 3.2 to motion 3 · a draft")
    await stage.say("ben", "motion accept 3.1")
    await post_with(stage, "Motion 3 has changed: amendment 3.1 is in it now")
    await stage.say("eli", "motion second 3.2")
    against = dict.fromkeys(NAMES[17:], "Against")
    await decide(stage, "3.2", all_but("For", **against), "carried;")
    await post_with(stage, "Motion 3 has changed: amendment 3.2 is in it now")
    await stage.say("eli", "motion second 3")
    card = await post_with(stage, "Motion 3 · vote until")
    assert AMENDED in card, card
    others = {**dict.fromkeys(NAMES[21:27], "Against"), **dict.fromkeys(NAMES[27:], "Abstain")}
    carried = await decide(stage, "3", all_but("For", **others), "carried:")
    assert "at least 20 of 30" in carried, carried


async def in_secret(stage: Stage) -> dict[str, Slip]:
    """Thirty vote in two steps, with two kills between; the slip that each of them cast last."""
    await stage.say("chi", 'motion propose "Strike on Friday" votes:secret quorum:2/3 seconds:0')
    card = await post_with(stage, "Motion 4 · vote until")
    assert not counts_on(card), card
    votes = {**all_but("For", dara="Abstain"), **dict.fromkeys(NAMES[21:], "Against")}
    cast = {"ben": await _one_changes_his_mind(stage), "chi": await _one_loses_her_phone(stage)}
    cast["dara"] = await _one_loses_her_receipt(stage)
    cast |= await _killed_between_the_steps(stage, {name: votes[name] for name in ("eli", "fay")})
    cast |= await _killed_in_a_crowd(stage, {n: c for n, c in votes.items() if n not in cast})
    assert_voted(stage.database, len(NAMES))
    assert not counts_on(await stage.ask("ana", "motion show", number="4"))
    await stage.say("ana", "motion close 4")
    result = await post_with(stage, "Motion 4 is carried:")
    assert "For 20, against 9, abstain 1." in result, result
    listed = await stage.ask("ben", "ballot receipt", number="4", receipt=cast["ben"].receipt)
    assert re.search(r"Your receipt is \w+ in the list: For\.", listed), listed
    return cast


async def _one_changes_his_mind(stage: Stage) -> Slip:
    slip = await _voted(stage, "ben", "Against")
    assert "Your vote is in" in await stage.change(slip, "For")
    slip.choice = "For"
    return slip


async def _one_loses_her_phone(stage: Stage) -> Slip:
    """She had pressed a choice and not cast it; who finds the phone later changes nothing with it."""
    lost = await stage.choose("chi", "4", "Against")
    slip = await _voted(stage, "chi", "For")
    assert "Your vote is in" not in await answered(stage, lost)
    assert lost.receipt != slip.receipt or not lost.receipt
    return slip


async def _one_loses_her_receipt(stage: Stage) -> Slip:
    """Her vote counts, and stays as it is."""
    slip = await _voted(stage, "dara", "Abstain")
    again = await stage.choose("dara", "4", "Against")
    assert "Your vote on motion 4 is in, and it counts." in again.words, again
    assert "only with the receipt" in again.words, again
    return slip


async def _killed_between_the_steps(stage: Stage, votes: Mapping[str, str]) -> dict[str, Slip]:
    slips = {name: await stage.choose(name, "4", choice) for name, choice in votes.items()}
    await stage.kill()
    assert_voted(stage.database, 3)
    await stage.start()
    for slip in slips.values():
        assert "Your vote is in" in await answered(stage, slip)
    return slips


async def _killed_in_a_crowd(stage: Stage, votes: Mapping[str, str]) -> dict[str, Slip]:
    """All cast at once and the bot is killed once some were answered; who was not presses again."""
    slips = await asyncio.gather(*(stage.choose(name, "4", choice) for name, choice in votes.items()))
    before = len(NAMES) - len(votes)
    casts = [asyncio.ensure_future(stage.cast(slip)) for slip in slips]
    await come(lambda: _some_done(casts, 5), "five answers")
    await stage.kill()
    told = [str(task.result()) for task in casts if task.done()]
    assert_voted(stage.database, before + sum("Your vote is in" in one for one in told), or_more=True)
    await stage.start()
    for slip, answer in zip(slips, await asyncio.gather(*casts), strict=True):
        assert "Your vote is in" in (answer or await answered(stage, slip))
    return {slip.name: slip for slip in slips}


async def answered(stage: Stage, slip: Slip) -> str:
    """Casts until there is an answer, as people press again; it is one ballot all the same."""
    return await come(lambda: stage.cast(slip), f"an answer to the vote of {slip.name}")


async def _some_done(casts: Sequence[asyncio.Future[str | None]], number: int) -> bool | None:
    return True if sum(task.done() for task in casts) >= number else None


async def _voted(stage: Stage, name: str, choice: str) -> Slip:
    slip = await stage.choose(name, "4", choice)
    assert f"You are about to vote {choice} on motion 4." in slip.words, slip
    assert "Your vote is in" in await answered(stage, slip)
    return slip


async def checked(stage: Stage, number: str, state: str, counts: Mapping[str, int]) -> dict[str, Any]:
    """The file of a decision, which an independent recount and `verify` both bear out."""
    content = await stage.export("ana", number)
    record: dict[str, Any] = json.loads(content)
    assert recount(record["decided"]) == (state, dict(counts)), record["decided"]["result"]
    code, words = await verify(stage.database.parent / "given" / f"motion-{number}.json", content)
    assert code == 0, words
    assert f"The result of motion {number} holds" in words, words
    return record
