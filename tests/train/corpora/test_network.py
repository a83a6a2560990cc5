"""The network on a corpus: what it learns from, and that it learns; where torch is installed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

torch = pytest.importorskip("torch", reason="the extra neural (torch) is not installed")
tokenizers = pytest.importorskip("tokenizers")

from kg.train.corpora.documents import Corpus, Document, Mention, Related  # noqa: E402
from kg.train.neural.corpora.__main__ import main  # noqa: E402
from kg.train.neural.corpora.decoding import Said, Thresholds, decode  # noqa: E402
from kg.train.neural.corpora.network import CorpusNetwork, _greatest  # noqa: E402
from kg.train.neural.corpora.passes import Labels, make_passes  # noqa: E402
from kg.train.neural.corpora.recipes import Recipe  # noqa: E402
from kg.train.neural.corpora.training import losses_of, train  # noqa: E402
from kg.train.neural.pretrained import Pretrained, piece_maker  # noqa: E402
from kg.train.neural.transformer import Encoder, Sizes  # noqa: E402

SIZES = Sizes(n_pieces=0, n_marks=0, n_layers=1, n_heads=1, hidden=32, inner=64)


def _document(name: str, method: str, task: str) -> Document:
    words = f"we propose {method} for {task} . {method} beats bar .".split()
    return Document(
        name,
        tuple(words),
        (6, 10),
        (
            Mention((2, 3), "Method"),
            Mention((4, 5), "Task"),
            Mention((6, 7), "Method"),
            Mention((8, 9), "Method"),
        ),
        (Related((2, 3), (4, 5), "USED-FOR"), Related((8, 9), (6, 7), "COMPARE")),
    )


DOCUMENTS = tuple(
    _document(f"{method}{task}", method, task) for method in ("foo", "fab") for task in ("a", "b")
)
CORPUS = Corpus(
    "made",
    ("Method", "Task"),
    ("USED-FOR", "COMPARE"),
    frozenset({"COMPARE"}),
    {"train": DOCUMENTS, "dev": DOCUMENTS, "test": DOCUMENTS},
    max_width=3,
)


@pytest.fixture(scope="module")
def begun() -> Pretrained:
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = "abcdefghijklmnopqrstuvwxyz."
    pieces += [*letters, *(f"##{one}" for one in letters)]
    model = tokenizers.models.WordPiece(
        {piece: at for at, piece in enumerate(pieces)}, unk_token="[UNK]"
    )
    made = tokenizers.Tokenizer(model)
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    torch.manual_seed(0)
    encoder = Encoder(replace(SIZES, n_pieces=len(pieces)), 0.1)
    weights = {
        name: one
        for name, one in encoder.state_dict().items()
        if name.split(".")[0] not in {"mark", "seg"}
    }
    return Pretrained(weights, made.to_str(), ())


def test_labels_of_a_pair_turn_and_turn_back():
    labels = Labels.of(CORPUS)
    assert labels.turned == [0, 1, 3, 2]
    assert labels.relation(labels.code("USED-FOR")) == ("USED-FOR", False)
    assert labels.relation(labels.turned[labels.code("USED-FOR")]) == ("USED-FOR", True)


def test_passes_hold_what_is_annotated(begun):
    passes = make_passes(DOCUMENTS[:2], CORPUS, piece_maker(begun))
    batch = passes.take([1])
    found = [(n, w, int(batch.wanted[0, n, w])) for _, n, w in batch.wanted.nonzero().tolist()]
    assert found == [(2, 0, 1), (4, 0, 2), (6, 0, 1), (8, 0, 1)]
    assert not batch.exists[0, 5, 1]
    assert batch.exists[0, 4, 1]
    assert batch.links[0].tolist() == [
        [0, 0, 0, 0, 0],
        [0, 0, 2, 0, 0],
        [0, 3, 0, 0, 0],
        [0, 0, 0, 0, 1],
        [0, 0, 0, 1, 0],
    ]


def test_a_long_document_is_cut_into_passes(begun):
    one = DOCUMENTS[0]
    n = 60
    ends = tuple(end + 10 * at for at in range(n) for end in one.ends)
    long = Document("long", one.words * n, ends)
    passes = make_passes([long], CORPUS, piece_maker(begun))
    assert len(passes.places) > 1
    assert sum(passes.n_words) == len(long.words)
    assert max(passes.n_pieces) <= 512


def test_a_pair_is_scored_from_both_ends(begun):
    torch.manual_seed(1)
    labels = Labels.of(CORPUS)
    network = CorpusNetwork(replace(SIZES, n_pieces=begun.n_pieces), labels, 3).eval()
    batch = make_passes(DOCUMENTS, CORPUS, piece_maker(begun)).take([0, 3])
    found = network(batch, teach=True)
    pairs = {
        (row, int(found.candidates.firsts[row, a]), int(found.candidates.firsts[row, b]))
        for row, a, b in zip(*(one.tolist() for one in found.pairs), strict=True)
    }
    assert {(0, 2, 4), (0, 6, 8), (1, 2, 4), (1, 6, 8)} <= pairs
    assert not any(a < 6 <= b for _, a, b in pairs), "a pair lies within a sentence"
    assert found.links.shape == (len(found.pairs.rows), labels.n_pair)
    losses = losses_of(found, batch)
    assert torch.isfinite(losses).all()
    losses.sum().backward()
    unmoved = {name for name, one in network.named_parameters() if one.grad is None}
    assert not unmoved


def test_greatest_between_is_that_of_a_plain_loop():
    torch.manual_seed(2)
    words = torch.randn(2, 13, 4)
    places = [(row, a, b) for row in (0, 1) for a in range(13) for b in range(a, 14)]
    rows, starts, ends = (torch.tensor(one) for one in zip(*places, strict=True))
    found = _greatest(words, rows, starts, ends)
    for at, (row, a, b) in enumerate(places):
        wanted = words[row, a:b].max(0).values if a < b else torch.zeros(4)
        assert torch.equal(found[at], wanted)


def test_of_overlapping_mentions_the_surer_stays_and_relations_need_both_ends():
    said = Said(
        (
            (0.9, Mention((2, 3), "Method")),
            (0.8, Mention((2, 4), "Method")),
            (0.6, Mention((4, 5), "Task")),
            (0.3, Mention((0, 1), "Task")),
        ),
        (
            (0.9, Related((2, 4), (4, 5), "USED-FOR")),
            (0.7, Related((2, 3), (4, 5), "USED-FOR")),
            (0.2, Related((4, 5), (2, 3), "COMPARE")),
        ),
    )
    found = decode(DOCUMENTS[0], said, Thresholds(0.5, 0.5))
    assert [one.span for one in found.mentions] == [(2, 3), (4, 5)]
    assert found.relations == (Related((2, 3), (4, 5), "USED-FOR"),)


def test_the_command_trains_reads_and_writes(begun, tmp_path, monkeypatch, capsys):
    held = {"weights": begun.weights, "tokenizer": begun.tokenizer, "marks": []}
    torch.save(held, tmp_path / "pretrained.pt")
    folder = tmp_path / "data" / "scierc"
    folder.mkdir(parents=True)
    records = "".join(json.dumps(_dygie(one)) + "\n" for one in DOCUMENTS)
    for part in ("train", "dev", "test"):
        (folder / f"{part}.json").write_text(records, encoding="utf-8")
    told = ["--corpus", "scierc", "--shared", str(tmp_path), "--out", str(tmp_path / "out")]
    told += ["--pretrained", str(tmp_path / "pretrained.pt"), "--epochs", "30"]
    assert main([*told, "--seeds", "1", "2", "--set", "dropout=0.0", "agreement=1"]) == 0
    said = capsys.readouterr().out
    figures = json.loads((tmp_path / "out" / "scierc-1" / "figures.json").read_text("utf-8"))
    assert figures["figures"]["test"]["NER"][2] > 60
    assert "| test | NER |" in said
    lines = (tmp_path / "out" / "scierc-2" / "test.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["name"] for line in lines] == [one.name for one in DOCUMENTS]


def _dygie(document: Document) -> dict[str, object]:
    first = document.ends[0]
    return {
        "doc_key": document.name,
        "sentences": [document.words[:first], document.words[first:]],
        "ner": [
            [[a, b - 1, one.label] for one in document.mentions for a, b in [one.span]],
            [],
        ],
        "relations": [
            [[*_closed(one.head), *_closed(one.tail), one.label] for one in document.relations],
            [],
        ],
    }


def _closed(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], span[1] - 1


def test_bad_input_is_one_line(tmp_path, capsys):
    told = ["--corpus", "scierc", "--shared", str(tmp_path)]
    assert main(told) == 2
    assert main([*told, "--set", "speed=1"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert "train.json: not there" in said[0]
    assert "'speed'" in said[1]


def test_same_seed_same_weights(begun):
    recipe = Recipe(n_epochs=2, batch=2)
    one, other = (train(CORPUS, begun, recipe).network.state_dict() for _ in range(2))
    assert all(torch.equal(one[name], other[name]) for name in one)
