"""What stands in the rooms of both networks, read from the networks themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tests.both.stage import Stage
from tests.wire.seen import Seen

V3 = "/_matrix/client/v3"
MESSAGES = '{"room": {"timeline": {"limit": 1000, "types": ["m.room.message"]}, "state": {"types": []}}}'
_HEADING = re.compile(r"^-?#+ ", re.MULTILINE)


@dataclass
class Post:
    """Something that the bot has said in a room, as it stands after its edits; answers are to somebody."""

    id: str
    room: str
    text: str
    at: int
    is_answer: bool


class Standing:
    """Reads Discord's own model, and Matrix with the bot's own account."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._since = ""
        self._said: dict[str, Post] = {}

    async def posts(self, network: str) -> list[Post]:
        """All that stands on a network, oldest first."""
        return self.on_matrix() if network == "matrix" else self.on_discord()

    def on_discord(self) -> list[Post]:
        backend = self.stage.world.backend
        inside = backend.guilds[self.stage.guild.id].channel_ids
        stored = [m for room in inside for m in backend.messages.get(room, {}).values()]
        own = {m.id for m in stored if m.author_id == backend.bot_user.id}
        found = []
        for message in sorted(stored, key=lambda m: m.id):
            seen = Seen(self.stage.world, message)
            is_answer = bool(seen.replies_to) and seen.replies_to not in own
            if message.id in own:
                room = str(message.channel_id)
                found.append(Post(str(message.id), room, bare(seen.text), message.id, is_answer))
        return found

    def on_matrix(self) -> list[Post]:
        path = f"{V3}/sync?filter={quote(MESSAGES)}{self._since}"
        told = self.stage.synapse.read(path, self.stage.bot.login.token)
        self._since = f"&since={quote(told['next_batch'])}"
        rooms = told.get("rooms", {}).get("join", {})
        for room in rooms.keys() - self.stage.chats:
            for event in rooms[room]["timeline"]["events"]:
                if event["sender"] == self.stage.bot.user_id:
                    self._note(room, event, event.get("content", {}))
        return sorted(self._said.values(), key=lambda post: post.at)

    def _note(self, room: str, event: dict[str, Any], content: dict[str, Any]) -> None:
        relation = content.get("m.relates_to", {})
        if relation.get("rel_type") != "m.replace":
            to = relation.get("m.in_reply_to", {}).get("event_id", "")
            is_answer = bool(to) and to not in self._said
            body, at = content.get("body", ""), event["origin_server_ts"]
            self._said[event["event_id"]] = Post(event["event_id"], room, body, at, is_answer)
        elif relation["event_id"] in self._said:
            self._said[relation["event_id"]].text = content["m.new_content"]["body"]


def bare(text: str) -> str:
    """A text on Discord as a client shows it: without marks of headings and of bold."""
    return _HEADING.sub("", text).replace("**", "").replace("\\", "")
