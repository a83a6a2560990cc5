"""Leaderboards, likeness, topics, trends, comparisons."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

import kg
from kg.api.leaderboard import lower_is_better
from kg.graph.value import Evidence, KnowledgeGraph, ResultRecord
from kg.model import Span
from kg.view.layout import find_topics, lay_out
from kg.vocabulary import ResultKind
from tests.rdf.small import id_of


def with_results(graph: KnowledgeGraph, *rows: tuple[str, str, str | None, str | None]) -> kg.Graph:
    """Give the small graph other results on GLUE: method, number, unit, metric."""
    evidence = Evidence("p4", Span(0, 4), "rule", 0.9)
    records = [
        ResultRecord(
            id=f"result/{i}",
            paper="p4",
            method=id_of(method),
            dataset=id_of("GLUE"),
            metric=metric and id_of(metric),
            value=number + (unit or ""),
            number=Decimal(number) if number[0].isdigit() else None,
            unit=unit,
            kind=ResultKind.ABSOLUTE,
            baseline=None,
            baseline_text=None,
            evidence=evidence,
            value_span=Span(0, 4),
        )
        for i, (method, number, unit, metric) in enumerate(rows)
    ]
    return kg.Graph(KnowledgeGraph(graph.papers, graph.nodes, graph.edges, tuple(records)))


def places(board) -> list[tuple[int | None, str, str]]:
    return [(one.rank, one.method.name, one.value) for one in board]


def test_leaderboard_ranks_absolute_results_and_keeps_gains_apart(small):
    board = small.leaderboard("glue", metric="Accuracy")
    assert places(board) == [(1, "RoBERTa", "88.5%"), (2, "BERT", "80.5%")]
    assert board.best is not None
    assert board.best.method.name == "RoBERTa"
    assert len(board.gains) == 0
    assert [one.value for one in small.leaderboard("GLUE").gains] == ["8 points"]


def test_leaderboard_without_results_tells_what_there_is(small):
    board = small.leaderboard("GLUE", metric="BLEU")
    assert board.items == ()
    assert board.best is None
    assert "accuracy 2" in board.note
    assert "no result on it at all" in small.leaderboard("SQuAD", metric="BLEU").note


def test_leaderboard_reads_shares_as_percentages_and_does_not_rank_what_is_no_number(small):
    rows = [
        ("BERT", "80.5", "%", "accuracy"),
        ("ELMo", "0.9", None, "accuracy"),
        ("LSTM", "70", None, "accuracy"),
        ("masking", "many", None, "accuracy"),
        ("RoBERTa", "3", "hours", "accuracy"),
    ]
    assert places(with_results(small.value, *rows).leaderboard("GLUE")) == [
        (1, "ELMo", "0.9"),
        (2, "BERT", "80.5%"),
        (3, "LSTM", "70"),
        (None, "masking", "many"),
        (None, "RoBERTa", "3hours"),
    ]


def test_leaderboard_takes_the_best_of_each_method_unless_told_otherwise(small):
    rows = [("BERT", one, "%", "accuracy") for one in ("1", "3", "2")]
    graph = with_results(small.value, *rows, ("ELMo", "2", "%", "accuracy"))
    assert places(graph.leaderboard("GLUE")) == [(1, "BERT", "3%"), (2, "ELMo", "2%")]
    every = [(1, "3%"), (2, "2%"), (2, "2%"), (4, "1%")]
    assert [(one.rank, one.value) for one in graph.leaderboard("GLUE", every=True)] == every


def test_results_whose_text_names_no_metric_have_no_rank(small):
    board = with_results(small.value, ("BERT", "1", "%", None)).leaderboard("GLUE")
    assert places(board) == [(None, "BERT", "1%")]
    assert board.best is None


@pytest.mark.parametrize(
    "metric",
    ["error rate", "top-5 error", "FID", "perplexity", "RMSE", "training loss", "memory footprint",
     "inference time", "latency", "FLOPs", "number of parameters", "word error rate"],
)  # fmt: skip
def test_less_is_better_for_errors_losses_and_costs(metric):
    assert lower_is_better(metric)


@pytest.mark.parametrize(
    "metric",
    ["accuracy", "F1 score", "BLEU", "success rate", "memory efficiency", "throughput", "mAP",
     "FLOPs reduction", "log-likelihood", "speedup", "win rate", "PSNR"],
)  # fmt: skip
def test_more_is_better_for_the_rest(metric):
    assert not lower_is_better(metric)


def test_similar_papers_share_what_few_papers_name(small):
    found = small.similar_papers("RoBERTa trains longer")
    assert str(found[0].paper) == "BERT reads both ways"
    assert "question answering" in {str(one) for one in found[0].shared}
    assert all(0 < one.score <= 1 for one in found)
    assert "1907.3" not in {one.paper.id for one in found}
    assert small.similar_papers(small.papers["1907.3"], n=1) == found[:1]


def test_likeness_is_symmetric(example):
    papers = example.papers[:15]
    score = {(a.id, b.paper.id): b.score for a in papers for b in example.similar_papers(a, n=1000)}
    assert any((b, a) in score for a, b in score)
    assert all(score[a, b] == score[b, a] for a, b in score if (b, a) in score)


def test_communities_are_those_of_the_map(example):
    layout = lay_out(example.value)
    assert find_topics(example.value).tolist() == layout.communities.tolist()
    sizes = sorted(Counter(layout.communities.tolist()).values(), reverse=True)
    assert [one.size for one in example.communities(min_size=1)] == sizes


def test_every_paper_is_in_one_community(example):
    listed = [paper.id for one in example.communities(min_size=1) for paper in one.papers]
    assert sorted(listed) == sorted(paper.id for paper in example.value.papers)


def test_communities_of_an_empty_graph_are_none():
    assert len(kg.Graph(KnowledgeGraph()).communities()) == 0


def test_trend_counts_papers_without_gaps(small):
    trend = small.trends("BERT", "GLUE", by="year")
    assert trend.periods == ("2017", "2018", "2019")
    assert trend.totals == (1, 2, 1)
    assert trend.counts == (0, 2, 1)
    assert trend.shares[0] == (0.0, 1.0, 1.0)
    assert trend.undated == 1


def test_trend_by_month_leaves_out_dates_that_are_not_exact_enough(small):
    trend = small.trends("BERT", by="month")
    assert (trend.periods[0], trend.periods[-1], len(trend.periods)) == ("2017-06", "2018-10", 17)
    assert sum(trend.counts) == 2
    assert trend.undated == 2


def test_trend_counts_kinds_when_told(small):
    whole = small["language model"]
    kinds = {small.index.thing(one).name for one in small.index.kinds_of(whole.id)}
    assert kinds == {"language model", "BERT", "RoBERTa"}
    alone = small.subgraph(papers=["1706.1", "1907.3"])
    assert alone.trends("Transformer", "BERT").totals == (1, 0, 1)
    assert alone.trends("Transformer", kinds=True).counts == (1, 0, 0)


def test_comparison_tells_what_is_shared_and_what_is_not(small):
    found = small.compare("RoBERTa", "ELMo")
    (aspect,) = [one for one in found.aspects if one.name == "→ evaluated on"]
    assert (aspect.left, aspect.both, aspect.right) == (("GLUE",), ("SQuAD",), ())
    assert [str(one.relation) for one in found.facts] == ["compared_with"]
    assert {one.id for one in found.papers} == {"1907.3", "p4"}
    assert [one.value for one in small.compare("BERT", "RoBERTa").results] == [
        "80.5%",
        "88.5%",
        "8 points",
    ]


def test_comparison_with_itself_is_refused(small):
    with pytest.raises(kg.InputError, match="are one thing: language model"):
        small.compare("LM", "language models")
