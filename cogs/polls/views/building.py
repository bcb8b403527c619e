"""The ballot that is put together step by step; where nothing can be pressed, the list and what to type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.api.card import (
    Block,
    Button,
    Card,
    Chat,
    Data,
    Line,
    Menu,
    Pick,
    Style,
    Text,
    Typed,
    View,
    view,
)
from bot.api.speech import N_, Speech
from cogs.polls.rules.building import MOST_PICKS, Draft, is_built
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Poll
from cogs.polls.rules.reading import carried
from cogs.polls.views import naming
from cogs.polls.views.times import dated

BUILD, VOTE, CAST, CANDIDATES = "poll paper", "poll vote", "poll cast", "election candidates"
_LABELS = (
    (N_("Whom do you want most?"), N_("And after them?")),
    (N_("What do you want most?"), N_("And after that?")),
)
_SHOWN_LABEL = 100


@view
def paper(
    say: Speech, draft: Draft, standing: Sequence[Option] | None, receipt: str = "", unnamed: bool = True
) -> Card:
    """The ballot so far, and what can be chosen; standing is what the reader voted before, where it is known.

    A receipt is carried along where a secret vote is changed.
    """
    poll = draft.poll
    if not say.face.menus:
        return _listed(say, draft, standing, unnamed)
    return Card(
        head=_head(say, poll),
        title=(Data(poll.title),) if poll.title else (),
        blocks=tuple(_steps(say, draft, standing)),
        menus=_menus(say, draft, standing or (), receipt),
        buttons=(*_buttons(say, draft, receipt), *_read(say, draft, receipt)),
    )


@view
def reading(say: Speech, draft: Draft, said: View, receipt: str) -> Card:
    """What candidates say, and the way back to the ballot as it was."""
    back = Button(say.word("Back to my ballot"), BUILD, _state(draft, receipt), Style.MAIN)
    return replace(said(say), buttons=(back,))


def _read(say: Speech, draft: Draft, receipt: str) -> tuple[Button, ...]:
    """The way to what candidates say, from which one comes back to this ballot."""
    if not draft.poll.is_election:
        return ()
    return (Button(say.word("Read what they say"), BUILD, {**_state(draft, receipt), "read": "yes"}),)


def _candidates(say: Speech, poll: Poll) -> tuple[Button, ...]:
    """The same where the ballot is written."""
    if not (poll.is_election and (say.face.numbered or say.face.buttons)):
        return ()
    return (Button(say.word("Read what they say"), CANDIDATES, {"number": int(poll.number)}),)


def _head(say: Speech, poll: Poll) -> Text:
    at = dated(say, poll.voting_closes)
    if poll.is_election:
        return say("Election {number} · vote until {at}", number=poll.number, at=at)
    return say("Poll {number} · answer until {at}", number=poll.number, at=at)


def _steps(say: Speech, draft: Draft, standing: Sequence[Option] | None) -> Iterable[Block]:
    """What one reads above the menu."""
    poll = draft.poll
    yield from _gone(say, draft)
    if not draft.paper:
        yield from stands(say, poll, standing)
        yield Line(say(_how(poll)))
        return
    yield Line(in_order(say, poll, draft.chosen), strong=True)
    if not draft.left:
        yield say.line("That is all there is to choose. It counts once you press [Cast it].")
    elif poll.is_ranked:
        yield say.line("Choose what comes next, or press [Cast it]: it counts only then.")
    else:
        yield say.line("Choose more, or press [Cast it]: it counts only then.")


def _how(poll: Poll) -> str:
    if poll.is_election and poll.is_ranked:
        return N_("Choose whom you want most, then who comes next. You may stop after as few as you like.")
    if poll.is_ranked:
        return N_("Choose what you want most, then what comes next. You may stop after as few as you like.")
    return N_("Choose one.") if poll.takes_one else N_("Choose as many as you like.")


def _gone(say: Speech, draft: Draft) -> Iterable[Block]:
    """That somebody whom the ballot held stands no longer."""
    for option in draft.gone:
        called = naming.called(say, draft.poll, option.n)
        yield say.line("{option} can be chosen no longer and was taken off your ballot.", option=called)


def stands(say: Speech, poll: Poll, standing: Sequence[Option] | None) -> Iterable[Block]:
    """The vote that the reader gave before."""
    if standing is None:
        return
    if not standing:
        yield say.line("You have voted for none of them. That stands until you vote again.")
        return
    yield say.line(
        "Your vote now: {paper}. It stands until you vote again.", paper=in_order(say, poll, standing)
    )


def in_order(say: Speech, poll: Poll, some: Iterable[Option]) -> Text:
    """A ballot in one line: 1. Ana · 2. Chi; without ranks where the order means nothing."""
    parts: list[Text] = []
    for rank, option in enumerate(some, 1):
        called = naming.called(say, poll, option.n)
        one: Text = (f"{rank}. ", *called) if poll.is_ranked else called
        parts.append((" · ", *one) if parts else one)
    return tuple(part for text in parts for part in text)


def _menus(say: Speech, draft: Draft, standing: Sequence[Option], receipt: str) -> tuple[Menu, ...]:
    """What is left, 25 at a time; where one step is enough, choosing votes."""
    poll, left = draft.poll, draft.left
    if is_built(poll):
        arguments = _state(draft, receipt)
        return tuple(
            Menu(_label(say, draft), BUILD, "add", _picks(say, poll, some), arguments)
            for some in _in_menus(left)
        )
    most = 1 if poll.takes_one else len(left)
    label = say.word("Choose one") if poll.takes_one else say.word("Choose as many as you like")
    arguments = {"number": int(poll.number), **_held(receipt)}
    command, argument = (CAST, "paper") if receipt else (VOTE, "choice")
    return tuple(
        Menu(
            label, command, argument, _picks(say, poll, some, standing), arguments, most=min(most, len(some))
        )
        for some in _in_menus(left)
    )


def _label(say: Speech, draft: Draft) -> str:
    if not draft.poll.is_ranked:
        return say.word("Choose one more") if draft.paper else say.word("Choose one")
    first, then = _LABELS[not draft.poll.is_election]
    return say.word(then if draft.paper else first)


def _in_menus(some: Sequence[Option]) -> list[Sequence[Option]]:
    return [some[at : at + MOST_PICKS] for at in range(0, len(some), MOST_PICKS)]


def _picks(
    say: Speech, poll: Poll, some: Iterable[Option], standing: Sequence[Option] = ()
) -> tuple[Pick, ...]:
    return tuple(
        Pick(str(o.n), f"{o.n} · {naming.word(say, poll, o.n)}"[:_SHOWN_LABEL], chosen=o in standing)
        for o in some
    )


def _state(draft: Draft, receipt: str) -> Mapping[str, str | int]:
    """All that the next step has to know."""
    return {"number": int(draft.poll.number), **_carried(draft), **_held(receipt)}


def _carried(draft: Draft) -> Mapping[str, str]:
    return {"paper": carried(draft.paper)} if draft.paper else {}


def _held(receipt: str) -> Mapping[str, str]:
    return {"receipt": receipt} if receipt else {}


def _buttons(say: Speech, draft: Draft, receipt: str) -> tuple[Button, ...]:
    if not draft.paper:
        return ()
    number = int(draft.poll.number)
    said = carried(draft.paper)
    cast: tuple[str, Mapping[str, str | int]] = (VOTE, {"number": number, "choice": said})
    if receipt:
        cast = CAST, {"number": number, "paper": said, "receipt": receipt}
    back = Draft(draft.poll, draft.undone)
    undo = Button(say.word("Undo the last"), BUILD, _state(back, receipt))
    again = Button(say.word("Start again"), BUILD, {"number": number, **_held(receipt)})
    return (
        Button(say.word("Cast it"), *cast, Style.MAIN),
        undo,
        *((again,) if len(draft.paper) > 1 else ()),
    )


def _listed(say: Speech, draft: Draft, standing: Sequence[Option] | None, unnamed: bool) -> Card:
    """What there is to choose by number, and what to write."""
    poll = draft.poll
    lines = [Line((f"{o.n} · ", *naming.person(say, poll, o, unnamed))) for o in poll.standing]
    return Card(
        head=_head(say, poll),
        title=(Data(poll.title),) if poll.title else (),
        blocks=(*lines, *stands(say, poll, standing), *how_to_write(say, poll)),
        buttons=_candidates(say, poll),
    )


def how_to_write(say: Speech, poll: Poll) -> Iterable[Block]:
    """What to type, with an example of this very ballot."""
    line = Typed(f"{_path(poll)} {poll.number} {_example(poll)}")
    if poll.votes.are_sealed and not (say.face.whispers or say.alone):
        chat = Chat(say.word("open a chat with me"))
        yield say.line("Vote where we are alone: {chat}. There, write: {line}", chat=chat, line=line)
    elif poll.is_ranked:
        yield say.line(
            "Write the numbers in your order, the most wanted first: {line}. Names do as well.", line=line
        )
    elif poll.takes_one:
        yield say.line("Write the number of your choice: {line}. Its name does as well.", line=line)
    else:
        yield say.line("Write the numbers of all that you choose: {line}. Names do as well.", line=line)
    if poll.is_ranked:
        yield say.line("You may stop after as few as you like. To change it, write it again.")
    if poll.is_election and not (say.face.numbered or say.face.buttons):
        yield say.line("What they say: {line}", line=Typed(f"{CANDIDATES} {poll.number}"))


def _path(poll: Poll) -> str:
    return "election vote" if poll.is_election else VOTE


def _example(poll: Poll) -> str:
    """Some numbers of this ballot, not in their order, so that nobody takes them for a proposal of ranks."""
    some = naming.examples(poll)
    if poll.takes_one:
        return str(some[min(1, len(some) - 1)])
    chosen = [n for at, n in enumerate(some) if at in (0, 2, 3)] if len(some) > 2 else some
    return " ".join(map(str, chosen[-1:] + chosen[:-1] if poll.is_ranked else chosen))
