"""Codes are tried one at a time, and not without measure, by an account that locks out no other."""

import asyncio
from datetime import timedelta
from itertools import count

import pytest

from bot.sealing.ciphers import Pair, new_pair
from handlers.sealed import deriving
from handlers.sealed.deriving import TRIES, WITHIN, Derivations, Tries
from tests.support.builders import NOW


async def test_of_ten_that_come_together_one_is_made_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_work, most, pair = count(), [0], new_pair()

    async def made(_work: object) -> Pair:
        most[0] = max(most[0], next(at_work) - done[0])
        await asyncio.sleep(0.001)
        done[0] += 1
        return pair

    done = [0]
    monkeypatch.setattr(deriving, "run_apart", made)
    derivations = Derivations()
    keys = await asyncio.gather(*(derivations.key_of("1" * 16, salt=b"x") for _ in range(10)))

    assert keys == [pair] * 10
    assert most == [0]


def test_wrong_codes_at_speed_are_stopped_for_who_tries_them_alone() -> None:
    tries = Tries()
    own = [tries.may_try("U0FAST", NOW) for _ in range(TRIES + 2)]
    other = tries.may_try("U0OTHER", NOW)
    later = tries.may_try("U0FAST", NOW + WITHIN)

    assert own == [True] * TRIES + [False] * 2
    assert other
    assert later
    tries.was_right("U0FAST")
    again = [tries.may_try("U0FAST", NOW + WITHIN + timedelta(seconds=1)) for _ in range(TRIES)]
    assert all(again)


def test_accounts_that_were_seen_are_forgotten_oldest_first() -> None:
    tries = Tries()
    for number in range(deriving.REMEMBERED + 5):
        tries.may_try(f"U{number}", NOW)

    assert len(tries._tried) == deriving.REMEMBERED
