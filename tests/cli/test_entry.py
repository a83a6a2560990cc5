"""The entry point: what a user is told of words that do not fit, Ctrl-C and closed pipes."""

from __future__ import annotations

import errno
import io
import os
import sys
import types
from pathlib import Path

import pyoxigraph
import pytest

from kg import __main__ as entry
from kg.errors import InputError, QueryError
from kg.pipeline.lock import hold_lock
from kg.rdf.query import explain_syntax, run_query
from kg.rdf.store import Store

EXPORT = Path(__file__).resolve().parents[2] / "exports"


@pytest.fixture
def tell(monkeypatch, capsys):
    """Run ``kg``; give its exit code and what it told."""

    def run(*words: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            entry.main()
        assert isinstance(ended.value.code, int)
        return ended.value.code, capsys.readouterr().err

    return run


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("bild", "no such command 'bild', did you mean 'build'? see kg --help"),
        ("build --nope", "--nope: there is no such option; see kg build --help"),
        ("build --ot", "--ot: there is no such option, did you mean --out? see kg build --help"),
        ("build x", "--out: is missing; see kg build --help"),
        ("stats", "DIR: is missing; see kg stats --help"),
        ("stats a b", "got unexpected extra argument(s) (b); see kg stats --help"),
        ("build x --out", "--out: needs a value; see kg --help"),
        ("serve g --port abc", "--port: 'abc' is no whole number; see kg serve --help"),
        (
            "build x --out o --min-confidence abc",
            "--min-confidence: 'abc' is no number; see kg build --help",
        ),
        (
            "build x --out o --provenance foo",
            "--provenance: 'foo' is not one of 'none', 'assertions', 'full'; see kg build --help",
        ),
        (
            "review g --limit -3",
            "--limit: -3 is out of range; give 0 or more; see kg review --help",
        ),
    ],
)
def test_words_that_do_not_fit_get_one_line(tell, words, told):
    assert tell(*words.split()) == (2, f"kg: {told}\n")


@pytest.mark.parametrize("words", ["serve exports --port 99999", "serve exports --port -1"])
def test_a_port_is_no_other_port(tell, words):
    code, told = tell(*words.split())
    assert code == 2
    assert "is out of range; give 0 to 65535" in told


@pytest.mark.parametrize("wait", [float("nan"), -1.0])
def test_a_wait_has_an_end(tmp_path, wait):
    with (
        pytest.raises(InputError, match=r"wait: .* is out of range; give 0 or more"),
        hold_lock(tmp_path / "lock", what="graph", wait=wait),
    ):
        pass


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_command_that_is_stopped_says_so(tell, monkeypatch):
    monkeypatch.setattr("kg.pipeline.load.load_graph", interrupt)
    assert tell("stats", EXPORT) == (130, "kg: stopped; earlier exports are whole\n")


def test_ctrl_c_is_heeded_while_the_program_is_loaded(monkeypatch, capsys):
    loading = types.ModuleType("kg.cli.main")
    loading.__getattr__ = interrupt  # type: ignore[method-assign]
    monkeypatch.setitem(sys.modules, "kg.cli.main", loading)
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "kg: stopped; earlier exports are whole\n"


@pytest.mark.parametrize(
    "words", [("ask", EXPORT), ("table", "datasets", "-g", EXPORT), ("stats", EXPORT)]
)
def test_a_reader_that_has_gone_is_no_error(tell, monkeypatch, tmp_path, words):
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

        def fileno(self) -> int:
            return int(file.fileno())

    with (tmp_path / "out").open("w") as file:
        monkeypatch.setattr(sys, "stdout", Gone())
        assert tell(*words) == (0, "")


@pytest.mark.parametrize("name", ["x.xlsx", "x.sqlite", "x.json"])
def test_a_full_disk_is_told_by_the_files_own_name(tell, monkeypatch, tmp_path, name):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    monkeypatch.setattr("kg.tables.write._fill", full)
    monkeypatch.setattr("kg.api.export._write_text", full)
    out = tmp_path / name
    code, told = tell("export", EXPORT, "--out", out)
    assert code == 2
    assert told.startswith(f"kg: {out}: cannot be written (No space left on device); ")
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_told_by_its_name(tell, tmp_path):
    page = tmp_path / "x.jsonl"
    page.write_text('{"id": "1", "title": "Deep Sets", "abstract": "We study sets."}\n')
    code, told = tell("build", page, "--out", "/proc/x")
    assert code == 2
    assert told.startswith("kg: /proc/x: cannot be written (")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELEC", "line 1, column 6: expected something else"),
        ("SELECT ?x WHERE { ?x ?y }", "line 1, column 26: expected one of LATERAL, SERVICE"),
    ],
)
def test_a_query_that_cannot_be_read_is_told_in_a_few_words(query, told):
    with pytest.raises(QueryError) as error:
        run_query(Store(pyoxigraph.Store(), "urn:x:"), query)
    assert str(error.value) == told


