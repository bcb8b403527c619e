"""Reports as their senders, their readers and the room see them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Button, Card, Data, Line, Name, Quote, Style, Text, Typed, view
from bot.api.code import Code
from bot.api.speech import Speech
from cogs.reports.rules import Report, State


@view
def sent(say: Speech, code: Code, has_readers: bool) -> Card:
    """Told to the sender alone, once."""
    blocks = [
        say.line("Your report is in. Nothing that I keep says who sent it."),
        say.line(
            "Two readers look for what could give somebody away; then it is read out at the next meeting."
        ),
    ]
    if not has_readers:
        blocks.append(
            say.line(
                "There are not two readers yet, so it waits. A steward names them: {line}",
                line=Typed("reports reader …"),
            )
        )
    blocks += [
        say.line("With this code alone you can add to it and see what became of it: {code}", code=code.words),
        say.line("For example: {line}", line=Typed(f"reports add {code.words} …")),
        say.line("Your network may still show what you typed. Delete it, if others can look at this device."),
    ]
    return Card(blocks=tuple(blocks))


@view
def more(say: Speech) -> Card:
    return say.card("That is added. Both readers look at it again before anybody hears it.")


@view
def fate(say: Speech, report: Report) -> Card:
    """What became of a report, for whoever has its code."""
    if report.state is State.HELD:
        return Card(
            blocks=(
                say.line("It is held back: {why}", why=Data(report.why)),
                say.line("Write it anew in other words: {line}", line=Typed("report …")),
            )
        )
    if report.state is State.READ:
        return say.card("It was read out. Nobody was told who sent it, as nobody knows.")
    if report.state is State.READY:
        return say.card("Two readers have looked it through. It is read out at the next meeting.")
    return say.card("It waits for its readers.")


@view
def waiting_card(say: Speech, some: Sequence[Report]) -> Card:
    """What a reader has still to look through, the first of it in full."""
    if not some:
        return say.card("No report waits for you.")
    title = say.plural("{n} report waits for you", "{n} reports wait for you", len(some))
    one = to_look_through(some[0])(say)
    another = [
        say.line("Another of them: {line}", line=Typed(f"reports waiting {r.number}")) for r in some[1:2]
    ]
    return Card(title=title, blocks=(*one.blocks, *another), buttons=one.buttons)


@view
def to_look_through(say: Speech, report: Report) -> Card:
    """A report for one of its readers."""
    number = {"number": str(report.number)}
    lines: list[Block] = [
        Line(_head(say, report), strong=True),
        Quote(report.whole),
        say.line("Does anything in it tell who wrote it, or on anyone else: a shift, a name, a single case?"),
        say.line("In other words, without that: {line}", line=Typed(f"reports word {report.number} …")),
        say.line("Or hold it back: {line}", line=Typed(f"reports hold {report.number} …")),
    ]
    fine = Button(say.word("It tells on nobody"), "reports look", number, Style.GOOD)
    return Card(blocks=tuple(lines), buttons=(fine,))


def _head(say: Speech, report: Report) -> Text:
    if report.urgent:
        return say("Report {number}, urgent", number=report.number)
    return say("Report {number}", number=report.number)


@view
def looked(say: Speech, report: Report, missing: int) -> Card:
    if missing > 0:
        return say.card("Thank you. Report {number} needs another reader.", number=report.number)
    now = Button(say.word("Read it out now"), "reports read", {"number": str(report.number)})
    line = say.line(
        "Thank you. Report {number} can be heard: at the next meeting, or at once.", number=report.number
    )
    return Card(blocks=(line,), buttons=(now,))


@view
def held(say: Speech, report: Report) -> Card:
    return say.card("Report {number} is held back. Its sender can read why.", number=report.number)


@view
def reworded(say: Speech, report: Report) -> Card:
    return say.card(
        "Report {number} has your words now, and what stood there is gone. Another reader looks at it.",
        number=report.number,
    )


@view
def read_card(say: Speech, report: Report) -> Card:
    """A report that is read out, for all of the assembly or of its bloc."""
    offer = Button(say.word("Make it a motion"), "reports offer", {"number": str(report.number)})
    head = say("Urgent report from a workplace") if report.urgent else say("Report from a workplace")
    return Card(title=head, blocks=(Quote(report.whole),), buttons=(offer,))


@view
def read_out(say: Speech, report: Report) -> Card:
    return say.card("Report {number} is read out.", number=report.number)


@view
def left_over(say: Speech, count: int) -> Card:
    """Stands under the item of a meeting that has heard as many as it reads out at once."""
    said = say.plural(
        "{n} more report can be heard: at the next meeting, or when one of its readers reads it out.",
        "{n} more reports can be heard: at the next meeting, or when one of their readers reads them out.",
        count,
    )
    return Card(blocks=(Line(said),))


@view
def named(say: Speech, member: int | None, needed: int) -> Card:
    """Told in the room: everyone is to know who reads what is reported; a careful assembly names nobody."""
    who: Text = (Name(member),) if member is not None else say("One more member")
    said = say("{person} reads reports from the workplaces first, before anybody hears them.", person=who)
    if needed <= 0:
        return Card(blocks=(Line(said),))
    return Card(blocks=(Line(said), say.line("One more reader is needed: each report is read by two.")))


@view
def unnamed(say: Speech, member: int | None) -> Card:
    who: Text = (Name(member),) if member is not None else say("One member")
    return say.card("{person} reads reports no longer.", person=who)


@view
def now_waiting(say: Speech, count: int) -> Card:
    """A line of /now for a reader."""
    said = say.plural(
        "{n} report from a workplace waits for you: {line}",
        "{n} reports from workplaces wait for you: {line}",
        count,
        line=Typed("reports waiting"),
    )
    return Card(blocks=(Line(said),))


@view
def urgent_card(say: Speech) -> Card:
    """Told to the readers; it says nothing of what was reported."""
    return say.card(
        "An urgent report from a workplace waits for two readers: {line}", line=Typed("reports waiting")
    )


@view
def minuted(say: Speech) -> Card:
    """All that the minutes of a meeting say of a report."""
    return say.card("A report from a workplace was heard.")


@view
def kept(say: Speech) -> Card:
    return say.card(
        "Reports: what was written and on which day, with nothing that leads to its sender, for 60 days. "
        "Two readers see it first; then the assembly, or its bloc, does. Who reads reports is kept too."
    )


@view
def nothing(_say: Speech) -> Card:
    return Card()
