"""What is shipped → a network to go on from.

The files that the extractor reads hold all weights, those of the encoder in eight bits. Training
begins where they are, without masked words, fold networks or a graphics processor.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from kg.extract.heads import HEADS_FILE
from kg.train.neural.network import Network
from kg.train.neural.pretrained import Pretrained
from kg.train.neural.transformer import Sizes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["load_shipped"]

_SUFFIX: Final = "_quantized"
#: Products with weights, in the order in which a pass meets them.
_LAYER_PRODUCTS: Final = ("qkv", "o", "f1", "f2")
_HEAD_PRODUCTS: Final = ("proj", "a", "b", "c", "out")


def load_shipped(folder: Path) -> tuple[Network, Pretrained]:
    """Load the files of :func:`kg.train.neural.export.export`.

    Parameters
    ----------
    folder : Path
        ``encoder.onnx``, ``heads.npz``, ``tokenizer.json``, ``card.json``.

    Returns
    -------
    Network
        Its weights are those of the files; rounding to eight bits cannot be undone.
    Pretrained
        The tokenizer and marks that it was trained with, and its encoder.
    """
    marks = tuple(json.loads((folder / "card.json").read_text("utf-8"))["marks"])
    model = onnx.load(str(folder / "encoder.onnx"))
    tables = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    weights = {
        name.removeprefix("network."): table
        for name, table in tables.items()
        if name.startswith("network.") and table.dtype == np.float32 and "_scale" not in name
    }
    for name in ("word", "shape", "seg", "mark"):
        weights[f"enc.{name}.weight"] = _floats(tables, f"network.enc.{name}.weight")
    sizes = Sizes(len(weights["enc.word.weight"]), len(marks))
    order = [
        *(f"enc.layers.{at}.{name}" for at in range(sizes.n_layers) for name in _LAYER_PRODUCTS),
        *_HEAD_PRODUCTS,
    ]
    for name, product in zip(order, _products(model, tables), strict=True):
        weights[f"{name}.weight"] = _floats(tables, product).T
    # Sixteen bits are nearer to the truth than eight where a head is in both files.
    weights.update(np.load(folder / HEADS_FILE))
    network = Network(sizes)
    network.load_state_dict(
        {name: torch.tensor(np.asarray(one, np.float32)) for name, one in weights.items()}
    )
    tokenizer = (folder / "tokenizer.json").read_text("utf-8")
    return network, Pretrained(network.enc.state_dict(), tokenizer, marks)


def _products(model: onnx.ModelProto, tables: Mapping[str, object]) -> Iterator[str]:
    """Name the weights of the products with eight-bit weights, in the order of the graph."""
    for node in model.graph.node:
        if "MatMul" in node.op_type:
            weights = [one for one in node.input if one in tables]
            yield from (one.removesuffix(_SUFFIX) for one in weights if one.endswith(_SUFFIX))


def _floats(tables: Mapping[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    whole, zero, scale = (
        tables[name + end].astype(np.float32) for end in (_SUFFIX, "_zero_point", "_scale")
    )
    return (whole - zero) * scale
