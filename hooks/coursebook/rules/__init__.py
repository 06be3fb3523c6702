"""What must hold of a curriculum: one function for each permanent code."""

from . import (
    coverage,
    exam,
    identity,
    listings,
    prose,
    questions,
    references,
    registers,
    sources,
    substances,
    trust,
)
from .registry import FAMILIES, RULES, Rule, judge

__all__ = [
    "FAMILIES",
    "RULES",
    "Rule",
    "coverage",
    "exam",
    "identity",
    "judge",
    "listings",
    "prose",
    "questions",
    "references",
    "registers",
    "sources",
    "substances",
    "trust",
]
