"""While a vote is sealed no surface shows a count or a choice: a walk over all that anybody can see."""

from __future__ import annotations

import asyncio
import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
import structlog

from bot.api.card import Bars, Card
from bot.api.command import Argument, Command, Kind
from bot.api.invocation import Answer, Invocation
from bot.api.people import Address, Room
from bot.api.speech import Features, Speech
from bot.app import App
from bot.config import LogSettings, Settings, WebSettings
from bot.languages import speech
from bot.logs import set_up
from bot.web import serving
from cogs.motions.rules import announced
from cogs.motions.rules.announced import Announced
from tests.bot.test_web import _free_port
from tests.talk import START, TABLE, RecordingFace, Talk, lines_of

MEMBERS = 67
AT_END, IN_SECRET = (38, 28), (33, 33)
"""How many are for and against; no other figure near them stands on any card."""
COUNTS = re.compile(r"(?<![\w.-])(2[7-9]|3[2-4]|3[7-9])(?![\w-])")
CHOICES = re.compile(r"^(For|Against|Abstain|Block|Stand aside)(:|,? \d)|\b(aye|choice)\b", re.MULTILINE)
NAMES = [f"m{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(MEMBERS)]
NOT_VOTED, STRANGER = NAMES[-1], "stranger"
FACES = (
    Features("/", buttons=True, reactions=True, whispers=True),
    Features("!", reactions=True),
    Features("/", numbered=True, whispers=True, reactions=True),
)


OF_AMENDMENTS = ("motion.amended", "motion.fallen")
"""Cards that a motion never has which is voted on."""


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Path]:
    """The log at its most talkative, in a file."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    path = tmp_path / "folkmoot.log"
    set_up(LogSettings(level="debug", json=True, file=str(path)))
    yield path
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler) and handler not in handlers:
            handler.stream.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
async def page(house: App) -> AsyncIterator[str]:
    """Where the figures for whoever runs the bot are."""
    async with serving(WebSettings(port=_free_port()), house) as port:
        yield f"http://127.0.0.1:{port}/metrics"


class Walk:
    """Two sealed votes, and everything that people were shown of them."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.shown: list[tuple[str, Card]] = []

    async def begin(self) -> None:
        await self.talk("ana: assembly found Depot")
        await self.talk("ana: assembly settings roll:listed shortest:12h")
        for name in NAMES:
            await self.talk.app.door.act(self.act("ana", "member enrol", person=name))
        for votes in ("open-at-end", "secret"):
            await self.talk(f"ana: motion propose A {votes} one votes:{votes}")
        for number in (1, 2):
            await self.talk(f"{NAMES[0]}: motion second {number}")
        await asyncio.gather(*(self.vote(name, n) for n, name in enumerate(NAMES[:-1])))
        await self.talk.app.door.settled("terminal")

    def act(self, name: str, command: str, /, **arguments: object) -> Invocation:
        room = Room(TABLE, (TABLE,))
        return Invocation(Address("terminal", name), room, command=command, arguments=arguments)

    async def vote(self, name: str, n: int) -> None:
        act, door = self.act, self.talk.app.door
        choice = "for" if n < AT_END[0] else "against"
        await door.act(act(name, "motion vote", number="1", choice=choice))
        choice = "for" if n < IN_SECRET[0] else "against"
        asked = await door.act(act(name, "motion vote", number="2", choice=choice))
        assert asked is not None
        button = next(b for b in asked.card.buttons if b.command == "ballot cast")
        cast = await door.act(act(name, button.command, **button.arguments))
        assert cast is not None and cast.ok

    async def run(self, names: tuple[str, ...], spec: Command) -> None:
        """Has everybody give a command in every way that its arguments allow, and keeps what is shown."""
        for name in names:
            await self._given(name, spec)
        await self.talk.app.door.settled("terminal")

    async def _given(self, name: str, spec: Command) -> None:
        required = {a.key: _sample(spec, a) for a in spec.arguments if a.required}
        everything = {a.key: _sample(spec, a) for a in spec.arguments}
        for given in (required, everything) if required != everything else (everything,):
            for number in ("1", "2") if "number" in given else ("",):
                full = {**given, "number": number} if number else given
                answer = await self.talk.app.door.act(self.act(name, spec.path, **full))
                self._keep(f"{name}: {spec.path} {full}", answer)

    async def cards(self) -> None:
        """Every kind of card, on every face, to everyone and to one person alone."""
        house = self.talk.app.house
        async with self.talk.app.db.reading() as connection:
            rows = await connection.exec_driver_sql(
                "SELECT kind, detail FROM posts UNION SELECT kind, detail FROM tells"
            )
            details = {(str(kind), str(detail)) for kind, detail in rows}
            assembly = await self.talk.app.dispatch.people.assembly(1)
            assert assembly is not None
            for kind, number in [
                (kind, n) for kind in house.cards if kind not in OF_AMENDMENTS for n in (1, 2)
            ]:
                for detail in [d for k, d in details if k == kind] or [_detail(kind)]:
                    view = await house.cards[kind].source(assembly, number, detail)
                    for say in _speeches() if view else ():
                        self.shown.append((f"{kind} {number}", view(say)))  # type: ignore[misc]

    def _keep(self, where: str, answer: Answer | None) -> None:
        if answer is not None:
            self.shown.append((where, answer.card))


