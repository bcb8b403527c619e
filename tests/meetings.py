"""One meeting that each network lives through: called, reminded of, held, minuted, and its action chased."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TypeVar

T = TypeVar("T")
NAMES = ("ana", "ben", "chi", "dara", "eli", "fay")
IN_CHAT = ("ana", "ben", "chi")
"""Who has opened a chat with the bot."""
DEADLINE = 180.0
HOUR, MINUTES = 3600.0, 120.0
TITLE = "Works assembly"


class Stage(Protocol):
    """What a network lets people and the test do."""

    @property
    def database(self) -> Path: ...

    async def found(self) -> None:
        """Ana founds the assembly where it is morning(), with a shortest vote of 0.

        IN_CHAT are on its roll, and each of them has opened a chat with the bot.
        """
        ...

    async def say(self, name: str, line: str) -> None:
        """Types a command where everybody reads."""
        ...

    async def ask(self, name: str, command: str, **values: str) -> str:
        """Gives a command that others don't see, and returns what it answers."""
        ...

    async def react(self, name: str, words: str, mark: str) -> None:
        """Puts a mark under the newest post with these words."""
        ...

    async def unreact(self, name: str, words: str, mark: str) -> None: ...

    async def press(self, name: str, words: str, label: str, line: str) -> None:
        """Presses a button of the newest post with these words; without buttons, types the line."""
        ...

    async def press_alone(self, name: str, words: str, label: str) -> str:
        """Does what a button of a private message stands for; what it answers."""
        ...

    async def posts(self) -> Sequence[str]:
        """What stands in the room by the bot's hand, oldest first."""
        ...

    async def told(self, name: str) -> Sequence[str]:
        """What the bot has written in somebody's chat, oldest first."""
        ...

    def cut_off(self) -> AbstractAsyncContextManager[None]:
        """The network takes nothing in while this lasts; with its end everything goes on."""
        ...

    def go_by(self, ahead: float) -> None:
        """Has the bot's clock go so many seconds ahead of the machine's."""
        ...

    async def kill(self) -> None: ...

    async def start(self) -> None: ...


def morning() -> str:
    """A zone in which it is ten now, so that the day is long enough for all of it."""
    west = (datetime.now(UTC).hour + 2) % 24 - 12
    return f"Etc/GMT{west:+d}"


async def come(look: Callable[[], Awaitable[T | None]], what: Callable[[], str]) -> T:
    """What look finds, once it finds it."""
    try:
        async with asyncio.timeout(DEADLINE):
            while True:
                if (found := await look()) is not None:
                    return found
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"never came: {what()}") from None


async def reads(texts: Callable[[], Awaitable[Sequence[str]]], *words: str, but: str = "\0") -> str:
    """The newest text that says all these words but not that one, once it is there."""
    seen: Sequence[str] = ()

    async def look() -> str | None:
        nonlocal seen
        seen = await texts()
        fitting = [text for text in seen if all(word in text for word in words) and but not in text]
        return fitting[-1] if fitting else None

    return await come(look, lambda: f"{words} in {list(seen[-4:])}")


async def play(stage: Stage) -> Sequence[str]:
    """The whole story, with a kill between the claim of two alarms and their sending; all that was posted."""
    await stage.found()
    await called(stage)
    await reminded(stage)
    await started(stage)
    await speaking_in_turn(stage)
    await decided(stage)
    await ended(stage)
    await killed_while_it_rings(stage)
    return await chased(stage)


async def called(stage: Stage) -> None:
    """A call with one reminder, and three who say whether they come."""
    told = await stage.ask("ana", "meeting call", title=TITLE, when="3h", lead="1h", at="Canteen")
    assert "I remind you here 1 hour before." in told, told
    card = await reads(stage.posts, TITLE, "Where: Canteen")
    assert "Going 0 · maybe 0 · apologies 0." in card, card
    await stage.react("ben", "Where: Canteen", "✅")
    await stage.press("chi", "Where: Canteen", "Maybe", "rsvp 1 maybe")
    await stage.say("dara", "rsvp 1 apologies")
    await reads(stage.posts, "Called by", "Going 1 · maybe 1 · apologies 1.")
    told = await stage.ask("ben", "remind me", when="2h", text="Bring the milk")
    assert "I will remind you" in told and "Bring the milk" in told, told


