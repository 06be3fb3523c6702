"""Formulas as readers expect them: C6Cl6 with its numbers below the line."""

from __future__ import annotations

import re

from .page import escape


def formula_html(formula: str) -> str:
    """Return a formula in Hill order as HTML; a charge at its end stands above the line."""
    body, charge = re.fullmatch(r"(.*?)([+-]\d*)?", formula, re.S).groups()  # type: ignore[union-attr]
    low = re.sub(r"(?<=[A-Za-z)])\d+", r"<sub>\g<0></sub>", escape(body))
    return low + (f"<sup>{charge}</sup>" if charge else "")
