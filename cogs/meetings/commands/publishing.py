"""Minutes from the draft on: shown, mended by lines, approved by a motion, handed over as files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from bot import paper
from bot.api.ask import Ask
from bot.api.blocs import Proposal, moved
from bot.api.card import Entry, File, Reply, Tell, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, Said
from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.api.text import isolated
from cogs.meetings.commands.minuting import Minuting
from cogs.meetings.commands.sitting_desk import MINUTES_CARD, sitting_post
from cogs.meetings.rules import minute as rules
from cogs.meetings.rules import stack
from cogs.meetings.rules.minute import APPROVED, DRAFT, NOTE, PROPOSED, SORRY, TALKED, TEXT_LIMIT
from cogs.meetings.rules.rsvp import Rsvp
from cogs.meetings.rules.sitting import Held, Seat
from cogs.meetings.views import minute_words
from cogs.meetings.views import minutes as views
from cogs.meetings.views.minute_words import Record

DRAFT_CARD, APPROVE = "minutes.draft", "minutes.approve"
PRESS = Path(__file__).parent.parent / "minutes_press.py"
MARKDOWN = "text/markdown"
Number = Annotated[Numbered, Arg("The meeting's number", sample="3")]
Place = Annotated[int, Arg("The number of the line", sample="2")]
Text = Annotated[str, Arg("Its words", limit=TEXT_LIMIT, sample="The kettle is broken")]


class Publishing(Minuting):
    """Drafts are for who wrote them; once they are to be approved, for everybody."""

    @command("minutes show", example="minutes show 3")
    async def minutes_show(self, ctx: Context, number: Number) -> Reply:
        """Read the minutes of a meeting."""
        held = await self._readable_here(ctx, number)
        edits = held.minutes == DRAFT and await self._edits(ctx, held)
        record = await self._record(ctx.assembly, held)
        named = {} if ctx.assembly.careful or not edits else await self.minutes.names(ctx.assembly.id)
        view = views.minutes_card(record, held.minutes == DRAFT, edits, _seen(record, named))
        return Reply(view, private=held.minutes == DRAFT)

    @command("minutes list")
    async def minutes_list(self, ctx: Context) -> Reply:
        """See which meetings were held, and how far their minutes are."""
        bodies = await self.sittings.bodies(ctx.assembly.id)
        known = [body for body in bodies if await self.circles.may_know(ctx, body)]
        some = await self.sittings.held(ctx.assembly.id, known)
        return Reply(views.list_card([await self._as_voted(held) for held in some]))

    @command("minutes edit", modal=True, example="minutes edit 3 2 The kettle is broken")
    async def minutes_edit(self, ctx: Context, number: Number, line: Place, text: Text = "") -> Reply:
        """Put a line of a draft in other words; without words it goes."""
        held = await self._draft(ctx, number)
        found = rules.numbered(await self.minutes.of(held.id), line, held.number)
        if text.strip():
            await self.minutes.write(found.id, rules.worded(text))
        else:
            await self.minutes.take_out(found.id)
        return Reply(views.edited(held.number), private=True)

    @command("minutes add", modal=True, example="minutes add 3 The kettle is broken")
    async def minutes_add(self, ctx: Context, number: Number, text: Text) -> Reply:
        """Add a line at the end of a draft."""
        held = await self._draft(ctx, number)
        if await self.minutes.count(held.id) >= rules.MOST_LINES:
            raise rules.TooManyLines
        words = rules.worded(text)
        at = held.ended_at or ctx.now
        await self.minutes.add(held.id, at, NOTE, member=ctx.member.id, text=words)
        return Reply(views.edited(held.number), private=True)

    @command("minutes propose", example="minutes propose 3")
    async def minutes_propose(self, ctx: Context, number: Number) -> Reply:
        """Have minutes approved, by a motion."""
        held = await self._draft(ctx, number)
        motions = self.home.bodies.motions
        if motions is None:
            raise rules.NoMinutes(number)
        say, record = self.saying(ctx.assembly), await self._record(ctx.assembly, held)
        unnamed = replace(record, names={})  # a motion's text stands for good, and names can be taken back
        text = minute_words.as_text(say, unnamed, LONGEST_TEXT)
        deed = Deed(APPROVE, {"sitting": held.id})
        reply = await motions.propose(ctx, Proposal(views.APPROVE_TITLE, text, bloc=held.body, deed=deed))
        await self.sittings.save(replace(held, minutes=PROPOSED, approval=int(moved(reply))))
        return reply

    @command("minutes file", example="minutes file 3")
    async def minutes_file(self, ctx: Context, number: Number) -> Reply:
        """Get the minutes of a meeting as a file."""
        held = await self._readable_here(ctx, number)
        text = minute_words.markdown(self.saying(ctx.assembly), await self._record(ctx.assembly, held))
        file = File(f"minutes-{held.number}.md", MARKDOWN, text.encode())
        return Reply(views.handed(held.number), file=file, private=held.minutes == DRAFT)

    async def set_minutes(self, _ask: Ask, ctx: Context, number: Numbered) -> bytes:
        """Has the pages set, before anyone waits for the writer."""
        async with self.sittings.db.reading():
            held = await self._readable_here(ctx, number)
            say, record = self.saying(ctx.assembly), await self._record(ctx.assembly, held)
        lines = [{"heading": e.is_heading, "text": e.text} for e in minute_words.entries(say, record)]
        try:
            return await paper.printed(PRESS, {"title": minute_words.title(say, record), "lines": lines})
        except paper.NotSet:
            raise rules.NotPrinted from None

    @command("minutes pdf", prepare="set_minutes", example="minutes pdf 3")
    async def minutes_pdf(self, ctx: Context, number: Number) -> Reply:
        """Get the minutes of a meeting as a PDF."""
        held = await self._readable(ctx, number)
        file = File(f"minutes-{held.number}.pdf", paper.PDF, ctx.asked)
        return Reply(views.handed(held.number), file=file, private=held.minutes == DRAFT)

    @card(DRAFT_CARD)
    async def draft_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        held = await self.sittings.find(assembly.id, number)
        return views.draft_card(held) if held and held.minutes == DRAFT else None

    @card(MINUTES_CARD)
    async def minutes_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        held = await self.sittings.find(assembly.id, number)
        if held is None or held.minutes != APPROVED:
            return None
        return views.minutes_card(await self._record(assembly, held), False, False)

    async def drafted(self, _ctx: Context, held: Held) -> Reply:
        """Has whoever took the notes look through the draft when a meeting ends.

        How many had sent apologies, and spoke, is noted now: who leaves later did so all the same.
        """
        came = {member for member, _since, _until in await self.sittings.attended(held.id)}
        sorry = [member for member in await self._sorry(held) if member not in came]
        at = held.ended_at or held.started_at
        talked = stack.totals(await self.stack.of(held.id), len(came), at)
        await self.minutes.add(held.id, at, SORRY, len(sorry))
        await self.minutes.add(held.id, at, TALKED, text=talked.written())
        seats = await self.sittings.all_seats(held.id)
        writers = [m for seat, m, _since in reversed(seats) if seat is Seat.NOTE_TAKER and m is not None]
        who = (writers[0] if writers else None) or held.facilitator or held.starter
        if who is None:
            return Reply(views.handed(held.number), silent=True)
        tell = Tell(who, DRAFT_CARD, int(held.number), asked=True, elsewhere=held.lives_in)
        return Reply(views.handed(held.number), tells=(tell,), silent=True)

    async def says_approve(self, assembly: Assembly, deed: Deed) -> Said:
        held = await self.sittings.get(int(deed.arguments["sitting"]))
        return views.says_approve(held.number if held else Numbered(0))

    async def approve(self, ctx: Context, deed: Deed) -> Reply:
        """Has the minutes stand as they are, for everybody to read."""
        held = await self.sittings.get(int(deed.arguments["sitting"]))
        if held is None or held.assembly != ctx.assembly.id or held.minutes == APPROVED:
            raise rules.NoMinutes(held.number if held else Numbered(0))
        approved = replace(held, minutes=APPROVED, approved_at=ctx.now)
        await self.sittings.save(approved)
        text = minute_words.markdown(self.saying(ctx.assembly), await self._record(ctx.assembly, approved))
        facts = {"sha256": hashlib.sha256(text.encode()).hexdigest()}
        journal = () if held.unlisted else (Entry("minutes approved", held.number, facts=facts),)
        post = sitting_post(held, MINUTES_CARD, int(held.number))
        return Reply(views.handed(held.number), posts=(post,), journal=journal)

    async def not_approved(self, assembly: Assembly, body: int | None) -> Sequence[View]:
        """What a meeting takes up when it opens: the minutes of the last one, where they are not approved."""
        last = await self.sittings.last_of(assembly.id, body)
        waits = last is not None and (await self._as_voted(last)).minutes == DRAFT
        return (views.waiting_card(last),) if last and waits else ()

    async def _readable(self, ctx: Context, number: Numbered) -> Held:
        """The meeting of a number whose minutes this person may read."""
        held = await self.sittings.find(ctx.assembly.id, number)
        if held is None or not await self.circles.may_know(ctx, held.body):
            raise rules.NoMinutes(number)
        if held.ended_at is None:
            raise rules.NotYetHeld(number)
        if held.minutes == DRAFT and not await self._edits(ctx, held):
            raise rules.DraftOnly(number)
        return await self._as_voted(held)

    async def _readable_here(self, ctx: Context, number: Numbered) -> Held:
        """The same, to be read here: a draft only where nobody reads along."""
        held = await self._readable(ctx, number)
        if held.minutes == DRAFT and not ctx.is_private:
            raise rules.DraftAlone(number)
        return held

    async def _draft(self, ctx: Context, number: Numbered) -> Held:
        held = await self._readable(ctx, number)
        rules.still_draft(held)
        return held

    async def _as_voted(self, held: Held) -> Held:
        """Minutes whose motion came to nothing are a draft again; carried ones stay as they are."""
        motions = self.home.bodies.motions
        if held.minutes != PROPOSED or motions is None or held.approval is None:
            return held
        found = await motions.find(held.assembly, Numbered(held.approval))
        if found is not None and (found.carried or not found.is_over):
            return held
        return replace(held, minutes=DRAFT, approval=None)

    async def _edits(self, ctx: Context, held: Held) -> bool:
        if ctx.found_member is None:
            return False
        seats = await self.sittings.all_seats(held.id)
        writers = frozenset(
            m for seat, m, _ in seats if m is not None and seat in (Seat.NOTE_TAKER, Seat.FACILITATOR)
        )
        return rules.may_edit(held, writers, ctx.member)

    async def _record(self, assembly: Assembly, held: Held) -> Record:
        attended = await self.sittings.attended(held.id)
        came = tuple(member for member, _since, _until in attended)
        there = len(came) + held.forgotten
        bloc = await self.circles.called(held.body)
        sorry = tuple(member for member in await self._sorry(held) if member not in came)
        lines = tuple(await self.minutes.of(held.id))
        return Record(
            held,
            assembly.name,
            bloc.name if bloc else "",
            lines,
            tuple(await self.agenda.of_sitting(held.id)),
            {} if assembly.careful else await self._names(assembly.id),
            came,
            next((line.subject for line in lines if line.kind == SORRY), len(sorry)),
            sorry,
            await self._talked(held, lines, there),
            there,
            held.most,
        )

    async def _talked(self, held: Held, lines: Sequence[rules.Line], there: int) -> stack.Totals:
        noted = next((line.text for line in lines if line.kind == TALKED), None)
        if noted is not None:
            return stack.Totals.read(noted, there)
        now = held.ended_at or self.home.clock.now()
        return stack.totals(await self.stack.of(held.id), there, now)

    async def _names(self, assembly: int) -> dict[int, str]:
        return {member: isolated(name) for member, name in (await self.minutes.names(assembly)).items()}

    async def _sorry(self, held: Held) -> tuple[int, ...]:
        """Who sent apologies to the date that it was called for."""
        if held.call is None or held.wall is None:
            return ()
        dated = [d for d in await self.calls.dates_of(held.call) if d.key.isoformat() == held.wall]
        return tuple((await self.rsvps.who(dated[0].id))[Rsvp.APOLOGIES]) if dated else ()


LONGEST_TEXT = 3900
"""As much of the minutes as the text of a motion holds; the card and the file have all."""


def _seen(record: Record, names: Mapping[int, str]) -> dict[int, str]:
    """The names that these minutes say, so that who writes them sees whose they are."""
    told = {line.member for line in record.lines} | {*record.came, *record.sorry}
    return {member: name for member, name in names.items() if member in told}
