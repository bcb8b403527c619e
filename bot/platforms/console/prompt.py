"""The prompt for people: history, completion and a line of several lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from bot.platforms.console.table import private_opener

_HISTORY = "terminal-history"


class Prompt:
    """Asks one line after the other; Alt+Enter begins a new line within one, Tab completes."""

    def __init__(
        self,
        folder: Path | None,
        completer: Completer,
        name: Callable[[], str],
        is_private: Callable[[str], bool] = lambda _line: False,
    ) -> None:
        self._name = name
        self._session: PromptSession[str] = PromptSession(
            history=_history(folder, is_private),
            completer=completer,
            complete_while_typing=False,
            key_bindings=_keys(),
        )

    async def line(self) -> str | None:
        """What was typed; "" where it was broken off, None at the end."""
        try:
            return await self._session.prompt_async(lambda: f"{self._name()}> ")
        except KeyboardInterrupt:
            return ""
        except EOFError:
            return None


def is_first_start(folder: Path | None) -> bool:
    return folder is None or not (folder / _HISTORY).exists()


class Discreet(FileHistory):
    """Keeps on disk what was typed, but what is for nobody else to read."""

    def __init__(self, file: Path, is_private: Callable[[str], bool]) -> None:
        super().__init__(file)
        self._is_private = is_private

    def store_string(self, string: str) -> None:
        if not self._is_private(string):
            super().store_string(string)


def _history(folder: Path | None, is_private: Callable[[str], bool]) -> History:
    if folder is None:
        return InMemoryHistory()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(folder / _HISTORY, "a", encoding="utf-8", opener=private_opener):
        return Discreet(folder / _HISTORY, is_private)


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("escape", "enter")
    def new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    return keys
