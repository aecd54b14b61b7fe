"""The crew that the threads of a worker share. If these fail, a worker that has no more work breaks
down, or one build takes the processes of another."""

from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any, Self

import pytest

from doanvien.batch.cluster import shared


class Recorded:
    """A crew that starts no processes, and knows what became of it."""

    made: list["Recorded"]

    def __init__(self, tell: object) -> None:
        self.state = ["made"]
        self.made.append(self)

    def __enter__(self) -> Self:
        self.state.append("entered")
        return self

    def __exit__(self, *_: object) -> None:
        self.state.append("ended")

    def start(self, task: Any) -> Connection:
        return Pipe()[0]

    def release(self, connection: Connection, keep: bool) -> None:
        connection.close()
        self.state.append("released")


@pytest.fixture
def crews(monkeypatch: pytest.MonkeyPatch) -> list[Recorded]:
    monkeypatch.setattr(Recorded, "made", [], raising=False)
    monkeypatch.setattr(shared, "Crew", Recorded)
    return Recorded.made


def test_a_crew_is_entered_before_it_is_ended(crews):
    crew = shared.SharedCrew()
    crew.make_ready()
    crew.end()
    crew.end()
    assert [one.state for one in crews] == [["made", "entered", "ended"]]


def test_two_reports_that_nobody_wants_end_the_crew_of_both_and_no_other(crews):
    """Ctrl-C of one build must not end, once more, what another build has begun anew."""
    crew = shared.SharedCrew()

    def give_up_late() -> None:
        connection = crew.start(None)
        first = Thread(target=give_up_at_once)
        first.start()
        first.join()
        crew.release(connection, keep=False)
        crew.give_up()

    def give_up_at_once() -> None:
        crew.release(crew.start(None), keep=False)
        crew.give_up()
        crew.make_ready()

    late = Thread(target=give_up_late)
    late.start()
    late.join()
    assert [one.state.count("ended") for one in crews] == [1, 0]
    assert crews[0].state.count("released") == 2
