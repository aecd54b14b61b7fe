"""Why no cluster makes the reports, in sentences that say what to do."""

from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

from doanvien.reference.sentences import Sentence, SpokenError, sentence


class ClusterError(SpokenError):
    """No cluster makes the reports, or no longer."""


def require_dask() -> None:
    """Raises ClusterError where the extra `cluster` is not installed."""
    if find_spec("distributed") is None:
        raise ClusterError(
            sentence(
                "To build on a cluster, install Dask: {command}",
                command="pip install -c constraints.txt -e '.[cluster]'",
            )
        )


def no_address(given: str) -> ClusterError:
    told = "{given!r} is no scheduler. Write tcp://HOST:8786, or local:4 for this machine."
    return ClusterError(sentence(told, given=given))


def no_scheduler(address: str, error: Exception) -> ClusterError:
    return ClusterError(
        sentence(
            "No scheduler answers at {address} ({reason}). Start it there: dask scheduler",
            address=address,
            reason=in_words(error),
        )
    )


def no_worker(address: str, refused: Collection[Sentence]) -> ClusterError:
    """Nobody is there, or nobody of those who are may make the reports."""
    if refused:
        return ClusterError(
            sentence("No worker of {address} can make the reports.", address=address), *refused
        )
    return ClusterError(
        sentence(
            "The scheduler {address} has no worker. Start one on each machine: {command}",
            address=address,
            command=f"dask worker {address}",
        )
    )


def not_packed(error: OSError) -> ClusterError:
    """A file of the project that is to be sent cannot be read."""
    return ClusterError(
        sentence(
            "{file} cannot be read or written: {reason}.",
            file=Path(str(error.filename)).name,
            reason=error.strerror or str(error),
        )
    )


def waiting(address: str, seconds: int) -> Sentence:
    told = "No worker of {address} makes reports; waiting for one, {seconds} seconds at most."
    return sentence(told, address=address, seconds=seconds)


def in_words(error: BaseException) -> str:
    """What an error of a library says, on one line."""
    said = " ".join(str(error).split()).rstrip(".")
    return f"{type(error).__name__}: {said}"[:200] if said else type(error).__name__
