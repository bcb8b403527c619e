"""A stage on which nobody talks with the bot where a server could read along."""

from __future__ import annotations

from tests.both.stage import SLOW, Stage
from tests.matrix.person import JsPerson


class Encrypted(Stage):
    """A stage on which people talk with the bot in encrypted chats."""

    async def on_matrix(self, name: str) -> JsPerson:
        return await self.people.login(self.account(name))

    async def chat(self, person: JsPerson) -> str:
        if person.user_id not in self._chats:
            me = self.bot.user_id
            room = await person.create(encrypted=True, direct=True, open=False, invite=[me])
            await person.wait(room, "I am Folkmoot", sender=me, timeout=SLOW)
            self._chats[person.user_id] = room
        return self._chats[person.user_id]
