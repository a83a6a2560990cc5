"""A scene → the features of each entity from which its role is decided."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.extract.patterns import MENTION_CUES, ROW_CUES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.scene import Occurrence, Scene

__all__ = ["bucket", "name_shape", "own_features", "place_features", "row_cues"]

_PLURAL: Final = re.compile(r"(?<=[a-z]{2})(?<!s)s$")


def bucket(number: int, edges: Sequence[int] = (0, 1, 2, 3, 5, 8, 13, 21)) -> str:
    """Name the largest edge that a number reaches.

    Parameters
    ----------
    number : int
        A count or a distance; below the first edge it counts as the first.
    edges : sequence of int
        Rising.

    Returns
    -------
    str
        The edge.

    Examples
    --------
    >>> bucket(4), bucket(100)
    ('3', '21')
    """
    return str(max((edge for edge in edges if edge <= number), default=edges[0]))


def name_shape(name: str) -> str:
    """Tell how a name is written.

    Parameters
    ----------
    name : str
        Surface.

    Returns
    -------
    str
        ``acronym``, ``camel``, ``digits``, ``capital`` or ``lower``.

    Examples
    --------
    >>> [name_shape(name) for name in ("SGD", "LoRA", "Llama 2", "Newton method", "tree")]
    ['acronym', 'camel', 'digits', 'capital', 'lower']
    """
    if any(letter.isdigit() for letter in name):
        return "digits"
    if re.search(r"[A-Z]{2,}", name) and not re.search(r"[a-z]", name):
        return "acronym"
    if re.search(r"[a-z][A-Z]|[A-Z]{2,}", name):
        return "camel"
    return "capital" if re.search(r"[A-Z]", name) else "lower"


def row_cues(scene: Scene) -> tuple[tuple[str, ...], ...]:
    """List the cues of each sentence.

    Parameters
    ----------
    scene : Scene
        The paper.

    Returns
    -------
    tuple of tuple of str
        Ids of ``ROW_CUES``, one tuple a sentence.
    """
    return tuple(_cues_of(row.text) for row in scene.rows)


@lru_cache(maxsize=1024)
def _cues_of(text: str) -> tuple[str, ...]:
    # Roles, relations and results of a paper ask for the same sentences.
    return tuple(cue.id for cue in ROW_CUES if cue.fires(text))


def own_features(scene: Scene) -> tuple[frozenset[str], ...]:
    """Describe each entity by its name, its places and the words beside it.

    Parameters
    ----------
    scene : Scene
        The paper.

    Returns
    -------
    tuple of frozenset of str
        One set an entity, in the scene's order.
    """
    cues = row_cues(scene)
    first = [places[0] for places in scene.places]
    return tuple(
        frozenset(_of_entity(scene, number, cues, first)) for number in range(len(scene.entities))
    )


def _of_entity(
    scene: Scene, number: int, cues: Sequence[Sequence[str]], first: Sequence[Occurrence]
) -> Iterator[str]:
    entity, places = scene.entities[number], scene.places[number]
    words = entity.name.lower().split()
    shapes = {name_shape(mention.text) for mention in entity.mentions}
    yield from (f"shape={shape}" for shape in shapes)
    yield f"name={_PLURAL.sub('', ' '.join(words))}"
    yield f"head={_PLURAL.sub('', words[-1])}"
    yield f"word0={words[0]}"
    yield f"n-words={bucket(len(words), (1, 2, 3, 4))}"
    if len(shapes) > 1:
        yield "has-short-form"
    yield f"n-places={bucket(len(places), (1, 2, 3, 4, 6))}"
    rows = sorted({place.row for place in places})
    yield f"n-rows={bucket(len(rows), (1, 2, 3, 4))}"
    body = [row for row in rows if not scene.rows[row].is_title]
    n_body = max(1, sum(not row.is_title for row in scene.rows))
    in_title = len(body) < len(rows)
    yield f"in-title={in_title}"
    yield f"in-title={in_title}&body={bool(body)}&n={bucket(len(places), (1, 2, 3, 4))}"
    if body:
        offset = sum(row.is_title for row in scene.rows)
        yield f"first-fifth={5 * (body[0] - offset) // n_body}"
        yield f"last-fifth={5 * (body[-1] - offset) // n_body}"
        yield f"first-row={bucket(body[0] - offset, (0, 1, 2, 3, 4))}"
    rivals = [other for other, one in enumerate(scene.entities) if one.type == entity.type]
    rank = sum(
        (first[o].row, first[o].place) < (first[number].row, first[number].place) for o in rivals
    )
    yield f"type-rank={bucket(rank, (0, 1, 2, 3, 5))}"
    yield f"n-type={bucket(len(rivals), (1, 2, 3, 5, 8))}"
    most = max(len(scene.places[other]) for other in rivals)
    yield f"most-named={len(places) == most}&{most > 1}"
    for place in places:
        yield from place_features(scene, place, cues[place.row])


def place_features(scene: Scene, place: Occurrence, cues: Sequence[str]) -> Iterator[str]:
    """Describe one place of an entity by the words beside it.

    Parameters
    ----------
    scene : Scene
        The paper.
    place : Occurrence
        The place.
    cues : sequence of str
        Cues of its sentence.

    Yields
    ------
    str
        Features.
    """
    row = scene.rows[place.row]
    left, right = row.left(place.place), row.right(place.place)
    before, behind = left.split()[-3:], right.split()[:3]
    where = "title" if row.is_title else "body"
    yield f"{where}:L1={before[-1] if before else '^'}"
    yield f"{where}:R1={behind[0] if behind else '$'}"
    yield f"{where}:L2={' '.join(before[-2:])}"
    yield f"{where}:R2={' '.join(behind[:2])}"
    if before and behind:
        yield f"{where}:L1R1={before[-1]}_{behind[0]}"
    if row.is_title:
        yield f"title-place={bucket(place.place, (0, 1, 2, 4))}"
        yield f"title-colon={':' in right.split()}{':' in left.split()}"
    found = [cue.id for cue in MENTION_CUES if cue.fires(left, right)]
    yield from found
    if row.is_title:
        yield from (f"title&{cue}" for cue in found)
        return
    yield from cues
    yield from (f"{one}&{other}" for one in found for other in cues)
    yield from (f"left:{word}" for word in left.split()[-8:] if word.isalpha() and len(word) > 2)
    yield from (f"right:{word}" for word in right.split()[:5] if word.isalpha() and len(word) > 2)
