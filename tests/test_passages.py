"""The quick search finds exactly what looking for each passage by itself finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursebook.source.passages import Passages

words = st.text(alphabet="甲乙a-1", min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(words, max_size=8), st.text(alphabet="甲乙a-1", max_size=120))
def test_agrees_with_one_by_one(passages: list[str], text: str) -> None:
    pairs = [(passage, passage) for passage in passages]
    assert set(Passages(pairs).found_in(text)) == {p for p in passages if p in text}


@settings(deadline=None)
@given(st.lists(words, min_size=1, max_size=5), st.data())
def test_finds_what_was_put_there(passages: list[str], data: st.DataObject) -> None:
    hidden = data.draw(st.sampled_from(passages))
    text = data.draw(st.text(max_size=50)) + hidden + data.draw(st.text(max_size=50))
    found = set(Passages((p, p) for p in passages).found_in(text.encode()))
    assert hidden in found


def test_each_value_once() -> None:
    assert list(Passages([("ab", 1), ("abc", 1), ("cd", 2)]).found_in("xxabcabcxx")) == [1]


def test_nothing_to_look_for() -> None:
    assert list(Passages[int]([]).found_in("text")) == []
    with pytest.raises(ValueError, match="empty"):
        Passages([("", 1)])
