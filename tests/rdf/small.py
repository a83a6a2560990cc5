"""A small graph whose every answer is known: five papers, written for the tests."""

from __future__ import annotations

from decimal import Decimal

from kg.graph.value import (
    Broader,
    Edge,
    Evidence,
    Join,
    KnowledgeGraph,
    Match,
    Node,
    NodeMention,
    ResultRecord,
)
from kg.ids import entity_id, paper_node_id, result_id
from kg.model import Paper, Span
from kg.vocabulary import EntityType, Relation, ResultKind, Role

_HOSTILE = '"; DROP ?x } <b>"""\\ \x07 </script> \u202eevil\u202c 𝒢-Net {\n\t\r} # end'

_TEXTS: dict[str, tuple[str, list[str], dict[str, object]]] = {
    "1706.1": (
        "Attention alone",
        [
            "We propose the Transformer, built on attention.",
            "On WMT14 the Transformer reaches 28.4 BLEU and outperforms the LSTM.",
            "It is for machine translation.",
        ],
        {
            "date": "2017-06-12",
            "authors": ("Ada B.", "Zoë\nC.", "Ada B."),
            "n_authors": 3,
            "url": "https://example.org/1706.1",
            "sources": ("a.txt", "b.txt"),
        },
    ),
    "1810.2": (
        "BERT reads both ways",
        [
            "BERT extends the Transformer; masking is part of BERT.",
            "BERT is evaluated on GLUE for question answering and outperforms ELMo.",
            "Its accuracy on GLUE is 80.5%.",
        ],
        {"date": "2018-10", "date_inferred": True, "sources": ("a.txt",)},
    ),
    "1907.3": (
        "RoBERTa trains longer",
        [
            "RoBERTa extends BERT and outperforms BERT.",
            "On GLUE RoBERTa has 88.5% accuracy, an improvement of 8 points over strong models.",
            "RoBERTa and ELMo are evaluated on SQuAD for question answering.",
        ],
        {"date": "2019"},
    ),
    "p4": (
        "What encoders learn",
        [
            "We study generalisation and transfer in language models such as BERT and ELMo.",
            "RoBERTa is compared with ELMo; RoBERTa outperforms BERT.",
            "BERT, a kind of language model, is evaluated on GLUE; transfer is what GLUE is about.",
        ],
        {"date": "2018-01-31"},
    ),
    "https://example.org/?id=5&x=<y>": (
        _HOSTILE,
        [f"We propose 𝒢-Net, which extends the Transformer {_HOSTILE}."],
        {"url": "no url at all: <>", "authors": ("\\;", "")},
    ),
}

_NODES: dict[str, tuple[EntityType, tuple[str, ...]]] = {
    "Transformer": (EntityType.METHOD, ("transformers",)),
    "LSTM": (EntityType.METHOD, ()),
    "BERT": (EntityType.METHOD, ()),
    "RoBERTa": (EntityType.METHOD, ()),
    "ELMo": (EntityType.METHOD, ()),
    "masking": (EntityType.METHOD, ()),
    "𝒢-Net": (EntityType.METHOD, ('"G"-Net\\', "g\u0007net")),
    "language model": (EntityType.METHOD, ("language models", "LM")),
    "WMT14": (EntityType.DATASET, ()),
    "GLUE": (EntityType.DATASET, ()),
    "SQuAD": (EntityType.DATASET, ()),
    "machine translation": (EntityType.TASK, ("MT",)),
    "question answering": (EntityType.TASK, ()),
    "BLEU": (EntityType.METRIC, ()),
    "accuracy": (EntityType.METRIC, ()),
    "attention": (EntityType.CONCEPT, ()),
    "generalisation": (EntityType.CONCEPT, ()),
    "transfer": (EntityType.CONCEPT, ()),
}

#: What names and vocabularies tell: a broader thing that a paper states too, and one that not.
_BROADER = {
    "BERT": (Broader(entity_id("language model"), "kind.head-noun"),),
    "RoBERTa": (
        Broader(entity_id("bert"), "kind.head-noun"),
        Broader(entity_id("bert"), "kind.vocabulary:uat"),
    ),
}
_MATCHES = {
    "attention": (
        Match("http://example.org/a#1", "Attention", exact=True, rule="match.label:a", score=0.95),
        Match(
            "http://example.org/b/1",
            'attention "net"',
            exact=False,
            rule="match.label:b",
            score=0.5,
        ),
    ),
}

