from __future__ import annotations

import pytest

from kg.sources.dates import PrintedDate, is_date, page_year, parse_date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Jun 4", PrintedDate(6, 4)),
        ("Oct 28 1", PrintedDate(10, 28)),
        ("Jun 4, 2023", PrintedDate(6, 4, 2023)),
        ("Apr 2, 2025 12", PrintedDate(4, 2, 2025)),
        ("Feb 29", PrintedDate(2, 29)),
        ("Feb 29, 2023", None),
        ("Jan 0", None),
        ("June 4", None),
        ("May", None),
        ("4 Jun 2023", None),
    ],
)
def test_parse_date(line, date):
    assert parse_date(line) == date


def test_a_day_that_is_none_still_has_the_form():
    assert is_date("Feb 30")
    assert not is_date("Deep Sets")


DEC_11 = PrintedDate(12, 11)
LAST_YEAR = PrintedDate(11, 20, 2024)


@pytest.mark.parametrize(
    ("page", "dates", "year"),
    [
        (DEC_11, [PrintedDate(6, 4), LAST_YEAR, PrintedDate(4, 24, 2018)], 2025),
        (PrintedDate(2, 18), [PrintedDate(1, 27), PrintedDate(11, 14, 2025)], 2026),
        (PrintedDate(12, 11, 2026), [PrintedDate(6, 4)], 2026),
        # over a week-end the newest papers are newer than the page's date …
        (DEC_11, [PrintedDate(12, 18), LAST_YEAR], 2025),
        # … but not by more than a week: this page leaves years out by another rule
        (DEC_11, [PrintedDate(12, 19), PrintedDate(6, 4), LAST_YEAR], None),
        (None, [PrintedDate(6, 4), LAST_YEAR], None),
        (DEC_11, [PrintedDate(6, 4)], None),
        (DEC_11, [PrintedDate(6, 4), PrintedDate(4, 24, 2018)], None),
        (DEC_11, [PrintedDate(2, 29), LAST_YEAR], None),
        (PrintedDate(2, 29), [PrintedDate(1, 2), PrintedDate(1, 2, 2023)], 2024),
    ],
)
def test_page_year(page, dates, year):
    assert page_year(page, dates) == year
    assert page_year(page, reversed(dates)) == year
