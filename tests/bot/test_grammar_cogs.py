"""Every command of every cog: its example works, and help explains it."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.api.card import Card, Field, Line, Typed
from bot.api.cog import Cog
from bot.api.command import Command, spec_of
from bot.api.people import Account, Address
from bot.api.speech import Features, Speech
from bot.grammar import Grammar, example_line
from bot.help import overview, single
from bot.loader import ALL_COGS
from bot.own import Own

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)
UTC_ZONE = ZoneInfo("UTC")
SAY = Speech("en", UTC_ZONE, NOW, Features(prefix="/"))


def cog_classes() -> Iterator[type[Cog]]:
    yield Own
    for name in ALL_COGS:
        module = importlib.import_module(f"cogs.{name}.commands")
        yield from (c for _, c in inspect.getmembers(module, inspect.isclass) if issubclass(c, Cog))


def specs() -> list[Command]:
    found = {}
    for cog in cog_classes():
        for _, method in inspect.getmembers(cog, callable):
            if (spec := spec_of(method)) is not None:
                found[spec.path] = spec
    return list(found.values())


COMMANDS = specs()
TYPED = [c for c in COMMANDS if not c.internal]
GRAMMAR = Grammar(COMMANDS)


def people(word: str) -> Account:
    return Account(1, Address("terminal", word))


def parse(line: str) -> tuple[Command, dict[str, Any]]:
    return GRAMMAR.parse(line, NOW, UTC_ZONE, people)


def typed_in(card: Card) -> list[str]:
    parts = [p for b in card.blocks for p in (b.text if isinstance(b, Line) else ())]
    parts += [p for b in card.blocks if isinstance(b, Field) for p in (*b.label, *b.value)]
    return [p.line for p in parts if isinstance(p, Typed)]


def test_there_are_commands() -> None:
    assert {"help", "now", "privacy", "motion propose", "motion vote"} <= {c.path for c in TYPED}


@pytest.mark.parametrize("spec", TYPED, ids=lambda spec: spec.path)
def test_its_example_works(spec: Command) -> None:
    assert parse(example_line(spec))[0].path == spec.path


@pytest.mark.parametrize("spec", TYPED, ids=lambda spec: spec.path)
def test_help_explains_it_with_lines_that_work(spec: Command) -> None:
    card = single(spec)(SAY)
    assert card.title == (Typed(spec.path),)
    assert example_line(spec) in typed_in(card)


def test_the_overview_has_ten_things_and_every_line_of_it_works() -> None:
    card = overview(COMMANDS)(SAY)
    assert sum(isinstance(b, Field) for b in card.blocks) == 10
    assert len(card.blocks) <= 12  # as many lines as a phone shows
    for line in typed_in(card):
        assert parse(line)[0] in TYPED


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        *((word, "for") for word in ("for", "aye", "yes", "sí", "oui", "да")),
        *((word, "against") for word in ("against", "no")),
        ("abstain", "abstain"),
    ],
)
def test_a_vote_in_many_words(words: str, choice: str) -> None:
    expected = GRAMMAR.bind(
        COMMANDS_BY_PATH["motion vote"], {"number": 12, "choice": choice}, NOW, UTC_ZONE, people
    )
    assert parse(f"vote 12 {words}")[1] == expected


COMMANDS_BY_PATH = {c.path: c for c in COMMANDS}


def test_a_first_proposal_with_everything() -> None:
    spec, values = parse(
        "motion propose Stop work at noon on Friday closes:48h threshold:3/4 of the roll quorum:15"
        "\n\nWe are tired."
    )
    assert spec.path == "motion propose"
    assert (values["title"], values["text"]) == ("Stop work at noon on Friday", "We are tired.")
    assert (values["threshold"], values["quorum"]) == ("3/4 of the roll", "15")
