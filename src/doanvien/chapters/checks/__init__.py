"""Chapter sources_and_checks: what was recomputed, what was checked, where the figures are from.

printed    frame: printed percentages beside their recomputation
rules      frames: the rules applied, and the figures that break one
sources    frames: the sources cited, the definitions of what is counted
sentences  checks in words, contradictions between sources, how the report was made

A notebook says ``from doanvien.chapters import checks`` and uses the names below.
"""

from doanvien.chapters.checks.printed import printed
from doanvien.chapters.checks.rules import findings, rules
from doanvien.chapters.checks.sentences import (
    contradictions,
    method,
    printed_summary,
    rules_summary,
)
from doanvien.chapters.checks.sources import definitions, sources

__all__ = [
    "contradictions",
    "definitions",
    "findings",
    "method",
    "printed",
    "printed_summary",
    "rules",
    "rules_summary",
    "sources",
]
