"""Words in the order of a dictionary."""

from __future__ import annotations

import pytest

from coursebook.views.pinyin import initial, pinyin_key


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("西安", "先"),  # syllable by syllable: xi an before xian
        ("妈", "马"),  # tones
        ("路", "铝"),  # u before ü …
        ("铝", "乱"),  # … and both before uan
        ("二噁英", "POPs"),
        ("POPs", "铅"),
        ("种类", "种植"),  # zhǒng lèi, zhòng zhí: read by the phrase
        ("查封、扣押", "查封物"),  # punctuation does not count
    ],
)
def test_order(before: str, after: str) -> None:
    assert pinyin_key(before) < pinyin_key(after)


def test_the_reading_given_wins() -> None:
    assert initial(pinyin_key("长链", "cháng liàn")) == "C"
    assert initial(pinyin_key("长大", "zhǎng dà")) == "Z"
    assert pinyin_key("铝", "lǚ") == pinyin_key("铝")


def test_latin_and_figures() -> None:
    assert initial(pinyin_key("uPOPs")) == "U"
    assert initial(pinyin_key("1%限值")) == "#"


def test_a_reading_that_does_not_fit_is_told() -> None:
    with pytest.raises(ValueError, match="2 syllables for 3 characters"):
        pinyin_key("二噁英", "èr è")
