"""A graph that grows: whatever the way, the folder is that of a rebuild, to the byte."""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies as st

import kg.extract
from kg.config import RDF_FORMAT_NAMES, Config
from kg.errors import InputError, NotFoundError
from kg.pipeline import build as build_module, reuse
from kg.pipeline.build import build_export, change_export
from kg.pipeline.earlier import EarlierExport, open_earlier
from kg.pipeline.folder import replace_folder
from kg.pipeline.history import read_log
from kg.pipeline.inputs import Page
from kg.pipeline.project import add_pages, forget, read_page
from kg.pipeline.state import read_state
from kg.rdf import again

if TYPE_CHECKING:
    from pathlib import Path

    from kg.rdf.triples import Unit

TEXTS = {
    "1": ("Deep Sets", "We propose Deep Sets, a network for sets. It is tested on MNIST."),
    "2": ("Flat Bags", "Flat Bags (FB) extends Deep Sets. FB outperforms Deep Sets on MNIST."),
    "3": ("Odd Trees", "We study decision trees. Odd Trees reach 91.5% accuracy on CIFAR-10."),
    "4": ("FB Again", "Flat Bags (FB) are used for image classification on ImageNet."),
}


def make_page(name: str, *papers: str) -> Page:
    """A page of JSON lines; ``"2-other"`` is paper 2 under another id, without its abstract."""
    lines = []
    for paper in papers:
        title, abstract = TEXTS[paper[0]]
        abstract = abstract if paper in TEXTS else ""
        lines.append(json.dumps({"id": paper, "title": title, "abstract": abstract}))
    return Page(name, ("\n".join(lines) + "\n").encode())


PAGES = [
    make_page("mon.jsonl", "1", "2"),
    make_page("tue.jsonl", "2-other", "3"),
    make_page("wed.jsonl", "3", "4"),
    make_page("thu.jsonl", "1-other"),
]


def quiet(_stage: str, _done: int, _total: int) -> None:
    pass


def add(folder: Path, *pages: Page, wait: float = 0.0, replacing: bool = False) -> None:
    read = [read_page(page) for page in pages]
    change_export(
        folder,
        lambda project: add_pages(project, read, replacing=replacing),
        ("add", [page.name for page in pages]),
        progress=quiet,
        wait=wait,
    )


def remove(folder: Path, *names: str) -> None:
    change_export(folder, lambda project: forget(project, names), ("remove", names), progress=quiet)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every byte that the law is about: all but the log and the store, which is made from them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "log.jsonl" and "store" not in path.parts
    }


def build(folder: Path, pages: list[Page], left_out: tuple[str, ...] = ()) -> dict[str, bytes]:
    config = Config(rdf_formats=RDF_FORMAT_NAMES)
    build_export(pages, folder, config, progress=quiet, left_out=left_out)
    return read_folder(folder)


STEPS = st.lists(
    st.one_of(
        st.sampled_from(PAGES),
        st.sampled_from(["1", "2", "2-other", "3", "4", "Odd Trees", "mon.jsonl", "wed.jsonl"]),
    ),
    min_size=1,
    max_size=3,
)


@pytest.mark.slow
@settings(max_examples=8)
@given(first=st.sampled_from(PAGES), steps=STEPS)
def test_any_adds_and_removes_give_the_bytes_of_a_rebuild(tmp_path_factory, first, steps):
    home = tmp_path_factory.mktemp("grow")
    build(home / "grown", [first])
    pages = {first.name: first}
    for step in steps:
        if isinstance(step, Page):
            add(home / "grown", step)
            pages[step.name] = step
            continue
        try:
            remove(home / "grown", step)
        except NotFoundError:
            continue
        pages.pop(step, None)
    left_out = read_state(home / "grown").project.left_out
    rebuilt = build(home / "anew", list(pages.values()), left_out)
    assert read_folder(home / "grown") == rebuilt