# paper, sentence, role or relation, head (empty for the paper), tail, confidence
_FACTS: list[tuple[str, int, Role | Relation, str, str, float]] = [
    ("1706.1", 0, Role.PROPOSES, "", "Transformer", 0.9),
    ("1706.1", 0, Role.STUDIES, "", "attention", 0.8),
    ("1706.1", 1, Role.USES, "", "WMT14", 0.95),
    ("1706.1", 1, Role.REPORTS, "", "BLEU", 1.0),
    ("1706.1", 1, Role.COMPARES, "", "LSTM", 0.7),
    ("1706.1", 2, Role.ADDRESSES, "", "machine translation", 1e-07),
    ("1706.1", 1, Relation.OUTPERFORMS, "Transformer", "LSTM", 0.6),
    ("1706.1", 1, Relation.EVALUATED_ON, "Transformer", "WMT14", 0.6),
    ("1706.1", 1, Relation.MEASURED_BY, "Transformer", "BLEU", 0.6),
    ("1706.1", 2, Relation.ADDRESSES, "Transformer", "machine translation", 0.3),
    ("1810.2", 0, Role.PROPOSES, "", "BERT", 0.9),
    ("1810.2", 0, Role.USES, "", "Transformer", 0.9),
    ("1810.2", 0, Role.USES, "", "masking", 0.9),
    ("1810.2", 1, Role.USES, "", "GLUE", 0.9),
    ("1810.2", 1, Role.COMPARES, "", "ELMo", 0.9),
    ("1810.2", 1, Role.ADDRESSES, "", "question answering", 0.9),
    ("1810.2", 2, Role.REPORTS, "", "accuracy", 0.9),
    ("1810.2", 0, Relation.EXTENDS, "BERT", "Transformer", 0.9),
    ("1810.2", 0, Relation.PART_OF, "masking", "BERT", 0.9),
    ("1810.2", 1, Relation.EVALUATED_ON, "BERT", "GLUE", 0.5),
    ("1810.2", 1, Relation.ADDRESSES, "BERT", "question answering", 0.9),
    ("1810.2", 1, Relation.OUTPERFORMS, "BERT", "ELMo", 0.9),
    ("1907.3", 0, Role.PROPOSES, "", "RoBERTa", 0.9),
    ("1907.3", 0, Role.COMPARES, "", "BERT", 0.9),
    ("1907.3", 1, Role.REPORTS, "", "accuracy", 0.9),
    ("1907.3", 1, Role.USES, "", "GLUE", 0.9),
    ("1907.3", 2, Role.INTRODUCES, "", "SQuAD", 0.9),
    ("1907.3", 2, Role.COMPARES, "", "ELMo", 0.9),
    ("1907.3", 2, Role.ADDRESSES, "", "question answering", 0.9),
    ("1907.3", 0, Relation.EXTENDS, "RoBERTa", "BERT", 0.9),
    ("1907.3", 0, Relation.OUTPERFORMS, "RoBERTa", "BERT", 0.8),
    ("1907.3", 1, Relation.EVALUATED_ON, "RoBERTa", "GLUE", 0.9),
    ("1907.3", 2, Relation.EVALUATED_ON, "RoBERTa", "SQuAD", 0.9),
    ("1907.3", 2, Relation.EVALUATED_ON, "ELMo", "SQuAD", 0.9),
    ("1907.3", 2, Relation.ADDRESSES, "RoBERTa", "question answering", 0.9),
    ("p4", 0, Role.STUDIES, "", "generalisation", 0.9),
    ("p4", 0, Role.STUDIES, "", "transfer", 0.9),
    ("p4", 0, Role.USES, "", "BERT", 0.9),
    ("p4", 0, Role.MENTIONS, "", "language model", 0.9),
    ("p4", 2, Role.USES, "", "GLUE", 0.9),
    ("p4", 1, Relation.OUTPERFORMS, "RoBERTa", "BERT", 0.5),
    ("p4", 1, Relation.COMPARED_WITH, "ELMo", "RoBERTa", 0.5),
    ("p4", 2, Relation.SUBCLASS_OF, "BERT", "language model", 0.5),
    ("p4", 2, Relation.EVALUATED_ON, "BERT", "GLUE", 0.5),
    ("p4", 2, Relation.CONCERNS, "GLUE", "transfer", 0.5),
    ("https://example.org/?id=5&x=<y>", 0, Role.PROPOSES, "", "𝒢-Net", 0.123456789012345678),
    ("https://example.org/?id=5&x=<y>", 0, Role.USES, "", "Transformer", 0.9),
    ("https://example.org/?id=5&x=<y>", 0, Relation.EXTENDS, "𝒢-Net", "Transformer", 0.5),
]

