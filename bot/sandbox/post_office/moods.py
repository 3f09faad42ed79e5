"""What the server does with letters: as a rule it takes them, and it can be told otherwise."""

import threading
from enum import StrEnum


class Mood(StrEnum):
    """`DROP`: it has the letter and hangs up without a word. `LOSE`: it hangs up without it."""

    TAKE = "take"
    REFUSE = "refuse"
    BUSY = "busy"
    DROP = "drop"
    LOSE = "lose"
    SLOW = "slow"


class Moods:
    """The mood of the next letters; read by the server, set from any thread.

    `slow_seconds` is how long a slow server thinks before it answers.
    """

    def __init__(self) -> None:
        self.slow_seconds = 20.0
        self._lock = threading.Lock()
        self._mood, self._left = Mood.TAKE, 0

    @property
    def present(self) -> Mood:
        return self._mood

    def become(self, mood: Mood, *, letters: int = 1) -> None:
        """Have this mood for so many letters, then take them again."""
        with self._lock:
            self._mood, self._left = Mood(mood), letters

    def next(self) -> Mood:
        """What befalls this letter; counts it."""
        with self._lock:
            mood = self._mood
            if mood is not Mood.TAKE:
                self._left -= 1
                if self._left <= 0:
                    self._mood = Mood.TAKE
            return mood
