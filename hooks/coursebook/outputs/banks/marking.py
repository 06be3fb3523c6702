"""How answers are marked on platforms that take a fraction for each option.

The rule, the same in every export and on paper: a single choice is right or wrong; of a
multiple choice each right option brings an equal share, and any wrong option brings the
whole question to nothing (全对得满分，少选按比例得分，错选不得分). In Moodle that is 100/k for each
of *k* right options and −100 for each wrong one: Moodle never gives less than nothing, so
one wrong option cancels whatever else was chosen, and choosing everything scores nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ...model.question import Multiple, Option, Single

SCORING_RULE = "多选题全对得满分，少选按所选正确项的比例得分，选错一项即不得分（每个错误项 −100%）"

# fmt: off
GRID = (
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30",
    "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0",
)
# fmt: on
"""Fractions in per cent that Moodle's importers accept, also negative (quiz.md section 2.2)."""

_NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")


def fractions(question: Single | Multiple) -> dict[str, str] | None:
    """Return the fraction of each option, in per cent as Moodle lists it.

    ``None`` where the share of a right option is not on Moodle's grid, which refuses
    eleven right options and more.
    """
    if isinstance(question, Single):
        return {each.id: "100" if each.id == question.answer else "0" for each in question.options}
    keys = set(question.answer)
    share = decimal(round(100 / len(keys), 5))
    if share not in GRID:
        return None
    return {each.id: share if each.id in keys else "-100" for each in question.options}


def decimal(number: float) -> str:
    """Return ``number`` without exponent and idle zeros, as importers read it."""
    text = format(Decimal(repr(float(number))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def may_shuffle(options: Sequence[Option]) -> bool:
    """Return whether options may be mixed: not when each begins with a number, in order.

    Numbers and dates are listed by size (quiz.md W11), and mixing them costs readers time.
    """
    found = [_NUMBER.match(option.text) for option in options]
    values = [float(match.group().replace("−", "-")) for match in found if match]
    if len(values) < len(options):
        return True
    rising = all(a < b for a, b in pairwise(values))
    falling = all(a > b for a, b in pairwise(values))
    return not (rising or falling)
