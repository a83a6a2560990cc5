"""Sentences as rows of units."""

from kg.extract.entities import DraftEntity
from kg.extract.scene import OWN_DATA, OWN_METHOD, set_scene
from kg.model import Mention, Span
from kg.vocabulary import EntityType
from tests.extract.claim_case import case, drafts_of, read


def test_set_scene_makes_one_unit_of_a_mention():
    scene = set_scene(*case())
    assert scene.rows[0].text.startswith("@ : sparse training for @ ")
    assert scene.rows[0].is_title
    assert not scene.rows[1].is_title
    assert scene.rows[1].text.startswith("@ ( @ ) is widely used ")


def test_set_scene_places_every_entity():
    reading, drafts = case()
    scene = set_scene(reading, drafts)
    for draft, places in zip(drafts, scene.places, strict=True):
        assert len(places) == len(draft.mentions)
        for place, mention in zip(places, draft.mentions, strict=True):
            unit = scene.rows[place.row].units[place.place]
            assert (unit.start, unit.end) == (mention.span.start, mention.span.end)


def test_set_scene_knows_our_method_and_our_benchmark():
    reading = read(
        "Title", "Our proposed method is new. We run it on our benchmark. A method is old."
    )
    scene = set_scene(reading, ())
    kinds = [unit.entity for row in scene.rows for unit in row.units if unit.entity is not None]
    assert kinds == [OWN_METHOD, OWN_DATA]
    assert [place.row for place in scene.own_method] == [1]


def test_set_scene_takes_the_shorter_of_two_overlapping_mentions_where_the_longer_stands():
    reading = read("T", "A sparse network is here.")
    longer, shorter = drafts_of(
        reading,
        (
            ("sparse network", EntityType.METHOD, ("sparse network",)),
            ("network", EntityType.METHOD, ("network",)),
        ),
    )
    scene = set_scene(reading, (longer, shorter))
    assert scene.places[0] == scene.places[1]


def test_row_gives_words_on_both_sides():
    row = set_scene(*case()).rows[2]
    at = next(place for place, unit in enumerate(row.units) if unit.entity == 0)
    assert row.left(at, 2) == "we propose "
    assert row.right(at, 3) == ", a sparse "
    assert row.left(0) == ""


def test_set_scene_of_an_entity_between_sentences_still_has_a_place():
    reading = read("T", "One. Two.")
    space = reading.paper.text.index(" Two")
    draft = DraftEntity(" ", EntityType.CONCEPT, (Mention(Span(space, space + 1), " ", "t"),), 1.0)
    assert len(set_scene(reading, (draft,)).places[0]) == 1
