"""The message log: every text of the account, in the order it was made, and in the record.

Each change gets the next version, so that a page can ask for what is new since the version it has seen.
"""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .message import Message, new_sid
from .record import NOTHING, Record


class MessageLog:
    """Every text, found by SID, by recipient or by change; safe from any thread."""

    def __init__(self, record: Record = NOTHING) -> None:
        self._record = record
        self._changed = threading.Condition()
        self._changes: OrderedDict[str, Message] = OrderedDict()
        self._to: defaultdict[str, dict[str, Message]] = defaultdict(dict)
        self._messages: dict[str, Message] = {}
        self._last_id = 0
        self.version = 0
        self.epoch = new_sid("EP")
        for message in record.texts():
            self._hold(message)

    def add(self, message: Message) -> Message:
        """Keep a new text and number it."""
        with self._changed:
            self._last_id += 1
            message.id = self._last_id
            self._hold(message)
            self._record.keep_text(message)
        return message

    @contextmanager
    def changing(self, message: Message) -> Iterator[Message]:
        """Change a text in one step that readers see whole."""
        with self._changed:
            yield message
            if message.sid in self._messages:
                self._note(message)
                self._record.keep_text(message)

    def delete(self, sid: str) -> None:
        with self._changed:
            message = self._messages.pop(sid)
            self._changes.pop(sid)
            del self._to[message.to][sid]
            self._record.forget_text(sid)
            self.touch()

    def find(self, sid: str) -> Message | None:
        return self._messages.get(sid)

    def all(self, to: str = "") -> list[Message]:
        """Every text, or every text to one number, oldest first."""
        with self._changed:
            return list((self._to.get(to, {}) if to else self._messages).values())

    def changed_since(self, version: int, most: int) -> list[Message]:
        """The texts that changed after this version, at most so many of the latest, oldest change first."""
        with self._changed:
            changed: list[Message] = []
            for message in reversed(self._changes.values()):
                if message.version <= version or len(changed) == most:
                    break
                changed.append(message)
        return changed[::-1]

    def wait(self, found: Callable[[], bool], timeout: float) -> bool:
        """Wait until `found` is true, asking again at each change; False after `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(found, timeout)

    def touch(self) -> None:
        """Count a change to something other than the texts, such as a fault or a phone."""
        with self._changed:
            self.version += 1
            self._changed.notify_all()

    def clear(self) -> None:
        """Forget every text. The epoch changes, so that a page knows to start afresh."""
        with self._changed:
            self._messages.clear()
            self._changes.clear()
            self._to.clear()
            self._record.forget_texts()
            self.epoch = new_sid("EP")
            self.touch()

    def _hold(self, message: Message) -> None:
        self._last_id = max(self._last_id, message.id)
        self._messages[message.sid] = message
        self._to[message.to][message.sid] = message
        self._note(message)

    def _note(self, message: Message) -> None:
        self.touch()
        message.version = self.version
        self._changes[message.sid] = message
        self._changes.move_to_end(message.sid)