def test_add_reads_only_what_is_new(tmp_path, monkeypatch):
    build(tmp_path / "g", [PAGES[0]])
    read: list[str] = []
    extract = kg.extract.extract_in_processes

    def spy(papers, **options):
        read.extend(paper.id for paper in papers)
        return extract(papers, **options)

    monkeypatch.setattr(kg.extract, "extract_in_processes", spy)
    add(tmp_path / "g", PAGES[1])
    assert read == ["3"]


def test_add_reads_all_again_where_the_extractor_is_another(tmp_path, monkeypatch):
    before = build(tmp_path / "g", [PAGES[0]])
    monkeypatch.setattr(reuse, "extractor_version", lambda _name: "another")
    state = read_state(tmp_path / "g")
    assert reuse.known_extractions(tmp_path / "g", state, state.project.config) == {}
    monkeypatch.undo()
    assert len(reuse.known_extractions(tmp_path / "g", state, state.project.config)) == 2
    assert reuse.known_extractions(tmp_path / "g", state, Config(min_confidence=0.9)) == {}
    (tmp_path / "g" / "extractions.jsonl").write_bytes(before["extractions.jsonl"] + b"\n")
    assert reuse.known_extractions(tmp_path / "g", state, state.project.config) == {}


def test_add_copies_the_lines_of_papers_that_have_not_changed(tmp_path, monkeypatch):
    build(tmp_path / "g", [PAGES[0]])
    written: list[str] = []

    def spy(extraction):
        written.append(extraction.paper.id)
        return kg.extract.extraction_to_line(extraction)

    monkeypatch.setattr("kg.pipeline.reuse.extraction_to_line", spy)
    add(tmp_path / "g", PAGES[1])
    # 1 is as it was, 2 is known from one more page, 3 is new.
    assert sorted(written) == ["2", "3"]
    lines = (tmp_path / "g" / "extractions.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["1", "2", "3"]


def test_add_copies_what_has_not_changed(tmp_path, monkeypatch):
    build(tmp_path / "g", [PAGES[0], PAGES[3]])
    made: list[object] = []
    make = again._Pen.make

    def spy(self: again._Pen, key: str, unit: Unit) -> None:
        made.append(unit.made_of())
        make(self, key, unit)

    monkeypatch.setattr(again._Pen, "make", spy)
    add(tmp_path / "g", PAGES[2])
    n_made, n_units = len(made), len(open_earlier_of(tmp_path / "g").outline.keys)
    assert n_made < 0.8 * n_units
    made.clear()
    remove(tmp_path / "g", "wed.jsonl")
    assert made[0] == "export"
    assert len(made) < n_made


def open_earlier_of(folder: Path) -> EarlierExport:
    found = open_earlier(folder, Config(rdf_formats=RDF_FORMAT_NAMES))
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["graph.ttl", "graph.json", "graph.graphml", ".kg/outline.txt"])
def test_nothing_is_copied_from_a_file_that_was_changed(tmp_path, name):
    build(tmp_path / "g", [PAGES[3]])
    path = tmp_path / "g" / name
    path.write_text(path.read_text("utf-8").replace("Deep Sets", "Deep Sots").replace("9", "8"))
    assert open_earlier(tmp_path / "g", Config(rdf_formats=RDF_FORMAT_NAMES)) is None
    add(tmp_path / "g", PAGES[0])
    assert read_folder(tmp_path / "g") == build(tmp_path / "anew", [PAGES[3], PAGES[0]])


def test_forgotten_paper_is_nowhere_and_stays_away(tmp_path):
    build(tmp_path / "g", [PAGES[0], PAGES[1]])
    remove(tmp_path / "g", "Flat Bags")
    add(tmp_path / "g", PAGES[2])
    add(tmp_path / "g", make_page("fri.jsonl", "2"))
    for name, data in read_folder(tmp_path / "g").items():
        assert b"extends Deep Sets" not in data, name
        kept_out = {".kg/project.json", "build.json"}
        assert b"2-other" not in data or name in kept_out, name
    assert [paper.id for paper in read_state(tmp_path / "g").project.papers] == ["1", "3", "4"]


