"""Discord's model: simcord's, and the rules of Discord that simcord leaves out."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from simcord.backend import Backend, serializers
from simcord.backend.errors import BackendError, invalid_form_body
from simcord.backend.models import Guild, Interaction, Message

from .clock import WallClock

MOST_REACTIONS = 20
NONCE_WINDOW = 300.0
OLD = 3600.0
FIRST_ANSWER, PATIENCE = 3.0, 30.0
"""Seconds that Discord waits for the first answer, and that are given to a bot that has much beside it."""


@dataclass(eq=False)
class Model(Backend):
    """One Discord in memory, with nonces, locales, closed direct messages and Discord's limits."""

    locales: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    old_edits_left: int = 1_000
    nonce_window: float = NONCE_WINDOW
    patience: float = PATIENCE
    nonces: dict[int, tuple[str, float]] = field(default_factory=dict)
    bursts: set[tuple[int, str, int]] = field(default_factory=set)
    expelled: dict[int, Guild] = field(default_factory=dict)
    _next_nonce: str | None = None

    def __post_init__(self) -> None:
        super().__init__(clock=WallClock())

    def emit(self, event: str, payload: Mapping[str, Any]) -> None:
        """Tell the gateway, in the person's own language where it is an interaction."""
        shaped = dict(payload)
        if event == "INTERACTION_CREATE":
            person = shaped.get("user") or shaped["member"]["user"]
            shaped["locale"] = self.locales.get(int(person["id"]), "en-US")
        if event == "MESSAGE_CREATE" and int(shaped["id"]) in self.nonces:
            shaped["nonce"] = self.nonces[int(shaped["id"])][0]
        super().emit(event, shaped)

    def new_interaction(self, type: int, channel_id: int, user_id: int, guild_id: int | None) -> Interaction:
        record = super().new_interaction(type, channel_id, user_id, guild_id)
        record.initial_response_deadline = self.iso_after(self.patience)
        return record

    def set_reaction(self, channel_id: int, message_id: int, emoji: str, user_id: int, reacted: bool) -> None:
        message = self.get_message(channel_id, message_id)
        if reacted and message.reaction_for(emoji) is None and len(message.reactions) >= MOST_REACTIONS:
            raise BackendError(400, 30010, "Maximum number of reactions reached (20)")
        super().set_reaction(channel_id, message_id, emoji, user_id, reacted)

    def prepare_message(
        self, channel_id: int, author_id: int, content: str | None = "", **rest: Any
    ) -> Message:
        if content and len(content) > 2000:
            raise invalid_form_body("content: Must be 2000 or fewer in length.")
        return super().prepare_message(channel_id, author_id, content, **rest)

    def known_by_nonce(self, channel_id: int, nonce: str) -> Message | None:
        """The message that the same nonce made in this room within Discord's few minutes."""
        now = self.clock.now().timestamp()
        for message_id, (used, at) in self.nonces.items():
            message = self.messages.get(channel_id, {}).get(message_id)
            if used == nonce and message is not None and now - at < self.nonce_window:
                return message
        return None

    @contextmanager
    def naming(self, nonce: str) -> Iterator[None]:
        """Give the next message this nonce."""
        self._next_nonce = nonce
        try:
            yield
        finally:
            self._next_nonce = None

    def commit_message(self, message: Message, *, broadcast: bool = True) -> Message:
        if self._next_nonce is not None:
            self.nonces[message.id] = (self._next_nonce, self.clock.now().timestamp())
        return super().commit_message(message, broadcast=broadcast)

    def refuse_closed(self, channel_id: int) -> None:
        """Refuse a direct message to somebody who takes none, or who shares no server with the bot."""
        channel = self.get_channel(channel_id)
        if channel.guild_id is not None:
            return
        for user_id in channel.recipient_ids:
            if user_id in self.closed:
                raise BackendError(403, 50007, "Cannot send messages to this user")
            if not any(user_id in guild.members for guild in self.guilds.values()):
                raise BackendError(
                    403, 50278, "Cannot send messages to this user due to having no mutual guilds"
                )

    def expel(self, guild_id: int) -> None:
        """Put the bot out of a server, which lives on without it."""
        self.expelled[guild_id] = self.guilds.pop(guild_id)
        self.emit("GUILD_DELETE", {"id": str(guild_id)})

    def let_in(self, guild_id: int) -> None:
        """Let the bot into a server again."""
        guild = self.guilds[guild_id] = self.expelled.pop(guild_id)
        self.emit("GUILD_CREATE", serializers.guild_create_payload(self, guild))

    def refuse_expelled(self, channel_id: int) -> None:
        """Refuse whatever is asked about a room of a server that the bot was put out of."""
        channel = self.channels.get(channel_id)
        if channel is not None and channel.guild_id in self.expelled:
            raise BackendError(403, 50001, "Missing Access")

    def refuse_old_edit(self, channel_id: int, message_id: int) -> None:
        """Count edits of messages older than an hour, of which Discord allows few."""
        message = self.messages.get(channel_id, {}).get(message_id)
        age = self.clock.now().timestamp() * 1000 - ((message_id >> 22) + 1420070400000)
        if message is None or age < OLD * 1000:
            return
        self.old_edits_left -= 1
        if self.old_edits_left < 0:
            raise BackendError(429, 30046, "Maximum number of edits to messages older than 1 hour reached.")
