"""Reliability → a diagram as SVG: what is said against what is right, one panel a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.evaluate.calibration import Reliability

__all__ = ["reliability_svg"]

_SIDE: Final = 220
_LEFT: Final = 46
_TOP: Final = 40
_STEP: Final = _SIDE + _LEFT + 14
_HEIGHT: Final = _TOP + _SIDE + 44
_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


def reliability_svg(measured: Mapping[str, Reliability]) -> str:
    """Draw reliability diagrams side by side.

    Parameters
    ----------
    measured : mapping of str to Reliability
        Title of each panel and what it shows.

    Returns
    -------
    str
        An SVG document. A point lies at mean confidence and share that is right, its area goes
        with how many it stands for; on the dashed line both are the same.
    """
    width = _STEP * max(1, len(measured))
    svg = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {_HEIGHT}",
            "width": str(width),
            "height": str(_HEIGHT),
            "font-family": "sans-serif",
            "font-size": "11",
        },
    )
    _add(svg, "rect", width=width, height=_HEIGHT, fill="white")
    for number, (name, one) in enumerate(measured.items()):
        _add_panel(svg, number * _STEP + _LEFT, name, one)
    ElementTree.indent(svg)
    return ElementTree.tostring(svg, encoding="unicode") + "\n"


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: object) -> None:
    named = {name.replace("_", "-"): _number(value) for name, value in attributes.items()}
    ElementTree.SubElement(parent, tag, named).text = text or None


def _number(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _add_panel(svg: ElementTree.Element, left: int, name: str, one: Reliability) -> None:
    bottom = _TOP + _SIDE
    _add(
        svg, "text", f"{name} (n = {one.n}, ECE {one.error:.3f})", x=left, y=_TOP - 14, fill="#222"
    )
    _add(svg, "rect", x=left, y=_TOP, width=_SIDE, height=_SIDE, fill="none", stroke="#999")
    _add(
        svg,
        "line",
        x1=left,
        y1=bottom,
        x2=left + _SIDE,
        y2=_TOP,
        stroke="#999",
        stroke_dasharray="4 3",
    )
    for tick in _TICKS:
        at = tick * _SIDE
        told = f"{tick:g}"
        _add(svg, "text", told, x=left + at, y=bottom + 15, text_anchor="middle", fill="#444")
        _add(svg, "text", told, x=left - 6, y=bottom - at + 4, text_anchor="end", fill="#444")
    middle = left + _SIDE // 2
    _add(svg, "text", "confidence", x=middle, y=bottom + 32, text_anchor="middle", fill="#222")
    turned = f"translate({left - 34} {_TOP + _SIDE // 2}) rotate(-90)"
    _add(svg, "text", "share right", transform=turned, text_anchor="middle", fill="#222")
    places = [(left + part.said * _SIDE, bottom - part.right * _SIDE) for part in one.bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    _add(svg, "polyline", points=line, fill="none", stroke="#2166ac", stroke_width=1.5)
    for (x, y), part in zip(places, one.bins, strict=True):
        radius = 2.0 + 10.0 * (part.n / one.n) ** 0.5
        _add(svg, "circle", cx=x, cy=y, r=radius, fill="#2166ac", fill_opacity=0.6)
