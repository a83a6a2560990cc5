"""The page beside stock pyvis: the same graph, the same places, physics off, in one browser.

    python benchmarks/view.py [--sizes 6000 50000] [--runs 3] [--no-pyvis]

Prints, for each size: seconds to lay out and write the page, size of the file, milliseconds to the
first drawn frame, frames per second while panning and zooming, the time that the main thread worked
for each, and what stock pyvis needs for the same, as ratios. The graphs are made up
(``benchmarks/made_up.py``), the browser is headless Chromium without a GPU and without network.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyvis.network import Network

from benchmarks.made_up import make_graph
from kg.view import render_page
from kg.view.layout import lay_out
from kg.vocabulary import Relation
from tests.view.browser import open_chromium

if TYPE_CHECKING:
    from selenium import webdriver

    from kg.graph.value import KnowledgeGraph
    from kg.view.layout import Layout

#: Runs before any script of the page: tells when the first frame stands with something drawn on a
#: canvas of the document. The same hook serves both pages.
HOOK = """
(() => {
  for (const name of ['fill', 'stroke', 'drawImage', 'fillRect']) {
    const real = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) {
      if (!window.__first && this.canvas.isConnected && name !== 'fillRect') {
        window.__first = -1;
        requestAnimationFrame(() => setTimeout(() => { window.__first = performance.now(); }, 0));
      }
      return real.apply(this, given);
    };
  }
})();
"""

#: Drags or turns the wheel once a frame for so many seconds; gives frames and seconds.
_MOVE = """
const [how, seconds, done] = [arguments[0], arguments[1], arguments[arguments.length - 1]];
const box = document.querySelector('.vis-network');
const canvas = box.querySelector('canvas');
const at = canvas.getBoundingClientRect();
const [x, y] = [at.left + at.width / 2, at.top + at.height / 2];
const event = (kind, dx) => canvas.dispatchEvent(new PointerEvent(kind, {
  bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, pointerType: 'mouse', button: 0,
  buttons: kind === 'pointerup' ? 0 : 1, clientX: x + dx, clientY: y + dx / 3 }));
const start = performance.now();
let frames = 0;
if (how === 'pan') event('pointerdown', 0);
requestAnimationFrame(function step(now) {
  if (now - start > seconds * 1000) {
    if (how === 'pan') event('pointerup', 0);
    done([frames, (now - start) / 1000]);
    return;
  }
  frames++;
  if (how === 'pan') event('pointermove', 200 * Math.sin(frames / 15));
  else canvas.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true,
    clientX: x, clientY: y, deltaY: Math.floor(frames / 20) % 2 ? 40 : -40 }));
  requestAnimationFrame(step);
});
"""


def stock_page(graph: KnowledgeGraph, layout: Layout) -> str:
    """Write what pyvis itself writes: given places, physics off, everything else as it comes.

    Nodes and edges are put into its lists, since its own ``add_edge`` looks through all edges each
    time and would need minutes.
    """
    network = Network(directed=True, cdn_resources="in_line")
    for node, (x, y), radius in zip(graph.nodes, layout.points, layout.radii, strict=True):
        one = {"id": node.id, "label": node.name, "title": node.name, "shape": "dot"}
        place = {"x": round(float(x)), "y": round(float(y)), "size": round(float(radius), 1)}
        network.nodes.append(one | place)
        network.node_ids.append(node.id)
        network.node_map[node.id] = network.nodes[-1]
    network.edges += [
        {"from": edge.head, "to": edge.tail, "title": edge.relation.value, "arrows": "to"}
        for edge in graph.edges
        if isinstance(edge.relation, Relation)
    ]
    network.toggle_physics(False)
    html: str = network.generate_html()
    return html


def worked(driver: webdriver.Chrome) -> float:
    """Milliseconds that the main thread of the page has worked so far."""
    metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    found: dict[str, float] = {one["name"]: one["value"] for one in metrics}
    return 1000 * found["TaskDuration"]


def measure(driver: webdriver.Chrome, path: Path, *, patience: float) -> dict[str, float]:
    """Open a page and move about in it; wall-clock and main-thread milliseconds."""
    driver.get("about:blank")
    driver.execute_cdp_cmd("Performance.disable", {})
    driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    begun = worked(driver)
    # Not `get`, which waits until all of the page is loaded.
    driver.execute_cdp_cmd("Page.navigate", {"url": path.as_uri()})
    end = time.monotonic() + patience
    while (first := driver.execute_script("return window.__first || 0")) <= 0:
        if time.monotonic() > end:
            raise SystemExit(f"{path.name}: no frame in {patience:.0f} s")
        time.sleep(0.05)
    figures = {"first ms": first, "first worked ms": worked(driver) - begun}
    time.sleep(3)
    for how in ("pan", "zoom"):
        before = worked(driver)
        frames, seconds = driver.execute_async_script(_MOVE, how, 4)
        figures[f"{how} fps"] = frames / seconds
        figures[f"{how} worked ms/frame"] = (worked(driver) - before) / max(1, frames)
    return figures


def run(size: int, options: argparse.Namespace, driver: webdriver.Chrome, folder: Path) -> None:
    """Measure one size and print its table."""
    graph = make_graph(size, size * 5 // 2)
    start, cpu = time.perf_counter(), time.process_time()
    html = render_page(graph, title="Made up")
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    pages = {"kg": html}
    if not options.no_pyvis:
        pages["pyvis"] = stock_page(graph, lay_out(graph))
    print(f"\n{len(graph.nodes):,} nodes, {size * 5 // 2:,} facts, {len(graph.papers):,} papers")
    print(f"{'layout and page written':28}{seconds:10.1f} s  ({cpu:.1f} s of one core)")
    print(f"{'sha256 of the page':28}{hashlib.sha256(html.encode()).hexdigest()[:16]:>12}")
    rows: dict[str, dict[str, float]] = {}
    for name, page in pages.items():
        path = folder / f"{name}-{size}.html"
        path.write_text(page, encoding="utf-8")
        runs: list[dict[str, Any]] = [
            measure(driver, path, patience=options.patience) for _ in range(options.runs)
        ]
        rows[name] = {key: statistics.median(one[key] for one in runs) for key in runs[0]}
        rows[name]["file MB"] = path.stat().st_size / 1e6
    print(f"{'':28}" + "".join(f"{name:>10}" for name in rows) + f"{'ratio':>10}")
    for key in rows["kg"]:
        values = [rows[name][key] for name in rows]
        ratio = values[1] / values[0] if len(values) == 2 else float("nan")
        print(f"{key:28}" + "".join(f"{value:10.1f}" for value in values) + f"{ratio:10.1f}")


def main() -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[6_000, 50_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--patience", type=float, default=300, help="seconds to wait for a frame")
    parser.add_argument("--no-pyvis", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        driver = open_chromium(folder / "profile")
        if driver is None:
            raise SystemExit("no Chromium with its chromedriver")
        driver.set_script_timeout(options.patience)
        driver.command_executor.client_config.timeout = options.patience
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": HOOK})
        try:
            for size in options.sizes:
                run(size, options, driver, folder)
        finally:
            driver.quit()


if __name__ == "__main__":
    main()
