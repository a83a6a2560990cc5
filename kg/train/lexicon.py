"""Vocabularies and gold → the lists in ``ontology/lexicon``: cleaned, weighed, with their licences.

Run it from the root of the project; the same input gives the same bytes::

    python -m kg.train.lexicon --shared ../shared --out ontology/lexicon

A name is kept by the rule of its source and weighed by the training part of the gold. A string that
stands at least five times in its texts and is hardly ever a gold mention of its own is dropped;
where it is one, but seldom or of another type, the row is marked weak. A source that gives no types
takes that of the gold, else that of the other lists, else the last word decides. Single words that
the gold cannot judge but everyday English uses (counted in the UD English Web Treebank) are weak,
or dropped where they are common; two letters are weak. All others stay as their source has them.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.lexicon import Lexicon, LexiconEntry, name_key
from kg.train.lexicon_cleaning import clean
from kg.train.lexicon_gold import measure, read_gold, weigh
from kg.train.lexicon_keys import write_keys
from kg.train.lexicon_readers import READERS
from kg.train.lexicon_readme import render_readme
from kg.train.lexicon_rules import known_types, retype, select
from kg.train.lexicon_sources import SOURCES, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.vocabulary import EntityType

__all__ = ["common_words", "main", "read_source", "render"]


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
    known = known_types(e for source, entries in raw.items() if source.typed for e in entries)
    lists = {}
    for source, entries in raw.items():
        typed = (
            e if source.typed else retype(e, evidence.get(name_key(e.name)), known) for e in entries
        )
        lists[source] = select(typed, evidence, common)
    options.out.mkdir(parents=True, exist_ok=True)
    for source, entries in lists.items():
        (options.out / f"{source.id}.tsv").write_text(render(source, entries), encoding="utf-8")
    write_keys(options.out)
    lexicon = Lexicon(entry for entries in lists.values() for entry in entries)
    dev = read_gold(options.shared / "gold", "dev")
    readme = render_readme(lists, {"train": measure(lexicon, train), "dev": measure(lexicon, dev)})
    (options.out / "README.md").write_text(readme, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
