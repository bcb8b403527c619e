"""Every command can be shown on every face, and is named alike on all of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from bot.api.command import Command, Kind
from bot.api.people import Role
from bot.languages import catalog, shipped
from tools.roles import PAGE, page

NAME = re.compile(r"[-_a-z0-9]{1,32}")
ABOUT, OPTIONS, CHOICES, GROUP, COMMANDS, WHOLE = 100, 25, 25, 25, 100, 8000


@pytest.fixture
def tops(commands: list[Command]) -> dict[str, list[Command]]:
    """Commands by their first word, as Discord counts them."""
    found = defaultdict(list)
    for command in commands:
        found[command.path.split()[0]].append(command)
        if command.short:
            found[command.short].append(command)
    return found


def test_no_two_commands_share_a_name(commands: list[Command]) -> None:
    names = Counter(name for c in commands for name in (c.path, c.short) if name)
    assert [name for name, times in names.items() if times > 1] == []


def test_names_fit_every_network(commands: list[Command]) -> None:
    words = {w for c in commands for name in (c.path, c.short or "") for w in name.split()}
    words |= {a.key for c in commands for a in c.arguments}
    assert [w for w in words if not NAME.fullmatch(w)] == []
    assert [c.path for c in commands if len(c.path.split()) > 2] == []


def test_a_word_with_commands_under_it_is_none_itself(commands: list[Command]) -> None:
    groups = {c.path.split()[0] for c in commands if " " in c.path}
    singles = {c.path for c in commands if " " not in c.path} | {c.short for c in commands if c.short}
    assert groups & singles == set()


def test_there_are_not_too_many(tops: dict[str, list[Command]]) -> None:
    assert len(tops) <= COMMANDS
    assert {top: len(found) for top, found in tops.items() if len(found) > GROUP} == {}


def test_options_and_choices_are_few(commands: list[Command]) -> None:
    assert [c.path for c in commands if len(c.arguments) > OPTIONS] == []
    many = [a.key for c in commands for a in c.arguments if a.choices and len(a.choices) > CHOICES]
    assert many == []


def test_what_must_be_given_comes_first(commands: list[Command]) -> None:
    for command in commands:
        required = [a.required for a in command.arguments]
        assert required == sorted(required, reverse=True), command.path


@pytest.mark.parametrize("locale", shipped())
def test_descriptions_fit_in_every_language(commands: list[Command], locale: str) -> None:
    said = catalog(locale).gettext
    texts = {said(t) for c in commands for t in (c.about, *(a.about for a in c.arguments))}
    assert {t: len(t) for t in texts if not 0 < len(t) <= ABOUT} == {}


def test_no_command_is_too_large_as_a_whole(tops: dict[str, list[Command]]) -> None:
    def longest(text: str) -> int:
        return max(len(catalog(locale).gettext(text)) for locale in shipped())

    sizes = {}
    for top, found in tops.items():
        sizes[top] = len(top) + sum(
            len(c.path) + longest(c.about) + sum(len(a.key) + longest(a.about) for a in c.arguments)
            for c in found
        )
    assert {top: size for top, size in sizes.items() if size > WHOLE} == {}


def test_at_most_one_argument_is_long_and_it_is_text_or_times(commands: list[Command]) -> None:
    for command in commands:
        long = [a for a in command.arguments if a.long]
        assert len(long) <= 1
        assert all(a.kind in (Kind.TEXT, Kind.TIMES) for a in long)


def test_a_form_has_at_most_five_fields(commands: list[Command]) -> None:
    forms = [c for c in commands if c.modal]
    assert forms
    for command in forms:
        assert 1 <= sum(a.kind in (Kind.TEXT, Kind.TIMES) for a in command.arguments) <= 5


def test_descriptions_are_one_plain_sentence(commands: list[Command]) -> None:
    for command in commands:
        assert command.about[0].isupper()
        assert command.about.endswith(".")


def test_the_table_of_who_may_do_what_is_true(commands: list[Command]) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(commands)


def test_upkeep_is_for_stewards(commands: list[Command]) -> None:
    stewards = {c.path for c in commands if c.who is Role.STEWARD}
    assert {"member enrol", "member remove", "steward name", "reports reader"} <= stewards
    assert "motion propose" not in stewards
