"""Raw text of a paper → normalised text with the way back, and keys to compare names by."""

from kg.text.normalise import normalise
from kg.text.offsets import NormalisedText, Pair, concatenate

__all__ = ["NormalisedText", "Pair", "concatenate", "normalise"]
