"""What came and what went, and whether that was good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.evaluate.compare import Change, Kind, compare_paper, count_changes

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT = "On BarNet\nBarNet extends FooNet on Quux."


def found(
    *entities: tuple[str, str, str], relations: Iterable[tuple[str, str, str]] = ()
) -> dict[str, Any]:
    made = []
    for name, kind, role in entities:
        start = TEXT.index(name)
        mention = {"start": start, "end": start + len(name), "text": name}
        made.append({"name": name, "type": kind, "role": role, "mentions": [mention]})
    return {
        "entities": made,
        "relations": [
            dict(zip(("head", "relation", "tail"), one, strict=True)) for one in relations
        ],
    }


BEFORE = found(
    ("BarNet", "Method", "uses"),
    ("FooNet", "Dataset", "uses"),
    relations=[("BarNet", "extends", "FooNet")],
)
AFTER = found(
    ("BarNet", "Method", "proposes"),
    ("FooNet", "Method", "uses"),
    ("Quux", "Dataset", "uses"),
    relations=[("BarNet", "extends", "FooNet"), ("BarNet", "evaluated_on", "Quux")],
)
GOLD = {
    "entities": [
        {"name": "BarNet", "type": "Method", "role": "proposes", "mentions": ["BarNet"]},
        {"name": "Quux", "type": "Dataset", "role": "mentions", "mentions": ["Quux"]},
    ],
    "relations": [["BarNet", "evaluated_on", "Quux"]],
}


def told(changes: Iterable[Change]) -> list[tuple[object, ...]]:
    return [(one.kind.value, "+" if one.came else "-", one.text, one.right) for one in changes]


def test_changes_are_judged_by_the_annotation():
    assert told(compare_paper("p", TEXT, BEFORE, AFTER, GOLD)) == [
        ("mention", "-", "FooNet [Dataset] at 25", False),
        ("mention", "+", "FooNet [Method] at 25", False),
        ("mention", "+", "Quux [Dataset] at 35", True),
        ("role", "-", "uses BarNet", False),
        ("role", "+", "proposes BarNet", True),
        ("relation", "+", "BarNet · evaluated_on · Quux", True),
    ]


def test_without_annotation_nothing_is_judged():
    changes = compare_paper("p", TEXT, BEFORE, AFTER)
    assert {one.right for one in changes} == {None}
    assert {one.better for one in changes} == {None}


def test_the_way_back_is_the_mirror():
    there, back = compare_paper("p", TEXT, BEFORE, AFTER), compare_paper("p", TEXT, AFTER, BEFORE)
    assert {(one.text, one.came) for one in there} == {(one.text, not one.came) for one in back}
    assert compare_paper("p", TEXT, AFTER, AFTER, GOLD) == ()


def test_another_best_name_of_the_same_thing_is_no_change():
    renamed = {
        "entities": [{**one, "name": one["name"] + "!"} for one in AFTER["entities"]],
        "relations": [
            {**one, "head": one["head"] + "!", "tail": one["tail"] + "!"}
            for one in AFTER["relations"]
        ],
    }
    assert compare_paper("p", TEXT, AFTER, renamed) == ()


def test_gains_and_losses_are_counted():
    counts = {
        (kind, came): row
        for kind, came, *row in count_changes(compare_paper("p", TEXT, BEFORE, AFTER, GOLD))
    }
    assert counts[Kind.MENTION, True] == [2, 1, 1]
    assert counts[Kind.MENTION, False] == [1, 0, 1]
    assert counts[Kind.RELATION, False] == [0, 0, 0]