def test_last_paper_can_be_removed(tmp_path):
    build(tmp_path / "g", [PAGES[3]])
    remove(tmp_path / "g", "1-other")
    assert json.loads((tmp_path / "g" / "build.json").read_text())["counts"]["papers"] == 0


def test_add_refuses_another_page_of_a_known_name_unless_told(tmp_path):
    before = build(tmp_path / "g", [PAGES[0]])
    other = make_page("mon.jsonl", "4")
    with pytest.raises(InputError, match=r"mon\.jsonl: the graph has another page of this name"):
        add(tmp_path / "g", other)
    assert read_folder(tmp_path / "g") == before
    add(tmp_path / "g", other, replacing=True)
    assert read_folder(tmp_path / "g") == build(tmp_path / "anew", [other])


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("project.json", "{", "is damaged"),
        ("project.json", '{"format": 99}', "another version"),
        ("entries.jsonl", '{"page": "none"}\n', "is damaged"),
        ("log.jsonl", "{\n", "is damaged"),
    ],
)
def test_damaged_state_is_told_first_and_nothing_is_lost(tmp_path, monkeypatch, file, text, told):
    build(tmp_path / "g", [PAGES[3]])
    (tmp_path / "g" / ".kg" / file).write_text(text)
    before = read_folder(tmp_path / "g")
    monkeypatch.setattr(build_module, "extract_new", None)
    with pytest.raises(InputError, match=told):
        add(tmp_path / "g", PAGES[0])
    assert read_folder(tmp_path / "g") == before


def test_add_to_no_project_says_so(tmp_path):
    with pytest.raises(InputError, match="there is no such folder"):
        add(tmp_path / "nothing", PAGES[0])
    assert not list(tmp_path.iterdir())


def test_second_writer_says_so(tmp_path):
    build(tmp_path / "g", [PAGES[3]])
    with replace_folder(tmp_path / "g", ours=frozenset()) as staging:
        (staging / "build.json").write_text("{}")
        with pytest.raises(InputError, match="another build is writing there"):
            add(tmp_path / "g", PAGES[0])


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_two_writers_at_once_both_come_through(tmp_path):
    build(tmp_path / "g", [PAGES[3]])
    children = []
    for page in PAGES[:3]:
        child = os.fork()
        if child == 0:
            add(tmp_path / "g", page, wait=120)
            os._exit(0)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in children] == [0, 0, 0]
    assert read_folder(tmp_path / "g") == build(tmp_path / "anew", PAGES)
    assert [one.did for one in read_log(tmp_path / "g")] == ["build", "add", "add", "add"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anew", "g"]


def add_until_killed(folder: Path, page: Page, n_steps: int) -> int:
    """Add in a child that is killed at its n-th step; its signal, or 0."""
    child = os.fork()
    if child == 0:
        done = 0

        def count(event: str, _arguments: tuple[object, ...]) -> None:
            nonlocal done
            if event.startswith(("open", "os.", "shutil.", "ctypes.", "fcntl.")):
                done += 1
                if done == n_steps + 1:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        add(folder, page)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts Linux system calls")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_add_killed_at_any_step_leaves_the_folder_as_before_or_as_after(tmp_path):
    before = build(tmp_path / "g", [PAGES[3]])
    after = build(tmp_path / "anew", [PAGES[3], PAGES[0]])
    # Every step of the exchange itself is tried in test_folder; here every eleventh.
    for n_steps in range(0, 2000, 11):
        code = add_until_killed(tmp_path / "g", PAGES[0], n_steps)
        found = read_folder(tmp_path / "g")
        assert found in (before, after), f"killed at step {n_steps}"
        if code == 0:
            break
    assert code == 0, "the child never got to its end"
    assert found == after
    assert sorted(path.name for path in tmp_path.iterdir()) == ["anew", "g"]