def _sample(spec: Command, argument: Argument) -> object:
    """Something to give for an argument."""
    match argument.kind:
        case Kind.NUMBER | Kind.NUMBERED:
            return 1
        case Kind.YES_NO:
            return "yes"
        case Kind.WHEN:
            return "in 14 h"
        case Kind.TIMES:
            return "in 14 h, in 15 h"
        case Kind.PERSON:
            return NAMES[3]
        case Kind.CHOICE:
            assert argument.choices is not None
            return str(list(argument.choices)[-1].value)
    language = "es" if spec.path.startswith("translate") else "en"
    known = {
        "language": language,
        "zone": "Europe/Berlin",
        "kind": "motion",
        "threshold": "2/3",
        "quorum": "3",
    }
    return known.get(argument.key, argument.sample or "Tea")


DETAILS = {
    "action.nudge": "eve:1",
    "account.found": START.isoformat(),
    "account.lost": START.isoformat(),
    "assembly.kin": "taken 1",
    "bloc.growth": "quorum",
    "bloc.room-trouble": "bloc.room|discord|refused",
    "call.missed": f"0|{START.isoformat()}",
    "reminder.due": "0:0:0",
    "reminder.room": "0:0:0",
    "sitting.ended": "clock:2",
}


def _detail(kind: str) -> str:
    """What a card of a kind that was never posted would be drawn with."""
    said = announced.written(Announced(START + timedelta(days=1), START, 1))
    if kind == "motion.extended":
        return f"3|{said}"
    if kind in DETAILS:
        return DETAILS[kind]
    return (
        said
        if kind in ("motion.closing-early", "motion.kept-open", "motion.reopened", "motion.review")
        else "1"
    )


def _speeches() -> list[Speech]:
    from dataclasses import replace

    said = [speech("en", "Europe/Berlin", START, face) for face in FACES]
    return [*said, *(replace(say, alone=True) for say in said)]


def faults(where: str, card: Card) -> list[str]:
    """What on a card tells a count or a choice."""
    text = "\n".join(lines_of(card))
    found = [m[0] for m in (COUNTS.search(text), CHOICES.search(text)) if m]
    found += ["bars" for block in card.blocks if isinstance(block, Bars)]
    return [f"{where}: {what} in {text!r}" for what in found]


async def tallies(app: App) -> list[tuple[str, int]]:
    """The state of both motions, and how many ballots there are."""
    async with app.db.reading() as connection:
        rows = await connection.exec_driver_sql(
            "SELECT state, votes FROM motions WHERE number < 3 ORDER BY number"
        )
        return [(state, votes) for state, votes in rows]


LAST = ("motion vote", "motion take-back", "member leave", "member forget-me", "assembly careful")
"""Commands that take something out of the walk; they come at its end."""


async def test_no_surface_shows_a_count_or_a_choice(
    talk: Talk, settings: Settings, logs: Path, page: str, face: RecordingFace
) -> None:
    walk = Walk(talk)
    await walk.begin()
    specs = sorted(talk.app.house.specs(), key=lambda spec: (spec.path in LAST, spec.path))
    for spec in specs:
        await walk.run(("ana", NOT_VOTED, STRANGER), spec)
        assert await tallies(talk.app) == [("open", "open-at-end"), ("open", "secret")], spec.path
    await talk.app.teller.round()
    await walk.cards()
    others = re.compile("Practice|^Poll ")  # votes that everyone sees
    walk.shown += [("a post", post.card) for post in face.posts.values() if not others.search(post.text)]
    walk.shown += [(f"to {name} alone", card) for name, card in face.directs]
    own = re.compile(rf"^({NOT_VOTED}|ana): (motion vote|ballot|motion take-back)")
    wrong = [fault for where, card in walk.shown if not own.match(where) for fault in faults(where, card)]
    assert wrong == []
    assert len(walk.shown) > 300

    labels = [
        label
        for spec in specs
        for argument in spec.arguments
        if argument.lookup
        for _, label in await talk.app.door.complete(walk.act("ana", spec.path), argument.key, "")
    ]
    assert labels
    assert not [label for label in labels if CHOICES.search(label)]
    assert not [label for label in labels if label[:2] in ("1 ", "2 ") and COUNTS.search(label)]

    async with aiohttp.ClientSession() as client, client.get(page) as told:
        figures = await told.text()
    assert "folkmoot_acts_total" in figures
    assert not re.search(r"for|against|aye|motion", re.sub(r"^#.*$", "", figures, flags=re.MULTILINE))

    said = logs.read_text()
    assert not re.search(r'"(choice|ayes|noes|for|against|tally)"', said)
    with closing(sqlite3.connect(settings.database)) as disk:
        journal = [body for (body,) in disk.execute("SELECT body FROM journal")]
    entries = "\n".join(journal)
    assert '"ballots"' in entries
    assert not re.search(r"aye|against|abstain|\bfor\b", entries.replace("forget", ""))


async def test_after_the_close_the_one_shows_who_voted_how_and_the_other_never_does(talk: Talk) -> None:
    walk = Walk(talk)
    await walk.begin()
    await talk.later(hours=73)
    await talk("ana: motion show 1")
    assert f"For: {NAMES[0]}, {NAMES[1]}" in talk.text
    assert f"For {AT_END[0]}" in talk.text
    await talk("ana: motion show 2")
    assert f"For {IN_SECRET[0]}" in talk.text
    assert f"Against {IN_SECRET[1]}" in talk.text
    assert not any(name in talk.text for name in NAMES[1:])
