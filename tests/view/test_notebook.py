"""The page inside a notebook: what an executed cell shows, clicked in a real browser."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import kg
from tests.view.test_exports import export

EXPORTS = Path(__file__).parents[2] / "exports"

CELL = f"""
import kg
graph = kg.load({str(EXPORTS)!r})
graph.page("LoRA", height=700)
"""


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.filterwarnings("ignore")  # of the kernel's own libraries
def test_page_works_in_the_frame_of_a_notebook(page, tmp_path, monkeypatch):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])  # type: ignore[no-untyped-call]
    NotebookClient(book, timeout=240).execute()
    (output,) = book.cells[0].outputs
    shown = tmp_path / "notebook.html"
    body = output["data"]["text/html"]
    shown.write_text(f"<!doctype html><title>A notebook</title>{body}", encoding="utf-8")
    name = kg.load(EXPORTS)["LoRA"].name
    page.set_window()
    page.driver.get("about:blank")
    page.errors()
    page.requests()
    page.driver.get(shown.as_uri())
    page.driver.switch_to.frame(page.one("iframe"))
    try:
        page.wait(lambda: page.run("return window.KG && KG.drawnAt > 0"))
        page.wait_for_text("#panel h2", name)
        assert page.run("return KG.data.n") > 1
        assert page.run("return self.origin") == "null"  # it reaches nothing of the notebook
        page.one("#panel .group .link").click()
        page.wait(
            lambda: page.texts("#panel h2 bdi, #panel h2") and name not in page.texts("#panel h2")
        )
        page.wait(lambda: page.texts("#panel blockquote"))
        page.one("#back").click()
        page.wait_for_text("#panel h2", name)
        assert page.run("return KG.place().kind") == "node"
        page.run("KG.open('boards', 0)")
        page.one("#link").click()  # about:srcdoc would lead nowhere
        page.wait(lambda: page.one("#notice").is_displayed())
        field = page.run(
            "return document.querySelector('#notice textarea')?.value ?? '#boards=all'"
        )
        assert field == "#boards=all"
        # It can be stepped back and forward, obeys keys and saves files.
        page.run("document.activeElement.blur(); KG.setFilters({ leastDegree: 1 })")
        page.press("v")
        page.wait_for_text("#view [role=status]", " rows")
        page.run("KG.byId('back').click(); KG.byId('back').click()")
        assert page.run("return [KG.view, KG.filters.leastDegree]") == ["map", 0]
        page.run("KG.byId('forward').click()")
        assert page.run("return [KG.view, KG.filters.leastDegree]") == ["map", 1]
        assert export(page, "Entities as CSV").read_bytes().startswith(b'\xef\xbb\xbf"id"')
    finally:
        page.driver.switch_to.default_content()
