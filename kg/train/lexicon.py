"""Vocabularies and gold → the lists in ``ontology/lexicon``: cleaned, weighed, with their licences.

Run it from the root of the project; the same input gives the same bytes::

    python -m kg.train.lexicon --shared ../shared --out ontology/lexicon

A name is kept by the rule of its source and weighed by the training part of the gold. A string that
stands at least five times in its texts and is hardly ever a gold mention of its own is dropped;
where it is one, but seldom or of another type, the row is marked weak, or takes that type if its
source gives none. Single words that the gold cannot judge but everyday English uses (counted in the
UD English Web Treebank) are weak, or dropped where they are common. All others stay as their source
has them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.extract.lexicon import Lexicon, LexiconEntry, name_key
from kg.extract.tokens import iter_token_spans
from kg.train.lexicon_sources import SOURCES, Source
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["Evidence", "clean", "main", "measure", "render", "weigh"]

#: Names of more words are headings.
MAX_WORDS: Final = 5

#: A string is judged by the gold from so many places on.
MIN_PLACES: Final = 5

#: Below this share of places that are gold mentions, of whatever type, a string is dropped.
MIN_MENTIONS: Final = 0.05

#: Below this share of places that are gold mentions of its type a row is weak.
MIN_TYPED: Final = 0.3

#: A word seen so often in everyday English is weak, and dropped, unless the gold knows better.
COMMON_WEAK: Final = 2
COMMON_DROPPED: Final = 15

#: Heads and adjectives that name nothing by themselves (the guidelines' list and its like).
GENERIC: Final = frozenset(
    map(
        name_key,
        "method model framework approach algorithm network data dataset task problem performance result "
        "experiment parameter training baseline system paper study analysis technique application test "
        "example theory proof theorem lemma definition function state input output other overall average "
        "score total unknown none index table list title figure topic set value size number time feature "
        "architecture component layer image text video audio speech language sentence document graph user "
        "learning research science technology information knowledge computer software tool program code "
        "process property condition term question answer rule case step level order group class type".split(),
    )
)

_FORBIDDEN: Final = re.compile(r"https?:|www\.|[<>{}$\\=|%~*\"?!;\[\]#^…@]|\.\w{2,3}$|(?:^|\s)&(?:\s|$)")
_TAIL: Final = re.compile(r"^(.+?)\s*\(([^()]+)\)$")


def clean(name: str) -> tuple[str, ...]:
    """Clean a source's label.

    Parameters
    ----------
    name : str
        The label.

    Returns
    -------
    tuple of str
        The name, then the short form that stood behind it in brackets, if any; empty if the
        label is no name: an address, markup, a formula, a heading, a bare number or letter, or a
        generic word.

    Examples
    --------
    >>> clean("Automatic speech  recognition (ASR)")
    ('Automatic speech recognition', 'ASR')
    >>> clean("DAVIS 2017 (val)"), clean("x^2"), clean("Models")
    (('DAVIS 2017',), (), ())
    """
    text = " ".join(unicodedata.normalize("NFC", name).split()).strip(" .,:'’-")
    tail = _TAIL.match(text)
    short: tuple[str, ...] = ()
    if tail:
        text = tail[1].rstrip(" -")
        initials = "".join(word[0] for word in re.split(r"[\s-]", text) if word).casefold()
        if tail[2].casefold() == initials and len(tail[2]) > 1:
            short = (tail[2],)
    key = name_key(text)
    wrong = (
        len(key) < 2
        or not re.search(r"[^\W\d_]", text)
        or not 1 <= len(text.split()) <= MAX_WORDS
        or _FORBIDDEN.search(text)
        or "(" in text
        or "," in text
        or "/" in text
        or key in GENERIC
    )
    return () if wrong else (text, *short)


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
    for candidate in source.read(folder):
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


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text of the gold: its tokens and where its mentions stand.

    Attributes
    ----------
    tokens : tuple of str
        Words and signs.
    spans : mapping of (int, int) to EntityType
        Gold mentions, as tokens, half-open.
    """

    tokens: tuple[str, ...]
    spans: Mapping[tuple[int, int], EntityType]


def _mark(text: str, entities: Iterable[Mapping[str, Any]]) -> GoldText:
    """Find the gold mentions as the scorer does: longest first, whole words, no overlap."""
    places = list(iter_token_spans(text))
    starts = {start: number for number, (start, _) in enumerate(places)}
    ends = {end: number for number, (_, end) in enumerate(places, start=1)}
    taken = bytearray(len(places))
    spans: dict[tuple[int, int], EntityType] = {}
    wanted = {(mention, entity["type"]) for entity in entities for mention in entity["mentions"]}
    for mention, kind in sorted(wanted, key=lambda pair: (-len(pair[0]), pair)):
        for found in re.finditer(re.escape(mention), text):
            first, last = starts.get(found.start()), ends.get(found.end())
            if first is not None and last is not None and not any(taken[first:last]):
                taken[first:last] = b"\1" * (last - first)
                spans[first, last] = EntityType(kind)
    return GoldText(tuple(text[start:end] for start, end in places), spans)