async def reminded(stage: Stage) -> None:
    """An hour before: the room, who comes and who has not answered; one's own reminder is put off."""
    stage.go_by(2 * HOUR)
    lead = await reads(stage.posts, f"{TITLE} begins", "Where: Canteen", "Going 1 · maybe 1 · apologies 1.")
    assert "should have" not in lead and not any(name in lead for name in NAMES), lead
    assert "You said: Going." in await reads(lambda: stage.told("ben"), f"{TITLE} begins")
    assert "You said: Maybe." in await reads(lambda: stage.told("chi"), f"{TITLE} begins")
    assert "Do you come?" in await reads(lambda: stage.told("ana"), f"{TITLE} begins")
    for name in ("eli", "fay"):
        assert not any(TITLE in text for text in await stage.told(name))
    await reads(lambda: stage.told("ben"), "Reminder 1", "Bring the milk", but="I will remind you")
    put_off = await stage.press_alone("ben", "Bring the milk", "In 10 minutes")
    assert "I will remind you again" in put_off, put_off
    stage.go_by(3 * HOUR)
    await reads(lambda: stage.told("ben"), "Bring the milk", "This should have reached you")


async def started(stage: Stage) -> None:
    """Ana starts it and facilitates, others say that they are here, and Chi takes notes."""
    await stage.say("ana", "meeting start")
    await reads(stage.posts, TITLE, "since", "1 person is here.")
    await stage.press("ben", "React ✋ to speak", "I am here", "here")
    await stage.say("chi", "here")
    await reads(stage.posts, "since", "3 people are here.")
    await stage.press("chi", "React ✋ to speak", "I take notes", "meeting role note-taker")
    await reads(stage.posts, "since", "Note-taker: chi")
    await stage.press("ana", "React ✋ to speak", "I facilitate", "meeting role facilitator")
    await reads(stage.posts, "since", "Facilitator: ana")
    await stage.say("ana", "agenda next")
    await reads(stage.posts, "1. Opening")


async def speaking_in_turn(stage: Stage) -> None:
    """Five hands, three of them by reaction: a point of order goes first, and one is taken down."""
    waiting = "{} people wait to speak."
    for number, name in enumerate(("ben", "chi", "dara"), start=1):
        await stage.react(name, "React ✋ to speak", "✋")
        said = "1 person waits to speak." if number == 1 else waiting.format(number)
        await reads(stage.posts, "since", said)
    await stage.say("eli", "hand up")
    await reads(stage.posts, "since", waiting.format(4))
    await stage.say("fay", "hand up point")
    await reads(stage.posts, "since", waiting.format(5), "6 people are here.")
    await stage.say("ana", "stack next")
    stack = await reads(stage.posts, "Speaking: ", "(has not spoken yet)")
    assert stack.count("(has not spoken yet)") == 4, stack
    assert stack.index("fay") < stack.index("ben") < stack.index("chi") < stack.index("eli"), stack
    await stage.unreact("dara", "React ✋ to speak", "✋")
    await reads(stage.posts, "since", waiting.format(3))
    await stage.say("ana", "stack next")
    await reads(stage.posts, "Speaking: ", "Who speaks next: ", "eli")


async def decided(stage: Stage) -> None:
    """What the minutes gather by themselves, and what Chi notes."""
    await stage.say("ben", 'motion propose "Buy a kettle" seconds:0')
    await reads(stage.posts, "Motion 1 · vote until")
    for name in ("ana", "ben", "chi"):
        await stage.react(name, "Motion 1 · vote until", "✅")
    await reads(stage.posts, "Motion 1 · vote until", "has 3.")
    await stage.say("ana", "motion close 1")
    await reads(stage.posts, "Voting on motion 1 ")  # closes in a minute, or is over as all have voted
    stage.go_by(3 * HOUR + MINUTES)
    await reads(stage.posts, "Motion 1 is carried: Buy a kettle")
    await stage.ask("chi", "note", text="The old one is broken")
    await stage.ask("chi", "decided", text="We meet on Fridays")
    await stage.say("chi", 'action add "Bring the banner" by:3h')
    await reads(stage.posts, "Action 1 · due on", "Nobody has it yet.")
    await stage.press("ben", "Action 1 · due on", "I will", "action take 1")
    await reads(stage.posts, "Action 1 · due on", "does it.")


