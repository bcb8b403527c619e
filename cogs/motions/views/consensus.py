"""What is said of consensus: what may be voted, who stopped a motion, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.api.card import Block, Button, Card, Data, Line, Name, Style, Typed, view
from bot.api.cog import Explain
from bot.api.errors import RuleError
from bot.api.speech import Speech
from cogs.motions.rules import consensus as rules

BLOCK = "ballot block"


@view
def nobody_is_against(say: Speech, error: rules.NobodyIsAgainst) -> Card:
    number = error.number
    return say.card(
        "Motion {number} is decided by consensus, so nobody votes against. If you disagree and can live "
        "with it: {aside}. To stop it, with your reason: {block}",
        number=number,
        aside=Typed(f"vote {number} {say.word('stand-aside')}"),
        block=Typed(_block_line(say, number)),
    )


@view
def only_by_consensus(say: Speech, error: rules.OnlyByConsensus) -> Card:
    number = error.number
    return say.card(
        "Motion {number} is not decided by consensus: nobody can block it or stand aside. "
        "You can vote for, against or abstain: {line}",
        number=number,
        line=Typed(f"vote {number} {say.word('against')}"),
    )


@view
def block_needs_reason(say: Speech, error: rules.BlockNeedsReason) -> Card:
    """The question behind a block; until it is answered nothing has changed."""
    number = error.number
    asked = say.line(
        "This stops the motion. Why? Everyone can read your reason. Without one I count nothing."
    )
    button = Button(say.word("Block"), BLOCK, {"number": number}, Style.BAD)
    how = say.line("To block motion {number}: {line}", number=number, line=Typed(_block_line(say, number)))
    return Card(blocks=(asked, how), buttons=(button,))


def _block_line(say: Speech, number: int) -> str:
    return f"{BLOCK} {number} {say.word('YOUR REASON')}"


def how_to_block(say: Speech, number: int) -> Line:
    return say.line("To stop it, with your reason: {line}", line=Typed(_block_line(say, number)))


def blocked_by(say: Speech, number: int, blocks: Sequence[tuple[int, str]], unnamed: bool) -> list[Block]:
    """Who blocked a motion, and why, and how it goes on; a reason that was erased is not told."""
    lines: list[Block] = []
    for member, reason in blocks:
        if reason and unnamed:
            lines.append(say.line("A member blocked it: {reason}", reason=Data(reason)))
        elif reason:
            lines.append(say.line("{who} blocked it: {reason}", who=Name(member), reason=Data(reason)))
    if blocks:
        line = Typed(f"motion again {number} text:…")
        lines.append(say.line("To propose it again in other words: {line}", line=line))
    return lines


ERRORS: Mapping[type[RuleError], Explain] = {
    rules.NobodyIsAgainst: nobody_is_against,
    rules.OnlyByConsensus: only_by_consensus,
    rules.BlockNeedsReason: block_needs_reason,
}