def test_what_could_stand_in_a_query_is_cut():
    classes = "['0'..='9'], ['A' ..= 'Z' | 'a' ..= 'z'\n| '\\u{F900}'..='\\u{FDCF}'], [_]"
    told = explain_syntax(f'error at 1:18: expected one of "$", "(", "[", "{{", {classes}')
    assert told == 'line 1, column 18: expected one of "$", "(", "[", "{"'


@pytest.mark.parametrize("command", ["log", "remove", "add"])
def test_a_folder_that_is_not_there_is_told(tell, tmp_path, command):
    page = tmp_path / "x.jsonl"
    page.write_text('{"id": "1", "title": "Deep Sets", "abstract": "We study sets."}\n')
    words = {"log": (), "remove": ("x",), "add": (page,)}[command]
    nope = tmp_path / "nope"
    assert tell(command, nope, *words) == (
        2,
        f"kg: {nope}: there is no such folder; name what kg build wrote\n",
    )
    if command == "log":
        assert tell("log", page) == (2, f"kg: {page}: is no folder; name what kg build wrote\n")


def test_a_damaged_state_is_of_no_other_version(tell, tmp_path):
    (tmp_path / ".kg").mkdir()
    (tmp_path / ".kg" / "project.json").write_text("[]")
    (tmp_path / ".kg" / "entries.jsonl").write_text("")
    told = f"kg: {tmp_path / '.kg'}: is damaged; build it again with kg build\n"
    assert tell("log", tmp_path) == (2, told)


@pytest.mark.parametrize("text", ["[]", '{"nodes": [{"x": 1}], "edges": []}', '{"nodes": []}'])
def test_a_damaged_graph_is_told_without_names_of_python(tell, tmp_path, text):
    (tmp_path / "graph.json").write_text(text)
    code, told = tell("stats", tmp_path)
    assert code == 2
    assert "this is no knowledge graph: " in told
    assert "Error" not in told


@pytest.mark.parametrize("option", ["--timeout", "--memory", "--workers"])
def test_limits_are_told_by_their_options(tell, option):
    told = f"kg: {option}: 0{'.0' * (option == '--timeout')} is out of range; give more than 0\n"
    assert tell("serve", EXPORT, option, "0") == (2, told)


def test_a_query_in_a_file_that_is_none(tell, tmp_path):
    binary = tmp_path / "x.rq"
    binary.write_bytes(b"\xff\xfe")
    for path, told in (
        (tmp_path / "nope", "cannot be read (No such file or directory)"),
        (tmp_path, "cannot be read (Is a directory)"),
        (binary, "is no text"),
    ):
        code, line = tell("query", EXPORT, "--file", path)
        assert code == 2
        assert line.startswith(f"kg: {path}: {told}; ")


def test_two_questions_at_once_are_refused(tell):
    words = ("ASK {}", "--named", "methods-on-dataset", "--dataset", "MNIST")
    told = "kg: kg query: ask one thing; give a query or --named, not both\n"
    assert tell("query", EXPORT, *words) == (2, told)


