"""``kg ask``: lists questions, tells what one needs, completes names, answers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.ask import named_options
from kg.cli.commands import app
from kg.errors import InputError, NotFoundError, QueryError
from kg.rdf import find_question, named_questions

EXPORT = Path(__file__).resolve().parents[2] / "exports"


@pytest.fixture(scope="module")
def ask():
    runner = CliRunner()

    def invoke(*arguments: str):
        done = runner.invoke(app, ["ask", str(EXPORT), *arguments])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    return invoke


def test_all_questions_are_listed(ask):
    told = ask()
    assert len(named_questions()) >= 20
    for question in named_questions():
        assert question.name in told


def test_a_question_tells_what_it_needs_in_the_graphs_own_names(ask):
    told = ask("leaderboard", "--metric", "accuracy")
    assert "--dataset" in told
    assert "ImageNet" in told
    assert "the metric" in told


def test_the_beginning_of_a_name_is_enough(ask):
    whole = ask("methods-on-dataset", "ImageNet", "--format", "csv")
    assert ask("methods-on-dataset", "imagen", "--format", "csv") == whole
    assert ask("methods-on-dataset", "--dataset=IMAGENET", "--format", "csv") == whole
    assert len(list(csv.reader(io.StringIO(whole)))) > 5
    assert "dataset = ImageNet" in ask("methods-on-dataset", "imagen")


def test_answers_are_json_too(ask):
    shown = json.loads(ask("most-used-datasets", "--format", "json"))
    assert shown["head"]["vars"] == ["dataset", "papers"]


@pytest.mark.parametrize(
    ("arguments", "error", "told"),
    [
        (("no-such-question",), NotFoundError, "no named question 'no-such-question'"),
        (("leaderboard", "ImageNet", "a"), QueryError, "may become several names: accuracy"),
        (("methods-on-dataset", "zzzz"), NotFoundError, "no dataset 'zzzz'"),
        (("methods-on-dataset", "--set", "x"), InputError, "has no parameter '--set'"),
        (("methods-proposed-in", "x"), QueryError, "'x' is not a whole number"),
    ],
)
def test_what_is_wrong_is_told(ask, arguments, error, told):
    with pytest.raises(error, match=told):
        ask(*arguments)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], {}),
        (["a"], {"dataset": "a"}),
        (["a", "b"], {"dataset": "a", "metric": "b"}),
        (["--metric", "b", "a"], {"dataset": "a", "metric": "b"}),
        (["--metric=b=c", "--dataset="], {"dataset": "", "metric": "b=c"}),
    ],
)
def test_values_stand_in_order_or_as_options(words, expected):
    assert named_options(find_question("leaderboard"), words) == expected


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["a", "b", "c"], "no parameter for 'c'"),
        (["--dataset"], "needs a value behind --dataset"),
        (["--dataset", "a", "--dataset", "b"], "twice"),
        (["--data", "a"], "it has: --dataset, --metric"),
    ],
)
def test_words_that_do_not_fit_are_errors(words, told):
    with pytest.raises(InputError, match=told):
        named_options(find_question("leaderboard"), words)


def test_kg_query_takes_parameters_as_options_too():
    command = ["query", str(EXPORT), "--named", "methods-on-dataset", "--format", "csv"]
    runner = CliRunner()
    one = runner.invoke(app, [*command, "--dataset", "ImageNet"])
    other = runner.invoke(app, [*command, "--param", "dataset=ImageNet"])
    assert one.exit_code == other.exit_code == 0
    assert one.output == other.output != ""
    for wrong in (["--fromat", "csv", "ASK {}"], ["ASK {}", "more"]):
        assert runner.invoke(app, ["query", str(EXPORT), *wrong]).exit_code == 2


def test_a_question_that_takes_too_long_is_ended(ask):
    with pytest.raises(QueryError, match="took more than"):
        ask("most-compared-methods", "--timeout", "0.000001")
    with pytest.raises(InputError, match="--memory"):
        ask("most-compared-methods", "--memory", "0")
