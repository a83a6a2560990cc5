"""Vocabularies and gold → the lists in ``ontology/lexicon``: cleaned, weighed, with their licences.

Run it from the root of the project; the same input gives the same bytes::

    python -m kg.train.lexicon --shared ../shared --out ontology/lexicon

A name is kept by the rule of its source and weighed by the training part of the gold. A string that
stands at least five times in its texts and is hardly ever a gold mention of its own is dropped;
where it is one, but seldom or of another type, the row is marked weak, or takes that type if its
source gives none. Single words that the gold cannot judge but everyday English uses (counted in the
UD English Web Treebank) are weak, or dropped where they are common; two letters are weak. All
others stay as their source has them.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.extract.lexicon import Lexicon, LexiconEntry, name_key
from kg.train.lexicon_cleaning import clean
from kg.train.lexicon_gold import Evidence, measure, read_gold, weigh
from kg.train.lexicon_readers import READERS
from kg.train.lexicon_readme import render_readme
from kg.train.lexicon_sources import SOURCES, Source
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["common_words", "judge", "main", "read_source", "render", "select"]

#: A string is judged by the gold from so many places on.
MIN_PLACES: Final = 5

#: Below this share of places that are gold mentions, of whatever type, a string is dropped.
MIN_MENTIONS: Final = 0.05

#: Below this share of places that are gold mentions of its type a row is weak.
MIN_TYPED: Final = 0.3

#: A word seen so often in everyday English is weak, and dropped, unless the gold knows better.
COMMON_WEAK: Final = 2
COMMON_DROPPED: Final = 15

_PLAIN_WORD: Final = re.compile(r"[A-Z]?[a-z]+")


def read_source(source: Source, folder: Path) -> list[LexiconEntry]:
    """Read and clean one source; names equal but for case, hyphen or plural become one row.

    Parameters
    ----------
    source : Source
        The source.
    folder : Path
        Folder of the vocabularies.

    Returns
    -------
    list of LexiconEntry
        Sorted by type and name, all strong.
    """
    names: dict[tuple[EntityType, str], dict[str, None]] = {}
    for candidate in READERS[source.id](folder):
        cleaned = clean(candidate.name)
        if cleaned:
            forms = names.setdefault((candidate.type, name_key(cleaned[0])), {})
            others = [form for alias in candidate.aliases for form in clean(alias)]
            forms.update(dict.fromkeys((*cleaned, *others)))
    entries = []
    for (entity_type, key), (name, *others) in ((k, tuple(v)) for k, v in names.items()):
        by_key = {name_key(other): other for other in reversed(others)}
        by_key.pop(key, None)
        aliases = tuple(sorted(by_key.values()))
        entries.append(LexiconEntry(name, entity_type, source.id, aliases=aliases))
    return sorted(entries, key=lambda entry: (entry.type, entry.name))


def common_words(file: Path) -> Counter[str]:
    """Count the words of everyday English that are not proper nouns.

    Parameters
    ----------
    file : Path
        A treebank in CoNLL-U, packed with gzip.

    Returns
    -------
    Counter of str
        By folded word.
    """
    counts: Counter[str] = Counter()
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.split("\t")
            if len(columns) == 10 and columns[3] != "PROPN" and columns[1].isalpha():
                counts[name_key(columns[1])] += 1
    return counts


def judge(
    surface: str, entity_type: EntityType, evidence: Evidence | None, commonness: int
) -> bool | None:
    """Decide on one name.

    Parameters
    ----------
    surface : str
        The name.
    entity_type : EntityType
        Its type.
    evidence : Evidence or None
        What the gold says of the string.
    commonness : int
        Times the word stands in the sample of everyday English; names of several words have none.

    Returns
    -------
    bool or None
        True if it is strong, False if weak, None if it is to be dropped.
    """
    if evidence is not None and evidence.places >= MIN_PLACES:
        if evidence.mentions.total() < MIN_MENTIONS * evidence.places:
            return None
        return evidence.mentions[entity_type] >= MIN_TYPED * evidence.places
    if _PLAIN_WORD.fullmatch(surface) and commonness >= COMMON_WEAK:
        return None if commonness >= COMMON_DROPPED else False
    return not _ambiguous(surface, entity_type)


def _ambiguous(surface: str, entity_type: EntityType) -> bool:
    """Say whether a form is too short or plain: ``MR``, a data set ``LAM`` or ``Recipe``."""
    plain = r"[A-Z]{2,3}|[A-Z]?[a-z]+" if entity_type is EntityType.DATASET else r"[A-Z]{2}"
    return re.fullmatch(plain, surface) is not None


def _retyped(entry: LexiconEntry, evidence: Evidence | None) -> LexiconEntry:
    """Give an entry of an untyped source the type that the gold mostly gives its name."""
    if evidence is not None and evidence.places >= MIN_PLACES:
        best = max(EntityType, key=lambda entity_type: evidence.mentions[entity_type])
        if evidence.mentions[best] >= MIN_TYPED * evidence.places:
            return replace(entry, type=best)
    return entry


def select(
    source: Source,
    entries: Iterable[LexiconEntry],
    evidence: Mapping[str, Evidence],
    common: Mapping[str, int],
) -> list[LexiconEntry]:
    """Keep the names that help, and mark the doubtful ones.

    Parameters
    ----------
    source : Source
        Where the entries come from.
    entries : iterable of LexiconEntry
        What it has.
    evidence : mapping of str to Evidence
        By folded name (:func:`weigh`).
    common : mapping of str to int
        Counts of everyday words (:func:`common_words`).

    Returns
    -------
    list of LexiconEntry
        Sorted by type and name. Aliases weaker than the name are left out: a row has one strength.
    """

    def verdict(surface: str, entity_type: EntityType) -> bool | None:
        key = name_key(surface)
        return judge(surface, entity_type, evidence.get(key), common.get(key, 0))

    kept: dict[tuple[EntityType, str], LexiconEntry] = {}
    for given in entries:
        entry = given if source.typed else _retyped(given, evidence.get(name_key(given.name)))
        strength = verdict(entry.name, entry.type)
        if strength is not None:
            verdicts = {form: verdict(form, entry.type) for form in entry.aliases}
            aliases = tuple(form for form, other in verdicts.items() if other or other is strength)
            entry = replace(entry, weak=not strength, aliases=aliases)
            # Two names that differed in type only are one row once they are retyped.
            kept.setdefault((entry.type, name_key(entry.name)), entry)
    return sorted(kept.values(), key=lambda entry: (entry.type, entry.name))


def render(source: Source, entries: Iterable[LexiconEntry]) -> str:
    """Write one list.

    Parameters
    ----------
    source : Source
        Where it comes from.
    entries : iterable of LexiconEntry
        Its rows.

    Returns
    -------
    str
        The file: four lines on origin and licence, then one row a name.
    """
    head = (
        f"# {source.credit}\n# From {source.origin}\n# Licence of this file: {source.licence}\n"
        "# name\ttype\tsource\tstrength\taliases\n"
    )
    rows = (
        "\t".join((e.name, e.type, e.source, "weak" if e.weak else "", "|".join(e.aliases))).rstrip(
            "\t"
        )
        for e in entries
    )
    return head + "".join(f"{row}\n" for row in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the lists and the README beside them.

    Parameters
    ----------
    arguments : sequence of str, optional
        Command line; that of the process when left out.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.train.lexicon")
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/ and gold/")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    options = parser.parse_args(arguments)
    data = options.shared / "data"
    raw = {source: read_source(source, data / "vocab") for source in SOURCES}
    train = read_gold(options.shared / "gold", "train")
    evidence = weigh(Lexicon(entry for entries in raw.values() for entry in entries), train)
    common = common_words(data / "ud_english_ewt" / "en_ewt-ud-train.conllu.gz")
    lists = {source: select(source, entries, evidence, common) for source, entries in raw.items()}
    options.out.mkdir(parents=True, exist_ok=True)
    for source, entries in lists.items():
        (options.out / f"{source.id}.tsv").write_text(render(source, entries), encoding="utf-8")
    lexicon = Lexicon(entry for entries in lists.values() for entry in entries)
    dev = read_gold(options.shared / "gold", "dev")
    readme = render_readme(lists, {"train": measure(lexicon, train), "dev": measure(lexicon, dev)})
    (options.out / "README.md").write_text(readme, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
