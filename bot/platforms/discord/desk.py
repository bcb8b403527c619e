"""What people ask for by slash command, button, menu and form, handed in at the door."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import discord

from bot.api import press
from bot.api.card import Card, Line
from bot.api.clock import Clock
from bot.api.command import Argument, Command
from bot.api.invocation import Answer, Invocation
from bot.api.speech import N_, Features
from bot.platforms import Door
from bot.platforms.discord import forms
from bot.platforms.discord.answers import Answering
from bot.platforms.discord.files import TOO_LARGE, within
from bot.platforms.discord.permissions import missing
from bot.platforms.discord.recent import Recent
from bot.platforms.discord.rooms import Presence, account, room_of
from bot.platforms.discord.slash import in_form, language_of
from bot.platforms.discord.turns import Turns

NOT_OURS = N_("This button is from an older version of me. Use the command instead.")
MAY_NOT_POST = N_(
    "I may not post in this room. A person who manages this server needs to give me here: {permissions}. "
    "What you did is kept, and I post it as soon as I may."
)


class Desk:
    """Takes interactions in; every answer goes to the person who acted alone."""

    def __init__(
        self,
        door: Door,
        answering: Answering,
        presence: Presence,
        turns: Turns,
        clock: Clock,
        features: Features,
    ) -> None:
        self._door = door
        self._answering = answering
        self._presence = presence
        self._turns = turns
        self._clock = clock
        self._features = features
        self._rights: Recent[tuple[int, int], tuple[float, bool]] = Recent(1000)

    # Slash commands

    async def run(self, interaction: discord.Interaction, command: Command, given: dict[str, Any]) -> None:
        """A slash command, by its form where it has one."""
        options = {a.key: _plain(given[a.name]) for a in command.arguments if a.name in given}
        if in_form(command) and not _stands_in(command, options):
            await self._open_form(interaction, forms.Draft(command, options), {})
        else:
            await self._act(
                interaction, self._invocation(interaction, command=command.path, arguments=options)
            )

    async def complete(
        self, interaction: discord.Interaction, command: Command, argument: Argument, typed: str
    ) -> list[tuple[str, str]]:
        """What an argument could be, while it is typed."""
        invocation = self._invocation(interaction, command=command.path, event="")
        return await self._door.complete(invocation, argument.key, typed)

    # Buttons and menus

    async def pressed(
        self, interaction: discord.Interaction, custom_id: str, chosen: Sequence[str] = ()
    ) -> None:
        """A button or menu of a card, or a button under the preview of a form."""
        found = press.unpack(custom_id, chosen)
        if found is not None:
            assembly, path, arguments, _key = found
            await self._press(interaction, assembly, path, arguments)
            return
        draft = forms.unpack(custom_id, self._door.commands())
        if draft is None or interaction.message is None:
            await self._answering.show(interaction, self._remark(NOT_OURS))
        else:
            await self._from_preview(interaction, interaction.message, *draft)

    async def _press(
        self, interaction: discord.Interaction, assembly: int | None, path: str, arguments: dict[str, str]
    ) -> None:
        command = next((c for c in self._door.commands() if c.path == path), None)
        if command is not None and self._lacks_a_text(command, arguments):
            draft, beside = forms.Draft(command, arguments, assembly), forms.beside(interaction.message)
            await self._open_form(interaction, draft, {}, beside)
            return
        invocation = self._invocation(
            interaction, command=path, arguments=arguments, assembly=assembly, source="button"
        )
        await self._act(interaction, invocation)

    def _lacks_a_text(self, command: Command, arguments: dict[str, str]) -> bool:
        return any(a.lacks(arguments) for a in in_form(command))

    # Forms

    async def _open_form(
        self, interaction: discord.Interaction, draft: forms.Draft, texts: Mapping[str, str], beside: str = ""
    ) -> None:
        if not draft.fits:
            await self._answering.show(interaction, self._remark(forms.OPTIONS_TOO_LONG))
            return
        form = forms.Form(draft, self._say(interaction), texts, beside)
        await self._answering.attempt(interaction, interaction.response.send_modal(form))

    async def submitted(self, interaction: discord.Interaction) -> None:
        """A form that was sent in: shown back in private first."""
        data: Any = interaction.data or {}
        found = forms.unpack(str(data.get("custom_id", "")), self._door.commands())
        if found is None:
            await self._answering.show(interaction, self._remark(NOT_OURS))
            return
        _, draft = found
        texts, say = forms.filled(interaction), self._say(interaction)
        shown = forms.preview(draft.command, texts, say)
        if shown is None:
            await self._carry_out(interaction, draft, texts)
        else:
            await self._answering.preview(interaction, shown, forms.choices(draft, say))

    async def _from_preview(
        self, interaction: discord.Interaction, message: discord.Message, step: str, draft: forms.Draft
    ) -> None:
        texts = forms.read_preview(message, draft.command, self._say(interaction))
        if step == forms.CHANGE:
            await self._open_form(interaction, draft, texts)
        else:
            await self._carry_out(interaction, draft, texts)

    async def _carry_out(
        self, interaction: discord.Interaction, draft: forms.Draft, texts: Mapping[str, str]
    ) -> None:
        invocation = self._invocation(
            interaction,
            command=draft.command.path,
            arguments={**draft.options, **texts},
            assembly=draft.assembly,
        )
        await self._act(interaction, invocation)

    # The act itself

    async def _act(self, interaction: discord.Interaction, invocation: Invocation) -> None:
        handed_in = self._turns.take(invocation.account.id, lambda: self._door.act(invocation))
        await self._answering.after(interaction, self._outcome(interaction, handed_in))

    async def _outcome(
        self, interaction: discord.Interaction, handed_in: Awaitable[Answer | None]
    ) -> Answer | None:
        """The answer, and what the bot would need in this room for what follows."""
        answer = await handed_in
        if answer is not None:
            answer = within(answer, interaction.filesize_limit, self._remark(TOO_LARGE))
        lacking = (
            []
            if interaction.guild_id is None
            else missing(interaction.app_permissions.value, needed_only=True)
        )
        if answer is None or not answer.ok or not lacking:
            return answer
        names = ", ".join(f'"{permission.name}"' for permission in lacking)
        sentence = self._say(interaction)(MAY_NOT_POST).format(permissions=names)
        card = replace(answer.card, blocks=(*answer.card.blocks, Line((sentence,))))
        return replace(answer, card=card, silent=False)

    def _invocation(
        self, interaction: discord.Interaction, *, event: str | None = None, **rest: Any
    ) -> Invocation:
        assert interaction.channel_id is not None
        since = self._presence.note(interaction.user)
        if isinstance(interaction.user, discord.Member):
            self._note_rights(interaction.user, interaction.permissions)
        return Invocation(
            account=account(interaction.user.id),
            room=room_of(interaction.client, interaction.channel_id, interaction.guild_id),
            event=str(interaction.id) if event is None else event,
            at=min(interaction.created_at, self._clock.now()),
            since=since,
            locale=self._language(interaction),
            **rest,
        )

    def _note_rights(self, member: discord.Member, here: discord.Permissions) -> None:
        may = here.manage_guild or here.administrator or member.guild.owner_id == member.id
        self._rights[member.guild.id, member.id] = (self._clock.now().timestamp(), may)

    def may_manage(self, guild: int, user: int) -> bool | None:
        """Whether a person may manage the server, as Discord said within the last minute."""
        at, may = self._rights.get((guild, user), (0.0, False))
        return may if self._clock.now().timestamp() - at < 60 else None

    def _language(self, interaction: discord.Interaction) -> str | None:
        return language_of(interaction.locale, self._door.locales())

    def _say(self, interaction: discord.Interaction) -> forms.Say:
        language = self._language(interaction)
        return lambda words: self._door.said(words, language) if language else words

    def _remark(self, words: str) -> Card:
        return self._door.remark(words, self._features)


def _stands_in(command: Command, options: Mapping[str, object]) -> bool:
    """Whether something was given in the place of the texts that the form asks for."""
    return any(a.unless in options for a in command.arguments if a.unless)


def _plain(value: Any) -> Any:
    """A person as a mention, everything else as it is."""
    return value.mention if isinstance(value, discord.abc.User) else value
