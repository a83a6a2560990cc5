"""Several networks read papers that nobody annotated, so that one network can learn from them all.

``python -m kg.train.neural.teach --networks a.pt b.pt --out build/samples/taught.jsonl.gz``

What the networks think on the average is mostly better than what any of them thinks, and a network
of the same size can learn it from enough text (Hinton et al. 2015): :mod:`kg.train.neural.fit
--taught`. Nothing of it is needed afterwards.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch

from kg.extract.features import stem
from kg.extract.pair_places import Thing, find_pair_places
from kg.train.neural.batches import collate, pairs_of, things_of
from kg.train.neural.labels import RELATIONS, TYPES
from kg.train.neural.losses import ROLE_MASK
from kg.train.neural.network import load_network
from kg.train.neural.precision import half_precision
from kg.train.neural.pretrained import load_pretrained, piece_maker
from kg.train.neural.records import read_records, write_records
from kg.train.neural.samples import sample_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from torch import Tensor

    from kg.train.neural.batches import Batch
    from kg.train.neural.network import Network
    from kg.train.neural.samples import Sample

__all__ = ["main", "things_from"]

_AT_ONCE: Final = 48
#: Less likely mentions are told as none, and less likely relations as not holding.
_LEAST: Final = 0.02
_TAKEN: Final = 0.5
#: An explained short form stands at most so many tokens behind its long form.
_REACH: Final = 3


def things_from(
    record: Mapping[str, Any], chances: Sequence[tuple[int, int, Sequence[float]]]
) -> tuple[Thing, ...]:
    """Take the likeliest mentions that do not overlap, and put those of one name together.

    Parameters
    ----------
    record : Mapping
        The paper, as of :func:`kg.train.neural.records.plain_record`.
    chances : sequence of (int, int, sequence of float)
        First word, one less than the length, chance of none and of each type.

    Returns
    -------
    tuple of Thing
        By first mention.
    """
    words, marks = record["words"], record["marks"]
    taken: set[int] = set()
    chosen: dict[tuple[int, int], int] = {}
    for first, more, row in sorted(chances, key=lambda one: one[2][0]):
        span = (first, first + more + 1)
        if 1 - row[0] >= _TAKEN and taken.isdisjoint(range(*span)):
            taken.update(range(*span))
            chosen[span] = int(np.argmax(row[1:]))
    names: dict[tuple[int, str], list[tuple[int, int]]] = {}
    at_word: dict[int, tuple[int, str]] = {}
    for span, kind in sorted(chosen.items()):
        key = (kind, " ".join(stem(word) for word in words[slice(*span)]))
        names.setdefault(key, []).append(span)
        at_word.update(dict.fromkeys(range(*span), key))
    for short, long in _explained(marks):
        one, other = at_word.get(short), at_word.get(long)
        if one and other and one != other and one[0] == other[0] and one in names:
            names.setdefault(other, []).extend(names.pop(one))
    return tuple(
        Thing(TYPES[kind], tuple(sorted(spans)))
        for (kind, _), spans in sorted(names.items(), key=lambda item: min(item[1]))
    )


def _explained(marks: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, int]]:
    """List where a short form begins, with the last word of its long form."""
    at = {int(place): told for place, told in marks.items()}
    longs = [place for place, told in at.items() if {"long-B", "long-I"} & set(told)]
    for place, told in at.items():
        if "short-B" in told:
            near = [long for long in longs if 0 < place - long <= _REACH]
            if near:
                yield place, max(near)


def _read(
    networks: Sequence[Network], records: Sequence[dict[str, Any]], samples: Sequence[Sample]
) -> list[dict[str, Any]]:
    """Ask the networks about some papers."""
    batch = collate(samples)
    with half_precision(batch.ids.device.type):
        seen = [_encode(one, batch) for one in networks]
    kinds = torch.stack([torch.softmax(scores.float(), -1) for _, _, scores in seen]).mean(0)
    told = _stretches(batch, kinds)
    things = [things_from(one, rows) for one, rows in zip(records, told, strict=True)]
    found = [
        {**one, "stretches": rows, "things": [], "relations": []}
        for one, rows in zip(records, told, strict=True)
    ]
    if any(things):
        _add_things(networks, batch, seen, things, found)
    return found


def _encode(network: Network, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    pieces = network.enc(batch.ids, batch.shapes, batch.marks, batch.titles, batch.mask)
    words = network.words(pieces, batch.firsts, batch.lasts)
    return words, *network.stretches(words)


def _stretches(batch: Batch, kinds: Tensor) -> list[list[tuple[int, int, list[float]]]]:
    places = ((kinds[..., 0] < 1 - _LEAST) & batch.exists).nonzero()
    rows = kinds[places.unbind(1)].tolist()
    told: list[list[tuple[int, int, list[float]]]] = [[] for _ in batch.samples]
    for (row, first, more), chances in zip(places.tolist(), rows, strict=True):
        sentence_of = batch.samples[row].sentence_of
        if sentence_of[first] == sentence_of[first + more]:
            told[row].append((first, more, [round(one, 3) for one in chances]))
    return told


def _add_things(
    networks: Sequence[Network],
    batch: Batch,
    seen: Sequence[tuple[Tensor, Tensor, Tensor]],
    things: Sequence[Sequence[Thing]],
    found: Sequence[dict[str, Any]],
) -> None:
    flat = things_of(things)
    tables = [
        find_pair_places(sample.words, sample.sentence_of, told)
        for sample, told in zip(batch.samples, things, strict=True)
    ]
    counts = [len(told) for told in things]
    pairs = pairs_of(tables, counts, batch.exists.shape[1])
    all_roles, all_relations = [], []
    with half_precision(batch.ids.device.type):
        for network, (words, vectors, _) in zip(networks, seen, strict=True):
            best, roles = network.things(vectors, flat)
            chances = torch.softmax(roles.float() + ROLE_MASK.to(words.device)[flat.types], 1)
            all_roles.append(chances)
            if pairs is not None:
                scores = network.pairs(words, batch.is_word, best, flat.types, chances, pairs)
                all_relations.append(torch.sigmoid(scores.float()))
    roles_told = torch.stack(all_roles).mean(0).tolist()
    numbered = iter(roles_told)
    for one, told in zip(found, things, strict=True):
        one["things"] = [
            [thing.type.value, [round(p, 3) for p in next(numbered)], thing.spans] for thing in told
        ]
    if pairs is None:
        return
    likely = torch.stack(all_relations).mean(0).cpu().numpy()
    before = np.cumsum([0, *counts[:-1]])
    papers, ends = pairs.paper.cpu().numpy(), pairs.ends.cpu().numpy()
    ends = ends - before[papers][:, None]
    for pair, relation in np.argwhere(likely >= _LEAST).tolist():
        head, tail = ends[pair].tolist()
        holds = [head, RELATIONS[relation], tail, round(float(likely[pair, relation]), 3)]
        found[papers[pair]]["relations"].append(holds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read papers and write down what the networks think.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--networks", type=Path, nargs="+", required=True)
    parser.add_argument("--pretrained", type=Path, default=Path("build/pretrained.pt"))
    parser.add_argument("--plain", type=Path, default=Path("build/samples/plain.jsonl.xz"))
    parser.add_argument("--out", type=Path, default=Path("build/samples/taught.jsonl.gz"))
    parser.add_argument("--part", type=int, default=0, help="this part of the papers alone")
    parser.add_argument("--parts", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    told = parser.parse_args(arguments)
    pieces = piece_maker(load_pretrained(told.pretrained))
    records = [
        one for at, one in enumerate(read_records(told.plain)) if at % told.parts == told.part
    ]
    records.sort(key=lambda one: len(one["words"]))
    torch.set_default_device(told.device)
    networks = [load_network(path).to(told.device) for path in told.networks]
    write_records(_read_all(networks, records, pieces), told.out)
    print(f"{len(records):,} papers: {told.out}")
    return 0


def _read_all(
    networks: Sequence[Network], records: Sequence[dict[str, Any]], pieces: Any
) -> Iterator[dict[str, Any]]:
    with torch.inference_mode():
        for at in range(0, len(records), _AT_ONCE):
            chosen = records[at : at + _AT_ONCE]
            yield from _read(networks, chosen, [sample_of(one, pieces) for one in chosen])


if __name__ == "__main__":
    raise SystemExit(main())
