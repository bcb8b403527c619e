"""Signing, and what one's own signature says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import Annotated

from sqlalchemy.engine import Connection

from bot.api.card import Batch
from bot.api.cog import Home, Reacts
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.text import folded
from cogs.campaigns.commands.desk import CARD, Which
from cogs.campaigns.commands.looking import Looking
from cogs.campaigns.rules.signature import STATED_LIMIT, Shown
from cogs.campaigns.rules.signing import NEW_FOR, Choice, Said
from cogs.campaigns.signing import Sign, Signing

PEN = {"✒️": "pen", "✒": "pen", "🖊️": "pen", "🖊": "pen", "✍️": "pen", "✍": "pen"}
REACTS = Reacts("sign", "called", PEN, number="campaign")
"""What a pen under a card means: nothing that counts, as everybody sees it."""
Trade = Annotated[str, Arg("Your trade", keyed=True, limit=STATED_LIMIT, sample="nurse")]
Workplace = Annotated[str, Arg("Where you work", keyed=True, limit=STATED_LIMIT)]
Association = Annotated[str, Arg("A union or group that you sign with", keyed=True, limit=STATED_LIMIT)]
Called = Annotated[str, Arg("Your name as it is to be shown", limit=STATED_LIMIT, sample="Ana Pérez")]
CalledSo = Annotated[
    str, Arg("Your name as it is to be shown", keyed=True, limit=STATED_LIMIT, sample="Ana Pérez")
]
Country = Annotated[str, Arg("Your country", keyed=True, limit=STATED_LIMIT)]


class Who(Enum):
    """To whom a name is shown, in any shipped language."""

    NOBODY = "nobody"
    EVERYONE = "everyone"
    TOGETHER = "together"

    @classmethod
    def read(cls, word: str) -> Who | None:
        found = Shown.read(folded(word))
        return cls(found.name.lower()) if found is not None else None


class Seen(Enum):
    """To whom a name is shown that is to be shown."""

    EVERYONE = "everyone"
    TOGETHER = "together"

    @classmethod
    def read(cls, word: str) -> Seen | None:
        found = Shown.read(folded(word))
        return cls(found.name.lower()) if found else None


_SHOWN = {who: Shown[who.name] for who in Who}
Name = Annotated[
    Who | None, Arg("Who sees your name: nobody, everyone or together", keyed=True, sample="nobody")
]
NameSeen = Annotated[Seen, Arg("Who sees your name: everyone, or all together", sample="together")]
Read = Annotated[
    int, Arg("Stands in a button: which words you read; others are not signed by it", keyed=True)
]
Tells = Annotated[bool | None, Arg("Whether you are told in private how it ends", keyed=True)]


class SigningCommands(Looking):
    """One word signs; it is private, and nobody comes onto a roll by it."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.signing = Signing(self.signatures, home.roll, home.merging.twins, self._body_on)

    @command(
        "sign",
        who=Role.OBSERVER,
        bulk="put_signatures",
        private=True,
        example="sign erlan",
    )
    def sign(
        self,
        ctx: Context,
        campaign: Which = "",
        as_: Trade = "",
        at: Workplace = "",
        with_: Association = "",
        name: Name = None,
        called: CalledSo = "",
        tell: Tells = None,
        country: Country = "",
        read: Read = 0,
    ) -> Sign:
        """Sign a letter, or pledge; your name is shown to nobody unless you choose it."""
        choice = Choice(_SHOWN[name] if name is not None else None, called or "", tell)
        return self._act(ctx, campaign, choice, Said(as_, at, with_, country), read)

    @command(
        "signature name",
        who=Role.OBSERVER,
        bulk="put_signatures",
        private=True,
        modal=True,
        example="signature name erlan together Ana Pérez",
    )
    def show_name(
        self,
        ctx: Context,
        campaign: Which,
        shown: NameSeen,
        called: Called,
        as_: Annotated[str, Arg("Your trade, if you like", limit=STATED_LIMIT, form=True)] = "",
        at: Annotated[str, Arg("Where you work, if you like", limit=STATED_LIMIT, form=True)] = "",
        read: Read = 0,
    ) -> Sign:
        """Sign with your name: shown to everyone, or together with enough others."""
        return self._act(ctx, campaign, Choice(Shown[shown.name], called), Said(as_, at), read)

    def put_signatures(self, connection: Connection, acts: Sequence[Sign]) -> Batch:
        """Writes a batch of signatures, of which nothing else is kept; a look folds them in soon after."""
        answers, changed = self.signing.sign(connection, acts)
        for one in changed:
            self.look_soon(connection, one.assembly, {one.id}, acts[0].now)
        stale = {(one.assembly, CARD, int(one.number)) for one in changed}
        return Batch(answers, stale=stale, untraced=set(range(len(acts))))

    def _act(self, ctx: Context, campaign: str | int, choice: Choice, said: Said, read: int) -> Sign:
        """A reaction gives the campaign by its number."""
        return Sign(
            ctx.assembly.id,
            str(campaign),
            ctx.account.address,
            ctx.found_member.id if ctx.found_member else None,
            choice,
            said,
            spoken(ctx.tongue or ctx.locale),
            _is_new(ctx),
            ctx.now,
            alone=ctx.room.private,
            is_reaction=ctx.is_reaction,
            read=read,
            apart_since=ctx.account.parted_at if ctx.account.is_apart else None,
        )

    def _body_on(self, connection: Connection, bloc: int) -> frozenset[int]:
        """Who may know of what is a bloc's."""
        return self.bodies.blocs.body_on(connection, bloc) if self.bodies.blocs else frozenset()


@lru_cache(maxsize=500)
def spoken(tag: str) -> str:
    """The language that a person signs in, without its country."""
    return re.split("[-_]", tag, maxsplit=1)[0].lower()


def _is_new(ctx: Context) -> bool:
    """Whether the account was made a moment ago, or has been where the assembly meets for a moment only."""
    lately, member = ctx.now - NEW_FOR, ctx.found_member
    if member is not None:
        return ctx.since > lately and member.joined_at > lately
    return ctx.since > lately or (ctx.born is not None and ctx.born > lately)
