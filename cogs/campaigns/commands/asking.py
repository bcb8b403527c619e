"""What signatories are asked in private, some at a time, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.alarms import Alarm, Rung
from bot.api.card import Reply, Tell, View
from bot.api.cog import Home, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.campaigns.asking_store import FIRST, Questions, to_ask
from cogs.campaigns.commands.desk import CARD, Which, must_run, tell
from cogs.campaigns.commands.signing import Read
from cogs.campaigns.commands.withdrawing import Withdrawing
from cogs.campaigns.rules import question as rules
from cogs.campaigns.rules import sign_errors
from cogs.campaigns.rules.campaign import Campaign, State
from cogs.campaigns.rules.question import Question, Yes
from cogs.campaigns.rules.signature import Mark, Shown
from cogs.campaigns.rules.signing import Held, marked, together_at
from cogs.campaigns.views import asking as views

ASK = "campaign.ask"
ASKED_AT_ONCE = 200
Answer = Annotated[Yes, Arg("Your answer: text (I sign the new text), show, hide, do", sample="show")]


class Asking(Withdrawing):
    """Each question goes to everybody whom it concerns, and no answer changes nothing."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.questions = Questions(home.db)
        self.lookers.append(self.new_text)

    def ask_alarm(self, campaign: Campaign, question: Question, now: datetime) -> Alarm:
        """What has everybody asked whom a question concerns."""
        return Alarm(campaign.assembly, ASK, campaign.id, now, f"{question.value} {FIRST}")

    async def new_text(self, _assembly: Assembly, campaign: Campaign, now: datetime) -> Rung:
        """Asks about new words, once for each version."""
        found = await self.store.get(campaign.id)  # as it is after those who looked before
        asked = rules.text_asked(found) if found is not None else None
        if asked is None:
            return Rung()
        await self.store.save(asked)
        return Rung(alarms=(self.ask_alarm(asked, Question.TEXT, now),))

    async def asking(self, _assembly: Assembly, due: Sequence[Alarm], now: datetime) -> Rung:
        """Asks the next people; those who sign meanwhile sign what stands."""
        tells: list[Tell] = []
        again: list[Alarm] = []
        for alarm in due:
            word, _, after = alarm.detail.partition(" ")
            found, what = await self.store.get(alarm.subject), Question(word)
            if found is None or not rules.is_asked(found, what):
                continue
            some = await self._next(found, what, int(after))
            tells += [tell(p, ASK, found.number, what.value) for p in await self._inside(found, some)]
            if len(some) == ASKED_AT_ONCE:
                again.append(replace(alarm, due_at=now, detail=f"{what.value} {some[-1]}"))
        return Rung(tells=tuple(tells), alarms=tuple(again))

    async def _inside(self, campaign: Campaign, some: Sequence[int]) -> list[int]:
        """Those of these people who may still know of it: some may have left the bloc whose it is."""
        if campaign.bloc is None:
            return list(some)
        body = await self.circles.body(campaign.bloc)
        return [person for person in some if person in body]

    async def _next(self, campaign: Campaign, what: Question, after: int) -> list[int]:
        return await self.store.db.within(lambda c: to_ask(c, campaign, what, after, ASKED_AT_ONCE))

    @card(ASK)
    async def ask_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        campaign = await self.store.find(assembly.id, number)
        what = next((question for question in Question if question.value == detail), None)
        if campaign is None or what is None or not rules.is_asked(campaign, what):
            return None
        n, vouched = await self.signatures.total(campaign.id)
        match what:
            case Question.TEXT:
                newest = {term: m for term, m, _ in await self.signatures.by(campaign.id, "version")}
                return views.new_text(campaign, n, newest.get(campaign.version, 0))
            case Question.NAMES:
                gathered = await self.questions.gathered(campaign.id)
                return views.show_names(campaign, n, gathered)
        return views.do_it(campaign, vouched)

    @command(
        "signature agree",
        who=Role.OBSERVER,
        private=True,
        untraced=True,
        example="signature agree erlan show",
    )
    async def agree(self, ctx: Context, campaign: Which, answer: Answer, read: Read = 0) -> Reply:
        """Answer what you were asked about your signature."""
        found, people = await self.signed(ctx, campaign)
        must_run(found)
        if read not in (0, found.edition):
            raise sign_errors.RewordedSince(found.number, found.name)
        held = answered(found, people[max(people)], answer)
        await self.store.db.within(lambda c: self.put_own(c, found, held, ctx.now))
        return Reply(views.agreed(found, held, answer), private=True, stale=((CARD, found.number),))


def answered(campaign: Campaign, held: Held, answer: Yes) -> Held:
    """The signature with what its owner answered; refuses what was not asked yet."""
    match answer:
        case Yes.TEXT:
            return replace(held, signature=replace(held.signature, version=campaign.version))
        case Yes.SHOW:
            if held.signature.shown is not Shown.TOGETHER:
                raise sign_errors.NotTogether(campaign.number, campaign.name)
            if campaign.asked_at is None:
                raise sign_errors.NotEnoughYet(campaign.number, together_at(campaign))
        case Yes.DO:
            if campaign.state is not State.MET:
                raise sign_errors.NotEnoughYet(campaign.number, campaign.goal)
    return marked(held, Mark.AGREED, answer is not Yes.HIDE)
