"""Every pair of text and ground that the style sheet uses has WCAG AA contrast, in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).resolve().parents[2] / "hooks/theme/assets/stylesheets/coursebook.css"
TEXT = [
    *(
        (text, ground)
        for text in ("ink", "quiet", "link", "brand")
        for ground in ("paper", "ground")
    ),
    *((text, ground) for text in ("right", "wrong", "caution") for ground in ("paper", "ground")),
    ("on-brand", "brand"),
    ("ink", "hit"),
]
EDGES = [("edge", "paper"), ("edge", "ground")]


def schemes() -> dict[str, dict[str, str]]:
    sheet = SHEET.read_text(encoding="utf-8")
    found = {}
    for name in ("default", "slate"):
        block = re.search(rf'data-md-color-scheme="{name}"\][^{{]*\{{([^}}]*)\}}', sheet)
        assert block
        found[name] = dict(re.findall(r"--((?:cb|md)-[\w-]+): (#\w+);", block[1]))
    return found


def luminance(color: str) -> float:
    digits = color.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = (int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text(scheme: str, text: str, ground: str) -> None:
    colors = schemes()[scheme]
    assert contrast(colors[f"cb-{text}"], colors[f"cb-{ground}"]) >= 4.5


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls(scheme: str, edge: str, ground: str) -> None:
    colors = schemes()[scheme]
    assert contrast(colors[f"cb-{edge}"], colors[f"cb-{ground}"]) >= 3


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_header(scheme: str) -> None:
    assert contrast("#fff", schemes()[scheme]["md-primary-fg-color"]) >= 7
