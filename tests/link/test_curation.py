"""Decisions go before every rule, outlive new readings, and tell when they no longer apply."""

from __future__ import annotations

import json

import pytest

from kg.errors import InputError
from kg.graph import build_graph
from kg.link import Group, Linking, link
from kg.link.curate import leave_out_rejected
from kg.link.curation import read_decisions
from tests.link.test_link import groups as groups_of, method, read


def decided(*lines: str):
    return read_decisions("\n".join(lines) + "\n", "d.tsv")


def groups(linking: Linking) -> dict[str, Group]:
    return {f"{member.paper}/{member.name}": g for member, g in linking.group_of.items()}


def test_join_goes_before_types_and_names():
    extractions = [read("p", ("GLUE", "Dataset", "")), read("q", method("language tasks"))]
    found = groups(link(extractions, decided("join\tGLUE\tlanguage tasks")))
    assert found["p/GLUE"] == found["q/language tasks"]
    assert any(one.rule == "curation.join" for one in found["p/GLUE"].joins)


def test_apart_goes_before_every_rule():
    extractions = [
        read("p", method("stochastic gradient descent", "SGD")),
        read("q", method("stochastic gradient descent", "SGD")),
        read("r", method("SGD")),
        read("s", method("finetuning")),
        read("t", method("fine-tuning")),
    ]
    decisions = decided("apart\tstochastic gradient descent\tSGD", "apart\tfine-tuning\tfinetuning")
    linking = link(extractions, decisions)
    found = groups(linking)
    assert found["r/SGD"] != found["p/stochastic gradient descent"]
    assert found["p/stochastic gradient descent"] == found["q/stochastic gradient descent"]
    assert found["s/finetuning"] != found["t/fine-tuning"]
    assert not [one for one in linking.dropped if one.reason == "decision-does-not-apply"]


def test_apart_holds_against_chains():
    extractions = [read("p", method("neural net")), read("q", method("neural network"))]
    extractions.append(read("r", method("artificial neural network")))
    found = groups(link(extractions, decided("apart\tneural network\tneural net")))
    assert found["p/neural net"] != found["q/neural network"]


def test_rename_and_retype():
    extractions = [read("p", method("network pruning")), read("q", method("network pruning"))]
    decisions = decided("rename\tnetwork pruning\tPruning", "retype\tPruning\tTask\tas most say")
    (group,) = link(extractions, decisions).groups
    assert (group.name, group.type) == ("Pruning", "Task")
    assert group.aliases == ("network pruning",)


def test_reject_takes_what_is_said_of_it_too():
    extractions = [read("p", method("junk words"), method("LoRA")), read("q", method("junk word"))]
    linking = link(extractions, decided("reject\tjunk words"))
    graph, _ = build_graph(leave_out_rejected(extractions, linking), linking)
    assert [node.name for node in graph.nodes] == ["LoRA"]
    assert [edge.tail for edge in graph.edges] == ["entity/lora"]


@pytest.mark.parametrize(
    "line",
    [
        "join\tLoRA\tnobody",
        "apart\tLoRA\tnobody",
        "rename\tnobody\tsomebody",
        "reject\tnobody",
        "apart\tLoRA\tlora",
    ],
)
def test_decision_that_no_longer_applies_is_told(line):
    (dropped,) = link([read("p", method("LoRA"))], decided(line)).dropped
    assert dropped.reason == "decision-does-not-apply"
    assert dropped.text.startswith("d.tsv:1: ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("merge\ta\tb", "unknown action 'merge'"),
        ("join\ta", "lacks a name"),
        ("reject\t", "lacks a name"),
        ("retype\ta\tThing", "unknown type 'Thing'"),
        ("join\ta\ta", "one name twice"),
        ("join\ta\tb\napart\tb\ta", r"contradicts d\.tsv:1"),
    ],
)
def test_broken_line_is_one_clear_error(text, told):
    with pytest.raises(InputError, match=told):
        read_decisions(text, "d.tsv")


def test_no_decision_changes_nothing():
    extractions = [read("p", method("LoRA", "low-rank adaptation")), read("q", method("LoRA"))]
    assert link(extractions, ()) == link(extractions)
    assert len({group.key for group in groups_of(*extractions).values()}) == 1


def test_a_decision_is_replayed_when_papers_come_and_is_told_when_it_is_void(tmp_path, run):
    page = tmp_path / "page.jsonl"
    page.write_text(
        "".join(
            json.dumps({"id": f"p{n}", "title": f"On LoRA {n}", "abstract": text}) + "\n"
            for n, text in enumerate(
                ["We use LoRA and gradient descent.", "Gradient descent is used with LoRA."]
            )
        ),
        encoding="utf-8",
    )
    decisions = tmp_path / "decisions.tsv"
    decisions.write_text("rename\tLoRA\tLow-rank adaptation\nreject\tnobody\n", encoding="utf-8")
    out = tmp_path / "graph"
    told = run("build", str(page), "--out", str(out), "--curation", str(decisions))
    assert "does not apply: decisions:2: reject 'nobody'" in told
    more = tmp_path / "more.jsonl"
    record = {"id": "p9", "title": "LoRA again", "abstract": "LoRA is used once more."}
    more.write_text(json.dumps(record) + "\n", encoding="utf-8")
    run("add", str(out), str(more))
    assert "Low-rank adaptation" in run("show", str(out), "LoRA", "--why")
    listed = run("review", str(out), "--out", str(tmp_path / "review.tsv"))
    assert "doubt(s)" in listed
    assert (tmp_path / "review.tsv").read_text("utf-8").startswith("# What you decide.")


@pytest.fixture
def run():
    from typer.testing import CliRunner

    import kg.cli.main  # noqa: F401 - its groups join the app
    from kg.cli.commands import app

    runner = CliRunner()

    def call(*arguments: str) -> str:
        result = runner.invoke(app, list(arguments))
        assert result.exit_code == 0, result.output
        return result.output

    return call
