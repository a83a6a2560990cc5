"""The page beside those that other tools write of the same graph, opened from disk without network.

    python -m venv /tmp/peers
    /tmp/peers/bin/pip install -r benchmarks/peers.txt
    /tmp/peers/bin/pip install --no-deps kg-gen==0.4.0  # its page needs none of them
    python benchmarks/peers.py --python /tmp/peers/bin/python [--size 2000] [--patience 60]

Prints, for each page: seconds to write it, its size, milliseconds to the first frame with something
drawn (on a canvas, by WebGL or as SVG), how long the main thread worked in the ten seconds from the
opening on, how many things it asks the network for, and whether a fact's sentence is in the file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.made_up import make_graph
from benchmarks.view import HOOK, stock_page, worked
from kg.view import render_page
from kg.view.layout import lay_out
from kg.vocabulary import Relation
from tests.view.browser import open_chromium, requests_of

if TYPE_CHECKING:
    from selenium import webdriver

    from kg.graph.value import KnowledgeGraph
    from kg.view.layout import Layout

#: The same for pages that draw by WebGL.
_WEBGL = HOOK.replace("CanvasRenderingContext2D", "WebGL2RenderingContext").replace(
    "['fill', 'stroke', 'drawImage', 'fillRect']", "['drawArrays', 'drawElements']"
)
_SVG = """
requestAnimationFrame(function look() {
  if (window.__first > 0) return;
  const drawn = document.querySelectorAll('svg :is(circle, line, path)').length;
  if (drawn > 100) window.__first = performance.now();
  else requestAnimationFrame(look);
});
"""
#: Whether the sentence can be had from our page, where it stands compressed.
_HAS = "KG.searchSentences(arguments[0]).then((found) => arguments[1](found.length > 0))"

_WRITER = Path(__file__).resolve().with_name("peer_pages.py")


def told_to_peers(graph: KnowledgeGraph, layout: Layout) -> dict[str, Any]:
    """Give the graph as plain data: nodes with places, facts with sentences."""
    text = {paper.id: paper.text for paper in graph.papers}
    return {
        "nodes": [
            {"id": node.id, "name": node.name, "type": node.type.value, "papers": list(node.papers),
             "x": round(float(x)), "y": round(float(y))}
            for node, (x, y) in zip(graph.nodes, layout.points, strict=True)
        ],
        "facts": [
            {"head": edge.head, "relation": edge.relation.value, "tail": edge.tail,
             "said": [(one.paper, text[one.paper][one.span.start : one.span.end])
                      for one in edge.evidence]}
            for edge in graph.edges if isinstance(edge.relation, Relation)
        ],
    }  # fmt: skip


def measure(driver: webdriver.Chrome, path: Path, *, patience: float) -> dict[str, float]:
    """Open a page; a first frame that does not come is NaN."""
    driver.get("about:blank")
    driver.execute_cdp_cmd("Performance.disable", {})
    driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    requests_of(driver)
    begun = worked(driver)
    driver.execute_cdp_cmd("Page.navigate", {"url": path.as_uri()})
    start = time.monotonic()
    first, ten = 0.0, float("nan")
    while first <= 0 and time.monotonic() - start < patience:
        time.sleep(0.1)
        first = driver.execute_script("return window.__first || 0")
        if ten != ten and time.monotonic() - start > 10:
            ten = worked(driver) - begun
    time.sleep(max(0.0, 10 - (time.monotonic() - start)))
    ten = worked(driver) - begun if ten != ten else ten
    return {
        "first frame ms": first if first > 0 else float("nan"),
        "worked in 10 s ms": ten,
        "asks network": len(requests_of(driver)),
    }


def main() -> None:
    """Write all pages, then open one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", required=True, help="interpreter that has the other tools")
    parser.add_argument("--size", type=int, default=2_000)
    parser.add_argument("--patience", type=float, default=60, help="seconds to wait for a frame")
    options = parser.parse_args()
    graph = make_graph(options.size, options.size * 5 // 2)
    layout = lay_out(graph)
    plain = told_to_peers(graph, layout)
    sentence = next(fact["said"][0][1] for fact in plain["facts"] if len(fact["said"]) == 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages: list[dict[str, Any]] = []
        for tool, write in (("kg", lambda: render_page(graph, title="Made up")),
                            ("pyvis", lambda: stock_page(graph, layout))):  # fmt: skip
            start = time.perf_counter()
            html = write()
            pages.append({"name": tool, "path": folder / f"{tool}.html", "version": "",
                          "seconds": time.perf_counter() - start})  # fmt: skip
            pages[-1]["path"].write_text(html, encoding="utf-8")
        (folder / "graph.json").write_text(json.dumps(plain), encoding="utf-8")
        done = subprocess.run(
            [str(Path(options.python).absolute()), str(_WRITER), str(folder / "graph.json"), name],
            cwd=name, stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        pages += map(json.loads, done.stdout.splitlines())
        driver = open_chromium(folder / "profile")
        if driver is None:
            raise SystemExit("no Chromium with its chromedriver")
        driver.set_script_timeout(options.patience)
        driver.execute_cdp_cmd(
            "Page.addScriptToEvaluateOnNewDocument", {"source": HOOK + _WEBGL + _SVG}
        )
        try:
            print(f"{len(graph.nodes):,} nodes, {len(plain['facts']):,} facts")
            for page in pages:
                print(row_of(driver, page, sentence, patience=options.patience), flush=True)
        finally:
            driver.quit()


def row_of(
    driver: webdriver.Chrome, page: dict[str, Any], sentence: str, *, patience: float
) -> str:
    """Measure one page: a line of the table."""
    head = f"{page['name']} {page['version']}"
    if "trouble" in page:
        return f"{head:22}{page['trouble']}"
    path = Path(page["path"])
    found = measure(driver, path, patience=patience)
    kept = (
        driver.execute_async_script(_HAS, sentence)
        if page["name"] == "kg"
        else sentence in path.read_text("utf-8")
    )
    return (
        f"{head:22}{page['seconds']:8.1f} s{path.stat().st_size / 1e6:8.1f} MB"
        + "".join(f"  {key} {value:.0f}" for key, value in found.items())
        + f"  sentences {'yes' if kept else 'no'}"
    )


if __name__ == "__main__":
    main()
