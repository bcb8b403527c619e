"""A bare yes or no: it presses a button of the last question that a person was asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.api.card import Button
from bot.api.invocation import Answer, Invocation
from bot.api.people import Address
from bot.api.speech import Speech
from bot.api.text import folded
from bot.grammar.values import yes_or_no

_REMEMBERED, _KEPT = 1000, timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class _Question:
    """Where it was asked, and the button of each word that answers it, which may hold a receipt."""

    room: Address
    asked_at: datetime
    assembly: int | None
    buttons: Mapping[str, Button] = field(repr=False)


class Assent:
    """The last question to each account, in memory alone and not for long.

    Whatever else the person is told takes its place: a yes is never for something else than they read last.
    """

    def __init__(self) -> None:
        self._last: OrderedDict[Address, _Question] = OrderedDict()

    def note(self, invocation: Invocation, answer: Answer, say: Speech) -> None:
        """Keeps the question that an answer is, where one person or a prompt is spoken with."""
        self.drop(invocation.account)
        for account in [one for one, asked in self._last.items() if say.now - asked.asked_at >= _KEPT]:
            del self._last[account]
        buttons = [button for button in answer.card.buttons if button.assents is not None]
        if buttons and (invocation.room.private or say.face.numbered):
            where, words = invocation.room.address, _words(buttons, say)
            self._last[invocation.account] = _Question(where, say.now, answer.assembly, words)
            if len(self._last) > _REMEMBERED:
                self._last.popitem(last=False)

    def drop(self, account: Address) -> None:
        """Forgets what an account was asked: they have been told something else since."""
        self._last.pop(account, None)

    def pressed(self, invocation: Invocation, now: datetime) -> Invocation | None:
        """The act of the button that the words press; None where they answer nothing."""
        asked = self._last.get(invocation.account)
        if asked is None or asked.room != invocation.room.address or now - asked.asked_at >= _KEPT:
            return None
        said = _said(invocation.line)
        button = asked.buttons.get(said) or asked.buttons.get(_word(said))
        if button is None or invocation.edited:
            return None
        return replace(
            invocation,
            line="",
            command=button.command,
            arguments=button.arguments,
            assembly=asked.assembly,
            source="button",
            bare=False,
        )


def is_yes(invocation: Invocation) -> bool:
    """Whether somebody who is alone with the bot says yes, and no more."""
    return invocation.bare and invocation.room.private and _word(_said(invocation.line)) == "yes"


def _words(buttons: list[Button], say: Speech) -> dict[str, Button]:
    """The buttons by what may be said for them: their labels, and yes or no in the reader's language."""
    own = {True: say.word("yes"), False: say.word("no")}
    found = {_said(button.label): button for button in buttons}
    for button in buttons:
        if button.assents is not None:
            found |= {_said(own[button.assents]): button, "yes" if button.assents else "no": button}
    return found


def _said(line: str) -> str:
    """Words as they are compared: people end a yes with a full stop, or write a label as it is shown."""
    return folded(line.strip()[:100].strip("[].!¡ ✅"))


def _word(said: str) -> str:
    """The English word for a yes or no of any language; a number is none, as it presses buttons itself."""
    is_right = None if said.isdigit() else yes_or_no(said)
    return "" if is_right is None else "yes" if is_right else "no"
