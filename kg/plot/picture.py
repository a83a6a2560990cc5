"""``Picture``: a figure that shows itself in a notebook and can be saved."""

from __future__ import annotations

import contextlib
import io
import os
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.checks import check_path
from kg.errors import InputError, VocabularyError
from kg.tables.extras import need

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

__all__ = ["Picture", "check_picture"]

#: What would tell the clock or the version, so that the same picture gives the same bytes.
_SILENT: Final[dict[str, dict[str, Any]]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}

#: Points to the inch of a bitmap: sharp on a slide.
_DPI: Final = 200


def check_picture(path: Path) -> str:
    """Check where a picture is to be written, before it is drawn.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        Kind of picture, by the end of the file's name.

    Raises
    ------
    VocabularyError
        If the name ends otherwise.
    InputError
        If something else is at the path, or what draws is not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> check_picture(Path("trend.foo"))
    Traceback (most recent call last):
        ...
    kg.errors.VocabularyError: unknown kind of picture '.foo'; known: .png, .svg, .pdf
    """
    kind = path.suffix.lstrip(".").lower()
    if kind not in _SILENT:
        known = tuple(f".{one}" for one in _SILENT)
        raise VocabularyError("kind of picture", path.suffix or path.name, known)
    if path.exists() and not path.is_file():
        raise InputError(str(path), "is no plain file", hint="name a file")
    need("matplotlib", "plot")
    return kind


@dataclass(frozen=True, repr=False)
class Picture:
    """A picture.

    Attributes
    ----------
    title : str
        What it shows.
    figure : matplotlib.figure.Figure
        The figure, to change what one wants otherwise.
    """

    title: str
    figure: Figure = field(compare=False)

    def save(self, path: str | Path) -> Path:
        """Write the picture to a file, which is replaced when the new one is whole.

        Parameters
        ----------
        path : str or Path
            Ends in ``.png`` (200 dots an inch), ``.svg`` or ``.pdf``. Folders that are missing on
            the way are made.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        VocabularyError
            If the name ends otherwise.
        InputError
            If the file cannot be written; one that was there stays.
        """
        target = check_path(path, "path")
        kind = check_picture(target)
        drawn = self._render(kind, _DPI)
        staging = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            staging.write_bytes(drawn)
            staging.replace(target)
        except OSError as error:
            told = f"cannot be written ({error.strerror})"
            raise InputError(str(target), told, hint="make room, or name another place") from error
        finally:
            with contextlib.suppress(OSError):
                staging.unlink(missing_ok=True)
        return target

    def _repr_png_(self) -> bytes:
        return self._render("png", _DPI // 2)

    def __repr__(self) -> str:
        return f"Picture({self.title!r})"

    def _render(self, kind: str, dpi: int) -> bytes:
        matplotlib = need("matplotlib", "plot")
        told = io.BytesIO()
        with warnings.catch_warnings(), matplotlib.rc_context({"svg.hashsalt": "kg"}):
            # A name may have letters that the font has not; they are shown as boxes.
            warnings.filterwarnings("ignore", message="Glyph .* missing from")
            self.figure.savefig(
                told,
                format=kind,
                dpi=dpi,
                facecolor=self.figure.get_facecolor(),
                metadata=_SILENT[kind],
            )
        return told.getvalue()
