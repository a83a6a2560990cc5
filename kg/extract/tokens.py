"""Text → tokens: a tokeniser for scientific prose, as a spaCy tokeniser.

Hyphens and slashes are tokens of their own, so that a mention can end inside ``Transformer-based``
or ``C++/CUDA``. What belongs to a name stays in one piece: ``L_2``, ``S^2FT``, ``pass@1``, ``C++``,
``Llama3.1``, ``i.i.d.``, a URL.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc
from spacy.util import registry

from kg.text.characters import COMBINING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language
    from spacy.vocab import Vocab

__all__ = ["TOKENIZER", "ScienceTokenizer", "iter_token_spans", "make_tokenizer", "split_words"]

#: Name under which spaCy's registry knows the tokeniser.
TOKENIZER: Final = "kg.science_tokenizer.v1"

_WORD: Final = rf"[\w{COMBINING}]"
_URL_END: Final = r"(?=[.,;:!?)\]}'\"]*(?:[\s<>\"]|$))"
_HOSTS: Final = r"(?:[\w-]+\.)+(?:ai|app|co|com|dev|edu|eu|gov|io|net|org)/"
_INSIDE: Final = (
    rf"(?<=\d)\.(?=\d){_WORD}+",  # Llama3.1, 2.5D
    rf"(?<=[a-z])\.(?=[a-z]){_WORD}+",  # arXiv.org
    rf"\^[{{(]?-?{_WORD}+|\^\*",  # S^2FT, V^*
    rf"'(?!s\b)(?=[a-zA-Z]){_WORD}+",  # don't
    rf"(?<=[A-Z])·(?=[A-Z]){_WORD}+",  # DALL·E
    r"@\w+(?:\.\d+)?",  # pass@1, mAP@0.5
)
_BEHIND: Final = r"(?:\++(?![\w(])|(?<=\b[A-Z])[#*](?!\w))?"  # C++, GSM8K+, C#, A*

#: A token: the first of these that fits.
_TOKEN: Final = re.compile(
    "|".join(
        (
            rf"(?:https?://|www\.|\b{_HOSTS})[^\s<>\"]*?{_URL_END}",
            r"\b[A-Za-z]\.(?:[A-Za-z]\.)+",  # e.g., i.i.d., U.S.
            r"\b(?:[a-z]\.){2,}[a-z]\b",  # i.i.d
            r"\b\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,])",  # 1,234.5
            r"'s\b",
            rf"{_WORD}+(?:{'|'.join(_INSIDE)})*{_BEHIND}",
            r"\.{2,}|-{2,}|\S",
        )
    )
)


def iter_token_spans(text: str) -> Iterator[tuple[int, int]]:
    """Find the tokens of a normalised text.

    Parameters
    ----------
    text : str
        Normalised text.

    Yields
    ------
    tuple of int
        Start and end, half-open; in order, disjoint, together all that is not white space.

    Examples
    --------
    >>> text = "GPT-3.5's pass@1 on L_2, C++/CUDA and i.i.d. data."
    >>> [text[start:end] for start, end in iter_token_spans(text)][:9]
    ['GPT', '-', '3.5', "'s", 'pass@1', 'on', 'L_2', ',', 'C++']
    """
    for match in _TOKEN.finditer(text):
        yield match.span()


def split_words(text: str) -> tuple[list[str], list[bool]]:
    """Split a text as spaCy wants it: words, and whether a space stands behind each.

    Parameters
    ----------
    text : str
        Normalised text.

    Returns
    -------
    words : list of str
        The tokens; white space beyond single spaces is a token, too.
    spaces : list of bool
        As long as the words. Both together are the text.

    Examples
    --------
    >>> split_words("Deep  sets.")
    (['Deep', ' ', 'sets', '.'], [True, False, False, False])
    """
    words: list[str] = []
    spaces: list[bool] = []
    done = 0
    for start, end in [*iter_token_spans(text), (len(text), len(text))]:
        gap = text[done:start]
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if start < end:
            words.append(text[start:end])
            spaces.append(False)
        done = end
    return words, spaces


class ScienceTokenizer:
    """spaCy tokeniser over :func:`split_words`.

    Parameters
    ----------
    vocab : Vocab
        Vocabulary of the pipeline.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Split a text.

        Parameters
        ----------
        text : str
            Normalised text.

        Returns
        -------
        Doc
            Its ``text`` is the text given; white space beyond single spaces is a token, as in
            spaCy.
        """
        words, spaces = split_words(text)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]  # catalogue has no types
def make_tokenizer() -> Callable[[Language], ScienceTokenizer]:
    """Give spaCy the function that makes the tokeniser of a pipeline.

    Returns
    -------
    callable
        ``Language`` → ``ScienceTokenizer``.
    """
    return lambda nlp: ScienceTokenizer(nlp.vocab)
