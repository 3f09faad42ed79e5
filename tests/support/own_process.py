"""Work in a fresh process, so that neither its memory nor its end, whatever that is, is another's.

with in_own_process() as pool:
    done = pool.submit(work)
    crash = done.exception()
"""

from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context


def in_own_process() -> Executor:
    """One process, that inherits nothing; what it is given has to be importable."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))
