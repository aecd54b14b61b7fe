"""YAML that remembers on which line everything stood, so that an error can name the line.

The one reader of YAML: of the description of a data set, of batches, of recipients.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer

from doanvien.data.problems import wrong
from doanvien.data.reading.text import IMPOSSIBLE, UnreadableText, decoded, read_bytes
from doanvien.reference.languages import MESSAGES_IN
from doanvien.reference.sentences import Sentences, said

Location = tuple[str | int, ...]
DEEPEST = 50  # lists in lists; no file of ours needs five


@dataclass(frozen=True)
class LocatedYaml:
    """A YAML document.

    `value` holds dicts, lists and text only: a scalar stays the text that was written, so that
    `2022` (a period), `no` (a word) and `2022-02-30` (a wrong date) reach their own checks.
    `lines` maps each location, e.g. ("reports", 0, "province"), to its line, counted from 1.
    `repeated` has the lines of each key that stands more than once in one mapping.
    """

    value: Any
    lines: dict[Location, int]
    repeated: dict[Location, list[int]]

    def line_of(self, location: Location) -> int | None:
        """Line of a location, or of the nearest thing around it (a missing key has no line)."""
        for length in range(len(location), -1, -1):
            if location[:length] in self.lines:
                return self.lines[location[:length]]
        return None


class YamlSyntaxError(ValueError):
    """The text is not YAML that may stand here. `line` counts from 1 and may be None."""

    def __init__(self, told: Sentences, line: int | None) -> None:
        super().__init__(said(told, MESSAGES_IN))
        self.told = told
        self.line = line


def read_located_yaml(path: Path, missing: Sentences = ()) -> LocatedYaml:
    """Read a YAML file. Raises YamlSyntaxError for a text that is not YAML, or that is not there.

    `missing` says what to tell of a file that is not there.
    """
    try:
        text = decoded(read_bytes(path, path.name, missing or _MISSING), path.name)
    except UnreadableText as error:
        raise YamlSyntaxError(error.problem.told, error.problem.row) from None
    try:
        root = yaml.compose(text, Loader=_Loader)
        return _located(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlSyntaxError(_NOT_YAML, mark.line + 1 if mark else None) from None
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        if isinstance(error, YamlSyntaxError):
            raise
        # A letter or a version number beyond what there is, or lists in lists without end.
        raise YamlSyntaxError(_NOT_YAML, None) from None


_MISSING = wrong("the file is missing.", "Create it.")
_NOT_YAML = wrong(
    "the text is not YAML.", "Write lines of the form 'key: value'; quote a text that holds ': '."
)
_MARKED = wrong(
    "only keys with texts may stand here, no tag, anchor or alias (!, &, *).",
    "Write the text out; quote one that begins with such a mark.",
)
_TOO_DEEP = wrong("too many lists stand inside each other.", "Write one list.")
_UNPRINTABLE = wrong("the text holds a character that cannot be shown.", "Type it anew.")


class _Loader(Composer, yaml.CBaseLoader):
    """Text only. No tags, which make it something else; no anchors: nine lines of aliases can stand
    for a billion values.

    Read by libyaml, which takes a fifth of the time (a batch may list ten thousand reports), and
    put together here, where every node is looked at.
    """

    depth = 0

    def __init__(self, text: str) -> None:
        yaml.CBaseLoader.__init__(self, text)
        Composer.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()
        marked = getattr(event, "tag", None) or getattr(event, "anchor", None)
        if marked or self.depth > DEEPEST:
            told = _MARKED if marked else _TOO_DEEP
            raise YamlSyntaxError(told, event.start_mark.line + 1)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _located(root: yaml.Node | None) -> LocatedYaml:
    lines: dict[Location, int] = {}
    repeated: dict[Location, list[int]] = {}

    def text_of(node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):  # a list as a key
            raise YamlSyntaxError(_NOT_YAML, node.start_mark.line + 1)
        text = str(node.value)
        if IMPOSSIBLE.search(text):
            raise YamlSyntaxError(_UNPRINTABLE, node.start_mark.line + 1)
        return text

    def plain(node: yaml.Node, location: Location) -> Any:
        lines.setdefault(location, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            mapping: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key, line = text_of(key_node), key_node.start_mark.line + 1
                inner = (*location, key)
                if key in mapping:
                    repeated.setdefault(inner, [lines[inner]]).append(line)
                lines[inner] = line
                mapping[key] = plain(value_node, inner)
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [plain(item, (*location, at)) for at, item in enumerate(node.value)]
        return text_of(node)

    value = plain(root, ()) if root is not None else {}
    return LocatedYaml(value, lines, repeated)
