"""What must hold of a curriculum: one function for each permanent code."""

from . import coverage, exam, identity, prose, questions, references, sources, substances
from .registry import FAMILIES, RULES, Rule, judge

__all__ = [
    "FAMILIES",
    "RULES",
    "Rule",
    "coverage",
    "exam",
    "identity",
    "judge",
    "prose",
    "questions",
    "references",
    "sources",
    "substances",
]