def test_long_words_are_cut(tell):
    code, told = tell("show", EXPORT, "x" * 100_000)
    assert code == 2
    assert len(told) < 200


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("review", EXPORT, "--out", EXPORT), f"{EXPORT}: is no plain file; name a file"),
        (("diff", EXPORT, EXPORT, "--top", "-1"), "--top: -1 is out of range; give 0 or more"),
        (("serve", EXPORT, "--timeout", "1e300"), "--timeout: 1e+300 is out of range; give"),
        (("serve", EXPORT, "--memory", "9" * 14), "--memory: 99999999999999 is out of range"),
        (("ask", EXPORT, "foo"), "no named question 'foo'; there are "),
    ],
)
def test_options_are_checked_before_anything_is_told(tell, words, told):
    code, line = tell(*words)
    assert code == 2
    assert line.startswith(f"kg: {told}")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("build", "", "--out", "o"), "the command line: has an empty word; "),
        (("build", "x", "--out", ""), "--out: has an empty value; give one, or leave it out"),
        (("build", "x", "--out="), "--out: has an empty value; "),
        (("build", "x", "--out", "o", "--rdf", ""), "--rdf: has an empty value; "),
        (("build", "x", "--out", "o", "--rdf", " , "), "--rdf: names no format; give some of ttl"),
        (("build", "x", "--out", "o", "--lexicon", ""), "--lexicon: has an empty value; "),
        (("show", "g", "--why", ""), "the command line: has an empty word; "),
        (("query", "g", "--named", "q", "--dataset="), "--dataset: has an empty value; "),
        (
            ("build", "x", "--out", "o", "--llm-url", "http://x"),
            "--llm-url: is not for the extractor 'model'; name the extractor llm too, or leave it",
        ),
        (
            ("extract", "x", "--out", "o", "--extractor", "llm", "--llm-url", "http://x"),
            "--llm-model: is missing; give the name of the model",
        ),
        (("trends", "x", "-g", "g", "--plot", "x.foo"), "unknown kind of picture '.foo'; known: ."),
        (("trends", "x", "-g", "g", "--by", "day"), "--by: 'day' is not one of 'auto', 'year', "),
        (("rising", "g", "--by", "week"), "--by: 'week' is not one of 'year', 'month', 'day'; "),
        (("rising", "g", "--type", "method"), "--type: 'method' is not one of 'Method', "),
        (("query", "g", "ASK {}", "--format", "xml"), "--format: 'xml' is not one of 'table', "),
        (("table", "gadgets", "-g", "g"), "TABLE: 'gadgets' is not one of 'methods', "),
        (("export", "g", "--out", "x.foo"), "unknown end of a file's name '.foo'; known: .xlsx"),
        (("export", "g", "--out", "/", "--format", "json"), "/: is no plain file; name a file"),
        (("export", "g", "--out", "/", "--format", "csv"), "/: is there already; name a new or an"),
        (("table", "nodes", "-g", "g", "--out", "/"), "/: is no plain file; name a file"),
        (("diff", "g", "g", "--format", "json", "--out", "/"), "/: is no plain file; name a file"),
        (("extract", "x", "--out", "/"), "/: is no plain file; name a file"),
        (("push", "g", "http://x", "--method", "x"), "--method: 'x' is not one of 'graph-store', "),
        (("score", "--plot", "x.png"), "--plot: x.png is no name of an SVG; end it in .svg"),
    ],
)
def test_words_are_checked_before_any_file_is_read(tell, words, told):
    code, line = tell(*words)
    assert code == 2
    assert line.startswith(f"kg: {told}")
    assert line.count("\n") == 1


def test_a_place_that_the_environment_names_is_for_who_needs_it(tell, monkeypatch):
    monkeypatch.setenv("KG_LLM_URL", "http://127.0.0.1:1/v1")
    assert tell("build", "nope.txt", "--out", "o")[1].startswith("kg: nope.txt: there is no such")


def test_an_empty_file_of_decisions_or_names_is_told_by_its_path(tell, tmp_path):
    page, empty = tmp_path / "x.jsonl", tmp_path / "in" / "empty.tsv"
    page.write_text('{"id": "1", "title": "Deep Sets", "abstract": "We study sets."}\n')
    empty.parent.mkdir()
    empty.write_text("\n")
    for option, told in (("--curation", "is empty; give"), ("--lexicon", "there is no name in it")):
        code, line = tell("build", page, "--out", tmp_path / "out", option, empty)
        assert code == 2
        assert line.startswith(f"kg: {empty}: {told}")


def test_decisions_of_which_none_is_taken_are_told(tell, tmp_path):
    page, undecided = tmp_path / "x.jsonl", tmp_path / "undecided.tsv"
    page.write_text('{"id": "1", "title": "Deep Sets", "abstract": "We study sets."}\n')
    undecided.write_text("# join\ta\tb\n")
    code, line = tell("build", page, "--out", tmp_path / "out", "--curation", undecided)
    assert code == 0
    assert line == f"kg: {undecided}: decides nothing; take the # away from what you decide\n"


@pytest.mark.parametrize(
    "command", ["build", "query", "ask", "add", "rising", "serve", "score", "trends", "export"]
)
def test_help_names_what_an_option_takes(monkeypatch, capsys, command):
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(sys, "argv", ["kg", command, "--help"])
    with pytest.raises(SystemExit):
        entry.main()
    told = capsys.readouterr().out
    assert not [kind for kind in ("<str>", "<path>", "<int>", "<float>", "<bool>") if kind in told]


def test_a_query_in_a_file_is_told_by_the_file(tell, tmp_path):
    query = tmp_path / "x.rq"
    query.write_text("SELEC")
    told = f"kg: {query}: line 1, column 6: expected something else\n"
    assert tell("query", EXPORT, "--file", query) == (2, told)