async def ended(stage: Stage) -> None:
    """Chi is handed the draft, which says what happened."""
    await stage.say("ana", "meeting end")
    await reads(stage.posts, f"The meeting has ended: {TITLE}")
    await reads(lambda: stage.told("chi"), "Minutes 1 are drafted.")
    draft = await stage.press_alone("chi", "are drafted", "Read them")
    wanted = (
        f"Minutes: {TITLE}",
        "6 members were there",
        "Note-taker: a member",
        "1. Opening (",
        "Motion 1 is carried: Buy a kettle",
        "For 3, against 0, abstain 0.",
        "The old one is broken",
        "Decided: We meet on Fridays",
        "Action 1: Bring the banner, due on",
        "2 of 6 spoke",
    )
    places = [draft.find(words) for words in wanted]
    assert -1 not in places and places == sorted(places), (places, draft)
    assert "apologies" not in draft, "Dara came after all"


async def killed_while_it_rings(stage: Stage) -> None:
    """Alarms are claimed while the network can't be heard; the bot is killed, and back an hour later."""
    await stage.ask("ben", "remind me", when="1h", text="Lock the shed")
    await stage.say("chi", 'remind here when:1h text:"Put the chairs back"')
    await reads(lambda: written(stage.database), "Put the chairs back")
    async with stage.cut_off():
        stage.go_by(4 * HOUR + 2 * MINUTES)
        await come(lambda: claimed(stage.database), lambda: "the claim of both reminders")
        await stage.kill()
    stage.go_by(5 * HOUR + 2 * MINUTES)
    await stage.start()
    await reads(stage.posts, "Put the chairs back", "Set by chi", but="I will remind")
    await reads(lambda: stage.told("ben"), "Reminder 2", "Lock the shed", but="I will remind")


async def written(database: Path) -> Sequence[str]:
    """The reminders that are on disk."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM reminders")]


async def claimed(database: Path) -> bool | None:
    """Whether what the two reminders say is ordered, and stands nowhere yet."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (posts,) = connection.execute(
            "SELECT count(*) FROM posts WHERE kind = 'reminder.room' AND state = 'waiting'"
        ).fetchone()
        (tells,) = connection.execute(
            "SELECT count(*) FROM tells WHERE kind = 'reminder.due' AND state = 'waiting'"
        ).fetchone()
    return True if posts and tells else None


async def chased(stage: Stage) -> Sequence[str]:
    """Ben alone is reminded of what he said he would do, and says that it is done; nothing came twice.

    What was posted in the room, but for answers that a reminder is set.
    """
    await reads(lambda: stage.told("ben"), "Half of the time has gone.", "Bring the banner")
    assert not any("Half of the time" in text for text in await stage.posts())
    assert not any("Half of the time" in text for text in await stage.told("chi"))
    await stage.press_alone("ben", "Half of the time has gone.", "It is done")
    await reads(stage.posts, "Action 1 · done")
    posts = [text for text in await stage.posts() if "I will remind" not in text]
    told = [text for text in await stage.told("ben") if "I will remind" not in text]
    assert len([text for text in posts if "Meeting 1 · was on" in text]) == 2, "its card and its reminder"
    for words in ("Put the chairs back", "Called by", "Motion 1 is carried"):
        assert len([text for text in posts if words in text]) == 1, (words, posts)
    for words in ("Lock the shed", "Half of the time has gone.", f"{TITLE} begins"):
        assert len([text for text in told if words in text]) == 1, (words, told)
    return posts
