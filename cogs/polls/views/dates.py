"""A date that is looked for: its card, the two lists to answer from, and the best of the times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.api.card import Block, Button, Card, Data, Line, Menu, Moment, Pick, Style, Text, Typed, view
from bot.api.speech import Speech, place_and_offset
from bot.ballots.paper import Paper
from bot.ballots.rules import Votes
from cogs.polls.rules.date import Half, Standing, best, is_level, split
from cogs.polls.rules.option import Option
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Poll, State
from cogs.polls.rules.reading import carried, typed
from cogs.polls.views import paper as papers
from cogs.polls.views.ballot import receipts_button
from cogs.polls.views.parts import ways
from cogs.polls.views.parts.heading import asked_by, head
from cogs.polls.views.parts.shown import Shown
from cogs.polls.views.promise import promise_of_a_poll
from cogs.polls.views.result import footnotes
from cogs.polls.views.times import dated, dated_in_a_row
from cogs.polls.views.words import turnout

ANSWER, VOTE, CAST, CALL = "poll dates", "poll vote", "poll cast", "poll call"


@dataclass(frozen=True, slots=True)
class Asked:
    """A date that is asked for, with how many can come when: nothing of that while it is sealed."""

    shown: Shown
    standings: tuple[Standing, ...] = ()
    meets: bool = False

    @property
    def poll(self) -> Poll:
        return self.shown.poll

    @property
    def is_told(self) -> bool:
        """Whether answers may be told at all."""
        return not self.poll.is_sealed and self.poll.state is not State.DROPPED


@view
def card(say: Speech, asked: Asked) -> Card:
    """The question with its times, as it stands in the room."""
    poll = asked.poll
    is_open = poll.state is State.OPEN
    blocks = asked_by(say, asked.shown)
    if is_open and poll.votes is Votes.SECRET:
        blocks += promise_of_a_poll(say, asked.shown.entitled)
    blocks += lines(say, asked)
    if is_open:
        blocks += _how(say, poll)
    return Card(
        head=head(say, poll),
        title=(Data(poll.title),),
        blocks=tuple(blocks),
        buttons=_buttons(say, asked),
        reactions=ways.marks(poll) if is_open else (),
        style=Style.MAIN if is_open else Style.QUIET,
    )


def lines(say: Speech, asked: Asked) -> list[Block]:
    """The times with their answers, which is best, and by what rule."""
    times = dated_in_a_row(say, (one.at for one in asked.standings))
    rows: list[Block] = [
        Line(_row(say, asked, one, time)) for one, time in zip(asked.standings, times, strict=True)
    ]
    answered = Line(turnout(say, asked.shown.voted, asked.shown.entitled))
    is_leading = asked.is_told and asked.shown.voted and asked.poll.is_undecided
    return [*rows, answered, *(_best(say, asked) if is_leading else ())]


def _row(say: Speech, asked: Asked, one: Standing, time: Moment) -> Text:
    passed = ("; ", *say("it has passed")) if one.has_passed and asked.poll.is_undecided else ()
    if not asked.is_told or not asked.shown.voted:
        return (f"{one.option.n} · ", time, *passed)
    counts = say("yes {yes}, if need be {soft}, no {no}", yes=one.yes, soft=one.need_be, no=one.no)
    mark = ("; ", *_mark(say, asked)) if one is best(asked.standings) else ()
    return (f"{one.option.n} · ", time, ": ", *counts, *mark, *passed)


def _mark(say: Speech, asked: Asked) -> Text:
    return say("the best so far") if asked.poll.is_undecided else say("the best")


def _best(say: Speech, asked: Asked) -> list[Block]:
    """Which time it is to be, and why that one."""
    first = best(asked.standings)
    if first is None:
        return [say.line("None of the times that are to come suits anybody.")]
    time = say.full(first.at)
    if asked.poll.is_undecided:
        found = say("Best so far: {time}.", time=time)
    else:
        found = say("Best: {time}.", time=time)
    told = say.plural("{n} can come.", "{n} can come.", first.can)
    rule = say(
        "Best is when most can come, if need be counted in; then when most say yes; then the earliest."
    )
    level = (" ", *say("Another time has as many.")) if is_level(asked.standings, first) else ()
    return [Line((*found, " ", *told, *level), strong=True), Line(rule)]


def _how(say: Speech, poll: Poll) -> list[Block]:
    """How one says when one can."""
    line = Typed(f"{VOTE} {poll.number} {_example(poll)}")
    return [_ways(say, poll, line), say.line("A ? before a number means: if need be.")]


def _ways(say: Speech, poll: Poll, line: Typed) -> Block:
    """What to press, to react with or to write on this face."""
    if poll.votes.are_sealed:
        return ways.alone(say, line)
    has_marks = bool(say.face.reactions and ways.marks(poll))
    if say.face.menus and has_marks:
        return say.line(
            "Press [Answer], react with the number of each time that suits you, or write: {line}", line=line
        )
    if say.face.menus:
        return say.line("Press [Answer], or write: {line}", line=line)
    if has_marks:
        return say.line("React with the number of each time that suits you, or write: {line}", line=line)
    return say.line("Write the numbers of the times that suit you: {line}", line=line)


def _example(poll: Poll) -> str:
    """An answer: two times that suit, and another if need be."""
    some = [one.n for one in poll.standing]
    return f"{some[0]} {some[2]} ?{some[1]}" if len(some) > 2 else f"{some[0]} ?{some[-1]}"


def _buttons(say: Speech, asked: Asked) -> tuple[Button, ...]:
    poll = asked.poll
    if poll.state is not State.OPEN or not (say.face.menus and ways.is_answered_here(say, poll)):
        return ()
    return (Button(say.word("Answer"), ANSWER, {"number": int(poll.number)}, Style.MAIN),)


def call_button(say: Speech, asked: Asked) -> tuple[Button, ...]:
    """The way from the best time to the meeting, where there is one to be called."""
    is_called = any(one.option.called for one in asked.standings)
    if asked.poll.state is not State.ENDED or not asked.meets or is_called or best(asked.standings) is None:
        return ()
    return (Button(say.word("Call the meeting"), CALL, {"number": int(asked.poll.number)}, Style.MAIN),)


def called_lines(say: Speech, asked: Asked) -> list[Block]:
    """That the meeting was called; else how it is called for another of the times."""
    for one in asked.standings:
        if one.option.called:
            return [say.line("The meeting was called for {time}.", time=dated(say, one.at))]
    another = best([one for one in asked.standings if one is not best(asked.standings)])
    if another is None or not call_button(say, asked):
        return []
    line = Typed(f"{CALL} {asked.poll.number} {another.option.n}")
    return [say.line("To call it for another of the times: {line}", line=line)]


@view
def result(say: Speech, asked: Asked, outcome: Outcome) -> Card:
    """What came of it, and the way to the meeting; all counts are on the card that this answers."""
    poll = asked.poll
    check = Button(say.word("Check it"), "poll export", {"number": int(poll.number)})
    return Card(
        head=say("Poll {number} · over", number=poll.number),
        title=(Data(poll.title),),
        blocks=(
            *(_best(say, asked) if outcome.cast else [say.line("Nobody has answered.")]),
            *footnotes(say, outcome),
            *called_lines(say, asked),
        ),
        buttons=(*call_button(say, asked), check, *receipts_button(say, poll)),
        style=Style.GOOD,
    )


@view
def answer(say: Speech, poll: Poll, given: Paper | None, now: datetime, receipt: str) -> Card:
    """The two lists, with what stands chosen in them."""
    if not say.face.menus:
        return _listed(say, poll, given)
    is_secret = poll.votes is Votes.SECRET
    first = say.line("The first list is for when you can, the second for when you can if need be.")
    then = (
        say.line("It counts once you press [Cast it].")
        if is_secret
        else say.line("What you choose counts at once; you can change it until the close.")
    )
    return Card(
        title=(Data(poll.title),),
        blocks=(Line(_stands(say, poll, given)), first, then),
        menus=tuple(_menu(say, poll, half, given or (), now, receipt) for half in Half),
        buttons=_casting(say, poll, given, receipt) if is_secret else _none(say, poll),
    )


def _stands(say: Speech, poll: Poll, given: Paper | None) -> Text:
    if given is None:
        return say("You have not answered yet.")
    return say("Your answer: {answer}.", answer=papers.spoken(say, poll, given))


def _menu(say: Speech, poll: Poll, half: Half, given: Paper, now: datetime, receipt: str) -> Menu:
    """One of the lists; of a secret answer its id carries both."""
    chosen = split(given)[half is Half.IF_NEED_BE]
    state: dict[str, str | int] = {"number": int(poll.number), "list": half.value}
    if poll.votes is Votes.SECRET:
        state |= {"paper": carried(given)} | ({"receipt": receipt} if receipt else {})
    label = say.word("I can") if half is Half.YES else say.word("If need be")
    picks = tuple(_pick(say, one, half, one.n in chosen, now) for one in poll.standing)
    return Menu(label, ANSWER, "times", picks, state, least=0, most=len(picks))


def _pick(say: Speech, option: Option, half: Half, chosen: bool, now: datetime) -> Pick:
    """A time as one line of a list, in words: lists can't show it in each reader's own zone."""
    there = (option.at or now).astimezone(say.zone)
    time = f"{option.n} · {say.moment(there).text}"
    label = time if half is Half.YES else say.word("If need be: {time}", time=time)
    zone = place_and_offset(there)
    about = say.word("{zone}; it has passed", zone=zone) if there <= now else zone
    return Pick(str(option.n), label, about, chosen)


def _none(say: Speech, poll: Poll) -> tuple[Button, ...]:
    return (Button(say.word("I can't at any"), VOTE, {"number": int(poll.number), "choice": carried(())}),)


def _casting(say: Speech, poll: Poll, given: Paper | None, receipt: str) -> tuple[Button, ...]:
    number, said = int(poll.number), carried(given or ())
    if not receipt:
        return (Button(say.word("Cast it"), VOTE, {"number": number, "choice": said}, Style.MAIN),)
    held: Mapping[str, str | int] = {"number": number, "paper": said, "receipt": receipt}
    return (Button(say.word("Cast it"), CAST, held, Style.MAIN),)


def _listed(say: Speech, poll: Poll, given: Paper | None) -> Card:
    """The times by number, and what to write."""
    some = {one.n: one.at for one in poll.standing if one.at}
    times = zip(some, dated_in_a_row(say, some.values()), strict=True)
    rows = [Line((f"{n} · ", time)) for n, time in times]
    mine: tuple[Block, ...] = () if given is None else (Line(_stands(say, poll, given)),)
    line = Typed(f"{VOTE} {poll.number} {typed(given) if given else _example(poll)}")
    if poll.votes.are_sealed:
        how: tuple[Block, ...] = (ways.alone(say, line),)
    else:
        how = (say.line("Write the numbers of the times that suit you: {line}", line=line),)
    rule = say.line(
        "A ? before a number means: if need be. If you can't at any: {line}", line=_none_line(poll)
    )
    return Card(title=(Data(poll.title),), blocks=(*rows, *mine, *how, rule))


def _none_line(poll: Poll) -> Typed:
    return Typed(f"{VOTE} {poll.number} none")
