"""The command line as its users meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.commands import app
from kg.cli.show import plain

ROOT = Path(__file__).resolve().parents[2]
EXPORT = ROOT / "exports"
COMMANDS = ("ask", "build", "extract", "query", "show", "stats", "validate")


def kg(*arguments: object):
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)], capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def run():
    runner = CliRunner()

    def invoke(*arguments: object):
        return runner.invoke(app, [str(argument) for argument in arguments])

    return invoke


def test_help_lists_every_command(run):
    told = run("--help").output
    assert all(command in told for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_has_an_example(run, command):
    told = run(command, "--help").output
    assert f"kg {command} " in told.replace("Usage: kg", "")
    assert "Example" in told


def test_readme_names_every_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"kg {command}" in readme for command in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("build", "missing.txt", "--out", "out"), "missing.txt: there is no such file"),
        (("show", "missing", "LoRA"), "missing: is not an export folder"),
        (("show", EXPORT, "LoRRA"), "no node 'LoRRA'; did you mean LoRA"),
        (("query", EXPORT, "SELECT ?x WHERE {"), "kg: "),
        (("query", EXPORT), "ask one thing"),
        (("query", EXPORT, "--named", "methods-on-datset"), "did you mean methods-on-dataset"),
        (("query", EXPORT, "--named", "methods-on-dataset", "--param", "x"), "give NAME=VALUE"),
        (("build", "x", "--out", "o", "--base-iri", "here"), "cannot be a base"),
        (("build", "x", "--out", "o", "--min-confidence", "7"), "out of range"),
    ],
)
def test_bad_input_gets_one_line_and_exit_code_2(arguments, told):
    done = kg(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_unknown_option_is_told_in_one_line():
    done = kg("build", "--nope")
    assert done.returncode == 2
    assert done.stderr == "kg: --nope: there is no such option; see kg build --help\n"
    assert "Traceback" not in done.stderr


def test_extract_writes_one_paper_a_line(tmp_path):
    page = tmp_path / "page.jsonl"
    text = "We propose FooNet, which extends gradient descent. FooNet is evaluated on ImageNet."
    page.write_text(json.dumps({"id": "1", "title": "FooNet", "abstract": text}) + "\n")
    done = kg("extract", page, "--out", tmp_path / "out.jsonl")
    assert done.returncode == 0, done.stderr
    (line,) = (tmp_path / "out.jsonl").read_text().splitlines()
    found = json.loads(line)
    whole = f"FooNet\n{text}"
    mentions = [mention for entity in found["entities"] for mention in entity["mentions"]]
    assert mentions
    assert all(whole[one["start"] : one["end"]] == one["text"] for one in mentions)


def test_show_finds_a_node_by_any_name_and_prints_its_sentences(run):
    done = run("show", EXPORT, "lora")
    assert done.exit_code == 0
    assert "LoRA" in done.output
    assert "“" in done.output


def test_show_why_tells_the_rule_of_each_join(run):
    done = run("show", EXPORT, "lora", "--why")
    assert "joined" in done.output


def test_stats_lists_what_most_papers_name(run):
    told = run("stats", EXPORT).output
    assert "type\tname\tpapers\tfacts\n" in told
    assert "\nDataset\tImageNet\t" in told


def test_query_answers_in_csv_and_json(run):
    question = "SELECT (COUNT(?p) AS ?n) WHERE { ?p a kg:Paper }"
    n_papers = json.loads((EXPORT / "build.json").read_text())["counts"]["papers"]
    assert run("query", EXPORT, question, "--format", "csv").output.split() == ["n", str(n_papers)]
    found = json.loads(run("query", EXPORT, question, "--format", "json").output)
    assert found["results"]["bindings"][0]["n"]["value"] == str(n_papers)


def test_query_lists_and_answers_named_questions(run):
    assert "methods-on-dataset" in run("query", EXPORT, "--list").output
    done = run("query", EXPORT, "--named", "methods-on-dataset", "--param", "dataset=imagenet")
    assert done.exit_code == 0
    head, *rows = done.output.splitlines()
    assert head == "method\tpapers"
    assert "AlexNet\t1" in rows
    assert all(row.count("\t") == 1 for row in rows)


def test_validate_finds_nothing_in_the_committed_export(run):
    done = run("validate", EXPORT)
    assert done.exit_code == 0, done.output
    assert "valid" in done.output


def test_plain_hides_what_would_move_the_cursor_or_turn_the_text():
    assert plain("a\x1b]8;;x\x07b\u202ec\r\nd") == "a ]8;;x b c d"


def test_extract_does_not_overwrite_its_own_page(tmp_path):
    page = tmp_path / "page.jsonl"
    page.write_text('{"id": "1", "title": "A", "abstract": "b"}\n')
    done = kg("extract", page, "--out", page)
    assert done.returncode == 2
    assert "is one of the pages" in done.stderr
    assert page.read_text().startswith('{"id"')
