"""What can be wrong with a batch, said so that it can be mended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from doanvien.reference.names import nearest
from doanvien.reference.sentences import did_you_mean


@dataclass(frozen=True)
class ParameterProblem:
    """One thing wrong in a batch file or in what was asked of it; str() is one line for a person.

    `message` is in whole sentences and says what to write instead. `line` counts from 1; `key` is
    the way to the key, e.g. "reports #2 province".
    """

    file: str
    message: str
    line: int | None = None
    key: str = ""

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.key:
            place.append(f"key {self.key}")
        # A message of several lines (an error quoted whole) must not look like several problems.
        message = " ".join(self.message.split())
        return f"{', '.join(place)}: {message}" if place else message


class BatchError(ValueError):
    """The batch cannot start. `problems` has everything that is wrong, not only the first."""

    def __init__(self, problems: Sequence[ParameterProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def suggestion(text: str, known: Iterable[str]) -> str:
    """ " Did you mean 'headline'?" with its leading space; else the known words if they are few."""
    words = list(known)
    near = nearest(text, {word: word for word in words}, limit=1)
    if near:
        return did_you_mean(near)
    return f" There is: {', '.join(words)}." if 0 < len(words) <= 12 else ""
