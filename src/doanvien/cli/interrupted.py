"""Ctrl-C, and being asked to end: once is enough."""

import _thread
import atexit
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_ASKED = (signal.SIGINT, signal.SIGTERM)
_SOON = 0.05  # seconds


@contextmanager
def ends_at_once() -> Iterator[None]:
    """Ctrl-C ends the process, as nothing is begun yet: out of a module that is being loaded an
    interruption comes as whatever error."""
    before = {one: signal.getsignal(one) for one in _ASKED if _in_charge()}
    ours = (signal.default_int_handler, _interrupt)
    before = {one: how for one, how in before.items() if how in ours}
    for one in before:
        signal.signal(one, signal.SIG_DFL)
    try:
        yield
    finally:
        for one, how in before.items():
            signal.signal(one, how)


@contextmanager
def ends_once(*more: signal.Signals) -> Iterator[None]:
    """Ctrl-C is a KeyboardInterrupt, and so is each signal of `more`; after the first one nothing
    stops what is cleared away, to the end of the process. Who ignored them goes on to."""
    wanted = [signal.SIGINT, *more] if _in_charge() else []
    before = {one: signal.getsignal(one) for one in wanted}
    before = {one: how for one, how in before.items() if how is not signal.SIG_IGN}
    for one in before:
        signal.signal(one, _interrupt)
    complain = sys.unraisablehook

    def lost(what: "sys.UnraisableHookArgs") -> None:
        """An interruption that comes while Python frees something ends there: it comes again."""
        if issubclass(what.exc_type, KeyboardInterrupt):
            _interrupt_soon()
        else:
            complain(what)

    if before:
        sys.unraisablehook = lost
    try:
        yield
    finally:
        if sys.unraisablehook is lost:
            sys.unraisablehook = complain
        for one, how in before.items():
            if signal.getsignal(one) is _interrupt:
                signal.signal(one, how)
        # What Python does at its end begins with what was registered last.
        atexit.unregister(_be_deaf)
        atexit.register(_be_deaf)


def _interrupt(*_: Any) -> None:
    # Not ignored yet: Python complains of one that came with this one and finds no handler.
    for one in _ASKED:
        signal.signal(one, _heard)
    raise KeyboardInterrupt


def _interrupt_soon() -> None:
    signal.signal(signal.SIGINT, _interrupt)
    again = threading.Timer(_SOON, _interrupt_main)
    again.daemon = True
    again.start()


def _interrupt_main() -> None:
    """From another thread; where the system can, in the middle of what is waited for."""
    if sys.platform == "win32":
        _thread.interrupt_main()
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def _heard(*_: Any) -> None:
    """What is asked again is known."""


def _be_deaf() -> None:
    """Nobody is there any more to be told: Python would print what a signal raises at its end, and
    one of its own handlers it takes away before its last step."""
    if _in_charge():
        for one in _ASKED:
            signal.signal(one, signal.SIG_IGN)


def _in_charge() -> bool:
    return threading.current_thread() is threading.main_thread()
