"""People on the loopback Discord: what a member can do in a client, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord import _modal
from simcord.actors import MemberActor, _autocomplete_result, _component_click, _component_select, _slash
from simcord.backend.access import message_accessible
from simcord.backend.models import Message
from simcord.builders import ChannelHandle, UserHandle
from simcord.results import InteractionResult

from .seen import Answer, Seen

if TYPE_CHECKING:
    from .world import World


class Person:
    """Somebody in a room of a server, or in the direct room with the bot."""

    def __init__(self, world: World, actor: MemberActor | UserHandle, room: ChannelHandle) -> None:
        self._world = world
        self._actor = actor
        self.room = room

    @property
    def id(self) -> int:
        return self._actor.id

    @property
    def alone(self) -> Person:
        """The same person in the direct room with the bot."""
        user = self._actor.user if isinstance(self._actor, MemberActor) else self._actor
        return Person(self._world, user, user.dm_channel)

    def goes_to(self, room: ChannelHandle) -> Person:
        return Person(self._world, self._actor, room)

    def close_direct_messages(self) -> None:
        """Take no more direct messages from this server."""
        self._world.backend.closed.add(self.id)

    # What a person says and shows

    def say(self, text: str, *, reply_to: Seen | None = None) -> Seen:
        """Write in the room."""
        reference = {"message_id": str(reply_to.id)} if reply_to else None
        message = self._world.backend.create_message(self.room.id, self.id, text, reference=reference)
        return Seen(self._world, message)

    def mention(self, text: str) -> Seen:
        """Write to the bot by naming it."""
        return self.say(f"<@{self._world.backend.bot_user.id}> {text}")

    def react(self, message: Seen, emoji: str) -> None:
        self._world.backend.add_reaction(message.channel_id, message.id, emoji, self.id)

    def react_with_effects(self, message: Seen, emoji: str) -> None:
        """A super reaction, which Discord lists apart."""
        self._world.backend.bursts.add((message.id, emoji, self.id))
        self.react(message, emoji)

    def unreact(self, message: Seen, emoji: str) -> None:
        self._world.backend.remove_reaction(message.channel_id, message.id, emoji, self.id)

    # What a person asks of the bot

    async def slash(self, command: str, **options: Any) -> Answer:
        """Use a slash command and wait for its answer."""
        return await self._answer(await _slash(self._actor, self.room, command, options))

    async def click(self, message: Seen, label: str) -> Answer:
        """Press the button with this label, or whose label begins so."""
        custom_id = next((key for text, key in message.buttons.items() if text.startswith(label)), None)
        if custom_id is None:
            raise AssertionError(f"no button {label!r} among {list(message.buttons)}")
        return await self._answer(
            await _component_click(self._actor, message, label=None, custom_id=custom_id)
        )

    async def choose(self, message: Seen, menu: str, *picks: str) -> Answer:
        """Choose the first line that begins so, for each of these, from the menu whose label begins so."""
        key, lines = next(
            (found for label, found in message.menus.items() if label.startswith(menu)), ("", {})
        )
        found = [next((lines[label] for label in lines if label.startswith(pick)), "") for pick in picks]
        if not key or not all(found):
            raise AssertionError(f"no {picks} in {menu!r} among {message.menus}")
        return await self._answer(await _component_select(self._actor, message, found, custom_id=key))

    async def fill(self, shown: Answer, *values: str) -> Answer:
        """Fill in the form that was shown, input by input, and send it."""
        named = {part["custom_id"]: value for part, value in zip(shown.form, values, strict=False)}
        return await self._answer(await _modal._submit_modal(self._actor, shown, named))

    async def complete(self, command: str, option: str, typed: str, **filled: Any) -> list[str]:
        """The choices offered while typing into an option."""
        result = await _autocomplete_result(self._actor, self.room, command, option, typed, filled)
        answer = await self._answer(result)
        return [str(choice["name"]) for choice in answer.autocomplete_choices or []]

    async def _answer(self, result: InteractionResult) -> Answer:
        return await Answer(self._world, result._interaction).come()

    # What a person sees

    @property
    def sees(self) -> list[Seen]:
        """The messages in the room that this person can see, oldest first."""
        model = self._world.backend
        stored = sorted(model.messages.get(self.room.id, {}).values(), key=lambda m: m.id)
        return [Seen(self._world, message) for message in stored if self._may_see(message)]

    def _may_see(self, message: Message) -> bool:
        return message_accessible(self._world.backend, self.room.id, message, self.id)
