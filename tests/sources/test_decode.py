from __future__ import annotations

import codecs

import pytest

from kg.errors import InputError
from kg.sources import read_source
from kg.sources.decode import decode

PAGE = "SubscribeLight Schrödinger Bridge\nWe study bridges of μ.\nFlagfolds\nFlags that fold.\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_papers(mark, encoding, line_end):
    data = mark + PAGE.replace("\n", line_end).encode(encoding)
    assert read_source(data, "page.txt") == read_source(PAGE.encode(), "page.txt")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "page.txt: the file is empty; give one that holds papers"),
        (b"\xef\xbb\xbf \r\n\t\n", "page.txt: the file is empty; give one that holds papers"),
        (
            "one\r\ntwo\rcafé".encode("latin-1"),
            "page.txt:3: byte 13 (0xe9) is not utf-8; save the file as UTF-8",
        ),
        (
            codecs.BOM_UTF16_LE + "a\n".encode("utf-16-le") + b"b",
            "page.txt:2: byte 7 (0x62) is not utf-16-le; save the file as UTF-8",
        ),
        (
            "Subscribe".encode("utf-16-le"),
            "page.txt:1: a NUL byte: binary, or UTF-16 without its mark; save the file as UTF-8",
        ),
        (b"one\ntwo\x02", "page.txt:2: character U+0002 is not text; remove it"),
        (b"\n <html>", "page.txt:2: this is HTML or XML; save the page as plain text"),
        (
            b'[{"id": 1}]',
            (
                "page.txt: record 1: this is a JSON array of records that are not known; "
                "give CSL JSON, or write one JSON object a line"
            ),
        ),
    ],
)
def test_what_is_wrong_is_told(data, message):
    with pytest.raises(InputError) as error:
        read_source(data, "page.txt")
    assert str(error.value) == message


def test_only_the_mark_is_taken_off():
    assert decode("\ufeff\ufeffa".encode(), "page.txt") == "\ufeffa"