@pytest.mark.parametrize("text", [b"caf\xe9", b'{"id": 1}\n'])
def test_review_writes_over_nothing_that_holds_something_else(tell, tmp_path, capsys, text):
    out = tmp_path / "x.tsv"
    out.write_bytes(text)
    code, told = tell("review", EXPORT, "--out", out)
    assert code == 2
    assert told.startswith(f"kg: {out}")
    assert out.read_bytes() == text


@pytest.mark.parametrize(("option", "word"), [("--since", "soon"), ("--until", "later")])
def test_a_day_is_told_by_its_own_option(tell, tmp_path, option, word):
    words = ("--category", "cs.LG", option, word, "--out", tmp_path / "x.jsonl")
    told = f"kg: {option}: {word!r} is no day; write YYYY-MM-DD\n"
    assert tell("fetch", "arxiv", *words) == (2, told)


def test_places_that_cannot_be(tell, tmp_path):
    page, loop = tmp_path / "x.jsonl", tmp_path / "loop"
    page.write_text('{"id": "1", "title": "Deep Sets", "abstract": "We study sets."}\n')
    loop.symlink_to(loop)
    for words, told in (
        (("build", page, "--out", page / "in"), f"{page}/in: cannot be written ({page} is no fol"),
        (("build", page, "--out", loop), f"{loop}: is a link to itself; name a folder"),
        (("export", EXPORT, "--out", page / "x.ttl"), f"{page}/x.ttl: cannot be written ({page}"),
        (("export", EXPORT, "--out", "x.csv"), "x.csv: csv is a folder of files; name a folder, "),
        (("table", "nodes", "-g", EXPORT, "--out", loop), f"{loop}: is a link to itself; name a "),
        (("build", "x" * 300, "--out", tmp_path / "o"), f"{'x' * 59}…: File name too long"),
    ):
        code, line = tell(*words)
        assert code == 2
        assert line.startswith(f"kg: {told}")
        assert line.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("hf", "--date", "nope"), "--date: 'nope' does not fit; write YYYY-MM-DD"),
        (("hf", "--week", "2025-01"), "--week: '2025-01' does not fit; write YYYY-Www"),
        (("s2", "--query", "x", "--year", "abc"), "--year: 'abc' does not fit; write 2024 or "),
        (("zotero", "foo"), "LIBRARY: 'foo' does not fit; write users/NUMBER or groups/NUMBER"),
        (("oai", "--since", "soon"), "--since: 'soon' does not fit; write YYYY-MM-DD"),
        (
            ("oai", "--address", "nowhere"),
            "--address: 'nowhere' does not fit; write http://… or https://…",
        ),
        (("arxiv", "--query", "x", "--max", "0"), "--max: 0 is out of range; give 1 or more"),
    ],
)
def test_what_is_fetched_is_checked_before_anybody_is_asked(tell, tmp_path, words, told):
    code, line = tell("fetch", *words, "--out", tmp_path / "x.jsonl")
    assert code == 2
    assert line.startswith(f"kg: {told}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", [True, False])
def test_what_is_no_export_is_not_served(tell, tmp_path, there):
    folder = tmp_path if there else tmp_path / "nope"
    told = f"kg: {folder}: is not an export folder (graph.nt); name what kg build wrote\n"
    assert tell("serve", folder, "--port", "0") == (2, told)


def test_words_that_are_no_text_are_told(tell, tmp_path):
    code, line = tell("build", "x", "--out", tmp_path / "o", "--title", "\udcff")
    assert code == 2
    assert line.startswith("kg: the command line: '\\udcff' is not UTF-8; give text and names in")


def test_a_page_whose_name_is_no_text_is_told(tell, tmp_path):
    name = os.fsencode(tmp_path) + b"/caf\xe9.jsonl"
    with open(name, "w") as file:  # noqa: PTH123
        file.write('{"id": "1", "title": "Deep Sets", "abstract": "We study sets."}\n')
    code, line = tell("build", tmp_path, "--out", tmp_path / "o")
    assert code == 2
    assert line == f"kg: {tmp_path}/caf\\udce9.jsonl: the name is not UTF-8; rename the file\n"


def test_annotations_may_begin_with_a_mark(tell, tmp_path):
    marked = tmp_path / "gold.jsonl"
    marked.write_text("\ufeff{}\n", encoding="utf-8")
    code, line = tell("score", "--gold", marked, "--papers", marked)
    assert code == 2
    assert line.startswith(f"kg: {marked}:1: field 'id' is missing; ")


def test_a_password_in_an_address_is_refused_and_not_repeated(tell):
    told = "kg: 127.0.0.1:1: the address holds a name or password; "
    code, line = tell("push", EXPORT, "http://me:secret@127.0.0.1:1/x")
    assert (code, line.startswith(told), "secret" in line) == (2, True, False)
