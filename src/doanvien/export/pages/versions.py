"""The same report in other languages: what leads to it, and pages that go out without it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from doanvien.reference.languages import Language, language_line


@dataclass(frozen=True)
class Version:
    """The same report in another language: the path of its page from this one."""

    language: Language
    path: str

    @property
    def name(self) -> str:
        """What its readers call the language."""
        return language_line(self.language).own_name


def without_versions(page: str) -> str:
    """A page that goes out by itself, where links to its other versions would lead nowhere."""
    return _VERSION.sub("", page)


_VERSION = re.compile(r'<span class="version"> · <a [^>]*>[^<]*</a></span>')
