"""Bytes → text with LF line ends that every output format can hold."""

from __future__ import annotations

import codecs
import re
from typing import Final

from kg.errors import InputError

__all__ = ["check_characters", "decode"]

#: Byte order marks and what they announce.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Code points that XML 1.0 (section 2.2, production 2) and so GraphML cannot hold.
_NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decode(data: bytes, name: str) -> str:
    r"""Decode a text file and give every line the same end.

    Parameters
    ----------
    data : bytes
        UTF-8, UTF-8 with a byte order mark, or UTF-16 with one.
    name : str
        What to call the file in errors.

    Returns
    -------
    str
        The text without its mark; CRLF and CR are made LF, nothing else is changed.

    Raises
    ------
    InputError
        If a byte does not fit the encoding, or a character cannot be written to every format.

    Examples
    --------
    >>> decode(b"\xef\xbb\xbfone\r\ntwo", "page.txt")
    'one\ntwo'
    >>> decode("one\ncaf\xe9".encode("latin-1"), "page.txt")
    Traceback (most recent call last):
        ...
    kg.errors.InputError: page.txt:2: byte 8 (0xe9) is not utf-8; save the file as UTF-8
    """
    mark, encoding = next(
        ((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = _count_lines(body[: error.start].decode(encoding, errors="replace"))
        place = len(mark) + error.start
        raise InputError(
            f"{name}:{line}",
            f"byte {place + 1} (0x{data[place]:02x}) is not {encoding}",
            hint="save the file as UTF-8",
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = _NOT_XML.search(text)
    if bad is not None:
        check_characters(bad.group(), f"{name}:{_count_lines(text[: bad.start()])}")
    return text


def check_characters(text: str, where: str) -> None:
    """Refuse text with a character that some output format cannot hold.

    Parameters
    ----------
    text : str
        Any text.
    where : str
        File and line, for the error.

    Raises
    ------
    InputError
        If there is a control character other than tab and line ends, half a surrogate pair, or a
        code point that is no character. NUL is told as what it mostly is: UTF-16 without a mark.
    """
    bad = _NOT_XML.search(text)
    if bad is None:
        return
    if bad.group() == "\x00":
        raise InputError(
            where, "a NUL byte: binary, or UTF-16 without its mark", hint="save the file as UTF-8"
        )
    raise InputError(where, f"character U+{ord(bad.group()):04X} is not text", hint="remove it")


def _count_lines(before: str) -> int:
    """Give the number of the line that begins after this text, however its lines end."""
    return len(re.findall(r"\r\n|\r|\n", before)) + 1
