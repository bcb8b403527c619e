"""People who are named by what they are called: dara@matrix, ben@discord, and on Matrix dara alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

import structlog

from bot.api.context import Context
from bot.api.errors import NobodyCalled, SeveralCalled
from bot.api.people import Account, Address, Assembly, Role
from bot.platforms import Directory, Platform, Unreachable
from storage.members import Roll

log = structlog.get_logger()
ASKED_ABOUT = 1_000
_CALLED = re.compile(r"@?([^@]+)@(discord|matrix)", re.IGNORECASE)
_BY_NAME = "name:"


def by_name(word: str) -> Account | None:
    """An account that is still to be found, where a word names somebody so."""
    found = _CALLED.fullmatch(word)
    return Account(0, Address(found[2].casefold(), _BY_NAME + found[1])) if found else None


def called_here(word: str, network: str) -> Account | None:
    """An account that is still to be found, where a word may be what somebody is called on this network."""
    name = word.removeprefix("@")
    return Account(0, Address(network, _BY_NAME + name)) if any(map(str.isalpha, name)) else None


class Calling:
    """Finds whom a name means among the members of an assembly."""

    def __init__(self, platforms: Mapping[str, Platform], roll: Roll) -> None:
        self.platforms = platforms
        self.roll = roll

    async def found(self, ctx: Context, values: dict[str, Any]) -> dict[str, Any]:
        """The values with an account for each name; raises where nobody or several are meant."""
        named = {key: value for key, value in values.items() if _is_by_name(value)}
        if not named:
            return values
        return values | {key: await self._one(ctx.assembly, value.address) for key, value in named.items()}

    async def _one(self, assembly: Assembly, address: Address) -> Account:
        name = address.id.removeprefix(_BY_NAME)
        platform = self.platforms.get(address.network)
        if platform is None or platform.directory is None:
            raise NobodyCalled(name, address.network)
        await self._learn(assembly, platform.directory, address.network)
        members = await self._members(assembly, platform.directory.so_called(name))
        if not members:
            raise NobodyCalled(name, address.network)
        if len(members) > 1:
            raise SeveralCalled(name, address.network)
        return Account(0, members[0])

    async def _members(self, assembly: Assembly, some: Collection[Address]) -> list[Address]:
        return [one for one in some if await self._is_member(one, assembly)]

    async def _learn(self, assembly: Assembly, directory: Directory, network: str) -> None:
        """Has the network asked about those on the roll: after a start not all of them were heard of.

        Whoever was heard of by this name alone may have taken that of a member who was not.
        """
        async with self.roll.db.reading():
            members = (await self.roll.in_role(assembly.id, Role.MEMBER.value))[:ASKED_ABOUT]
            rows = (await self.roll.accounts_of(members)).values()
        accounts = [Address(a.network, a.address) for of in rows for a in of if a.network == network]
        try:
            await directory.learn(accounts)
        except Unreachable as trouble:
            log.info("names could not be asked", network=network, reason=trouble.reason)

    async def _is_member(self, address: Address, assembly: Assembly) -> bool:
        async with self.roll.db.reading():
            account = await self.roll.account(*address)
            return account is not None and await self.roll.member(account.id, assembly.id) is not None


def _is_by_name(value: object) -> bool:
    return isinstance(value, Account) and value.address.id.startswith(_BY_NAME)
