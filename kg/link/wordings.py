"""Two wordings of one name → one: words that stand for each other in one place of a term.

Each row says which word is put for which, and beside which words that is safe; anywhere else the
two may be different things ("dynamic programming" is no dynamic optimisation).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.text.words import word_set

__all__ = ["WORDINGS", "Wording", "one_wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One word for another.

    Attributes
    ----------
    word, put : str
        The word, and what is put for it; empty to leave it out.
    before : frozenset of str or None
        Words one of which must follow; None for any word or none.
    after : frozenset of str or None
        Words one of which must stand before; None for any word or none.
    least : int
        How many words must stand before it at least.
    last : bool or None
        Whether it must be the last word, or must not be; None if it does not matter.
    example, counter : str
        Two names that are one by this row: joined by ``=``; two that are not: joined by ``≠``.
    """

    word: str
    put: str
    example: str
    counter: str
    before: frozenset[str] | None = None
    after: frozenset[str] | None = None
    last: bool | None = None
    least: int = 0


#: What networks are shrunk by: then the network is the model.
_SHRINKING: Final = word_set("compression pruning quantization sparsification")

#: Adjectives of an optimisation problem that is also called a program.
_PROGRAMS: Final = word_set(
    "bilevel conic convex fractional integer linear nonconvex nonlinear polynomial quadratic",
    "semidefinite",
)

#: What is foreseen in time: to predict it is to forecast it.
_FORESEEN: Final = word_set(
    "consumption demand energy flood flow generation irradiance load motion power price rainfall",
    "sales series trajectory traffic weather wind",
)

#: Parts that are themselves models: "teacher" is the teacher model.
_PARTS: Final = word_set(
    "autoencoder classifier decoder discriminator encoder reranker retriever student surrogate",
    "teacher transformer",
)

WORDINGS: Final = (
    Wording("learnable", "trainable", "learnable parameter = trainable parameter",
            "learnable parameter ≠ trained parameter", last=False),
    Wording("forecasting", "prediction", "time series forecasting = time series prediction",
            "structure forecasting ≠ structure prediction", after=_FORESEEN, last=True),
    Wording("forecast", "prediction", "weather forecast = weather prediction",
            "forecast ≠ prediction", after=_FORESEEN, last=True),
    Wording("programming", "optimization", "bilevel programming = bilevel optimization",
            "dynamic programming ≠ dynamic optimization", after=_PROGRAMS, last=True),
    Wording("tuning", "optimization", "hyperparameter tuning = hyperparameter optimization",
            "prompt tuning ≠ prompt optimization", after=frozenset({"hyperparameter"})),
    Wording("tuning", "finetuning", "instruction tuning = instruction fine tuning",
            "learning rate tuning ≠ learning rate fine tuning",
            after=word_set("efficient instruction")),
    Wording("surface", "landscape", "loss surface = loss landscape",
            "energy surface ≠ energy landscape", after=word_set("cost error loss objective"),
            last=True),
    Wording("dataset", "data", "dataset size = data size", "dataset ≠ data",
            before=word_set("augmentation condensation distillation pruning quality size")),
    Wording("sample", "example", "adversarial sample = adversarial example",
            "training sample ≠ training example", after=frozenset({"adversarial"}), last=True),
    Wording("net", "network", "neural net = neural network", "u net ≠ u network",
            after=frozenset({"neural"})),
    Wording("neuronal", "neural", "convolutional neuronal network = convolutional neural network",
            "biological neuronal network ≠ biological neural network",
            after=word_set("artificial convolutional deep recurrent"),
            before=frozenset({"network"})),
    Wording("artificial", "", "artificial neural network = neural network",
            "artificial network ≠ network", before=frozenset({"neural"})),
    Wording("network", "model", "network pruning = model pruning",
            "network analysis ≠ model analysis", before=_SHRINKING),
    Wording("model", "", "teacher model = teacher", "language model ≠ language", after=_PARTS,
            last=True),
    Wording("network", "", "encoder network = encoder",
            "graph transformer network ≠ graph transformer",
            after=_PARTS - {"transformer"}, last=True),
    Wording("machine", "", "gradient boosting machine = gradient boosting",
            "support vector machine ≠ support vector", after=frozenset({"boosting"}), last=True),
    Wording("set", "", "validation set loss = validation loss", "test set ≠ test",
            after=word_set("test training validation"),
            before=word_set("accuracy error loss performance")),
    Wording("mechanism", "", "self attention mechanism = self attention",
            "gating mechanism ≠ gating", after=frozenset({"attention"}), last=True),
    Wording("function", "", "cross entropy loss function = cross entropy loss",
            "loss function ≠ loss", after=frozenset({"loss"}), last=True, least=2),
    Wording("probabilistic", "", "diffusion probabilistic model = diffusion model",
            "graphical probabilistic model ≠ graphical model", after=frozenset({"diffusion"}),
            before=frozenset({"model"})),
    Wording("convolutional", "convolution",
            "graph convolutional network = graph convolution network",
            "convolutional ≠ convolution", last=False),
    Wording("star", "", "eclipsing binary star = eclipsing binary", "binary star ≠ binary",
            after=frozenset({"binary"}), last=True, least=2),
    Wording("system", "", "eclipsing binary system = eclipsing binary",
            "binary system ≠ binary", after=frozenset({"binary"}), last=True, least=2),
    Wording("n", "", "kolmogorov n width = kolmogorov width", "n body problem ≠ body problem",
            before=word_set("width"), last=False),
)  # fmt: skip

#: Phrases and the one that stands for them.
_PHRASES: Final = (
    ("exclusive or", "xor"),
    ("running time", "runtime"),
    ("fine tuning", "finetuning"),
    *((f"neural network {act}", f"model {act}") for act in sorted(_SHRINKING)),
)


def one_wording(words: list[str]) -> list[str]:
    """Put one word for the others that stand for it.

    Parameters
    ----------
    words : list of str
        Words of a fine key.

    Returns
    -------
    list of str
        The words of the one wording; for comparison only.

    Examples
    --------
    >>> one_wording("bilevel programming".split())
    ['bilevel', 'optimization']
    >>> one_wording("dynamic programming".split())
    ['dynamic', 'programming']
    """
    if _TOUCHED.isdisjoint(words):
        return list(words)
    if not _BEGIN_PHRASES.isdisjoint(words):
        text = f" {' '.join(words)} "
        for phrase, put in _PHRASES:
            text = text.replace(f" {phrase} ", f" {put} ")
        words = text.split()
    words = list(words)
    # Backwards, so that what follows a word is already in its one wording.
    for index in range(len(words) - 1, -1, -1):
        for row in _BY_WORD.get(words[index], ()):
            if _fits(row, words, index):
                words[index : index + 1] = [row.put] if row.put else []
                break
    return words


def _fits(row: Wording, words: list[str], index: int) -> bool:
    last = index == len(words) - 1
    if index < row.least or (row.last is not None and row.last is not last):
        return False
    if row.after is not None and (index == 0 or words[index - 1] not in row.after):
        return False
    return row.before is None or (not last and words[index + 1] in row.before)


def _table() -> dict[str, list[Wording]]:
    table: dict[str, list[Wording]] = {}
    for row in WORDINGS:
        table.setdefault(row.word, []).append(row)
    return table


_BY_WORD: Final = _table()
_BEGIN_PHRASES: Final = frozenset(phrase.split()[0] for phrase, _ in _PHRASES)
_TOUCHED: Final = _BEGIN_PHRASES | _BY_WORD.keys()
