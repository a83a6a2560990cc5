"""Made-up papers with annotations and predictions that go wrong in every way."""

from __future__ import annotations

import random
from typing import Any

from kg.vocabulary import EntityType, Relation, allowed_roles

WORDS = [
    "Deep-Net",
    "FooNet",
    "foo",
    "nets",
    "net",
    "FooNets",
    "Bar",
    "bar-set",
    "bar",
    "sets",
    "Cue",
    "ROUGE-L",
    "parsing",
]


def make_paper(number: int) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Make one paper: its text, its annotation, a prediction."""
    draw = random.Random(number)
    title = f"On {draw.choice(WORDS)} number {number}"
    abstract = " ".join(draw.choice([*WORDS, "and", "of", "the."]) for _ in range(60))
    text = f"{title}\n{abstract}"
    gold = _record(draw, text)
    # Some of what is annotated, and something else besides.
    predicted = _record(draw, text, "other")
    predicted["entities"] += [one for one in gold["entities"] if draw.random() < 0.7]
    predicted["relations"] += gold["relations"]
    predicted["entities"] = [_placed(text, one) for one in predicted["entities"]]
    predicted["entities"] = [one for one in predicted["entities"] if one["mentions"]]
    names = {one["name"] for one in predicted["entities"]}
    predicted["relations"] = [
        {"head": head, "relation": name, "tail": tail, "confidence": draw.random()}
        for head, name, tail in predicted["relations"]
        if {head, tail} <= names
    ]
    paper = {"id": f"p{number}", "title": title, "abstract": abstract}
    return paper, {"id": paper["id"], **gold}, {**paper, "id": f"other{number}", **predicted}


def _record(draw: random.Random, text: str, name: str = "e") -> dict[str, Any]:
    words = text.split()
    entities: list[dict[str, Any]] = []
    taken: set[str] = set()
    for number in range(draw.randint(0, 6)):
        starts = [draw.randrange(len(words) - 2) for _ in range(draw.randint(1, 3))]
        mentions = [" ".join(words[at : at + draw.randint(1, 2)]) for at in starts]
        mentions = [one for one in mentions if one in text and one not in taken]
        taken.update(mentions)
        kind = draw.choice(list(EntityType))
        role = draw.choice(allowed_roles(kind))
        if mentions:
            shape = {"name": f"{name}{number}", "type": str(kind), "role": str(role)}
            entities.append({**shape, "mentions": sorted(set(mentions))})
    names = [one["name"] for one in entities]
    relations = [
        [draw.choice(names), str(draw.choice(list(Relation))), draw.choice(names)]
        for _ in range(draw.randint(0, 6))
        if names
    ]
    values = [{"value": draw.choice(("1%", "2", "3.5"))} for _ in range(draw.randint(0, 3))]
    return {"entities": entities, "relations": relations, "results": values}


def _placed(text: str, entity: dict[str, Any]) -> dict[str, Any]:
    mentions = []
    for surface in entity["mentions"]:
        start = text.find(surface)
        while start >= 0:
            place = {"start": start, "end": start + len(surface), "text": surface}
            mentions.append({**place, "confidence": 0.5})
            start = text.find(surface, start + 1)
    return {**entity, "mentions": mentions}
