"""The words of a motion that is made of a poll."""

from __future__ import annotations

from bot.api.speech import Speech
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Kind, Poll
from cogs.polls.views import words
from cogs.polls.views.naming import word
from cogs.polls.views.parts.shown import Shown


def title(say: Speech, poll: Poll, option: Option | None) -> str:
    """The question with the option; that of yes or no alone, as a motion is answered so itself."""
    if option is None or poll.kind is Kind.YES_NO:
        return poll.title
    return f"{poll.title} {word(say, poll, option.n)}"


def text(say: Speech, shown: Shown) -> str:
    """From which poll it comes, and what that came to as far as it may be seen."""
    poll = shown.poll
    said = say.word("It follows from poll {number}: {question}", number=poll.number, question=poll.title)
    if poll.is_sealed or not shown.voted:
        return said
    rows = [
        say.word("{option}: {n}", option=word(say, poll, one.n), n=shown.count(one)) for one in poll.standing
    ]
    if poll.is_ranked:
        rows.insert(0, say.word("How many put each one first:"))
    turnout = "".join(
        part for part in words.turnout(say, shown.voted, shown.entitled) if isinstance(part, str)
    )
    return "\n".join([said, turnout, *rows])
