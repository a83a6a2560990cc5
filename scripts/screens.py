"""Pictures of the page for people to look at: every view, light and dark, wide and narrow.

    python scripts/screens.py [DIR] [--out screens]

DIR is what ``kg build`` wrote. The pictures show texts of its papers, so they are not kept here,
but for those of the example in docs/pictures (``exports --only home dataset --colours 256``).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.view.browser import open_chromium

#: Name → what to do on the page. ``top(type, k)`` is the k-th most named node of a type.
VIEWS = {
    "home": "",
    "zoomed": "KG.camera.zoom(3)",
    "node": "KG.open('node', KG.data.order[0])",
    "dataset": "KG.open('node', top(1, 0))",
    "fact": "KG.open('fact', 0)",
    "paper": "KG.open('paper', 0)",
    "path": "KG.open('path', [top(0, 1), top(1, 0)])",
    "compare": "KG.open('compare', [top(0, 0), top(0, 1)])",
    "boards": "KG.open('boards', 0)",
    "board": "KG.open('board', top(1, 0))",
    "explore": "KG.actions.find((one) => one.label === 'Explore').run(KG.data.order[0])",
    "search": "const q = KG.byId('query'); q.focus(); q.value = 'learning';"
    "q.dispatchEvent(new Event('input'))",
    "nothing": "const q = KG.byId('query'); q.focus(); q.value = 'zzzz';"
    "q.dispatchEvent(new Event('input'))",
    "table": "KG.setView('table')",
    "results": "KG.open('node', top(1, 0)); KG.setView('table')",
    "ask": "KG.open('ask', {head: {type: 0}, relation: 1, tail: {node: top(1, 0)}})",
    "years": "KG.tools.find((one) => one.id === 'open-timeline').run()",
    "export": "KG.tools.find((one) => one.id === 'open-export').run()",
    "keys": "KG.byId('help').click()",
    "filters": "KG.byId('show-filters').click()",
    "filtered": "KG.setFilters({ leastSources: 2, leastDegree: 1 })",
    "empty": "KG.setFilters({ leastCore: 99 })",
    "topic": "KG.showTopic(0)",
    "core": "KG.setFilters({leastCore: 2}); KG.setLooks({size: 'degree', colour: 'type'})",
}
_TOP = (
    "const top = (type, k) =>"
    " Array.from(KG.data.order).filter((i) => KG.data.nodes.type[i] === type)[k];"
)


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path("exports"))
    parser.add_argument("--out", type=Path, default=Path("screens"))
    parser.add_argument("--only", nargs="*", help="names of views")
    parser.add_argument("--colours", type=int, help="so many colours, for small files")
    parser.add_argument("--seconds", type=float, default=1.5, help="to wait before each picture")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    page = (options.folder / "graph.html").resolve().as_uri()
    with tempfile.TemporaryDirectory() as profile:
        driver = open_chromium(Path(profile))
        if driver is None:
            raise SystemExit("no Chromium with its chromedriver")
        try:
            for (width, height), dark in [
                ((1400, 900), False), ((1400, 900), True), ((390, 844), False), ((390, 844), True),
            ]:  # fmt: skip
                size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
                scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
                still = {"name": "prefers-reduced-motion", "value": "reduce"}
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
                driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, still]})
                for name, script in VIEWS.items():
                    if options.only and name not in options.only:
                        continue
                    driver.get("about:blank")
                    driver.get(page)
                    while not driver.execute_script("return window.KG && KG.drawnAt > 0"):
                        time.sleep(0.05)
                    driver.execute_script(_TOP + script)
                    time.sleep(options.seconds)
                    file = options.out / f"{name}-{width}-{'dark' if dark else 'light'}.png"
                    driver.save_screenshot(str(file))
                    if options.colours:
                        reduce(file, options.colours)
                    print(file)
        finally:
            driver.quit()


def reduce(file: Path, colours: int) -> None:
    """Write a picture again with fewer colours."""
    from PIL import Image

    few = Image.open(file).convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


if __name__ == "__main__":
    main()
