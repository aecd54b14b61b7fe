"""The last look at what a reader is about to see: nothing half-made, nothing that runs or calls."""

from __future__ import annotations

import re
from html.parser import HTMLParser

SPOKEN = ("alt", "aria-label", "title")
LOADING = ("src", "srcset", "poster", "data", "background", "action", "formaction")
NOT_FOR_PAGES = frozenset(
    re.findall(
        r"\w+",
        "script style link base iframe frame object embed form input button video audio source",
    )
)
_PLACEHOLDER = re.compile(r"\{\s*(?:[A-Za-z_][^{}\n]{0,80}|\d*)\}|%\(\w+\)[sdf]")
# "None of" opens an English sentence, "TH True Milk" is a firm, "nan" a Vietnamese word (gian nan).
_LEAK = re.compile(
    r"\b(?:NaN|NaT|(?:True|False)(?! [A-Z])|None(?! of\b))\b|<NA>"
    r"|(?<![\w.,])(?<!gian )[-\N{MINUS SIGN}]?(?:nan|inf)(?![\w-])(?! giải| y\b| hoa| tre)"
)
_REMOTE = re.compile(r"url\(\s*['\"]?\s*(?!#|data:)|@import", re.I)


def find_fault(html: str) -> str:
    """What is wrong with a piece of a page, in words; "" when nothing is.

    A fault is text a reader should never meet (an unfilled {placeholder}, NaN, None, True), markup
    that runs code, or markup that loads something from elsewhere. Text marked as code may hold
    anything.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.fault


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fault = ""
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code += tag in ("code", "pre", "kbd", "samp")
        if tag in NOT_FOR_PAGES:
            self._note(f"<{tag}> cannot stand in a report")
        for name, value in attrs:
            self._check_attribute(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("code", "pre", "kbd", "samp")

    def handle_data(self, data: str) -> None:
        if not self._code:
            self._check_text(data)

    def _check_attribute(self, tag: str, name: str, value: str) -> None:
        if name in SPOKEN:
            self._check_text(value)
        if name.startswith("on") or value.strip().lower().startswith(("javascript:", "vbscript:")):
            self._note(f"<{tag} {name}=…> would run code")
        loads = name in LOADING or (name == "href" and tag != "a")
        if loads and not value.startswith(("data:image/", "#")):
            self._note(f"<{tag} {name}={value[:60]!r}> would load something from elsewhere")
        if _REMOTE.search(value) and name in ("style", "fill", "clip-path", "filter", "mask"):
            self._note(f"<{tag} {name}={value[:60]!r}> would load something from elsewhere")

    def _check_text(self, text: str) -> None:
        for pattern, words in ((_PLACEHOLDER, "an unfilled placeholder"), (_LEAK, "a raw value")):
            found = pattern.search(text)
            if found:
                around = text[max(0, found.start() - 30) : found.end() + 30].strip()
                self._note(f"{words}, {found[0]!r}, would reach the reader in {around!r}")

    def _note(self, fault: str) -> None:
        self.fault = self.fault or fault
