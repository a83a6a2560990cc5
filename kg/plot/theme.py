"""Colours and type of all pictures, light and dark; told apart without colour too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.checks import check_word
from kg.tables.extras import need
from kg.text.plain import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["MARKERS", "THEMES", "Theme", "new_axes", "short"]

#: Inches: the shape of a slide.
WIDTH: Final = 9.6
HEIGHT: Final = 5.4

#: Characters of a name that a picture shows.
_SHORT: Final = 44

#: Marks of series, beside their colours.
MARKERS: Final = "os^DvPX*"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of a picture.

    Attributes
    ----------
    ground, ink, soft, line : str
        Background, words, words of less weight, grid.
    series : tuple of str
        Colours of series, in order: after those of Okabe and Ito, made darker or lighter so that
        they stand out from their ground. A test simulates three kinds of colour blindness.

    References
    ----------
    M. Okabe, K. Ito, "Color Universal Design", 2008, https://jfly.uni-koeln.de/color/.
    """

    ground: str
    ink: str
    soft: str
    line: str
    series: tuple[str, ...]


#: The two themes; grounds and inks are those of the page.
THEMES: Final = {
    "light": Theme(
        "#ffffff",
        "#1c2330",
        "#566174",
        "#e3e7ee",
        ("#0072b2", "#d55e00", "#009e73", "#b4508c", "#8c25f4", "#060679", "#790606"),
    ),
    "dark": Theme(
        "#11151c",
        "#e8ecf3",
        "#a3aebf",
        "#2a3340",
        ("#56b4e9", "#ff8c42", "#2fd0a0", "#e69bc5", "#f0e442", "#8c25f4", "#da0b3f"),
    ),
}


def new_axes(title: str, theme: str, *, height: float = HEIGHT) -> tuple[Figure, Axes, Theme]:
    """Make an empty picture.

    Parameters
    ----------
    title : str
        What it shows; top left.
    theme : str
        ``"light"`` or ``"dark"``.
    height : float
        Inches.

    Returns
    -------
    Figure
        Without a window or any state of its own: pyplot is not used.
    Axes
        Its only axes.
    Theme
        Its colours.

    Raises
    ------
    VocabularyError
        If there is no such theme.
    InputError
        If matplotlib is not installed.
    """
    colours = THEMES[check_word(theme, "theme", THEMES)]
    layout = need("matplotlib.layout_engine", "plot").ConstrainedLayoutEngine
    figure: Figure = need("matplotlib.figure", "plot").Figure(
        figsize=(WIDTH, height), layout=layout(w_pad=0.25, h_pad=0.14), facecolor=colours.ground
    )
    axes = figure.subplots()
    axes.set_facecolor(colours.ground)
    axes.set_axisbelow(True)
    axes.tick_params(colors=colours.soft, labelsize=12, length=0, pad=8)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(colours.line)
    head = figure.suptitle(short(title, 80), x=0.026, ha="left", color=colours.ink)
    head.set_fontsize(17)
    head.set_fontweight("bold")
    head.set_parse_math(False)
    return figure, axes, colours


def short(name: str, length: int = _SHORT) -> str:
    """Make a name fit.

    Parameters
    ----------
    name : str
        Anything.
    length : int
        Characters at most.

    Returns
    -------
    str
        One line that ends in "…" if it was cut.
    """
    told = plain(name)
    return told if len(told) <= length else f"{told[: length - 1].rstrip()}…"
