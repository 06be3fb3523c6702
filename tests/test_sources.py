"""Reading: YAML by the core schema with places, citations, CAS numbers, Chinese numerals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursebook.model.citation import (
    CitationError,
    Clause,
    Flag,
    Span,
    chinese_number,
    chinese_numeral,
    parse_citation,
    parse_locator,
)
from coursebook.model.substance import cas_check_digit, cas_is_valid
from coursebook.source.body import scan
from coursebook.source.front_matter import split_document
from coursebook.source.problem import SourceError
from coursebook.source.text import MAX_BYTES, decode
from coursebook.source.yaml_reader import read_yaml
from coursebook.views.dates import chinese_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14:30", "14:30"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("2026-02-30", "2026-02-30"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("1e3", 1000.0),
        ("-7", -7),
        ("~", None),
        ("true", True),
        ("'true'", "true"),
        ('"12"', "12"),
        ("3/4", "3/4"),
        ("[a, 1, 2.5]", ["a", 1, 2.5]),
    ],
)
def test_scalars_follow_the_core_schema(text: str, value: object) -> None:
    assert read_yaml(f"k: {text}", "f.yml")[0] == {"k": value}


def test_places_are_those_of_the_editor() -> None:
    value, places = read_yaml("a:\n  - b: 1\n    c: {d: 2}\n", "f.yml", first_line=10)
    assert value == {"a": [{"b": 1, "c": {"d": 2}}]}
    assert str(places.at("a", 0, "c", "d")) == "f.yml:12:12"
    assert str(places.at("a", 0, "missing")) == "f.yml:11:5"
    assert str(places.under("a", 0).at("b")) == "f.yml:11:8"


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_reader_never_crashes(text: str) -> None:
    """Whatever stands in a file, the answer is a value or our own error at a line that exists."""
    for read in (lambda: read_yaml(text, "f"), lambda: split_document(text, "f")):
        try:
            read()
        except SourceError as error:
            for problem in error.problems:
                assert 1 <= problem.place.line <= text.count("\n") + 3


@given(st.text(alphabet="[]@#?|/ {}`<>:=a1\n条第一", max_size=200))
@settings(max_examples=300, deadline=None)
def test_scanner_never_crashes(text: str) -> None:
    lines = text.count("\n") + 1
    for problem in scan(text, "f").problems:
        assert 1 <= problem.place.line <= lines


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_decoding_never_crashes(data: bytes) -> None:
    try:
        decode(data, "f")
    except SourceError as error:
        assert error.problems[0].code in ("F001", "F002", "F003")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 50_000,
        "a: &x " + "[*x, " * 1000,
        "- " * 100_000,
        "? " * 10_000,
        "'" * 99_999,
        "a: |\n" + " x\n" * 100_000,
        "\t" * 50_000,
        "!!" * 10_000,
        "a" * (MAX_BYTES - 1),
    ],
    ids=lambda t: t[:8],
)
def test_hostile_yaml_ends(text: str) -> None:
    """No depth, size or repetition crashes the reader or keeps it from ending."""
    try:
        read_yaml(text, "f.yml")
    except SourceError as error:
        assert error.problems


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "一"),
        (10, "十"),
        (16, "十六"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (644, "六百四十四"),
        (1001, "一千零一"),
        (1057, "一千零五十七"),
        (1100, "一千一百"),
        (1110, "一千一百一十"),
        (1242, "一千二百四十二"),
    ],
)
def test_chinese_numerals(number: int, numeral: str) -> None:
    assert chinese_number(numeral) == number
    assert chinese_numeral(number) == numeral


@given(st.integers(min_value=1, max_value=9999))
def test_numerals_round_trip(number: int) -> None:
    assert chinese_number(chinese_numeral(number)) == number


def test_citation_parts() -> None:
    citation = parse_citation("eec-2026 第六百四十四条至第六百五十二条 | 文 历史")
    assert citation.instrument == "eec-2026"
    assert citation.spans == (Span(Clause(644), Clause(652)),)
    assert citation.flags == {Flag.IN_TEXT, Flag.HISTORICAL}
    assert parse_citation("gb-31574-2015 表3").spans == ()


@pytest.mark.parametrize(
    ("locator", "clauses"),
    [
        ("第六百四十四条", [(644, 0, 0, 0)]),
        ("第一千一百七十五条第一款第五项", [(1175, 0, 1, 5)]),
        ("第三条第二项", [(3, 0, 0, 2)]),
        ("第三百三十八条之一第二款", [(338, 1, 2, 0)]),
        ("第五条第一款第一项至第三项", [(5, 0, 1, 1), (5, 0, 1, 3)]),
        ("第五条第一款第一项、第三项", [(5, 0, 1, 1), (5, 0, 1, 3)]),
        ("第五条第一款第四项、第二款和第六条", [(5, 0, 1, 4), (5, 0, 2, 0), (6, 0, 0, 0)]),
        ("附件A第二部分", []),
        ("4.2.8", []),
    ],
)
def test_locators(locator: str, clauses: list[tuple[int, ...]]) -> None:
    found = [c for span in parse_locator(locator) for c in (span.first, span.last)]
    assert list(dict.fromkeys(found)) == [Clause(*numbers) for numbers in clauses]


@given(st.builds(Clause, *(st.integers(low, 99) for low in (1, 0, 0, 0))))
def test_clauses_round_trip(clause: Clause) -> None:
    assert parse_locator(str(clause)) == (Span(clause, clause),)


@given(st.text(alphabet="第一二十条款项至、和之附表3", max_size=20))
def test_locators_never_crash(text: str) -> None:
    try:
        parse_locator(text)
    except CitationError as error:
        assert str(error)


@pytest.mark.parametrize(
    "spec",
    [
        "",
        "法典",
        "EEC",
        "eec-2026 第12条",
        "eec-2026 | 旧",
        "a b | 文 x",
        "a 第五条第2款",
        "a 第五条附件",
        "a 第五条至",
        "a 第五条至第三条",
        "a 第五条至第三项",
        "a 第一千一千条",
    ],
)
def test_bad_citations_say_so(spec: str) -> None:
    with pytest.raises(CitationError):
        parse_citation(spec)


@pytest.mark.parametrize("number", ["118-74-1", "7732-18-5", "50-29-3", "85535-84-8", "1163-19-5"])
def test_real_cas_numbers(number: str) -> None:
    assert cas_is_valid(number)
    assert cas_check_digit(number[:-2]) == int(number[-1])


@pytest.mark.parametrize("number", ["118-74-2", "118741", "1-2-3", "0118-74-1-1", "x"])
def test_bad_cas_numbers(number: str) -> None:
    assert not cas_is_valid(number)


@pytest.mark.parametrize(
    ("date", "words"),
    [("2026-08-15", "2026年8月15日"), ("2025-05", "2025年5月"), ("2013", "2013年")],
)
def test_partial_dates_are_printed_as_far_as_known(date: str, words: str) -> None:
    assert chinese_date(date) == words
