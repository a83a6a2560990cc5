"""Fine keys → classes of keys that are one name, with the rule of each join.

Each rule joins keys that share something that can be looked up (a squeezed key, a coarse key, a
rest without its head, a short form), so the cost is that of the keys and not of their pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.link.forms import form_key
from kg.link.keys import head_of, squeeze
from kg.link.typos import find_typos
from kg.link.variants import are_variants, may_be_one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kg.link.curate import Curation
    from kg.link.definitions import Definitions
    from kg.vocabulary import EntityType

__all__ = ["join_keys"]


def join_keys(
    types: Mapping[str, EntityType],
    n_papers: Mapping[str, int],
    named: frozenset[str],
    definitions: Definitions,
    synonyms: Iterable[tuple[str, str]] = (),
    curation: Curation | None = None,
    alike: Mapping[str, str] | None = None,
) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Join keys that are one name.

    Parameters
    ----------
    types : mapping
        Fine key → elected type. Every key is here.
    n_papers : mapping
        Fine key → number of papers.
    named : frozenset of str
        Keys some surface of which is spelt as a name.
    definitions : Definitions
        What short forms stand for.
    synonyms : iterable of (str, str)
        Keys that papers use for one thing; those that are no entity's key are passed over.
    curation : Curation, optional
        Keys that a curator joined, whatever their types, or keeps apart, whatever the rules say.
    alike : mapping, optional
        Fine key → ``form_key`` of it, where that is known already.

    Returns
    -------
    dict
        Key → the key that leads its class: most papers, then shortest, then first.
    list of (str, str, str)
        Two keys and the rule that joined them, in the order of joining.
    """
    form = form_key if alike is None else alike.__getitem__
    order = sorted(types, key=lambda key: (-n_papers[key], len(key), key))
    leader = {key: key for key in order}
    rank = {key: index for index, key in enumerate(order)}
    joins: list[tuple[str, str, str]] = []

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    apart = () if curation is None else curation.apart_keys

    def join(left: str, right: str, rule: str) -> None:
        one, other = sorted((find(left), find(right)), key=rank.__getitem__)
        if one == other or any({find(a), find(b)} == {one, other} for a, b in apart):
            return
        if may_be_one(types[one], types[other]) or rule == "curation.join":
            leader[other] = one
            joins.append((left, right, rule))

    for rule, found in (
        ("curation.join", [] if curation is None else curation.joined_pairs),
        ("key.spacing", _alike(order, squeeze)),
        ("key.word-form", _alike(order, form)),
        ("key.head", _heads(order, types, named)),
        ("key.typo", find_typos(order, named)),
        ("abbr.shared", _shared(definitions, rank)),
        ("paper.synonym", [pair for pair in synonyms if rank.keys() >= set(pair)]),
    ):
        for left, right in found:
            join(left, right, rule)
    return {key: find(key) for key in order}, joins


def _alike(order: Iterable[str], make: Callable[[str], str]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    pairs = []
    for key in order:
        made = make(key)
        if made in first:
            pairs.append((first[made], key))
        else:
            first[made] = key
    return pairs


def _heads(
    order: Iterable[str], types: Mapping[str, EntityType], named: frozenset[str]
) -> list[tuple[str, str]]:
    by_squeezed: dict[str, str] = {}
    for key in order:
        by_squeezed.setdefault(squeeze(key), key)
    pairs = []
    for key in order:
        rest = head_of(key, types[key].value, name_like=False)
        if rest is None:
            rest = head_of(key, types[key].value, name_like=True)
            if rest is None or by_squeezed.get(squeeze(rest), "") not in named:
                continue
        short = by_squeezed.get(squeeze(rest))
        if short is not None and (
            types[short] == types[key] or key.endswith(("activation", "activation function"))
        ):
            pairs.append((short, key))
    return pairs


def _shared(definitions: Definitions, rank: Mapping[str, int]) -> list[tuple[str, str]]:
    # Long forms of one short form that are wordings of one name, each with the first of them.
    pairs = []
    for short in sorted(definitions.papers_of):
        keys = sorted(
            (key for key in definitions.papers_of[short] if key in rank), key=rank.__getitem__
        )
        classes: list[list[str]] = []
        for key in keys:
            for keys_of_class in classes:
                if all(are_variants(key, one) for one in keys_of_class):
                    keys_of_class.append(key)
                    pairs.append((keys_of_class[0], key))
                    break
            else:
                classes.append([key])
    return pairs
