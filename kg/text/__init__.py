"""Raw text of a paper → normalised text with the way back, and keys to compare names by."""

from kg.text.folding import Folded, fold, match_key, tight_key
from kg.text.normalise import normalise
from kg.text.offsets import NormalisedText, Pair, concatenate

__all__ = [
    "Folded",
    "NormalisedText",
    "Pair",
    "concatenate",
    "fold",
    "match_key",
    "normalise",
    "tight_key",
]
