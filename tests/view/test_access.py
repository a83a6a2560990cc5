"""For everyone: axe-core finds nothing serious, in light and dark, wide and narrow."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.view.graphs import harbour_graph

VENDOR = Path(__file__).parent / "vendor"
GRAPH = harbour_graph()
NODE, OTHER = (
    one.id for one in GRAPH.nodes if one.name in ("Tidal Attention", "Plain Transformer")
)
PLACES = {
    "home": "",
    "node": f"#n={NODE}",
    "path": f"#path={NODE}~{OTHER}",
    "compare": f"#compare={NODE}~{OTHER}",
    "boards": "#boards=all",
}


def test_vendored_files_are_those_of_their_packages():
    sources = json.loads((VENDOR / "SOURCES.json").read_text(encoding="utf-8"))
    for name, source in sources.items():
        for file, digest in source["sha256"].items():
            data = (VENDOR / name / file).read_bytes()
            assert hashlib.sha256(data).hexdigest() == digest, "run scripts/vendor.py"


@pytest.mark.browser
@pytest.mark.parametrize(("size", "dark"), [((1400, 900), False), ((390, 844), True)])
def test_axe_finds_nothing_serious(page, size, dark):
    page.show(GRAPH, size=size, dark=dark)
    page.run((VENDOR / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    for kind, at in PLACES.items():
        page.go(at.removeprefix("#"))
        page.wait(
            lambda kind=kind: page.run("return document.body.dataset.place === arguments[0]", kind)
        )
        page.wait(lambda: not page.run("return document.querySelector('#panel [aria-busy]')"))
        found = page.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document).then(({ violations }) => done(violations"
            ".filter(({ impact }) => ['serious', 'critical'].includes(impact))"
            ".map(({ id, nodes }) => [id, nodes.map((one) => one.html.slice(0, 160))])))"
        )
        assert found == [], at
