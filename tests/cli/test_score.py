"""``kg score``: from files to figures, and one clear line where a file is broken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

import kg.cli.main  # noqa: F401 - the commands join the app there
from kg.cli.commands import app
from kg.errors import InputError
from tests.evaluate.made_up import make_paper

if TYPE_CHECKING:
    from collections.abc import Iterable


def write(path: Path, records: Iterable[object]) -> str:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return str(path)


def read(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def files(tmp_path):
    papers, gold, predicted = map(list, zip(*map(make_paper, range(12)), strict=True))
    return {
        "papers": write(tmp_path / "papers.jsonl", papers),
        "gold": write(tmp_path / "gold.jsonl", gold),
        "predicted": write(tmp_path / "predicted.jsonl", predicted),
    }


def run(*arguments: object) -> str:
    done = CliRunner().invoke(app, ["score", *map(str, arguments)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def against(files: dict[str, str]) -> tuple[str, ...]:
    return ("--gold", files["gold"], "--papers", files["papers"])


def test_scores_are_printed_for_people_and_programs(files):
    table = run(*against(files), "--predicted", files["predicted"])
    assert "12 papers, 0 missing" in table
    assert "95 % of F1" in table
    told = json.loads(run(*against(files), "--predicted", files["predicted"], "--json"))
    assert told["papers"] == 12
    assert list(told["figures"])[:2] == ["mention", "mention.Method"]
    low, high = told["figures"]["mention"]["interval"]
    assert low <= told["figures"]["mention"]["f1"] <= high


def test_extractor_reads_where_nothing_is_predicted(files):
    told = json.loads(run(*against(files), "--extractor", "rules", "--json", "--samples", "0"))
    assert told["missing"] == []
    assert told["figures"]["mention"]["gold"] > 0


def test_comparison_lists_changes(files, tmp_path):
    lines = read(files["predicted"])
    emptied = write(
        tmp_path / "emptied.jsonl", [{**one, "entities": [], "relations": []} for one in lines]
    )
    told = run("--compare", emptied, files["predicted"], *against(files), "--limit", "2")
    assert "mention came" in told
    assert "the first 2 of each are listed" in told
    judged = [
        json.loads(line)
        for line in run(
            "--compare", emptied, files["predicted"], *against(files), "--json"
        ).splitlines()
    ]
    assert {one["came"] for one in judged} == {True}
    assert {one["right"] for one in judged} == {True, False}
    bare = run("--compare", files["predicted"], files["predicted"])
    assert "+" not in bare


def test_calibration_is_told_and_drawn(files, tmp_path):
    plot = tmp_path / "plot.svg"
    told = run(*against(files), "--predicted", files["predicted"], "--calibration", "--plot", plot)
    assert "expected calibration error" in told
    assert ElementTree.parse(plot).getroot().tag.endswith("svg")
    measured = json.loads(
        run(*against(files), "--predicted", files["predicted"], "--calibration", "--json")
    )
    assert set(measured) == {"mention", "role", "relation"}


MISPLACED = json.dumps(
    {
        "title": "T",
        "abstract": "",
        "entities": [
            {
                "name": "T",
                "type": "Method",
                "role": "uses",
                "mentions": [{"start": 0, "end": 1, "text": "X"}],
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[]", "is no object"),
        ('{"title": "T", "abstract": ""}', "field 'entities' is missing"),
        (
            MISPLACED,
            "the text at 0:1 is 'T', not 'X'",
        ),
        ('{"title": "T", "abstract": "", "entities": [{"name": "T"}]}', "is no extraction"),
        (
            '{"title": "T", "abstract": "", "entities": [], "relations": [["A", "extends", "B"]]}',
            "a relation names 'A', which is no entity there",
        ),
    ],
)
def test_broken_prediction_is_told_with_its_line(files, tmp_path, line, message):
    broken = tmp_path / "broken.jsonl"
    broken.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(InputError) as error:
        run(*against(files), "--predicted", broken)
    assert str(error.value).startswith(f"{broken}:2: ")
    assert message in str(error.value)


def test_annotation_without_text_and_missing_options_are_told(files, tmp_path):
    lone = write(tmp_path / "lone.jsonl", [{"id": "nobody", "entities": []}])
    with pytest.raises(InputError, match=r"lone\.jsonl:1: the text of 'nobody' is missing"):
        run("--gold", lone, "--papers", files["papers"])
    with pytest.raises(InputError, match="one of --gold and --papers is missing"):
        run("--gold", files["gold"])
    with pytest.raises(InputError, match="nothing to score"):
        run()


def test_prediction_of_another_text_is_told(files, tmp_path):
    lines = read(files["predicted"])
    other = [{**one, "abstract": one["abstract"] + " More."} for one in lines]
    with pytest.raises(InputError, match="differ from the text to score"):
        run(*against(files), "--predicted", write(tmp_path / "other.jsonl", other))