def read_gold(folder: Path, part: str) -> list[GoldText]:
    """Read one part of the gold.

    Parameters
    ----------
    folder : Path
        Holds ``papers.jsonl`` and the parts.
    part : str
        ``"train"`` or ``"dev"``.

    Returns
    -------
    list of GoldText
        In the order of the file.
    """

    def rows(name: str) -> Iterator[dict[str, Any]]:
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return (json.loads(line) for line in lines if line.strip())

    papers = {row["id"]: f"{row['title']}\n{row['abstract']}" for row in rows("papers")}
    return [_mark(papers[row["id"]], row["entities"]) for row in rows(part)]


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the gold says of one string.

    Attributes
    ----------
    places : int
        Times it was matched, not inside a longer name.
    mentions : Counter of EntityType
        Of those, times it was a gold mention, to the letter, by the mention's type.
    """

    places: int
    mentions: Counter[EntityType]


def weigh(lexicon: Lexicon, texts: Iterable[GoldText]) -> dict[str, Evidence]:
    """Count how often each matched string is a gold mention.

    Parameters
    ----------
    lexicon : Lexicon
        What is weighed.
    texts : iterable of GoldText
        The training part.

    Returns
    -------
    dict of str to Evidence
        By :func:`kg.extract.lexicon.name_key` of the string; strings never seen are absent.
    """
    places: Counter[str] = Counter()
    mentions: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for text in texts:
        for match in lexicon.match(text.tokens):
            key = name_key(" ".join(text.tokens[match.first : match.last]))
            places[key] += 1
            gold = text.spans.get((match.first, match.last))
            if gold is not None:
                mentions[key][gold] += 1
    return {key: Evidence(count, mentions[key]) for key, count in places.items()}


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
    if re.fullmatch(r"[A-Z]?[a-z]+", surface) is None or commonness < COMMON_WEAK:
        return True
    return None if commonness >= COMMON_DROPPED else False


def _retyped(entry: LexiconEntry, evidence: Evidence | None) -> LexiconEntry:
    """Give an entry of an untyped source the type that the gold mostly gives its name."""
    if evidence is None or evidence.places < MIN_PLACES:
        return entry
    best = max(EntityType, key=lambda entity_type: evidence.mentions[entity_type])
    clear = evidence.mentions[best] >= MIN_TYPED * evidence.places
    return replace(entry, type=best) if clear else entry


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
        Sorted by type and name. Aliases weaker than the name are left out, so a row has one strength.
    """

    def verdict(surface: str, entity_type: EntityType) -> bool | None:
        key = name_key(surface)
        return judge(surface, entity_type, evidence.get(key), common.get(key, 0))

    kept = []
    for given in entries:
        entry = given if source.typed else _retyped(given, evidence.get(name_key(given.name)))
        strength = verdict(entry.name, entry.type)
        if strength is not None:
            verdicts = {form: verdict(form, entry.type) for form in entry.aliases}
            aliases = tuple(form for form, other in verdicts.items() if other or other is strength)
            kept.append(replace(entry, weak=not strength, aliases=aliases))
    return sorted(kept, key=lambda entry: (entry.type, entry.name))


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
        "\t".join(
            (e.name, e.type, e.source, "weak" if e.weak else "", "|".join(e.aliases))
        ).rstrip("\t")
        for e in entries
    )
    return head + "".join(f"{row}\n" for row in rows)


def measure(lexicon: Lexicon, texts: Iterable[GoldText]) -> Counter[tuple[str, str, str]]:
    """Count how often the matches are right.

    Parameters
    ----------
    lexicon : Lexicon
        What is measured.
    texts : iterable of GoldText
        A part of the gold.

    Returns
    -------
    Counter of (str, str, str)
        By source, type and one of ``matches``, ``mentions`` (the match is a gold mention of any
        type, to the letter) and ``typed`` (and of this type); weak rows have the source ``weak``,
        all strong ones count for the source ``all`` too.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for text in texts:
        counts["gold", "", "mentions"] += len(text.spans)
        for match in lexicon.match(text.tokens):
            gold = text.spans.get((match.first, match.last))
            strong = {(e.source, e.type) for e in match.entries if not e.weak}
            weak = {("weak", e.type) for e in match.entries if e.weak}
            for source, kind in strong | weak | {("all", entity_type) for _, entity_type in strong}:
                counts[source, kind, "matches"] += 1
                counts[source, kind, "mentions"] += gold is not None
                counts[source, kind, "typed"] += gold is kind
            if strong:
                counts["any", "", "matches"] += 1
                counts["any", "", "mentions"] += gold is not None
    return counts


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
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
