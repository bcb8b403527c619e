"""The ways to answer: by button, by mark, by choosing from a menu, or by what is written."""

from __future__ import annotations

from bot.api.card import Block, Button, Chat, Menu, Pick, Style, Typed
from bot.api.speech import N_, Speech
from cogs.polls.marks import KEYCAPS
from cogs.polls.rules.building import MOST_PICKS
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll
from cogs.polls.views import words

VOTE, BUILD = "poll vote", "poll paper"
_RULES = {
    Kind.SEVERAL: N_("Choose as many as you like."),
    Kind.APPROVAL: N_("Choose all that you can live with."),
    Kind.RANKED: N_("Put them in your order, the most wanted first; leave out what you don't want."),
}


def is_answered_here(say: Speech, poll: Poll) -> bool:
    """Whether an answer may be given where this is read: a sealed one, only where nobody looks on."""
    return not poll.votes.are_sealed or say.face.whispers or say.alone


def marks(poll: Poll) -> tuple[str, ...]:
    """The reactions that stand under the card from the first; none where they do not count."""
    if poll.votes.are_sealed or poll.is_ranked:
        return ()
    return tuple(mark for one in poll.standing if (mark := words.mark(poll, one)))


def buttons(say: Speech, poll: Poll) -> tuple[Button, ...]:
    """An option each, where one is chosen from few; of orders and long lists the way to them."""
    if not is_answered_here(say, poll):
        return ()
    if poll.is_ranked or len(poll.standing) > MOST_PICKS:
        return (Button(say.word("Vote"), BUILD, {"number": poll.number}, Style.MAIN),)
    if not poll.takes_one or len(poll.options) > len(KEYCAPS):
        return ()
    return tuple(
        Button(words.text(say, poll, one), VOTE, _choice(poll, one), emoji=words.mark(poll, one))
        for one in poll.standing
    )


def menus(say: Speech, poll: Poll) -> tuple[Menu, ...]:
    """All options in a list, where there are no buttons for them and it has room for all."""
    some = poll.standing
    if not (say.face.menus and is_answered_here(say, poll)) or poll.is_ranked or len(some) > MOST_PICKS:
        return ()
    if poll.takes_one and len(poll.options) <= len(KEYCAPS):
        return ()
    picks = tuple(Pick(str(one.n), words.label(say, poll, one)) for one in some)
    label = say.word("Choose one") if poll.takes_one else say.word("Choose as many as you like")
    most = 1 if poll.takes_one else len(picks)
    return (Menu(label, VOTE, "choice", picks, {"number": poll.number}, most=most),)


def what_to_choose(say: Speech, poll: Poll) -> list[Block]:
    """How many one may choose, where that is not one."""
    return [say.line(_RULES[poll.kind])] if poll.kind in _RULES else []


def how_to_answer(say: Speech, poll: Poll) -> list[Block]:
    """What to press or write on this face."""
    line = Typed(example(say, poll))
    if poll.votes.are_sealed:
        return [alone(say, line)]
    pressed = (say.face.buttons and buttons(say, poll)) or menus(say, poll)
    if not (say.face.reactions and marks(poll)):
        message = N_("Answer below, or write: {line}") if pressed else N_("To answer, write: {line}")
    elif poll.kind is Kind.YES_NO:
        message = (
            N_("Press a button, react ✅ yes, ❌ no, or write: {line}")
            if pressed
            else N_("React ✅ yes, ❌ no, or write: {line}")
        )
    elif poll.takes_one:
        message = (
            N_("Press a button, react with a number, or write: {line}")
            if pressed
            else N_("React with a number, or write: {line}")
        )
    else:
        message = (
            N_("Choose from the list, react with each number that you want, or write: {line}")
            if pressed
            else N_("React with each number that you want, or write: {line}")
        )
    return [say.line(message, line=line)]


def example(say: Speech, poll: Poll) -> str:
    """An answer as it could be typed."""
    if poll.kind is Kind.YES_NO:
        given = say.word("yes")
    elif poll.is_ranked:
        given = " ".join(str(n) for n in (2, 1, 3)[: len(poll.options)])
    else:
        given = "2" if poll.takes_one else "1 2"
    return f"{VOTE} {poll.number} {given}"


def _choice(poll: Poll, option: Option) -> dict[str, str | int]:
    return {"number": poll.number, "choice": str(option.n)}


def alone(say: Speech, line: Typed) -> Block:
    """How an answer is given that nobody is to see."""
    if not (say.face.whispers or say.alone):
        chat = Chat(say.word("open a chat with me"))
        return say.line("Answer where we are alone: {chat}. There, write: {line}", chat=chat, line=line)
    if say.face.buttons:
        return say.line("Answer below, or use the command; only you see it: {line}", line=line)
    return say.line("To answer, write: {line}", line=line)
