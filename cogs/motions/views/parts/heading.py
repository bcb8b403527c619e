"""The top of a card: where the motion stands, whose it is, and who sees what of the votes."""

from __future__ import annotations

from bot.api.card import Data, Name, Text
from bot.api.speech import N_, Speech
from bot.ballots import views as ballots
from bot.ballots.rules import Votes
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import DECIDED, State
from cogs.motions.views import words
from cogs.motions.views.parts.shown import Shown


def vote_head(say: Speech, motion: Motion) -> Text:
    """Which motion it is, and until when it is voted on or what became of it."""
    number = motion.number
    if motion.state is State.OPEN and motion.closes_at is not None:
        at = say.moment(motion.closes_at)
        message = N_("Motion {number} · vote until {at} ({away})")
        if motion.practice:
            message = N_("Practice {number} · vote until {at} ({away})")
        return say(message, number=number, at=at, away=say.away(motion.closes_at))
    if motion.state is State.CLOSING:
        return say("Motion {number} · voting is over; the votes are being counted", number=number)
    if motion.state in DECIDED and motion.ended_at is not None:
        state = words.standing(say, motion)
        return say(
            "Motion {number} · {state}, {at}", number=number, state=state, at=say.moment(motion.ended_at)
        )
    return say("Motion {number} · {state}", number=number, state=words.state(say, motion.state))


def moved_by(say: Speech, shown: Shown) -> Text:
    """Who moved and seconded it; while it is voted on, who sees what of the votes."""
    motion = shown.motion
    if motion.practice:
        return say("Practice: it counts for nothing, and is gone in an hour. Everyone can see who votes how.")
    said = _by_whom(say, shown)
    if motion.state is State.OPEN and motion.votes is not Votes.SECRET:
        return (*said, " ", *_who_sees(say, shown))
    return said


def _who_sees(say: Speech, shown: Shown) -> Text:
    """Who sees what of the votes; where nobody is named, that does not change with the close."""
    if shown.unnamed and shown.motion.votes is Votes.AT_END:
        return say("Nobody sees the count until the close, and nobody is named.")
    return say(ballots.VOTES[shown.motion.votes])


def _by_whom(say: Speech, shown: Shown) -> Text:
    if shown.motion.restores is not None:
        return say("Three members appealed.")
    if shown.motion.mover is None and shown.origin:
        return say("Moved by {bloc}.", bloc=Data(shown.origin))
    if shown.motion.mover is None and shown.motion.deed:
        return say("Moved by the assembly's own rules.")
    mover: Text = (Name(shown.motion.mover),) if shown.motion.mover and not shown.unnamed else say("a member")
    if not shown.seconders:
        return say("Moved by {mover}.", mover=mover)
    if shown.unnamed:
        return say("Moved and seconded by members.")
    names: Text = ()
    for member in sorted(shown.seconders):
        names += (", ", Name(member)) if names else (Name(member),)
    return say("Moved by {mover}, seconded by {seconders}.", mover=mover, seconders=names)
