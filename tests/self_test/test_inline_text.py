"""Inline marks of data texts: what becomes an element, what stays text, what plain text keeps."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursebook.markup.inline_text import inline_elements, plain_text

EXAMPLES = [
    ("无标记", "无标记", "无标记"),
    ("H~2~O", "H<sub>2</sub>O", "H2O"),
    ("10^-6^ m^3^", "10<sup>-6</sup> m<sup>3</sup>", "10-6 m3"),
    ("**不**属于", "<strong>不</strong>属于", "不属于"),
    ("**SO~2~限值**", "<strong>SO<sub>2</sub>限值</strong>", "SO2限值"),
    ("`**x**`", "<code>**x**</code>", "**x**"),
    ("自{{1}}起", '自<span class="blank" data-blank="1">____</span>起', "自____起"),
    ("一\n\n二", "一<br>二", "一\n二"),
    ("** 不成对", "** 不成对", "** 不成对"),
    ("a ~ b ~ c", "a ~ b ~ c", "a ~ b ~ c"),
    ("<b>&", "&lt;b&gt;&amp;", "<b>&"),
]


@pytest.mark.parametrize(("text", "html", "plain"), EXAMPLES)
def test_example(text: str, html: str, plain: str) -> None:
    assert tostring(inline_elements(text), "unicode", "html") == f"<span>{html}</span>"
    assert plain_text(text) == plain


def test_blank_of_plain_text_can_be_chosen() -> None:
    assert plain_text("自{{1}}起", blank="（　）") == "自（　）起"


@given(st.text(alphabet="*~^`{}1a甲 \n<&"))
def test_nothing_is_lost_but_marks(text: str) -> None:
    kept = set("1a甲<&")
    assert [c for c in plain_text(text, blank="1") if c in kept and c != "1"] == [
        c for c in text if c in kept and c != "1"
    ]
