"""YAML that remembers on which line everything stood, so that an error can name the line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class LocatedYaml:
    """A YAML document.

    `value` holds dicts, lists and text only: a scalar stays the text that was written, so that
    `2022` (a period), `no` (a word) and `2022-02-30` (a wrong date) reach their own checks.
    `lines` maps each location, e.g. ("reports", 0, "province"), to its line, counted from 1.
    `repeated` lists the locations of keys that stand twice in one mapping.
    """

    value: Any
    lines: dict[Location, int]
    repeated: tuple[Location, ...]

    def line_of(self, location: Location) -> int | None:
        """Line of a location, or of the nearest thing around it (a missing key has no line)."""
        for length in range(len(location), -1, -1):
            if location[:length] in self.lines:
                return self.lines[location[:length]]
        return None


class YamlSyntaxError(ValueError):
    """The text is not YAML. `line` counts from 1 and may be None."""

    def __init__(self, message: str, line: int | None) -> None:
        super().__init__(message)
        self.line = line


def read_located_yaml(path: Path) -> LocatedYaml:
    """Read a YAML file. Raises YamlSyntaxError for text that is not YAML or not UTF-8."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlSyntaxError(
            f"this is not YAML: {error.problem or error.context}", mark.line + 1 if mark else None
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise YamlSyntaxError("this is not YAML text in UTF-8", None) from error
    except RecursionError as error:
        raise YamlSyntaxError("too many lists stand inside each other", None) from error
    lines: dict[Location, int] = {}
    repeated: list[Location] = []
    value = _plain(root, (), lines, repeated) if root is not None else {}
    return LocatedYaml(value, lines, tuple(repeated))


class _Loader(Composer, yaml.CBaseLoader):
    """Text only, no tags; no aliases either: nine lines of them can stand for a billion values.

    Read by libyaml, which takes a fifth of the time (a batch may list ten thousand reports), and
    put together here, where every node is looked at.
    """

    def __init__(self, text: str) -> None:
        yaml.CBaseLoader.__init__(self, text)
        Composer.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(
                problem="an alias (*) stands for a value; write it out",
                problem_mark=mark,
            )
        return super().compose_node(parent, index)


def _plain(
    node: yaml.Node, location: Location, lines: dict[Location, int], repeated: list[Location]
) -> Any:
    lines.setdefault(location, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            inner = (*location, key)
            if key in mapping:
                repeated.append(inner)
            lines[inner] = key_node.start_mark.line + 1
            mapping[key] = _plain(value_node, inner, lines, repeated)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(item, (*location, index), lines, repeated)
            for index, item in enumerate(node.value)
        ]
    return str(node.value)