# paper, sentence, method, data set, metric, printed, number, unit, kind, baseline, in words
_RESULTS: list[
    tuple[
        str,
        int,
        str,
        str | None,
        str | None,
        str,
        str | None,
        str | None,
        str,
        str | None,
        str | None,
    ]
] = [
    ("1706.1", 1, "Transformer", "WMT14", "BLEU", "28.4", "28.4", None, "absolute", None, None),
    ("1810.2", 2, "BERT", "GLUE", "accuracy", "80.5%", "80.50", "%", "absolute", None, None),
    ("1907.3", 1, "RoBERTa", "GLUE", "accuracy", "88.5%", "88.5", "%", "absolute", None, None),
    (
        "1907.3",
        1,
        "RoBERTa",
        "GLUE",
        None,
        "8 points",
        "8",
        "points",
        "improvement",
        None,
        "strong models",
    ),
    ("1907.3", 0, "RoBERTa", None, None, "BERT", None, None, "improvement", "BERT", None),
]


def id_of(name: str) -> str:
    """Give the id of the node with this name."""
    return entity_id(name.casefold())


def small_graph() -> KnowledgeGraph:
    """Make the graph."""
    papers = {
        key: Paper(id=key, title=title, abstract=" ".join(sentences), **more)  # type: ignore[arg-type]
        for key, (title, sentences, more) in _TEXTS.items()
    }
    return KnowledgeGraph(
        papers=tuple(sorted(papers.values(), key=lambda paper: paper.id)),
        nodes=tuple(sorted(_nodes(papers), key=lambda node: node.id)),
        edges=tuple(sorted(_edges(papers), key=lambda edge: edge.key)),
        results=tuple(sorted(_results(papers), key=lambda result: result.id)),
    )


def sentence_of(papers: dict[str, Paper], paper: str, index: int) -> Span:
    """Give the place of a sentence of an abstract."""
    sentences = _TEXTS[paper][1]
    start = len(papers[paper].title) + 1 + sum(len(one) + 1 for one in sentences[:index])
    return Span(start, start + len(sentences[index]))


def _nodes(papers: dict[str, Paper]) -> list[Node]:
    nodes = []
    for name, (kind, aliases) in _NODES.items():
        mentions = []
        for paper in papers.values():
            for surface in (name, *aliases):
                start = paper.text.find(surface)
                if start >= 0:
                    span = Span(start, start + len(surface))
                    other = EntityType.TASK if surface == "attention" else kind
                    mentions.append(NodeMention(paper.id, span, other))
        joins = tuple(
            sorted(Join(min(name, one), max(name, one), f"key.{len(one)}") for one in aliases)
        )
        nodes.append(
            Node(
                id=id_of(name),
                key=name.casefold(),
                name=name,
                type=kind,
                mentions=tuple(sorted(mentions)),
                aliases=tuple(sorted(aliases)),
                joins=joins,
                broader=_BROADER.get(name, ()),
                matches=_MATCHES.get(name, ()),
            )
        )
    return nodes


def _edges(papers: dict[str, Paper]) -> list[Edge]:
    said: dict[tuple[str, Role | Relation, str], list[Evidence]] = {}
    for paper, index, relation, head, tail, confidence in _FACTS:
        span = sentence_of(papers, paper, index)
        source = f"rule.{relation.value}" if head else "role/ü 1.0"
        key = (id_of(head) if head else paper_node_id(paper), relation, id_of(tail))
        said.setdefault(key, []).append(Evidence(paper, span, source, confidence))
    return [Edge(*key, tuple(sorted(evidence))) for key, evidence in said.items()]


def _results(papers: dict[str, Paper]) -> list[ResultRecord]:
    made = []
    for paper, index, method, dataset, metric, printed, number, unit, kind, base, words in _RESULTS:
        sentence = sentence_of(papers, paper, index)
        start = papers[paper].text.index(printed, sentence.start)
        made.append(
            ResultRecord(
                id=result_id(paper, method, printed, kind, str(start)),
                paper=paper,
                method=id_of(method),
                dataset=None if dataset is None else id_of(dataset),
                metric=None if metric is None else id_of(metric),
                value=printed,
                number=None if number is None else Decimal(number),
                unit=unit,
                kind=ResultKind(kind),
                baseline=None if base is None else id_of(base),
                baseline_text=words,
                evidence=Evidence(paper, sentence, "result.number", 0.75),
                value_span=Span(start, start + len(printed)),
            )
        )
    return made
