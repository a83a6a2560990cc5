"""Stretches that could be values, and values as numbers."""

from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from kg.extract.numbers import find_values, parse_value, unit_kind


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It gains 4.6% and 1.3% over trees.", ["4.6%", "1.3%"]),
        (r"It gains 11.88\% here.", [r"11.88\%"]),
        ("It is 3times faster, or 1.5-2.7times.", ["3times", "1.5-2.7times"]),
        (r"It is $12.3\times$ or 8$\times$ faster.", [r"$12.3\times$", r"8$\times$"]),
        ("a 50x gain and an 8000-fold one", ["50x", "8000-fold"]),
        ("It rises from 66% to 88% here.", ["66%", "88%"]),
        ("gains ranging from 184.7% to 514.3% on average", ["184.7% to 514.3%"]),
        ("FID of 1.91/2.43 on both", ["1.91", "2.43"]),
        ("a gain of +3.9 pp and 6.2 percentage points", ["+3.9 pp", "6.2 percentage points"]),
        ("one to two orders of magnitude", ["one to two orders of magnitude"]),
        ("an order of magnitude and eight times", ["an order of magnitude", "eight times"]),
        ("It needs 24GB and 15 minutes.", ["24GB", "15 minutes"]),
        ("CIFAR-10, GPT4, LLaMA-2-7B and x_1 are names", []),
        ("see version 1.2.3 of it", []),
    ],
)
def test_find_values_copies_to_the_letter(text, values):
    assert [value.text for value in find_values(text)] == values


@given(st.text(alphabet="0123456789.,%$x-+ to\\times", max_size=40))
@settings(max_examples=60)
def test_find_values_gives_disjoint_places_in_order(text):
    end = 0
    for value in find_values(text):
        assert value.span.start >= end
        assert text[value.span.start : value.span.end] == value.text
        end = value.span.end


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("88.50%", "88.5", "%"),
        (r"93\%", "93", "%"),
        ("94.5 percent", "94.5", "%"),
        ("3times", "3", "times"),
        ("50 times", "50", "times"),
        ("1.5x", "1.5", "times"),
        ("8000-fold", "8000", "times"),
        (r"3.0$\times$", "3", "times"),
        ("1.5-2.7times", None, "times"),
        (r"15\%sim30\%", None, "%"),
        ("27.28", "27.28", None),
        ("+14.4%", "14.4", "%"),
        ("- 152 dB/Hz", "-152", "dB/Hz"),
        ("5e-3", "0.005", None),
        ("35,000", "35000", None),
        ("33 billion", "33000000000", None),
        ("774-million", "774000000", None),
        ("<4.3%", None, "%"),
        ("2.6 points", "2.6", "points"),
        ("40 percentage points", "40", "points"),
        ("eight times", "8", "times"),
        ("two orders of magnitude", "2", "orders of magnitude"),
        ("one to two orders of magnitude", None, "orders of magnitude"),
        ("halve", None, None),
        ("O(T)", None, None),
        ("~100,000", "100000", None),
        ("20ms", "20", "ms"),
    ],
)
def test_parse_value_reads_number_and_unit(text, number, unit):
    assert parse_value(text) == (None if number is None else Decimal(number), unit)


@given(st.text(max_size=20))
@settings(max_examples=60)
def test_parse_value_takes_any_text(text):
    number, _ = parse_value(text)
    assert number is None or number.is_finite()


def test_unit_kind_of_a_value():
    assert [unit_kind(one) for one in ("4%", "3x", "2 points", "7")] == [
        "percent",
        "times",
        "points",
        "none",
    ]
