"""Parts done by a dask cluster: the same work in the same files, on other machines (extra ``dask``)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import ExitStack, contextmanager
from functools import partial
from multiprocessing import resource_tracker
from socket import gethostname
from typing import Any

from newsbot.dataset.exports.extras import extra
from newsbot.errors import StoreError
from newsbot.extraction.digests import code_digest
from newsbot.extraction.files import PartFiles
from newsbot.extraction.parts import Options, Part
from newsbot.extraction.pool import Hands, deaf, do_part

LOCAL = "local"
"""Instead of an address: a cluster of this machine, for as long as the run takes."""
_AHEAD = 1000
"""So many parts are handed out at a time: a cluster that grows with its work has to see the work."""
_SECONDS = 30
_LOCAL_OPTIONS = {"threads_per_worker": 1, "dashboard_address": "127.0.0.1:0", "silence_logs": logging.ERROR}


def cluster(address: str, workers: int) -> Hands:
    """The workers of the cluster at ``address``.

    What a worker leaves undone when it dies is done by another one.

    :param workers: how many to start, for ``LOCAL``.
    :raises StoreError: when dask is not installed.
    """
    distributed = extra("distributed", "dask")
    return Hands(lambda: _opened(distributed, address, workers), _AHEAD, partial(_do_there, code_digest()))


@contextmanager
def _opened(distributed: Any, address: str, workers: int) -> Iterator[Executor]:
    try:
        with ExitStack() as stack:
            if address == LOCAL:
                resource_tracker.ensure_running()  # which lets its thread hear interrupts again
                with deaf():
                    made = distributed.LocalCluster(n_workers=workers, **_LOCAL_OPTIONS)
                address = stack.enter_context(made).scheduler_address
            client = stack.enter_context(distributed.Client(address, timeout=_SECONDS, set_as_default=False))
            executor = client.get_executor(pure=False)
            stack.callback(executor.shutdown, wait=False)
            yield executor
    except (OSError, ValueError, CancelledError, distributed.KilledWorker) as error:
        words = f"the dask cluster at {address} failed: {error}"
        raise StoreError(f"{words}; the same command goes on from there") from error


def _do_there(code: str, part: Part, files: PartFiles, options: Options) -> int:
    """Do a part on a worker, if it has the same newsbot: a record must not depend on who made it."""
    if code_digest() != code:
        raise StoreError(f"the worker on {gethostname()} has another newsbot, or other files of sites, than this one")
    return do_part(part, files, options)
