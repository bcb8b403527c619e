"""While the answers to a poll are sealed no surface shows a count or a choice: a walk over all there is."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

from bot.api.card import Bars, Card
from bot.api.command import Argument, Command, Kind
from bot.api.invocation import Answer, Invocation
from bot.api.people import Address, Room
from bot.api.speech import Features
from bot.config import Settings
from bot.languages import speech
from tests.talk import START, TABLE, RecordingFace, Talk, lines_of

NAMES = [f"m{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(37)]
FIRST = 23
"""So many put the first option first, and all others the second; nowhere else are such figures."""
COUNTS = re.compile(r"(?<![\w.:-])(23|13)(?![\w:-])")
SAID = re.compile(r"so far|Most |first:$|Level", re.MULTILINE)
NOT_VOTED = NAMES[-1]
KINDS = {1: "single", 2: "several", 3: "ranked"}
SECRET = {4: "single", 5: "approval", 6: "ranked"}
FACES = (
    Features("/", buttons=True, reactions=True, whispers=True, menus=True),
    Features("!", reactions=True),
    Features("/", numbered=True, whispers=True, reactions=True),
)
OWN = tuple(
    f"{group} {act}"
    for group in ("poll", "election")
    for act in ("vote", "take-back", "paper", "cast", "change", "receipt")
)


def act(name: str, command: str, /, **arguments: object) -> Invocation:
    """What somebody does at the table."""
    return Invocation(Address("terminal", name), Room(TABLE, (TABLE,)), command=command, arguments=arguments)


async def begin(talk: Talk) -> None:
    """Six polls, sealed in one way or the other, and thirty-six answers to each."""
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings roll:listed")
    for name in NAMES:
        await talk.app.door.act(act("ana", "member enrol", person=name))
    for number, kind in (*KINDS.items(), *SECRET.items()):
        votes, asker = ("open-at-end", "ana") if number in KINDS else ("secret", NAMES[0])
        await talk(f"{asker}: poll ask Question {number}? kind:{kind} votes:{votes} options: Tea, Coffee")
    for place, name in enumerate(NAMES[:-1]):
        for number, kind in (*KINDS.items(), *SECRET.items()):
            first = 1 if place < FIRST else 2
            choice = f"{first} {3 - first}" if kind == "ranked" else str(first)
            await answered(talk, name, number, choice)
    await talk.settled()


async def answered(talk: Talk, name: str, number: int, choice: str) -> None:
    """One answer, a secret one in its two steps."""
    said = await talk.app.door.act(act(name, "poll vote", number=str(number), choice=choice))
    assert said is not None and said.ok
    if number in SECRET:
        cast = next(button for button in said.card.buttons if button.command == "poll cast")
        said = await talk.app.door.act(act(name, cast.command, **cast.arguments))
        assert said is not None and said.ok


def given(spec: Command, number: int) -> list[dict[str, object]]:
    """A command with what it needs, and with all that it takes."""

    def sample(argument: Argument) -> object:
        if argument.key == "number":
            return str(number)
        some = {Kind.WHEN: "in 9 h", Kind.YES_NO: "yes", Kind.PERSON: NAMES[3], Kind.NUMBER: 1}
        return some.get(argument.kind, argument.sample or "Tea")

    needed = {one.key: sample(one) for one in spec.arguments if one.required}
    everything = {one.key: sample(one) for one in spec.arguments}
    return [needed, everything] if needed != everything else [everything]


async def walked(talk: Talk) -> list[tuple[str, Card]]:
    """What three people are shown, whatever they do with each of the polls, and all cards on every face."""
    shown: list[tuple[str, Card]] = []
    paths = re.compile(r"(poll|election|meeting|member|assembly tree|agenda|minutes|now|privacy|help)\b")
    specs = [spec for spec in talk.app.house.specs() if paths.match(spec.path)]
    last = ("poll close", "member leave", "member forget-me", "member remove")
    for spec in [one for one in specs if one.path not in (*OWN, *last)]:
        numbers = (1, 2, 3, 4, 5, 6) if spec.argument("number") and spec.path.startswith("poll") else (1,)
        for name in ("ana", NOT_VOTED, "stranger"):
            for number in numbers:
                for some in given(spec, number):
                    said = await talk.app.door.act(act(name, spec.path, **some))
                    shown += _kept(f"{name}: {spec.path} {number}", said)
    await talk.settled()
    house = talk.app.house
    async with talk.app.db.reading():
        assembly = await talk.app.dispatch.people.assembly(1)
        assert assembly is not None
        for kind in [kind for kind in house.cards if kind.startswith(("poll.", "election."))]:
            for number in (1, 2, 3, 4, 5, 6):
                view = await house.cards[kind].source(assembly, number, "1")
                for face in FACES if view else ():
                    said_on = speech("en", "Europe/Berlin", START, face)
                    shown.append((f"{kind} {number}", view(said_on)))  # type: ignore[misc]
    return shown


def _kept(where: str, answer: Answer | None) -> list[tuple[str, Card]]:
    return [] if answer is None else [(where, answer.card)]


def faults(where: str, card: Card) -> list[str]:
    """What on a card tells a count or who leads."""
    text = "\n".join(lines_of(card))
    found = [match[0] for match in (COUNTS.search(text), SAID.search(text)) if match]
    found += ["bars" for block in card.blocks if isinstance(block, Bars)]
    return [f"{where}: {what} in {text!r}" for what in found]


async def test_no_surface_shows_a_count_or_a_choice(
    talk: Talk, settings: Settings, face: RecordingFace
) -> None:
    await begin(talk)
    shown = await walked(talk)
    openly = re.compile("^Poll [78] ")
    shown += [("a post", post.card) for post in face.posts.values() if not openly.match(post.text)]
    shown += [(f"to {name} alone", card) for name, card in face.directs]
    assert [fault for where, card in shown for fault in faults(where, card)] == []
    assert len([where for where, _ in shown if where.startswith("poll.")]) >= 18
    cards = [text for text in talk.posts if re.match("Poll [1-6] ", text)]
    assert [text for text in cards if re.search(r"\b36\b", text)] == cards
    assert len(cards) == 6
    with closing(sqlite3.connect(settings.database)) as disk:
        states = disk.execute("SELECT state FROM polls WHERE number < 7").fetchall()
        journal = "\n".join(body for (body,) in disk.execute("SELECT body FROM journal"))
    assert set(states) == {("open",)}
    assert "poll.asked" in journal
    assert not COUNTS.search(re.sub(r"[0-9a-f]{20,}", "", journal))


async def test_after_the_close_all_is_counted_and_secret_ones_name_nobody(talk: Talk) -> None:
    await begin(talk)
    for number in (1, 3):
        await talk(f"ana: poll close {number}")
    await talk(f"{NAMES[0]}: poll close 4")
    await talk.later(seconds=5)
    assert f"Most chose Tea: {FIRST} of 36." in "\n".join(talk.posts)
    assert "First, when every two are compared: Tea." in "\n".join(talk.posts)
    await talk("ana: poll show 1")
    assert f"1 Tea: {NAMES[0]}, {NAMES[1]}" in talk.text
    await talk("ana: poll show 4")
    assert f"1 Tea {FIRST}" in talk.text
    assert not re.search(rf"Tea: |{NAMES[1]}", talk.text)
