"""What a person sees of a message or of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord.backend.models import Interaction, Message
from simcord.components import walk_components
from simcord.results import InteractionResult, ResponseMessage

from .model import FIRST_ANSWER
from .waiting import PATIENCE, until

if TYPE_CHECKING:
    from .world import World


class InteractionFailed(Exception):
    """Discord showed "This interaction failed": the bot did not answer in time."""


class Seen(ResponseMessage):
    """One message as a person sees it; reading it again shows it as it is then."""

    _env: World

    def __init__(self, world: World, message: Message) -> None:
        super().__init__(world, message)

    @property
    def text(self) -> str:
        """Everything written on it: content, embeds, fields, footers."""
        parts = [self._message.content]
        for embed in self._message.embeds:
            parts += [embed.get("title", ""), embed.get("description", "")]
            for field in embed.get("fields") or []:
                parts += [field["name"], field["value"]]
            parts.append((embed.get("footer") or {}).get("text", ""))
        return "\n".join(part for part in parts if part)

    @property
    def title(self) -> str:
        embeds = self._message.embeds
        return str(embeds[0].get("title", "")) if embeds else self._message.content.split("\n")[0]

    @property
    def buttons(self) -> dict[str, str]:
        """The labels of its buttons, each with its custom_id."""
        return {part.get("label") or "": part.get("custom_id", "") for part in self._of_type(2)}

    @property
    def menus(self) -> dict[str, tuple[str, dict[str, str]]]:
        """The labels of its menus, each with its custom_id and the value of each line."""
        return {
            menu.get("placeholder") or "": (
                menu["custom_id"],
                {option["label"]: option["value"] for option in menu["options"]},
            )
            for menu in self._of_type(3)
        }

    @property
    def chosen(self) -> list[str]:
        """The lines that stand as chosen in its menus."""
        lines = [option for menu in self._of_type(3) for option in menu["options"]]
        return [option["label"] for option in lines if option.get("default")]

    def _of_type(self, number: int) -> list[dict[str, Any]]:
        return [part for part in walk_components(self._message.components) if part.get("type") == number]

    @property
    def reactions(self) -> dict[str, int]:
        return {reaction.emoji: len(reaction.user_ids) for reaction in self._message.reactions}

    @property
    def pings(self) -> bool:
        """Whether it called anybody's attention."""
        message = self._message
        return bool(message.ping_user_ids or message.ping_role_ids or message.mention_everyone)

    @property
    def replies_to(self) -> int:
        return int((self._message.reference or {}).get("message_id", 0))

    @property
    def author_is_bot(self) -> bool:
        return self._env.backend.bot_user.id == self._message.author_id

    @property
    def edited(self) -> bool:
        return self._message.edited_timestamp is not None


class Answer(InteractionResult):
    """What the bot did with an interaction."""

    _env: World

    def __init__(self, world: World, interaction: Interaction) -> None:
        super().__init__(world, interaction)
        self._alone_until = world.backend.iso_after(FIRST_ANSWER)

    async def come(self, within: float = PATIENCE) -> Answer:
        """Wait until it is answered in full, or fail as the person's client would."""
        record = self._interaction
        await until(lambda: record.responded or self._is_late(), "an answer to the interaction", within)
        if not record.responded:
            raise InteractionFailed(record.command_name or "component")
        await until(lambda: not record.loading or self.response is None, "the deferred answer", within)
        return self

    def _is_late(self) -> bool:
        """Discord's own few seconds where no bot is there; one that is there is given time."""
        deadline, now = self._interaction.initial_response_deadline, self._env.backend.now_iso()
        is_alone = not self._env.gateway.connected
        return (is_alone and now > self._alone_until) or (deadline is not None and now > deadline)

    @property
    def messages(self) -> list[Seen]:
        parts = [self.response, *self.followups]
        return [Seen(self._env, part._message) for part in parts if part is not None]

    @property
    def text(self) -> str:
        """Everything that was answered."""
        return "\n".join(message.text for message in self.messages)

    @property
    def is_private(self) -> bool:
        return bool(self.messages) and all(message.ephemeral for message in self.messages)

    @property
    def form(self) -> list[dict[str, Any]]:
        """The inputs of the form that was shown, in order."""
        return [
            part
            for part in walk_components((self.modal or {}).get("components", []))
            if part.get("type") == 4
        ]
