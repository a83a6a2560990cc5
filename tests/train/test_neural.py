"""The network, its losses and its way out; run where torch is installed."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
tokenizers = pytest.importorskip("tokenizers")

from kg.extract.encoder import load_encoder  # noqa: E402
from kg.extract.heads import Heads  # noqa: E402
from kg.extract.lexicon import Lexicon  # noqa: E402
from kg.extract.pair_places import Thing, find_pair_places  # noqa: E402
from kg.extract.reading import make_reader, read_paper  # noqa: E402
from kg.model import Paper  # noqa: E402
from kg.train.gold import GoldEntity, GoldPaper  # noqa: E402
from kg.train.neural.batches import collate, pairs_of, things_of  # noqa: E402
from kg.train.neural.fit import Recipe, _of_epoch, fit  # noqa: E402
from kg.train.neural.labels import ROLES, TYPES  # noqa: E402
from kg.train.neural.losses import losses_of  # noqa: E402
from kg.train.neural.network import HEAD_NAMES, Network  # noqa: E402
from kg.train.neural.pretrain import Schedule, train  # noqa: E402
from kg.train.neural.pretrained import Pretrained, piece_maker, prune  # noqa: E402
from kg.train.neural.records import annotated_record, read_records, write_records  # noqa: E402
from kg.train.neural.samples import sample_of  # noqa: E402
from kg.train.neural.teach import things_from  # noqa: E402
from kg.train.neural.texts import rows_of  # noqa: E402
from kg.train.neural.transformer import Sizes  # noqa: E402
from kg.vocabulary import EntityType  # noqa: E402

SIZES = Sizes(n_pieces=60, n_marks=0, n_layers=1, n_heads=2, hidden=16, inner=32, word=12, thing=10)
GOLD = GoldPaper(
    Paper("p", "FooNet for Parsing", "We propose FooNet. It beats BarNet on FooBench."),
    (
        GoldEntity("FooNet", EntityType.METHOD, "proposes", ("FooNet",)),
        GoldEntity("BarNet", EntityType.METHOD, "compares", ("BarNet",)),
        GoldEntity("FooBench", EntityType.DATASET, "uses", ("FooBench",)),
        GoldEntity("Parsing", EntityType.TASK, "addresses", ("Parsing",)),
    ),
)
RELATED = (("FooNet", "outperforms", "BarNet"), ("FooNet", "evaluated_on", "FooBench"))


@pytest.fixture(scope="module")
def begun() -> Pretrained:
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = "abcdefghijklmnopqrstuvwxyz"
    pieces += [*letters, *(f"##{one}" for one in letters), ".", "foo", "bar"]
    model = tokenizers.models.WordPiece(
        {piece: at for at, piece in enumerate(pieces)}, unk_token="[UNK]"
    )
    made = tokenizers.Tokenizer(model)
    made.normalizer = tokenizers.normalizers.BertNormalizer()
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    made.add_special_tokens(pieces[:5])
    torch.manual_seed(0)
    encoder = Network(SIZES).enc
    return Pretrained({"word.weight": encoder.word.weight.detach()}, made.to_str(), ())


@pytest.fixture(scope="module")
def record():
    reading = read_paper(GOLD.paper, make_reader())
    return annotated_record(GOLD, RELATED, reading=reading, lexicon=Lexicon(()))


@pytest.fixture(scope="module")
def sample(record, begun):
    return sample_of(record, piece_maker(begun))


def test_sample_holds_what_was_annotated(sample):
    named = [[sample.words[a:b] for a, b in thing.spans] for thing in sample.things]
    assert named[0] == [("FooNet",), ("FooNet",)]
    assert sample.relations.sum() == len(RELATED)
    assert sample.roles[0, ROLES.index("proposes")] == 1
    assert sample.pieces.ids[sample.pieces.firsts[0]] != 1


def test_whose_annotation_it_is_stands_before_the_title(record, begun):
    pieces = piece_maker(begun)
    for part, flag in (("train", 0), ("cs.CL", 1)):
        made = sample_of({**record, "part": part}, pieces).pieces
        assert made.titles[0] == flag
        assert made.titles[1] == 1


def test_records_come_back(record, tmp_path):
    for name in ("a.jsonl.xz", "a.jsonl.gz"):
        write_records([record, record], tmp_path / name)
        again = list(read_records(tmp_path / name))
        assert again == [json.loads(json.dumps(record))] * 2


def test_batch_marks_the_stretches_of_mentions(sample):
    batch = collate([sample, sample])
    assert len(batch.stretches) == 2 * sum(len(thing.spans) for thing in sample.things)
    assert bool(batch.exists[batch.stretches.unbind(1)].all())
    assert bool((batch.kinds[:, 1:].sum(1) == 1).all())


def test_what_networks_think_is_learnt_as_chances(record, begun):
    told = {
        **{name: record[name] for name in ("id", "words", "sentences", "n_title", "marks")},
        "stretches": [[0, 0, [0.25, 0.5, 0.0, 0.25, 0.0, 0.0]]],
        "things": [
            ["Method", [0.5, 0.5, 0, 0, 0, 0, 0, 0], [[0, 1]]],
            ["Task", [0, 0, 0, 0, 1, 0, 0, 0], [[2, 3]]],
        ],
        "relations": [[0, "addresses", 1, 0.75]],
    }
    made = sample_of(told, piece_maker(begun))
    assert not made.annotated
    assert made.kinds.tolist() == [[0.25, 0.5, 0.0, 0.25, 0.0, 0.0]]
    assert made.relations.max() == 0.75
    losses = losses_of(Network(SIZES), collate([made]), distract=True)
    assert all(torch.isfinite(one) for one in losses)


def test_things_of_networks_are_one_a_name():
    nothing = {
        "words": ["a", "FooNets", "or", "a", "FooNet", "for", "big", "FooNet", "trees"],
        "marks": {},
    }
    rows = [
        (1, 0, [0.1, 0.9, 0, 0, 0, 0]),
        (4, 0, [0.1, 0.9, 0, 0, 0, 0]),
        (7, 0, [0.4, 0.6, 0, 0, 0, 0]),
        (6, 2, [0.2, 0, 0, 0, 0, 0.8]),
        (3, 0, [0.9, 0.1, 0, 0, 0, 0]),
    ]
    found = things_from(nothing, rows)
    assert [(one.type.value, one.spans) for one in found] == [
        ("Method", ((1, 2), (4, 5))),
        ("Concept", ((6, 9),)),
    ]


def test_a_short_form_is_the_same_thing_as_its_long_form():
    marked = {"3": ["short-B"], "0": ["long-B"], "1": ["long-I"]}
    record = {"words": ["foo", "net", "(", "FN", ")"], "marks": marked}
    sure = [0.0, 1.0, 0, 0, 0, 0]
    found = things_from(record, [(0, 1, sure), (3, 0, sure)])
    assert [one.spans for one in found] == [((0, 2), (3, 4))]


def test_masked_words_teach(begun, monkeypatch):
    monkeypatch.setattr("kg.train.neural.pretrain.Sizes", lambda *_: SIZES)
    tokenizer = piece_maker(begun)._tokenizer
    ids, shapes = rows_of(tokenizer, ["Foo bar foo bar.", "a b foo c d bar"] * 30, length=12)
    assert ids.shape == shapes.shape == (len(ids), 12)
    row_ids, row_shapes = (torch.from_numpy(one.astype(np.int64)) for one in (ids, shapes))
    schedule = Schedule(n_steps=3, batch=4)
    one, other = (train(begun, row_ids, row_shapes, schedule) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), other.parameters(), strict=True))
    assert not torch.equal(one.word.weight, begun.weights["word.weight"])


@pytest.mark.parametrize("distract", [False, True])
def test_losses_are_finite_and_teach(sample, distract):
    torch.manual_seed(0)
    network = Network(SIZES)
    losses = losses_of(network, collate([sample]), distract=distract)
    torch.stack(losses).sum().backward()
    assert all(torch.isfinite(one) for one in losses)
    assert all(
        one.grad is not None for name, one in network.named_parameters() if "mark" not in name
    )


def test_same_seed_same_weights(sample, begun, monkeypatch):
    monkeypatch.setattr("kg.train.neural.fit.Sizes", lambda *_: SIZES)
    one, other = (fit([sample] * 4, begun, Recipe(n_epochs=3, batch=2)) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), other.parameters(), strict=True))


def test_heads_without_torch_say_the_same():
    torch.manual_seed(1)
    network = Network(SIZES).eval()
    weights = {
        name: tensor.numpy()
        for name, tensor in network.state_dict().items()
        if name.split(".")[0] in HEAD_NAMES
    }
    heads = Heads(weights)
    vectors = torch.randn(1, 40, SIZES.word)
    things = [Thing(TYPES[n % 5], ((4 * n, 4 * n + 1 + n % 3), (36 - n, 38 - n))) for n in range(7)]
    words = [f"word{n % 6}" for n in range(40)]
    pairs = find_pair_places(words, [n // 9 for n in range(40)], things)
    # Another paper before it and a longer one in the batch must not be seen.
    batch = torch.cat(
        [torch.randn(1, 50, SIZES.word), torch.nn.functional.pad(vectors, (0, 0, 0, 10))]
    )
    is_word = torch.arange(50) < torch.tensor([[50], [40]])
    with torch.no_grad():
        flat = things_of([things, things])
        best, roles = network.things(network.stretches(batch)[0], flat)
        all_chances = torch.softmax(roles, 1)
        told = pairs_of([pairs, pairs], [7, 7], 50)
        scores = network.pairs(batch, is_word, best, flat.types, all_chances, told)[len(pairs) :]
        best, roles, chances = best[7:], roles[7:], all_chances[7:]
    ours, mean = heads.things(vectors[0].numpy(), things)
    assert np.allclose(ours, best, atol=1e-5)
    assert np.allclose(heads.roles(ours, mean, things), roles, atol=1e-5)
    judged = heads.relations(vectors[0].numpy(), ours, chances.numpy(), things, pairs)
    assert np.allclose(judged, scores, atol=1e-5)


def test_pruned_vocabulary_keeps_characters_and_what_was_seen(begun):
    tokenizer = tokenizers.Tokenizer.from_str(begun.tokenizer)
    seen = np.zeros(tokenizer.get_vocab_size(), int)
    seen[tokenizer.token_to_id("foo")] = 9
    weights, described, kept = prune(begun.weights, tokenizer, seen)
    assert tokenizer.token_to_id("foo") in kept
    vocabulary = json.loads(described)["model"]["vocab"]
    assert "foo" in vocabulary
    assert "bar" not in vocabulary
    assert "##z" in vocabulary
    row = weights["word.weight"][vocabulary["foo"]]
    assert torch.equal(row, begun.weights["word.weight"][tokenizer.token_to_id("foo")])


@pytest.mark.filterwarnings("ignore")  # torch: of its older exporter, and of what tracing means
def test_what_is_shipped_says_what_the_network_says(begun, tmp_path):
    pytest.importorskip("onnx")
    from kg.train.neural.export import FIRST_CARD, export

    torch.manual_seed(2)
    network = Network(SIZES).eval()
    export(network, begun, FIRST_CARD, tmp_path)
    card = json.loads((tmp_path / "card.json").read_text("utf-8"))
    assert card["optimised"] is True
    encoder = load_encoder(tmp_path, card["marks"], optimised=True)
    words = ("foo", "bar", "x", ".") * 5
    pieces = piece_maker(begun).make(words, [()] * 20, 4)
    asked = (pieces.ids, pieces.shapes, pieces.marks, pieces.titles, pieces.firsts, pieces.lasts)
    ids, shapes, marks, titles, firsts, lasts = (torch.tensor(one)[None] for one in asked)
    with torch.no_grad():
        vectors = network.words(network.enc(ids, shapes, marks, titles, None), firsts, lasts)
        scores = network.stretches(vectors)[1]
    read = encoder.encode(words, [()] * 20, [0], 4)
    # Eight-bit weights: near, not the same.
    assert np.allclose(read.vectors, vectors[0], atol=0.05)
    assert np.allclose(read.scores, scores[0], atol=0.1)


@pytest.mark.filterwarnings("ignore")
def test_what_is_shipped_can_be_gone_on_from(tmp_path):
    pytest.importorskip("onnx")
    from kg.train.neural.export import FIRST_CARD, export
    from kg.train.neural.shipped import load_shipped

    shipped = Path(str(files("kg.extract") / "data" / "encoder"))
    network, begun = load_shipped(shipped)
    export(network.eval(), begun, FIRST_CARD, tmp_path)
    for name in ("encoder.onnx", "heads.npz", "tokenizer.json"):
        assert (tmp_path / name).read_bytes() == (shipped / name).read_bytes(), name


def test_going_on_begins_with_the_network_that_is_given(sample, begun):
    torch.manual_seed(3)
    network = Network(SIZES, dropout=0.0)
    before = network.out.weight.clone()
    still = Recipe(n_epochs=1, batch=2, encoder_rate=0.0, head_rate=0.0)
    after = fit([sample] * 2, begun, still, network=network)
    assert torch.equal(after.out.weight, before)


def test_what_is_known_is_rehearsed(sample):
    samples = [replace(sample, paper_id=str(at)) for at in range(10)]
    recipe = Recipe(n_fresh=3, rehearsed=0.4)
    first, second = ([one.paper_id for one in _of_epoch(samples, (), n, recipe)] for n in (0, 1))
    assert first[:3] == second[:3] == ["7", "8", "9"]
    assert len(first) == 6
    assert first[3:] != second[3:]
    assert set(first[3:]) <= {str(at) for at in range(7)}
